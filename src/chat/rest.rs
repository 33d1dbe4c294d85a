//! The REST twins: conversations, messages, and a stream of text that can be resumed at any byte.

mod conversations;
mod files;
mod messages;
mod organise;

pub use conversations::*;
pub use files::*;
pub use messages::*;
pub use organise::*;
