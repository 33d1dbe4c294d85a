//! The clock: Unix milliseconds, as everywhere in the database and on the wire.

use std::time::{SystemTime, UNIX_EPOCH};

/// Now, in Unix milliseconds; 0 for a clock before 1970.
pub fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The day of a time in Unix milliseconds, `YYYY-MM-DD` in UTC; empty for one that no calendar holds.
pub fn utc_day(at: i64) -> String {
    jiff::Timestamp::from_millisecond(at).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default()
}
