//! The words inside rendered Markdown.

catalogue! {
    /// Every word that the server writes into a text, in one language, by its key.
    MarkupTexts
    copy: "복사", "Copy";
    task_done: "완료한 일", "Done";
    task_not_done: "남은 일", "Not done";
    thinking: "생각하는 중…", "Thinking…";
    thoughts: "생각한 과정", "Reasoning";
    alert_note: "참고", "Note";
    alert_tip: "도움말", "Tip";
    alert_important: "중요", "Important";
    alert_warning: "주의", "Warning";
    alert_caution: "경고", "Caution";
}
