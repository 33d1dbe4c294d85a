//! Forms that ask for a page.

use crate::browser::document;
use leptos::{ev::SubmitEvent, prelude::*, wasm_bindgen::JsCast};
use leptos_router::hooks::use_navigate;

/// A form whose method is GET. Where the client runs it goes to the page as a link does, and leaves out what is empty.
#[component]
pub fn GetForm(
    /// The path of the page.
    #[prop(into)]
    action: String,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let go = move |event: SubmitEvent| {
        let Some(form) = event.target().and_then(|form| form.dyn_into().ok()) else { return };
        event.prevent_default();
        navigate(&document::address_of(&form), Default::default());
    };
    view! { <form action=action on:submit=go>{children()}</form> }
}
