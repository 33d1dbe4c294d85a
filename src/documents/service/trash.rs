//! Deleting documents, bringing them back, and removing them for good.

use super::{Condition, Documents};
use crate::{
    documents::{model::DocumentId, store},
    domain::{error::Result, id::UserId},
};
use futures::FutureExt;
use std::sync::Arc;

impl Documents {
    /// Deletes a document, if `condition` holds of what it is, and says whether it did; [`Self::restore_deleted`] brings it
    /// back for 30 days. A draft that is being written is stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete(&self, user: UserId, id: DocumentId, condition: Condition) -> Result<bool> {
        self.delete_if(user, id, condition, false).await
    }

    /// Deletes a document for good, deleted before or not, if `condition` holds of what it is, and says whether it did. A draft
    /// that is being written is stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_for_good(&self, user: UserId, id: DocumentId, condition: Condition) -> Result<bool> {
        self.delete_if(user, id, condition, true).await
    }

    async fn delete_if(&self, user: UserId, id: DocumentId, condition: Condition, is_for_good: bool) -> Result<bool> {
        let deleting = self.writes.run(move |connection| {
            let condition = Arc::clone(&condition);
            async move {
                let document = match is_for_good {
                    true => store::get_in_trash_too(&mut *connection, user, id).await?,
                    false => store::get(&mut *connection, user, id).await?,
                };
                if !condition(&document) {
                    return Ok(false);
                }
                match is_for_good {
                    true => store::delete_for_good(connection, user, id).await?,
                    false => store::delete(connection, user, id).await?,
                }
                Ok(true)
            }
            .boxed()
        });
        let is_deleted = deleting.await?;
        if is_deleted {
            self.generations.stop(id.uuid());
        }
        Ok(is_deleted)
    }

    /// How many deleted documents of the person are kept.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn count_trash(&self, user: UserId) -> Result<u32> {
        store::count_trash(&self.db, user).await
    }

    /// Removes for good every deleted document of the person.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn empty_trash(&self, user: UserId) -> Result<()> {
        store::empty_trash(&self.db, user).await
    }

    /// Brings a deleted document back.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn restore_deleted(&self, user: UserId, id: DocumentId) -> Result<()> {
        store::restore_deleted(&self.db, user, id).await
    }
}
