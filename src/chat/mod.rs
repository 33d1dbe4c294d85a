//! Conversations: asking, answering, keeping.

pub mod api;
pub mod branch;
pub mod composer;
pub mod context;
pub mod deeds;
pub mod live_reply;
pub mod message;
pub mod model;
pub mod page;
pub mod sidebar;
pub mod thread;

#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
pub(crate) mod completion;
#[cfg(feature = "ssr")]
mod events;
#[cfg(feature = "ssr")]
mod excerpt;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
pub(crate) mod instructions;
#[cfg(feature = "ssr")]
pub mod organise;
#[cfg(feature = "ssr")]
mod preferences;
#[cfg(feature = "ssr")]
mod prompting;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod shown;
#[cfg(feature = "ssr")]
pub(crate) mod spoken;
#[cfg(feature = "ssr")]
pub mod start;
#[cfg(feature = "ssr")]
pub(crate) mod still;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
mod tools;
#[cfg(feature = "ssr")]
pub mod whole;

#[cfg(feature = "ssr")]
pub use {
    changes::conversation_events,
    events::reply_events,
    excerpt::Excerpt,
    preferences::{ModelParams, check_max_tokens, check_temperature},
    service::Chat,
    spoken::Transcript,
    store::ModelUsage,
    tools::{sandbox, tools_texts},
};
