//! Tells a person who follows a link to a file why there is none.

use super::{AppState, security};
use crate::{app::document::shell, domain::error::AppError, web::navigation::is_page_request};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, header},
    middleware::Next,
    response::Response,
};
use leptos::prelude::provide_context;
use leptos_axum::render_app_async_with_context;

/// Answers with a page, of the same status, where a browser that opens the address would get an error for programs: Firefox
/// shows an error of its own in place of a 401 or a 404 whose media type it cannot show.
pub(super) async fn error_page_layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET || !is_page_request(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let opened = Request::from_parts(parts.clone(), Body::empty());
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let error = response.extensions().get().cloned().unwrap_or_else(|| AppError::from_status(status));
    let options = state.options.clone();
    let context = move || {
        state.provide();
        provide_context(error.clone());
        security::provide_nonce();
    };
    let (page, body) =
        render_app_async_with_context(context, move || shell(options.clone()))(opened).await.into_parts();
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    // That of the file.
    parts.headers.remove(header::CONTENT_SECURITY_POLICY);
    parts.headers.extend(page.headers);
    Response::from_parts(parts, body)
}
