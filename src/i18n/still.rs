//! The words of those parts of the pages of chat that stay as they are: the server writes them.

catalogue! {
    /// Every word of the parts of the pages of chat that the server writes, in one language, by its key.
    StillTexts
    // Where nothing has been said yet
    greeting: "무엇을 도와드릴까요?", "What can I help you with?";
    try_ask: "질문하기", "Ask";
    try_ask_example: "회의에서 처음 만난 분께 보낼 짧은 인사 메일을 써 줘", "Write a short email to someone I met at a meeting";
    try_code: "코드 작성", "Write code";
    try_code_example: "파이썬으로 CSV 파일의 열 합계를 구하는 코드를 보여줘", "Show me Python that sums a column of a CSV file";
    try_fix_about: "파일을 붙여 넣으면 변경된 곳을 하나씩 보여 드립니다.", "Paste files and review each change side by side.";
    try_document: "문서 작성", "Write a document";
    try_document_about: "보고서, 회의록, 자기소개서를 격식에 맞춰 씁니다.", "Reports, minutes, letters: polished and in the right format.";

    // The models
    local_suffix: "내장", "built-in";
    scripted_suffix: "테스트용", "for testing";
    connect_bigger: "다른 모델 연결하기", "Connect another model";
    models_none: "지금 사용할 수 있는 모델이 없습니다.", "No models are available right now.";
    small_model_note: "서버에 내장된 작은 모델이 답변합니다. 틀릴 수 있어요.", "A small built-in model answers. It can make mistakes.";
    any_model_note: "모델의 답변은 틀릴 수 있어요. 중요한 내용은 확인하세요.", "Models can make mistakes. Check important info.";

    // The menu of a conversation
    title: "제목", "Title";
    system_prompt: "시스템 프롬프트(맞춤 지시)", "System prompt (custom instructions)";
    system_prompt_placeholder: "예: 짧은 존댓말로 답해 줘", "e.g. answer in one paragraph";
    temperature: "온도 (0~2)", "Temperature (0 to 2)";
    max_tokens: "최대 답변 길이(토큰)", "Max tokens";
    left_to_model: "기본값", "Default";
    save: "저장", "Save";
    to_document: "문서로 만들기", "Turn into document";
    files: "파일", "Files";
    share: "공유", "Share";
    organise: "고정·폴더·태그", "Pin, folder, tags";
    delete_conversation_about: "휴지통으로 이동합니다. 30일 안에 복원할 수 있습니다.", "It will be moved to the trash. You can restore it for 30 days.";
    delete: "삭제", "Delete";

    // The buttons of messages
    copy: "복사", "Copy";
    quote: "인용", "Quote";
    regenerate: "다시 생성", "Regenerate";
    retry: "다시 시도", "Retry";
    go_on: "계속 생성", "Continue";
    siblings: "다른 버전", "Other versions";
    sibling_previous: "이전 버전", "Previous version";
    sibling_next: "다음 버전", "Next version";
}
