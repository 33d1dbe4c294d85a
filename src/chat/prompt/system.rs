//! What the model is told besides the conversation, in the language that the person writes: a small model answers Korean
//! questions better when the prompt itself is Korean.

use crate::i18n::Language;

/// The system prompt for a conversation that has none of its own.
pub(crate) fn system_prompt(question: &str) -> &'static str {
    written_in(question).instructions_texts().chat
}

/// What the person is made to say so that a reply that was cut short is gone on with.
pub(crate) fn continuation(question: &str) -> &'static str {
    written_in(question).instructions_texts().chat_continue
}

/// The system prompt that asks for a title.
pub(crate) fn title_prompt(question: &str) -> &'static str {
    written_in(question).instructions_texts().title
}

fn written_in(question: &str) -> Language {
    Language::by_letters(question).unwrap_or(Language::DEFAULT)
}
