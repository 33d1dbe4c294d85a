//! The sentences of a page without a network; each page of the chat carries them for its script.

catalogue! {
    /// Every sentence of a page without a network, in one language, by its key.
    #[derive(serde::Serialize)]
    OfflineTexts

    offline_live: "오프라인입니다. 보낸 메시지는 다시 연결되면 전송됩니다.", "You are offline. What you send goes out when you are back online.";
    offline_kept_at: "오프라인입니다. {time}에 읽은 그대로 보여 드립니다.", "Offline: as it was read at {time}.";
    offline_title: "오프라인입니다", "You are offline";
    offline_about: "이 페이지는 서버에 연결되어야 볼 수 있습니다. 마지막으로 읽은 대화는 아래에서 계속 읽을 수 있어요.",
        "This page needs the server. The conversations that you read last can still be read here.";
    offline_retry: "다시 시도", "Try again";
    offline_kept: "지금 읽을 수 있는 대화", "What can be read now";
    outbox: "보낼 메시지", "Messages to be sent";
    outbox_waiting: "다시 연결되면 보냅니다.", "This will be sent when you are back online.";
    outbox_log_in: "다시 로그인하면 보냅니다.", "This will be sent when you have logged in again.";
    outbox_unsure: "이미 보내졌을 수 있습니다. 대화를 확인한 뒤 다시 보내 주세요.", "This may have been sent already. Look at the conversation before you send it again.";
    outbox_refused: "보내지 못했습니다. 글은 여기에 그대로 있습니다.", "This could not be sent. What you wrote is still here.";
    outbox_sent: "보냈습니다.", "Sent.";
    outbox_open: "대화 열기", "Open the conversation";
    outbox_again: "다시 보내기", "Send again";
    outbox_take_back: "다시 쓰기", "Write it anew";
}
