//! The pages of conversations that come whole from the server. Forms and links; no script is needed.

pub mod artifacts;
pub mod conversations;
