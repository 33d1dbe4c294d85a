//! Questions that a device sends until it knows that they have come: each is stored once, under the key that it carries.

use crate::{
    chat::model::MessageId,
    domain::{
        error::{AppError, Result},
        id::UserId,
        time::now_ms,
    },
};
use http::HeaderValue;
use sqlx::{SqliteConnection, SqlitePool};

/// What stands in place of a fingerprint: a device makes a new key for each question.
const FINGERPRINT: &str = "send_message";
/// Most characters of a key, as of those of the REST API.
const LENGTH_MAX: usize = 255;

/// The key of a question.
#[derive(Debug, Clone)]
pub(in crate::chat) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Reads the header.
    ///
    /// # Errors
    /// `BadRequest` when it is not 1 to 255 visible ASCII characters.
    pub(in crate::chat) fn parse(header: &HeaderValue) -> Result<Self> {
        let text = header.to_str().unwrap_or_default();
        let is_key = (1..=LENGTH_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if is_key { Ok(Self(text.to_owned())) } else { Err(AppError::BadRequest) }
    }
}

/// The reply to the question that was stored with this key.
pub(in crate::chat) async fn sent_before(
    db: &SqlitePool,
    user: UserId,
    key: &IdempotencyKey,
) -> Result<Option<MessageId>> {
    let row: Option<(String, Option<MessageId>)> =
        sqlx::query_as("select fingerprint, created_id from idempotency_keys where user_id = $1 and key = $2")
            .bind(user)
            .bind(&key.0)
            .fetch_optional(db)
            .await?;
    match row {
        Some((fingerprint, _)) if fingerprint != FINGERPRINT => Err(AppError::BadRequest),
        Some((_, reply)) => Ok(reply),
        None => Ok(None),
    }
}

/// Remembers what is stored with this key, in the transaction that stores it.
///
/// # Errors
/// `Unavailable` when another request with the key was quicker.
pub(in crate::chat) async fn remember_sent(
    connection: &mut SqliteConnection,
    user: UserId,
    key: &IdempotencyKey,
    reply: MessageId,
) -> Result<()> {
    let stored = sqlx::query(
        "insert into idempotency_keys (user_id, key, fingerprint, created_id, created_at) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
    )
    .bind(user)
    .bind(&key.0)
    .bind(FINGERPRINT)
    .bind(reply)
    .bind(now_ms())
    .execute(connection)
    .await?;
    if stored.rows_affected() == 1 { Ok(()) } else { Err(AppError::Unavailable) }
}
