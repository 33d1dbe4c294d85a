//! The sign of the house.

use leptos::prelude::*;

/// The letter and the name, linking to the first page.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <a class="mark" href="/">
            <span class="mark-letter" aria-hidden="true">"S"</span>
            <span>"Supbot"</span>
        </a>
    }
}
