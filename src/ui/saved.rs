//! What became of a form: the page shows it where the person is.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// What the address says was just done, by `?saved=`; empty: nothing.
pub fn saved() -> String {
    use_query_map().get_untracked().get("saved").unwrap_or_default()
}

/// Says what was done, when the address says that it was `of`. It has the focus, so that the page is shown from there on.
#[component]
pub fn Saved(
    /// What it is about, a word of `?saved=`.
    of: &'static str,
    /// That it is done.
    text: &'static str,
) -> impl IntoView {
    (saved() == of).then(|| view! { <p class="saved" role="status" tabindex="-1" autofocus>{text}</p> })
}
