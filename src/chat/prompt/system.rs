//! What the model is told besides the conversation.

/// The system prompt for a conversation that has none of its own, in the language that the person writes.
/// A small model answers Korean questions better when the prompt itself is Korean.
pub(crate) fn system_prompt(question: &str) -> &'static str {
    if is_korean(question) {
        "당신은 Supbot입니다. 친절하고 정확한 도우미로서, 자연스러운 한국어 존댓말로 간결하게 답하세요. 형식이 필요하면 Markdown을 쓰고, \
         코드는 언어 이름을 붙인 코드 블록에 넣으세요. 모르는 것은 모른다고 말하세요."
    } else {
        "You are Supbot, a helpful and precise assistant. Answer in the language of the question, briefly and clearly. \
         Use Markdown where form helps, and put code into fenced blocks with the name of the language. \
         Say so when you do not know."
    }
}

/// What the person is made to say so that a reply that was cut short is gone on with.
pub(crate) fn continuation(question: &str) -> &'static str {
    if is_korean(question) {
        "답이 중간에 끊겼습니다. 끊긴 바로 그 글자 다음부터 이어서 쓰세요. 이미 쓴 것을 되풀이하거나 인사말을 넣지 마세요."
    } else {
        "Your answer was cut off. Go on from exactly where it ended, in the middle of a word if need be. \
         Do not repeat anything and do not add an introduction."
    }
}

/// The system prompt that asks for a title.
pub(crate) fn title_prompt(question: &str) -> &'static str {
    if is_korean(question) {
        "Write a title. 아래 대화의 제목을 한국어로 2~6 단어로만 쓰세요. 따옴표와 마침표 없이 제목만 쓰세요."
    } else {
        "Write a title of two to six words for the conversation below, in the language of the question. \
         Answer with the title only, without quotes or a full stop."
    }
}

fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c) || ('ㄱ'..='ㅣ').contains(&c))
}
