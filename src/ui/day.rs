//! Days as the reader's calendar has them.

use crate::{domain::time::rfc3339, i18n::calendar::Calendar};
use leptos::prelude::*;

/// The day of a time; today and yesterday are called so.
#[component]
pub fn Day(
    /// The time, in Unix milliseconds.
    at: i64,
) -> impl IntoView {
    let calendar = Calendar::of_page();
    view! { <time datetime=rfc3339(at) title=calendar.exactly(at) data-day="near">{calendar.day(at)}</time> }
}

/// A sentence with `{day}` in it, which becomes the date of a time.
#[component]
pub fn DaySentence(
    /// The sentence.
    text: &'static str,
    /// The time, in Unix milliseconds.
    at: i64,
) -> impl IntoView {
    let calendar = Calendar::of_page();
    let (before, after) = text.split_once("{day}").unwrap_or((text, ""));
    view! {
        {before}<time datetime=rfc3339(at) title=calendar.exactly(at) data-day="date">{calendar.date(at)}</time>{after}
    }
}
