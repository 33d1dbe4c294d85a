//! What the routes of the REST API share: how errors look, how bodies and queries are read, what makes a request that is
//! sent twice safe. It knows no feature of the app.

pub mod conditional;
mod extract;
pub mod idempotency;
pub mod limits;
mod paging;
mod problem;

pub use extract::{Json, Query, Raw};
pub use idempotency::{Created, Once};
pub use paging::{Limit, read_cursor};
pub use problem::{PROBLEM_JSON, Problem, as_problems, name_problem};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A list that is not paged.
#[derive(Debug, Serialize, ToSchema)]
pub struct Items<T> {
    /// The entries.
    pub items: Vec<T>,
}

/// Whether whoever asks wants events instead of one answer at the end.
pub fn wants_events(headers: &http::HeaderMap) -> bool {
    let accepted = headers.get_all(http::header::ACCEPT);
    accepted.iter().any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/event-stream")))
}

/// Keeps apart "not given", which changes nothing, and `null`, which takes the value away.
///
/// # Errors
/// Those of `T`.
pub fn given<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: serde::Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
