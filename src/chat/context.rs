//! What the pages of the workspace share about conversations.

use super::{api::SendMessage, model::ConversationEvent};
use crate::browser::document;
use leptos::{html, prelude::*};

/// What the pages inside the frame share.
#[derive(Clone, Copy)]
pub struct ChatContext {
    /// Sends a question, from whichever page.
    pub send: ServerAction<SendMessage>,
    /// What happened last to the person's conversations, here or on another page of theirs.
    pub changed: RwSignal<Option<ConversationEvent>>,
}

/// Writes a text into the composer, whose text area is `area`, before what a person has begun to write; says whether nothing was
/// begun.
pub fn propose(area: NodeRef<html::Textarea>, text: &str) -> bool {
    area.get_untracked().is_some_and(|area| document::put_first(&area, text))
}

/// Writes a text into the composer and sends it; before what a person has begun to write it is put and not sent.
pub fn ask(area: NodeRef<html::Textarea>, text: &str) {
    if propose(area, text)
        && let Some(area) = area.get_untracked()
    {
        document::send_form(&area);
    }
}
