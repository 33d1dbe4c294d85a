//! Folders, tags, pins and the archive.

use super::bulk::list;
use crate::{
    chat::{
        labels::{Folder, LabelsPatch, TAGS_MAX, Tag},
        list::{ConversationLabels, Label},
        model::ConversationId,
    },
    domain::{error::Result, id::UserId, time::now_ms},
};
use sqlx::{SqliteConnection, SqlitePool};

/// Changes the labels of conversations, which are the person's.
pub(in crate::chat) async fn set_labels(
    connection: &mut SqliteConnection,
    ids: &[ConversationId],
    labels: &LabelsPatch,
) -> Result<()> {
    set_all(connection, &list(ids), labels).await
}

async fn set_all(connection: &mut SqliteConnection, list: &str, labels: &LabelsPatch) -> Result<()> {
    let LabelsPatch { pinned, archived, folder, tags } = labels;
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

/// Adds a tag to each that has room for it, and gives those.
pub(super) async fn add_tag(
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

/// Takes a tag from each.
pub(super) async fn remove_tag(connection: &mut SqliteConnection, ids: &[ConversationId], tag: &Tag) -> Result<()> {
    sqlx::query(
        "delete from conversation_tags
         where conversation_id in (select value from json_each($1)) and tag = $2",
    )
    .bind(list(ids))
    .bind(tag.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

/// The folders and tags of a person's conversations that are not in the trash.
pub(in crate::chat) async fn list_labels(db: &SqlitePool, user: UserId) -> Result<ConversationLabels> {
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
