//! The sentences of temporary chats; their page carries them as JSON for its script.

catalogue! {
    /// Every sentence of temporary chats, in one language, by its key.
    #[derive(serde::Serialize)]
    TemporaryTexts

    temporary_chat: "임시 대화", "Temporary chat";
    start_over: "새로 시작", "Start over";
    hello: "어디에도 남지 않는 대화입니다", "A chat that is kept nowhere";
    about_stored: "주고받은 말은 이 페이지 안에만 있습니다. 이 서버의 데이터베이스에도 로그에도 남지 않습니다. 토큰 수만 사용량에 더해집니다.",
        "What is said is on this page alone: not in this server's database, not in its log. Only the number of tokens is added to your usage.";
    about_gone: "새로 고치거나 페이지를 떠나면 사라지고, 되살릴 수 없습니다.", "It is gone when you reload or leave the page, and cannot be brought back.";
    about_model: "답하는 모델에게는 보내집니다. 그쪽에 무엇이 남는지는 모델 제공자에 달렸습니다.", "The model that answers is sent it. What stays there is up to its provider.";
    no_script: "임시 대화는 브라우저가 들고 있어야 하므로 자바스크립트가 필요합니다.", "A temporary chat is held by the browser, and needs JavaScript for it.";
    note: "이 페이지를 떠나면 사라집니다. 모델의 답은 틀릴 수 있어요.", "Gone when you leave this page. A model can be wrong.";
    writing: "쓰는 중…", "Writing…";
    stopped: "여기서 멈췄습니다.", "Stopped here.";
    you: "나", "You";
    copy: "복사", "Copy";
    copied: "복사했습니다", "Copied";
    unreachable: "서버에 닿지 않습니다.", "The server cannot be reached.";
}
