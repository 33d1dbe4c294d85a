//! What the chat can do beside talking: a script that a page loads later (src/chat/tools/), and what it asks for when it begins.

use crate::{
    i18n::{ChatToolsTexts, Language},
    ui::assets::Assets,
};
use axum::{Json, extract::State};
use serde::Serialize;

/// What the script asks for when it begins.
#[derive(Serialize)]
pub struct ChatToolsConfig {
    /// The address of its style sheet.
    style: Option<String>,
    /// The address of the style sheet of pages, which files look like in a panel.
    pages_style: Option<String>,
    /// Its sentences.
    #[serde(flatten)]
    texts: &'static ChatToolsTexts,
}

/// The sentences of the script, in the language of whoever asks, and where its style sheets are.
pub async fn tools_texts(State(assets): State<Assets>, language: Language) -> Json<ChatToolsConfig> {
    Json(ChatToolsConfig {
        style: assets.address("chat-tools", "css"),
        pages_style: assets.address("pages", "css"),
        texts: language.chat_tools_texts(),
    })
}
