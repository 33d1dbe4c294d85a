//! The languages, and which of them a page is in.

use super::{CommonTexts, Language};
use leptos::prelude::*;

impl Language {
    /// The language of a tag such as `ko-KR`, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let known = |tag: &str| Self::KNOWN.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(tag));
        let primary = tag.split('-').next()?.trim();
        known(tag.trim()).or_else(|| known(primary))
    }
}

/// The language of the page: on the server what the request asks for, in the browser what the document says.
pub fn page_language() -> Language {
    #[cfg(feature = "ssr")]
    let language = use_context::<http::request::Parts>().map(|request| Language::from_request(&request));
    #[cfg(not(feature = "ssr"))]
    let language = crate::browser::document::language_tag().and_then(|tag| Language::from_tag(&tag));
    language.unwrap_or(Language::DEFAULT)
}

/// The language of the page that is being shown; [`App`](crate::app::App) provides it.
pub fn use_language() -> Language {
    use_context::<Language>().unwrap_or(Language::DEFAULT)
}

/// The sentences of the page that is being shown.
pub fn use_texts() -> &'static CommonTexts {
    use_language().texts()
}

#[cfg(feature = "ssr")]
impl Language {
    /// The language that a text is written in, told by its first letters; none when it has none. Texts in a language with letters
    /// of its own are full of English words, so a tenth of them is enough.
    pub fn from_text(text: &str) -> Option<Self> {
        const LETTERS: usize = 2000;
        let letters: Vec<_> = text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).collect();
        let has_enough_of = |language: &Self| {
            letters.iter().filter(|letter| language.has_letter(**letter)).count() * 10 > letters.len()
        };
        let found = Self::KNOWN.iter().copied().find(has_enough_of);
        (!letters.is_empty()).then(|| found.unwrap_or(Self::DEFAULT))
    }

    /// The language that has a letter of its own somewhere in a text.
    pub fn by_letters(text: &str) -> Option<Self> {
        Self::KNOWN.iter().copied().find(|language| text.chars().any(|c| language.has_letter(c)))
    }

    /// Whether a letter is of the script that only this language is written in.
    fn has_letter(self, letter: char) -> bool {
        let mut ranges = self.language_texts().letters.chars();
        while let Some((first, last)) = ranges.next().zip(ranges.next()) {
            if (first..=last).contains(&letter) {
                return true;
            }
        }
        false
    }

    /// Whether the length of a text is counted in characters, and not in words.
    pub fn counts_characters(self) -> bool {
        self.language_texts().counts == "characters"
    }

    /// The words inside rendered Markdown.
    pub fn markup_labels(self) -> crate::markup::Labels {
        let texts = self.markup_texts();
        crate::markup::Labels {
            copy: texts.copy,
            run: "",
            code_actions: "",
            done: texts.task_done,
            not_done: texts.task_not_done,
            thinking: texts.thinking,
            thoughts: texts.thoughts,
            alerts: [
                texts.alert_note,
                texts.alert_tip,
                texts.alert_important,
                texts.alert_warning,
                texts.alert_caution,
            ],
            is_page: false,
        }
    }

    /// The words inside replies of the chat, whose code can be run and asked about.
    pub fn reply_labels(self) -> crate::markup::Labels {
        let texts = self.chat_tools_texts();
        crate::markup::Labels { run: texts.run, code_actions: texts.code_actions, ..self.markup_labels() }
    }
}
