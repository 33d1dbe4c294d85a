//! A time as a clock and a calendar on a wall have it.

/// A day and the time of day, in some time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// Of the Gregorian calendar.
    pub year: i32,
    /// From 0 on.
    pub month: usize,
    /// Of the month, from 1 on.
    pub day: u32,
    /// Of the day, from 0 on.
    pub hour: u32,
    /// Of the hour, from 0 on.
    pub minute: u32,
}

impl Civil {
    /// The day alone: year, month, day of the month.
    pub fn date(self) -> (i32, usize, u32) {
        (self.year, self.month, self.day)
    }
}
