//! Days as the reader's calendar has them.

#[cfg(not(feature = "ssr"))]
use crate::browser::clock::rfc3339;
#[cfg(feature = "ssr")]
use crate::domain::time::rfc3339;
use crate::i18n::calendar::Calendar;
use leptos::prelude::*;

/// The day of a time; today and yesterday are called so.
#[component]
pub fn Day(
    /// The time, in Unix milliseconds.
    at: i64,
) -> impl IntoView {
    let calendar = Calendar::from_page();
    view! { <time datetime=rfc3339(at) title=calendar.date_time(at) data-day="near">{calendar.day(at)}</time> }
}

/// Where the day is to be in a message (U+FFFC OBJECT REPLACEMENT CHARACTER).
pub const DAY: char = '\u{fffc}';

/// A message with the date of a time in it.
#[component]
pub fn DaySentence(
    /// The message, made with [`DAY`].
    text: String,
    /// The time, in Unix milliseconds.
    at: i64,
) -> impl IntoView {
    let calendar = Calendar::from_page();
    let (before, after) = text.split_once(DAY).unwrap_or((&text, ""));
    let (before, after) = (before.to_owned(), after.to_owned());
    view! {
        {before}<time datetime=rfc3339(at) title=calendar.date_time(at) data-day="date">{calendar.date(at)}</time>{after}
    }
}
