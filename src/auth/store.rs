//! All SQL of accounts and sessions.

use super::{
    model::{Email, Me, Session, SessionId, UserId, Username},
    session::{IDLE_LIMIT_MS, TOUCH_INTERVAL_MS},
};
use crate::{
    error::{AppError, Fault, Result},
    time::utc_day,
};
use sqlx::{FromRow, SqlitePool};
use unicode_normalization::UnicodeNormalization;

/// The account that belongs to a name, with what is needed to check a password.
#[derive(FromRow)]
pub(super) struct Credentials {
    pub(super) id: UserId,
    pub(super) password_hash: String,
}

#[derive(FromRow)]
struct SessionRow {
    id: UserId,
    username: String,
    email: Option<String>,
    session_id: SessionId,
    last_seen_at: i64,
}

/// The form under which names are compared: without case, and the same however they were composed.
fn username_key(username: &str) -> String {
    username.nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

pub(super) async fn create_user(
    db: &SqlitePool,
    username: &Username,
    email: Option<&Email>,
    password_hash: &str,
    now: i64,
) -> Result<UserId> {
    let id = UserId::new();
    let name: String = username.as_str().nfc().collect();
    sqlx::query(
        "insert into users (id, username, username_key, email, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(&name)
    .bind(username_key(&name))
    .bind(email.map(|email| email.as_str().to_lowercase()))
    .bind(password_hash)
    .bind(now)
    .execute(db)
    .await
    .map_err(|error| match &error {
        sqlx::Error::Database(cause) if cause.is_unique_violation() => {
            let fault = if cause.message().contains("users.email") { Fault::EmailTaken } else { Fault::UsernameTaken };
            fault.into()
        }
        _ => AppError::from(error),
    })?;
    Ok(id)
}

pub(super) async fn credentials_by_name(db: &SqlitePool, username: &str) -> Result<Option<Credentials>> {
    Ok(sqlx::query_as("select id, password_hash from users where username_key = $1 and suspended_at is null")
        .bind(username_key(username.trim()))
        .fetch_optional(db)
        .await?)
}

pub(super) async fn password_hash(db: &SqlitePool, user: UserId) -> Result<String> {
    Ok(sqlx::query_scalar("select password_hash from users where id = $1").bind(user).fetch_one(db).await?)
}

/// Writes the new hash and ends every session of the account but `keep`.
pub(super) async fn change_password(db: &SqlitePool, user: UserId, password_hash: &str, keep: SessionId) -> Result<()> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query("update users set password_hash = $1 where id = $2")
        .bind(password_hash)
        .bind(user)
        .execute(&mut *transaction)
        .await?;
    sqlx::query("delete from sessions where user_id = $1 and id <> $2")
        .bind(user)
        .bind(keep)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}

/// Deletes the account and, through its foreign keys, everything that it owns.
pub(super) async fn delete_user(db: &SqlitePool, user: UserId) -> Result<()> {
    sqlx::query("delete from users where id = $1").bind(user).execute(db).await?;
    Ok(())
}

pub(super) async fn create_session(
    db: &SqlitePool,
    user: UserId,
    token_hash: &str,
    agent: &str,
    now: i64,
) -> Result<()> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query("delete from sessions where user_id = $1 and last_seen_at < $2")
        .bind(user)
        .bind(now - IDLE_LIMIT_MS)
        .execute(&mut *transaction)
        .await?;
    sqlx::query(
        "insert into sessions (id, user_id, token_hash, user_agent, created_at, last_seen_at) values ($1, $2, $3, $4, $5, $5)",
    )
    .bind(SessionId::new())
    .bind(user)
    .bind(token_hash)
    .bind(agent)
    .bind(now)
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

/// The person and session behind a token, if the session is alive and the account is still allowed.
pub(super) async fn find_session(db: &SqlitePool, token_hash: &str, now: i64) -> Result<Option<(Me, SessionId)>> {
    let row: Option<SessionRow> = sqlx::query_as(
        "select users.id, users.username, users.email, sessions.id as session_id, sessions.last_seen_at
         from sessions join users on users.id = sessions.user_id
         where sessions.token_hash = $1 and sessions.last_seen_at >= $2 and users.suspended_at is null",
    )
    .bind(token_hash)
    .bind(now - IDLE_LIMIT_MS)
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.last_seen_at < now - TOUCH_INTERVAL_MS {
        let touched = sqlx::query("update sessions set last_seen_at = $1 where id = $2")
            .bind(now)
            .bind(row.session_id)
            .execute(db)
            .await;
        if let Err(error) = touched {
            // Reading goes on: the session only looks a little older than it is.
            tracing::warn!(%error, "could not note that a session is in use");
        }
    }
    Ok(Some((Me { id: row.id, username: row.username, email: row.email }, row.session_id)))
}

pub(super) async fn list_sessions(db: &SqlitePool, user: UserId, current: SessionId, now: i64) -> Result<Vec<Session>> {
    let rows: Vec<(SessionId, String, i64)> = sqlx::query_as(
        "select id, user_agent, last_seen_at
         from sessions where user_id = $1 and last_seen_at >= $2 order by last_seen_at desc, id desc limit 100",
    )
    .bind(user)
    .bind(now - IDLE_LIMIT_MS)
    .fetch_all(db)
    .await?;
    let session = |(id, user_agent, last_seen_at)| Session {
        id,
        user_agent,
        last_seen_on: utc_day(last_seen_at),
        is_current: id == current,
    };
    Ok(rows.into_iter().map(session).collect())
}

pub(super) async fn delete_session(db: &SqlitePool, user: UserId, session: SessionId) -> Result<()> {
    let deleted =
        sqlx::query("delete from sessions where id = $1 and user_id = $2").bind(session).bind(user).execute(db).await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

pub(super) async fn delete_session_by_token(db: &SqlitePool, token_hash: &str) -> Result<()> {
    sqlx::query("delete from sessions where token_hash = $1").bind(token_hash).execute(db).await?;
    Ok(())
}
