//! The REST twins of accounts, and what only programs need: tokens and keys.

use super::{
    Auth, CurrentUser,
    model::{ApiKey, ApiKeyId, Me},
    programs::{NewKey, TokenPair},
};
use crate::error::Result;
use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, request::Parts},
};
use serde::{Deserialize, Serialize};

/// Who wants an account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    username: String,
    password: String,
    #[serde(default)]
    email: String,
}

/// What a program logs in with.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    username: String,
    password: String,
}

/// A refresh token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    refresh: String,
}

/// An access token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Access {
    token: String,
}

/// A key that is to be made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyWish {
    name: String,
    #[serde(default)]
    is_read_only: bool,
    /// After how many days it ends; not given: never.
    expires_in_days: Option<u32>,
}

/// A new account.
#[derive(Serialize)]
pub struct Registered {
    id: super::model::UserId,
    username: String,
    email: Option<String>,
}

/// What a program gets: `access` is to be sent as `Authorization: Bearer …`.
#[derive(Serialize)]
pub struct TokenAnswer {
    access: String,
    /// For the next pair; good once.
    refresh: String,
    token_type: &'static str,
    /// Seconds until `access` ends.
    expires_in: i64,
}

/// A new key; nobody is shown `key` again.
#[derive(Serialize)]
pub struct KeyAnswer {
    key: String,
    #[serde(flatten)]
    about: ApiKey,
}

/// The keys of an account.
#[derive(Serialize)]
pub struct Keys {
    items: Vec<ApiKey>,
}

impl From<TokenPair> for TokenAnswer {
    fn from(TokenPair { access, refresh, expires_in }: TokenPair) -> Self {
        Self { access, refresh, token_type: "Bearer", expires_in }
    }
}

/// `POST /api/v1/auth/register`: makes an account; 201.
///
/// # Errors
/// 403 when the server takes no new accounts, 409 when somebody has the name, 422, 429.
pub async fn register(
    State(auth): State<Auth>,
    parts: Parts,
    Json(Registration { username, password, email }): Json<Registration>,
) -> Result<(StatusCode, Json<Registered>)> {
    let id = auth.register(&parts, &username, &email, password).await?;
    let email = Some(email.trim().to_owned()).filter(|email| !email.is_empty());
    Ok((StatusCode::CREATED, Json(Registered { id, username: username.trim().to_owned(), email })))
}

/// `POST /api/v1/auth/token`: tokens for a user name and a password.
///
/// # Errors
/// 401 when they do not belong together, 429.
pub async fn create_token(
    State(auth): State<Auth>,
    parts: Parts,
    Json(Credentials { username, password }): Json<Credentials>,
) -> Result<Json<TokenAnswer>> {
    Ok(Json(auth.create_token(&parts, &username, password).await?.into()))
}

/// `POST /api/v1/auth/token/refresh`: a new pair for a refresh token. One that is used twice ends the log-in.
///
/// # Errors
/// 401, 429.
pub async fn refresh_token(
    State(auth): State<Auth>,
    parts: Parts,
    Json(Refresh { refresh }): Json<Refresh>,
) -> Result<Json<TokenAnswer>> {
    Ok(Json(auth.refresh_token(&parts, &refresh).await?.into()))
}

/// `POST /api/v1/auth/token/verify`: whom an access token is for.
///
/// # Errors
/// 401 when it is not good.
pub async fn verify_token(State(auth): State<Auth>, Json(Access { token }): Json<Access>) -> Result<Json<Me>> {
    Ok(Json(auth.verify_token(&token).await?.me))
}

/// `POST /api/v1/auth/logout`: ends the log-in that a refresh token belongs to; 204 also when there is none.
///
/// # Errors
/// Only when the database fails.
pub async fn log_out(State(auth): State<Auth>, Json(Refresh { refresh }): Json<Refresh>) -> Result<StatusCode> {
    auth.end_program(&refresh).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/me`: who the credential belongs to.
///
/// # Errors
/// 401.
pub async fn get_me(user: CurrentUser) -> Json<Me> {
    Json(user.me)
}

/// `GET /api/v1/keys`: newest first, without the keys themselves.
///
/// # Errors
/// 401.
pub async fn list_keys(State(auth): State<Auth>, user: CurrentUser) -> Result<Json<Keys>> {
    Ok(Json(Keys { items: auth.list_keys(&user).await? }))
}

/// `POST /api/v1/keys`: makes a key; 201.
///
/// # Errors
/// 401; 403 when a key asks; 409 when there are 50; 422.
pub async fn create_key(
    State(auth): State<Auth>,
    user: CurrentUser,
    Json(KeyWish { name, is_read_only, expires_in_days }): Json<KeyWish>,
) -> Result<(StatusCode, Json<KeyAnswer>)> {
    let (about, key) = auth.create_key(&user, NewKey { name, is_read_only, days: expires_in_days }).await?;
    Ok((StatusCode::CREATED, Json(KeyAnswer { key, about })))
}

/// `DELETE /api/v1/keys/{id}`: ends a key at once.
///
/// # Errors
/// 401, 404.
pub async fn delete_key(State(auth): State<Auth>, user: CurrentUser, Path(id): Path<String>) -> Result<StatusCode> {
    auth.delete_key(&user, id.parse::<ApiKeyId>()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
