//! The messages of a conversation: read, shown by branches, deleted and brought back.

use super::Chat;
use crate::{
    chat::{
        model::{ConversationId, MessageId},
        store::{self, ConversationRow, Limits, MessageRow},
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
        page::Page,
    },
};

/// Messages that a page is given at once.
const PAGE_LENGTH: u32 = 40;
/// Bytes of text after which a page or a list ends: long messages come a few at a time, for memory's sake.
const PAGE_BYTES: u32 = 1024 * 1024;
/// What a page is given at once.
const PAGE: Limits = Limits { messages: PAGE_LENGTH, bytes: PAGE_BYTES };
/// What a page is given of that which follows a message that it shows.
const HALF_PAGE: Limits = Limits { messages: PAGE_LENGTH / 2, bytes: PAGE_BYTES / 2 };

/// A conversation with messages of one of its branches.
pub(in crate::chat) struct OpenConversation {
    pub(in crate::chat) conversation: ConversationRow,
    /// Oldest first.
    pub(in crate::chat) messages: Vec<MessageRow>,
    /// Whether messages follow on the branch.
    pub(in crate::chat) has_newer: bool,
}

impl Chat {
    /// A conversation with the newest messages of its branch; or with those around one of its messages, on whichever branch
    /// that is.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub(in crate::chat) async fn open(
        &self,
        user: UserId,
        id: ConversationId,
        around: Option<MessageId>,
    ) -> Result<OpenConversation> {
        let conversation = store::get(&self.db, user, id).await?;
        let last = match around {
            Some(message) => Some(store::below(&self.db, user, id, message, HALF_PAGE).await?),
            None => None,
        };
        let messages = store::branch(&self.db, user, id, last, PAGE).await?;
        let has_newer = last.is_some() && last != conversation.head_id;
        Ok(OpenConversation { conversation, messages, has_newer })
    }

    /// The messages before one of a conversation, oldest first.
    ///
    /// # Errors
    /// `NotFound`.
    pub(in crate::chat) async fn list_older(&self, user: UserId, before: MessageId) -> Result<Vec<MessageRow>> {
        store::older_than(&self.db, user, before, PAGE).await
    }

    /// The newest messages of the branch of a conversation that is shown, or those before `cursor`, newest first.
    ///
    /// # Errors
    /// `NotFound`, also for the cursor of another conversation.
    pub(in crate::chat) async fn list_messages(
        &self,
        user: UserId,
        id: ConversationId,
        cursor: Option<MessageId>,
        limit: u32,
    ) -> Result<Page<MessageRow>> {
        store::get(&self.db, user, id).await?;
        let limits = Limits { messages: limit, bytes: PAGE_BYTES };
        let mut rows = match cursor {
            None => store::branch(&self.db, user, id, None, limits).await?,
            Some(before) if store::message(&self.db, user, before).await?.conversation_id == id => {
                store::older_than(&self.db, user, before, limits).await?
            }
            Some(_) => return Err(AppError::NotFound),
        };
        let next_cursor = rows.first().filter(|first| first.parent_id.is_some()).map(|first| first.id.to_string());
        rows.reverse();
        Ok(Page { items: rows, next_cursor })
    }

    /// Shows the branch of a conversation that a message stands in.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn show_branch(&self, user: UserId, message: MessageId) -> Result<()> {
        let conversation = store::show_branch(&self.db, user, message).await?;
        self.notify_changed(user, conversation).await;
        Ok(())
    }

    /// Deletes a message with all that follows it; [`Self::restore_message`] brings them back.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_message(&self, user: UserId, message: MessageId) -> Result<()> {
        let (conversation, running) = store::delete_branch(&self.db, user, message).await?;
        self.stop_all_of(running);
        self.notify_changed(user, conversation).await;
        store::purge_deleted(&self.db).await
    }

    /// Brings back what was deleted together with a message, for a day.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn restore_message(&self, user: UserId, message: MessageId) -> Result<()> {
        let conversation = store::restore_branch(&self.db, user, message).await?;
        self.notify_changed(user, conversation).await;
        Ok(())
    }

    /// One message as it is stored.
    ///
    /// # Errors
    /// `NotFound`.
    pub(in crate::chat) async fn get_row(&self, user: UserId, id: MessageId) -> Result<MessageRow> {
        store::message(&self.db, user, id).await
    }
}
