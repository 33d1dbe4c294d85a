//! The sentences of taking everything out and bringing it in.

catalogue! {
    /// Every sentence of taking out and bringing in, in one language, by its key.
    TransferTexts
    transfer: "내보내기와 가져오기", "Export and import";
    transfer_about: "대화와 문서, 프롬프트, 고친 코드를 모두 파일 하나로 다운로드하거나, 다른 서비스에서 쓰던 대화를 가져옵니다.",
        "Download all your chats, documents, prompts and code fixes in one file, or import chats from other services.";
    transfer_open: "내보내기와 가져오기 열기", "Open export and import";
    export: "내보내기", "Export";
    export_about: "대화, 문서, 프롬프트, 페르소나, 고친 코드가 각각 읽기 좋은 Markdown 파일과, 모든 버전이 든 JSON 파일로 압축 파일 하나에 들어갑니다. 고친 코드는 고치기 전과 후의 파일도 함께 들어갑니다. 비밀번호와 키는 들어가지 않습니다.",
        "One zip with every chat, document, prompt, persona and code fix, as Markdown to read and as JSON with all versions. Code fixes also include the files before and after. Passwords and keys are not included.";
    export_button: "전체 다운로드", "Download all";
    import: "가져오기", "Import";
    import_about: "Supbot, ChatGPT, Claude, Open WebUI, LibreChat에서 내보낸 zip 파일을 그대로, 또는 JSON 파일을 올리세요. {size}까지 가능합니다. 두 번 가져와도 중복되지 않습니다.",
        "Choose a file exported from Supbot, ChatGPT, Claude, Open WebUI or LibreChat: the original .zip or JSON, up to {size}. Duplicates are skipped.";
    import_file: "가져올 파일", "File to import";
    import_button: "가져오기", "Import";
    imports: "가져오기 기록", "Past imports";
    reload: "새로고침", "Reload";
    state_running: "가져오는 중", "Running";
    state_done: "완료", "Done";
    state_failed: "실패", "Failed";
    brought: "대화 {conversations}개(메시지 {messages}개), 문서 {documents}개를 가져왔습니다. 이미 있어 건너뜀: {known}개.",
        "Chats: {conversations} (messages: {messages}). Documents: {documents}. Duplicates skipped: {known}.";
    brought_rest: "프롬프트 {prompts}개, 페르소나 {personas}개, 고친 코드 {code_fixes}개도 가져왔습니다.",
        "Prompts: {prompts}. Personas: {personas}. Code fixes: {code_fixes}.";
    error_too_large: "파일이 너무 큽니다. {size}까지 가져올 수 있습니다.", "The file is too large. The limit is {size}.";
    error_cut_off: "파일 업로드가 중간에 끊겼습니다. 파일을 다시 선택하세요.", "The upload was interrupted. Please choose the file again.";
    error_account_full: "계정의 저장 공간이 부족합니다. 필요 없는 대화나 문서를 영구 삭제한 뒤 다시 시도하세요.", "Your account does not have enough storage for this file. Permanently delete chats or documents, then try again.";
    error_disk_full: "서버의 저장 공간이 가득 찼습니다. 나중에 다시 시도하세요.", "The server's disk is full. Please try again later.";
    error_busy: "다른 파일을 아직 가져오는 중입니다. 끝난 뒤에 다시 시도하세요.", "Another file is still being imported. Please try again when it is done.";
    error_unknown: "파일을 가져오지 못했습니다. 다시 시도하세요.", "The file could not be imported. Please try again.";
    trouble_unreadable: "이 파일에서 대화를 찾지 못했습니다. 내보낸 파일을 그대로 선택하세요.", "No chats were found in the file. Please choose the exported file as you downloaded it.";
    trouble_damaged: "파일이 손상되었거나 중간에서 끝납니다. 다시 다운로드해 올려 주세요. 가져온 내용은 없습니다.", "The file is damaged or incomplete. Please download it again. Nothing was imported.";
    trouble_too_much: "압축을 풀면 너무 커서 가져올 수 없습니다. 가져온 내용은 없습니다.", "The file is too large when unzipped. Nothing was imported.";
    trouble_full: "계정의 저장 공간이 가득 차 중간에 중단되었습니다. 필요 없는 것을 영구 삭제하고 같은 파일을 다시 가져오면 나머지만 추가됩니다.", "Your account ran out of storage, so the import stopped. Permanently delete something and import the same file again: only the rest is added.";
    trouble_disk_full: "서버의 저장 공간이 가득 차 중간에 중단되었습니다. 공간이 생긴 뒤 같은 파일을 다시 가져오면 나머지만 추가됩니다.", "The server's disk is full, so the import stopped. Import the same file again when there is room: only the rest is added.";
    trouble_newer: "더 새로운 Supbot에서 만든 파일입니다. 이 서버를 먼저 업데이트하세요.", "This file is from a newer Supbot. Update this server first.";
    trouble_interrupted: "서버가 꺼져 중간에 중단되었습니다. 같은 파일을 다시 가져오면 나머지만 추가됩니다.", "The server went down during the import. Import the same file again: only the rest is added.";
    trouble_internal: "서버에 문제가 생겨 중단되었습니다. 같은 파일을 다시 가져오면 나머지만 추가됩니다.", "Something went wrong on the server. Import the same file again: only the rest is added.";
    loss_images: "가져오지 않은 이미지: {n}개.", "Images not imported: {n}.";
    loss_audio: "가져오지 않은 소리와 동영상: {n}개.", "Audio and videos not imported: {n}.";
    loss_attachments: "텍스트가 들어 있지 않아 가져오지 않은 첨부 파일: {n}개.", "Attachments not imported, as their text was missing: {n}.";
    loss_tools: "가져오지 않은 도구 사용과 그 결과: {n}개.", "Tool calls and results not imported: {n}.";
    loss_system: "가져오지 않은 시스템 메시지와 숨은 메시지: {n}개.", "System and hidden messages not imported: {n}.";
    loss_empty_messages: "비어 있어 가져오지 않은 메시지: {n}개.", "Empty messages not imported: {n}.";
    loss_empty_conversations: "메시지가 없어 가져오지 않은 대화: {n}개.", "Empty chats not imported: {n}.";
    loss_unknown: "알 수 없는 종류여서 가져오지 않은 부분: {n}개.", "Parts of an unknown kind not imported: {n}.";
    loss_cut: "너무 길어 뒤를 자른 내용: {n}개.", "Texts cut because they were too long: {n}.";
    loss_characters: "보이지 않는 제어 문자를 제거한 내용: {n}개.", "Texts from which control characters were removed: {n}.";
    loss_garbled: "읽을 수 없는 글자를 �로 바꾼 대화: {n}개.", "Chats with unreadable characters, shown as �: {n}.";
    loss_broken: "손상되어 읽지 못한 항목: {n}개.", "Damaged entries that could not be read: {n}.";
    loss_too_large: "너무 커서 읽지 않은 항목: {n}개.", "Entries that were too large: {n}.";
    loss_files: "대화가 없는 파일이라 건너뜀: {n}개.", "Files skipped, as they have no chats: {n}.";
    loss_formats: "50개를 넘어 가져오지 않은 내 형식: {n}개.", "Formats not imported, as you can have up to 50: {n}.";
    loss_versions: "내보낸 파일에 없던 문서의 이전 버전: {n}개.", "Earlier document versions missing from the export: {n}.";
    loss_folders: "폴더 이름이 파일에 없어 번호로 표시한 폴더의 대화: {n}개.", "Chats in folders whose names were missing: {n}.";
    loss_tags: "대화마다 20개까지여서 가져오지 않은 태그: {n}개.", "Tags not imported, as a chat can have up to 20: {n}.";
    loss_prompts: "200개를 넘어 가져오지 않은 프롬프트: {n}개.", "Prompts not imported, as you can have up to 200: {n}.";
    loss_personas: "50개를 넘어 가져오지 않은 페르소나: {n}개.", "Personas not imported, as you can have up to 50: {n}.";
    loss_code_fixes: "1000개를 넘어 가져오지 않은 고친 코드: {n}개.", "Code fixes not imported, as you can have up to 1000: {n}.";
    loss_commands: "명령어가 이미 사용 중이어서 뒤에 번호를 붙인 프롬프트: {n}개.", "Prompts whose command was already used and got a number: {n}.";
    you: "나", "You";
    assistant: "AI", "AI";
}
