//! The sentences of code that is mended, and of differences between texts.

catalogue! {
    /// Every sentence of code that is mended, in one language, by its key.
    CodeTexts

    // A difference
    diff_unified: "위아래로", "Unified";
    diff_split: "나란히", "Side by side";
    diff_layout: "보는 방식", "How to show it";
    diff_same: "달라진 것이 없습니다.", "There is no difference.";
    diff_old_line: "이전 줄", "Old line";
    diff_new_line: "새 줄", "New line";
    diff_old: "이전", "Before";
    diff_new: "이후", "After";
    diff_text: "내용", "Text";
    diff_removed: "지운 줄:", "Removed:";
    diff_added: "더한 줄:", "Added:";
    diff_no_newline: "파일 끝에 줄바꿈 없음", "No line break at the end of the file";
    diff_range: "{old}번째 줄 → {new}번째 줄", "Line {old} → line {new}";

    // The list and the form
    code: "코드", "Code";
    code_hint: "여기에 붙여 넣거나, 파일을 끌어다 놓으세요.", "Paste it here, or drop files.";
    name: "파일 이름", "File name";
    files: "또는 파일 올리기", "Or files";
    files_hint: "텍스트 파일 {n}개까지, 모두 합쳐 1 MB까지.", "Text, up to {n} files and 1 MB together.";
    wrong: "무엇이 잘못되었나요?", "What is wrong?";
    wrong_hint: "오류 메시지를 붙여 넣거나, 어떻게 되어야 하는지 적어 주세요. 비워 두면 잘못된 곳을 찾습니다.", "Paste the error, or say what it should do. Left empty, what is wrong is looked for.";
    model: "모델", "Model";
    send: "고치기", "Fix it";
    fixes: "고친 코드", "What was fixed";
    delete_about: "파일과 고친 내용이 모두 지워집니다. 되돌릴 수 없습니다.", "The files go, and what was changed in them. This cannot be undone.";
    deleted: "고친 코드를 지웠습니다.", "It is deleted.";
    fixes_none: "아직 없습니다.", "Nothing yet.";
    older: "더 보기", "More";
    state_generating: "쓰는 중", "being written";
    state_cut_short: "중단됨", "cut short";
    state_failed: "실패", "failed";

    // One fix
    back: "모든 코드", "All fixes";
    more: "메뉴", "Menu";
    is_generating: "모델이 코드를 고치고 있습니다. 페이지를 닫아도 계속됩니다.", "The model is fixing the code. It goes on if you close the page.";
    is_stopped: "멈추었습니다. 아무것도 바꾸지 않았습니다.", "It was stopped. Nothing was changed.";
    is_interrupted: "서버가 꺼져 중단되었습니다. 아무것도 바꾸지 않았습니다.", "It was interrupted when the server went down. Nothing was changed.";
    reload: "새로 고침", "Reload";
    stop: "멈추기", "Stop";
    ask_again: "다시 요청", "Ask again";
    answer: "모델의 답", "What the model writes";
    said: "모델의 설명", "What the model says of it";
    was_asked_again: "일부 수정을 적용할 수 없어 모델에 한 번 다시 요청했습니다.", "Not all edits could be applied at first, so the model was asked once more.";
    not_made: "적용하지 않은 수정", "Edits that were not applied";
    not_made_about: "추측해서 적용하지 않았습니다. 파일의 이 부분은 그대로입니다.", "They were not guessed at: these parts of the files are as they were.";
    nothing_changed: "바뀐 것이 없습니다.", "Nothing is changed.";
    taken: "수정 {all}개 중 {n}개 적용", "{n} of {all} changes taken";
    take_all: "모두 적용", "Take all";
    take_none: "모두 되돌리기", "Take none";
    take: "적용", "Take";
    save: "저장", "Save";
    new_file: "새 파일", "new file";
    result: "결과", "Result";
    copy: "복사", "Copy";
    copied: "복사됨", "Copied";
    download: "내려받기", "Download";
    download_all: "모두 내려받기 (zip)", "Download all (zip)";
    show_result: "전체 보기", "Show it whole";
    open_as_document: "문서로 열기", "Open as a document";
    send_on: "대화에서 이어 가기", "Go on in a chat";
    send_on_label: "무엇을 물을지 적고 보내세요.", "Say what you want to know, and send it.";
    send_on_button: "새 대화로 보내기", "Send to a new chat";

    // Why an edit was not made
    reason_no_edits: "답에 수정이 하나도 없습니다.", "The answer has no edit.";
    reason_truncated: "수정이 끝나기 전에 답이 끊겼습니다.", "The answer ended before the edit did.";
    reason_nested: "수정 안에서 다른 수정이 시작됩니다.", "Another edit begins within the edit.";
    reason_divider: "어디까지가 이전 줄이고 어디부터 새 줄인지 알 수 없습니다.", "It is not clear where the old lines end and the new ones begin.";
    reason_marker: "수정의 시작이나 끝을 알아볼 수 없습니다.", "The beginning or the end of the edit cannot be made out.";
    reason_no_path: "어느 파일인지 쓰지 않았습니다.", "It does not say which file it is for.";
    reason_unknown_path: "그런 이름의 파일이 없습니다.", "There is no file of that name.";
    reason_unsafe_path: "쓸 수 없는 파일 이름입니다.", "No file may have that name.";
    reason_empty_search: "비어 있지 않은 파일에서 무엇을 바꿀지 쓰지 않았습니다.", "It does not say what to replace in a file that is not empty.";
    reason_not_found: "바꿀 줄이 파일에 없습니다.", "The lines to replace are not in the file.";
    reason_ambiguous: "바꿀 줄이 파일에 여러 번 나옵니다.", "The lines to replace stand in the file more than once.";
    reason_overlap: "다른 수정이 같은 줄을 바꿉니다.", "Another edit changes the same lines.";
    reason_no_change: "바꾸는 것이 없습니다.", "It changes nothing.";
    reason_control: "제어 문자가 들어 있습니다.", "It holds a control character.";
    reason_too_large: "코드가 너무 커집니다.", "There would be too much code.";
    reason_too_many: "수정이나 새 파일이 너무 많습니다.", "There are too many edits or new files.";

    // Why code is not taken
    error_no_code: "코드를 붙여 넣거나 파일을 골라 주세요.", "Paste some code or choose a file, please.";
    error_too_large: "모두 합쳐 1 MB까지입니다.", "1 MB together at most.";
    error_too_many_files: "파일은 50개까지입니다.", "50 files at most.";
    error_not_text: "UTF-8 텍스트 파일만 고칠 수 있습니다.", "Only text in UTF-8 can be fixed.";
    error_path: "쓸 수 없는 파일 이름입니다. src/main.py 같은 이름이어야 합니다.", "That file name cannot be taken; it should be like src/main.py.";
    error_path_twice: "이름이 같은 파일이 있습니다.", "Two files have the same name.";
    error_being_written: "모델이 아직 쓰고 있습니다.", "The model is still writing.";
    error_hunk_unknown: "그런 수정이 없습니다.", "There is no such change.";
    error_too_many: "1000개까지 둘 수 있습니다. 오래된 것을 지워 주세요.", "There can be 1000 of them. Delete some old ones, please.";
}
