//! What is done with several conversations in one transaction.

use super::{labels, trash};
use crate::{
    chat::{
        bulk::BulkAction,
        model::{ConversationId, MessageId},
    },
    domain::{error::Result, id::UserId, time::now_ms},
};
use sqlx::{SqliteConnection, SqlitePool};

/// What was done with conversations.
pub(in crate::chat) struct BulkChange {
    /// Those that it was done with.
    pub(in crate::chat) changed: Vec<ConversationId>,
    /// Replies of theirs that were still being written when they were deleted.
    pub(in crate::chat) running: Vec<MessageId>,
}

/// Does something with those of the conversations that are the person's.
pub(in crate::chat) async fn apply(
    db: &SqlitePool,
    user: UserId,
    ids: &[ConversationId],
    action: &BulkAction,
) -> Result<BulkChange> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let owned = owned(&mut transaction, user, ids, action.is_of_trash()).await?;
    let is_deleting = matches!(action, BulkAction::Delete | BulkAction::DeleteForGood);
    let running = if is_deleting { running(&mut transaction, &list(&owned)).await? } else { Vec::new() };
    let changed = match action {
        BulkAction::AddTag(tag) => labels::add_tag(&mut transaction, &owned, tag).await?,
        action => {
            change(&mut transaction, &owned, action).await?;
            owned
        }
    };
    transaction.commit().await?;
    Ok(BulkChange { changed, running })
}

/// The ids as JSON, for `json_each`.
pub(super) fn list(ids: &[ConversationId]) -> String {
    serde_json::to_string(ids).unwrap_or_default()
}

async fn owned(
    connection: &mut SqliteConnection,
    user: UserId,
    ids: &[ConversationId],
    is_of_trash: Option<bool>,
) -> Result<Vec<ConversationId>> {
    Ok(sqlx::query_scalar(
        "select id from conversations
         where id in (select value from json_each($1)) and user_id = $2
             and ($3 is null or (deleted_at is not null) = $3)",
    )
    .bind(list(ids))
    .bind(user)
    .bind(is_of_trash)
    .fetch_all(connection)
    .await?)
}

async fn running(connection: &mut SqliteConnection, list: &str) -> Result<Vec<MessageId>> {
    Ok(sqlx::query_scalar(
        "select id from messages
         where conversation_id in (select value from json_each($1)) and status = 'generating'",
    )
    .bind(list)
    .fetch_all(connection)
    .await?)
}

async fn change(connection: &mut SqliteConnection, ids: &[ConversationId], action: &BulkAction) -> Result<()> {
    match action {
        BulkAction::SetLabels(patch) => labels::set_labels(connection, ids, patch).await,
        BulkAction::AddTag(tag) => labels::add_tag(connection, ids, tag).await.map(drop),
        BulkAction::RemoveTag(tag) => labels::remove_tag(connection, ids, tag).await,
        BulkAction::Delete => trash::set_deleted_at(connection, ids, Some(now_ms())).await,
        BulkAction::Restore => trash::set_deleted_at(connection, ids, None).await,
        BulkAction::DeleteForGood => trash::delete_for_good(connection, ids).await,
    }
}
