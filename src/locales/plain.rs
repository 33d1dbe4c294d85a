//! The sentences of the pages of accounts, which come without a script: the client need not carry them.

catalogue! {
    /// Every sentence of the pages of accounts, in one language, by its key.
    PlainTexts
    username_hint: "3~32자, 글자와 숫자, _ - .", "3 to 32 letters, digits, _ - .";
    password_hint: "8자 이상", "At least 8 characters";
    no_account: "처음이신가요?", "New here?";
    has_account: "이미 가입하셨나요?", "Have an account?";
    log_in_first: "계속하려면 로그인하세요.", "Log in to go on.";
    signup_is_closed: "이 서버는 새로 가입을 받지 않습니다. 관리자에게 문의하세요.", "This server takes no new accounts. Ask whoever runs it.";
    signed_in_as: "{name} 님으로 로그인했습니다.", "You are logged in as {name}.";
    current_password: "지금 비밀번호", "Current password";
    new_password: "새 비밀번호", "New password";
    password_changed: "비밀번호를 바꿨습니다. 다른 기기에서는 로그아웃되었습니다.", "The password is changed. Other devices are logged out.";
    session_current: "이 기기", "this device";
    session_unknown: "알 수 없는 기기", "unknown device";
    session_last_seen: "마지막 사용", "last used";
    session_revoke: "로그아웃시키기", "Log it out";
    delete_account_about: "모든 대화가 함께 지워지며 되돌릴 수 없습니다.", "Every conversation goes with it. This cannot be undone.";
    delete_account_button: "계정과 모든 대화 지우기", "Delete the account and every conversation";
    connect_about: "서버의 환경 변수나 .env 파일에 아래 두 값을 적고 다시 시작하면 모델 목록에 함께 나타납니다. OpenAI 호환 주소면 무엇이든 됩니다.",
        "Put these two into the server's environment or its .env file and restart: the models appear in the list beside the built-in one. Any address compatible with OpenAI's will do.";
    connect_openai: "OpenAI", "OpenAI";
    connect_ollama: "Ollama (이 컴퓨터)", "Ollama (on this machine)";
}
