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
    conversations: "대화", "Conversations";
    all_chats: "모든 대화", "All chats";
    conversations_none: "아직 대화가 없습니다.", "No conversations yet.";
    conversations_more: "더 보기", "Show more";
    skip: "본문으로 건너뛰기", "Skip to the content";
    menu: "메뉴", "Menu";
    more: "더 보기", "More";
    message: "메시지", "Message";
    message_placeholder: "무엇이든 물어보세요", "Ask anything";
    send: "보내기", "Send";
    stop: "멈추기", "Stop";
    copied: "복사됨", "Copied";
    edit: "고치기", "Edit";
    undo: "되돌리기", "Undo";
    message_deleted: "메시지와 그 뒤의 대화를 지웠습니다.", "The message and what followed it were deleted.";
    older_messages: "이전 메시지 보기", "Show older messages";
    to_newest: "가장 새 메시지로", "To the newest message";
    you: "나", "You";
    assistant: "Supbot", "Supbot";
    writing: "답을 쓰는 중", "Writing an answer";
    reload_for_more: "답을 쓰는 중입니다. 새로 고치면 이어서 볼 수 있습니다.", "The answer is being written. Reload to see more of it.";
    reply_stopped: "여기서 멈췄습니다.", "Stopped here.";
    reply_interrupted: "서버가 다시 시작되어 여기서 끊겼습니다.", "Cut short here when the server restarted.";
    reply_failed: "답을 끝까지 받지 못했습니다.", "The answer did not come to its end.";
    reconnecting: "연결이 끊겨 다시 잇는 중입니다. 답은 서버에서 계속 쓰이고 있습니다.", "Connection lost, connecting again. The answer goes on being written on the server.";
    tokens: "토큰 {count}", "tokens: {count}";
    tokens_estimated: "토큰 약 {count}", "tokens: about {count}";
    omitted: "대화가 길어 모델이 앞의 메시지 {count}개를 읽지 못했습니다.", "The conversation is longer than the model can read: messages at its beginning that it was not given: {count}.";
    waiting_loading: "이 컴퓨터의 모델을 불러오는 중입니다. 몇 초 걸립니다.", "Loading the model on this machine. This takes a few seconds.";
    waiting_retrying: "모델 서비스가 잠시 요청을 받지 않습니다. {seconds}초 뒤에 다시 묻습니다.", "The model service takes no requests for a while. Asking again in {seconds} s.";
    waiting_turn: "앞의 답이 끝나면 이어서 답합니다.", "Waiting for the answer before it.";
    waiting_queued: "앞에 {ahead}개의 답이 있습니다. 차례를 기다리는 중입니다.", "Waiting for its turn. Answers ahead of this one: {ahead}.";

    // Pages that are not there
    not_found: "찾을 수 없습니다", "Not found";
    not_found_about: "없는 주소이거나, 지워졌거나, 다른 사람의 것입니다.", "There is no such page, it was deleted, or it is somebody else's.";
    go_home: "처음으로", "Go to the first page";
    failed_to_load: "불러오지 못했습니다", "This could not be loaded";

    // Errors
    error_unauthorized: "로그인이 필요합니다. 로그인이 만료되었을 수 있어요.", "You need to log in. Your session may have ended.";
    error_forbidden: "이 키로는 할 수 없는 일입니다.", "This key may not do that.";
    error_reauthentication_required: "비밀번호를 확인한 지 10분이 지났습니다. 비밀번호를 다시 확인해 주세요.", "The password was given more than 10 minutes ago. Confirm it once more, or log in again.";
    error_not_found: "찾을 수 없습니다.", "Not found.";
    error_bad_request: "요청을 읽을 수 없습니다. 쪽을 새로 고치고 다시 해 보세요.", "The request could not be read. Reload the page and try again.";
    error_too_many_requests: "너무 많이 시도했습니다. {seconds}초 뒤에 다시 해 보세요.", "Too many tries. Try again in {seconds} s.";
    error_busy: "지금은 서버에 일이 너무 많습니다. {seconds}초 뒤에 다시 해 보세요.", "The server has too much to do just now. Try again in {seconds} s.";
    error_disk_full: "서버의 저장 공간이 가득 차 지금은 저장할 수 없습니다. 저장된 것은 그대로 있습니다.", "The server's disk is full, so nothing can be stored now. What is stored is safe.";
    error_unavailable: "서버가 바쁩니다. 잠시 뒤 다시 해 보세요.", "The server is busy. Try again in a moment.";
    error_unreachable: "서버에 연결할 수 없습니다. 쓴 글은 그대로 있습니다.", "The server cannot be reached. What you wrote is still here.";
    error_internal: "서버에 문제가 생겼습니다. 기록을 남겼습니다.", "Something went wrong on the server. It has been noted.";
    fault_username_length: "사용자 이름은 2자에서 32자까지입니다.", "A user name has 2 to 32 characters.";
    fault_username_characters: "사용자 이름에는 글자, 숫자, _ - . 만 쓸 수 있습니다.", "A user name has only letters, digits, _ - and .";
    fault_username_taken: "이미 쓰이는 사용자 이름입니다.", "That user name is taken.";
    fault_email_format: "이메일 주소의 꼴이 아닙니다.", "That is not an e-mail address.";
    fault_email_taken: "이미 쓰이는 이메일 주소입니다.", "That e-mail address is taken.";
    fault_password_length: "비밀번호는 8자에서 256자까지입니다.", "A password has 8 to 256 characters.";
    fault_password_wrong: "지금 비밀번호가 맞지 않습니다.", "The current password is not right.";
    fault_credentials_wrong: "이름이나 비밀번호가 맞지 않습니다.", "The name or the password is not right.";
    fault_signup_closed: "이 서버는 새로 가입을 받지 않습니다.", "This server takes no new accounts.";
    fault_title_length: "제목은 1자에서 200자까지입니다.", "A title has 1 to 200 characters.";
    fault_system_prompt_length: "지시는 16 KiB까지 쓸 수 있습니다.", "The instructions have 16 KiB at most.";
    fault_temperature_range: "온도는 0에서 2까지의 수입니다.", "The temperature is a number from 0 to 2.";
    fault_max_tokens_range: "답의 최대 토큰은 1에서 1000000까지의 정수입니다.", "The most tokens of an answer is a whole number from 1 to 1000000.";
    fault_message_empty: "메시지가 비어 있습니다.", "The message is empty.";
    fault_message_too_long: "메시지가 너무 깁니다. 512 KiB까지 보낼 수 있습니다.", "The message is too long. Up to 512 KiB can be sent.";
    fault_message_control_character: "메시지에 보이지 않는 제어 문자(예: NUL)가 있어 보낼 수 없습니다.", "The message holds an invisible control character (such as NUL) and cannot be sent.";
    fault_attachments_invalid: "첨부 파일 가운데 없거나 이미 보낸 것이 있습니다. 10개까지 보낼 수 있습니다.", "An attachment is gone or was sent already, or there are more than 10.";
    fault_model_unknown: "그 모델은 이 서버에 없습니다. 다른 모델을 골라 주세요.", "This server does not have that model. Choose another one.";
    fault_replies_waiting: "답을 기다리는 질문이 이미 여러 개 있습니다. 답이 나온 뒤에 보내세요.", "Several questions are waiting for their answers already. Wait for one of them.";
    fault_event_unknown: "그런 번호의 이벤트는 없습니다.", "There is no event with this id.";
    fault_not_continuable: "이어서 쓸 수 없는 답입니다.", "This answer cannot be gone on with.";
    fault_document_too_long: "문서는 1 MB까지입니다.", "A document has 1 MB at most.";
    fault_document_stale: "그사이 문서가 바뀌었습니다.", "The document was changed meanwhile.";
    fault_format_unknown: "그런 형식은 없습니다.", "There is no such format.";
    fault_export_too_long: "파일로 만들기에는 너무 깁니다.", "It is too long to make a file of.";
    fault_file_unreadable: "읽을 수 없는 파일입니다.", "The file cannot be read.";
    fault_key_days: "기한은 1일에서 3650일까지입니다.", "It may be good for 1 to 3650 days.";
    fault_account_full: "이 계정의 저장 공간이 가득 찼습니다. 필요 없는 대화나 문서를 완전히 지운 뒤 다시 해 보세요.", "Your account has no room left. Delete chats or documents for good, then try again.";
    fault_count_max: "50개까지 만들 수 있습니다.", "There can be 50 at most.";
    provider_unauthorized: "모델 서비스가 API 키를 받아들이지 않습니다. OPENAI_API_KEY를 확인하세요.", "The model service does not accept the API key. Check OPENAI_API_KEY.";
    provider_rate_limited: "모델 서비스의 사용 한도에 이르렀습니다. 잠시 뒤 다시 해 보세요.", "The model service's limit is reached. Try again in a while.";
    provider_refused: "모델 서비스가 요청을 거절했습니다. 자세한 것은 서버 기록에 있습니다.", "The model service refused the request. The server's log has the details.";
    provider_failed: "모델 서비스에 문제가 생겼습니다. 잠시 뒤 다시 해 보세요.", "The model service failed. Try again in a while.";
    provider_unreachable: "모델 서비스에 연결할 수 없습니다. OPENAI_BASE_URL과 그 서비스가 켜져 있는지 확인하세요.", "The model service cannot be reached. Check OPENAI_BASE_URL and whether that service runs.";
    provider_timed_out: "모델 서비스가 제때 답하지 않았습니다.", "The model service did not answer in time.";
    provider_quota_exceeded: "모델 서비스에 남은 사용량이 없습니다. 서비스의 요금과 한도를 확인하세요.", "The account at the model service has nothing left. Check its billing and limits.";
    provider_forbidden: "이 API 키로는 이 모델을 쓸 수 없습니다.", "This API key may not use this model.";
    provider_unknown_host: "모델 서비스의 주소에 있는 이름을 찾을 수 없습니다. OPENAI_BASE_URL을 확인하세요.", "Nobody knows the name in the model service's address. Check OPENAI_BASE_URL.";
    provider_tls_failed: "모델 서비스와 암호화된 연결을 맺을 수 없습니다. 주소의 https와 인증서를 확인하세요.", "No encrypted connection to the model service can be made. Check https in its address, and its certificate.";
    provider_went_silent: "모델 서비스가 답을 쓰다가 말을 멈췄습니다.", "The model service fell silent in the middle of the answer.";
    provider_invalid_reply: "모델 서비스가 알 수 없는 형식으로 답했습니다.", "The model service answered in a form that cannot be read.";
    provider_too_long: "답이 너무 길어 여기서 끊었습니다.", "The answer became too long and was cut here.";
    provider_empty_reply: "모델이 한마디도 쓰지 않았습니다. 다시 시도해 보세요.", "The model wrote nothing at all. Try again.";
    provider_broken_stream: "모델 서비스가 답을 끝맺지 않고 연결을 끊었습니다.", "The model service ended the connection before the answer was whole.";
    provider_not_installed: "내장 모델을 아직 받지 않았습니다. 서버에서 make model을 실행하거나 OPENAI_API_KEY를 정하세요.", "The built-in model has not been fetched. Run make model on the server, or set OPENAI_API_KEY.";
    provider_local_failed: "내장 모델이 켜지지 않습니다. 서버 기록을 확인하세요.", "The built-in model does not start. The server's log says why.";
    provider_context_exceeded: "이 모델이 한 번에 읽기에는 너무 깁니다. 나누어 보내거나 더 큰 모델을 고르세요.", "This is more than the model can read at once. Send it in parts or choose a bigger model.";
    provider_unknown_model: "모델 서비스에 그 모델이 없습니다.", "The model service does not have that model.";
    provider_not_configured: "연결된 모델이 없습니다.", "No model is connected.";
}
