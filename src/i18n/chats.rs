//! The sentences of the page of all conversations, which comes without a script: the client need not carry them.

catalogue! {
    /// Every sentence of the page of all conversations, in one language, by its key.
    ChatTexts
    all_chats: "모든 대화", "All chats";
    tabs: "보기", "Views";
    tab_active: "전체", "All";
    tab_pinned: "고정됨", "Pinned";
    tab_archived: "보관함", "Archived";
    tab_trash: "휴지통", "Trash";
    search: "제목 검색", "Search titles";
    filter: "검색", "Search";
    folder: "폴더", "Folder";
    folder_any: "모든 폴더", "All folders";
    tag: "태그", "Tag";
    tag_any: "모든 태그", "All tags";
    select_all: "전체 선택", "Select all";
    select_none: "선택 해제", "Deselect all";
    select_one: "선택: {title}", "Select: {title}";
    actions: "선택한 대화", "Selected chats";
    pin: "고정", "Pin";
    unpin: "고정 해제", "Unpin";
    archive: "보관", "Archive";
    unarchive: "보관 해제", "Unarchive";
    delete: "삭제", "Delete";
    move_to: "폴더로 이동", "Move to folder";
    folder_hint: "폴더 이름 (비우면 폴더에서 제외)", "Leave empty to remove from folder";
    add_tag: "태그 추가", "Add tag";
    remove_tag: "태그 제거", "Remove tag";
    restore: "복원", "Restore";
    delete_for_good: "영구 삭제", "Delete permanently";
    delete_for_good_about: "선택한 대화를 영구 삭제합니다. 되돌릴 수 없습니다.", "The selected chats will be permanently deleted. This cannot be undone.";
    delete_for_good_yes: "영구 삭제", "Yes, delete permanently";
    deleted_for_good: "대화 {n}개를 영구 삭제했습니다.", "Permanently deleted: {n}.";
    empty_trash: "휴지통 비우기", "Empty trash";
    empty_trash_about: "휴지통에 있는 대화를 모두 영구 삭제합니다. 되돌릴 수 없습니다.", "All chats in the trash will be permanently deleted. This cannot be undone.";
    trash_about: "삭제한 대화는 30일 동안 보관된 뒤 영구 삭제됩니다.", "Deleted chats stay here for 30 days, then they are permanently deleted.";
    nothing: "여기에는 대화가 없습니다.", "No chats here.";
    older: "더 보기", "More";
    deleted: "대화 {n}개를 휴지통으로 이동했습니다. 30일 안에 복원할 수 있습니다.", "Moved to trash: {n}. You can restore them for 30 days.";
    undo: "실행 취소", "Undo";
    done: "대화 {n}개에 적용했습니다.", "Updated: {n}.";
    done_pin: "대화 {n}개를 고정했습니다.", "Pinned: {n}.";
    done_unpin: "대화 {n}개의 고정을 해제했습니다.", "Unpinned: {n}.";
    done_archive: "대화 {n}개를 보관했습니다.", "Archived: {n}.";
    done_unarchive: "대화 {n}개를 보관 해제했습니다.", "Unarchived: {n}.";
    done_move: "대화 {n}개를 폴더로 이동했습니다.", "Moved to folder: {n}.";
    done_move_out: "대화 {n}개를 폴더에서 제외했습니다.", "Removed from folder: {n}.";
    done_tag: "대화 {n}개에 태그를 추가했습니다.", "Tag added: {n}.";
    done_untag: "대화 {n}개에서 태그를 제거했습니다.", "Tag removed: {n}.";
    done_restore: "대화 {n}개를 복원했습니다.", "Restored: {n}.";
    left_out: "{n}개는 변경하지 못했습니다. 없는 대화이거나 태그가 이미 20개입니다.", "Not changed: {n}. They do not exist, or already have 20 tags.";
    nothing_chosen: "대화와 작업을 선택하세요.", "Select chats and an action.";
    folder_wrong: "폴더 이름은 1자에서 60자까지입니다.", "Folder names must have 1 to 60 characters.";
    tag_wrong: "태그는 1자에서 30자까지입니다.", "Tags must have 1 to 30 characters.";
    last_message: "마지막 메시지", "Last message";
    deleted_on: "삭제일", "Deleted";
}
