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

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use utoipa::ToSchema;

/// A list that is not paged.
#[derive(Debug, Serialize, ToSchema)]
pub struct Items<T> {
    /// The entries.
    pub items: Vec<T>,
}

/// A server-sent event, as a stream of them has it line by line (HTML Living Standard §9.2).
#[derive(Debug, ToSchema)]
#[schema(examples(json!({ "event": "delta", "id": "5", "data": "{\"text\":\"Hello\"}" })))]
#[expect(dead_code, reason = "it describes what axum writes")]
pub struct SentEvent {
    /// What is told; `/v1` leaves it out.
    #[schema(nullable = false)]
    event: Option<String>,
    /// Where the reader is after it, for `Last-Event-ID`.
    #[schema(nullable = false)]
    id: Option<String>,
    /// JSON, or `[DONE]`.
    data: String,
}

/// Whether whoever asks wants events instead of one answer at the end.
pub fn wants_events(headers: &http::HeaderMap) -> bool {
    let accepted = headers.get_all(http::header::ACCEPT);
    accepted.iter().any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/event-stream")))
}

/// A whole number; `1.0` is one as well (JSON Schema 2020-12 §6.1.1).
///
/// # Errors
/// For a number with a fraction, or one that `T` does not hold.
pub fn whole<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: TryFrom<i64>,
    D: serde::Deserializer<'de>,
{
    let Some(number) = Option::<serde_json::Number>::deserialize(deserializer)? else { return Ok(None) };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what does not fit is at the end of the range then, which nothing takes"
    )]
    let of_float = |number: f64| (number.fract() == 0.0).then_some(number as i64);
    let integer = number.as_i64().or_else(|| number.as_f64().and_then(of_float));
    let value = integer.and_then(|integer| T::try_from(integer).ok());
    value.map(Some).ok_or_else(|| serde::de::Error::custom(format!("{number} is no whole number that is taken here")))
}

/// A whole number that can be taken away, see [`given`].
///
/// # Errors
/// As [`whole`].
pub fn given_whole<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: TryFrom<i64>,
    D: serde::Deserializer<'de>,
{
    whole(deserializer).map(Some)
}

/// An object; serde itself would take its fields as a list too.
///
/// # Errors
/// For what is no object, and those of `T`.
pub fn object<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: DeserializeOwned,
    D: serde::Deserializer<'de>,
{
    let fields = Option::<serde_json::Map<String, Value>>::deserialize(deserializer)?;
    fields.map(|fields| T::deserialize(Value::Object(fields)).map_err(serde::de::Error::custom)).transpose()
}

/// A list of objects, see [`object`].
///
/// # Errors
/// As [`object`].
pub fn objects<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: DeserializeOwned,
    D: serde::Deserializer<'de>,
{
    let all = Vec::<serde_json::Map<String, Value>>::deserialize(deserializer)?;
    let read = |fields| T::deserialize(Value::Object(fields)).map_err(serde::de::Error::custom);
    all.into_iter().map(read).collect()
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
