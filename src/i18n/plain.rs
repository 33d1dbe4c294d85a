//! The sentences of the pages of accounts, which come without a script: the client need not carry them.

catalogue! {
    /// Every sentence of the pages of accounts, in one language, by its key.
    PlainTexts
    // The first page
    tagline: "대화, 코드, 문서를 한곳에서", "Chat, code and documents in one place";
    hello_lead: "내 서버에서 돌아가는 AI 작업 공간입니다. 묻고, 코드를 고치고, 격식에 맞는 문서를 씁니다. 작성한 내용은 모두 이 서버에만 저장되며, 연결한 모델에는 질문이 전송됩니다.",
        "An AI workspace on your own server. Ask questions, fix code and write polished documents. What you write is stored only on this server; questions are sent to the models you connect.";
    hello_chat: "질문하기", "Ask";
    hello_chat_about: "한국어와 영어로 묻고, 새로고침해도 이어지는 답변을 받습니다.", "Ask in Korean or English. Answers continue even if you reload.";
    hello_code: "코드 작성과 수정", "Write and fix code";
    hello_code_about: "코드를 붙여 넣고 무엇이 문제인지 말하면 고쳐 줍니다.", "Paste code, say what is wrong, and get it fixed.";
    hello_document: "문서 작성", "Write documents";
    hello_document_about: "보고서, 회의록, 자기소개서를 격식에 맞춰 쓰고 Word나 PDF로 내보냅니다.", "Write reports, minutes and letters in the right format, and export them to Word or PDF.";
    hello_own: "온전히 내 것", "All yours";
    hello_own_about: "프로그램 하나, 데이터베이스 파일 하나. API 키나 외부 가입 없이 바로 쓰는 모델이 내장되어 있습니다.", "One program, one database file, and a built-in model that needs no API key.";
    sign_up: "가입하기", "Sign up";

    // Accounts
    log_out: "로그아웃", "Log out";
    username: "아이디", "Username";
    email: "이메일 (선택)", "Email (optional)";
    password: "비밀번호", "Password";
    settings: "설정", "Settings";
    account: "계정", "Account";
    change_password: "비밀번호 변경", "Change password";
    change_password_button: "변경", "Change password";
    sessions: "로그인된 기기", "Logged-in devices";
    delete_account: "계정 삭제", "Delete account";
    language: "언어", "Language";
    models: "모델", "Models";
    username_hint: "2~32자. 한글·영문·숫자와 _ - . 사용 가능", "2 to 32 letters, digits, _ - .";
    password_hint: "8자 이상", "At least 8 characters";
    no_account: "처음이신가요?", "New here?";
    has_account: "이미 가입하셨나요?", "Have an account?";
    log_in_first: "계속하려면 로그인하세요.", "Log in to continue.";
    signup_is_closed: "이 서버는 새로 가입을 받지 않습니다. 관리자에게 문의하세요.", "This server is not accepting new accounts. Contact its administrator.";
    signed_in_as: "{name} 님으로 로그인했습니다.", "You are logged in as {name}.";
    current_password: "현재 비밀번호", "Current password";
    new_password: "새 비밀번호", "New password";
    password_changed: "비밀번호를 변경했습니다. 다른 기기에서는 로그아웃되었습니다.", "Password changed. Other devices were logged out.";
    password_ends_keys: "비밀번호를 변경하면 다른 기기에서 로그아웃되고 API 키도 모두 삭제됩니다.", "Changing your password logs out other devices and deletes all API keys.";
    password_keeps_keys: "API 키 유지", "Keep my API keys";
    confirm_password: "비밀번호 확인", "Confirm your password";
    confirm_about: "키를 만들거나 삭제하고, 다른 기기를 로그아웃하고, 데이터를 내보내려면 비밀번호를 다시 확인해야 합니다. 한 번 확인하면 10분 동안 묻지 않습니다.",
        "Creating or deleting a key, logging out a device and exporting your data need your password again. After that, you will not be asked for 10 minutes.";
    confirm_first: "먼저 비밀번호를 확인해 주세요.", "Confirm your password first.";
    confirm: "확인", "Confirm";
    session_current: "이 기기", "this device";
    session_unknown: "알 수 없는 기기", "unknown device";
    session_last_seen: "마지막 사용", "last used";
    session_revoke: "로그아웃", "Log out";
    session_revoke_about: "그 기기에서는 다시 로그인해야 합니다.", "You will have to log in again on that device.";
    session_revoked: "기기에서 로그아웃했습니다.", "The device was logged out.";
    keys: "API 키", "API keys";
    keys_about: "프로그램이 로그인 대신 사용하는 키입니다. 만들 때 한 번만 표시됩니다.", "Programs use a key instead of logging in. It is shown only once, when you create it.";
    key_new: "새 키입니다. 다시 표시되지 않으니 지금 복사해 두세요.", "This is your new key. Copy it now: it will not be shown again.";
    key_new_name: "새 API 키", "New API key";
    key_copy: "키 복사", "Copy key";
    key_name: "이름", "Name";
    key_name_hint: "예: 주간 보고서 스크립트", "e.g. weekly report script";
    key_read_only: "읽기 전용", "Read only";
    key_days: "유효 기간", "Expires";
    key_days_n: "{n}일", "in {n} {day|days}";
    key_never: "만료 없음", "Never";
    key_make: "키 만들기", "Create key";
    key_last_used: "마지막 사용 {day}", "last used {day}";
    key_unused: "사용 안 함", "never used";
    key_until: "{day} 만료", "expires {day}";
    key_delete: "삭제", "Delete";
    key_delete_about: "이 키를 쓰는 프로그램은 바로 사용할 수 없게 됩니다. 되돌릴 수 없습니다.", "Programs that use this key stop working right away. This cannot be undone.";
    key_deleted: "키를 삭제했습니다.", "The key was deleted.";
    audit: "계정 활동 기록", "Account activity";
    audit_about: "로그인과 실패한 시도, 키와 링크, 내보내기의 기록입니다. 최근 50건이며 작성한 내용은 포함되지 않습니다.",
        "Logins and failed attempts, keys and links, exports: the latest 50. Nothing you write is included.";
    audit_times: "{n}회", "{n} {time|times}";
    event_log_in: "로그인", "Logged in";
    event_log_in_failed: "비밀번호 오류", "Wrong password";
    event_log_out: "로그아웃", "Logged out";
    event_limited: "시도가 너무 많아 거절됨", "Blocked after too many attempts";
    event_sign_up: "가입", "Signed up";
    event_password_changed: "비밀번호 변경", "Password changed";
    event_password_confirmed: "비밀번호 확인", "Password confirmed";
    event_key_created: "API 키 만들기", "API key created";
    event_key_deleted: "API 키 삭제", "API key deleted";
    event_session_revoked: "다른 기기 로그아웃", "Another device logged out";
    event_exported: "데이터 내보내기", "Data exported";
    event_imported: "데이터 가져오기", "Data imported";
    event_share_created: "링크 공유", "Shared with a link";
    event_share_deleted: "링크 공유 중지", "Link revoked";
    event_account_deleted: "계정 삭제", "Account deleted";
    event_suspended: "관리자가 계정을 정지함", "Suspended by the administrator";
    event_unsuspended: "계정 정지 해제", "Suspension lifted";
    delete_account_about: "모든 대화가 함께 삭제되며 되돌릴 수 없습니다.", "All your chats will be deleted too. This cannot be undone.";
    delete_account_button: "계정과 모든 대화 삭제", "Delete account and all chats";
    connect_about: "서버의 환경 변수나 .env 파일에 아래 값을 추가하고 다시 시작하면 모델 목록에 함께 나타납니다. OpenAI 호환 주소면 모두 사용할 수 있습니다.",
        "Add these to the server's environment or its .env file and restart. The models will appear in the list next to the built-in one. Any OpenAI-compatible address works.";
    connect_openai: "OpenAI", "OpenAI";
    connect_ollama: "Ollama (서버와 같은 컴퓨터)", "Ollama (on the server)";
    appearance: "화면", "Appearance";
    theme: "테마", "Theme";
    theme_light: "라이트", "Light";
    theme_dark: "다크", "Dark";
    as_system: "시스템 설정", "System";
    contrast: "대비", "Contrast";
    contrast_more: "높음", "High";
    text_size: "글자 크기", "Text size";
    text_small: "작게", "Small";
    text_medium: "보통", "Medium";
    text_large: "크게", "Large";
    send_key: "전송 키", "Send with";
    send_enter: "Enter (줄 바꿈은 Shift+Enter)", "Enter (Shift+Enter for a new line)";
    send_ctrl: "Ctrl+Enter (줄 바꿈은 Enter)", "Ctrl+Enter (Enter for a new line)";
    no_script: "JavaScript가 꺼져 있습니다. 읽고, 질문하고, 문서를 수정할 수 있지만 실시간 답변, 코드 실행, 서식 편집은 사용할 수 없습니다.",
        "JavaScript is off. You can read, ask and edit documents as text, but live answers, running code and rich text editing are not available.";
}
