//! The routes of the REST API, below `/api`.

use super::{AppState, security};
use crate::{auth::rest as auth, chat::rest as chat, documents::rest as documents, error::AppError};
use axum::{
    Router,
    response::IntoResponse,
    routing::{delete, get, post},
};

/// The API; what is not there is answered in JSON, not with a page.
pub(super) fn routes(cors_origins: &[String]) -> Router<AppState> {
    let v1 = Router::new()
        .route("/auth/register", post(auth::register))
        .route("/auth/token", post(auth::create_token))
        .route("/auth/token/refresh", post(auth::refresh_token))
        .route("/auth/token/verify", post(auth::verify_token))
        .route("/auth/logout", post(auth::log_out))
        .route("/me", get(auth::get_me))
        .route("/keys", get(auth::list_keys).post(auth::create_key))
        .route("/keys/{id}", delete(auth::delete_key))
        .route("/conversations", post(chat::create_conversation))
        .route("/conversations/{id}/messages", post(chat::create_message))
        .route("/messages/{id}", get(chat::get_message))
        .route("/messages/{id}/events", get(chat::message_events))
        .route("/document-formats", get(documents::list_formats).post(documents::create_format))
        .route("/document-formats/{id}", delete(documents::delete_format))
        .route("/documents", get(documents::list_documents).post(documents::create_document))
        .route(
            "/documents/{id}",
            get(documents::get_document).patch(documents::update_document).delete(documents::delete_document),
        )
        .route("/documents/{id}/restore", post(documents::restore_document))
        .route("/documents/{id}/stop", post(documents::stop_document))
        .route("/documents/import", post(documents::import_document))
        .route("/documents/{id}/continue", post(documents::continue_document))
        .route("/documents/{id}/duplicate", post(documents::duplicate_document))
        .route("/documents/{id}/revise", post(documents::revise_document))
        .route("/documents/{id}/fill", post(documents::fill_document))
        .route("/documents/{id}/compare", get(documents::compare_versions))
        .route("/documents/{id}/check", get(documents::check_document))
        .route("/documents/{id}/events", get(documents::document_events))
        .route("/documents/{id}/versions", get(documents::list_versions).post(documents::create_version))
        .route("/documents/{id}/versions/{version}", get(documents::get_version).patch(documents::name_version))
        .route("/documents/{id}/versions/{version}/restore", post(documents::restore_version))
        .route("/documents/{id}/export", get(documents::export_document));
    Router::new()
        .nest("/v1", v1)
        .fallback(|| async { AppError::NotFound.into_response() })
        .layer(security::cors(cors_origins))
}
