//! What a conversation looks like: one component a file, named after what it shows. What stays as it is while a page is shown
//! is written by the server alone: the browser takes it as it comes.

pub mod composer;
#[cfg(feature = "ssr")]
pub mod conversation_menu;
pub mod growing_reply;
pub mod live_reply;
pub mod message;
pub mod message_actions;
#[cfg(feature = "ssr")]
pub mod message_body;
#[cfg(feature = "ssr")]
pub mod model_picker;
pub mod page;
pub mod sidebar;
pub mod thread;
pub mod thread_state;
#[cfg(feature = "ssr")]
pub mod welcome;
