//! How much an account may still store. Triggers keep the sum (migrations/0023_account_usage.sql).

use crate::domain::{
    error::{Result, ValidationError},
    id::UserId,
};
use sqlx::SqliteExecutor;

/// How many bytes an account may still store.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn room(db: impl SqliteExecutor<'_>, user: UserId) -> Result<u64> {
    let query = "select bytes_max - bytes from account_usage, account_limit where user_id = $1";
    let room: i64 = sqlx::query_scalar(query).bind(user).fetch_one(db).await?;
    Ok(room.try_into().unwrap_or(0))
}

/// Looks whether there is any room, before a model goes on with a text: what it writes is stored to its end.
///
/// # Errors
/// `AccountFull`.
pub async fn check_room(db: impl SqliteExecutor<'_>, user: UserId) -> Result<()> {
    if room(db, user).await? > 0 { Ok(()) } else { Err(ValidationError::AccountFull.into()) }
}
