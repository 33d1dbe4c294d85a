//! What the chat can do beside talking: a script that a page loads later (src/chat/tools/), and what the server has for it.

use crate::{
    assets::Assets,
    locales::{ChatToolsTexts, Language},
};
use axum::{Json, extract::State};
use serde::Serialize;

/// What the script asks for when it begins.
#[derive(Serialize)]
pub struct Beginning {
    /// The address of its style sheet.
    style: Option<String>,
    /// Its sentences.
    #[serde(flatten)]
    texts: &'static ChatToolsTexts,
}

/// The sentences of the script, in the language of whoever asks, and where its style sheet is.
pub async fn tools_texts(State(assets): State<Assets>, language: Language) -> Json<Beginning> {
    Json(Beginning { style: assets.address("chat-tools", "css"), texts: language.chat_tools_texts() })
}
