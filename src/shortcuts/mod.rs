//! What can be done from the keyboard on every page of somebody who is logged in: a script (src/shortcuts/) that comes with the
//! first key that is meant for it, and what the server has for it.

use crate::{
    auth::api::{ChooseLanguage, LogOut},
    i18n::Language,
    ui::assets::Assets,
};
use leptos::{nonce::use_nonce, prelude::*, server_fn::ServerFn};
use serde_json::json;
use std::collections::BTreeMap;

/// Loads the script when it is needed (loader.ts): no page waits for it.
#[component]
pub fn Keys() -> impl IntoView {
    let assets = use_context::<Assets>()?;
    let script = assets.inline("loader", &[("KEYS", assets.address("keys", "js")?.into())]);
    // What the script cannot know by itself.
    let addresses = json!({
        "style": assets.address("keys", "css"),
        "choose_language": ChooseLanguage::url(),
        "log_out": LogOut::url(),
        "languages": Language::ALL.map(|(language, name)| (language.tag(), name)).into_iter().collect::<BTreeMap<_, _>>(),
    });
    Some(view! { <script nonce=use_nonce() data-keys=addresses.to_string() inner_html=script></script> })
}
