//! The languages, and which of them a page is in.

use super::Texts;
#[cfg(feature = "ssr")]
use super::*;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Language {
    /// 한국어.
    Ko,
    /// English.
    En,
}

impl Language {
    /// For people whose browser asks for neither.
    pub const DEFAULT: Self = Self::En;
    /// Every language, with its own name for itself.
    pub const ALL: [(Self, &str); 2] = [(Self::Ko, "한국어"), (Self::En, "English")];

    /// The tag of RFC 5646, as in `<html lang>`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Ko => "ko",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `ko-KR`, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next()?.trim();
        Self::ALL
            .into_iter()
            .map(|(language, _)| language)
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    /// Its sentences of the pages that go on in the browser.
    #[cfg(feature = "ssr")]
    pub fn texts(self) -> &'static Texts {
        Texts::of(self)
    }

    /// The sentences of the page, which are in its language: the client carries none.
    #[cfg(not(feature = "ssr"))]
    pub fn texts(self) -> &'static Texts {
        static TEXTS: std::sync::OnceLock<Texts> = std::sync::OnceLock::new();
        TEXTS.get_or_init(|| Texts::read(crate::browser::document::texts().leak()))
    }
}

/// The language of the page: on the server what the request asks for, in the browser what the document says.
pub fn page_language() -> Language {
    #[cfg(feature = "ssr")]
    let language = use_context::<http::request::Parts>().map(|request| Language::of_request(&request));
    #[cfg(not(feature = "ssr"))]
    let language = crate::browser::document::language_tag().and_then(|tag| Language::from_tag(&tag));
    language.unwrap_or(Language::DEFAULT)
}

/// The language of the page that is being shown; [`App`](crate::app::App) provides it.
pub fn use_language() -> Language {
    use_context::<Language>().unwrap_or(Language::DEFAULT)
}

/// The sentences of the page that is being shown.
pub fn use_texts() -> &'static Texts {
    use_language().texts()
}

#[cfg(feature = "ssr")]
impl Language {
    /// The language that a text is written in, told by its first letters; none when it has none. Korean texts are full of
    /// English words, so a tenth of Hangul is enough.
    pub fn of_text(text: &str) -> Option<Self> {
        const LETTERS: usize = 2000;
        let letters: Vec<_> = text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).collect();
        let korean = letters.iter().filter(|c| ('가'..='힣').contains(*c)).count();
        (!letters.is_empty()).then_some(if korean * 10 > letters.len() { Self::Ko } else { Self::En })
    }

    /// Its sentences of the search, which the client does not carry.
    pub fn search_texts(self) -> &'static SearchTexts {
        SearchTexts::of(self)
    }

    /// Its sentences of prompts and personas, which the client does not carry.
    pub fn prompt_texts(self) -> &'static PromptTexts {
        PromptTexts::of(self)
    }

    /// Its sentences of a page without a network, which pages carry for their script.
    pub fn offline_texts(self) -> &'static OfflineTexts {
        OfflineTexts::of(self)
    }

    /// Its sentences of temporary chats, which their page carries.
    pub fn temporary_texts(self) -> &'static TemporaryTexts {
        TemporaryTexts::of(self)
    }

    /// Its sentences of sharing, which the client does not carry.
    pub fn sharing_texts(self) -> &'static SharingTexts {
        SharingTexts::of(self)
    }

    /// Its sentences of code that is mended, which the client does not carry.
    pub fn code_texts(self) -> &'static CodeTexts {
        CodeTexts::of(self)
    }

    /// Its sentences on the page of all conversations.
    pub fn chat_texts(self) -> &'static ChatTexts {
        ChatTexts::of(self)
    }

    /// Its sentences of what is attached to questions.
    pub fn attachment_texts(self) -> &'static AttachmentTexts {
        AttachmentTexts::of(self)
    }

    /// Its sentences of taking everything out and bringing it in.
    pub fn transfer_texts(self) -> &'static TransferTexts {
        TransferTexts::of(self)
    }

    /// Its sentences on the pages of accounts, which the client does not carry.
    pub fn plain_texts(self) -> &'static PlainTexts {
        PlainTexts::of(self)
    }

    /// Its sentences on the pages of documents.
    pub fn document_texts(self) -> &'static DocumentTexts {
        DocumentTexts::of(self)
    }

    /// The words inside rendered Markdown.
    pub fn markup_labels(self) -> crate::markup::Labels {
        let texts = MarkupTexts::of(self);
        crate::markup::Labels {
            copy: texts.copy,
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

    /// The sentences of the tools of the chat.
    pub fn chat_tools_texts(self) -> &'static ChatToolsTexts {
        ChatToolsTexts::of(self)
    }

    /// The sentences of the keys and of the palette.
    pub fn keys_texts(self) -> &'static KeysTexts {
        KeysTexts::of(self)
    }

    /// Its sentences in the editor of documents.
    pub fn editor_texts(self) -> &'static EditorTexts {
        EditorTexts::of(self)
    }

    /// Its words in the parts of the pages of chat that the server writes.
    pub fn still_texts(self) -> &'static StillTexts {
        StillTexts::of(self)
    }
}
