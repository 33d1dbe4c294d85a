//! The sentences of the pages of accounts, which come without a script: the client need not carry them.

catalogue! {
    /// Every sentence of the pages of accounts, in one language, by its key.
    PlainTexts
    // The first page
    tagline: "대화, 코드, 문서를 한곳에서", "Chat, code and documents in one place";
    hello_lead: "내 컴퓨터에서 도는 AI 작업 공간입니다. 묻고, 코드를 고치고, 격식에 맞는 문서를 씁니다. 쓴 것은 모두 이 서버에만 남습니다.",
        "An AI workspace on your own machine. Ask, have code fixed, write documents in the form the occasion demands. What you write stays on this server.";
    hello_chat: "물어보기", "Ask";
    hello_chat_about: "한국어와 영어로 묻고, 새로 고쳐도 끊기지 않는 답을 받습니다.", "Ask in Korean or English; an answer survives a reload.";
    hello_code: "코드 쓰고 고치기", "Write and fix code";
    hello_code_about: "코드를 붙여 넣고 무엇이 문제인지 말하면 고쳐 줍니다.", "Paste code, say what is wrong, get it mended.";
    hello_own: "내 것으로", "Yours";
    hello_own_about: "프로그램 하나, 데이터베이스 파일 하나. 열쇠도 가입도 필요 없는 모델이 들어 있습니다.", "One program, one database file, and a model that needs no key and no account.";
    sign_up: "가입하기", "Sign up";

    // Accounts
    log_out: "로그아웃", "Log out";
    username: "사용자 이름", "User name";
    email: "이메일 (선택)", "E-mail (optional)";
    password: "비밀번호", "Password";
    settings: "설정", "Settings";
    account: "계정", "Account";
    change_password: "비밀번호 바꾸기", "Change password";
    sessions: "로그인한 기기", "Where you are logged in";
    delete_account: "계정 지우기", "Delete account";
    language: "언어", "Language";
    models: "모델", "Models";
    username_hint: "2~32자, 글자와 숫자, _ - .", "2 to 32 letters, digits, _ - .";
    password_hint: "8자 이상", "At least 8 characters";
    no_account: "처음이신가요?", "New here?";
    has_account: "이미 가입하셨나요?", "Have an account?";
    log_in_first: "계속하려면 로그인하세요.", "Log in to go on.";
    signup_is_closed: "이 서버는 새로 가입을 받지 않습니다. 관리자에게 문의하세요.", "This server takes no new accounts. Ask whoever runs it.";
    signed_in_as: "{name} 님으로 로그인했습니다.", "You are logged in as {name}.";
    current_password: "지금 비밀번호", "Current password";
    new_password: "새 비밀번호", "New password";
    password_changed: "비밀번호를 바꿨습니다. 다른 기기에서는 로그아웃되었습니다.", "The password is changed. Other devices are logged out.";
    password_ends_keys: "비밀번호를 바꾸면 다른 기기에서 로그아웃되고 API 키도 모두 끝납니다.", "Changing the password logs out other devices and ends every API key.";
    password_keeps_keys: "API 키는 그대로 두기", "Keep the API keys";
    confirm_password: "비밀번호 확인", "Confirm your password";
    confirm_about: "키를 만들고, 키나 기기의 로그인을 끝내고, 모두 내보내려면 비밀번호를 다시 확인해야 합니다. 한 번 확인하면 10분 동안 묻지 않습니다.",
        "Making a key, ending a key or a log-in, and exporting everything need your password once more. For 10 minutes it is then not asked for again.";
    confirm_first: "먼저 비밀번호를 확인해 주세요.", "Confirm your password first.";
    confirm: "확인하기", "Confirm";
    session_current: "이 기기", "this device";
    session_unknown: "알 수 없는 기기", "unknown device";
    session_last_seen: "마지막 사용", "last used";
    session_revoke: "로그아웃시키기", "Log it out";
    session_revoke_about: "그 기기에서는 다시 로그인해야 합니다.", "Whoever uses that device has to log in again.";
    session_revoked: "그 기기를 로그아웃했습니다.", "That device is logged out.";
    keys: "API 키", "API keys";
    keys_about: "프로그램이 로그인하는 대신 보내는 키입니다. 만들 때 한 번만 보여 드립니다.", "A program sends one instead of logging in. It is shown once, when it is made.";
    key_new: "새 키입니다. 지금 복사해 두세요. 다시 보여 드리지 않습니다.", "This is the new key. Copy it now: it is not shown again.";
    key_new_name: "새 API 키", "The new API key";
    key_copy: "키 복사", "Copy the key";
    key_name: "이름", "Name";
    key_name_hint: "예: 주간 보고서 스크립트", "e.g. weekly report script";
    key_read_only: "읽기만", "Read only";
    key_days: "기한", "Ends";
    key_days_n: "{n}일 뒤", "in {n} {day|days}";
    key_never: "없음", "never";
    key_make: "키 만들기", "Make a key";
    key_last_used: "마지막 사용 {day}", "last used {day}";
    key_unused: "쓴 적 없음", "never used";
    key_until: "{day}까지", "until {day}";
    key_delete: "지우기", "Delete";
    key_delete_about: "이 키를 쓰는 프로그램이 바로 끊깁니다. 되돌릴 수 없습니다.", "Programs that use this key are cut off at once. This cannot be undone.";
    key_deleted: "키를 삭제했습니다.", "The key is deleted.";
    audit: "계정 기록", "What happened to your account";
    audit_about: "로그인과 실패한 시도, 키와 링크, 내보내기의 기록입니다. 최근 50건이며, 쓴 내용은 담지 않습니다.",
        "Log-ins and failed tries, keys and links, exports: the newest 50, and nothing of what you write.";
    audit_times: "{n}번", "{n} {time|times}";
    event_log_in: "로그인", "Logged in";
    event_log_in_failed: "틀린 비밀번호", "Wrong password";
    event_log_out: "로그아웃", "Logged out";
    event_limited: "시도가 너무 많아 거절됨", "Refused after too many tries";
    event_sign_up: "가입", "Signed up";
    event_password_changed: "비밀번호 바꿈", "Password changed";
    event_password_confirmed: "비밀번호 확인", "Password confirmed";
    event_key_created: "API 키 만듦", "API key made";
    event_key_deleted: "API 키 지움", "API key deleted";
    event_session_revoked: "다른 기기를 로그아웃시킴", "Another device logged out";
    event_exported: "모두 내보냄", "Everything exported";
    event_imported: "가져오기", "File imported";
    event_share_created: "링크로 공유", "Shared by a link";
    event_share_deleted: "링크 거둠", "Link revoked";
    event_account_deleted: "계정 지움", "Account deleted";
    event_suspended: "관리자가 계정을 정지함", "Suspended by the operator";
    event_unsuspended: "정지가 풀림", "Suspension lifted";
    delete_account_about: "모든 대화가 함께 지워지며 되돌릴 수 없습니다.", "Every conversation goes with it. This cannot be undone.";
    delete_account_button: "계정과 모든 대화 지우기", "Delete the account and every conversation";
    connect_about: "서버의 환경 변수나 .env 파일에 아래 두 값을 적고 다시 시작하면 모델 목록에 함께 나타납니다. OpenAI 호환 주소면 무엇이든 됩니다.",
        "Put these two into the server's environment or its .env file and restart: the models appear in the list beside the built-in one. Any address compatible with OpenAI's will do.";
    connect_openai: "OpenAI", "OpenAI";
    connect_ollama: "Ollama (이 컴퓨터)", "Ollama (on this machine)";
    appearance: "화면", "Appearance";
    theme: "색", "Colours";
    theme_light: "밝게", "Light";
    theme_dark: "어둡게", "Dark";
    as_system: "시스템 설정대로", "As the system has it";
    contrast: "대비", "Contrast";
    contrast_more: "높게", "High";
    text_size: "글자 크기", "Size of text";
    text_small: "작게", "Small";
    text_medium: "보통", "Medium";
    text_large: "크게", "Large";
    send_key: "보내는 키", "What sends a message";
    send_enter: "Enter (줄 바꿈은 Shift+Enter)", "Enter (Shift+Enter breaks the line)";
    send_ctrl: "Ctrl+Enter (줄 바꿈은 Enter)", "Ctrl+Enter (Enter breaks the line)";
    no_script: "JavaScript가 꺼져 있습니다. 읽고 묻고 문서를 고칠 수 있습니다. 자라는 답, 코드 실행, 서식 편집기는 보이지 않습니다.",
        "JavaScript is off. You can read, ask and edit documents as text; answers that grow, running code and the rich editor are missing.";
}
