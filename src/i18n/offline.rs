//! The sentences of a page without a network; each page of the chat carries them for its script.

catalogue! {
    /// Every sentence of a page without a network, in one language, by its key.
    #[derive(serde::Serialize)]
    OfflineTexts

    offline_live: "오프라인입니다. 보낸 메시지는 다시 연결되면 전송됩니다.", "You are offline. Messages will be sent when you are back online.";
    offline_kept_at: "오프라인입니다. {time}에 저장된 내용을 표시합니다.", "Offline. Showing what was saved {time}.";
    offline_title: "오프라인입니다", "You are offline";
    offline_about: "이 페이지는 서버에 연결되어야 볼 수 있습니다. 최근에 읽은 대화는 아래에서 계속 읽을 수 있어요.",
        "This page needs the server. You can still read your recent chats below.";
    offline_retry: "다시 시도", "Try again";
    offline_kept: "지금 읽을 수 있는 대화", "Available offline";
    outbox: "보낼 메시지", "Messages to send";
    outbox_waiting: "다시 연결되면 전송됩니다.", "Will be sent when you are back online.";
    outbox_log_in: "다시 로그인하면 전송됩니다.", "Will be sent when you log in again.";
    outbox_unsure: "이미 전송되었을 수 있습니다. 대화를 확인한 뒤 다시 보내 주세요.", "This may have been sent already. Check the chat before you send it again.";
    outbox_refused: "보내지 못했습니다. 작성한 내용은 그대로 있습니다.", "Could not be sent. What you wrote is still here.";
    outbox_sent: "보냈습니다.", "Sent.";
    outbox_open: "대화 열기", "Open chat";
    outbox_again: "다시 보내기", "Send again";
    outbox_take_back: "보내기 취소", "Cancel sending";
}
