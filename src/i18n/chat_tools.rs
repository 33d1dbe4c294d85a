//! The sentences of the tools of the chat, which fetch them when they are loaded.

catalogue! {
    /// Every sentence of the tools of the chat, in one language, by its key; served as JSON.
    #[derive(serde::Serialize)]
    ChatToolsTexts

    close: "닫기", "Close";

    // What can be done with a block of code
    code_actions: "코드 작업", "Code actions";
    code_explain: "설명", "Explain";
    code_faults: "버그 찾기", "Find bugs";
    code_tests: "테스트 추가", "Add tests";
    code_comments: "주석 추가", "Add comments";
    code_faster: "성능 개선", "Make faster";
    code_translate: "다른 언어로 변환", "Convert language";
    code_translate_to: "변환할 언어", "Language to convert to";
    ask_explain: "이 코드를 설명해 줘.", "Explain this code.";
    ask_faults: "이 코드에서 잘못되었거나 위험한 곳을 찾아 고쳐 줘.", "Find what is wrong or risky in this code, and fix it.";
    ask_tests: "이 코드의 테스트를 써 줘.", "Write tests for this code.";
    ask_comments: "이 코드에 주석을 달아 줘. 코드는 바꾸지 마.", "Add comments to this code. Do not change the code itself.";
    ask_faster: "이 코드를 더 빠르게 고치고, 무엇이 빨라졌는지 설명해 줘.", "Make this code faster, and say what is faster now.";
    ask_translate: "이 코드를 {language} 언어로 옮겨 줘.", "Translate this code to {language}.";
    ask_fix: "이 코드를 실행했더니 아래 오류가 났어. 고쳐 줘.", "Running this code gives the error below. Fix it.";

    // Running code
    run: "실행", "Run";
    run_result: "실행 결과", "Result";
    run_starting: "준비 중…", "Getting ready…";
    run_python_starting: "파이썬을 불러오는 중… 처음에는 몇 초 걸릴 수 있어요.", "Loading Python… The first time can take a few seconds.";
    run_running: "실행 중…", "Running…";
    run_done: "실행 완료", "Finished.";
    run_failed: "실행 중 오류가 발생했습니다.", "An error occurred.";
    run_stopped: "중지했습니다.", "Stopped.";
    run_hung: "5초 동안 응답이 없어 중지했습니다.", "Stopped: no response for 5 seconds.";
    run_too_slow: "60초가 지나 중지했습니다.", "Stopped after 60 seconds.";
    run_too_long: "1 MB까지 실행할 수 있습니다.", "Up to 1 MB of code can be run.";
    run_unavailable: "실행에 필요한 파일을 불러오지 못했습니다.", "Could not load what is needed to run this.";
    run_stop: "중지", "Stop";
    run_again: "다시 실행", "Run again";
    run_console: "콘솔", "Console";
    run_console_cut: "1,000줄이 넘어 여기서 줄였습니다.", "Cut here: more than 1,000 lines.";
    run_fix: "이 오류 고치기", "Fix this error";
    run_warning_title: "실행하기 전에", "Before you run this";
    run_warning: "이 브라우저는 실행되는 코드가 인터넷에 연결하는 것을 완전히 막지 못합니다. 코드에 적힌 내용과 이 컴퓨터의 IP 주소가 외부로 나갈 수 있습니다. 대화나 계정은 읽을 수 없습니다. 신뢰할 수 있는 코드만 실행하세요.",
        "This browser cannot fully block running code from connecting to the internet. What is written in the code and this computer's IP address could get out. It cannot read your chats or your account. Only run code that you trust.";
    run_warning_run: "그래도 실행", "Run anyway";

    // What is said of an answer while it is written
    said_begins: "Supbot이 답변하고 있습니다.", "Supbot is answering.";
    said_ends: "답변이 끝났습니다.", "The answer is complete.";
    said_failed: "답변을 받지 못했습니다. {reason}", "The answer failed. {reason}";
    said_code: "코드 블록, {language}.", "Code block, {language}.";
    said_table: "표.", "Table.";

    // Files in answers
    files: "파일", "Files";
    files_in_answer: "파일 {n}개", "{n} files";
    files_one: "파일 1개", "1 file";
    files_none: "아직 이름이 있는 코드가 들어 있는 답변이 없습니다.", "No answer has named code files yet.";
    files_versions: "버전 {n}개", "{n} versions";
    files_version: "버전 {n}", "Version {n}";
    files_version_shown: "현재 버전", "Current version";
    files_compare: "비교 버전", "Compare with";
    files_compare_none: "비교 안 함", "No comparison";
    files_show: "보기", "Show";
    files_download: "다운로드", "Download";
    files_download_all: "전체 다운로드 (zip)", "Download all (zip)";
    files_copy: "복사", "Copy";
    files_copied: "복사됨", "Copied";
    files_all: "모든 파일", "All files";
    files_failed: "파일을 불러오지 못했습니다.", "Could not load the files.";

    // Files with a question
    attach: "파일 첨부", "Attach files";
    attach_list: "첨부한 파일", "Attached files";
    attach_remove: "{name} 제거", "Remove {name}";
    attach_uploading: "{name} 업로드 중", "Uploading {name}";
    attach_wait: "업로드가 끝나면 보낼 수 있습니다.", "You can send it once the files are uploaded.";
    attach_failed: "업로드하지 못했습니다. 다시 시도하세요.", "Upload failed. Please try again.";
    attach_max: "파일은 10개까지 첨부할 수 있습니다.", "You can attach up to 10 files.";
    attach_too_large: "{name}: 파일 하나는 10 MB까지 첨부할 수 있습니다.", "{name}: files can be up to 10 MB.";
    attach_unseen: "이 모델은 이미지를 볼 수 없어, 이미지가 있다는 것만 알려 줍니다.", "This model cannot see images. It is only told that there are some.";

    // Prompts and personas in the composer
    prompt_library: "프롬프트와 페르소나", "Prompts and personas";
    prompt_library_count: "{n}개 있습니다. 화살표로 선택하고 Enter로 사용합니다.", "Results: {n}. Use the arrow keys, then Enter.";
    prompt_library_manage: "프롬프트와 페르소나 관리", "Manage prompts and personas";
    prompt: "프롬프트", "Prompt";
    persona: "페르소나", "Persona";
    prompt_insert: "삽입", "Insert";
    prompt_failed: "지금은 사용할 수 없습니다. 잠시 뒤 다시 시도하세요.", "This is not available right now. Please try again.";
    temporary: "임시 대화", "Temporary chat";
    cancel: "취소", "Cancel";

    // The menu of a conversation
    not_saved: "서버에 연결할 수 없어 저장하지 못했습니다.", "Not saved: could not connect to the server.";
}
