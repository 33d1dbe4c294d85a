//! The pages of conversations beside the chat. Forms and links; no script is needed.

pub mod artifacts;
pub mod conversations;
