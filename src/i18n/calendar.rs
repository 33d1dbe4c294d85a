//! Days and times as a reader's calendar has them.

use super::{Language, page_language};
#[cfg(not(feature = "ssr"))]
use crate::browser::clock::Clock;
use crate::domain::civil::Civil;

#[cfg(feature = "ssr")]
use server::Clock;
#[cfg(feature = "ssr")]
pub use server::ZONE_COOKIE;

/// The calendar of whoever reads a page: their time zone, and the language of the page.
#[derive(Debug, Clone)]
pub struct Calendar {
    clock: Clock,
    language: Language,
}

impl Calendar {
    /// That of the page which is being shown.
    pub fn from_page() -> Self {
        Self { clock: Clock::from_page(), language: page_language() }
    }

    /// The day of a time: today and yesterday by their words, else as [`Self::date`] has it.
    pub fn day(&self, at: i64) -> String {
        let Some(date) = self.clock.read(at).map(Civil::date) else { return String::new() };
        let texts = self.language.language_texts();
        if date == self.clock.today().date() {
            texts.today.to_owned()
        } else if date == self.clock.yesterday().date() {
            texts.yesterday.to_owned()
        } else {
            self.date(at)
        }
    }

    /// The day of a time by its date, with the year unless that is the present one; empty for one that no calendar holds.
    pub fn date(&self, at: i64) -> String {
        let Some(date) = self.clock.read(at) else { return String::new() };
        if date.year != self.clock.today().year {
            return self.date_with_year(date);
        }
        self.language.language_texts().date(self.month(date), date.day)
    }

    fn date_with_year(&self, date: Civil) -> String {
        self.language.language_texts().date_year(self.month(date), date.day, date.year)
    }

    /// What a list that is sorted by time calls the days of a time: today, yesterday, the last 7 or 30 days, or a month.
    #[cfg(feature = "ssr")]
    pub fn period(&self, at: i64) -> String {
        let texts = self.language.periods_texts();
        match self.clock.days_since(at) {
            Some(..=0) => texts.today.to_owned(),
            Some(1) => texts.yesterday.to_owned(),
            Some(2..=7) => texts.last_7_days.to_owned(),
            Some(8..=30) => texts.last_30_days.to_owned(),
            _ => self.clock.read(at).map_or_else(String::new, |date| texts.month(self.month(date), date.year)),
        }
    }

    /// What such a list calls what stands before all days.
    #[cfg(feature = "ssr")]
    pub fn pinned(&self) -> String {
        self.language.periods_texts().pinned.to_owned()
    }

    /// What the month of a date is called.
    fn month(&self, date: Civil) -> &'static str {
        self.language.language_texts().months.split(' ').nth(date.month).unwrap_or_default()
    }

    /// The date with the time of day, for whoever wants to know it exactly.
    pub fn date_time(&self, at: i64) -> String {
        let Some(at) = self.clock.read(at) else { return String::new() };
        let Civil { hour, minute, .. } = at;
        self.language.language_texts().date_time(self.date_with_year(at), format!("{hour:02}:{minute:02}"))
    }
}

/// What time it is where the reader is, as their browser says it with each request.
#[cfg(feature = "ssr")]
mod server {
    use crate::{
        domain::{civil::Civil, time::now_ms},
        i18n::Language,
        web::cookie,
    };
    use http::{header, request::Parts};
    use jiff::{Timestamp, Zoned, tz::TimeZone};

    /// The name of the reader's time zone in the IANA database; the page's script sets it (src/ui/time_zone.ts).
    pub const ZONE_COOKIE: &str = "supbot_zone";
    /// Most characters of such a name.
    const ZONE_LENGTH_MAX: usize = 64;

    /// The reader's time zone, and the time now there.
    #[derive(Debug, Clone)]
    pub(super) struct Clock(Zoned);

    impl Clock {
        /// That of whoever asked for the page which is being rendered.
        pub(super) fn from_page() -> Self {
            let request = leptos::prelude::use_context::<Parts>();
            Self::new(request.as_ref().map_or(TimeZone::UTC, zone_of), now_ms())
        }

        pub(super) fn new(zone: TimeZone, now: i64) -> Self {
            Self(Timestamp::from_millisecond(now).unwrap_or_default().to_zoned(zone))
        }

        /// A time in Unix milliseconds; none for one that no calendar holds.
        pub(super) fn read(&self, at: i64) -> Option<Civil> {
            Some(civil(&Timestamp::from_millisecond(at).ok()?.to_zoned(self.0.time_zone().clone())))
        }

        pub(super) fn today(&self) -> Civil {
            civil(&self.0)
        }

        /// How many days of the calendar a time is ago; none for one that no calendar holds.
        pub(super) fn days_since(&self, at: i64) -> Option<i32> {
            let date = Timestamp::from_millisecond(at).ok()?.to_zoned(self.0.time_zone().clone()).date();
            date.until(self.0.date()).ok().map(|span| span.get_days())
        }

        pub(super) fn yesterday(&self) -> Civil {
            civil(&self.0.yesterday().unwrap_or_else(|_| self.0.clone()))
        }
    }

    fn civil(at: &Zoned) -> Civil {
        let number = |of: i8| u32::try_from(of).unwrap_or_default();
        let month = usize::try_from(at.month() - 1).unwrap_or_default();
        let (day, hour, minute) = (number(at.day()), number(at.hour()), number(at.minute()));
        Civil { year: at.year().into(), month, day, hour, minute }
    }

    /// The time zone of whoever sends a request: what their browser said, else that of the language of the page, or of the one that
    /// they like best of all, where nearly all who speak it live in one.
    fn zone_of(request: &Parts) -> TimeZone {
        let said = cookie::read(&request.headers, ZONE_COOKIE).filter(|name| name.len() <= ZONE_LENGTH_MAX);
        let wanted = request.headers.get(header::ACCEPT_LANGUAGE).and_then(|wanted| wanted.to_str().ok());
        let languages = [Some(Language::from_request(request)), wanted.and_then(Language::from_tag)];
        let zones = languages.into_iter().flatten().filter_map(|it| TimeZone::get(it.language_texts().time_zone).ok());
        let default = zones.fold(TimeZone::UTC, |found, zone| if found == TimeZone::UTC { zone } else { found });
        said.and_then(|name| TimeZone::get(name).ok()).unwrap_or(default)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    /// 2026-11-29 21:43 UTC, which is 2026-11-30 06:43 in Korea.
    const MORNING: i64 = 1_795_988_580_000;
    const HOUR: i64 = 3_600_000;

    fn calendar(zone: &str, language: Language) -> Calendar {
        Calendar { clock: Clock::new(TimeZone::get(zone).unwrap(), MORNING), language }
    }

    #[test]
    fn a_day_is_that_of_the_reader_and_not_of_greenwich() {
        let (korea, utc) = (calendar("Asia/Seoul", Language::Ko), calendar("UTC", Language::En));
        assert_eq!((korea.date(MORNING), utc.date(MORNING)), ("11월 30일".to_owned(), "Nov 29".to_owned()));
        assert_eq!(korea.date_time(MORNING), "2026년 11월 30일 06:43");
        // Midnight in Korea is 15:00 in Greenwich.
        assert_eq!(korea.day(MORNING - 6 * HOUR), "오늘");
        assert_eq!(korea.day(MORNING - 7 * HOUR), "어제");
        assert_eq!(utc.day(MORNING - 7 * HOUR), "today");
        assert_eq!(korea.day(MORNING - 31 * HOUR), "11월 28일");
        assert_eq!(korea.day(MORNING - 365 * 24 * HOUR), "2025년 11월 30일");
        assert_eq!(korea.period(MORNING - 6 * HOUR), "오늘");
        assert_eq!(korea.period(MORNING + 48 * HOUR), "오늘");
        assert_eq!(korea.period(MORNING - 7 * HOUR), "어제");
        assert_eq!(korea.period(MORNING - 31 * HOUR), "지난 7일");
        assert_eq!(korea.period(MORNING - 8 * 24 * HOUR), "지난 30일");
        assert_eq!(korea.period(MORNING - 40 * 24 * HOUR), "2026년 10월");
        assert_eq!(utc.period(MORNING - 40 * 24 * HOUR), "Oct 2026");
        assert_eq!(calendar("America/New_York", Language::En).day(MORNING - 365 * 24 * HOUR), "Nov 29, 2025");
    }
}
