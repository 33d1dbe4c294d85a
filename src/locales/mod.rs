//! The languages of the interface: every sentence that a person sees comes from here.

/// Makes a struct with one field for each key, and the two languages' values of it: a text that is missing does not
/// compile.
macro_rules! catalogue {
    ($(#[$about:meta])* $name:ident $($key:ident: $ko:literal, $en:literal;)*) => {
        $(#[$about])*
        pub struct $name {
            $(#[doc = $en] pub $key: &'static str,)*
        }

        /// 한국어.
        pub(super) static KO: $name = $name { $($key: $ko,)* };

        /// English.
        pub(super) static EN: $name = $name { $($key: $en,)* };

        /// The keys with their Korean and English values, for the tests.
        #[cfg(test)]
        pub(super) const ENTRIES: &[(&str, &str, &str)] = &[$((stringify!($key), $ko, $en),)*];
    };
}

#[cfg(feature = "ssr")]
mod attachments;
mod catalogue;
#[cfg(feature = "ssr")]
mod chat_tools;
#[cfg(feature = "ssr")]
mod chats;
#[cfg(feature = "ssr")]
mod code;
#[cfg(feature = "ssr")]
mod documents;
#[cfg(feature = "ssr")]
mod editor;
#[cfg(feature = "ssr")]
mod fill;
#[cfg(feature = "ssr")]
mod keys;
#[cfg(feature = "ssr")]
mod markup;
#[cfg(feature = "ssr")]
mod offline;
#[cfg(feature = "ssr")]
mod plain;
#[cfg(feature = "ssr")]
mod prompts;
#[cfg(feature = "ssr")]
mod search;
#[cfg(feature = "ssr")]
mod sharing;
#[cfg(feature = "ssr")]
mod temporary;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod transfer;

pub use catalogue::Texts;
#[cfg(feature = "ssr")]
pub use fill::fill;
#[cfg(feature = "ssr")]
pub use plain::PlainTexts;
#[cfg(feature = "ssr")]
pub use {
    attachments::AttachmentTexts, chat_tools::ChatToolsTexts, chats::ChatTexts, code::CodeTexts,
    documents::DocumentTexts, editor::EditorTexts, keys::KeysTexts, offline::OfflineTexts, prompts::PromptTexts,
    search::SearchTexts, sharing::SharingTexts, temporary::TemporaryTexts, transfer::TransferTexts,
};

use crate::error::{AppError, Fault};
use crate::provider::model::{ProviderFault, Waiting};
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

    /// Its sentences.
    pub fn texts(self) -> &'static Texts {
        match self {
            Self::Ko => &catalogue::KO,
            Self::En => &catalogue::EN,
        }
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
        match self {
            Self::Ko => &search::KO,
            Self::En => &search::EN,
        }
    }

    /// Its sentences of prompts and personas, which the client does not carry.
    pub fn prompt_texts(self) -> &'static PromptTexts {
        match self {
            Self::Ko => &prompts::KO,
            Self::En => &prompts::EN,
        }
    }

    /// Its sentences of a page without a network, which pages carry for their script.
    pub fn offline_texts(self) -> &'static OfflineTexts {
        match self {
            Self::Ko => &offline::KO,
            Self::En => &offline::EN,
        }
    }

    /// Its sentences of temporary chats, which their page carries.
    pub fn temporary_texts(self) -> &'static TemporaryTexts {
        match self {
            Self::Ko => &temporary::KO,
            Self::En => &temporary::EN,
        }
    }

    /// Its sentences of sharing, which the client does not carry.
    pub fn sharing_texts(self) -> &'static SharingTexts {
        match self {
            Self::Ko => &sharing::KO,
            Self::En => &sharing::EN,
        }
    }

    /// Its sentences of code that is mended, which the client does not carry.
    pub fn code_texts(self) -> &'static CodeTexts {
        match self {
            Self::Ko => &code::KO,
            Self::En => &code::EN,
        }
    }

    /// Its sentences on the page of all conversations.
    pub fn chat_texts(self) -> &'static ChatTexts {
        match self {
            Self::Ko => &chats::KO,
            Self::En => &chats::EN,
        }
    }

    /// Its sentences of what is attached to questions.
    pub fn attachment_texts(self) -> &'static AttachmentTexts {
        match self {
            Self::Ko => &attachments::KO,
            Self::En => &attachments::EN,
        }
    }

    /// Its sentences of taking everything out and bringing it in.
    pub fn transfer_texts(self) -> &'static TransferTexts {
        match self {
            Self::Ko => &transfer::KO,
            Self::En => &transfer::EN,
        }
    }

    /// Its sentences on the pages of accounts, which the client does not carry.
    pub fn plain_texts(self) -> &'static PlainTexts {
        match self {
            Self::Ko => &plain::KO,
            Self::En => &plain::EN,
        }
    }

    /// Its sentences on the pages of documents.
    pub fn document_texts(self) -> &'static DocumentTexts {
        match self {
            Self::Ko => &documents::KO,
            Self::En => &documents::EN,
        }
    }

    /// The words inside rendered Markdown.
    pub fn markup_labels(self) -> crate::markup::Labels {
        let texts = match self {
            Self::Ko => &markup::KO,
            Self::En => &markup::EN,
        };
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
        match self {
            Self::Ko => &chat_tools::KO,
            Self::En => &chat_tools::EN,
        }
    }

    /// The sentences of the keys and of the palette.
    pub fn keys_texts(self) -> &'static KeysTexts {
        match self {
            Self::Ko => &keys::KO,
            Self::En => &keys::EN,
        }
    }

    /// Its sentences in the editor of documents.
    pub fn editor_texts(self) -> &'static EditorTexts {
        match self {
            Self::Ko => &editor::KO,
            Self::En => &editor::EN,
        }
    }
}

/// The sentences of the page that is being shown.
pub fn use_texts() -> &'static Texts {
    use_language().texts()
}

impl Texts {
    /// What to tell a person about an error.
    pub fn error(&self, error: &AppError) -> String {
        match error {
            AppError::Unauthorized => self.error_unauthorized.to_owned(),
            AppError::Forbidden => self.error_forbidden.to_owned(),
            AppError::NotFound => self.error_not_found.to_owned(),
            AppError::BadRequest => self.error_bad_request.to_owned(),
            AppError::Invalid(fault) => self.fault(*fault).to_owned(),
            AppError::TooManyRequests(seconds) => {
                self.error_too_many_requests.replace("{seconds}", &seconds.to_string())
            }
            AppError::Unavailable => self.error_unavailable.to_owned(),
            AppError::Unreachable => self.error_unreachable.to_owned(),
            AppError::Internal => self.error_internal.to_owned(),
        }
    }

    /// What to tell a person about something that they entered.
    pub fn fault(&self, fault: Fault) -> &'static str {
        match fault {
            Fault::UsernameLength => self.fault_username_length,
            Fault::UsernameCharacters => self.fault_username_characters,
            Fault::UsernameTaken => self.fault_username_taken,
            Fault::EmailFormat => self.fault_email_format,
            Fault::EmailTaken => self.fault_email_taken,
            Fault::PasswordLength => self.fault_password_length,
            Fault::PasswordWrong => self.fault_password_wrong,
            Fault::CredentialsWrong => self.fault_credentials_wrong,
            Fault::SignupClosed => self.fault_signup_closed,
            Fault::TitleLength => self.fault_title_length,
            Fault::SystemPromptLength => self.fault_system_prompt_length,
            Fault::TemperatureRange => self.fault_temperature_range,
            Fault::MaxTokensRange => self.fault_max_tokens_range,
            Fault::MessageEmpty => self.fault_message_empty,
            Fault::MessageTooLong => self.fault_message_too_long,
            Fault::MessageControlCharacter => self.fault_message_control_character,
            Fault::AttachmentsInvalid => self.fault_attachments_invalid,
            Fault::ModelUnknown => self.fault_model_unknown,
            Fault::RepliesWaiting => self.fault_replies_waiting,
            Fault::EventUnknown => self.fault_event_unknown,
            Fault::NotContinuable => self.fault_not_continuable,
            Fault::DocumentTooLong => self.fault_document_too_long,
            Fault::DocumentStale => self.fault_document_stale,
            Fault::FormatUnknown => self.fault_format_unknown,
            Fault::ExportTooLong => self.fault_export_too_long,
            Fault::FileUnreadable => self.fault_file_unreadable,
            Fault::KeyDays => self.fault_key_days,
            Fault::CountMax => self.fault_count_max,
        }
    }

    /// What to tell a person about a model that does not answer.
    pub fn provider_fault(&self, fault: ProviderFault) -> &'static str {
        match fault {
            ProviderFault::Unauthorized => self.provider_unauthorized,
            ProviderFault::Forbidden => self.provider_forbidden,
            ProviderFault::RateLimited => self.provider_rate_limited,
            ProviderFault::QuotaExceeded => self.provider_quota_exceeded,
            ProviderFault::Refused => self.provider_refused,
            ProviderFault::Failed => self.provider_failed,
            ProviderFault::Unreachable => self.provider_unreachable,
            ProviderFault::UnknownHost => self.provider_unknown_host,
            ProviderFault::TlsFailed => self.provider_tls_failed,
            ProviderFault::WentSilent => self.provider_went_silent,
            ProviderFault::InvalidReply => self.provider_invalid_reply,
            ProviderFault::TooLong => self.provider_too_long,
            ProviderFault::TimedOut => self.provider_timed_out,
            ProviderFault::EmptyReply => self.provider_empty_reply,
            ProviderFault::BrokenStream => self.provider_broken_stream,
            ProviderFault::NotInstalled => self.provider_not_installed,
            ProviderFault::LocalFailed => self.provider_local_failed,
            ProviderFault::ContextExceeded => self.provider_context_exceeded,
            ProviderFault::UnknownModel => self.provider_unknown_model,
            ProviderFault::NotConfigured => self.provider_not_configured,
        }
    }

    /// What to tell a person who waits for the first word.
    pub fn waiting(&self, reason: Waiting) -> String {
        match reason {
            Waiting::Loading => self.waiting_loading.to_owned(),
            Waiting::Retrying { seconds } => self.waiting_retrying.replace("{seconds}", &seconds.to_string()),
            Waiting::Turn => self.waiting_turn.to_owned(),
            Waiting::Queued { ahead } => self.waiting_queued.replace("{ahead}", &ahead.to_string()),
        }
    }
}

#[cfg(feature = "ssr")]
mod request {
    //! The language that a request is to be answered in: the one chosen, else the one that the browser asks for.

    use super::Language;
    use crate::cookie;
    use axum::extract::FromRequestParts;
    use http::{HeaderValue, header, request::Parts};
    use std::convert::Infallible;

    const COOKIE: &str = "supbot_language";

    impl Language {
        /// The language of a request.
        pub fn of_request(request: &Parts) -> Self {
            let header = |name| request.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
            let chosen = cookie::read(&request.headers, COOKIE).and_then(Self::from_tag);
            chosen
                .or_else(|| header(header::ACCEPT_LANGUAGE).and_then(Self::of_accept_language))
                .unwrap_or(Self::DEFAULT)
        }

        /// The first of our languages in order of the weights of RFC 9110 §12.5.4; those with weight 0 are not acceptable.
        fn of_accept_language(value: &str) -> Option<Self> {
            let mut best: Option<(f32, Self)> = None;
            for entry in value.split(',') {
                let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
                let weight = weight.trim().trim_start_matches("q=").parse::<f32>().unwrap_or(0.0);
                let Some(language) = Self::from_tag(tag.trim()) else { continue };
                if weight > 0.0 && best.is_none_or(|(best_weight, _)| weight > best_weight) {
                    best = Some((weight, language));
                }
            }
            best.map(|(_, language)| language)
        }

        /// The `Set-Cookie` value that remembers the choice. It holds no secret.
        pub fn cookie(self) -> HeaderValue {
            cookie::choice(COOKIE, self.tag()).unwrap_or(HeaderValue::from_static(""))
        }
    }

    impl<S: Send + Sync> FromRequestParts<S> for Language {
        type Rejection = Infallible;

        async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
            Ok(Self::of_request(parts))
        }
    }

    #[cfg(test)]
    mod tests {
        use super::Language;

        #[test]
        fn the_browser_s_order_decides() {
            let of = Language::of_accept_language;
            assert_eq!(of("ko-KR,ko;q=0.9,en-US;q=0.8"), Some(Language::Ko));
            assert_eq!(of("fr, en;q=0.5, ko;q=0.4"), Some(Language::En));
            assert_eq!(of("en;q=0.1, ko;q=0.7"), Some(Language::Ko));
            assert_eq!(of("ko;q=0, de"), None);
            assert_eq!(of(";;q=x,"), None);
        }
    }
}
