//! Pages that a person is about to open are fetched when the pointer rests on their link (Speculation Rules, HTML Living
//! Standard §7.6). Browsers that know no such rules lose nothing.

use leptos::prelude::*;
use serde_json::json;

/// What is never fetched before somebody asks for it: what shows a secret once and takes it away (settings, shares), what is
/// a download, what is no page, and what belongs to a visitor.
const NEVER: [&str; 9] =
    ["/settings*", "/share*", "/transfer*", "/log*", "/api/*", "/rpc/*", "/events/*", "/pkg/*", "/sandbox*"];

/// The rules of a page.
#[component]
pub fn Prefetch(
    /// Whether the page goes on in the browser: then only links that leave it load a page.
    is_hydrated: bool,
) -> impl IntoView {
    let mut links = vec![
        json!({ "href_matches": "/*" }),
        json!({ "not": { "href_matches": NEVER } }),
        json!({ "not": { "selector_matches": "[download], [target=_blank]" } }),
    ];
    if is_hydrated {
        links.push(json!({ "selector_matches": "[rel~=external]" }));
    }
    let rules = json!({ "prefetch": [{ "where": { "and": links }, "eagerness": "moderate" }] }).to_string();
    view! { <script type="speculationrules" nonce=leptos::nonce::use_nonce() inner_html=rules></script> }
}
