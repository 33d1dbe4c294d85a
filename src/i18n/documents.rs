//! The sentences of the pages of documents: the client of the chat need not carry them.

catalogue! {
    /// Every sentence of the pages of documents, in one language, by its key.
    DocumentTexts

    // The list
    documents: "문서", "Documents";
    new_document: "새 문서", "New document";
    search: "제목과 내용 검색", "Search titles and content";
    search_button: "검색", "Search";
    all_formats: "모든 형식", "All formats";
    empty: "아직 문서가 없습니다. 형식을 선택하고 메모 몇 줄만 적으면 초안이 나옵니다.", "No documents yet. Choose a format, write a few lines of notes, and get a draft.";
    nothing_found: "검색 결과가 없습니다.", "No results.";
    older: "더 오래된 문서", "Older documents";
    versions_older: "더 오래된 버전", "Older versions";
    import: "파일 가져오기", "Import a file";
    import_hint: "Word(.docx), Markdown, 텍스트 · 4 MB까지", "Word (.docx), Markdown or text, up to 4 MB";
    import_button: "가져오기", "Import";
    duplicate: "복제", "Duplicate";
    delete: "삭제", "Delete";
    deleted: "문서를 삭제했습니다. 30일 안에 복원할 수 있습니다.", "The document was deleted. You can restore it for 30 days.";
    undo: "실행 취소", "Undo";
    trash: "휴지통", "Trash";
    trash_about: "삭제한 문서: {n}개. 30일 뒤에 영구 삭제되며, 그때까지 저장 공간을 차지합니다.", "Deleted documents: {n}. They are permanently deleted after 30 days and use storage until then.";
    empty_trash: "휴지통 비우기", "Empty trash";
    empty_trash_about: "삭제한 문서를 모두 영구 삭제합니다. 되돌릴 수 없습니다.", "All deleted documents will be permanently deleted. This cannot be undone.";
    empty_trash_yes: "영구 삭제", "Yes, delete permanently";
    trash_emptied: "휴지통을 비웠습니다.", "Trash emptied.";
    being_written: "쓰는 중", "writing";
    cut_short: "중단됨", "interrupted";
    just_now: "방금", "just now";
    minutes_ago: "{n}분 전", "{n} min ago";
    hours_ago: "{n}시간 전", "{n} h ago";

    // A new document
    choose_format: "어떤 문서가 필요한가요?", "What kind of document?";
    own_formats: "내가 만든 형식", "Your formats";
    own_format_new: "예시로 형식 만들기", "Create a format from an example";
    own_format_about: "잘 쓴 문서를 하나 붙여 넣으면 그 구성과 문체를 따르는 형식이 만들어집니다.", "Paste a good document to turn its structure and style into a format.";
    own_format_name: "형식 이름", "Format name";
    own_format_example: "예시 문서 (Markdown)", "Example (Markdown)";
    own_format_make: "형식 만들기", "Create format";
    own_format_delete_about: "이 형식으로 쓴 문서는 남습니다. 삭제한 형식은 복원할 수 없습니다.", "Documents written in it stay. The format cannot be restored.";
    own_format_deleted: "형식을 삭제했습니다.", "The format was deleted.";
    own_format_delete: "형식 삭제", "Delete format";
    title: "제목", "Title";
    title_hint: "비워 두면 형식 이름이 됩니다.", "Defaults to the format name.";
    language: "문서 언어", "Document language";
    notes: "메모", "Notes";
    notes_hint: "생각나는 대로 적으세요. 초안은 틀릴 수 있으니 이름·날짜·숫자를 확인하세요.", "Rough notes are fine. Drafts can be wrong: check names, dates and numbers.";
    model: "모델", "Model";
    made_from: "참고한 형식: {name}", "Based on: {name}";
    write_draft: "초안 쓰기", "Write draft";
    start_empty: "빈 문서로 시작", "Start with a blank document";
    other_format: "다른 형식", "Other format";
    length_ko: "{least}~{most}자", "{least} to {most} characters";
    length_en: "{least}~{most}단어", "{least} to {most} words";

    // A document
    save: "저장", "Save";
    markdown: "문서 내용 (Markdown)", "Document content (Markdown)";
    beside: "개요와 형식 점검", "Outline and format check";
    versions: "버전", "Versions";
    export: "내보내기", "Export";
    export_docx: "Word (.docx)", "Word (.docx)";
    export_pdf: "PDF", "PDF";
    export_html: "웹 페이지 (.html)", "Web page (.html)";
    export_md: "Markdown (.md)", "Markdown (.md)";
    export_txt: "텍스트 (.txt)", "Text (.txt)";
    origin: "대화로 이동", "Go to chat";
    more: "더 보기", "More";
    rename: "이름 바꾸기", "Rename";
    draft_running: "모델이 초안을 쓰고 있습니다.", "The model is writing the draft.";
    draft_reload: "새로고침하면 더 보입니다.", "Reload to see more.";
    draft_stopped: "초안 쓰기를 중지했습니다. 여기까지 저장되었습니다.", "The draft was stopped. What was written so far is saved.";
    draft_interrupted: "서버가 꺼져 초안이 중단되었습니다. 여기까지 저장되었습니다.", "The draft was interrupted when the server went down. What was written so far is saved.";
    stop: "중지", "Stop";
    go_on: "계속 생성", "Continue";
    check: "형식 점검", "Format check";
    check_present: "작성됨", "present";
    check_missing: "없음", "missing";
    check_optional: "없음 (선택)", "missing (optional)";
    check_too_short: "너무 짧음", "too short";
    check_length: "분량", "Length";
    check_fits: "적정", "good";
    check_length_short: "부족", "too short";
    check_length_long: "초과", "too long";
    no_script: "JavaScript가 꺼져 있어 Markdown으로 수정합니다. 다듬기와 자동 저장은 사용할 수 없습니다.", "JavaScript is off: you are editing Markdown, without revisions and autosave.";

    // Versions
    version_current: "현재", "current";
    version_of: "버전 {n}", "Version {n}";
    source_autosave: "자동 저장", "autosaved";
    source_manual: "저장", "saved";
    source_draft: "초안", "draft";
    source_accept: "AI 제안 반영", "AI suggestion accepted";
    source_restore: "복원", "restored";
    source_import: "가져오기", "imported";
    source_copy: "복제", "copied";
    by_you: "나", "you";
    version_name: "버전 이름", "Version name";
    version_name_save: "이름 저장", "Save name";
    version_restore: "이 버전으로 복원", "Restore this version";
    compare: "비교", "Compare";
    compare_from: "이전", "Old";
    compare_to: "이후", "New";
    compare_same: "두 버전이 같습니다.", "The two versions are the same.";
    compare_added: "추가된 내용", "added";
    compare_removed: "삭제된 내용", "deleted";
    back_to_document: "문서로 돌아가기", "Back to document";
    versions_none: "아직 버전이 없습니다.", "No versions yet.";
    conflict: "다른 곳에서 먼저 저장되었습니다", "It was saved elsewhere first";
    conflict_about: "덮어쓴 내용은 없습니다. 방금 작성한 내용은 '병합 안 됨' 버전으로 남아 있습니다. 아래에서 두 버전을 비교하고 선택하세요.", "Nothing was overwritten. What you wrote is saved as the version 'not merged'. Compare the two below and choose.";
    conflict_mine: "내가 쓴 내용", "Your version";
    conflict_theirs: "저장된 내용", "Saved version";
    conflict_keep_mine: "내가 쓴 내용으로 저장", "Use mine";
    conflict_keep_theirs: "저장된 내용 유지", "Keep saved version";
    not_merged: "병합 안 됨", "not merged";
    diff_label: "변경된 내용", "Changes";
}
