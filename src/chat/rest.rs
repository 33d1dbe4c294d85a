//! The REST twins: conversations, messages, and a stream of text that can be resumed at any byte.

mod artifacts;
mod conversations;
mod labels;
mod list;
mod messages;
mod models;
mod replies;
mod reply_events;
mod trash;

pub use artifacts::*;
pub use conversations::*;
pub use labels::*;
pub use list::*;
pub use messages::*;
pub use models::*;
pub use replies::*;
pub use reply_events::*;
pub use trash::*;
