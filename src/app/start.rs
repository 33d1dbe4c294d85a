//! How a page comes to life: its client is brought after the first picture, and starts with its tools when a
//! person turns to it.

use crate::ui::assets::{Assets, Client};
use leptos::{nonce::use_nonce, prelude::*};
use serde_json::json;

/// Starts the client and the tools of the chat when they are needed (start.ts): the page is read, and its forms work, before.
#[component]
pub fn ClientStart(
    /// The account that the page is for; none for a visitor.
    person: Option<String>,
    /// The area of the page; none when the client does not take it over.
    area: Option<&'static str>,
) -> impl IntoView {
    let client = use_context::<Client>().filter(|_| area.is_some());
    let assets = use_context::<Assets>().unwrap_or_default();
    let files = json!({
        "client": client.as_ref().map(|client| &*client.script),
        "wasm": client.as_ref().map(|client| &*client.wasm),
        "area": client.as_ref().and_then(|client| Some(&client.areas.get(area?)?.address)),
        "tools": assets.address("chat-tools", "js"),
        // A text area is not what a document is to be written in.
        "editor": area.filter(|area| *area == "writing").and_then(|_| assets.address("prosemirror", "js")),
    });
    let style = assets.address("chat-tools", "css");
    // What runs code of answers asks for them (src/chat/code_runner/vendor.rs).
    let (mermaid, pyodide) = (assets.vendored("mermaid"), assets.vendored("pyodide"));
    view! { <script nonce=use_nonce() data-mermaid=mermaid data-pyodide=pyodide data-person=person data-style=style inner_html=assets.inline("start", &[("FILES", files)])></script> }
}
