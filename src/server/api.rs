//! The routes of the REST API, below `/api`.

use super::{AppState, security};
use crate::{auth::rest as auth, chat::rest as chat, error::AppError};
use axum::{
    Router,
    response::IntoResponse,
    routing::{get, post},
};

/// The API; what is not there is answered in JSON, not with a page.
pub(super) fn routes(cors_origins: &[String]) -> Router<AppState> {
    let v1 = Router::new()
        .route("/auth/token", post(auth::create_token))
        .route("/conversations", post(chat::create_conversation))
        .route("/conversations/{id}/messages", post(chat::create_message))
        .route("/messages/{id}", get(chat::get_message))
        .route("/messages/{id}/events", get(chat::message_events));
    Router::new()
        .nest("/v1", v1)
        .fallback(|| async { AppError::NotFound.into_response() })
        .layer(security::cors(cors_origins))
}
