//! The sentences of the editor of documents, which gets them with its page.

catalogue! {
    /// Every sentence of the editor of documents, in one language, by its key. The page carries them as JSON.
    #[derive(serde::Serialize)]
    EditorTexts

    // Saving
    saved: "저장됨", "Saved";
    saving: "저장 중…", "Saving…";
    unsaved: "저장 안 됨", "Not saved";
    offline: "저장 실패: 서버에 연결할 수 없습니다. 작성한 내용은 이 브라우저에 있습니다.", "Not saved: could not connect to the server. Your text is kept in this browser.";
    not_saved: "저장 실패: {reason}", "Not saved: {reason}";
    rescued: "이 브라우저에 저장되지 않은 내용이 남아 있어 복원했습니다.", "Unsaved text in this browser was restored.";
    conflict: "다른 곳에서 이 문서가 변경되었습니다. 내가 쓴 내용은 이 화면과 버전에 그대로 있습니다.", "The document was changed elsewhere. Your text is kept here and as a version.";
    keep_mine: "내가 쓴 내용으로 저장", "Save mine";
    keep_theirs: "저장된 내용 보기", "Use saved version";
    compare: "비교하기", "Compare";
    leave: "저장하지 않은 내용이 있습니다.", "You have unsaved changes.";

    // Marks
    editor: "문서", "Document";
    toolbar: "서식", "Formatting";
    bold: "굵게", "Bold";
    italic: "기울임", "Italic";
    strike: "취소선", "Strikethrough";
    code: "코드", "Code";
    link: "링크", "Link";
    link_prompt: "링크 주소 (https://…)", "Link address (https://…)";
    paragraph: "본문", "Text";
    heading: "제목 {n}", "Heading {n}";
    bullets: "글머리 기호", "Bulleted list";
    numbers: "번호 매기기", "Numbered list";
    tasks: "할 일 목록", "To-do list";
    quote: "인용", "Quote";
    code_block: "코드 블록", "Code block";
    table: "표", "Table";
    row_add: "행 추가", "Add row";
    column_add: "열 추가", "Add column";
    row_remove: "행 삭제", "Delete row";
    column_remove: "열 삭제", "Delete column";
    table_remove: "표 삭제", "Delete table";
    rule: "구분선", "Divider";
    undo: "실행 취소", "Undo";
    redo: "다시 실행", "Redo";
    find: "찾기", "Find";
    replace: "바꾸기", "Replace";
    replace_all: "모두 바꾸기", "Replace all";
    find_next: "다음", "Next";
    find_count: "{n}곳", "{n} found";
    close: "닫기", "Close";
    block_style: "문단 스타일", "Paragraph style";

    // Beside it
    outline: "개요", "Outline";
    outline_empty: "제목을 쓰면 여기에 표시됩니다.", "Headings will appear here.";
    counts: "분량", "Length";
    characters: "글자 수 (공백 포함)", "Characters with spaces";
    characters_bare: "글자 수 (공백 제외)", "Characters without spaces";
    words: "단어", "Words";
    fill: "빠진 부분 채우기", "Fill in missing parts";

    // Revision
    revise: "다듬기", "Revise";
    revise_selection: "선택한 부분", "Selection:";
    revise_document: "문서 전체", "Whole document:";
    plain: "반말", "Plain";
    rewrite: "다시 쓰기", "Rewrite";
    shorten: "줄이기", "Shorten";
    expand: "늘리기", "Expand";
    correct: "맞춤법 교정", "Fix grammar";
    polite: "존댓말", "Polite";
    formal: "문어체", "Formal";
    korean: "한국어로", "To Korean";
    english: "영어로", "To English";
    go_on: "이어 쓰기", "Continue writing";
    model: "모델", "Model";
    instruction: "어떻게 고칠까요?", "How should it change?";
    propose: "제안 받기", "Suggest";
    proposing: "제안을 쓰고 있습니다…", "Writing a suggestion…";
    cancel: "취소", "Cancel";
    proposal: "제안 {n}개", "Changes suggested: {n}";
    proposal_none: "바꿀 내용이 없습니다.", "No changes suggested.";
    proposal_stale: "그사이 해당 부분이 변경되어 제안을 표시할 수 없습니다. 다시 요청하세요.", "That text has changed in the meantime, so the suggestion no longer fits. Ask again.";
    proposal_failed: "제안을 받지 못했습니다: {reason}", "No suggestion: {reason}";
    accept: "수락", "Accept";
    reject: "거절", "Reject";
    accept_all: "모두 수락", "Accept all";
    reject_all: "모두 거절", "Reject all";
    unreachable: "서버에 연결할 수 없습니다", "could not connect to the server";
    failed: "알 수 없는 오류", "unknown error";
    raw: "Markdown 원본", "Plain Markdown";
}
