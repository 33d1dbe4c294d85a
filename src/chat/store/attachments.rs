//! Attachments of a question that is being stored.

use super::messages::MessageRow;
use crate::{
    attachments::{
        model::{AttachmentId, COUNT_MAX},
        store::attach,
    },
    domain::{
        error::{Result, ValidationError},
        id::UserId,
        title::Title,
    },
};
use sqlx::SqliteConnection;

/// Gives a question its attachments. A conversation that is to be named after a question without a word is named after
/// them.
///
/// # Errors
/// `AttachmentsInvalid`.
pub(super) async fn give(
    connection: &mut SqliteConnection,
    user: UserId,
    question: &mut MessageRow,
    ids: &[AttachmentId],
    needs_name: bool,
) -> Result<()> {
    if ids.len() > COUNT_MAX {
        return Err(ValidationError::AttachmentsInvalid.into());
    }
    question.attachments = attach(&mut *connection, user, question.id.uuid(), ids).await?;
    if needs_name && question.content.is_empty() {
        sqlx::query("update conversations set title = $1 where id = $2 and user_id = $3")
            .bind(Title::from_question(&question.attachments.names()).as_str())
            .bind(question.conversation_id)
            .bind(user)
            .execute(connection)
            .await?;
    }
    Ok(())
}
