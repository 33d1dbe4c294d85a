//! The REST twins of accounts, and what only programs need: tokens and keys.

use super::{
    Auth, CurrentUser,
    api_auth::{NewKey, TokenPair},
    model::{Account, ApiKey, ApiKeyId},
};
use crate::{
    domain::error::{AppError, Result},
    rest::{
        Idempotent, Items, Json, Problem, deserialize::integer, idempotency::IdempotencyKeyHeader, with_name_field,
    },
};
use axum::{
    extract::{Path, State},
    http::{StatusCode, request::Parts},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who wants an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "username": "김철수", "password": "correct horse" })))]
pub struct RegisterRequest {
    /// 2 to 32 letters, digits, `_`, `-` or `.`, in any script.
    #[schema(min_length = 2, max_length = 32, pattern = r"^[A-Za-z0-9가-힣_.-]+$")]
    username: String,
    /// 8 to 256 characters.
    #[schema(min_length = 8, max_length = 256, format = Password)]
    password: String,
    /// Where the person can be reached; not given: nowhere.
    #[serde(default)]
    #[schema(max_length = 254, pattern = r"^([^@\s\x00-\x1F\x7F-\x9F]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)?$")]
    email: String,
}

/// What a program logs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "username": "김철수", "password": "correct horse" })))]
pub struct Credentials {
    /// The name of the account.
    username: String,
    /// Its password.
    #[schema(format = Password)]
    password: String,
}

/// A refresh token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "refresh": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6077.9f86d081884c7d65" })))]
pub struct RefreshRequest {
    /// The one that came with the last pair.
    refresh: String,
}

/// An access token.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTlhIn0.c2lnbmF0dXJl" })))]
pub struct AccessToken {
    /// What is sent as `Authorization: Bearer …`.
    token: String,
}

/// A key that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "name": "nightly report", "is_read_only": true, "expires_in_days": 90 })))]
pub struct CreateApiKeyRequest {
    /// What it is called, 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    name: String,
    /// Whether it may only read.
    #[serde(default)]
    is_read_only: bool,
    /// After how many days it ends, 1 to 3650; not given: never.
    #[serde(default, deserialize_with = "integer")]
    #[schema(minimum = 1, maximum = 3650)]
    expires_in_days: Option<u32>,
}

/// What a program gets when it logs in.
#[derive(Serialize, ToSchema)]
#[schema(as = TokenResponse, examples(json!({
    "access": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTlhIn0.c2lnbmF0dXJl",
    "refresh": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6077.9f86d081884c7d65",
    "token_type": "Bearer",
    "expires_in": 900,
})))]
pub struct TokenResponse {
    /// To be sent as `Authorization: Bearer …`.
    access: String,
    /// For the next pair; good once.
    refresh: String,
    /// `Bearer`.
    token_type: &'static str,
    /// Seconds until `access` ends.
    expires_in: i64,
}

/// A new key.
#[derive(Serialize, ToSchema)]
#[schema(as = CreatedApiKey, examples(json!({
    "key": "supbot_1a2b3c4d5e6f",
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6075",
    "name": "nightly report",
    "start": "supbot_1a2b3c",
    "is_read_only": true,
    "created_at": 1_790_000_000_000_i64,
    "expires_at": 1_797_776_000_000_i64,
    "last_used_at": null,
})))]
pub struct CreatedApiKey {
    /// What a program sends as `Authorization: Bearer …`. Nobody is shown it again: null when an earlier request with the same
    /// `Idempotency-Key` has made the key.
    key: Option<String>,
    /// What its owner sees of it.
    #[serde(flatten)]
    about: ApiKey,
}

impl From<TokenPair> for TokenResponse {
    fn from(TokenPair { access, refresh, expires_in }: TokenPair) -> Self {
        Self { access, refresh, token_type: "Bearer", expires_in }
    }
}

/// Make an account.
#[utoipa::path(
    post,
    path = "/auth/register",
    responses(
        (status = 201, description = "The new account.", body = Account),
        (status = 403, description = "The server takes no new accounts."),
        (status = 409, description = "Somebody else has the name or the address."),
    ),
)]
pub async fn register(
    State(auth): State<Auth>,
    parts: Parts,
    Json(RegisterRequest { username, password, email }): Json<RegisterRequest>,
) -> Result<(StatusCode, Json<Account>)> {
    Ok((StatusCode::CREATED, Json(auth.register(&parts, &username, &email, password).await?)))
}

/// Log in.
///
/// `access` is good for 15 minutes, `refresh` for 7 days.
#[utoipa::path(
    post,
    path = "/auth/token",
    responses(
        (status = 200, description = "A pair of tokens.", body = TokenResponse),
        (status = 401, description = "The user name and the password do not belong together."),
    ),
)]
pub async fn create_token(
    State(auth): State<Auth>,
    parts: Parts,
    Json(Credentials { username, password }): Json<Credentials>,
) -> Result<Json<TokenResponse>> {
    Ok(Json(auth.create_token(&parts, &username, password).await?.into()))
}

/// Get the next tokens.
///
/// A refresh token is good once: used a second time it ends the log-in with all its tokens.
#[utoipa::path(
    post,
    path = "/auth/token/refresh",
    responses(
        (status = 200, description = "A pair of tokens.", body = TokenResponse),
        (status = 401, description = "It has ended, was used before, or is none."),
    ),
)]
pub async fn refresh_token(
    State(auth): State<Auth>,
    parts: Parts,
    Json(RefreshRequest { refresh }): Json<RefreshRequest>,
) -> Result<Json<TokenResponse>> {
    Ok(Json(auth.refresh_token(&parts, &refresh).await?.into()))
}

/// Verify an access token.
#[utoipa::path(
    post,
    path = "/auth/token/verify",
    responses(
        (status = 200, description = "Whom it is for.", body = Account),
        (status = 401, description = "It has ended, or is none."),
    ),
)]
pub async fn verify_token(
    State(auth): State<Auth>,
    Json(AccessToken { token }): Json<AccessToken>,
) -> Result<Json<Account>> {
    Ok(Json(auth.verify_token(&token).await?.me))
}

/// Log out.
///
/// Ends the log-in that a refresh token belongs to; one that is unknown is no error.
#[utoipa::path(post, path = "/auth/logout", responses((status = 204, description = "It has ended.")))]
pub async fn log_out(
    State(auth): State<Auth>,
    parts: Parts,
    Json(RefreshRequest { refresh }): Json<RefreshRequest>,
) -> Result<StatusCode> {
    auth.end_program(&parts, &refresh).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Read one's own account.
#[utoipa::path(get, path = "/me", responses((status = 200, description = "Whose credential it is.", body = Account)))]
pub async fn get_me(user: CurrentUser) -> Json<Account> {
    Json(user.me)
}

/// List one's keys.
///
/// Newest first, without the keys themselves. Not for a key that may only read.
#[utoipa::path(get, path = "/keys", responses((status = 200, description = "Every key.", body = Items<ApiKey>)))]
pub async fn list_keys(State(auth): State<Auth>, user: CurrentUser) -> Result<Json<Items<ApiKey>>> {
    Ok(Json(Items { items: auth.list_keys(&user).await? }))
}

/// Make a key.
///
/// For a program that should not log in; it is shown once. A key cannot make another one, and a log-in only for ten minutes
/// after the password was given: then it is 403 with the code `reauthentication_required`, and one has to log in again.
#[utoipa::path(
    post,
    path = "/keys",
    params(IdempotencyKeyHeader),
    request_body = CreateApiKeyRequest,
    responses(
        (status = 201, description = "The new key.", body = CreatedApiKey),
        (status = 403, description = "The password was given too long ago (`reauthentication_required`), or a key asks."),
        (status = 409, description = "There are 50 keys already."),
    ),
)]
pub async fn create_key(
    State(auth): State<Auth>,
    user: CurrentUser,
    once: Idempotent<Json<CreateApiKeyRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (auth.clone(), user.clone());
    let created =
        once.create(user.id(), move |Json(CreateApiKeyRequest { name, is_read_only, expires_in_days })| async move {
            let (about, key) = maker.create_key(&owner, NewKey { name, is_read_only, days: expires_in_days }).await?;
            Ok((about.id, (about, key)))
        });
    let created = created.await.map_err(with_name_field)?;
    let json = match &created.now {
        Some((about, key)) => CreatedApiKey { key: Some(key.clone()), about: about.clone() },
        None => {
            let about = auth.list_keys(&user).await?.into_iter().find(|key| key.id == created.id);
            CreatedApiKey { key: None, about: about.ok_or(AppError::NotFound)? }
        }
    };
    Ok(created.mark((StatusCode::CREATED, Json(json))))
}

/// End a key.
///
/// At once. A key may end itself alone, a log-in every key for ten minutes after the password was given.
#[utoipa::path(
    delete,
    path = "/keys/{id}",
    responses(
        (status = 204, description = "It is good for nothing."),
        (status = 403, description = "The password was given too long ago (`reauthentication_required`), or another key asks."),
    ),
)]
pub async fn delete_key(State(auth): State<Auth>, user: CurrentUser, Path(id): Path<String>) -> Result<StatusCode> {
    auth.delete_key(&user, id.parse::<ApiKeyId>()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
