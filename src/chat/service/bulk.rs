//! What is done with several conversations at once.

use super::Chat;
use crate::{
    chat::{
        bulk::{BulkAction, BulkResult},
        model::{ConversationEvent, ConversationId},
        store::{self, BulkChange},
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
};
use std::collections::BTreeSet;

impl Chat {
    /// Does something with several conversations, as far as they are the person's; replies of those that are deleted are
    /// stopped.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(in crate::chat) async fn bulk_update(
        &self,
        user: UserId,
        ids: &BTreeSet<ConversationId>,
        action: &BulkAction,
    ) -> Result<BulkResult> {
        let all: Vec<_> = ids.iter().copied().collect();
        let BulkChange { changed, running } = store::apply(&self.db, user, &all, action).await?;
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

    /// Does it with one conversation.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) async fn update_one(&self, user: UserId, id: ConversationId, action: &BulkAction) -> Result<()> {
        let done = self.bulk_update(user, &BTreeSet::from([id]), action).await?;
        if done.changed.is_empty() { Err(AppError::NotFound) } else { Ok(()) }
    }
}
