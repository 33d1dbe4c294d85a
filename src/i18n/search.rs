//! The sentences of the search.

catalogue! {
    /// Every sentence of the search, in one language, by its key.
    SearchTexts
    search: "검색", "Search";
    placeholder: "대화와 문서에서 찾기", "Search chats and documents";
    button: "찾기", "Search";
    place: "어디에서", "Where";
    in_all: "모두", "Everywhere";
    in_messages: "메시지", "Messages";
    in_documents: "문서", "Documents";
    in_titles: "대화 제목", "Titles of chats";
    a_message: "메시지", "Message";
    a_document: "문서", "Document";
    a_conversation: "대화", "Chat";
    nothing_found: "찾는 것이 없습니다. 낱말을 줄이거나 다른 곳에서 찾아보세요.", "Nothing has all of these words. Try fewer of them, or look everywhere.";
    more: "더 보기", "More";
    hint: "적은 낱말이 모두 있는 것을 찾습니다. \"따옴표\" 안은 그대로, -낱말은 없는 것만, rus*는 그렇게 시작하는 것. in:docs role:user model:gpt before:2026-01 after:2025-06-01 pinned: tag:이름 folder:이름 으로 좁힐 수 있습니다.",
        "Finds what has all of the words. \"In quotes\": as it stands; -word: without it; rus*: whatever begins so. Narrow it down by in:docs role:user model:gpt before:2026-01 after:2025-06-01 pinned: tag:name folder:name.";
}
