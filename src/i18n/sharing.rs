//! The sentences of sharing.

catalogue! {
    /// Every sentence of sharing, in one language, by its key.
    SharingTexts

    // What whoever has the link reads
    about_conversation: "{day}에 공유된 대화의 사본입니다. 읽기 전용이고 바뀌지 않습니다.", "A copy of a conversation as it was on {day}. It can be read, and does not change.";
    about_document: "{day}에 공유된 문서의 사본입니다. 읽기 전용이고 바뀌지 않습니다.", "A copy of a document as it was on {day}. It can be read, and does not change.";
    nothing_said: "아직 아무 말도 없는 대화입니다.", "Nothing has been said in it.";
    a_person: "사람", "A person";
    go_on: "내 것으로 이어 쓰기", "Continue as my own copy";
    go_on_about: "사본이 내 계정에 만들어집니다. 원본은 그대로입니다.", "A copy is made in your account. What you read here stays as it is.";
    go_on_log_in: "로그인하고 내 것으로 이어 쓰기", "Log in and continue as my own copy";
    house: "자기 서버에서 돌리는 AI 작업 공간, Supbot에서 공유했습니다.", "Shared from Supbot, an AI workspace on one's own server.";

    // The owner's list
    shares: "공유한 링크", "Shared links";
    shares_about: "링크가 있는 사람은 누구나 그때의 사본을 읽습니다. 언제든 거둘 수 있습니다.", "Whoever has such a link reads a copy of what was shared. A link can be revoked at any time.";
    shares_open: "링크 보기", "See the links";
    shares_none: "공유한 것이 없습니다. 대화나 문서의 메뉴에서 공유할 수 있습니다.", "Nothing is shared. The menu of a chat or a document has the way to share it.";
    shares_more: "더 보기", "More";
    new_link: "새 링크입니다. 지금 복사해 두세요. 다시 보여 드리지 않습니다.", "This is the new link. Copy it now: it is not shown again.";
    new_link_name: "새 링크", "The new link";
    copy_link: "링크 복사", "Copy the link";
    conversation: "대화", "Chat";
    document: "문서", "Document";
    made_on: "{day}에 공유", "shared on {day}";
    ends_on: "{day}까지", "ends on {day}";
    is_findable: "검색 엔진에 나올 수 있음", "search engines may list it";
    ends_never: "기한 없음", "no end";
    revoke: "거두기", "Revoke";
    revoke_about: "링크가 바로 열리지 않게 됩니다. 되돌릴 수 없습니다.", "The link opens no more, at once. This cannot be undone.";
    revoked: "링크를 거뒀습니다. 이제 열리지 않습니다.", "The link is revoked: it opens no more.";
    off: "이 서버에서는 지금 공유가 꺼져 있어 링크가 열리지 않습니다.", "Sharing is switched off on this server at present: no link opens.";

    // A new link
    share: "공유하기", "Share";
    shown_title: "링크가 있는 사람이 보는 것", "What whoever has the link sees";
    shown_conversation: "이 대화의 제목, 지금 보이는 갈래의 메시지 {n}개, 모델의 이름, 오늘 날짜. 지시, 모델의 생각, 다른 갈래, 내 이름은 보이지 않습니다.",
        "The title of this chat, the {n} {message|messages} of the branch that is shown, the names of the models, and today's date. Not the instructions, not what a model thinks, not other branches, not your name.";
    shown_document: "이 문서의 제목과 지금 내용, 오늘 날짜. 이전 버전, 메모, 내 이름은 보이지 않습니다.",
        "The title of this document, its content as it is now, and today's date. Not its versions, not the notes it was written from, not your name.";
    shown_anybody: "로그인하지 않아도 읽을 수 있습니다. 나중에 고치거나 지워도 사본은 그대로이고, 링크를 거두거나 기한이 지나면 바로 사라집니다.",
        "It can be read without an account. Changing or deleting the original later leaves the copy as it is; revoking the link, or its end, takes it away at once.";
    ends: "기한", "Ends";
    ends_in: "{n}일 뒤", "in {n} {day|days}";
    ends_when_revoked: "거둘 때까지", "when I revoke it";
    findable: "검색 엔진이 찾아도 됩니다", "Search engines may list it";
    make: "링크 만들기", "Make the link";
    cancel: "돌아가기", "Go back";

    // What stands against it
    error_off: "이 서버에서는 공유가 꺼져 있습니다.", "Sharing is switched off on this server.";
    error_being_written: "아직 쓰는 중입니다. 다 쓰인 뒤에 공유해 주세요.", "It is still being written. Share it when it is whole.";
    error_too_long: "공유하기에는 너무 깁니다. 2 MB까지입니다.", "It is too long to be shared: 2 MB at most.";
    error_too_many: "링크는 500개까지입니다. 필요 없는 것을 거둬 주세요.", "There can be 500 links at most. Revoke some that are not needed.";
}
