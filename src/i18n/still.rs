//! The words of those parts of the pages of chat that stay as they are: the server writes them.

catalogue! {
    /// Every word of the parts of the pages of chat that the server writes, in one language, by its key.
    StillTexts
    // Where nothing has been said yet
    greeting: "무엇을 도와드릴까요?", "What can I help you with?";
    try_ask: "물어보기", "Ask";
    try_ask_example: "회의에서 처음 만난 분께 보낼 짧은 인사 메일을 써 줘", "Write a short e-mail to somebody I met at a meeting";
    try_code: "코드 쓰기", "Write code";
    try_code_example: "파이썬으로 CSV 파일의 열 합계를 구하는 코드를 보여줘", "Show me Python that sums a column of a CSV file";
    try_fix_about: "파일을 붙여 넣으면 고친 곳을 하나씩 보여 드립니다.", "Paste files, and see each change beside what was there.";
    try_document: "문서 쓰기", "Write a document";
    try_document_about: "보고서, 회의록, 자기소개서를 격식에 맞춰 씁니다.", "Reports, minutes, letters: in the form that the occasion asks for.";

    // The models
    local_suffix: "내장", "built in";
    scripted_suffix: "시험용", "for tests";
    connect_bigger: "더 큰 모델 연결하기", "Connect a bigger model";
    models_none: "지금 답할 수 있는 모델이 없습니다.", "No model can answer now.";
    small_model_note: "이 컴퓨터의 작은 모델이 답합니다. 틀릴 수 있어요.", "A small model on this machine answers. It can be wrong.";
    any_model_note: "모델의 답은 틀릴 수 있어요. 중요한 내용은 확인하세요.", "A model can be wrong. Check what matters.";

    // The menu of a conversation
    title: "제목", "Title";
    system_prompt: "모델에게 주는 지시", "Instructions for the model";
    system_prompt_placeholder: "예: 짧은 존댓말로 답해 줘", "For example: answer in one paragraph";
    temperature: "온도 (0~2)", "Temperature (0 to 2)";
    max_tokens: "답의 최대 토큰", "Most tokens of an answer";
    left_to_model: "모델의 기본값", "the model's own";
    save: "저장", "Save";
    to_document: "문서로", "To a document";
    files: "파일", "Files";
    share: "공유", "Share";
    organise: "고정·폴더·태그", "Pin, folder, tags";
    delete_conversation_about: "휴지통으로 갑니다. 30일 안에 되돌릴 수 있습니다.", "It goes to the trash, and can be brought back for 30 days.";
    delete: "지우기", "Delete";

    // The buttons of messages
    copy: "복사", "Copy";
    quote: "인용", "Quote";
    regenerate: "다시 쓰기", "Regenerate";
    retry: "다시 시도", "Retry";
    go_on: "이어 쓰기", "Continue";
    siblings: "다른 갈래", "Other versions";
    sibling_previous: "이전 갈래", "Previous version";
    sibling_next: "다음 갈래", "Next version";
}
