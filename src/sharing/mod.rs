//! Sharing by a link: whoever has it reads a copy of a conversation or of a document, as it was when the link was made.
//!
//! A share is a snapshot, not a view: it holds what its owner saw and nothing else, so nothing that is theirs can be reached
//! through it. What is still being written is not shared; its owner shares it when it is whole.

pub mod api;
#[cfg(feature = "ssr")]
mod error;
pub mod model;
pub mod page;
#[cfg(feature = "ssr")]
pub mod rest;
#[cfg(feature = "ssr")]
mod service;
#[cfg(feature = "ssr")]
mod snapshot;
#[cfg(feature = "ssr")]
mod store;

#[cfg(feature = "ssr")]
pub use service::{Sharing, SharingSettings};
