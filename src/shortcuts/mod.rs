//! What can be done from the keyboard on every page of somebody who is logged in: a script (src/shortcuts/) that comes with the
//! first key that is meant for it, and what the server has for it.

use crate::{
    auth::api::{ChooseLanguage, LogOut},
    i18n::{KeysTexts, Language},
    ui::assets::Assets,
};
use axum::{Json, extract::State};
use leptos::{nonce::use_nonce, prelude::*, server_fn::ServerFn};
use serde::Serialize;

/// Loads the script when it is needed (loader.ts): no page waits for it.
#[component]
pub fn Keys() -> impl IntoView {
    let assets = use_context::<Assets>()?;
    let script = assets.inline("loader", &[("KEYS", assets.address("keys", "js")?.into())]);
    Some(view! { <script nonce=use_nonce() inner_html=script></script> })
}

/// What the script asks for when it begins.
#[derive(Serialize)]
pub struct ShortcutsConfig {
    /// The address of its style sheet.
    style: Option<String>,
    /// Where a language is chosen.
    choose_language: &'static str,
    /// Where one logs out.
    log_out_address: &'static str,
    /// Its sentences.
    #[serde(flatten)]
    texts: &'static KeysTexts,
}

/// The sentences of the script, in the language of whoever asks, and the addresses that it cannot know.
pub async fn keys_texts(State(assets): State<Assets>, language: Language) -> Json<ShortcutsConfig> {
    Json(ShortcutsConfig {
        style: assets.address("keys", "css"),
        choose_language: ChooseLanguage::url(),
        log_out_address: LogOut::url(),
        texts: language.keys_texts(),
    })
}
