### 한국어. What may stand here: src/i18n/build.rs.

## language: What the language says of itself

language-name = 한국어
# IETF tag with the country, as Word has it.
language-region-tag = ko-KR
# The letters of its own script, from each to each: a text with a tenth of them is in this language.
language-letters = 가힣ㄱㅣ
# How the length of a text is counted: characters (without spaces) or words.
language-counts = characters
# Fonts of a page (CSS), and how its lines end in Word: both (flush) or left.
language-fonts = "Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR"
language-alignment = both
# For people whose browser has not said theirs (IANA).
language-time-zone = Asia/Seoul
language-months = 1 2 3 4 5 6 7 8 9 10 11 12
language-date = { $month }월 { $day }일
language-date-year = { $year }년 { $month }월 { $day }일
# A date with the time of day.
language-date-time = { $date } { $time }
language-today = 오늘
language-yesterday = 어제

## periods: 시간순 목록을 나누는 말

periods-pinned = 고정
periods-today = 오늘
periods-yesterday = 어제
periods-last-7-days = 지난 7일
periods-last-30-days = 지난 30일
periods-month = { $year }년 { $month }월

## common: What many pages say, and all that the client says by itself
common-log-in = 로그인

# Accounts
common-cancel = 취소

# The models
common-model = 모델

# Conversations
common-documents = 문서
common-fix-code = 코드 고치기
common-search = 검색
common-new-chat = 새 대화
common-conversations = 대화
common-all-chats = 모든 대화
common-conversations-none = 아직 대화가 없습니다.
common-conversations-more = 더 보기
common-conversation-menu = { $title } 메뉴
common-rename = 이름 바꾸기
common-pin = 고정
common-unpin = 고정 해제
common-move-to-folder = 폴더로 이동
common-folder-name = 폴더 이름 (비우면 폴더에서 제외)
common-tags = 태그
common-share = 공유
common-archive = 보관
common-delete = 삭제
common-folders = 폴더
common-account-menu = 계정 메뉴
common-settings = 설정
common-prompts = 프롬프트와 페르소나
common-temporary-chat = 임시 대화
common-shared-links = 공유한 링크
common-trash = 휴지통
common-transfer = 내보내기·가져오기
common-log-out = 로그아웃
common-title = 제목
common-skip = 본문으로 건너뛰기
common-menu = 메뉴
common-more = 더 보기
common-message = 메시지
common-message-placeholder = 무엇이든 물어보세요
common-send = 보내기
common-stop = 중지
common-copied = 복사됨
common-edit = 수정
common-undo = 실행 취소
common-message-deleted = 메시지와 그 뒤의 대화를 삭제했습니다.
common-older-messages = 이전 메시지 보기
common-to-newest = 맨 아래로
common-you = 나
common-assistant = Supbot
common-writing = 답변을 쓰는 중
common-reload-for-more = 답변을 쓰는 중입니다. 새로고침하면 이어서 볼 수 있습니다.
common-reply-stopped = 여기서 중지했습니다.
common-reply-interrupted = 서버가 다시 시작되어 여기서 중단되었습니다.
common-reply-failed = 답변을 끝까지 받지 못했습니다.
common-reconnecting = 연결이 끊겼습니다. 다시 연결하는 중…
common-tokens = { $count }토큰
common-tokens-estimated = 약 { $count }토큰
common-omitted = 대화가 길어 모델이 앞의 메시지 { $count }개를 읽지 못했습니다.
common-waiting-loading = 모델을 불러오는 중입니다. 처음에는 10~20초 걸릴 수 있어요.
common-waiting-retrying = 모델 서비스가 잠시 요청을 받지 않습니다. { $seconds }초 뒤에 다시 시도합니다.
common-waiting-turn = 앞 답변이 끝나면 답변합니다.
common-waiting-queued = 앞에 { $ahead }개의 답변이 있습니다. 차례를 기다리는 중입니다.

# What is told of answers to those who hear the page
common-announce-begin = Supbot이 답변하고 있습니다.
common-announce-end = 답변이 끝났습니다.
common-announce-failed = 답변을 받지 못했습니다. { $reason }
common-announce-code = 코드 블록, { $language }.
common-announce-table = 표.

# Pages that are not there
common-not-found = 찾을 수 없습니다
common-not-found-about = 없는 주소이거나, 삭제되었거나, 볼 수 있는 권한이 없습니다.
common-go-home = 홈으로
common-failed-to-load = 불러오지 못했습니다

# Errors
common-error-unauthorized = 로그인이 필요합니다. 로그인이 만료되었을 수 있어요.
common-error-forbidden = 이 키로는 할 수 없는 작업입니다.
common-error-reauthentication-required = 비밀번호를 확인한 지 10분이 지났습니다. 비밀번호를 다시 확인해 주세요.
common-error-not-found = 찾을 수 없습니다.
common-error-bad-request = 요청을 읽을 수 없습니다. 페이지를 새로고침하고 다시 시도하세요.
common-error-too-many-requests = 너무 많이 시도했습니다. { $seconds }초 뒤에 다시 시도하세요.
common-error-busy = 지금은 서버에 요청이 너무 많습니다. { $seconds }초 뒤에 다시 시도하세요.
common-error-disk-full = 서버의 저장 공간이 가득 차 지금은 저장할 수 없습니다. 이미 저장된 내용은 그대로 있습니다.
common-error-unavailable = 서버가 바쁩니다. 잠시 뒤 다시 시도하세요.
common-error-unreachable = 서버에 연결할 수 없습니다. 작성한 내용은 그대로 있습니다.
common-error-internal = 서버에 문제가 생겼습니다. 오류를 기록했습니다.
common-fault-username-length = 아이디는 2자에서 32자까지입니다.
common-fault-username-characters = 아이디에는 한글·영문·숫자와 _ - . 만 쓸 수 있습니다.
common-fault-username-taken = 이미 사용 중인 아이디입니다.
common-fault-email-format = 이메일 주소 형식이 올바르지 않습니다.
common-fault-email-taken = 이미 사용 중인 이메일 주소입니다.
common-fault-password-length = 비밀번호는 8자에서 256자까지입니다.
common-fault-password-wrong = 현재 비밀번호가 올바르지 않습니다.
common-fault-credentials-wrong = 아이디 또는 비밀번호가 올바르지 않습니다.
common-fault-signup-closed = 이 서버는 새로 가입을 받지 않습니다.
common-fault-title-length = 제목은 1자에서 200자까지입니다.
common-fault-system-prompt-length = 시스템 프롬프트는 16 KiB까지 쓸 수 있습니다.
common-fault-temperature-range = 온도는 0에서 2까지의 숫자입니다.
common-fault-max-tokens-range = 최대 답변 길이는 1에서 1000000까지의 정수입니다.
common-fault-message-empty = 메시지가 비어 있습니다.
common-fault-message-too-long = 메시지가 너무 깁니다. 512 KiB까지 보낼 수 있습니다.
common-fault-message-control-character = 메시지에 보이지 않는 제어 문자(예: NUL)가 있어 보낼 수 없습니다.
common-fault-attachments-invalid = 첨부 파일 중에 없거나 이미 보낸 것이 있습니다. 10개까지 보낼 수 있습니다.
common-fault-model-unknown = 이 서버에 없는 모델입니다. 다른 모델을 선택하세요.
common-fault-replies-waiting = 답변을 기다리는 질문이 이미 여러 개 있습니다. 답변이 끝난 뒤에 보내세요.
common-fault-event-unknown = 그런 번호의 이벤트는 없습니다.
common-fault-not-continuable = 계속 생성할 수 없는 답변입니다.
common-fault-document-too-long = 문서는 1 MB까지 저장할 수 있습니다.
common-fault-document-stale = 그사이 문서가 변경되었습니다.
common-fault-format-unknown = 그런 형식은 없습니다.
common-fault-export-too-long = 파일로 만들기에는 너무 깁니다.
common-fault-file-unreadable = 파일을 열 수 없습니다. Word(.docx)·Markdown·텍스트만 가져올 수 있어요. 암호가 걸린 문서는 암호를 풀고 다시 시도하세요. 한글(HWP/HWPX)은 Word로 저장해 주세요.
common-fault-key-days = 유효 기간은 1일에서 3650일까지입니다.
common-fault-account-full = 계정의 저장 공간이 가득 찼습니다. 필요 없는 대화나 문서를 영구 삭제한 뒤 다시 시도하세요.
common-fault-count-max = 50개까지 만들 수 있습니다.
common-provider-unauthorized = 모델 서비스가 API 키를 받아들이지 않습니다. OPENAI_API_KEY를 확인하세요.
common-provider-rate-limited = 모델 서비스의 사용 한도를 초과했습니다. 잠시 뒤 다시 시도하세요.
common-provider-refused = 모델 서비스가 요청을 거절했습니다. 자세한 내용은 서버 로그에 있습니다.
common-provider-failed = 모델 서비스에 문제가 생겼습니다. 잠시 뒤 다시 시도하세요.
common-provider-unreachable = 모델 서비스에 연결할 수 없습니다. OPENAI_BASE_URL과 서비스가 켜져 있는지 확인하세요.
common-provider-timed-out = 모델 서비스가 제시간에 답변하지 않았습니다.
common-provider-quota-exceeded = 모델 서비스에 남은 사용량이 없습니다. 서비스의 요금과 한도를 확인하세요.
common-provider-forbidden = 이 API 키로는 이 모델을 쓸 수 없습니다.
common-provider-unknown-host = 모델 서비스의 주소를 찾을 수 없습니다. OPENAI_BASE_URL을 확인하세요.
common-provider-tls-failed = 모델 서비스와 암호화된 연결을 맺을 수 없습니다. 주소의 https와 인증서를 확인하세요.
common-provider-went-silent = 모델 서비스의 응답이 중간에 멈췄습니다.
common-provider-invalid-reply = 모델 서비스가 알 수 없는 형식으로 응답했습니다.
common-provider-too-long = 답변이 너무 길어 여기서 잘랐습니다.
common-provider-empty-reply = 모델이 빈 답변을 보냈습니다. 다시 시도하세요.
common-provider-broken-stream = 모델 서비스가 답변을 마치지 않고 연결을 끊었습니다.
common-provider-not-installed = 내장 모델이 아직 설치되지 않았습니다. 서버에서 make model을 실행하거나 OPENAI_API_KEY를 설정하세요.
common-provider-local-failed = 내장 모델이 시작되지 않습니다. 서버 로그를 확인하세요.
common-provider-context-exceeded = 모델이 한 번에 읽기에는 너무 깁니다. 나누어 보내거나 더 큰 모델을 선택하세요.
common-provider-unknown-model = 모델 서비스에 없는 모델입니다.
common-provider-not-configured = 연결된 모델이 없습니다.

## chat: The pages of chat, where the server writes them

# Where nothing has been said yet
chat-greeting = 무엇을 도와드릴까요?
chat-try-ask = 질문하기
chat-try-ask-example = 회의에서 처음 만난 분께 보낼 짧은 인사 메일을 써 줘
chat-try-code = 코드 작성
chat-try-code-example = 파이썬으로 CSV 파일의 열 합계를 구하는 코드를 보여줘
chat-try-fix-about = 파일을 붙여 넣으면 변경된 곳을 하나씩 보여 드립니다.
chat-try-document = 문서 작성
chat-try-document-about = 보고서, 회의록, 자기소개서를 격식에 맞춰 씁니다.

# The models
chat-local-suffix = 내장
chat-scripted-suffix = 테스트용
chat-connect-bigger = 다른 모델 연결하기
chat-models-none = 지금 사용할 수 있는 모델이 없습니다.
chat-small-model-note = 서버에 내장된 작은 모델이 답변합니다. 틀릴 수 있어요.
chat-any-model-note = 모델의 답변은 틀릴 수 있어요. 중요한 내용은 확인하세요.

# The menu of a conversation
chat-title = 제목
chat-system-prompt = 시스템 프롬프트(맞춤 지시)
chat-system-prompt-placeholder = 예: 짧은 존댓말로 답해 줘
chat-temperature = 온도 (0~2)
chat-max-tokens = 최대 답변 길이(토큰)
chat-left-to-model = 기본값
chat-save = 저장
chat-to-document = 문서로 만들기
chat-files = 파일
chat-share = 공유
chat-labels = 고정·폴더·태그
chat-delete-conversation-about = 휴지통으로 이동합니다. 30일 안에 복원할 수 있습니다.
chat-delete = 삭제

# The buttons of messages
chat-copy = 복사
chat-quote = 인용
chat-regenerate = 다시 생성
chat-retry = 다시 시도
chat-go-on = 계속 생성
chat-siblings = 다른 버전
chat-sibling-previous = 이전 버전
chat-sibling-next = 다음 버전

## chat-tools: The tools of the chat: files, running code
chat-tools-close = 닫기

# What can be done with a block of code
chat-tools-code-actions = 코드 작업
chat-tools-code-explain = 설명
chat-tools-code-faults = 버그 찾기
chat-tools-code-tests = 테스트 추가
chat-tools-code-comments = 주석 추가
chat-tools-code-faster = 성능 개선
chat-tools-code-translate = 다른 언어로 변환
chat-tools-code-translate-to = 변환할 언어
chat-tools-ask-explain = 이 코드를 설명해 줘.
chat-tools-ask-faults = 이 코드에서 잘못되었거나 위험한 곳을 찾아 고쳐 줘.
chat-tools-ask-tests = 이 코드의 테스트를 써 줘.
chat-tools-ask-comments = 이 코드에 주석을 달아 줘. 코드는 바꾸지 마.
chat-tools-ask-faster = 이 코드를 더 빠르게 고치고, 무엇이 빨라졌는지 설명해 줘.
chat-tools-ask-translate = 이 코드를 { $language } 언어로 옮겨 줘.
chat-tools-ask-fix = 이 코드를 실행했더니 아래 오류가 났어. 고쳐 줘.

# Running code
chat-tools-run = 실행
chat-tools-run-result = 실행 결과
chat-tools-run-starting = 준비 중…
chat-tools-run-python-starting = 파이썬을 불러오는 중… 처음에는 몇 초 걸릴 수 있어요.
chat-tools-run-running = 실행 중…
chat-tools-run-done = 실행 완료
chat-tools-run-failed = 실행 중 오류가 발생했습니다.
chat-tools-run-stopped = 중지했습니다.
chat-tools-run-hung = 5초 동안 응답이 없어 중지했습니다.
chat-tools-run-too-slow = 60초가 지나 중지했습니다.
chat-tools-run-too-long = 1 MB까지 실행할 수 있습니다.
chat-tools-run-unavailable = 실행에 필요한 파일을 불러오지 못했습니다.
chat-tools-run-stop = 중지
chat-tools-run-again = 다시 실행
chat-tools-run-console = 콘솔
chat-tools-run-console-cut = 1,000줄이 넘어 여기서 줄였습니다.
chat-tools-run-fix = 이 오류 고치기
chat-tools-run-warning-title = 실행하기 전에
chat-tools-run-warning = 이 브라우저는 실행되는 코드가 인터넷에 연결하는 것을 완전히 막지 못합니다. 코드에 적힌 내용과 이 컴퓨터의 IP 주소가 외부로 나갈 수 있습니다. 대화나 계정은 읽을 수 없습니다. 신뢰할 수 있는 코드만 실행하세요.
chat-tools-run-warning-run = 그래도 실행

# Files in answers
chat-tools-files = 파일
chat-tools-files-in-answer = 파일 { $n }개
chat-tools-files-none = 아직 이름이 있는 코드가 들어 있는 답변이 없습니다.
chat-tools-files-versions = 버전 { $n }개
chat-tools-files-version = 버전 { $n }
chat-tools-files-version-shown = 현재 버전
chat-tools-files-compare = 비교 버전
chat-tools-files-compare-none = 비교 안 함
chat-tools-files-show = 보기
chat-tools-files-download = 다운로드
chat-tools-files-download-all = 전체 다운로드 (zip)
chat-tools-files-copy = 복사
chat-tools-files-copied = 복사됨
chat-tools-files-all = 모든 파일
chat-tools-files-failed = 파일을 불러오지 못했습니다.

# Files with a question
chat-tools-attach = 파일 첨부
chat-tools-attach-list = 첨부한 파일
chat-tools-attach-remove = { $name } 제거
chat-tools-attach-uploading = { $name } 업로드 중
chat-tools-attach-wait = 업로드가 끝나면 보낼 수 있습니다.
chat-tools-attach-failed = 업로드하지 못했습니다. 다시 시도하세요.
chat-tools-attach-max = 파일은 10개까지 첨부할 수 있습니다.
chat-tools-attach-too-large = { $name }: 파일 하나는 10 MB까지 첨부할 수 있습니다.
chat-tools-attach-unseen = 이 모델은 이미지를 볼 수 없어, 이미지가 있다는 것만 알려 줍니다.

# Prompts and personas in the composer
chat-tools-prompt-library = 프롬프트와 페르소나
chat-tools-prompt-library-count = { $n }개 있습니다. 화살표로 선택하고 Enter로 사용합니다.
chat-tools-prompt-library-manage = 프롬프트와 페르소나 관리
chat-tools-prompt = 프롬프트
chat-tools-persona = 페르소나
chat-tools-prompt-insert = 삽입
chat-tools-prompt-failed = 지금은 사용할 수 없습니다. 잠시 뒤 다시 시도하세요.
chat-tools-temporary = 임시 대화
chat-tools-cancel = 취소

# The menu of a conversation
chat-tools-not-saved = 서버에 연결할 수 없어 저장하지 못했습니다.

## chat-list: The page of all chats
chat-list-all-chats = 모든 대화
chat-list-tabs = 보기
chat-list-tab-active = 전체
chat-list-tab-pinned = 고정됨
chat-list-tab-archived = 보관함
chat-list-tab-trash = 휴지통
chat-list-search = 제목 검색
chat-list-filter = 검색
chat-list-folder = 폴더
chat-list-folder-any = 모든 폴더
chat-list-tag = 태그
chat-list-tag-any = 모든 태그
chat-list-select-all = 전체 선택
chat-list-select-none = 선택 해제
chat-list-select-one = 선택: { $title }
chat-list-actions = 선택한 대화
chat-list-pin = 고정
chat-list-unpin = 고정 해제
chat-list-archive = 보관
chat-list-unarchive = 보관 해제
chat-list-delete = 삭제
chat-list-move-to = 폴더로 이동
chat-list-folder-hint = 폴더 이름 (비우면 폴더에서 제외)
chat-list-add-tag = 태그 추가
chat-list-remove-tag = 태그 제거
chat-list-restore = 복원
chat-list-delete-for-good = 영구 삭제
chat-list-delete-for-good-about = 선택한 대화를 영구 삭제합니다. 되돌릴 수 없습니다.
chat-list-delete-for-good-yes = 영구 삭제
chat-list-deleted-for-good = 대화 { $n }개를 영구 삭제했습니다.
chat-list-empty-trash = 휴지통 비우기
chat-list-empty-trash-about = 휴지통에 있는 대화를 모두 영구 삭제합니다. 되돌릴 수 없습니다.
chat-list-trash-about = 삭제한 대화는 30일 동안 보관된 뒤 영구 삭제됩니다.
chat-list-nothing = 여기에는 대화가 없습니다.
chat-list-older = 더 보기
chat-list-deleted = 대화 { $n }개를 휴지통으로 이동했습니다. 30일 안에 복원할 수 있습니다.
chat-list-undo = 실행 취소
chat-list-done = 대화 { $n }개에 적용했습니다.
chat-list-done-pin = 대화 { $n }개를 고정했습니다.
chat-list-done-unpin = 대화 { $n }개의 고정을 해제했습니다.
chat-list-done-archive = 대화 { $n }개를 보관했습니다.
chat-list-done-unarchive = 대화 { $n }개를 보관 해제했습니다.
chat-list-done-move = 대화 { $n }개를 폴더로 이동했습니다.
chat-list-done-move-out = 대화 { $n }개를 폴더에서 제외했습니다.
chat-list-done-tag = 대화 { $n }개에 태그를 추가했습니다.
chat-list-done-untag = 대화 { $n }개에서 태그를 제거했습니다.
chat-list-done-restore = 대화 { $n }개를 복원했습니다.
chat-list-left-out = { $n }개는 변경하지 못했습니다. 없는 대화이거나 태그가 이미 20개입니다.
chat-list-nothing-chosen = 대화와 작업을 선택하세요.
chat-list-folder-wrong = 폴더 이름은 1자에서 60자까지입니다.
chat-list-tag-wrong = 태그는 1자에서 30자까지입니다.
chat-list-last-message = 마지막 메시지
chat-list-deleted-on = 삭제일

## temporary-chat: Temporary chats
temporary-chat-temporary-chat = 임시 대화
temporary-chat-start-over = 새로 시작
temporary-chat-hello = 어디에도 저장되지 않는 대화입니다
temporary-chat-about-stored = 대화 내용은 이 페이지 안에만 있습니다. 서버의 데이터베이스에도 로그에도 남지 않습니다. 토큰 수만 사용량에 더해집니다.
temporary-chat-about-gone = 새로고침하거나 페이지를 떠나면 사라지고 복원할 수 없습니다.
temporary-chat-about-model = 답변하는 모델에는 전송됩니다. 그쪽에 무엇이 남는지는 모델 제공자에 따라 다릅니다.
temporary-chat-no-script = 임시 대화는 브라우저에만 보관되므로 JavaScript가 필요합니다.
temporary-chat-note = 이 페이지를 떠나면 사라집니다. 모델의 답변은 틀릴 수 있어요.
temporary-chat-copy = 복사

## documents: Documents

# The list
documents-documents = 문서
documents-new-document = 새 문서
documents-search = 제목과 내용 검색
documents-search-button = 검색
documents-all-formats = 모든 형식
documents-empty = 아직 문서가 없습니다. 형식을 선택하고 메모 몇 줄만 적으면 초안이 나옵니다.
documents-nothing-found = 검색 결과가 없습니다.
documents-older = 더 오래된 문서
documents-versions-older = 더 오래된 버전
documents-import = 파일 가져오기
documents-import-hint = Word(.docx), Markdown, 텍스트 · 4 MB까지
documents-import-button = 가져오기
documents-duplicate = 복제
documents-delete = 삭제
documents-deleted = 문서를 삭제했습니다. 30일 안에 복원할 수 있습니다.
documents-undo = 실행 취소
documents-trash = 휴지통
documents-trash-about = 삭제한 문서: { $n }개. 30일 뒤에 영구 삭제되며, 그때까지 저장 공간을 차지합니다.
documents-empty-trash = 휴지통 비우기
documents-empty-trash-about = 삭제한 문서를 모두 영구 삭제합니다. 되돌릴 수 없습니다.
documents-empty-trash-yes = 영구 삭제
documents-trash-emptied = 휴지통을 비웠습니다.
documents-being-written = 쓰는 중
documents-cut-short = 중단됨
documents-just-now = 방금
documents-minutes-ago = { $n }분 전
documents-hours-ago = { $n }시간 전

# A new document
documents-choose-format = 어떤 문서가 필요한가요?
documents-own-formats = 내가 만든 형식
documents-own-format-new = 예시로 형식 만들기
documents-own-format-about = 잘 쓴 문서를 하나 붙여 넣으면 그 구성과 문체를 따르는 형식이 만들어집니다.
documents-own-format-name = 형식 이름
documents-own-format-example = 예시 문서 (Markdown)
documents-own-format-make = 형식 만들기
documents-own-format-delete-about = 이 형식으로 쓴 문서는 남습니다. 삭제한 형식은 복원할 수 없습니다.
documents-own-format-deleted = 형식을 삭제했습니다.
documents-own-format-delete = 형식 삭제
documents-title = 제목
documents-title-hint = 비워 두면 형식 이름이 됩니다.
documents-language = 문서 언어
documents-notes = 메모
documents-notes-hint = 생각나는 대로 적으세요. 초안은 틀릴 수 있으니 이름·날짜·숫자를 확인하세요.
documents-model = 모델
documents-made-from = 참고한 형식: { $name }
documents-write-draft = 초안 쓰기
documents-start-empty = 빈 문서로 시작
documents-other-format = 다른 형식
documents-length-characters = { $least }~{ $most }자
documents-length-words = { $least }~{ $most }단어

# A document
documents-save = 저장
documents-markdown = 문서 내용 (Markdown)
documents-beside = 개요와 형식 점검
documents-versions = 버전
documents-export = 내보내기
documents-export-docx = Word (.docx)
documents-export-pdf = PDF
documents-export-html = 웹 페이지 (.html)
documents-export-md = Markdown (.md)
documents-export-txt = 텍스트 (.txt)
documents-origin = 대화로 이동
documents-more = 더 보기
documents-rename = 이름 바꾸기
documents-draft-running = 모델이 초안을 쓰고 있습니다.
documents-draft-reload = 새로고침하면 더 보입니다.
documents-draft-stopped = 초안 쓰기를 중지했습니다. 여기까지 저장되었습니다.
documents-draft-interrupted = 서버가 꺼져 초안이 중단되었습니다. 여기까지 저장되었습니다.
documents-stop = 중지
documents-go-on = 계속 생성
documents-check = 형식 점검
documents-check-present = 작성됨
documents-check-missing = 없음
documents-check-optional = 없음 (선택)
documents-check-too-short = 너무 짧음
documents-check-length = 분량
documents-check-fits = 적정
documents-check-length-short = 부족
documents-check-length-long = 초과
documents-no-script = JavaScript가 꺼져 있어 Markdown으로 수정합니다. 다듬기와 자동 저장은 사용할 수 없습니다.

# Versions
documents-version-current = 현재
documents-version-of = 버전 { $n }
documents-source-autosave = 자동 저장
documents-source-manual = 저장
documents-source-draft = 초안
documents-source-accept = AI 제안 반영
documents-source-restore = 복원
documents-source-import = 가져오기
documents-source-copy = 복제
documents-by-you = 나
documents-version-name = 버전 이름
documents-version-name-save = 이름 저장
documents-version-restore = 이 버전으로 복원
documents-compare = 비교
documents-compare-from = 이전
documents-compare-to = 이후
documents-compare-same = 두 버전이 같습니다.
documents-compare-added = 추가된 내용
documents-compare-removed = 삭제된 내용
documents-back-to-document = 문서로 돌아가기
documents-versions-none = 아직 버전이 없습니다.
documents-conflict = 다른 곳에서 먼저 저장되었습니다
documents-conflict-about = 덮어쓴 내용은 없습니다. 방금 작성한 내용은 '병합 안 됨' 버전으로 남아 있습니다. 아래에서 두 버전을 비교하고 선택하세요.
documents-conflict-mine = 내가 쓴 내용
documents-conflict-theirs = 저장된 내용
documents-conflict-keep-mine = 내가 쓴 내용으로 저장
documents-conflict-keep-theirs = 저장된 내용 유지
documents-not-merged = 병합 안 됨
documents-diff-label = 변경된 내용
documents-contents = 차례

## editor: The editor of documents

# Saving
editor-saved = 저장됨
editor-saving = 저장 중…
editor-unsaved = 저장 안 됨
editor-offline = 저장 실패: 서버에 연결할 수 없습니다. 작성한 내용은 이 브라우저에 있습니다.
editor-not-saved = 저장 실패: { $reason }
editor-rescued = 이 브라우저에 저장되지 않은 내용이 남아 있어 복원했습니다.
editor-conflict = 다른 곳에서 이 문서가 변경되었습니다. 내가 쓴 내용은 이 화면과 버전에 그대로 있습니다.
editor-keep-mine = 내가 쓴 내용으로 저장
editor-keep-theirs = 저장된 내용 보기
editor-compare = 비교하기
editor-draft-reading = 모델이 자료를 읽고 있습니다. 이 서버에서 실행하는 모델은 먼저 불러와야 할 수도 있습니다.

# Marks
editor-editor = 문서
editor-toolbar = 서식
editor-bold = 굵게
editor-italic = 기울임
editor-strike = 취소선
editor-code = 코드
editor-link = 링크
editor-link-prompt = 링크 주소 (https://…)
editor-paragraph = 본문
editor-heading = 제목 { $n }
editor-bullets = 글머리 기호
editor-numbers = 번호 매기기
editor-tasks = 할 일 목록
editor-quote = 인용
editor-code-block = 코드 블록
editor-table = 표
editor-row-add = 행 추가
editor-column-add = 열 추가
editor-row-remove = 행 삭제
editor-column-remove = 열 삭제
editor-table-remove = 표 삭제
editor-rule = 구분선
editor-undo = 실행 취소
editor-redo = 다시 실행
editor-find = 찾기
editor-replace = 바꾸기
editor-replace-all = 모두 바꾸기
editor-find-next = 다음
editor-find-count = { $n }곳
editor-close = 닫기
editor-block-style = 문단 스타일

# Beside it
editor-outline = 개요
editor-outline-empty = 제목을 쓰면 여기에 표시됩니다.
editor-counts = 분량
editor-characters = 글자 수 (공백 포함)
editor-characters-bare = 글자 수 (공백 제외)
editor-words = 단어
editor-fill = 빠진 부분 채우기

# Revision
editor-revise = 다듬기
editor-revise-selection = 선택한 부분
editor-revise-document = 문서 전체
editor-plain = 반말
editor-rewrite = 다시 쓰기
editor-shorten = 줄이기
editor-expand = 늘리기
editor-correct = 맞춤법 교정
editor-polite = 존댓말
editor-formal = 문어체
editor-korean = 한국어로
editor-english = 영어로
editor-go-on = 이어 쓰기
editor-model = 모델
editor-instruction = 어떻게 고칠까요?
editor-propose = 제안 받기
editor-proposing = 제안을 쓰고 있습니다…
editor-cancel = 취소
editor-proposal = 제안 { $n }개
editor-proposal-none = 바꿀 내용이 없습니다.
editor-proposal-stale = 그사이 해당 부분이 변경되어 제안을 표시할 수 없습니다. 다시 요청하세요.
editor-proposal-failed = 제안을 받지 못했습니다: { $reason }
editor-accept = 수락
editor-reject = 거절
editor-accept-all = 모두 수락
editor-reject-all = 모두 거절
editor-unreachable = 서버에 연결할 수 없습니다
editor-failed = 알 수 없는 오류

## code-fixes: Code fixes, and differences between texts

# A difference
code-fixes-diff-unified = 통합
code-fixes-diff-split = 나란히
code-fixes-diff-layout = 보기 방식
code-fixes-diff-same = 변경된 내용이 없습니다.
code-fixes-diff-old-line = 이전 줄
code-fixes-diff-new-line = 새 줄
code-fixes-diff-old = 이전
code-fixes-diff-new = 이후
code-fixes-diff-text = 내용
code-fixes-diff-removed = 삭제된 줄:
code-fixes-diff-added = 추가된 줄:
code-fixes-diff-no-newline = 파일 끝에 줄바꿈 없음
code-fixes-diff-range = { $from }–{ $to }행

# The list and the form
code-fixes-code = 코드
code-fixes-code-hint = 여기에 붙여 넣거나 파일을 끌어다 놓으세요.
code-fixes-name = 파일 이름
code-fixes-files = 또는 파일 업로드
code-fixes-files-hint = 텍스트 파일 { $n }개까지, 모두 합쳐 1 MB까지.
code-fixes-wrong = 무엇이 잘못되었나요?
code-fixes-wrong-hint = 오류 메시지를 붙여 넣거나, 어떻게 동작해야 하는지 적어 주세요. 비워 두면 문제를 찾아 고칩니다.
code-fixes-model = 모델
code-fixes-send = 고치기
code-fixes-fixes = 고친 코드
code-fixes-delete = 삭제
code-fixes-delete-about = 파일과 고친 내용이 모두 삭제됩니다. 되돌릴 수 없습니다.
code-fixes-deleted = 고친 코드를 삭제했습니다.
code-fixes-fixes-none = 아직 없습니다.
code-fixes-older = 더 보기
code-fixes-state-generating = 쓰는 중
code-fixes-state-cut-short = 중단됨
code-fixes-state-failed = 실패

# One fix
code-fixes-back = 고친 코드 목록
code-fixes-more = 메뉴
code-fixes-is-generating = 모델이 코드를 고치고 있습니다. 페이지를 닫아도 계속됩니다.
code-fixes-is-stopped = 중지했습니다. 아무것도 변경하지 않았습니다.
code-fixes-is-interrupted = 서버가 꺼져 중단되었습니다. 아무것도 변경하지 않았습니다.
code-fixes-reload = 새로고침
code-fixes-stop = 중지
code-fixes-ask-again = 다시 요청
code-fixes-answer = 모델의 답변
code-fixes-said = 모델의 설명
code-fixes-was-asked-again = 일부 변경을 적용할 수 없어 모델에 한 번 다시 요청했습니다.
code-fixes-not-made = 적용하지 않은 변경
code-fixes-not-made-about = 위치를 확신할 수 없어 적용하지 않았습니다. 파일의 이 부분은 그대로입니다.
code-fixes-nothing-changed = 변경된 내용이 없습니다.
code-fixes-taken = 변경 { $all }개 중 { $n }개 적용
code-fixes-take-all = 모두 적용
code-fixes-take-none = 모두 해제
code-fixes-take = 적용
code-fixes-save = 저장
code-fixes-new-file = 새 파일
code-fixes-result = 결과
code-fixes-copy = 복사
code-fixes-copied = 복사됨
code-fixes-download = 다운로드
code-fixes-download-all = 전체 다운로드 (zip)
code-fixes-show-result = 전체 파일 보기
code-fixes-open-as-document = 문서로 열기
code-fixes-send-on = 채팅으로 이어서 질문
code-fixes-send-on-label = 궁금한 점을 적고 보내세요.
code-fixes-send-on-button = 새 대화로 보내기

# Why an edit was not made
code-fixes-reason-no-edits = 제안된 변경이 없습니다.
code-fixes-reason-truncated = 변경이 끝나기 전에 답변이 끊겼습니다.
code-fixes-reason-nested = 변경 안에서 다른 변경이 시작됩니다.
code-fixes-reason-divider = 어디까지가 이전 줄이고 어디부터 새 줄인지 알 수 없습니다.
code-fixes-reason-marker = 변경의 시작이나 끝을 알아볼 수 없습니다.
code-fixes-reason-no-path = 어느 파일인지 적혀 있지 않습니다.
code-fixes-reason-unknown-path = 그런 이름의 파일이 없습니다.
code-fixes-reason-unsafe-path = 사용할 수 없는 파일 이름입니다.
code-fixes-reason-empty-search = 비어 있지 않은 파일에서 무엇을 바꿀지 적혀 있지 않습니다.
code-fixes-reason-not-found = 바꿀 줄이 파일에 없습니다.
code-fixes-reason-ambiguous = 바꿀 줄이 파일에 여러 번 나옵니다.
code-fixes-reason-overlap = 다른 변경이 같은 줄을 바꿉니다.
code-fixes-reason-no-change = 바꾸는 내용이 없습니다.
code-fixes-reason-control = 제어 문자가 들어 있습니다.
code-fixes-reason-too-large = 코드가 너무 커집니다.
code-fixes-reason-too-many = 변경이나 새 파일이 너무 많습니다.

# Why code is not taken
code-fixes-error-no-code = 코드를 붙여 넣거나 파일을 선택하세요.
code-fixes-error-too-large = 모두 합쳐 1 MB까지입니다.
code-fixes-error-too-many-files = 파일은 50개까지입니다.
code-fixes-error-not-text = UTF-8 텍스트 파일만 고칠 수 있습니다.
code-fixes-error-path = 사용할 수 없는 파일 이름입니다. src/main.py 같은 이름이어야 합니다.
code-fixes-error-path-twice = 이름이 같은 파일이 있습니다.
code-fixes-error-being-written = 모델이 아직 쓰고 있습니다.
code-fixes-error-hunk-unknown = 그런 변경이 없습니다.
code-fixes-error-too-many = 1000개까지 저장할 수 있습니다. 오래된 것을 삭제해 주세요.

## prompts: Prompts and personas

# The list
prompts-prompt-library = 프롬프트와 페르소나
prompts-prompt-library-about = 자주 쓰는 프롬프트와 페르소나를 저장해 두세요. 대화 입력창에서 / 를 누르면 바로 사용할 수 있습니다.
prompts-prompt-library-open = 프롬프트와 페르소나 보기
prompts-prompts = 프롬프트
prompts-prompts-none = 아직 프롬프트가 없습니다. 자주 쓰는 질문을 저장해 두세요.
prompts-prompt-new = 새 프롬프트
prompts-more = 더 보기
prompts-edit = 수정
prompts-personas = 페르소나
prompts-personas-none = 아직 페르소나가 없습니다. 시스템 프롬프트와 모델, 온도를 한 이름으로 저장합니다.
prompts-persona-new = 새 페르소나
prompts-temperature-is = 온도 { $n }
prompts-tokens-are = 최대 { $n }토큰
prompts-start = 대화 시작
prompts-back = 프롬프트와 페르소나로 돌아가기
prompts-temporary = 임시 대화
prompts-temporary-about = 어디에도 저장되지 않는 대화입니다. 페이지를 닫으면 사라집니다.
prompts-temporary-open = 임시 대화 열기

# One prompt
prompts-edit-prompt = 프롬프트 수정
prompts-name = 이름
prompts-command = 명령어
prompts-command-hint = 대화 입력창에서 / 뒤에 입력할 말입니다. 글자, 숫자, - _, 32자까지.
prompts-body = 내용
prompts-body-hint = 64 KB까지. 사용할 때마다 채울 빈칸은 중괄호 두 개로 감쌉니다. 중괄호를 그대로 쓰려면 앞에 \ 를 붙입니다.
prompts-blank-text = 텍스트
prompts-blank-default = 기본값이 있는 텍스트
prompts-blank-number = 숫자
prompts-blank-choice = 선택지 (첫 번째가 기본값)
prompts-delete-prompt = 프롬프트 삭제
prompts-question = 질문
prompts-ask = 새 대화에서 질문

# One persona
prompts-edit-persona = 페르소나 수정
prompts-model-default = 기본 모델
prompts-delete-cannot-be-undone = 되돌릴 수 없습니다.
prompts-prompt-deleted = 프롬프트를 삭제했습니다.
prompts-persona-deleted = 페르소나를 삭제했습니다.
prompts-delete-persona = 페르소나 삭제
prompts-delete-persona-about = 이 페르소나로 시작한 대화는 그대로 남습니다.

# What stands against it
prompts-error-command = 명령어는 글자, 숫자, - _ 로 1~32자입니다.
prompts-error-command-taken = 이미 다른 프롬프트에서 사용 중인 명령어입니다.
prompts-error-body-empty = 내용을 입력하세요.
prompts-error-body-too-long = 내용이 너무 깁니다. 64 KB까지 쓸 수 있습니다.
prompts-error-too-many-prompts = 프롬프트는 { $n }개까지 만들 수 있습니다. 쓰지 않는 것을 삭제해 주세요.
prompts-error-too-many-personas = 페르소나는 { $n }개까지 만들 수 있습니다. 쓰지 않는 것을 삭제해 주세요.
prompts-error-unreadable = 빈칸으로 읽을 수 없습니다: { $text } 이름은 { $n }자까지의 글자와 숫자, 선택지는 { $choices }개까지입니다. 중괄호를 그대로 쓰려면 앞에 \ 를 붙여 주세요.
prompts-error-ambiguous = ‘{ $name }’{ JOSA($name, "이/가") } 두 가지로 정해져 있습니다. 한 곳에서만 정해 주세요.
prompts-error-too-many-variables = 빈칸은 { $n }개까지 만들 수 있습니다.
prompts-error-missing = ‘{ $name }’{ JOSA($name, "을/를") } 채워 주세요.
prompts-error-not-number = ‘{ $name }’에는 숫자를 입력하세요.
prompts-error-not-choice = ‘{ $name }’의 선택지 중 하나를 선택하세요.
prompts-error-unknown = ‘{ $name }’{ JOSA($name, "이라는/라는") } 빈칸이 없습니다.
prompts-problem-too-many = 더 만들 수 없습니다.
prompts-problem-variable = 빈칸이 잘못되었습니다.
prompts-problem-value = 빈칸에 맞지 않는 값이 있습니다.

## attachments: Attachments

# Why a file cannot be attached
attachments-error-no-file = 첨부할 파일이 없습니다.
attachments-error-too-large = 파일 하나는 10 MB까지 첨부할 수 있습니다.
attachments-error-unsupported = 이미지(PNG, JPEG, WebP, GIF), 텍스트, PDF만 첨부할 수 있습니다.
attachments-error-picture-unreadable = 이미지를 읽을 수 없습니다. 파일이 손상된 것 같습니다.
attachments-error-picture-too-large = 이미지가 너무 큽니다. 한 변은 12,000픽셀, 전체는 5천만 픽셀까지입니다.
attachments-error-text-too-long = 텍스트는 256 KB까지 첨부할 수 있습니다.
attachments-error-pdf-unreadable = PDF를 읽을 수 없습니다. 손상되었거나 암호가 걸려 있습니다.
attachments-error-pdf-without-text = 텍스트가 없는 PDF입니다. 각 쪽을 이미지로 첨부해 보세요.
attachments-error-full = 첨부 파일을 저장할 공간이 없습니다. 첨부가 있는 대화를 삭제하면 공간이 생깁니다.

# What models are told
attachments-prompt-file = 첨부 파일: { $name }
attachments-prompt-unseen-image = [그림 “{ $name }”{ JOSA($name, "이/가") } 첨부되었지만, 당신은 그림을 볼 수 없습니다. 필요하면 볼 수 없다고 말하세요.]
attachments-prompt-omitted = [“{ $name }”{ JOSA($name, "이/가") } 첨부되었지만, 길어서 여기서는 뺐습니다.]

# What stands for them where a link is shared
attachments-mark-image = [이미지]
attachments-mark-text = [파일]

# The page
attachments-open-image = 이미지 크게 보기: { $name }
attachments-open-text = 첨부한 텍스트 보기: { $name }

## search: Search
search-search = 검색
search-placeholder = 대화와 문서 검색
search-button = 검색
search-place = 검색 범위
search-in-all = 전체
search-in-messages = 메시지
search-in-documents = 문서
search-in-titles = 대화 제목
search-a-message = 메시지
search-a-document = 문서
search-a-conversation = 대화
search-nothing-found = 검색 결과가 없습니다. 단어를 줄이거나 범위를 넓혀 보세요.
search-more = 더 보기
search-hint = 입력한 단어가 모두 들어 있는 항목을 찾습니다.
search-operators = 더 정확히 찾기
search-operators-about = "따옴표": 그대로, -단어: 그 단어 제외, rus*: 그렇게 시작하는 단어. in:docs role:user model:gpt before:2026-01 after:2025-06-01 pinned: tag:이름 folder:이름 으로 범위를 좁힐 수 있습니다.

## sharing: Shared links

# What whoever has the link reads
sharing-about-conversation = { $day }에 공유된 대화의 사본입니다. 읽기 전용이며 바뀌지 않습니다.
sharing-about-document = { $day }에 공유된 문서의 사본입니다. 읽기 전용이며 바뀌지 않습니다.
sharing-nothing-said = 아직 메시지가 없는 대화입니다.
sharing-a-person = 사용자
sharing-go-on = 이 대화 이어서 하기
sharing-go-on-about = 내 계정에 사본이 만들어집니다. 원본은 그대로입니다.
sharing-go-on-log-in = 로그인하고 이 대화 이어서 하기
sharing-shared-from = 내 서버에서 돌아가는 AI 작업 공간, Supbot에서 공유했습니다.

# The owner's list
sharing-shares = 공유한 링크
sharing-shares-about = 링크가 있는 사람은 누구나 공유한 시점의 사본을 읽을 수 있습니다. 언제든 공유를 중지할 수 있습니다.
sharing-shares-open = 링크 보기
sharing-shares-none = 공유한 링크가 없습니다. 대화나 문서의 메뉴에서 공유할 수 있습니다.
sharing-shares-more = 더 보기
sharing-new-link = 새 링크입니다. 다시 표시되지 않으니 지금 복사해 두세요.
sharing-new-link-name = 새 링크
sharing-copy-link = 링크 복사
sharing-conversation = 대화
sharing-document = 문서
sharing-made-on = { $day }에 공유
sharing-ends-on = { $day } 만료
sharing-is-findable = 검색 엔진에 노출됨
sharing-ends-never = 만료 없음
sharing-revoke = 공유 중지
sharing-revoke-about = 링크가 바로 열리지 않게 됩니다. 되돌릴 수 없습니다.
sharing-revoked = 공유를 중지했습니다. 이제 링크가 열리지 않습니다.
sharing-off = 이 서버에서는 지금 공유가 꺼져 있어 링크가 열리지 않습니다.

# A new link
sharing-share = 공유
sharing-shown-title = 링크가 있는 사람에게 보이는 내용
sharing-shown-conversation = 이 대화의 제목, 지금 보이는 메시지 { $n }개, 모델 이름, 오늘 날짜가 보입니다. 시스템 프롬프트, 모델이 생각한 과정, 다른 버전의 메시지, 내 아이디는 보이지 않습니다.
sharing-shown-document = 이 문서의 제목과 현재 내용, 오늘 날짜가 보입니다. 이전 버전, 메모, 내 아이디는 보이지 않습니다.
sharing-shown-anybody = 로그인하지 않아도 읽을 수 있습니다. 나중에 원본을 수정하거나 삭제해도 사본은 그대로 남고, 공유를 중지하거나 만료되면 바로 사라집니다.
sharing-ends = 유효 기간
sharing-ends-in = { $n }일
sharing-ends-when-revoked = 직접 중지할 때까지
sharing-findable = 검색 엔진에 노출 허용
sharing-make = 링크 만들기
sharing-cancel = 취소

# What stands against it
sharing-error-off = 이 서버에서는 공유가 꺼져 있습니다.
sharing-error-being-written = 아직 쓰는 중입니다. 끝난 뒤에 공유해 주세요.
sharing-error-too-long = 공유하기에는 너무 깁니다. 2 MB까지입니다.
sharing-error-too-many = 링크는 500개까지 만들 수 있습니다. 필요 없는 링크의 공유를 중지해 주세요.

## import-export: Export and import
import-export-transfer = 내보내기와 가져오기
import-export-transfer-about = 대화와 문서, 프롬프트, 고친 코드를 모두 파일 하나로 다운로드하거나, 다른 서비스에서 쓰던 대화를 가져옵니다.
import-export-transfer-open = 내보내기와 가져오기 열기
import-export-export = 내보내기
import-export-export-about = 대화, 문서, 프롬프트, 페르소나, 고친 코드가 각각 읽기 좋은 Markdown 파일과, 모든 버전이 든 JSON 파일로 압축 파일 하나에 들어갑니다. 고친 코드는 고치기 전과 후의 파일도 함께 들어갑니다. 비밀번호와 키는 들어가지 않습니다.
import-export-export-button = 전체 다운로드
import-export-import = 가져오기
import-export-import-about = Supbot, ChatGPT, Claude, Open WebUI, LibreChat에서 내보낸 zip 파일을 그대로, 또는 JSON 파일을 올리세요. { $size }까지 가능합니다. 두 번 가져와도 중복되지 않습니다.
import-export-import-file = 가져올 파일
import-export-import-button = 가져오기
import-export-imports = 가져오기 기록
import-export-reload = 새로고침
import-export-state-running = 가져오는 중
import-export-state-done = 완료
import-export-state-failed = 실패
import-export-imported = 대화 { $conversations }개(메시지 { $messages }개), 문서 { $documents }개를 가져왔습니다. 이미 있어 건너뜀: { $known }개.
import-export-imported-rest = 프롬프트 { $prompts }개, 페르소나 { $personas }개, 고친 코드 { $code-fixes }개도 가져왔습니다.
import-export-error-too-large = 파일이 너무 큽니다. { $size }까지 가져올 수 있습니다.
import-export-error-cut-off = 파일 업로드가 중간에 끊겼습니다. 파일을 다시 선택하세요.
import-export-error-account-full = 계정의 저장 공간이 부족합니다. 필요 없는 대화나 문서를 영구 삭제한 뒤 다시 시도하세요.
import-export-error-disk-full = 서버의 저장 공간이 가득 찼습니다. 나중에 다시 시도하세요.
import-export-error-busy = 다른 파일을 아직 가져오는 중입니다. 끝난 뒤에 다시 시도하세요.
import-export-error-unknown = 파일을 가져오지 못했습니다. 다시 시도하세요.
import-export-fault-unreadable = 이 파일에서 대화를 찾지 못했습니다. 내보낸 파일을 그대로 선택하세요.
import-export-fault-damaged = 파일이 손상되었거나 중간에서 끝납니다. 다시 다운로드해 올려 주세요. 가져온 내용은 없습니다.
import-export-fault-too-much = 압축을 풀면 너무 커서 가져올 수 없습니다. 가져온 내용은 없습니다.
import-export-fault-full = 계정의 저장 공간이 가득 차 중간에 중단되었습니다. 필요 없는 것을 영구 삭제하고 같은 파일을 다시 가져오면 나머지만 추가됩니다.
import-export-fault-disk-full = 서버의 저장 공간이 가득 차 중간에 중단되었습니다. 공간이 생긴 뒤 같은 파일을 다시 가져오면 나머지만 추가됩니다.
import-export-fault-newer = 더 새로운 Supbot에서 만든 파일입니다. 이 서버를 먼저 업데이트하세요.
import-export-fault-interrupted = 서버가 꺼져 중간에 중단되었습니다. 같은 파일을 다시 가져오면 나머지만 추가됩니다.
import-export-fault-internal = 서버에 문제가 생겨 중단되었습니다. 같은 파일을 다시 가져오면 나머지만 추가됩니다.
import-export-omission-images = 가져오지 않은 이미지: { $n }개.
import-export-omission-audio = 가져오지 않은 소리와 동영상: { $n }개.
import-export-omission-attachments = 텍스트가 들어 있지 않아 가져오지 않은 첨부 파일: { $n }개.
import-export-omission-tools = 가져오지 않은 도구 사용과 그 결과: { $n }개.
import-export-omission-system = 가져오지 않은 시스템 메시지와 숨은 메시지: { $n }개.
import-export-omission-empty-messages = 비어 있어 가져오지 않은 메시지: { $n }개.
import-export-omission-empty-conversations = 메시지가 없어 가져오지 않은 대화: { $n }개.
import-export-omission-unknown = 알 수 없는 종류여서 가져오지 않은 부분: { $n }개.
import-export-omission-cut = 너무 길어 뒤를 자른 내용: { $n }개.
import-export-omission-characters = 보이지 않는 제어 문자를 제거한 내용: { $n }개.
import-export-omission-garbled = 읽을 수 없는 글자를 �로 바꾼 대화: { $n }개.
import-export-omission-broken = 손상되어 읽지 못한 항목: { $n }개.
import-export-omission-too-large = 너무 커서 읽지 않은 항목: { $n }개.
import-export-omission-files = 대화가 없는 파일이라 건너뜀: { $n }개.
import-export-omission-formats = 50개를 넘어 가져오지 않은 내 형식: { $n }개.
import-export-omission-versions = 내보낸 파일에 없던 문서의 이전 버전: { $n }개.
import-export-omission-folders = 폴더 이름이 파일에 없어 번호로 표시한 폴더의 대화: { $n }개.
import-export-omission-tags = 대화마다 20개까지여서 가져오지 않은 태그: { $n }개.
import-export-omission-prompts = 200개를 넘어 가져오지 않은 프롬프트: { $n }개.
import-export-omission-personas = 50개를 넘어 가져오지 않은 페르소나: { $n }개.
import-export-omission-code-fixes = 1000개를 넘어 가져오지 않은 고친 코드: { $n }개.
import-export-omission-commands = 명령어가 이미 사용 중이어서 뒤에 번호를 붙인 프롬프트: { $n }개.
import-export-you = 나
import-export-assistant = AI

## account: The first page, accounts and settings

# The first page
account-tagline = 대화, 코드, 문서를 한곳에서
account-landing-lead = 내 서버에서 돌아가는 AI 작업 공간입니다. 묻고, 코드를 고치고, 격식에 맞는 문서를 씁니다. 작성한 내용은 모두 이 서버에만 저장되며, 연결한 모델에는 질문이 전송됩니다.
account-landing-chat = 질문하기
account-landing-chat-about = 한국어와 영어로 묻고, 새로고침해도 이어지는 답변을 받습니다.
account-landing-code = 코드 작성과 수정
account-landing-code-about = 코드를 붙여 넣고 무엇이 문제인지 말하면 고쳐 줍니다.
account-landing-document = 문서 작성
account-landing-document-about = 보고서, 회의록, 자기소개서를 격식에 맞춰 쓰고 Word나 PDF로 내보냅니다.
account-landing-own = 온전히 내 것
account-landing-own-about = 프로그램 하나, 데이터베이스 파일 하나. API 키나 외부 가입 없이 바로 쓰는 모델이 내장되어 있습니다.
account-sign-up = 가입하기

# Accounts
account-log-out = 로그아웃
account-username = 아이디
account-email = 이메일 (선택)
account-password = 비밀번호
account-settings = 설정
account-account = 계정
account-change-password = 비밀번호 변경
account-change-password-button = 변경
account-sessions = 로그인된 기기
account-delete-account = 계정 삭제
account-language = 언어
account-username-hint = 2~32자. 한글·영문·숫자와 _ - . 사용 가능
account-password-hint = 8자 이상
account-no-account = 처음이신가요?
account-has-account = 이미 가입하셨나요?
account-log-in-first = 계속하려면 로그인하세요.
account-signup-is-closed = 이 서버는 새로 가입을 받지 않습니다. 관리자에게 문의하세요.
account-signed-in-as = { $name } 님으로 로그인했습니다.
account-current-password = 현재 비밀번호
account-new-password = 새 비밀번호
account-password-changed = 비밀번호를 변경했습니다. 다른 기기에서는 로그아웃되었습니다.
account-password-ends-keys = 비밀번호를 변경하면 다른 기기에서 로그아웃되고 API 키도 모두 삭제됩니다.
account-password-keeps-keys = API 키 유지
account-confirm-password = 비밀번호 확인
account-confirm-about = 키를 만들거나 삭제하고, 다른 기기를 로그아웃하고, 데이터를 내보내려면 비밀번호를 다시 확인해야 합니다. 한 번 확인하면 10분 동안 묻지 않습니다.
account-confirm-first = 먼저 비밀번호를 확인해 주세요.
account-confirm = 확인
account-session-current = 이 기기
account-session-unknown = 알 수 없는 기기
account-session-last-seen = 마지막 사용
account-session-revoke = 로그아웃
account-session-revoke-about = 그 기기에서는 다시 로그인해야 합니다.
account-session-revoked = 기기에서 로그아웃했습니다.
account-keys = API 키
account-keys-about = 프로그램이 로그인 대신 사용하는 키입니다. 만들 때 한 번만 표시됩니다.
account-key-new = 새 키입니다. 다시 표시되지 않으니 지금 복사해 두세요.
account-key-new-name = 새 API 키
account-key-copy = 키 복사
account-key-name = 이름
account-key-name-hint = 예: 주간 보고서 스크립트
account-key-read-only = 읽기 전용
account-key-days = 유효 기간
account-key-days-n = { $n }일
account-key-never = 만료 없음
account-key-make = 키 만들기
account-key-last-used = 마지막 사용 { $day }
account-key-unused = 사용 안 함
account-key-until = { $day } 만료
account-key-delete = 삭제
account-key-delete-about = 이 키를 쓰는 프로그램은 바로 사용할 수 없게 됩니다. 되돌릴 수 없습니다.
account-key-deleted = 키를 삭제했습니다.
account-audit = 계정 활동 기록
account-audit-about = 로그인과 실패한 시도, 키와 링크, 내보내기의 기록입니다. 최근 50건이며 작성한 내용은 포함되지 않습니다.
account-audit-times = { $n }회
account-event-log-in = 로그인
account-event-log-in-failed = 비밀번호 오류
account-event-log-out = 로그아웃
account-event-limited = 시도가 너무 많아 거절됨
account-event-sign-up = 가입
account-event-password-changed = 비밀번호 변경
account-event-password-confirmed = 비밀번호 확인
account-event-key-created = API 키 만들기
account-event-key-deleted = API 키 삭제
account-event-session-revoked = 다른 기기 로그아웃
account-event-exported = 데이터 내보내기
account-event-imported = 데이터 가져오기
account-event-share-created = 링크 공유
account-event-share-deleted = 링크 공유 중지
account-event-account-deleted = 계정 삭제
account-event-suspended = 관리자가 계정을 정지함
account-event-unsuspended = 계정 정지 해제
account-delete-account-about = 모든 대화가 함께 삭제되며 되돌릴 수 없습니다.
account-delete-account-button = 계정과 모든 대화 삭제
account-connect-about = 서버의 환경 변수나 .env 파일에 아래 값을 추가하고 다시 시작하면 모델 목록에 함께 나타납니다. OpenAI 호환 주소면 모두 사용할 수 있습니다.
account-connect-openai = OpenAI
account-connect-ollama = Ollama (서버와 같은 컴퓨터)
account-appearance = 화면
account-theme = 테마
account-theme-light = 라이트
account-theme-dark = 다크
account-as-system = 시스템 설정
account-contrast = 대비
account-contrast-more = 높음
account-text-size = 글자 크기
account-text-small = 작게
account-text-medium = 보통
account-text-large = 크게
account-send-key = 전송 키
account-send-enter = Enter (줄 바꿈은 Shift+Enter)
account-send-ctrl = Ctrl+Enter (줄 바꿈은 Enter)
account-no-script = JavaScript가 꺼져 있습니다. 읽고, 질문하고, 문서를 수정할 수 있지만 실시간 답변, 코드 실행, 서식 편집은 사용할 수 없습니다.

## shortcuts: Keyboard shortcuts and the command palette

# The palette
shortcuts-palette = 검색 및 이동
shortcuts-palette-hint = 대화, 문서, 명령 검색
shortcuts-palette-results = 검색 결과
shortcuts-palette-count = { $n }개 있습니다. 화살표로 선택하고 Enter로 이동합니다.
shortcuts-palette-searching = 검색 중…
shortcuts-palette-nothing = 검색 결과가 없습니다.
shortcuts-palette-failed = 지금은 검색할 수 없어 명령만 표시합니다.
shortcuts-palette-everywhere = “{ $words }” 상세 검색
shortcuts-kind-action = 명령
shortcuts-kind-page = 페이지
shortcuts-kind-chat = 대화
shortcuts-kind-message = 메시지
shortcuts-kind-document = 문서
shortcuts-close = 닫기

# Where it leads
shortcuts-go-new-chat = 새 대화
shortcuts-go-temporary = 임시 대화
shortcuts-go-documents = 문서
shortcuts-go-new-document = 새 문서: { $format }
shortcuts-go-code = 코드 고치기
shortcuts-go-search = 상세 검색
shortcuts-go-chats = 모든 대화
shortcuts-go-trash = 휴지통
shortcuts-go-prompts = 프롬프트와 페르소나
shortcuts-go-shares = 공유한 링크
shortcuts-go-transfer = 내보내기와 가져오기
shortcuts-go-settings = 설정
shortcuts-language-other = 언어 변경: { $name }
shortcuts-log-out = 로그아웃

# What the keys do
shortcuts-keys = 키보드 단축키
shortcuts-keys-about = 이 기기에만 저장됩니다. 글을 입력하는 동안 한 글자 단축키는 꺼집니다.
shortcuts-key-composer = 입력창으로 이동
shortcuts-key-side = 사이드바 표시·숨기기
shortcuts-key-copy = 마지막 답변 복사
shortcuts-key-stop = 답변 중지
shortcuts-key-previous = 이전 대화
shortcuts-key-next = 다음 대화
shortcuts-key-delete = 이 대화 삭제
shortcuts-key-undo = 방금 한 작업 실행 취소
shortcuts-key-change = 변경
shortcuts-key-change-of = { $action } ({ $keys }) 변경
shortcuts-key-press = 새 단축키를 누르세요. Esc: 취소
shortcuts-key-taken = { $keys } 단축키는 이미 ‘{ $action }’에 사용 중입니다.
shortcuts-key-reserved = { $keys } 단축키는 사용할 수 없습니다.
shortcuts-key-changed = { $action }: 이제 { $keys }
shortcuts-keys-reset = 기본값으로
shortcuts-keys-were-reset = 모두 기본값으로 되돌렸습니다.
shortcuts-copied = 마지막 답변을 복사했습니다.
shortcuts-nothing-to-copy = 복사할 답변이 없습니다.

# Toasts
shortcuts-deleted = ‘{ $title }’ 대화를 휴지통으로 이동했습니다.
shortcuts-restored = ‘{ $title }’ 대화를 복원했습니다.
shortcuts-failed = 작업을 완료하지 못했습니다. 잠시 뒤 다시 시도하세요.
shortcuts-undo = 실행 취소

## offline: Without a network
offline-offline-live = 오프라인입니다. 보낸 메시지는 다시 연결되면 전송됩니다.
offline-offline-kept-at = 오프라인입니다. { $time }에 저장된 내용을 표시합니다.
offline-offline-title = 오프라인입니다
offline-offline-about = 이 페이지는 서버에 연결되어야 볼 수 있습니다. 최근에 읽은 대화는 아래에서 계속 읽을 수 있어요.
offline-offline-retry = 다시 시도
offline-offline-kept = 지금 읽을 수 있는 대화
offline-outbox = 보낼 메시지
offline-outbox-waiting = 다시 연결되면 전송됩니다.
offline-outbox-log-in = 다시 로그인하면 전송됩니다.
offline-outbox-unsure = 이미 전송되었을 수 있습니다. 대화를 확인한 뒤 다시 보내 주세요.
offline-outbox-refused = 보내지 못했습니다. 작성한 내용은 그대로 있습니다.
offline-outbox-sent = 보냈습니다.
offline-outbox-open = 대화 열기
offline-outbox-again = 다시 보내기
offline-outbox-take-back = 보내기 취소

## instructions: What models are told

# Chat
instructions-chat = 당신은 Supbot입니다. 친절하고 정확한 도우미로서, 자연스러운 한국어 존댓말로 간결하게 답하세요. 형식이 필요하면 Markdown을 쓰고, 코드는 언어 이름을 붙인 코드 블록에 넣으세요. 모르는 것은 모른다고 말하세요.
instructions-chat-continue = 답이 중간에 끊겼습니다. 끊긴 바로 그 글자 다음부터 이어서 쓰세요. 이미 쓴 것을 되풀이하거나 인사말을 넣지 마세요.
instructions-title = Write a title. 아래 대화의 제목을 한국어로 2~6 단어로만 쓰세요. 따옴표와 마침표 없이 제목만 쓰세요.

# Drafts of documents
instructions-draft =
    당신은 문서를 쓰는 사람입니다. 사용자가 준 내용으로 '{ $format }' 형식의 문서를 씁니다: { $purpose }

    문체: { $tone }
    분량: 공백을 빼고 { $least }~{ $most }자.

    규칙:
    - 마크다운으로 문서만 씁니다. 인사말이나 설명을 앞뒤에 붙이지 않습니다.
    - 사용자가 주지 않은 사실, 숫자, 이름을 지어내지 않습니다. 모르는 것은 [확인 필요]처럼 대괄호로 남깁니다.
instructions-draft-title = 제목: { $title }
instructions-draft-continue = 문서가 중간에 끊겼습니다. 끊긴 바로 그 글자 다음부터 이어서 끝까지 쓰세요. 이미 쓴 것을 되풀이하지 마세요.
instructions-sections = - 아래 제목을 이 순서대로 그대로, 제목만 한 줄에 씁니다. 각 제목 아래에는 그 절의 내용을 여러 문장으로 씁니다.
instructions-sections-headings = 제목:
instructions-sections-about = 각 절의 내용:
instructions-section-optional = 쓸 내용이 없으면 이 절을 뺍니다.
instructions-fill =
    당신은 문서를 채우는 사람입니다. 사용자의 문서에 빠졌거나 너무 짧은 절만 씁니다.

    문체: { $tone }

    규칙:
    - 다른 절은 쓰지 않습니다.
    - 사실을 지어내지 않으며, 모르는 것은 [확인 필요]로 남깁니다.

# A format that is made of an example
instructions-example-guide = 예시에는 이렇게 적혀 있습니다: { $text }
instructions-example-purpose = 예시 문서와 같은 짜임새로 씁니다.
instructions-example-tone = 아래 예시의 말투와 문체를 따릅니다. 예시의 사실은 가져오지 않습니다. 예시: { $text }
instructions-example-question = 무엇을 써야 하나요?

# Revising a part of a document
instructions-revise = 당신은 글을 다듬는 사람입니다. '글' 부분만 지시대로 고쳐, 고친 글만 마크다운으로 돌려주세요. 앞뒤 글은 참고만 하고 쓰지 마세요. 설명, 인사, 따옴표를 덧붙이지 말고, 사실과 숫자와 마크다운 표시를 지키세요.
instructions-revise-continue = 당신은 글을 이어 쓰는 사람입니다. '글' 다음에 올 내용만 같은 문체의 마크다운으로 쓰세요. 이미 있는 글을 되풀이하지 마세요.
instructions-revise-order = 지시
instructions-revise-before = 앞 글
instructions-revise-text = 글
instructions-revise-after = 뒤 글
instructions-order-rewrite = 뜻은 그대로 두고 더 읽기 좋게 고쳐 쓰세요.
instructions-order-shorten = 중요한 내용만 남겨 절반쯤으로 줄이세요.
instructions-order-expand = 더 자세히 풀어 쓰세요. 없는 사실은 지어내지 마세요.
instructions-order-correct = 맞춤법, 띄어쓰기, 문법만 바로잡으세요.
instructions-order-polite = 정중한 존댓말('-습니다')로 바꾸세요.
instructions-order-plain = 친근한 반말('-야', '-어')로 바꾸세요.
instructions-order-formal = 격식 있는 문어체('-다', '-함')로 바꾸세요.
instructions-order-korean = 자연스러운 한국어로 번역하세요.
instructions-order-english = 자연스러운 영어로 번역하세요.
instructions-order-continue = 이어지는 내용을 한두 문단 쓰세요.

# Code fixes: small models follow rules in English best.
instructions-fix-whatever = 잘못된 곳을 찾아 고쳐 주세요.
instructions-fix-explain = First say in one or two Korean sentences (한국어) what was wrong.
instructions-fix-example-wrong = 넓이가 틀려요.
instructions-fix-example-said = 반지름을 제곱하지 않았습니다.
instructions-fix-refused = 다음 블록은 적용할 수 없었습니다:
instructions-fix-again = 그 블록만 다시 쓰세요. SEARCH에는 처음에 받은 파일의 줄을 글자 그대로, 한 군데에만 맞도록 충분히 베껴 쓰세요. 이미 적용된 블록은 되풀이하지 마세요.

## markup: Inside rendered Markdown
markup-copy = 복사
markup-task-done = 완료한 일
markup-task-not-done = 남은 일
markup-thinking = 생각하는 중…
markup-thoughts = 생각한 과정
markup-alert-note = 참고
markup-alert-tip = 도움말
markup-alert-important = 중요
markup-alert-warning = 주의
markup-alert-caution = 경고
