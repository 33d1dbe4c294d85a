//! The sentences of the tools of the chat, which fetch them when they are loaded.

catalogue! {
    /// Every sentence of the tools of the chat, in one language, by its key; served as JSON.
    #[derive(serde::Serialize)]
    ChatToolsTexts

    close: "닫기", "Close";
}
