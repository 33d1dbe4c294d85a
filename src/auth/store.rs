//! All SQL of accounts and sessions.

mod api_tokens;
mod devices;
mod streams;

pub(super) use api_tokens::{
    create_key, delete_key, end_program, find_key, find_program, list_keys, replace_refresh_token,
};
use devices::forget_devices;
pub(super) use devices::{is_known_device, remember_device};
pub(super) use streams::{credential_version, valid_credentials};

use super::{
    model::{Account, Email, Session, SessionId, Username},
    session::{ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS, PROGRAM_IDLE_LIMIT_MS, TOUCH_INTERVAL_MS},
};
use crate::domain::{
    error::{AppError, Result, ValidationError},
    id::UserId,
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
    authenticated_at: i64,
    last_seen_at: i64,
}

/// A browser's session that is alive, and the person behind it.
pub(super) struct FoundSession {
    pub(super) me: Account,
    pub(super) id: SessionId,
    pub(super) authenticated_at: i64,
}

/// The form under which names are compared and counted: without case or white space around it, and the same however it was
/// composed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct UsernameKey(String);

impl UsernameKey {
    pub(super) fn of(username: &str) -> Self {
        Self(username.trim().nfkc().collect::<String>().to_lowercase().nfkc().collect())
    }
}

/// How the database has a name that is looked up, for commands.
pub fn username_key(username: &str) -> String {
    UsernameKey::of(username).0
}

/// Gives the account as it is stored: the address in lower case.
pub(super) async fn create_user(
    db: &SqlitePool,
    username: &Username,
    email: Option<&Email>,
    password_hash: &str,
    now: i64,
) -> Result<Account> {
    let me = Account {
        id: UserId::new(),
        username: username.as_str().to_owned(),
        email: email.map(|email| email.as_str().to_lowercase()),
    };
    sqlx::query(
        "insert into users (id, username, username_key, email, password_hash, created_at) values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(me.id)
    .bind(&me.username)
    .bind(UsernameKey::of(&me.username).0)
    .bind(me.email.as_deref())
    .bind(password_hash)
    .bind(now)
    .execute(db)
    .await
    .map_err(|error| match &error {
        sqlx::Error::Database(cause) if cause.is_unique_violation() => {
            let fault = if cause.message().contains("users.email") { ValidationError::EmailTaken } else { ValidationError::UsernameTaken };
            fault.into()
        }
        _ => AppError::from(error),
    })?;
    Ok(me)
}

pub(super) async fn credentials_by_name(db: &SqlitePool, username: &UsernameKey) -> Result<Option<Credentials>> {
    Ok(sqlx::query_as("select id, password_hash from users where username_key = $1 and suspended_at is null")
        .bind(&username.0)
        .fetch_optional(db)
        .await?)
}

pub(super) async fn password_hash(db: &SqlitePool, user: UserId) -> Result<String> {
    Ok(sqlx::query_scalar("select password_hash from users where id = $1").bind(user).fetch_one(db).await?)
}

/// What becomes of an account whose password is changed.
pub(super) struct NewPassword<'p> {
    pub(super) user: UserId,
    pub(super) hash: &'p str,
    /// The session that stays.
    pub(super) session: SessionId,
    /// By what it is held from now on, when a cookie holds it.
    pub(super) token_hash: &'p str,
    /// The browser that stays known.
    pub(super) device: Option<&'p str>,
    pub(super) keeps_keys: bool,
}

/// Writes the new hash, ends every other session of the account, and its keys unless they are kept; gives whether the session
/// that stays has the new token.
pub(super) async fn change_password(db: &SqlitePool, new: &NewPassword<'_>, now: i64) -> Result<bool> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query("update users set password_hash = $1 where id = $2")
        .bind(new.hash)
        .bind(new.user)
        .execute(&mut *transaction)
        .await?;
    sqlx::query("delete from sessions where user_id = $1 and id <> $2")
        .bind(new.user)
        .bind(new.session)
        .execute(&mut *transaction)
        .await?;
    forget_devices(&mut transaction, new.user, new.device).await?;
    if !new.keeps_keys {
        sqlx::query("delete from api_keys where user_id = $1").bind(new.user).execute(&mut *transaction).await?;
    }
    let renewed = sqlx::query(
        "update sessions set token_hash = case kind when 'browser' then $1 else token_hash end, authenticated_at = $2
         where id = $3 returning kind = 'browser'",
    )
    .bind(new.token_hash)
    .bind(now)
    .bind(new.session)
    .fetch_optional(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(match renewed {
        Some(row) => sqlx::Row::try_get(&row, 0)?,
        None => false,
    })
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
         and (last_seen_at < case kind when 'program' then $2 else $3 end or created_at < $4)",
    )
    .bind(new.user)
    .bind(now - PROGRAM_IDLE_LIMIT_MS)
    .bind(now - IDLE_LIMIT_MS)
    .bind(now - ABSOLUTE_LIMIT_MS)
    .execute(&mut *transaction)
    .await?;
    sqlx::query(
        "insert into sessions (id, user_id, kind, token_hash, user_agent, created_at, last_seen_at, authenticated_at)
         values ($1, $2, $3, $4, $5, $6, $6, $6)",
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
pub(super) async fn find_session(db: &SqlitePool, token_hash: &str, now: i64) -> Result<Option<FoundSession>> {
    let row: Option<SessionRow> = sqlx::query_as(
        "select users.id, users.username, users.email, sessions.id as session_id,
         sessions.authenticated_at, sessions.last_seen_at
         from sessions join users on users.id = sessions.user_id
         where sessions.token_hash = $1 and sessions.kind = 'browser' and sessions.last_seen_at >= $2
         and sessions.created_at >= $3 and users.suspended_at is null",
    )
    .bind(token_hash)
    .bind(now - IDLE_LIMIT_MS)
    .bind(now - ABSOLUTE_LIMIT_MS)
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
    let me = Account { id: row.id, username: row.username, email: row.email };
    Ok(Some(FoundSession { me, id: row.session_id, authenticated_at: row.authenticated_at }))
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
         and created_at >= $4 order by last_seen_at desc, id desc limit 100",
    )
    .bind(user)
    .bind(now - PROGRAM_IDLE_LIMIT_MS)
    .bind(now - IDLE_LIMIT_MS)
    .bind(now - ABSOLUTE_LIMIT_MS)
    .fetch_all(db)
    .await?;
    let session =
        |(id, user_agent, last_seen_at)| Session { id, user_agent, last_seen_at, is_current: Some(id) == current };
    Ok(rows.into_iter().map(session).collect())
}

/// Notes that whoever has the session has given the password again.
pub(super) async fn note_authenticated(db: &SqlitePool, session: SessionId, now: i64) -> Result<()> {
    let noted = sqlx::query("update sessions set authenticated_at = $1 where id = $2");
    noted.bind(now).bind(session).execute(db).await?;
    Ok(())
}

/// Ends a session, and forgets all known browsers but `device`: which of them had the session is not kept.
pub(super) async fn delete_session(
    db: &SqlitePool,
    user: UserId,
    session: SessionId,
    device: Option<&str>,
) -> Result<()> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let deleted = sqlx::query("delete from sessions where id = $1 and user_id = $2");
    let deleted = deleted.bind(session).bind(user).execute(&mut *transaction).await?;
    if deleted.rows_affected() == 0 {
        return Err(AppError::NotFound);
    }
    forget_devices(&mut transaction, user, device).await?;
    Ok(transaction.commit().await?)
}

/// Gives whose it was.
pub(super) async fn delete_session_by_token(db: &SqlitePool, token_hash: &str) -> Result<Option<UserId>> {
    let deleted = sqlx::query_scalar("delete from sessions where token_hash = $1 returning user_id");
    Ok(deleted.bind(token_hash).fetch_optional(db).await?)
}
