//! The clock: Unix milliseconds, as everywhere in the database and on the wire.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in Unix milliseconds; 0 for a clock before 1970.
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// A time in Unix milliseconds to the second, as RFC 3339 in UTC; empty for one that no calendar holds.
pub fn utc_second(at: i64) -> String {
    formatted(at, "%Y-%m-%dT%H:%M:%SZ")
}

/// A time in Unix milliseconds to the minute, for people, in UTC; empty for one that no calendar holds.
pub fn utc_minute(at: i64) -> String {
    formatted(at, "%Y-%m-%d %H:%M UTC")
}

/// The day of a time in Unix milliseconds, `YYYY-MM-DD` in UTC; empty for one that no calendar holds.
pub fn utc_day(at: i64) -> String {
    formatted(at, "%Y-%m-%d")
}

fn formatted(at: i64, format: &str) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.strftime(format).to_string()).unwrap_or_default()
}
