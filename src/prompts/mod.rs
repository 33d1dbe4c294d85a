//! What a person asks again and again, and whom they like to ask: prompts with blanks to be filled in, and personas.
//!
//! A prompt is a text; a persona is how a conversation is begun. Of the chat they know no more than that it can be asked,
//! and that a conversation can be made.

pub mod api;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod export_record;
pub mod model;
pub mod page;
#[cfg(feature = "ssr")]
mod rejected_form;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod store;
#[cfg(feature = "ssr")]
pub mod template;
#[cfg(feature = "ssr")]
mod view;

#[cfg(feature = "ssr")]
pub use service::Prompts;
