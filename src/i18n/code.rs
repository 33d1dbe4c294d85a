//! The sentences of code that is mended, and of differences between texts.

catalogue! {
    /// Every sentence of code that is mended, in one language, by its key.
    CodeTexts

    // A difference
    diff_unified: "통합", "Unified";
    diff_split: "나란히", "Side by side";
    diff_layout: "보기 방식", "View";
    diff_same: "변경된 내용이 없습니다.", "No differences.";
    diff_old_line: "이전 줄", "Old line";
    diff_new_line: "새 줄", "New line";
    diff_old: "이전", "Before";
    diff_new: "이후", "After";
    diff_text: "내용", "Text";
    diff_removed: "삭제된 줄:", "Removed:";
    diff_added: "추가된 줄:", "Added:";
    diff_no_newline: "파일 끝에 줄바꿈 없음", "No newline at end of file";
    diff_range: "{from}–{to}행", "Lines {from}–{to}";

    // The list and the form
    code: "코드", "Code";
    code_hint: "여기에 붙여 넣거나 파일을 끌어다 놓으세요.", "Paste code here, or drop files.";
    name: "파일 이름", "File name";
    files: "또는 파일 업로드", "Or upload files";
    files_hint: "텍스트 파일 {n}개까지, 모두 합쳐 1 MB까지.", "Text files, up to {n}, 1 MB in total.";
    wrong: "무엇이 잘못되었나요?", "What is wrong?";
    wrong_hint: "오류 메시지를 붙여 넣거나, 어떻게 동작해야 하는지 적어 주세요. 비워 두면 문제를 찾아 고칩니다.", "Paste the error, or say what the code should do. Leave empty to have problems found for you.";
    model: "모델", "Model";
    send: "고치기", "Fix it";
    fixes: "고친 코드", "Past fixes";
    delete_about: "파일과 고친 내용이 모두 삭제됩니다. 되돌릴 수 없습니다.", "The files and the changes made to them will be deleted. This cannot be undone.";
    deleted: "고친 코드를 삭제했습니다.", "The fix was deleted.";
    fixes_none: "아직 없습니다.", "Nothing yet.";
    older: "더 보기", "More";
    state_generating: "쓰는 중", "writing";
    state_cut_short: "중단됨", "interrupted";
    state_failed: "실패", "failed";

    // One fix
    back: "고친 코드 목록", "All fixes";
    more: "메뉴", "Menu";
    is_generating: "모델이 코드를 고치고 있습니다. 페이지를 닫아도 계속됩니다.", "The model is fixing the code. You can close this page; it will continue.";
    is_stopped: "중지했습니다. 아무것도 변경하지 않았습니다.", "Stopped. Nothing was changed.";
    is_interrupted: "서버가 꺼져 중단되었습니다. 아무것도 변경하지 않았습니다.", "Interrupted when the server went down. Nothing was changed.";
    reload: "새로고침", "Reload";
    stop: "중지", "Stop";
    ask_again: "다시 요청", "Ask again";
    answer: "모델의 답변", "The model's answer";
    said: "모델의 설명", "The model's explanation";
    was_asked_again: "일부 변경을 적용할 수 없어 모델에 한 번 다시 요청했습니다.", "Some changes could not be applied at first, so the model was asked again.";
    not_made: "적용하지 않은 변경", "Changes that were not applied";
    not_made_about: "위치를 확신할 수 없어 적용하지 않았습니다. 파일의 이 부분은 그대로입니다.", "Where they belong was not certain, so they were not applied. These parts of the files are unchanged.";
    nothing_changed: "변경된 내용이 없습니다.", "Nothing was changed.";
    taken: "변경 {all}개 중 {n}개 적용", "{n} of {all} changes accepted";
    take_all: "모두 적용", "Accept all";
    take_none: "모두 해제", "Reject all";
    take: "적용", "Accept";
    save: "저장", "Save";
    new_file: "새 파일", "new file";
    result: "결과", "Result";
    copy: "복사", "Copy";
    copied: "복사됨", "Copied";
    download: "다운로드", "Download";
    download_all: "전체 다운로드 (zip)", "Download all (zip)";
    show_result: "전체 파일 보기", "View full file";
    open_as_document: "문서로 열기", "Open as document";
    send_on: "채팅으로 이어서 질문", "Continue in chat";
    send_on_label: "궁금한 점을 적고 보내세요.", "Write your question and send it.";
    send_on_button: "새 대화로 보내기", "Send to a new chat";

    // Why an edit was not made
    reason_no_edits: "제안된 변경이 없습니다.", "No changes suggested.";
    reason_truncated: "변경이 끝나기 전에 답변이 끊겼습니다.", "The answer ended before the change was complete.";
    reason_nested: "변경 안에서 다른 변경이 시작됩니다.", "Another change starts inside this change.";
    reason_divider: "어디까지가 이전 줄이고 어디부터 새 줄인지 알 수 없습니다.", "It is not clear where the old lines end and the new ones begin.";
    reason_marker: "변경의 시작이나 끝을 알아볼 수 없습니다.", "The start or the end of the change cannot be recognized.";
    reason_no_path: "어느 파일인지 적혀 있지 않습니다.", "It does not say which file it is for.";
    reason_unknown_path: "그런 이름의 파일이 없습니다.", "There is no file with that name.";
    reason_unsafe_path: "사용할 수 없는 파일 이름입니다.", "That file name is not allowed.";
    reason_empty_search: "비어 있지 않은 파일에서 무엇을 바꿀지 적혀 있지 않습니다.", "It does not say what to replace in a file that is not empty.";
    reason_not_found: "바꿀 줄이 파일에 없습니다.", "The lines to replace are not in the file.";
    reason_ambiguous: "바꿀 줄이 파일에 여러 번 나옵니다.", "The lines to replace appear in the file more than once.";
    reason_overlap: "다른 변경이 같은 줄을 바꿉니다.", "Another change affects the same lines.";
    reason_no_change: "바꾸는 내용이 없습니다.", "It does not change anything.";
    reason_control: "제어 문자가 들어 있습니다.", "It contains a control character.";
    reason_too_large: "코드가 너무 커집니다.", "The code would become too large.";
    reason_too_many: "변경이나 새 파일이 너무 많습니다.", "There are too many changes or new files.";

    // Why code is not taken
    error_no_code: "코드를 붙여 넣거나 파일을 선택하세요.", "Paste some code or choose a file.";
    error_too_large: "모두 합쳐 1 MB까지입니다.", "Up to 1 MB in total.";
    error_too_many_files: "파일은 50개까지입니다.", "Up to 50 files.";
    error_not_text: "UTF-8 텍스트 파일만 고칠 수 있습니다.", "Only UTF-8 text files can be fixed.";
    error_path: "사용할 수 없는 파일 이름입니다. src/main.py 같은 이름이어야 합니다.", "That file name is not allowed. Use one like src/main.py.";
    error_path_twice: "이름이 같은 파일이 있습니다.", "Two files have the same name.";
    error_being_written: "모델이 아직 쓰고 있습니다.", "The model is still writing.";
    error_hunk_unknown: "그런 변경이 없습니다.", "There is no such change.";
    error_too_many: "1000개까지 저장할 수 있습니다. 오래된 것을 삭제해 주세요.", "You can have up to 1000. Please delete some old ones.";
}
