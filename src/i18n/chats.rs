//! The sentences of the page of all conversations, which comes without a script: the client need not carry them.

catalogue! {
    /// Every sentence of the page of all conversations, in one language, by its key.
    ChatTexts
    all_chats: "모든 대화", "All chats";
    tabs: "보관된 곳", "Where they are kept";
    tab_active: "전체", "All";
    tab_pinned: "고정됨", "Pinned";
    tab_archived: "보관함", "Archived";
    tab_trash: "휴지통", "Trash";
    search: "제목에서 찾기", "Search titles";
    filter: "찾기", "Filter";
    folder: "폴더", "Folder";
    folder_any: "모든 폴더", "Every folder";
    tag: "태그", "Tag";
    tag_any: "모든 태그", "Every tag";
    select_all: "모두 고르기", "Select all";
    select_none: "고르지 않기", "Select none";
    select_one: "고르기: {title}", "Select: {title}";
    actions: "고른 대화에 할 일", "What to do with the selected chats";
    pin: "고정", "Pin";
    unpin: "고정 풀기", "Unpin";
    archive: "보관", "Archive";
    unarchive: "보관함에서 꺼내기", "Unarchive";
    delete: "지우기", "Delete";
    move_to: "폴더로 옮기기", "Move to the folder";
    folder_hint: "비우면 폴더에서 뺍니다", "Empty: out of its folder";
    add_tag: "태그 달기", "Add the tag";
    remove_tag: "태그 떼기", "Remove the tag";
    restore: "되살리기", "Bring back";
    delete_for_good: "완전히 지우기", "Delete for good";
    delete_for_good_about: "고른 대화를 완전히 지웁니다. 되돌릴 수 없습니다.", "The selected chats are deleted for good. This cannot be undone.";
    delete_for_good_yes: "영구 삭제", "Yes, delete for good";
    deleted_for_good: "대화 {n}개를 영구 삭제했습니다.", "{n} deleted for good.";
    empty_trash: "휴지통 비우기", "Empty the trash";
    empty_trash_about: "휴지통에 있는 대화를 모두 완전히 지웁니다. 되돌릴 수 없습니다.", "Everything in the trash is deleted for good. This cannot be undone.";
    trash_about: "지운 대화는 30일 동안 여기 있다가 완전히 지워집니다.", "Deleted chats stay here for 30 days, then they are gone for good.";
    nothing: "여기에는 대화가 없습니다.", "No chats here.";
    older: "더 보기", "More";
    deleted: "대화 {n}개를 휴지통으로 옮겼습니다. 30일 안에 되돌릴 수 있습니다.", "{n} moved to the trash. They can be brought back for 30 days.";
    undo: "되돌리기", "Undo";
    done: "대화 {n}개에 적용했습니다.", "Done with {n}.";
    left_out: "{n}개는 하지 못했습니다. 없는 대화이거나 태그가 이미 20개입니다.", "{n} left as they were: they are not there, or have 20 tags already.";
    nothing_chosen: "대화와 할 일을 고르세요.", "Choose chats, and what to do with them.";
    folder_wrong: "폴더 이름은 1자에서 60자까지입니다.", "A folder has 1 to 60 characters.";
    tag_wrong: "태그는 1자에서 30자까지입니다.", "A tag has 1 to 30 characters.";
    last_message: "마지막 메시지", "Last message";
    deleted_on: "지운 날", "Deleted";
}
