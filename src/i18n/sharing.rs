//! The sentences of sharing.

catalogue! {
    /// Every sentence of sharing, in one language, by its key.
    SharingTexts

    // What whoever has the link reads
    about_conversation: "{day}에 공유된 대화의 사본입니다. 읽기 전용이며 바뀌지 않습니다.", "A read-only copy of a chat, shared on {day}.";
    about_document: "{day}에 공유된 문서의 사본입니다. 읽기 전용이며 바뀌지 않습니다.", "A read-only copy of a document, shared on {day}.";
    nothing_said: "아직 메시지가 없는 대화입니다.", "This chat has no messages yet.";
    a_person: "사용자", "User";
    go_on: "이 대화 이어서 하기", "Continue this chat";
    go_on_about: "내 계정에 사본이 만들어집니다. 원본은 그대로입니다.", "A copy is made in your account. The original does not change.";
    go_on_log_in: "로그인하고 이 대화 이어서 하기", "Log in to continue this chat";
    house: "내 서버에서 돌아가는 AI 작업 공간, Supbot에서 공유했습니다.", "Shared from Supbot, an AI workspace on your own server.";

    // The owner's list
    shares: "공유한 링크", "Shared links";
    shares_about: "링크가 있는 사람은 누구나 공유한 시점의 사본을 읽을 수 있습니다. 언제든 공유를 중지할 수 있습니다.", "Anyone with the link can read a copy of what was shared. You can revoke a link at any time.";
    shares_open: "링크 보기", "View links";
    shares_none: "공유한 링크가 없습니다. 대화나 문서의 메뉴에서 공유할 수 있습니다.", "No shared links. You can share from the menu of a chat or a document.";
    shares_more: "더 보기", "More";
    new_link: "새 링크입니다. 다시 표시되지 않으니 지금 복사해 두세요.", "This is your new link. Copy it now: it will not be shown again.";
    new_link_name: "새 링크", "New link";
    copy_link: "링크 복사", "Copy link";
    conversation: "대화", "Chat";
    document: "문서", "Document";
    made_on: "{day}에 공유", "shared on {day}";
    ends_on: "{day} 만료", "expires {day}";
    is_findable: "검색 엔진에 노출됨", "visible to search engines";
    ends_never: "만료 없음", "never expires";
    revoke: "공유 중지", "Revoke";
    revoke_about: "링크가 바로 열리지 않게 됩니다. 되돌릴 수 없습니다.", "The link stops working right away. This cannot be undone.";
    revoked: "공유를 중지했습니다. 이제 링크가 열리지 않습니다.", "The link was revoked and no longer works.";
    off: "이 서버에서는 지금 공유가 꺼져 있어 링크가 열리지 않습니다.", "Sharing is currently turned off on this server, so links do not open.";

    // A new link
    share: "공유", "Share";
    shown_title: "링크가 있는 사람에게 보이는 내용", "What people with the link can see";
    shown_conversation: "이 대화의 제목, 지금 보이는 메시지 {n}개, 모델 이름, 오늘 날짜가 보입니다. 시스템 프롬프트, 모델이 생각한 과정, 다른 버전의 메시지, 내 아이디는 보이지 않습니다.",
        "The title of this chat, the {n} {message|messages} shown now, the names of the models, and today's date. Not the system prompt, the model's reasoning, other versions of messages, or your name.";
    shown_document: "이 문서의 제목과 현재 내용, 오늘 날짜가 보입니다. 이전 버전, 메모, 내 아이디는 보이지 않습니다.",
        "The title of this document, its current content, and today's date. Not its earlier versions, your notes, or your name.";
    shown_anybody: "로그인하지 않아도 읽을 수 있습니다. 나중에 원본을 수정하거나 삭제해도 사본은 그대로 남고, 공유를 중지하거나 만료되면 바로 사라집니다.",
        "Anyone can read it without an account. If you edit or delete the original later, the copy stays the same; it is removed as soon as you revoke the link or it expires.";
    ends: "유효 기간", "Expires";
    ends_in: "{n}일", "in {n} {day|days}";
    ends_when_revoked: "직접 중지할 때까지", "Until I revoke it";
    findable: "검색 엔진에 노출 허용", "Let search engines find it";
    make: "링크 만들기", "Create link";
    cancel: "취소", "Cancel";

    // What stands against it
    error_off: "이 서버에서는 공유가 꺼져 있습니다.", "Sharing is turned off on this server.";
    error_being_written: "아직 쓰는 중입니다. 끝난 뒤에 공유해 주세요.", "It is still being written. Share it when it is complete.";
    error_too_long: "공유하기에는 너무 깁니다. 2 MB까지입니다.", "It is too long to share. The limit is 2 MB.";
    error_too_many: "링크는 500개까지 만들 수 있습니다. 필요 없는 링크의 공유를 중지해 주세요.", "You can have up to 500 links. Revoke some you no longer need.";
}
