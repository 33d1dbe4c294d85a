//! Reads that are answered by "you have it" (RFC 9110 §13).

use super::Problem;
use crate::domain::error::{AppError, Result};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Bytes of the hash that a tag holds: two different answers with one tag are out of the question.
const TAG_BYTES: usize = 16;

/// The entity tag of what is answered as this JSON.
///
/// # Errors
/// Only when it cannot be JSON.
pub fn etag(value: &impl Serialize) -> Result<String> {
    serde_json::to_vec(value).map(|json| etag_of(&json)).map_err(|error| {
        tracing::error!(%error, "an answer cannot be JSON");
        AppError::Internal
    })
}

fn etag_of(json: &[u8]) -> String {
    use std::fmt::Write;
    let hash = Sha256::digest(json);
    let tag = hash.iter().take(TAG_BYTES).fold(String::new(), |mut tag, byte| {
        // Writing to a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
        tag
    });
    format!("\"{tag}\"")
}

/// Whether `If-Match` lets something be changed that has this tag; without the header everything may be.
pub fn is_match(headers: &HeaderMap, current: &str) -> bool {
    headers.get(header::IF_MATCH).is_none_or(|wanted| names(wanted, current))
}

/// Whether `If-None-Match` names this tag: whoever asks has it already.
pub fn is_known(headers: &HeaderMap, current: &str) -> bool {
    headers.get(header::IF_NONE_MATCH).is_some_and(|known| names(known, current))
}

/// What `If-Match` names is not what is there any more.
pub fn precondition_failed() -> Problem {
    let title = "It was changed meanwhile: read it again, and send what is to be changed of that.";
    Problem::new(StatusCode::PRECONDITION_FAILED, "precondition_failed", title)
}

/// Whether a list of tags has this one, or is `*`. A tag that a proxy made weak still names the same bytes of ours.
fn names(list: &HeaderValue, tag: &str) -> bool {
    let list = list.to_str().unwrap_or_default();
    list.split(',').map(|entry| entry.trim().trim_start_matches("W/")).any(|entry| entry == "*" || entry == tag)
}

/// Gives JSON that is read its tag, and answers 304 to whoever has it already. Nobody but who asked may keep it.
pub async fn etag_layer(request: Request, next: Next) -> Response {
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let mut response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind == "application/json");
    let private = HeaderValue::from_static("private, no-cache");
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(private);
    if !is_read || !is_json || response.status() != StatusCode::OK {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // It is our own answer, in memory already.
    let Ok(body) = to_bytes(body, usize::MAX).await else { return AppError::Internal.into_response() };
    let tag = etag_of(&body);
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    if known.is_some_and(|known| names(&known, &tag)) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(body))
}
