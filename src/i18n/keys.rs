//! The sentences of the palette, the keys and the toasts, which their script fetches when it is loaded.

catalogue! {
    /// Every sentence of the script of the keys, in one language, by its key; served as JSON.
    #[derive(serde::Serialize)]
    KeysTexts

    // The palette
    palette: "검색 및 이동", "Search and go";
    palette_hint: "대화, 문서, 명령 검색", "Search chats, documents, commands";
    palette_results: "검색 결과", "Results";
    palette_count: "{n}개 있습니다. 화살표로 선택하고 Enter로 이동합니다.", "Results: {n}. Use the arrow keys, then Enter.";
    palette_searching: "검색 중…", "Searching…";
    palette_nothing: "검색 결과가 없습니다.", "No results.";
    palette_failed: "지금은 검색할 수 없어 명령만 표시합니다.", "Search is not available right now. Only commands are shown.";
    palette_everywhere: "“{words}” 상세 검색", "Search for “{words}” with filters";
    kind_action: "명령", "Command";
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
    go_search: "상세 검색", "Search with filters";
    go_chats: "모든 대화", "All chats";
    go_trash: "휴지통", "Trash";
    go_prompts: "프롬프트와 페르소나", "Prompts and personas";
    go_shares: "공유한 링크", "Shared links";
    go_transfer: "내보내기와 가져오기", "Export and import";
    go_settings: "설정", "Settings";
    language_other: "English로 변경 (언어)", "한국어로 변경 (Language: Korean)";
    log_out: "로그아웃", "Log out";

    // What the keys do
    keys: "키보드 단축키", "Keyboard shortcuts";
    keys_about: "이 기기에만 저장됩니다. 글을 입력하는 동안 한 글자 단축키는 꺼집니다.", "Saved on this device only. Single-key shortcuts are off while typing.";
    key_composer: "입력창으로 이동", "Go to message box";
    key_side: "사이드바 표시·숨기기", "Show or hide sidebar";
    key_copy: "마지막 답변 복사", "Copy last answer";
    key_stop: "답변 중지", "Stop answer";
    key_previous: "이전 대화", "Previous chat";
    key_next: "다음 대화", "Next chat";
    key_delete: "이 대화 삭제", "Delete this chat";
    key_undo: "방금 한 작업 실행 취소", "Undo last action";
    key_change: "변경", "Change";
    key_change_of: "{action} ({keys}) 변경", "Change {action} ({keys})";
    key_press: "새 단축키를 누르세요. Esc: 취소", "Press the new shortcut. Esc: cancel";
    key_taken: "{keys} 단축키는 이미 ‘{action}’에 사용 중입니다.", "{keys} is already used for “{action}”.";
    key_reserved: "{keys} 단축키는 사용할 수 없습니다.", "{keys} cannot be used.";
    key_changed: "{action}: 이제 {keys}", "{action}: now {keys}";
    keys_reset: "기본값으로", "Reset to defaults";
    keys_were_reset: "모두 기본값으로 되돌렸습니다.", "All shortcuts were reset to defaults.";
    copied: "마지막 답변을 복사했습니다.", "Copied the last answer.";
    nothing_to_copy: "복사할 답변이 없습니다.", "There is no answer to copy.";

    // Toasts
    deleted: "‘{title}’ 대화를 휴지통으로 이동했습니다.", "“{title}” was moved to trash.";
    restored: "‘{title}’ 대화를 복원했습니다.", "“{title}” was restored.";
    failed: "작업을 완료하지 못했습니다. 잠시 뒤 다시 시도하세요.", "Something went wrong. Please try again.";
    undo: "실행 취소", "Undo";
}
