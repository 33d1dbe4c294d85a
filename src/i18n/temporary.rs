//! The sentences of temporary chats; their page carries them as JSON for its script.

catalogue! {
    /// Every sentence of temporary chats, in one language, by its key.
    #[derive(serde::Serialize)]
    TemporaryTexts

    temporary_chat: "임시 대화", "Temporary chat";
    start_over: "새로 시작", "Start over";
    hello: "어디에도 저장되지 않는 대화입니다", "A chat that is not saved anywhere";
    about_stored: "대화 내용은 이 페이지 안에만 있습니다. 서버의 데이터베이스에도 로그에도 남지 않습니다. 토큰 수만 사용량에 더해집니다.",
        "What you write stays on this page: it is not in the server's database or log. Only the number of tokens is added to your usage.";
    about_gone: "새로고침하거나 페이지를 떠나면 사라지고 복원할 수 없습니다.", "It is gone when you reload or leave the page, and cannot be restored.";
    about_model: "답변하는 모델에는 전송됩니다. 그쪽에 무엇이 남는지는 모델 제공자에 따라 다릅니다.", "It is sent to the model that answers. What is kept there is up to its provider.";
    no_script: "임시 대화는 브라우저에만 보관되므로 JavaScript가 필요합니다.", "Temporary chats are kept in the browser, so they need JavaScript.";
    note: "이 페이지를 떠나면 사라집니다. 모델의 답변은 틀릴 수 있어요.", "Gone when you leave this page. Models can make mistakes.";
    writing: "쓰는 중…", "Writing…";
    stopped: "여기서 중지했습니다.", "Stopped here.";
    you: "나", "You";
    copy: "복사", "Copy";
    copied: "복사됨", "Copied";
    unreachable: "서버에 연결할 수 없습니다.", "Could not connect to the server.";
}
