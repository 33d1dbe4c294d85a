//! The sentences of taking everything out and bringing it in.

catalogue! {
    /// Every sentence of taking out and bringing in, in one language, by its key.
    TransferTexts
    transfer: "내보내기와 가져오기", "Export and import";
    transfer_about: "대화와 문서, 프롬프트, 고친 코드를 모두 파일 하나로 내려받거나, 다른 곳에서 쓰던 대화를 가져옵니다.",
        "Take every chat, document, prompt and fix of code with you in one file, or bring in the chats that you had elsewhere.";
    transfer_open: "내보내기와 가져오기 열기", "Open export and import";
    export: "내보내기", "Export";
    export_about: "대화와 문서, 프롬프트, 페르소나, 고친 코드마다 읽기 좋은 Markdown 파일과, 모든 갈래와 이전 판이 든 JSON 파일이 압축 파일 하나에 들어갑니다. 고친 코드는 고치기 전과 후의 파일도 함께 들어갑니다. 비밀번호와 키는 들어가지 않습니다.",
        "One zip with each chat, document, prompt, persona and fix of code as Markdown to read, and as JSON with every branch and version; code also as files, before and after. Passwords and keys are not in it.";
    export_button: "모두 내려받기", "Download everything";
    import: "가져오기", "Import";
    import_about: "Supbot, ChatGPT, Claude, Open WebUI, LibreChat에서 내보낸 파일을 압축된 그대로, 또는 JSON으로 올리세요. {mb}MB까지 됩니다. 두 번 가져와도 겹치지 않습니다.",
        "Choose a file that Supbot, ChatGPT, Claude, Open WebUI or LibreChat exported, as the zip that it is or as JSON, up to {mb} MB. What was imported before does not come twice.";
    import_file: "가져올 파일", "File to import";
    import_button: "가져오기", "Import";
    imports: "가져온 기록", "Imports";
    reload: "새로 고침", "Reload";
    state_running: "가져오는 중", "Running";
    state_done: "마침", "Done";
    state_failed: "실패", "Failed";
    brought: "대화 {conversations}개(메시지 {messages}개), 문서 {documents}개를 가져왔습니다. 이미 있던 것: {known}개.",
        "Chats: {conversations} (messages: {messages}). Documents: {documents}. There already: {known}.";
    brought_rest: "프롬프트 {prompts}개, 페르소나 {personas}개, 고친 코드 {code_fixes}개도 가져왔습니다.",
        "Prompts: {prompts}. Personas: {personas}. Fixes of code: {code_fixes}.";
    error_too_large: "파일이 너무 큽니다. 이 서버는 {mb}MB까지 받습니다.", "The file is too large: this server takes up to {mb} MB.";
    error_cut_off: "파일이 온전히 오지 않았습니다. 다시 골라 올려 주세요.", "The file did not arrive whole. Please choose it once more.";
    error_account_full: "이 계정에 그만한 저장 공간이 없습니다. 필요 없는 대화나 문서를 완전히 지운 뒤 다시 올려 주세요.", "Your account has no room for that file. Delete chats or documents for good, then try again.";
    error_disk_full: "서버의 저장 공간이 가득 찼습니다. 나중에 다시 올려 주세요.", "The server's disk is full. Please try again later.";
    error_busy: "앞의 파일을 아직 읽고 있습니다. 끝난 뒤에 다시 올려 주세요.", "Another file is still being read. Please try again when it is done.";
    error_unknown: "파일을 받지 못했습니다. 다시 시도해 주세요.", "The file could not be taken. Please try again.";
    trouble_unreadable: "이 파일에서 대화를 찾지 못했습니다. 내보낸 파일을 그대로 골라 주세요.", "No chats were found in the file. Please choose an export as it was downloaded.";
    trouble_damaged: "파일이 깨졌거나 중간에서 끝납니다. 다시 내려받아 올려 주세요. 가져온 것은 없습니다.", "The file is damaged or ends too early. Please download it again. Nothing was imported.";
    trouble_too_much: "압축을 풀면 너무 커서 읽지 않았습니다. 가져온 것은 없습니다.", "Unpacked, the file is more than is taken here. Nothing was imported.";
    trouble_full: "계정의 저장 공간이 가득 차 중간에 멈췄습니다. 필요 없는 것을 지우고 같은 파일을 다시 가져오면 나머지만 더해집니다.", "Your account has no room left, so it stopped in the middle. Delete something and import the same file again: only the rest is added.";
    trouble_disk_full: "서버의 저장 공간이 가득 차 중간에 멈췄습니다. 공간이 생긴 뒤 같은 파일을 다시 가져오면 나머지만 더해집니다.", "The server's disk is full, so it stopped in the middle. Import the same file again when there is room: only the rest is added.";
    trouble_newer: "더 새로운 Supbot이 만든 파일입니다. 이 서버를 먼저 업데이트하세요.", "A newer Supbot made the file: update this server first.";
    trouble_interrupted: "서버가 꺼져 중간에 멈췄습니다. 같은 파일을 다시 가져오면 나머지만 더해집니다.", "The server ended in the middle. Import the same file again: only the rest is added.";
    trouble_internal: "여기에서 문제가 생겨 멈췄습니다. 같은 파일을 다시 가져오면 나머지만 더해집니다.", "Something went wrong here. Import the same file again: only the rest is added.";
    loss_images: "가져오지 않은 그림: {n}개.", "Pictures that were left out: {n}.";
    loss_audio: "가져오지 않은 소리와 영상: {n}개.", "Sounds and films that were left out: {n}.";
    loss_attachments: "글이 들어 있지 않아 가져오지 않은 첨부 파일: {n}개.", "Attached files that came without their text: {n}.";
    loss_tools: "가져오지 않은 도구 사용과 그 결과: {n}개.", "Uses of tools, and what they gave, that were left out: {n}.";
    loss_system: "가져오지 않은 시스템 메시지와 숨은 메시지: {n}개.", "Messages of the system, and hidden ones, that were left out: {n}.";
    loss_empty_messages: "비어 있어 가져오지 않은 메시지: {n}개.", "Messages with nothing in them: {n}.";
    loss_empty_conversations: "오간 말이 없어 가져오지 않은 대화: {n}개.", "Chats in which nothing was said: {n}.";
    loss_unknown: "알지 못하는 종류여서 가져오지 않은 부분: {n}개.", "Parts of a kind that is not known here: {n}.";
    loss_cut: "너무 길어 뒤를 자른 글: {n}개.", "Texts that were too long and were cut: {n}.";
    loss_characters: "화면에 보이지 않는 제어 문자를 뺀 글: {n}개.", "Texts that lost their control characters: {n}.";
    loss_garbled: "읽을 수 없는 글자가 있어 � 로 바꾼 대화: {n}개.", "Chats with characters that cannot be read, shown as �: {n}.";
    loss_broken: "깨져서 읽지 못한 항목: {n}개.", "Entries that could not be read: {n}.";
    loss_too_large: "너무 커서 읽지 않은 항목: {n}개.", "Entries that are too large: {n}.";
    loss_files: "대화가 아니어서 읽지 않은 파일: {n}개.", "Files in the zip that hold no chats: {n}.";
    loss_formats: "50개를 넘어 가져오지 않은 내 서식: {n}개.", "Own formats beyond the fifty that one may have: {n}.";
    loss_versions: "내보낸 파일에 없던 문서의 이전 판: {n}개.", "Earlier versions of documents that the export did not hold: {n}.";
    loss_folders: "폴더 이름이 파일에 없어 번호로 부른 폴더의 대화: {n}개.", "Chats in folders that came without their names: {n}.";
    loss_tags: "대화마다 20개까지여서 가져오지 않은 태그: {n}개.", "Tags beyond the twenty that a chat may have: {n}.";
    loss_prompts: "200개를 넘어 가져오지 않은 프롬프트: {n}개.", "Prompts beyond the two hundred that one may have: {n}.";
    loss_personas: "50개를 넘어 가져오지 않은 페르소나: {n}개.", "Personas beyond the fifty that one may have: {n}.";
    loss_code_fixes: "1000개를 넘어 가져오지 않은 고친 코드: {n}개.", "Fixes of code beyond the thousand that one may have: {n}.";
    loss_commands: "명령어가 이미 쓰이고 있어 뒤에 번호를 붙인 프롬프트: {n}개.", "Prompts whose command was taken, and has a number behind it now: {n}.";
    you: "나", "You";
    assistant: "AI", "AI";
}
