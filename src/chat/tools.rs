//! What the chat can do beside talking: a script that a page loads later (src/chat/tools/), and what the server has for it.

use crate::locales::{ChatToolsTexts, Language};
use axum::Json;

/// The sentences of the script, in the language of whoever asks.
pub async fn tools_texts(language: Language) -> Json<&'static ChatToolsTexts> {
    Json(language.chat_tools_texts())
}
