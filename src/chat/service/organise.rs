//! Keeping conversations in order, and removing for good what nobody brings back.

use super::Chat;
use crate::{
    chat::{
        model::{ConversationEvent, ConversationId},
        organise::{BulkAction, BulkResult, ConversationLabels, ListedConversation},
        store::{self, BulkChange, Filter},
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
        page::Page,
    },
};
use std::collections::BTreeSet;

impl Chat {
    /// A page of the person's conversations: pinned ones first, then the newest; of the trash what was deleted last.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(in crate::chat) async fn list(&self, user: UserId, filter: &Filter) -> Result<Page<ListedConversation>> {
        store::list(&self.db, user, filter).await
    }

    /// The folders and tags that the person uses.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(in crate::chat) async fn labels(&self, user: UserId) -> Result<ConversationLabels> {
        store::labels(&self.db, user).await
    }

    /// Does something with several conversations, as far as they are the person's; replies of those that are deleted are
    /// stopped.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(in crate::chat) async fn organise(
        &self,
        user: UserId,
        ids: &BTreeSet<ConversationId>,
        action: &BulkAction,
    ) -> Result<BulkResult> {
        let all: Vec<_> = ids.iter().copied().collect();
        let BulkChange { changed, running } = store::act(&self.db, user, &all, action).await?;
        self.stop_all_of(running);
        match (action, changed.as_slice()) {
            (_, []) => {}
            (BulkAction::Delete | BulkAction::DeleteForGood, changed) => {
                changed.iter().for_each(|id| self.notifier.tell(user, ConversationEvent::Deleted { id: *id }));
            }
            (_, [only]) => self.notify_changed(user, *only).await,
            _ => self.notifier.tell(user, ConversationEvent::Everything),
        }
        Ok(BulkResult { left_out: all.len() - changed.len(), changed })
    }

    /// Moves a conversation to the trash; [`Self::restore`] brings it back for 30 days. A reply that is being written is
    /// stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete(&self, user: UserId, id: ConversationId) -> Result<()> {
        self.act_on(user, id, &BulkAction::Delete).await
    }

    /// Deletes a conversation for good, in the trash or not; a reply that is being written is stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub(in crate::chat) async fn delete_for_good(&self, user: UserId, id: ConversationId) -> Result<()> {
        self.act_on(user, id, &BulkAction::DeleteForGood).await
    }

    /// Brings a conversation back from the trash.
    ///
    /// # Errors
    /// `NotFound`, also when it is not there.
    pub(in crate::chat) async fn restore(&self, user: UserId, id: ConversationId) -> Result<()> {
        self.act_on(user, id, &BulkAction::Restore).await
    }

    async fn act_on(&self, user: UserId, id: ConversationId, action: &BulkAction) -> Result<()> {
        let done = self.organise(user, &BTreeSet::from([id]), action).await?;
        if done.changed.is_empty() { Err(AppError::NotFound) } else { Ok(()) }
    }

    /// Deletes for good everything that the person has in the trash, and says how much that is.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(in crate::chat) async fn empty_trash(&self, user: UserId) -> Result<u64> {
        store::empty_trash(&self.db, user).await
    }

    /// Removes for good what was deleted longer ago than it can be brought back.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn purge(&self) -> Result<()> {
        store::purge_deleted(&self.db).await?;
        let removed = store::purge_trash(&self.db).await?;
        if removed > 0 {
            tracing::info!(removed, "conversations were removed that had been in the trash for 30 days");
        }
        Ok(())
    }
}
