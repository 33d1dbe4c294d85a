//! The REST twins: conversations, messages, and a stream of text that can be resumed at any byte.

mod artifacts;
mod conversations;
mod messages;
mod organise;

pub use artifacts::*;
pub use conversations::*;
pub use messages::*;
pub use organise::*;
