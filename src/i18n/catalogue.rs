//! Every sentence in Korean and English, side by side. `{name}` is filled in by whoever shows the sentence.

page_catalogue! {
    /// Every sentence of the pages that go on in the browser, in one language, by its key.
    Texts
    log_in: "로그인", "Log in";

    // Accounts
    cancel: "취소", "Cancel";

    // The models
    model: "모델", "Model";

    // Conversations
    documents: "문서", "Documents";
    fix_code: "코드 고치기", "Fix my code";
    search: "검색", "Search";
    new_chat: "새 대화", "New chat";
    conversations: "대화", "Chats";
    all_chats: "모든 대화", "All chats";
    conversations_none: "아직 대화가 없습니다.", "No chats yet.";
    conversations_more: "더 보기", "Show more";
    skip: "본문으로 건너뛰기", "Skip to content";
    menu: "메뉴", "Menu";
    more: "더 보기", "More";
    message: "메시지", "Message";
    message_placeholder: "무엇이든 물어보세요", "Ask anything";
    send: "보내기", "Send";
    stop: "중지", "Stop";
    copied: "복사됨", "Copied";
    edit: "수정", "Edit";
    undo: "실행 취소", "Undo";
    message_deleted: "메시지와 그 뒤의 대화를 삭제했습니다.", "The message and everything after it were deleted.";
    older_messages: "이전 메시지 보기", "Show older messages";
    to_newest: "맨 아래로", "Scroll to bottom";
    you: "나", "You";
    assistant: "Supbot", "Supbot";
    writing: "답변을 쓰는 중", "Writing an answer";
    reload_for_more: "답변을 쓰는 중입니다. 새로고침하면 이어서 볼 수 있습니다.", "The answer is still being written. Reload to see more.";
    reply_stopped: "여기서 중지했습니다.", "Stopped here.";
    reply_interrupted: "서버가 다시 시작되어 여기서 중단되었습니다.", "Interrupted here when the server restarted.";
    reply_failed: "답변을 끝까지 받지 못했습니다.", "The answer is incomplete.";
    reconnecting: "연결이 끊겼습니다. 다시 연결하는 중…", "Connection lost. Reconnecting…";
    tokens: "{count}토큰", "Tokens: {count}";
    tokens_estimated: "약 {count}토큰", "Tokens: about {count}";
    omitted: "대화가 길어 모델이 앞의 메시지 {count}개를 읽지 못했습니다.", "This chat is too long for the model. Earlier messages it could not read: {count}.";
    waiting_loading: "모델을 불러오는 중입니다. 처음에는 10~20초 걸릴 수 있어요.", "Loading the model. The first time can take 10 to 20 seconds.";
    waiting_retrying: "모델 서비스가 잠시 요청을 받지 않습니다. {seconds}초 뒤에 다시 시도합니다.", "The model service is not taking requests right now. Trying again in {seconds} s.";
    waiting_turn: "앞 답변이 끝나면 답변합니다.", "Waiting for the previous answer to finish.";
    waiting_queued: "앞에 {ahead}개의 답변이 있습니다. 차례를 기다리는 중입니다.", "Waiting in line. Answers ahead of this one: {ahead}.";

    // Pages that are not there
    not_found: "찾을 수 없습니다", "Not found";
    not_found_about: "없는 주소이거나, 삭제되었거나, 볼 수 있는 권한이 없습니다.", "This page does not exist, was deleted, or you don't have access.";
    go_home: "홈으로", "Go home";
    failed_to_load: "불러오지 못했습니다", "Could not load";

    // Errors
    error_unauthorized: "로그인이 필요합니다. 로그인이 만료되었을 수 있어요.", "Please log in. Your session may have expired.";
    error_forbidden: "이 키로는 할 수 없는 작업입니다.", "This key is not allowed to do that.";
    error_reauthentication_required: "비밀번호를 확인한 지 10분이 지났습니다. 비밀번호를 다시 확인해 주세요.", "It has been more than 10 minutes since you confirmed your password. Confirm it again, or log in again.";
    error_not_found: "찾을 수 없습니다.", "Not found.";
    error_bad_request: "요청을 읽을 수 없습니다. 페이지를 새로고침하고 다시 시도하세요.", "The request could not be read. Reload the page and try again.";
    error_too_many_requests: "너무 많이 시도했습니다. {seconds}초 뒤에 다시 시도하세요.", "Too many attempts. Try again in {seconds} s.";
    error_busy: "지금은 서버에 요청이 너무 많습니다. {seconds}초 뒤에 다시 시도하세요.", "The server is too busy right now. Try again in {seconds} s.";
    error_disk_full: "서버의 저장 공간이 가득 차 지금은 저장할 수 없습니다. 이미 저장된 내용은 그대로 있습니다.", "The server's disk is full, so nothing can be saved right now. What is already saved is safe.";
    error_unavailable: "서버가 바쁩니다. 잠시 뒤 다시 시도하세요.", "The server is busy. Try again in a moment.";
    error_unreachable: "서버에 연결할 수 없습니다. 작성한 내용은 그대로 있습니다.", "Could not connect to the server. What you wrote is still here.";
    error_internal: "서버에 문제가 생겼습니다. 오류를 기록했습니다.", "Something went wrong on the server. The error has been logged.";
    fault_username_length: "아이디는 2자에서 32자까지입니다.", "Usernames must have 2 to 32 characters.";
    fault_username_characters: "아이디에는 한글·영문·숫자와 _ - . 만 쓸 수 있습니다.", "Usernames can only have letters, digits, _ - and .";
    fault_username_taken: "이미 사용 중인 아이디입니다.", "Username is already taken.";
    fault_email_format: "이메일 주소 형식이 올바르지 않습니다.", "Enter a valid email address.";
    fault_email_taken: "이미 사용 중인 이메일 주소입니다.", "Email is already in use.";
    fault_password_length: "비밀번호는 8자에서 256자까지입니다.", "Passwords must have 8 to 256 characters.";
    fault_password_wrong: "현재 비밀번호가 올바르지 않습니다.", "The current password is incorrect.";
    fault_credentials_wrong: "아이디 또는 비밀번호가 올바르지 않습니다.", "The username or password is incorrect.";
    fault_signup_closed: "이 서버는 새로 가입을 받지 않습니다.", "This server is not accepting new accounts.";
    fault_title_length: "제목은 1자에서 200자까지입니다.", "Titles must have 1 to 200 characters.";
    fault_system_prompt_length: "시스템 프롬프트는 16 KiB까지 쓸 수 있습니다.", "The system prompt can have up to 16 KiB.";
    fault_temperature_range: "온도는 0에서 2까지의 숫자입니다.", "Temperature must be a number from 0 to 2.";
    fault_max_tokens_range: "최대 답변 길이는 1에서 1000000까지의 정수입니다.", "Max tokens must be a whole number from 1 to 1000000.";
    fault_message_empty: "메시지가 비어 있습니다.", "The message is empty.";
    fault_message_too_long: "메시지가 너무 깁니다. 512 KiB까지 보낼 수 있습니다.", "The message is too long. You can send up to 512 KiB.";
    fault_message_control_character: "메시지에 보이지 않는 제어 문자(예: NUL)가 있어 보낼 수 없습니다.", "The message contains an invisible control character (such as NUL) and cannot be sent.";
    fault_attachments_invalid: "첨부 파일 중에 없거나 이미 보낸 것이 있습니다. 10개까지 보낼 수 있습니다.", "An attachment is missing or was already sent, or there are more than 10.";
    fault_model_unknown: "이 서버에 없는 모델입니다. 다른 모델을 선택하세요.", "This server does not have that model. Choose another one.";
    fault_replies_waiting: "답변을 기다리는 질문이 이미 여러 개 있습니다. 답변이 끝난 뒤에 보내세요.", "Several questions are already waiting for answers. Wait for one of them to finish.";
    fault_event_unknown: "그런 번호의 이벤트는 없습니다.", "There is no event with this ID.";
    fault_not_continuable: "계속 생성할 수 없는 답변입니다.", "This answer cannot be continued.";
    fault_document_too_long: "문서는 1 MB까지 저장할 수 있습니다.", "Documents can have up to 1 MB.";
    fault_document_stale: "그사이 문서가 변경되었습니다.", "The document has changed in the meantime.";
    fault_format_unknown: "그런 형식은 없습니다.", "There is no such format.";
    fault_export_too_long: "파일로 만들기에는 너무 깁니다.", "It is too long to export.";
    fault_file_unreadable: "파일을 열 수 없습니다. Word(.docx)·Markdown·텍스트만 가져올 수 있어요. 암호가 걸린 문서는 암호를 풀고 다시 시도하세요. 한글(HWP/HWPX)은 Word로 저장해 주세요.", "The file cannot be opened. Only Word (.docx), Markdown and text can be imported. If it has a password, remove the password and try again. Save other formats as Word first.";
    fault_key_days: "유효 기간은 1일에서 3650일까지입니다.", "It can be valid for 1 to 3650 days.";
    fault_account_full: "계정의 저장 공간이 가득 찼습니다. 필요 없는 대화나 문서를 영구 삭제한 뒤 다시 시도하세요.", "Your account is out of storage. Permanently delete chats or documents, then try again.";
    fault_count_max: "50개까지 만들 수 있습니다.", "You can have up to 50.";
    provider_unauthorized: "모델 서비스가 API 키를 받아들이지 않습니다. OPENAI_API_KEY를 확인하세요.", "The model service does not accept the API key. Check OPENAI_API_KEY.";
    provider_rate_limited: "모델 서비스의 사용 한도를 초과했습니다. 잠시 뒤 다시 시도하세요.", "The model service's rate limit was reached. Try again in a while.";
    provider_refused: "모델 서비스가 요청을 거절했습니다. 자세한 내용은 서버 로그에 있습니다.", "The model service refused the request. See the server log for details.";
    provider_failed: "모델 서비스에 문제가 생겼습니다. 잠시 뒤 다시 시도하세요.", "The model service failed. Try again in a while.";
    provider_unreachable: "모델 서비스에 연결할 수 없습니다. OPENAI_BASE_URL과 서비스가 켜져 있는지 확인하세요.", "Could not connect to the model service. Check OPENAI_BASE_URL and that the service is running.";
    provider_timed_out: "모델 서비스가 제시간에 답변하지 않았습니다.", "The model service did not answer in time.";
    provider_quota_exceeded: "모델 서비스에 남은 사용량이 없습니다. 서비스의 요금과 한도를 확인하세요.", "The quota at the model service is used up. Check its billing and limits.";
    provider_forbidden: "이 API 키로는 이 모델을 쓸 수 없습니다.", "This API key is not allowed to use this model.";
    provider_unknown_host: "모델 서비스의 주소를 찾을 수 없습니다. OPENAI_BASE_URL을 확인하세요.", "The model service's address could not be found. Check OPENAI_BASE_URL.";
    provider_tls_failed: "모델 서비스와 암호화된 연결을 맺을 수 없습니다. 주소의 https와 인증서를 확인하세요.", "Could not make a secure connection to the model service. Check that its address uses https, and its certificate.";
    provider_went_silent: "모델 서비스의 응답이 중간에 멈췄습니다.", "The model service stopped responding in the middle of the answer.";
    provider_invalid_reply: "모델 서비스가 알 수 없는 형식으로 응답했습니다.", "The model service answered in an unknown format.";
    provider_too_long: "답변이 너무 길어 여기서 잘랐습니다.", "The answer was too long and was cut here.";
    provider_empty_reply: "모델이 빈 답변을 보냈습니다. 다시 시도하세요.", "The model sent an empty answer. Try again.";
    provider_broken_stream: "모델 서비스가 답변을 마치지 않고 연결을 끊었습니다.", "The model service closed the connection before the answer was complete.";
    provider_not_installed: "내장 모델이 아직 설치되지 않았습니다. 서버에서 make model을 실행하거나 OPENAI_API_KEY를 설정하세요.", "The built-in model is not installed yet. Run make model on the server, or set OPENAI_API_KEY.";
    provider_local_failed: "내장 모델이 시작되지 않습니다. 서버 로그를 확인하세요.", "The built-in model did not start. Check the server log.";
    provider_context_exceeded: "모델이 한 번에 읽기에는 너무 깁니다. 나누어 보내거나 더 큰 모델을 선택하세요.", "This is more than the model can read at once. Send it in parts or choose a bigger model.";
    provider_unknown_model: "모델 서비스에 없는 모델입니다.", "The model service does not have that model.";
    provider_not_configured: "연결된 모델이 없습니다.", "No model is connected.";
}
