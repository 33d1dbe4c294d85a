//! What open streams are held to: whether the credentials that they were opened with are still valid.

use crate::{
    auth::{
        current_user::Credential,
        session::{ABSOLUTE_LIMIT_MS, IDLE_LIMIT_MS, PROGRAM_IDLE_LIMIT_MS},
    },
    domain::error::Result,
};
use sqlx::SqlitePool;
use std::collections::HashSet;

/// Grows with every ending of a log-in, key or account, whichever process does it.
pub(in crate::auth) async fn credential_version(db: &SqlitePool) -> Result<i64> {
    Ok(sqlx::query_scalar("select version from credential_changes").fetch_one(db).await?)
}

/// Those of `credentials` that are valid now.
pub(in crate::auth) async fn valid_credentials(
    db: &SqlitePool,
    credentials: &[Credential],
    now: i64,
) -> Result<HashSet<Credential>> {
    let ids = |credentials: Vec<String>| serde_json::Value::from(credentials).to_string();
    let sessions = credentials.iter().filter_map(|credential| match credential {
        Credential::Session(id) => Some(id.to_string()),
        Credential::Key(_) => None,
    });
    let keys = credentials.iter().filter_map(|credential| match credential {
        Credential::Key(id) => Some(id.to_string()),
        Credential::Session(_) => None,
    });
    let sessions: Vec<_> = sqlx::query_scalar(
        "select sessions.id from sessions join users on users.id = sessions.user_id
         where sessions.id in (select value from json_each($1)) and users.suspended_at is null
         and last_seen_at >= case kind when 'program' then $2 else $3 end and sessions.created_at >= $4",
    )
    .bind(ids(sessions.collect()))
    .bind(now - PROGRAM_IDLE_LIMIT_MS)
    .bind(now - IDLE_LIMIT_MS)
    .bind(now - ABSOLUTE_LIMIT_MS)
    .fetch_all(db)
    .await?;
    let keys: Vec<_> = sqlx::query_scalar(
        "select api_keys.id from api_keys join users on users.id = api_keys.user_id
         where api_keys.id in (select value from json_each($1)) and users.suspended_at is null
         and (expires_at is null or expires_at > $2)",
    )
    .bind(ids(keys.collect()))
    .bind(now)
    .fetch_all(db)
    .await?;
    Ok(sessions.into_iter().map(Credential::Session).chain(keys.into_iter().map(Credential::Key)).collect())
}
