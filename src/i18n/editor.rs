//! The sentences of the editor of documents, which gets them with its page.

catalogue! {
    /// Every sentence of the editor of documents, in one language, by its key. The page carries them as JSON.
    #[derive(serde::Serialize)]
    EditorTexts

    // Saving
    saved: "저장됨", "Saved";
    saving: "저장하는 중…", "Saving…";
    unsaved: "저장 안 됨", "Not saved";
    offline: "저장 못 함: 서버에 닿지 않습니다. 글은 이 브라우저에 있습니다.", "Not saved: the server cannot be reached. The text is kept in this browser.";
    not_saved: "저장 못 함: {reason}", "Not saved: {reason}";
    rescued: "이 브라우저에 저장되지 않은 글이 남아 있어 되살렸습니다.", "Unsaved text was left in this browser; here it is again.";
    conflict: "다른 곳에서 이 문서를 바꾸었습니다. 내 글은 이 화면과 버전에 그대로 있습니다.", "The document was changed elsewhere. Your text is kept here and as a version.";
    keep_mine: "내 글로 저장", "Save mine";
    keep_theirs: "저장된 글 보기", "Take the stored one";
    compare: "견주어 보기", "Compare";
    leave: "저장하지 않은 글이 있습니다.", "There is text that is not saved.";

    // Marks
    editor: "문서", "Document";
    toolbar: "글 모양", "Formatting";
    bold: "굵게", "Bold";
    italic: "기울임", "Italic";
    strike: "취소선", "Strikethrough";
    code: "코드", "Code";
    link: "링크", "Link";
    link_prompt: "링크 주소 (https://…)", "Address of the link (https://…)";
    paragraph: "본문", "Text";
    heading: "제목 {n}", "Heading {n}";
    bullets: "글머리표", "Bullets";
    numbers: "번호 목록", "Numbers";
    tasks: "할 일", "Tasks";
    quote: "인용", "Quote";
    code_block: "코드 블록", "Code block";
    table: "표", "Table";
    row_add: "행 추가", "Add row";
    column_add: "열 추가", "Add column";
    row_remove: "행 삭제", "Delete row";
    column_remove: "열 삭제", "Delete column";
    table_remove: "표 삭제", "Delete table";
    rule: "가로줄", "Line";
    undo: "실행 취소", "Undo";
    redo: "다시 실행", "Redo";
    find: "찾기", "Find";
    replace: "바꾸기", "Replace";
    replace_all: "모두 바꾸기", "Replace all";
    find_next: "다음", "Next";
    find_count: "{n}곳", "{n} found";
    close: "닫기", "Close";
    block_style: "문단 모양", "Block style";

    // Beside it
    outline: "개요", "Outline";
    outline_empty: "제목을 쓰면 여기에 나타납니다.", "Headings appear here.";
    counts: "분량", "Size";
    characters: "글자 (공백 포함)", "Characters with spaces";
    characters_bare: "글자 (공백 제외)", "Characters without spaces";
    words: "낱말", "Words";
    fill: "빠진 부분 채우기", "Fill what is missing";

    // Revision
    revise: "다듬기", "Revise";
    revise_selection: "고른 글을", "The selection:";
    revise_document: "문서 전체를", "The whole document:";
    plain: "반말", "Plain";
    rewrite: "다시 쓰기", "Rewrite";
    shorten: "줄이기", "Shorten";
    expand: "늘리기", "Expand";
    correct: "바로잡기", "Correct";
    polite: "존댓말", "Polite";
    formal: "문어체", "Formal";
    korean: "한국어로", "To Korean";
    english: "영어로", "To English";
    go_on: "이어 쓰기", "Continue";
    model: "모델", "Model";
    instruction: "어떻게 고칠까요?", "How should it be changed?";
    propose: "제안받기", "Propose";
    proposing: "제안을 쓰고 있습니다…", "Writing a proposal…";
    cancel: "그만두기", "Cancel";
    proposal: "제안 {n}곳", "Changes proposed: {n}";
    proposal_none: "바꿀 것이 없다고 합니다.", "The model changes nothing.";
    proposal_stale: "그사이 그 글이 바뀌어 제안을 놓을 곳이 없습니다. 다시 요청하세요.", "That text was changed meanwhile, so the proposal has no place. Ask again.";
    proposal_failed: "제안을 받지 못했습니다: {reason}", "No proposal: {reason}";
    accept: "받아들이기", "Accept";
    reject: "버리기", "Reject";
    accept_all: "모두 받아들이기", "Accept all";
    reject_all: "모두 버리기", "Reject all";
    unreachable: "서버에 닿지 않습니다", "the server cannot be reached";
    failed: "알 수 없는 오류", "unknown error";
    raw: "마크다운 그대로", "Plain Markdown";
}
