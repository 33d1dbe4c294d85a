//! The trash: what is deleted can be brought back until it is removed for good.

use super::bulk::list;
use crate::{
    chat::model::ConversationId,
    domain::{error::Result, id::UserId, time::now_ms},
};
use sqlx::{SqliteConnection, SqlitePool};

/// What is in the trash can be brought back for 30 days, in milliseconds.
const TRASH_PERIOD_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// Conversations that are removed for good in one transaction: others wait for it.
const PURGE_BATCH: u32 = 50;

/// Says when conversations, which are the person's, were moved to the trash; none brings them back.
pub(super) async fn set_deleted_at(
    connection: &mut SqliteConnection,
    ids: &[ConversationId],
    deleted_at: Option<i64>,
) -> Result<()> {
    sqlx::query("update conversations set deleted_at = $2 where id in (select value from json_each($1))")
        .bind(list(ids))
        .bind(deleted_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes conversations, which are the person's, for good.
pub(super) async fn delete_for_good(connection: &mut SqliteConnection, ids: &[ConversationId]) -> Result<()> {
    sqlx::query("delete from conversations where id in (select value from json_each($1))")
        .bind(list(ids))
        .execute(connection)
        .await?;
    Ok(())
}

/// Brings a conversation back from the trash, and says whether it was there.
pub(in crate::chat) async fn restore(
    connection: &mut SqliteConnection,
    user: UserId,
    id: ConversationId,
) -> Result<bool> {
    let query = "update conversations set deleted_at = null where id = $1 and user_id = $2 and deleted_at is not null";
    Ok(sqlx::query(query).bind(id).bind(user).execute(connection).await?.rows_affected() > 0)
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
