//! Temporary chats: the page alone holds what was said, and sends all of it with each question. Nothing is stored but what
//! the answers cost.

#[cfg(feature = "ssr")]
mod answer_stream;
pub mod api;
#[cfg(feature = "ssr")]
mod events;
pub mod model;
pub mod page;
mod state;

#[cfg(feature = "ssr")]
pub use events::temporary_events;
