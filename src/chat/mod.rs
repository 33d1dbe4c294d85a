//! Conversations: asking, answering, keeping.

pub mod api;
pub mod branch;
pub mod composer;
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
pub mod completions;
#[cfg(feature = "ssr")]
mod events;
#[cfg(feature = "ssr")]
mod excerpt;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
mod instructions;
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
mod spoken;
#[cfg(feature = "ssr")]
pub mod start;
#[cfg(feature = "ssr")]
mod still;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
pub mod temporary;
#[cfg(feature = "ssr")]
mod tools;
#[cfg(feature = "ssr")]
pub mod whole;

#[cfg(feature = "ssr")]
pub use {
    changes::conversation_events,
    events::reply_events,
    excerpt::Excerpt,
    preferences::{Preferences, check_temperature},
    service::Chat,
    spoken::Spoken,
    temporary::temporary_events,
    tools::{sandbox, tools_texts},
};
