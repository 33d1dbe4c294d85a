//! What a conversation looks like: one component a file, named after what it shows.

pub mod composer;
pub mod live_reply;
pub mod message;
pub mod message_actions;
pub mod page;
pub mod sidebar;
pub mod thread;
pub mod thread_state;
