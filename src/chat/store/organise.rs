//! Where conversations are kept: pinned, archived, in folders, with tags, in the trash.

use crate::{
    chat::{
        model::{ConversationId, MessageId},
        organise::{BulkAction, ConversationLabels, Folder, Label, LabelsPatch, TAGS_MAX, Tag},
    },
    domain::{error::Result, id::UserId, time::now_ms},
};
use sqlx::{SqliteConnection, SqlitePool};

/// What is in the trash can be brought back for 30 days, in milliseconds.
const TRASH_PERIOD_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// Conversations that are removed for good in one transaction: others wait for it.
const PURGE_BATCH: u32 = 50;

/// What was done with conversations.
pub(in crate::chat) struct BulkChange {
    /// Those that it was done with.
    pub(in crate::chat) changed: Vec<ConversationId>,
    /// Replies of theirs that were still being written when they were deleted.
    pub(in crate::chat) running: Vec<MessageId>,
}

/// Does something with those of the conversations that are the person's.
pub(in crate::chat) async fn act(
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
        BulkAction::AddTag(tag) => add_tag(&mut transaction, &owned, tag).await?,
        action => {
            change(&mut transaction, &list(&owned), action).await?;
            owned
        }
    };
    transaction.commit().await?;
    Ok(BulkChange { changed, running })
}

/// The ids as JSON, for `json_each`.
fn list(ids: &[ConversationId]) -> String {
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

async fn change(connection: &mut SqliteConnection, list: &str, action: &BulkAction) -> Result<()> {
    let deleted_at = matches!(action, BulkAction::Delete).then(now_ms);
    match action {
        BulkAction::Place(placing) => return place_all(connection, list, placing).await,
        BulkAction::RemoveTag(tag) | BulkAction::AddTag(tag) => {
            sqlx::query(
                "delete from conversation_tags
                 where conversation_id in (select value from json_each($1)) and tag = $2",
            )
            .bind(list)
            .bind(tag.as_str())
            .execute(connection)
            .await?;
        }
        BulkAction::Delete | BulkAction::Restore => {
            sqlx::query("update conversations set deleted_at = $2 where id in (select value from json_each($1))")
                .bind(list)
                .bind(deleted_at)
                .execute(connection)
                .await?;
        }
        BulkAction::DeleteForGood => {
            sqlx::query("delete from conversations where id in (select value from json_each($1))")
                .bind(list)
                .execute(connection)
                .await?;
        }
    }
    Ok(())
}

/// Adds a tag to each that has room for it, and gives those.
async fn add_tag(
    connection: &mut SqliteConnection,
    owned: &[ConversationId],
    tag: &Tag,
) -> Result<Vec<ConversationId>> {
    sqlx::query(
        "insert into conversation_tags (conversation_id, tag)
         select value, $2 from json_each($1)
         where (select count(*) from conversation_tags where conversation_id = value and tag <> $2) < $3
         on conflict do nothing",
    )
    .bind(list(owned))
    .bind(tag.as_str())
    .bind(i64::try_from(TAGS_MAX).unwrap_or(i64::MAX))
    .execute(&mut *connection)
    .await?;
    Ok(sqlx::query_scalar(
        "select conversation_id from conversation_tags
         where conversation_id in (select value from json_each($1)) and tag = $2",
    )
    .bind(list(owned))
    .bind(tag.as_str())
    .fetch_all(connection)
    .await?)
}

/// Puts conversations, which are the person's, in their place.
pub(in crate::chat) async fn place(
    connection: &mut SqliteConnection,
    ids: &[ConversationId],
    placing: &LabelsPatch,
) -> Result<()> {
    place_all(connection, &list(ids), placing).await
}

async fn place_all(connection: &mut SqliteConnection, list: &str, placing: &LabelsPatch) -> Result<()> {
    let LabelsPatch { pinned, archived, folder, tags } = placing;
    sqlx::query(
        "update conversations set
             pinned_at = case when $2 is null then pinned_at when $2 then coalesce(pinned_at, $3) end,
             archived_at = case when $4 is null then archived_at when $4 then coalesce(archived_at, $3) end,
             folder = iif($5, $6, folder)
         where id in (select value from json_each($1))",
    )
    .bind(list)
    .bind(pinned)
    .bind(now_ms())
    .bind(archived)
    .bind(folder.is_some())
    .bind(folder.as_ref().and_then(Option::as_ref).map(Folder::as_str))
    .execute(&mut *connection)
    .await?;
    let Some(tags) = tags else { return Ok(()) };
    let tags: Vec<_> = tags.iter().map(Tag::as_str).collect();
    sqlx::query(
        "delete from conversation_tags where conversation_id in (select value from json_each($1));
         insert into conversation_tags (conversation_id, tag)
         select placed.value, tag.value from json_each($1) as placed join json_each($2) as tag",
    )
    .bind(list)
    .bind(serde_json::to_string(&tags).unwrap_or_default())
    .execute(connection)
    .await?;
    Ok(())
}

/// Brings a conversation back from the trash, and says whether it was there.
pub(in crate::chat) async fn bring_back(
    connection: &mut SqliteConnection,
    user: UserId,
    id: ConversationId,
) -> Result<bool> {
    let query = "update conversations set deleted_at = null where id = $1 and user_id = $2 and deleted_at is not null";
    Ok(sqlx::query(query).bind(id).bind(user).execute(connection).await?.rows_affected() > 0)
}

/// The folders and tags of a person's conversations that are not in the trash.
pub(in crate::chat) async fn labels(db: &SqlitePool, user: UserId) -> Result<ConversationLabels> {
    let folders: Vec<Label> = sqlx::query_as(
        "select folder as name, count(*) as count from conversations
         where user_id = $1 and folder is not null and deleted_at is null group by folder order by folder",
    )
    .bind(user)
    .fetch_all(db)
    .await?;
    let tags: Vec<Label> = sqlx::query_as(
        "select tag as name, count(*) as count
         from live_conversations as c join conversation_tags on conversation_id = c.id
         where c.user_id = $1 group by tag order by tag",
    )
    .bind(user)
    .fetch_all(db)
    .await?;
    Ok(ConversationLabels { folders, tags })
}

/// Removes for good everything that a person has in the trash, and says how much that is.
pub(in crate::chat) async fn empty_trash(db: &SqlitePool, user: UserId) -> Result<u64> {
    purge(db, Some(user), i64::MAX).await
}

/// Removes for good what has been in the trash longer than it can be brought back.
pub(in crate::chat) async fn purge_trash(db: &SqlitePool) -> Result<u64> {
    purge(db, None, now_ms() - TRASH_PERIOD_MS).await
}

async fn purge(db: &SqlitePool, user: Option<UserId>, before: i64) -> Result<u64> {
    let mut removed = 0;
    loop {
        let batch = sqlx::query(
            "delete from conversations where id in (
                 select id from conversations
                 where deleted_at is not null and deleted_at < $1 and ($2 is null or user_id = $2) limit $3)",
        )
        .bind(before)
        .bind(user)
        .bind(PURGE_BATCH)
        .execute(db)
        .await?;
        removed += batch.rows_affected();
        if batch.rows_affected() < u64::from(PURGE_BATCH) {
            return Ok(removed);
        }
    }
}
