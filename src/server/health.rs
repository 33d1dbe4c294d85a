//! Whether the server can serve, and what it says of each request.

use axum::{
    body::Body,
    extract::State,
    http::{Request, StatusCode},
};
use sqlx::SqlitePool;
use tower_http::request_id::RequestId;

/// `GET /healthz`: 200 when the database answers, 503 when it does not.
pub(super) async fn healthz(State(db): State<SqlitePool>) -> (StatusCode, &'static str) {
    match sqlx::query("select 1").execute(&db).await {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer")
        }
    }
}

/// The span in which a request is handled. Queries may hold what a person wrote, so only the path is named.
pub(super) fn request_span(request: &Request<Body>) -> tracing::Span {
    let id = request.extensions().get::<RequestId>().and_then(|id| id.header_value().to_str().ok()).unwrap_or_default();
    // Whoever knows the end of a shared link can read it.
    let path = Some(request.uri().path()).filter(|path| !path.starts_with("/share/")).unwrap_or("/share/…");
    tracing::info_span!("request", method = %request.method(), path, id)
}
