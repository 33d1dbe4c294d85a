//! The pages of documents. They work as plain forms, and go on in the browser.

mod conflict;
mod document;
mod list;
mod new;
mod new_format;
mod versions;

pub use conflict::ConflictPage;
pub use document::DocumentPage;
pub use list::ListPage;
pub use new::NewPage;
pub use new_format::NewFormatPage;
pub use versions::VersionsPage;

#[cfg(not(feature = "ssr"))]
use crate::browser::clock::{now_ms, rfc3339};
#[cfg(feature = "ssr")]
use crate::domain::time::{now_ms, rfc3339};
use crate::{
    diff::words::{Change, ChangeKind},
    i18n::{DocumentsTexts, calendar::Calendar, use_language},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The sentences of the page that is being shown.
pub(super) fn use_documents_texts() -> &'static DocumentsTexts {
    use_language().documents_texts()
}

/// The id of the document that the address names, whenever it changes.
fn named_document() -> impl Fn() -> String + Send + Sync + 'static {
    let params = use_params_map();
    move || params.with(|params| params.get("id").unwrap_or_default())
}

/// What the address says under these names, whenever it changes; empty where it says nothing.
fn asked<const N: usize>(names: [&'static str; N]) -> impl Fn() -> [String; N] + Send + Sync + 'static {
    let query = use_query_map();
    move || query.with(|query| names.map(|name| query.get(name).unwrap_or_default()))
}

/// How long ago something was, up to a day; then the day.
fn ago(at: i64, texts: &DocumentsTexts) -> String {
    const MINUTE: i64 = 60 * 1000;
    let passed = (now_ms() - at).max(0);
    match passed / MINUTE {
        0 => texts.just_now.to_owned(),
        minutes @ 1..60 => texts.minutes_ago(minutes),
        minutes @ 60..1440 => texts.hours_ago(minutes / 60),
        _ => Calendar::from_page().day(at),
    }
}

/// The same, with the exact time for whoever wants to know it.
#[component]
fn Ago(
    /// The time, in Unix milliseconds.
    at: i64,
) -> impl IntoView {
    let title = Calendar::from_page().date_time(at);
    view! { <time datetime=rfc3339(at) title=title>{ago(at, use_documents_texts())}</time> }
}

/// What differs between two texts.
#[component]
fn Diff(
    /// Everything that is in either.
    changes: Vec<Change>,
) -> impl IntoView {
    let texts = use_documents_texts();
    let is_same = changes.iter().all(|change| change.kind == ChangeKind::Keep);
    let shown = changes.into_iter().map(|Change { kind, text }| match kind {
        ChangeKind::Keep => view! { <span>{text}</span> }.into_any(),
        ChangeKind::Remove => view! { <del aria-label=texts.compare_removed>{text}</del> }.into_any(),
        ChangeKind::Add => view! { <ins aria-label=texts.compare_added>{text}</ins> }.into_any(),
    });
    let shown = shown.collect_view();
    view! {
        {is_same.then(|| view! { <p class="form-note">{texts.compare_same}</p> })}
        <div class="diff" role="region" aria-label=texts.diff_label tabindex="0">{shown}</div>
    }
}
