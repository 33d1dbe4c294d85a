//! Supbot: a self-hosted AI workspace in one small binary. The crate compiles twice: with `ssr` it is the server,
//! with `hydrate` the WebAssembly client of the same pages.
#![recursion_limit = "256"]

pub mod app;
pub mod attachments;
#[cfg(feature = "ssr")]
pub mod audit;
pub mod auth;
pub mod browser;
pub mod chat;
#[cfg(feature = "ssr")]
pub mod code_fixes;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod diff;
#[cfg(feature = "ssr")]
pub mod documents;
pub mod domain;
pub mod generation;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod import_export;
pub mod markup;
#[cfg(feature = "ssr")]
pub mod offline;
#[cfg(feature = "ssr")]
pub mod openai_api;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod provider;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod settings;
#[cfg(feature = "ssr")]
pub mod sharing;
#[cfg(feature = "ssr")]
pub mod shortcuts;
#[cfg(feature = "ssr")]
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
    leptos::mount::hydrate_body(app::App);
}
