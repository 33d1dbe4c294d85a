//! All SQL of sharing. Every query carries the owner, but for the one that finds a share by the token of its link.

use super::model::{SHARES_MAX, Share, ShareId};
use crate::domain::{
    cursor::Cursor,
    error::{AppError, Result},
    id::UserId,
    page::Page,
};
use sqlx::{FromRow, SqlitePool};

/// Stores a share, unless the account has as many as it may have: says whether it did. Those that have ended are forgotten.
pub(super) async fn create(
    db: &SqlitePool,
    user: UserId,
    share: &Share,
    token_hash: &str,
    content: &str,
) -> Result<bool> {
    purge_ended(db, share.created_at).await?;
    let created = sqlx::query(
        "insert into shares (id, user_id, token_hash, kind, source_id, title, content, created_at, expires_at, is_findable)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 where (select count(*) from shares where user_id = $2) < $11",
    )
    .bind(share.id)
    .bind(user)
    .bind(token_hash)
    .bind(share.kind)
    .bind(&share.source_id)
    .bind(&share.title)
    .bind(content)
    .bind(share.created_at)
    .bind(share.expires_at)
    .bind(share.is_findable)
    .bind(SHARES_MAX)
    .execute(db)
    .await?;
    Ok(created.rows_affected() == 1)
}

/// What a link leads to.
#[derive(Debug, FromRow)]
pub(super) struct SharedRow {
    pub(super) title: String,
    pub(super) content: String,
    pub(super) created_at: i64,
    pub(super) is_findable: bool,
}

/// What the link with this token leads to, while it lasts and its owner's account is allowed.
///
/// # Errors
/// `NotFound`, whatever the reason is.
pub(super) async fn find(db: &SqlitePool, token_hash: &str, now: i64) -> Result<SharedRow> {
    Ok(sqlx::query_as(
        "select s.title, s.content, s.created_at, s.is_findable from shares as s join users as u on u.id = s.user_id
         where s.token_hash = $1 and (s.expires_at is null or s.expires_at > $2) and u.suspended_at is null",
    )
    .bind(token_hash)
    .bind(now)
    .fetch_one(db)
    .await?)
}

/// A page of the shares that have not ended, newest first.
pub(super) async fn list(
    db: &SqlitePool,
    user: UserId,
    cursor: Option<Cursor>,
    limit: usize,
    now: i64,
) -> Result<Page<Share>> {
    let (before, before_id) = Cursor::bounds(cursor);
    let items: Vec<Share> = sqlx::query_as(
        "select id, kind, source_id, title, created_at, expires_at, is_findable from shares
         where user_id = $1 and (created_at, id) < ($2, $3) and (expires_at is null or expires_at > $5)
         order by created_at desc, id desc limit $4",
    )
    .bind(user)
    .bind(before)
    .bind(before_id)
    .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
    .bind(now)
    .fetch_all(db)
    .await?;
    Ok(Page::from_overfetch(items, limit, |last| Cursor { at: last.created_at, id: last.id.uuid() }.to_string()))
}

/// One share that has not ended.
///
/// # Errors
/// `NotFound`.
pub(super) async fn get(db: &SqlitePool, user: UserId, id: ShareId, now: i64) -> Result<Share> {
    Ok(sqlx::query_as(
        "select id, kind, source_id, title, created_at, expires_at, is_findable from shares
         where id = $1 and user_id = $2 and (expires_at is null or expires_at > $3)",
    )
    .bind(id)
    .bind(user)
    .bind(now)
    .fetch_one(db)
    .await?)
}

/// Forgets a share with its snapshot.
///
/// # Errors
/// `NotFound`.
pub(super) async fn delete(db: &SqlitePool, user: UserId, id: ShareId) -> Result<()> {
    let deleted =
        sqlx::query("delete from shares where id = $1 and user_id = $2").bind(id).bind(user).execute(db).await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Forgets those that have ended, whoever they belong to.
pub(super) async fn purge_ended(db: &SqlitePool, now: i64) -> Result<()> {
    sqlx::query("delete from shares where expires_at <= $1").bind(now).execute(db).await?;
    Ok(())
}
