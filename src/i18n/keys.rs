//! The sentences of the palette, the keys and the toasts, which their script fetches when it is loaded.

catalogue! {
    /// Every sentence of the script of the keys, in one language, by its key; served as JSON.
    #[derive(serde::Serialize)]
    KeysTexts

    // The palette
    palette: "찾기와 이동", "Search and go";
    palette_hint: "대화, 문서, 할 일 찾기", "Find chats, documents, actions";
    palette_results: "찾은 것", "Results";
    palette_count: "{n}개 있습니다. 화살표로 고르고 Enter로 갑니다.", "Results: {n}. Arrows, then Enter.";
    palette_searching: "찾는 중…", "Searching…";
    palette_nothing: "찾은 것이 없습니다.", "Nothing found.";
    palette_failed: "지금은 찾을 수 없습니다. 할 일만 보여 드립니다.", "The search cannot be reached now: only actions are shown.";
    palette_everywhere: "“{words}” 자세히 찾기", "Search for “{words}” with filters";
    kind_action: "할 일", "Action";
    kind_page: "페이지", "Page";
    kind_chat: "대화", "Chat";
    kind_message: "메시지", "Message";
    kind_document: "문서", "Document";
    close: "닫기", "Close";

    // Where it leads
    go_new_chat: "새 대화", "New chat";
    go_temporary: "임시 대화", "Temporary chat";
    go_documents: "문서", "Documents";
    go_new_document: "새 문서: {format}", "New document: {format}";
    go_code: "코드 고치기", "Fix my code";
    go_search: "필터로 검색", "Search with filters";
    go_chats: "모든 대화", "All chats";
    go_trash: "휴지통", "Trash";
    go_prompts: "프롬프트와 페르소나", "Prompts and personas";
    go_shares: "공유 링크", "Shared links";
    go_transfer: "가져오기와 내보내기", "Import and export";
    go_settings: "설정", "Settings";
    language_other: "English로 바꾸기 (언어)", "한국어로 바꾸기 (Language: Korean)";
    log_out: "로그아웃", "Log out";

    // What the keys do
    keys: "키보드 단축키", "Keyboard shortcuts";
    keys_about: "이 기기에만 저장됩니다. 글을 쓰는 동안 글자 하나로 된 단축키는 쉽니다.", "Kept on this device. Those of a single letter rest while you write.";
    key_composer: "메시지 상자로", "To the message box";
    key_side: "사이드바 보이기·숨기기", "Show or hide the sidebar";
    key_copy: "마지막 답 복사", "Copy the last answer";
    key_stop: "답 멈추기", "Stop the answer";
    key_previous: "앞 대화", "Previous chat";
    key_next: "다음 대화", "Next chat";
    key_delete: "이 대화 지우기", "Delete this chat";
    key_undo: "알림에 나온 일 되돌리기", "Undo what a notice tells of";
    key_change: "바꾸기", "Change";
    key_change_of: "{action} ({keys}) 바꾸기", "Change {action} ({keys})";
    key_press: "새 단축키를 누르세요. Esc: 그만두기", "Press the new keys. Esc: leave it";
    key_taken: "{keys} 단축키는 이미 ‘{action}’에 쓰입니다.", "{keys} is taken by “{action}”.";
    key_reserved: "{keys} 단축키는 쓸 수 없습니다.", "{keys} cannot be used.";
    key_changed: "{action}: 이제 {keys}", "{action}: now {keys}";
    keys_reset: "처음대로", "Reset all";
    keys_were_reset: "모두 처음대로 돌렸습니다.", "All are as they were at first.";
    copied: "마지막 답을 복사했습니다.", "The last answer was copied.";
    nothing_to_copy: "복사할 답이 없습니다.", "There is no answer to copy.";

    // Toasts
    deleted: "‘{title}’ 대화를 휴지통으로 옮겼습니다.", "“{title}” was moved to the trash.";
    restored: "‘{title}’ 대화를 되돌렸습니다.", "“{title}” is back.";
    failed: "하지 못했습니다. 잠시 뒤 다시 해 주세요.", "It could not be done. Please try again.";
    undo: "되돌리기", "Undo";
}
