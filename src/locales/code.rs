//! The sentences of code that is mended, and of differences between texts.

catalogue! {
    /// Every sentence of code that is mended, in one language, by its key.
    CodeTexts

    // A difference
    diff_unified: "위아래로", "Unified";
    diff_split: "나란히", "Side by side";
    diff_layout: "보는 방식", "How to show it";
    diff_same: "달라진 것이 없습니다.", "There is no difference.";
    diff_old_line: "이전 줄", "Old line";
    diff_new_line: "새 줄", "New line";
    diff_old: "이전", "Before";
    diff_new: "이후", "After";
    diff_text: "내용", "Text";
    diff_removed: "지운 줄:", "Removed:";
    diff_added: "더한 줄:", "Added:";
    diff_no_newline: "파일 끝에 줄바꿈 없음", "No line break at the end of the file";
    diff_range: "{old}번째 줄 → {new}번째 줄", "Line {old} → line {new}";
}
