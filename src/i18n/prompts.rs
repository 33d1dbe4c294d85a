//! The sentences of prompts and personas.

catalogue! {
    /// Every sentence of prompts and personas, in one language, by its key.
    PromptTexts

    // The list
    prompt_library: "프롬프트와 페르소나", "Prompts and personas";
    prompt_library_about: "자주 쓰는 프롬프트와 페르소나를 저장해 두세요. 대화 입력창에서 / 를 누르면 바로 사용할 수 있습니다.",
        "Save prompts and personas you use often. Type / in the message box of a chat to use them.";
    prompt_library_open: "프롬프트와 페르소나 보기", "View prompts and personas";
    prompts: "프롬프트", "Prompts";
    prompts_none: "아직 프롬프트가 없습니다. 자주 쓰는 질문을 저장해 두세요.", "No prompts yet. Save a question you ask often.";
    prompt_new: "새 프롬프트", "New prompt";
    more: "더 보기", "More";
    edit: "수정", "Edit";
    personas: "페르소나", "Personas";
    personas_none: "아직 페르소나가 없습니다. 시스템 프롬프트와 모델, 온도를 한 이름으로 저장합니다.", "No personas yet. A persona combines instructions, a model and its settings.";
    persona_new: "새 페르소나", "New persona";
    temperature_is: "온도 {n}", "temperature {n}";
    tokens_are: "최대 {n}토큰", "up to {n} tokens";
    start: "대화 시작", "Start chat";
    back: "프롬프트와 페르소나로 돌아가기", "Back to prompts and personas";
    temporary: "임시 대화", "Temporary chat";
    temporary_about: "어디에도 저장되지 않는 대화입니다. 페이지를 닫으면 사라집니다.", "A chat that is not saved anywhere. It is gone when you close the page.";
    temporary_open: "임시 대화 열기", "Open temporary chat";

    // One prompt
    edit_prompt: "프롬프트 수정", "Edit prompt";
    name: "이름", "Name";
    command: "명령어", "Command";
    command_hint: "대화 입력창에서 / 뒤에 입력할 말입니다. 글자, 숫자, - _, 32자까지.", "What you type after / in a chat. Letters, digits, - and _, up to 32.";
    body: "내용", "Text";
    body_hint: "64 KB까지. 사용할 때마다 채울 빈칸은 중괄호 두 개로 감쌉니다. 중괄호를 그대로 쓰려면 앞에 \\ 를 붙입니다.",
        "Up to 64 KB. Put two braces around what you want to fill in each time. To keep braces as they are, put \\ before them.";
    blank_text: "텍스트", "text";
    blank_default: "기본값이 있는 텍스트", "text with a default";
    blank_number: "숫자", "number";
    blank_choice: "선택지 (첫 번째가 기본값)", "choices (the first is the default)";
    delete_prompt: "프롬프트 삭제", "Delete prompt";
    question: "질문", "Question";
    ask: "새 대화에서 질문", "Ask in new chat";

    // One persona
    edit_persona: "페르소나 수정", "Edit persona";
    model_default: "기본 모델", "Default model";
    delete_cannot_be_undone: "되돌릴 수 없습니다.", "This cannot be undone.";
    prompt_deleted: "프롬프트를 삭제했습니다.", "The prompt was deleted.";
    persona_deleted: "페르소나를 삭제했습니다.", "The persona was deleted.";
    delete_persona: "페르소나 삭제", "Delete persona";
    delete_persona_about: "이 페르소나로 시작한 대화는 그대로 남습니다.", "Chats started with it stay as they are.";

    // What stands against it
    error_command: "명령어는 글자, 숫자, - _ 로 1~32자입니다.", "Commands must have 1 to 32 letters, digits, - and _.";
    error_command_taken: "이미 다른 프롬프트에서 사용 중인 명령어입니다.", "Another prompt already uses that command.";
    error_body_empty: "내용을 입력하세요.", "Enter some text.";
    error_body_too_long: "내용이 너무 깁니다. 64 KB까지 쓸 수 있습니다.", "The text is too long. The limit is 64 KB.";
    error_too_many_prompts: "프롬프트는 {n}개까지 만들 수 있습니다. 쓰지 않는 것을 삭제해 주세요.", "You can have up to {n} prompts. Delete some you no longer need.";
    error_too_many_personas: "페르소나는 {n}개까지 만들 수 있습니다. 쓰지 않는 것을 삭제해 주세요.", "You can have up to {n} personas. Delete some you no longer need.";
    error_unreadable: "빈칸으로 읽을 수 없습니다: {text} 이름은 {n}자까지의 글자와 숫자, 선택지는 {choices}개까지입니다. 중괄호를 그대로 쓰려면 앞에 \\ 를 붙여 주세요.",
        "This is not a valid blank: {text} Names can have up to {n} letters and digits, with up to {choices} choices. To keep braces as they are, put \\ before them.";
    error_ambiguous: "‘{name}’{이|가} 두 가지로 정해져 있습니다. 한 곳에서만 정해 주세요.", "\"{name}\" is defined in two ways. Define it only once.";
    error_too_many_variables: "빈칸은 {n}개까지 만들 수 있습니다.", "You can have up to {n} blanks.";
    error_missing: "‘{name}’{을|를} 채워 주세요.", "Fill in \"{name}\".";
    error_not_number: "‘{name}’에는 숫자를 입력하세요.", "\"{name}\" must be a number.";
    error_not_choice: "‘{name}’의 선택지 중 하나를 선택하세요.", "\"{name}\" must be one of its choices.";
    error_unknown: "‘{name}’{이라는|라는} 빈칸이 없습니다.", "There is no blank named \"{name}\".";
    problem_too_many: "더 만들 수 없습니다.", "You have reached the limit.";
    problem_variable: "빈칸이 잘못되었습니다.", "A blank is not valid.";
    problem_value: "빈칸에 맞지 않는 값이 있습니다.", "A value does not fit its blank.";
}
