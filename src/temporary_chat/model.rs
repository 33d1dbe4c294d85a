//! What the page of a temporary chat asks, as both sides see it. It is told of the answer as of any reply
//! ([`GenerationEvent`](crate::generation::model::GenerationEvent)).

use crate::chat::model::Role;
use serde::{Deserialize, Serialize};

/// The address that answers.
pub const EVENTS: &str = "/events/temporary";

/// What a page asks.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryRequest {
    /// Who is to answer; empty: the default.
    #[serde(default)]
    pub model: String,
    /// Everything that was said, the question last.
    pub messages: Vec<TemporaryMessage>,
}

/// A message of a temporary chat.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemporaryMessage {
    /// Who wrote it.
    pub role: Role,
    /// The text itself.
    pub content: String,
}
