//! The sentences of the search.

catalogue! {
    /// Every sentence of the search, in one language, by its key.
    SearchTexts
    search: "검색", "Search";
    placeholder: "대화와 문서 검색", "Search chats and documents";
    button: "검색", "Search";
    place: "검색 범위", "Search in";
    in_all: "전체", "Everywhere";
    in_messages: "메시지", "Messages";
    in_documents: "문서", "Documents";
    in_titles: "대화 제목", "Chat titles";
    a_message: "메시지", "Message";
    a_document: "문서", "Document";
    a_conversation: "대화", "Chat";
    nothing_found: "검색 결과가 없습니다. 단어를 줄이거나 범위를 넓혀 보세요.", "No results. Try fewer words, or search everywhere.";
    more: "더 보기", "More";
    hint: "입력한 단어가 모두 들어 있는 항목을 찾습니다.", "Finds what contains all of the words.";
    operators: "더 정확히 찾기", "Search operators";
    operators_about: "\"따옴표\": 그대로, -단어: 그 단어 제외, rus*: 그렇게 시작하는 단어. in:docs role:user model:gpt before:2026-01 after:2025-06-01 pinned: tag:이름 folder:이름 으로 범위를 좁힐 수 있습니다.",
        "\"In quotes\": exactly as written; -word: without that word; rus*: words that start with it. Narrow it down with in:docs role:user model:gpt before:2026-01 after:2025-06-01 pinned: tag:name folder:name.";
}
