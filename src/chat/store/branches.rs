//! Branches of a conversation: choosing between them, and deleting them so that it can be undone.

use super::messages::{Limits, MessageRow, branch, message};
use crate::{
    chat::model::{ConversationId, MessageId},
    domain::{error::Result, id::UserId, time::now_ms},
};
use sqlx::{SqliteConnection, SqlitePool};

/// What was deleted can be brought back for a day, in milliseconds.
const UNDO_PERIOD_MS: i64 = 24 * 60 * 60 * 1000;

/// The messages before one of a conversation, as [`branch`] gives them.
pub(in crate::chat) async fn older_than(
    db: &SqlitePool,
    user: UserId,
    id: MessageId,
    limits: Limits,
) -> Result<Vec<MessageRow>> {
    let row = message(db, user, id).await?;
    match row.parent_id {
        Some(parent) => branch(db, user, row.conversation_id, Some(parent), limits).await,
        None => Ok(Vec::new()),
    }
}

/// The last message after another one of a conversation, on its newest branch, up to which there are no more than `limits` say.
///
/// # Errors
/// `NotFound`.
pub(in crate::chat) async fn below(
    db: &SqlitePool,
    user: UserId,
    conversation: ConversationId,
    id: MessageId,
    limits: Limits,
) -> Result<MessageId> {
    Ok(sqlx::query_scalar(
        "with recursive below (id, depth, bytes) as (
             select messages.id, 0, 0 from messages join live_conversations as conversations on conversations.id = messages.conversation_id
             where messages.id = $1 and conversations.id = $2 and conversations.user_id = $3
                 and messages.deleted_at is null
             union all
             select next.id, depth + 1, bytes + octet_length(next.content)
             from below join messages as next on next.id = (
                 select max(messages.id) from messages
                 where messages.conversation_id = $2 and messages.parent_id = below.id and deleted_at is null)
             where depth < $4 and bytes + octet_length(next.content) <= $5
         )
         select id from below order by depth desc limit 1",
    )
    .bind(id)
    .bind(conversation)
    .bind(user)
    .bind(limits.messages)
    .bind(limits.bytes)
    .fetch_one(db)
    .await?)
}

/// Shows the branch that a message stands in, to its newest end.
///
/// # Errors
/// `NotFound`.
pub(in crate::chat) async fn show_branch(db: &SqlitePool, user: UserId, id: MessageId) -> Result<ConversationId> {
    let conversation = message(db, user, id).await?.conversation_id;
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    set_head(&mut transaction, user, conversation, Some(id)).await?;
    transaction.commit().await?;
    Ok(conversation)
}

/// Deletes a message with all that follows it, and gives its conversation and the replies among them that are being
/// written. What stands beside it is shown then, or what stands before it.
///
/// # Errors
/// `NotFound`.
pub(in crate::chat) async fn delete_branch(
    db: &SqlitePool,
    user: UserId,
    id: MessageId,
) -> Result<(ConversationId, Vec<MessageId>)> {
    let row = message(db, user, id).await?;
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let running = sqlx::query_scalar(
        "with recursive deleted (id) as (
             select $1
             union all
             select messages.id from messages join deleted on messages.parent_id = deleted.id
             where messages.conversation_id = $2 and messages.deleted_at is null
         )
         select messages.id from messages join deleted on messages.id = deleted.id where status = 'generating'",
    )
    .bind(id)
    .bind(row.conversation_id)
    .fetch_all(&mut *transaction)
    .await?;
    sqlx::query(
        "with recursive deleted (id) as (
             select $1
             union all
             select messages.id from messages join deleted on messages.parent_id = deleted.id
             where messages.conversation_id = $2 and messages.deleted_at is null
         )
         update messages set deleted_at = $3 where id in (select id from deleted)",
    )
    .bind(id)
    .bind(row.conversation_id)
    .bind(now_ms())
    .execute(&mut *transaction)
    .await?;
    let beside = row.siblings.previous.or(row.siblings.next).or(row.parent_id);
    set_head(&mut transaction, user, row.conversation_id, beside).await?;
    transaction.commit().await?;
    Ok((row.conversation_id, running))
}

/// Brings back what was deleted together with a message, and shows it.
///
/// # Errors
/// `NotFound`, also when the time to undo is over.
pub(in crate::chat) async fn restore_branch(db: &SqlitePool, user: UserId, id: MessageId) -> Result<ConversationId> {
    let conversation = message(db, user, id).await?.conversation_id;
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query(
        "update messages set deleted_at = null
         where conversation_id = $1 and deleted_at = (select deleted_at from messages where id = $2)",
    )
    .bind(conversation)
    .bind(id)
    .execute(&mut *transaction)
    .await?;
    set_head(&mut transaction, user, conversation, Some(id)).await?;
    transaction.commit().await?;
    Ok(conversation)
}

/// Removes for good what was deleted longer ago than it can be undone.
pub(in crate::chat) async fn purge_deleted(db: &SqlitePool) -> Result<()> {
    sqlx::query("delete from messages where deleted_at < $1").bind(now_ms() - UNDO_PERIOD_MS).execute(db).await?;
    Ok(())
}

/// Makes the newest end below a message the end of the branch that is shown.
async fn set_head(
    connection: &mut SqliteConnection,
    user: UserId,
    conversation: ConversationId,
    above: Option<MessageId>,
) -> Result<()> {
    // A message is newer than the one before it, and ids grow with time: the greatest one is the last.
    sqlx::query(
        "with recursive below (id) as (
             select $1
             union all
             select (select max(messages.id) from messages
                     where messages.conversation_id = $2 and messages.parent_id = below.id and deleted_at is null)
             from below where below.id is not null
         )
         update conversations set head_id = (select max(id) from below) where id = $2 and user_id = $3",
    )
    .bind(above)
    .bind(conversation)
    .bind(user)
    .execute(connection)
    .await?;
    Ok(())
}
