//! Supbot: a self-hosted AI workspace in one small binary. The crate compiles twice: with `ssr` it is the server,
//! with `hydrate` the WebAssembly client of the same pages.
#![recursion_limit = "256"]

pub mod app;
pub mod attachments;
pub mod audit;
pub mod auth;
pub mod browser;
pub mod chat;
pub mod code_fixes;
#[cfg(feature = "ssr")]
pub mod db;
pub mod diff;
pub mod documents;
pub mod domain;
pub mod generation;
pub mod i18n;
pub mod import_export;
pub mod markup;
#[cfg(feature = "ssr")]
pub mod offline;
#[cfg(feature = "ssr")]
pub mod openai_api;
pub mod prompts;
pub mod provider;
#[cfg(feature = "ssr")]
pub mod rest;
pub mod search;
#[cfg(feature = "ssr")]
pub mod server;
pub mod settings;
pub mod sharing;
#[cfg(feature = "ssr")]
pub mod shortcuts;
pub mod temporary_chat;
pub mod ui;
#[cfg(feature = "ssr")]
pub mod web;
#[cfg(feature = "ssr")]
pub mod worker;

/// Called by the page's script: takes over the server-rendered page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    wasm_bindgen_futures::spawn_local(async {
        if app::areas::fetch_first().await {
            leptos::mount::hydrate_lazy(app::App);
        }
    });
}
