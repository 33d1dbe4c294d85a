//! All SQL of accounts and sessions.

mod programs;

pub(super) use programs::{
    create_key, delete_key, end_program, find_key, find_program, list_keys, replace_refresh_token,
};

use super::{
    model::{Email, Me, Session, SessionId, UserId, Username},
    session::{IDLE_LIMIT_MS, PROGRAM_IDLE_LIMIT_MS, TOUCH_INTERVAL_MS},
};
use crate::error::{AppError, Fault, Result};
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

/// Gives the account as it is stored: the name composed, the address in lower case.
pub(super) async fn create_user(
    db: &SqlitePool,
    username: &Username,
    email: Option<&Email>,
    password_hash: &str,
    now: i64,
) -> Result<Me> {
    let username: String = username.as_str().nfc().collect();
    let me = Me { id: UserId::new(), username, email: email.map(|email| email.as_str().to_lowercase()) };
    sqlx::query(
        "insert into users (id, username, username_key, email, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(me.id)
    .bind(&me.username)
    .bind(username_key(&me.username))
    .bind(me.email.as_deref())
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
    Ok(me)
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

/// What holds a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub(super) enum Kind {
    /// A cookie.
    Browser,
    /// A refresh token.
    Program,
}

/// A session that begins.
pub(super) struct NewSession<'s> {
    pub(super) id: SessionId,
    pub(super) user: UserId,
    pub(super) kind: Kind,
    pub(super) token_hash: &'s str,
    pub(super) agent: &'s str,
}

pub(super) async fn create_session(db: &SqlitePool, new: &NewSession<'_>, now: i64) -> Result<()> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query(
        "delete from sessions where user_id = $1
         and last_seen_at < case kind when 'program' then $2 else $3 end",
    )
    .bind(new.user)
    .bind(now - PROGRAM_IDLE_LIMIT_MS)
    .bind(now - IDLE_LIMIT_MS)
    .execute(&mut *transaction)
    .await?;
    sqlx::query(
        "insert into sessions (id, user_id, kind, token_hash, user_agent, created_at, last_seen_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
    )
    .bind(new.id)
    .bind(new.user)
    .bind(new.kind)
    .bind(new.token_hash)
    .bind(new.agent)
    .bind(now)
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

/// The person and session behind a cookie, if the session is alive and the account is still allowed.
pub(super) async fn find_session(db: &SqlitePool, token_hash: &str, now: i64) -> Result<Option<(Me, SessionId)>> {
    let row: Option<SessionRow> = sqlx::query_as(
        "select users.id, users.username, users.email, sessions.id as session_id, sessions.last_seen_at
         from sessions join users on users.id = sessions.user_id
         where sessions.token_hash = $1 and sessions.kind = 'browser' and sessions.last_seen_at >= $2 and users.suspended_at is null",
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

pub(super) async fn list_sessions(
    db: &SqlitePool,
    user: UserId,
    current: Option<SessionId>,
    now: i64,
) -> Result<Vec<Session>> {
    let rows: Vec<(SessionId, String, i64)> = sqlx::query_as(
        "select id, user_agent, last_seen_at
         from sessions where user_id = $1 and last_seen_at >= case kind when 'program' then $2 else $3 end
         order by last_seen_at desc, id desc limit 100",
    )
    .bind(user)
    .bind(now - PROGRAM_IDLE_LIMIT_MS)
    .bind(now - IDLE_LIMIT_MS)
    .fetch_all(db)
    .await?;
    let session =
        |(id, user_agent, last_seen_at)| Session { id, user_agent, last_seen_at, is_current: Some(id) == current };
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
