//! Days and times as a reader's calendar has them.

use super::{Language, page_language};
use crate::{domain::time::now_ms, web::cookie};
use http::{header, request::Parts};
use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};

/// The name of the reader's time zone in the IANA database; the page's script sets it (src/ui/time_zone.ts).
pub const ZONE_COOKIE: &str = "supbot_zone";
/// Most characters of such a name.
const ZONE_LENGTH_MAX: usize = 64;

/// The calendar of whoever reads a page: their time zone, and the language of the page.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: TimeZone,
    language: Language,
    today: Date,
}

impl Calendar {
    /// That of the page which is being rendered.
    pub fn of_page() -> Self {
        let request = leptos::prelude::use_context::<Parts>();
        let zone = request.as_ref().map_or(TimeZone::UTC, zone_of);
        Self::new(zone, page_language(), now_ms())
    }

    fn new(zone: TimeZone, language: Language, now: i64) -> Self {
        let today = Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(zone.clone()).date();
        Self { zone, language, today }
    }

    fn zoned(&self, at: i64) -> Option<Zoned> {
        Some(Timestamp::from_millisecond(at).ok()?.to_zoned(self.zone.clone()))
    }

    /// The day of a time: today and yesterday by their words, else as [`Self::date`] has it.
    pub fn day(&self, at: i64) -> String {
        let Some(date) = self.zoned(at).map(|at| at.date()) else { return String::new() };
        let yesterday = self.today.yesterday().ok();
        match self.language {
            Language::Ko if date == self.today => "오늘".to_owned(),
            Language::En if date == self.today => "today".to_owned(),
            Language::Ko if Some(date) == yesterday => "어제".to_owned(),
            Language::En if Some(date) == yesterday => "yesterday".to_owned(),
            _ => self.date(at),
        }
    }

    /// The day of a time by its date, with the year unless that is the present one; empty for one that no calendar holds.
    pub fn date(&self, at: i64) -> String {
        let Some(date) = self.zoned(at).map(|at| at.date()) else { return String::new() };
        let format = match (self.language, date.year() == self.today.year()) {
            (Language::Ko, true) => "%-m월 %-d일",
            (Language::Ko, false) => "%Y년 %-m월 %-d일",
            (Language::En, true) => "%b %-d",
            (Language::En, false) => "%b %-d, %Y",
        };
        date.strftime(format).to_string()
    }

    /// The date with the time of day, for whoever wants to know it exactly.
    pub fn exactly(&self, at: i64) -> String {
        let format = match self.language {
            Language::Ko => "%Y년 %-m월 %-d일 %H:%M",
            Language::En => "%b %-d, %Y, %H:%M",
        };
        self.zoned(at).map(|at| at.strftime(format).to_string()).unwrap_or_default()
    }
}

/// The time zone of whoever sends a request: what their browser said, else that of Korea for those who read Korean.
fn zone_of(request: &Parts) -> TimeZone {
    let said = cookie::read(&request.headers, ZONE_COOKIE).filter(|name| name.len() <= ZONE_LENGTH_MAX);
    let wanted = request.headers.get(header::ACCEPT_LANGUAGE).and_then(|wanted| wanted.to_str().ok());
    let is_korean =
        Language::of_request(request) == Language::Ko || wanted.and_then(Language::from_tag) == Some(Language::Ko);
    let default = if is_korean { TimeZone::get("Asia/Seoul").unwrap_or(TimeZone::UTC) } else { TimeZone::UTC };
    said.and_then(|name| TimeZone::get(name).ok()).unwrap_or(default)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-29 21:43 UTC, which is 2026-11-30 06:43 in Korea.
    const MORNING: i64 = 1_795_988_580_000;
    const HOUR: i64 = 3_600_000;

    fn calendar(zone: &str, language: Language) -> Calendar {
        Calendar::new(TimeZone::get(zone).unwrap(), language, MORNING)
    }

    #[test]
    fn a_day_is_that_of_the_reader_and_not_of_greenwich() {
        let (korea, utc) = (calendar("Asia/Seoul", Language::Ko), calendar("UTC", Language::En));
        assert_eq!((korea.date(MORNING), utc.date(MORNING)), ("11월 30일".to_owned(), "Nov 29".to_owned()));
        assert_eq!(korea.exactly(MORNING), "2026년 11월 30일 06:43");
        // Midnight in Korea is 15:00 in Greenwich.
        assert_eq!(korea.day(MORNING - 6 * HOUR), "오늘");
        assert_eq!(korea.day(MORNING - 7 * HOUR), "어제");
        assert_eq!(utc.day(MORNING - 7 * HOUR), "today");
        assert_eq!(korea.day(MORNING - 31 * HOUR), "11월 28일");
        assert_eq!(korea.day(MORNING - 365 * 24 * HOUR), "2025년 11월 30일");
        assert_eq!(calendar("America/New_York", Language::En).day(MORNING - 365 * 24 * HOUR), "Nov 29, 2025");
    }
}
