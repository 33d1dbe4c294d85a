//! Deleting conversations, bringing them back, and removing for good what nobody brings back.

use super::Chat;
use crate::{
    chat::{bulk::BulkAction, model::ConversationId, store},
    domain::{error::Result, id::UserId},
};

impl Chat {
    /// Moves a conversation to the trash; [`Self::restore`] brings it back for 30 days. A reply that is being written is
    /// stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete(&self, user: UserId, id: ConversationId) -> Result<()> {
        self.update_one(user, id, &BulkAction::Delete).await
    }

    /// Deletes a conversation for good, in the trash or not; a reply that is being written is stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub(in crate::chat) async fn delete_for_good(&self, user: UserId, id: ConversationId) -> Result<()> {
        self.update_one(user, id, &BulkAction::DeleteForGood).await
    }

    /// Brings a conversation back from the trash.
    ///
    /// # Errors
    /// `NotFound`, also when it is not there.
    pub(in crate::chat) async fn restore(&self, user: UserId, id: ConversationId) -> Result<()> {
        self.update_one(user, id, &BulkAction::Restore).await
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
