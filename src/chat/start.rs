//! How a page of the chat comes to life: its client is brought after the first picture, and starts with its tools when a
//! person turns to it.

use crate::ui::assets::{Assets, Client};
use leptos::{nonce::use_nonce, prelude::*};
use serde_json::json;

/// Starts the client and the tools of the chat when they are needed (start.ts): the page is read, and its forms work, before.
#[component]
pub fn ChatStart(
    /// The account that the page is for; none for a visitor.
    person: Option<String>,
    /// Whether the client takes the page over.
    is_hydrated: bool,
) -> impl IntoView {
    let client = use_context::<Client>().filter(|_| is_hydrated);
    let assets = use_context::<Assets>().unwrap_or_default();
    let files = json!({
        "client": client.as_ref().map(|client| &*client.script),
        "wasm": client.as_ref().map(|client| &*client.wasm),
        "tools": assets.address("chat-tools", "js"),
    });
    let (style, pages_style) = (assets.address("chat-tools", "css"), assets.address("pages", "css"));
    view! { <script nonce=use_nonce() data-person=person data-style=style data-pages-style=pages_style inner_html=assets.inline("start", &[("FILES", files)])></script> }
}
