//! Conversations: asking, answering, keeping.

pub mod announcer;
pub mod api;
pub mod components;
pub mod context;
pub mod model;

#[cfg(feature = "ssr")]
pub mod artifacts;
pub mod bulk;
pub mod code_runner;
pub mod code_tools;
#[cfg(feature = "ssr")]
pub(crate) mod completion;
#[cfg(feature = "ssr")]
mod excerpt;
#[cfg(feature = "ssr")]
pub mod export_record;
#[cfg(feature = "ssr")]
pub mod labels;
pub mod list;
#[cfg(feature = "ssr")]
mod model_params;
#[cfg(feature = "ssr")]
mod notifier;
pub mod pages;
#[cfg(feature = "ssr")]
pub(crate) mod prompt;
#[cfg(feature = "ssr")]
mod reply_stream;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod sandbox;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
pub(crate) mod transcript;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "ssr")]
pub use {
    excerpt::Excerpt,
    model_params::{ModelParams, check_max_tokens, check_temperature},
    notifier::conversation_events,
    reply_stream::reply_events,
    sandbox::sandbox,
    service::Chat,
    store::ModelUsage,
    transcript::Transcript,
};
