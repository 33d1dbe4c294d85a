//! The sentences of the pages of documents: the client of the chat need not carry them.

catalogue! {
    /// Every sentence of the pages of documents, in one language, by its key.
    DocumentTexts

    // The list
    documents: "문서", "Documents";
    new_document: "새 문서", "New document";
    search: "제목과 내용에서 찾기", "Search titles and contents";
    search_button: "찾기", "Search";
    all_formats: "모든 형식", "All formats";
    empty: "아직 문서가 없습니다. 형식을 고르고 메모 몇 줄만 적으면 초안이 나옵니다.", "No documents yet. Choose a format, write a few lines of notes, and get a draft.";
    nothing_found: "찾는 문서가 없습니다.", "No document has these words.";
    older: "더 오래된 문서", "Older documents";
    versions_older: "더 오래된 판", "Older versions";
    import: "파일에서 가져오기", "Import a file";
    import_hint: "Word(docx), 마크다운, 텍스트 · 4 MB까지", "Word (docx), Markdown or text, up to 4 MB";
    import_button: "가져오기", "Import";
    duplicate: "복제", "Duplicate";
    delete: "삭제", "Delete";
    deleted: "문서를 지웠습니다. 30일 안에 되돌릴 수 있습니다.", "The document is deleted. It can be brought back for 30 days.";
    undo: "되돌리기", "Undo";
    trash: "휴지통", "Trash";
    trash_about: "지운 문서: {n}개. 30일 뒤에 완전히 지워지며, 그때까지 저장 공간을 차지합니다.", "Deleted documents: {n}. They are gone for good after 30 days, and take up room until then.";
    empty_trash: "휴지통 비우기", "Empty the trash";
    empty_trash_about: "지운 문서를 모두 완전히 지웁니다. 되돌릴 수 없습니다.", "Every deleted document is deleted for good. This cannot be undone.";
    empty_trash_yes: "영구 삭제", "Yes, delete for good";
    trash_emptied: "휴지통을 비웠습니다.", "The trash is empty.";
    being_written: "쓰는 중", "being written";
    cut_short: "중단됨", "cut short";
    just_now: "방금", "just now";
    minutes_ago: "{n}분 전", "{n} min ago";
    hours_ago: "{n}시간 전", "{n} h ago";
    days_ago: "{n}일 전", "{n} d ago";

    // A new document
    choose_format: "어떤 문서가 필요한가요?", "What kind of document?";
    own_formats: "내가 만든 형식", "Your own formats";
    own_format_new: "예시로 형식 만들기", "Make a format from an example";
    own_format_about: "잘 쓴 문서를 하나 붙여 넣으면 그 짜임새와 문체를 따르는 형식이 됩니다.", "Paste a good document, and its structure and manner become a format.";
    own_format_name: "형식 이름", "Name of the format";
    own_format_example: "예시 문서 (마크다운)", "The example, in Markdown";
    own_format_make: "형식 만들기", "Make the format";
    own_format_delete_about: "이 형식으로 쓴 문서는 남습니다. 형식은 되돌릴 수 없습니다.", "Documents that were written in it stay. The format cannot be brought back.";
    own_format_deleted: "형식을 삭제했습니다.", "The format is deleted.";
    own_format_delete: "형식 삭제", "Delete the format";
    title: "제목", "Title";
    title_hint: "비워 두면 형식 이름이 됩니다.", "Left empty, it is the name of the format.";
    language: "문서의 언어", "Language of the document";
    notes: "메모", "Notes";
    notes_hint: "생각나는 대로 적으세요. 여기 없는 사실은 지어내지 않습니다.", "Write whatever comes to mind. Nothing is made up beyond it.";
    model: "모델", "Model";
    made_from: "바탕: {name}", "Made from: {name}";
    write_draft: "초안 쓰기", "Write the draft";
    start_empty: "빈 문서로 시작", "Start empty";
    other_format: "다른 형식", "Another format";
    length_ko: "{least}~{most}자", "{least} to {most} characters";
    length_en: "{least}~{most}단어", "{least} to {most} words";

    // A document
    save: "저장", "Save";
    markdown: "문서 내용 (마크다운)", "The document, in Markdown";
    beside: "개요와 점검", "Outline and check";
    versions: "버전", "Versions";
    export: "내보내기", "Export";
    export_docx: "Word (.docx)", "Word (.docx)";
    export_pdf: "PDF", "PDF";
    export_html: "웹 페이지 (.html)", "Web page (.html)";
    export_md: "마크다운 (.md)", "Markdown (.md)";
    export_txt: "텍스트 (.txt)", "Text (.txt)";
    origin: "대화로 가기", "Go to the chat";
    more: "더 보기", "More";
    rename: "이름 바꾸기", "Rename";
    draft_running: "모델이 초안을 쓰고 있습니다.", "The model is writing the draft.";
    draft_reload: "새로 고치면 더 보입니다.", "Reload to see more.";
    draft_stopped: "초안 쓰기를 멈췄습니다. 여기까지 저장되어 있습니다.", "The draft was stopped. What is written so far is kept.";
    draft_interrupted: "서버가 멈추어 초안이 끊겼습니다. 여기까지 저장되어 있습니다.", "The server went down in the middle of the draft. What is written so far is kept.";
    stop: "멈추기", "Stop";
    go_on: "이어서 쓰기", "Go on";
    check: "형식 점검", "Format check";
    check_present: "있음", "there";
    check_missing: "없음", "missing";
    check_optional: "없음 (선택)", "missing (optional)";
    check_too_short: "너무 짧음", "too short";
    check_length: "분량", "Length";
    check_fits: "알맞음", "fits";
    check_length_short: "모자람", "too short";
    check_length_long: "넘침", "too long";
    no_script: "자바스크립트가 꺼져 있어 마크다운으로 고칩니다. 다듬기와 자동 저장은 쓸 수 없습니다.", "JavaScript is off: the document is edited as Markdown, without revisions and autosave.";

    // Versions
    version_current: "지금", "current";
    version_of: "판 {n}", "revision {n}";
    source_autosave: "자동 저장", "autosaved";
    source_manual: "저장", "saved";
    source_draft: "초안", "draft";
    source_accept: "제안 수락", "proposal accepted";
    source_restore: "되돌림", "restored";
    source_import: "가져옴", "imported";
    source_copy: "복제", "copied";
    by_you: "나", "you";
    version_name: "버전 이름", "Name of the version";
    version_name_save: "이름 붙이기", "Name it";
    version_restore: "이 버전으로 되돌리기", "Restore this version";
    compare: "비교", "Compare";
    compare_from: "이전", "Old";
    compare_to: "이후", "New";
    compare_same: "두 버전이 같습니다.", "The two versions are the same.";
    compare_added: "더해진 글", "added";
    compare_removed: "빠진 글", "removed";
    back_to_document: "문서로", "Back to the document";
    versions_none: "아직 버전이 없습니다.", "No versions yet.";
    conflict: "다른 곳에서 먼저 저장했습니다", "It was saved elsewhere first";
    conflict_about: "아무것도 덮어쓰지 않았습니다. 방금 쓴 글은 '합치지 않음' 버전으로 남아 있습니다. 아래에서 두 글을 견주어 보고 고르세요.", "Nothing was overwritten. What you wrote is kept as the version 'not merged'. Compare the two below and choose.";
    conflict_mine: "내 글", "Your text";
    conflict_theirs: "저장된 글", "The stored text";
    conflict_keep_mine: "내 글로 바꾸기", "Use mine";
    conflict_keep_theirs: "저장된 글 두기", "Keep the stored one";
    not_merged: "합치지 않음", "not merged";
    diff_label: "달라진 곳", "What differs";
}
