//! `Idempotency-Key`: a request that is sent again, because its answer was lost, does not create a second thing
//! (draft-ietf-httpapi-idempotency-key-header-07).

use super::Problem;
use crate::{
    domain::{
        error::{AppError, Result},
        time::now_ms,
    },
    web::rate_limit::{observe, tell},
};
use axum::{
    body::Body,
    extract::{FromRef, FromRequest, Request},
    http::{HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use sqlx::SqlitePool;
use std::{fmt::Display, future::Future, str::FromStr};
use utoipa::IntoParams;

/// Most characters of a key.
const KEY_LENGTH_MAX: usize = 255;
/// A key is remembered for a day.
const LIFETIME_MS: i64 = 24 * 60 * 60 * 1000;
/// Said of an answer for what an earlier request created.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The header, for the description of the API.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "it is read by `Once`")]
pub struct IdempotencyKeyHeader {
    /// A name for this very request, 1 to 255 visible ASCII characters: sent again with the same name within a day, it
    /// creates nothing, and answers with what it created.
    #[param(
        rename = "Idempotency-Key",
        min_length = 1,
        max_length = 255,
        pattern = "^[!-~]+$",
        example = "0d0f7f5e-order-17"
    )]
    key: Option<String>,
}

/// A request that creates something, with the key that it may carry; `T` reads its body.
pub struct Idempotent<T> {
    /// The body.
    pub body: T,
    key: Option<Key>,
    db: SqlitePool,
}

struct Key {
    text: String,
    /// The hash of method, address and body: one key is for one request.
    fingerprint: String,
}

/// What was created, now or by an earlier request with the same key.
pub struct Created<I, V = ()> {
    /// Its id.
    pub id: I,
    /// What is known of it when it was created just now; none when it was an earlier request.
    pub now: Option<V>,
}

impl<I, V> Created<I, V> {
    /// Says so when it was an earlier request that created it.
    pub fn mark(&self, response: impl IntoResponse) -> Response {
        let mut response = response.into_response();
        if self.now.is_none() {
            response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        }
        response
    }
}

impl<T, S> FromRequest<S> for Idempotent<T>
where
    T: FromRequest<S>,
    T::Rejection: IntoResponse,
    S: Send + Sync,
    SqlitePool: FromRef<S>,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let db = SqlitePool::from_ref(state);
        let Some(key) = request.headers().get("idempotency-key") else {
            let body = T::from_request(request, state).await.map_err(IntoResponse::into_response)?;
            return Ok(Self { body, key: None, db });
        };
        let text = key.to_str().unwrap_or_default().to_owned();
        if !(1..=KEY_LENGTH_MAX).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            let title = "An Idempotency-Key has 1 to 255 visible ASCII characters.";
            return Err(Problem::from_field("idempotency_key_invalid", title, "idempotency-key").into_response());
        }
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let super::RawBody(body) =
            super::RawBody::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let mut hash = Sha256::new();
        hash.update(format!("{} {}\n", parts.method, parts.uri));
        hash.update(&body);
        let fingerprint = format!("{:x}", hash.finalize());
        let body = T::from_request(Request::from_parts(parts, Body::from(body)), state).await;
        let body = body.map_err(IntoResponse::into_response)?;
        Ok(Self { body, key: Some(Key { text, fingerprint }), db })
    }
}

impl<T> Idempotent<T> {
    /// Lets `create` create something for `user`, unless an earlier request with the same key did. It goes on to its end
    /// when whoever asked has left. What fails may be tried again with the same key; what ended without a word, because
    /// the server was killed, is not tried again: nobody knows whether it was done.
    ///
    /// # Errors
    /// Those of `create`; 409 while, or when, it is unknown what became of an earlier request; 422 when that one was
    /// another one.
    pub async fn create<I, V, C, F>(self, user: impl Display, create: C) -> Result<Created<I, V>, Problem>
    where
        T: Send + 'static,
        I: Display + FromStr + Send + 'static,
        V: Send + 'static,
        C: FnOnce(T) -> F + Send + 'static,
        F: Future<Output = Result<(I, V)>> + Send + 'static,
    {
        self.try_create(user, create).await
    }

    /// Like [`Self::create`], for what fails with an error of its own.
    ///
    /// # Errors
    /// As [`Self::create`].
    pub async fn try_create<I, V, E, C, F>(self, user: impl Display, create: C) -> Result<Created<I, V>, Problem>
    where
        T: Send + 'static,
        I: Display + FromStr + Send + 'static,
        V: Send + 'static,
        E: Into<Problem> + Send + 'static,
        C: FnOnce(T) -> F + Send + 'static,
        F: Future<Output = Result<(I, V), E>> + Send + 'static,
    {
        let Self { body, key, db } = self;
        let Some(key) = key else {
            let (id, now) = create(body).await.map_err(Into::into)?;
            return Ok(Created { id, now: Some(now) });
        };
        let user = user.to_string();
        let task = tokio::spawn(observe(async move {
            if let Some(id) = claim(&db, &user, &key).await? {
                let id = id.parse().map_err(|_| AppError::Internal)?;
                return Ok(Created { id, now: None });
            }
            let created = create(body).await;
            let id = created.as_ref().ok().map(|(id, _)| id.to_string());
            settle(&db, &user, &key, id).await?;
            let (id, now) = created.map_err(Into::into)?;
            Ok::<_, Problem>(Created { id, now: Some(now) })
        }));
        let (created, left) = task.await.map_err(|error| {
            tracing::error!(%error, "a request with an idempotency key ended early");
            AppError::Internal
        })?;
        if let Some(left) = left {
            tell(left);
        }
        created
    }
}

/// Forgets the keys that are no longer remembered.
///
/// # Errors
/// Only when the database fails.
pub async fn delete_expired(db: &SqlitePool) -> Result<()> {
    sqlx::query("delete from idempotency_keys where created_at < $1").bind(now_ms() - LIFETIME_MS).execute(db).await?;
    Ok(())
}

/// Takes the key for this request; gives what was created when an earlier one had it.
async fn claim(db: &SqlitePool, user: &str, key: &Key) -> Result<Option<String>, Problem> {
    let (now, mut transaction) = (now_ms(), db.begin_with("BEGIN IMMEDIATE").await.map_err(AppError::from)?);
    sqlx::query("delete from idempotency_keys where created_at < $1")
        .bind(now - LIFETIME_MS)
        .execute(&mut *transaction)
        .await
        .map_err(AppError::from)?;
    let earlier: Option<(String, Option<String>)> =
        sqlx::query_as("select fingerprint, created_id from idempotency_keys where user_id = $1 and key = $2")
            .bind(user)
            .bind(&key.text)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(AppError::from)?;
    match earlier {
        None => {
            sqlx::query("insert into idempotency_keys (user_id, key, fingerprint, created_at) values ($1, $2, $3, $4)")
                .bind(user)
                .bind(&key.text)
                .bind(&key.fingerprint)
                .bind(now)
                .execute(&mut *transaction)
                .await
                .map_err(AppError::from)?;
            transaction.commit().await.map_err(AppError::from)?;
            Ok(None)
        }
        Some((fingerprint, _)) if fingerprint != key.fingerprint => {
            let title = "This Idempotency-Key belongs to another request.";
            Err(Problem::from_field("idempotency_key_reused", title, "idempotency-key"))
        }
        Some((_, Some(id))) => Ok(Some(id)),
        Some((_, None)) => {
            let title = "A request with this Idempotency-Key is being done, or was cut off: look whether it was done before trying with another key.";
            Err(Problem::new(StatusCode::CONFLICT, "idempotency_key_in_use", title))
        }
    }
}

/// Remembers what was created, or lets the key be used again.
async fn settle(db: &SqlitePool, user: &str, key: &Key, created: Option<String>) -> Result<()> {
    let query = match &created {
        Some(_) => "update idempotency_keys set created_id = $3 where user_id = $1 and key = $2",
        None => "delete from idempotency_keys where user_id = $1 and key = $2 and $3 is null",
    };
    sqlx::query(query).bind(user).bind(&key.text).bind(created).execute(db).await?;
    Ok(())
}
