//! The clock: Unix milliseconds, as everywhere in the database and on the wire.

use jiff::Timestamp;
use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in Unix milliseconds; 0 for a clock before 1970.
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The day of a time in Unix milliseconds, `YYYY-MM-DD` in UTC, for names of files; empty for one that no calendar holds.
pub fn utc_day(at: i64) -> String {
    Timestamp::from_millisecond(at).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default()
}

/// A time in Unix milliseconds as machines read it (RFC 3339, UTC); empty for one that no calendar holds.
pub fn rfc3339(at: i64) -> String {
    Timestamp::from_millisecond(at).map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default()
}
