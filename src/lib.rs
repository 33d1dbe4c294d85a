//! Supbot: a self-hosted AI workspace in one small binary. The crate compiles twice: with `ssr` it is the server,
//! with `hydrate` the WebAssembly client of the same pages.
#![recursion_limit = "256"]

pub mod app;
#[cfg(feature = "ssr")]
pub mod appearance;
#[cfg(feature = "ssr")]
pub mod archive;
#[cfg(feature = "ssr")]
pub mod assets;
pub mod attachments;
#[cfg(feature = "ssr")]
pub mod audit;
pub mod auth;
#[cfg(feature = "ssr")]
pub mod blocking;
pub mod browser;
pub mod chat;
#[cfg(feature = "ssr")]
pub mod code;
#[cfg(feature = "ssr")]
pub mod cookie;
#[cfg(feature = "ssr")]
pub mod cursor;
#[cfg(feature = "ssr")]
pub mod documents;
pub mod error;
#[cfg(feature = "ssr")]
pub mod fair_queue;
#[cfg(feature = "ssr")]
pub mod file_queue;
#[cfg(feature = "ssr")]
pub mod flash;
#[cfg(feature = "ssr")]
pub mod generation;
pub mod id;
pub mod json;
#[cfg(feature = "ssr")]
pub mod keys;
pub mod locales;
pub mod markup;
#[cfg(feature = "ssr")]
pub mod network;
#[cfg(feature = "ssr")]
pub mod offline;
pub mod page;
#[cfg(feature = "ssr")]
pub mod prompts;
pub mod provider;
#[cfg(feature = "ssr")]
pub mod quota;
#[cfg(feature = "ssr")]
pub mod rate_limit;
#[cfg(feature = "ssr")]
pub mod rendering;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
pub mod search;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod sharing;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod text;
#[cfg(feature = "ssr")]
pub mod time;
#[cfg(feature = "ssr")]
pub mod token;
#[cfg(feature = "ssr")]
pub mod transfer;
pub mod ui;
pub mod workspace;
#[cfg(feature = "ssr")]
pub mod write_queue;
pub mod writing;

/// Called by the page's script: takes over the server-rendered page.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
}
