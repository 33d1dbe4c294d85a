//! What programs log in with: refresh tokens, each good for one use, and keys.

use crate::{
    auth::{
        model::{Account, ApiKey, ApiKeyId, SessionId},
        session::{ABSOLUTE_LIMIT_MS, PROGRAM_IDLE_LIMIT_MS},
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// `last_used_at` of a key is written at most this often: one minute, in milliseconds.
const TOUCH_INTERVAL_MS: i64 = 60 * 1000;

#[derive(FromRow)]
struct PersonRow {
    id: UserId,
    username: String,
    email: Option<String>,
}

impl From<PersonRow> for Account {
    fn from(row: PersonRow) -> Self {
        Self { id: row.id, username: row.username, email: row.email }
    }
}

/// The person whose program has this session, if it is alive and the account is still allowed, and when the password was
/// given.
pub(in crate::auth) async fn find_program(
    db: &SqlitePool,
    session: SessionId,
    user: UserId,
    now: i64,
) -> Result<Option<(Account, i64)>> {
    #[derive(FromRow)]
    struct ProgramRow {
        #[sqlx(flatten)]
        person: PersonRow,
        authenticated_at: i64,
    }
    let row: Option<ProgramRow> = sqlx::query_as(
        "select users.id, users.username, users.email, sessions.authenticated_at
         from sessions join users on users.id = sessions.user_id
         where sessions.id = $1 and sessions.user_id = $2 and sessions.kind = 'program'
         and sessions.last_seen_at >= $3 and sessions.created_at >= $4 and users.suspended_at is null",
    )
    .bind(session)
    .bind(user)
    .bind(now - PROGRAM_IDLE_LIMIT_MS)
    .bind(now - ABSOLUTE_LIMIT_MS)
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.person.into(), row.authenticated_at)))
}

/// Puts a new refresh token in the place of the one that a session has. Gives its account; none when the old one was
/// not that. One that was used before ends the session; one that it never had ends nothing, since its id is no secret.
pub(in crate::auth) async fn replace_refresh_token(
    db: &SqlitePool,
    session: SessionId,
    old_hash: &str,
    new_hash: &str,
    now: i64,
) -> Result<Option<UserId>> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let replaced: Option<UserId> = sqlx::query_scalar(
        "update sessions set token_hash = $1, last_seen_at = $2
         where id = $3 and token_hash = $4 and kind = 'program' and last_seen_at >= $5
         and created_at >= $6
         and exists (select 1 from users where users.id = sessions.user_id and suspended_at is null)
         returning user_id",
    )
    .bind(new_hash)
    .bind(now)
    .bind(session)
    .bind(old_hash)
    .bind(now - PROGRAM_IDLE_LIMIT_MS)
    .bind(now - ABSOLUTE_LIMIT_MS)
    .fetch_optional(&mut *transaction)
    .await?;
    if replaced.is_some() {
        note_used(&mut transaction, session, old_hash, now).await?;
    } else {
        sqlx::query(
            "delete from sessions where id = $1 and kind = 'program'
             and $2 in (select token_hash from used_refresh_tokens where session_id = $1)",
        )
        .bind(session)
        .bind(old_hash)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await?;
    Ok(replaced)
}

/// Remembers a refresh token that was replaced, for as long as it would have been good.
async fn note_used(connection: &mut SqliteConnection, session: SessionId, hash: &str, now: i64) -> Result<()> {
    sqlx::query("insert into used_refresh_tokens (token_hash, session_id, used_at) values ($1, $2, $3)")
        .bind(hash)
        .bind(session)
        .bind(now)
        .execute(&mut *connection)
        .await?;
    sqlx::query("delete from used_refresh_tokens where session_id = $1 and used_at < $2")
        .bind(session)
        .bind(now - PROGRAM_IDLE_LIMIT_MS)
        .execute(&mut *connection)
        .await?;
    Ok(())
}

/// Ends the program's session that has this refresh token, or had it before, and gives whose it was; if there is none, nothing
/// ends.
pub(in crate::auth) async fn end_program(
    db: &SqlitePool,
    session: SessionId,
    token_hash: &str,
) -> Result<Option<UserId>> {
    let ended = sqlx::query_scalar(
        "delete from sessions where id = $1 and kind = 'program'
         and (token_hash = $2 or $2 in (select token_hash from used_refresh_tokens where session_id = $1))
         returning user_id",
    );
    Ok(ended.bind(session).bind(token_hash).fetch_optional(db).await?)
}

/// A key that is valid, and the person behind it.
pub(in crate::auth) struct FoundKey {
    pub(in crate::auth) me: Account,
    pub(in crate::auth) id: ApiKeyId,
    pub(in crate::auth) is_read_only: bool,
    pub(in crate::auth) expires_at: Option<i64>,
}

/// The key with this hash, if it has not ended and the account is still allowed.
pub(in crate::auth) async fn find_key(db: &SqlitePool, hash: &str, now: i64) -> Result<Option<FoundKey>> {
    #[derive(FromRow)]
    struct KeyRow {
        #[sqlx(flatten)]
        person: PersonRow,
        key_id: ApiKeyId,
        is_read_only: bool,
        expires_at: Option<i64>,
        last_used_at: Option<i64>,
    }
    let row: Option<KeyRow> = sqlx::query_as(
        "select users.id, users.username, users.email, api_keys.id as key_id, is_read_only, expires_at, last_used_at
         from api_keys join users on users.id = api_keys.user_id
         where key_hash = $1 and (expires_at is null or expires_at > $2) and users.suspended_at is null",
    )
    .bind(hash)
    .bind(now)
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    if row.last_used_at.is_none_or(|used| used < now - TOUCH_INTERVAL_MS) {
        let touched = sqlx::query("update api_keys set last_used_at = $1 where id = $2")
            .bind(now)
            .bind(row.key_id)
            .execute(db)
            .await;
        if let Err(error) = touched {
            // Reading goes on: the key only looks less used than it is.
            tracing::warn!(%error, "could not note that a key is in use");
        }
    }
    Ok(Some(FoundKey {
        me: row.person.into(),
        id: row.key_id,
        is_read_only: row.is_read_only,
        expires_at: row.expires_at,
    }))
}

pub(in crate::auth) async fn create_key(db: &SqlitePool, user: UserId, key: &ApiKey, hash: &str) -> Result<()> {
    sqlx::query(
        "insert into api_keys (id, user_id, name, key_hash, start, is_read_only, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(key.id)
    .bind(user)
    .bind(&key.name)
    .bind(hash)
    .bind(&key.start)
    .bind(key.is_read_only)
    .bind(key.created_at)
    .bind(key.expires_at)
    .execute(db)
    .await?;
    Ok(())
}

/// Newest first.
pub(in crate::auth) async fn list_keys(db: &SqlitePool, user: UserId) -> Result<Vec<ApiKey>> {
    Ok(sqlx::query_as(
        "select id, name, start, is_read_only, created_at, expires_at, last_used_at
         from api_keys where user_id = $1 order by created_at desc, id desc",
    )
    .bind(user)
    .fetch_all(db)
    .await?)
}

pub(in crate::auth) async fn delete_key(db: &SqlitePool, user: UserId, key: ApiKeyId) -> Result<()> {
    let deleted =
        sqlx::query("delete from api_keys where id = $1 and user_id = $2").bind(key).bind(user).execute(db).await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}
