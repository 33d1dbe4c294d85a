//! Sharing by a link: whoever has it reads a copy of a conversation or of a document, as it was when the link was made.
//!
//! A share is a snapshot, not a view: it holds what its owner saw and nothing else, so nothing that is theirs can be reached
//! through it. What is still being written is not shared; its owner shares it when it is whole.

pub mod api;
pub mod model;
pub mod page;
pub mod rest;
mod service;
mod store;

pub use service::{Sharing, SharingSettings};
