//! What the routes of the REST API share: how errors look, how bodies and queries are read, what makes a request that is
//! sent twice safe. It knows no feature of the app.

pub mod deserialize;
mod download;
pub mod etag;
mod extract;
pub mod idempotency;
mod paging;
mod problem;
pub mod rate_limit_headers;
pub mod text_events;

pub use download::{attachment, inline};
pub use extract::{Json, Query, RawBody};
pub use idempotency::{Created, Idempotent};
pub use paging::{Limit, cursor_invalid, read_cursor};
pub use problem::{PROBLEM_JSON, Problem, problem_json_layer, with_name_field};

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A list that is not paged.
#[derive(Debug, Serialize, ToSchema)]
pub struct Items<T> {
    /// The entries.
    pub items: Vec<T>,
}

/// How something is deleted that could be brought back.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeletionQuery {
    /// Whether it is deleted for good, from the trash too.
    #[serde(default)]
    #[param(example = false)]
    pub permanently: bool,
}

/// A file as it is.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "it describes what is sent as bytes")]
pub struct File(Vec<u8>);

/// A server-sent event, as a stream of them has it line by line (HTML Living Standard §9.2).
#[derive(Debug, ToSchema)]
#[schema(examples(json!({ "event": "delta", "id": "5", "data": "{\"text\":\"Hello\"}" })))]
#[expect(dead_code, reason = "it describes what axum writes")]
pub struct SseEvent {
    /// What is told; `/v1` leaves it out.
    #[schema(nullable = false)]
    event: Option<String>,
    /// Where the reader is after it, for `Last-Event-ID`.
    #[schema(nullable = false)]
    id: Option<String>,
    /// JSON, or `[DONE]`.
    data: String,
}

/// Whether an answer is a stream of events.
pub fn is_event_stream(headers: &http::HeaderMap) -> bool {
    let kind = headers.get(http::header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// Whether whoever asks wants events instead of one answer at the end.
pub fn wants_events(headers: &http::HeaderMap) -> bool {
    let accepted = headers.get_all(http::header::ACCEPT);
    accepted.iter().any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/event-stream")))
}
