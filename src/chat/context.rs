//! What the pages of the workspace share about conversations.

use super::{api::SendMessage, model::ConversationEvent};
use leptos::prelude::*;

/// What the pages inside the frame share.
#[derive(Clone, Copy)]
pub struct ChatContext {
    /// Sends a question, from whichever page.
    pub send: ServerAction<SendMessage>,
    /// What happened last to the person's conversations, here or on another page of theirs.
    pub changed: RwSignal<Option<ConversationEvent>>,
}
