//! The sentences of prompts and personas.

catalogue! {
    /// Every sentence of prompts and personas, in one language, by its key.
    PromptTexts

    // The list
    prompt_library: "프롬프트와 페르소나", "Prompts and personas";
    prompt_library_about: "자주 쓰는 질문과 말투를 모아 둡니다. 대화의 입력란에서 / 를 누르면 바로 쓸 수 있습니다.",
        "What you ask again and again, and whom you like to ask. Type / in the message box of a chat to use them.";
    prompt_library_open: "프롬프트와 페르소나 보기", "See the prompts and personas";
    prompts: "프롬프트", "Prompts";
    prompts_none: "아직 없습니다. 자주 쓰는 질문을 저장해 두세요.", "There are none yet. Keep a question that you ask often.";
    prompt_new: "새 프롬프트", "New prompt";
    more: "더 보기", "More";
    edit: "고치기", "Edit";
    personas: "페르소나", "Personas";
    personas_none: "아직 없습니다. 지시와 모델, 온도를 한 이름으로 묶어 둡니다.", "There are none yet. A persona is instructions, a model and its numbers under one name.";
    persona_new: "새 페르소나", "New persona";
    temperature_is: "온도 {n}", "temperature {n}";
    tokens_are: "{n}토큰까지", "at most {n} tokens";
    start: "대화 시작", "Start a chat";
    back: "프롬프트와 페르소나로", "To prompts and personas";
    temporary: "임시 대화", "Temporary chat";
    temporary_about: "어디에도 저장되지 않는 대화입니다. 페이지를 닫으면 사라집니다.", "A chat that is stored nowhere. It is gone when the page is closed.";
    temporary_open: "임시 대화 열기", "Open a temporary chat";

    // One prompt
    edit_prompt: "프롬프트 고치기", "Edit the prompt";
    name: "이름", "Name";
    command: "명령어", "Command";
    command_hint: "대화에서 / 뒤에 칠 말입니다. 글자, 숫자, - _, 32자까지.", "What is typed after / in a chat: letters, digits, - and _, at most 32.";
    body: "내용", "Text";
    body_hint: "64 KB까지. 쓸 때마다 채울 곳은 중괄호 두 개로 감쌉니다. 중괄호를 그대로 쓰려면 앞에 \\ 를 붙입니다.",
        "At most 64 KB. What is to be filled in each time stands between two braces; a \\ before them leaves them as they are.";
    blank_text: "글", "a text";
    blank_default: "비워 두면 쓰일 값이 있는 글", "a text, and what it is when it is left empty";
    blank_number: "숫자", "a number";
    blank_choice: "고르기, 첫째가 기본", "a choice; the first one is the default";
    delete_prompt: "프롬프트 지우기", "Delete the prompt";
    question: "질문", "Question";
    ask: "새 대화에서 묻기", "Ask in a new chat";

    // One persona
    edit_persona: "페르소나 고치기", "Edit the persona";
    model_default: "기본 모델", "the default";
    delete_cannot_be_undone: "되돌릴 수 없습니다.", "This cannot be undone.";
    prompt_deleted: "프롬프트를 지웠습니다.", "The prompt is deleted.";
    persona_deleted: "페르소나를 지웠습니다.", "The persona is deleted.";
    delete_persona: "페르소나 지우기", "Delete the persona";
    delete_persona_about: "이 페르소나로 시작한 대화는 그대로 남습니다.", "Chats that were started with it stay as they are.";

    // What stands against it
    error_command: "명령어는 글자, 숫자, - _ 로 1~32자입니다.", "A command has 1 to 32 letters, digits, - and _.";
    error_command_taken: "그 명령어는 다른 프롬프트가 쓰고 있습니다.", "Another prompt has that command.";
    error_body_empty: "내용을 써 주세요.", "There is no text.";
    error_body_too_long: "내용이 너무 깁니다. 64 KB까지입니다.", "The text is too long: 64 KB at most.";
    error_too_many_prompts: "프롬프트는 {n}개까지입니다. 쓰지 않는 것을 지워 주세요.", "There can be {n} prompts. Delete some that are not needed.";
    error_too_many_personas: "페르소나는 {n}개까지입니다. 쓰지 않는 것을 지워 주세요.", "There can be {n} personas. Delete some that are not needed.";
    error_unreadable: "채울 곳으로 읽을 수 없습니다: {text} 이름은 {n}자까지의 글자와 숫자, 고를 것은 {choices}개까지입니다. 중괄호를 그대로 쓰려면 앞에 \\ 를 붙여 주세요.",
        "This is no blank: {text} A name has letters and digits, at most {n}; there can be {choices} choices. A \\ before braces leaves them as they are.";
    error_ambiguous: "‘{name}’{이|가} 두 가지로 정해져 있습니다. 한 곳에서만 정해 주세요.", "\"{name}\" is said to be two things. Say it once.";
    error_too_many_variables: "채울 곳은 {n}개까지입니다.", "There can be {n} blanks.";
    error_missing: "‘{name}’{을|를} 채워 주세요.", "\"{name}\" is to be filled in.";
    error_not_number: "‘{name}’에는 숫자를 써 주세요.", "\"{name}\" takes a number.";
    error_not_choice: "‘{name}’에는 보기 가운데 하나를 골라 주세요.", "\"{name}\" takes one of its choices.";
    error_unknown: "‘{name}’{이라는|라는} 채울 곳이 없습니다.", "There is no blank called \"{name}\".";
    problem_too_many: "가질 수 있는 만큼 이미 있습니다.", "There are as many as there may be.";
    problem_variable: "채울 곳이 잘못되어 있습니다.", "Something is wrong with a blank.";
    problem_value: "채울 곳에 맞지 않는 값이 있습니다.", "A value does not fit into its blank.";
}
