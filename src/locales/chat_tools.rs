//! The sentences of the tools of the chat, which fetch them when they are loaded.

catalogue! {
    /// Every sentence of the tools of the chat, in one language, by its key; served as JSON.
    #[derive(serde::Serialize)]
    ChatToolsTexts

    close: "닫기", "Close";

    // Prompts and personas in the composer
    library: "프롬프트와 페르소나", "Prompts and personas";
    library_count: "{n}개 있습니다. 화살표로 고르고 Enter로 씁니다.", "{n} to choose from: arrows, then Enter.";
    library_manage: "프롬프트와 페르소나 관리", "Manage prompts and personas";
    prompt: "프롬프트", "Prompt";
    persona: "페르소나", "Persona";
    prompt_insert: "넣기", "Insert";
    prompt_failed: "지금은 쓸 수 없습니다. 잠시 뒤 다시 해 주세요.", "It cannot be used now. Please try again.";
    temporary: "임시 대화", "Temporary chat";
    cancel: "취소", "Cancel";
}
