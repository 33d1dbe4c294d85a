//! The REST twins of log-in.

use super::Auth;
use crate::error::{AppError, Result};
use axum::{Json, extract::State, http::request::Parts};
use serde::{Deserialize, Serialize};

/// What a program logs in with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    username: String,
    password: String,
}

/// What it gets: to be sent as `Authorization: Bearer …`.
#[derive(Debug, Serialize)]
pub struct TokenAnswer {
    access: String,
    token_type: &'static str,
    /// Seconds without use after which the token ends.
    expires_in: i64,
}

/// `POST /api/v1/auth/token`: a token for a user name and a password.
///
/// # Errors
/// 401 when they do not belong together, 429.
pub async fn create_token(
    State(auth): State<Auth>,
    parts: Parts,
    Json(credentials): Json<Credentials>,
) -> Result<Json<TokenAnswer>, AppError> {
    let (access, expires_in) = auth.create_token(&parts, &credentials.username, credentials.password).await?;
    Ok(Json(TokenAnswer { access, token_type: "Bearer", expires_in }))
}
