//! What a person asks again and again, and whom they like to ask: prompts with blanks to be filled in, and personas.
//!
//! A prompt is a text; a persona is how a conversation is begun. Of the chat they know no more than that it can be asked,
//! and that a conversation can be made.

pub mod api;
pub mod error;
pub mod export_record;
pub mod model;
pub mod page;
mod rejected_form;
pub mod rest;
mod service;
mod store;
pub mod template;

pub use service::Prompts;
