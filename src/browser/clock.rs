//! What time it is where the reader is.

use crate::domain::civil::Civil;
use js_sys::Date;

/// The browser's time zone, and the time now there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clock {
    /// Unix milliseconds.
    now: f64,
}

impl Clock {
    /// That of this browser.
    pub(crate) fn from_page() -> Self {
        Self { now: Date::now() }
    }

    /// A time in Unix milliseconds; none for one that no calendar holds.
    pub(crate) fn read(self, at: i64) -> Option<Civil> {
        #[expect(clippy::cast_precision_loss, reason = "no time that is kept is so far away")]
        civil(&date(at as f64))
    }

    pub(crate) fn today(self) -> Civil {
        civil(&date(self.now)).unwrap_or(EPOCH)
    }

    pub(crate) fn yesterday(self) -> Civil {
        let day = date(self.now);
        // Days are not all as long: the calendar goes back, not the clock.
        day.set_date(day.get_date().wrapping_sub(1));
        civil(&day).unwrap_or(EPOCH)
    }
}

/// What no browser says that it is.
const EPOCH: Civil = Civil { year: 1970, month: 0, day: 1, hour: 0, minute: 0 };

fn date(at: f64) -> Date {
    Date::new(&at.into())
}

fn civil(at: &Date) -> Option<Civil> {
    if at.get_time().is_nan() {
        return None;
    }
    let year = i32::try_from(at.get_full_year()).ok()?;
    let month = usize::try_from(at.get_month()).ok()?;
    Some(Civil { year, month, day: at.get_date(), hour: at.get_hours(), minute: at.get_minutes() })
}

/// The time now, in Unix milliseconds.
pub fn now_ms() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "no clock is so far off")]
    let now = Date::now() as i64;
    now
}

/// A time in Unix milliseconds as RFC 3339 has it; empty for one that no calendar holds.
pub fn rfc3339(at: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "no time that is kept is so far away")]
    let at = date(at as f64);
    if at.get_time().is_nan() { String::new() } else { at.to_iso_string().into() }
}
