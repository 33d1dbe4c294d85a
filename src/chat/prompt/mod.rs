//! What a model is given: the system prompt, and as much of the conversation as it can read.

pub(super) mod build;
pub(crate) mod system;
