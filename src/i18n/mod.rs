//! The languages of the interface: every sentence that a person sees comes from here.

/// Makes a struct with one field for each key, and the two languages' values of it: a text that is missing does not
/// compile.
macro_rules! catalogue {
    ($(#[$about:meta])* $name:ident $($key:ident: $ko:literal, $en:literal;)*) => {
        $(#[$about])*
        pub struct $name {
            $(#[doc = $en] pub $key: &'static str,)*
        }

        #[cfg(feature = "ssr")]
        impl $name {
            /// Those of a language.
            pub(super) fn of(language: crate::i18n::Language) -> &'static Self {
                static KO: $name = $name { $($key: $ko,)* };
                static EN: $name = $name { $($key: $en,)* };
                match language {
                    crate::i18n::Language::Ko => &KO,
                    crate::i18n::Language::En => &EN,
                }
            }
        }

        /// The keys with their Korean and English values, for the tests.
        #[cfg(test)]
        pub(super) const ENTRIES: &[(&str, &str, &str)] = &[$((stringify!($key), $ko, $en),)*];
    };
}

/// Makes a catalogue that the client needs too. It is not compiled into it: the page brings the sentences of its language.
macro_rules! page_catalogue {
    ($(#[$about:meta])* $name:ident $($key:ident: $ko:literal, $en:literal;)*) => {
        catalogue! { $(#[$about])* $name $($key: $ko, $en;)* }

        impl $name {
            /// All of them, a line each.
            #[cfg(feature = "ssr")]
            pub fn lines(&self) -> String {
                [$(self.$key,)*].join("\n")
            }

            /// What [`Self::lines`] has written.
            #[cfg(not(feature = "ssr"))]
            pub(super) fn read(lines: &'static str) -> Self {
                let mut lines = lines.lines();
                let mut next = || lines.next().unwrap_or_default();
                Self { $($key: next(),)* }
            }
        }
    };
}

#[cfg(feature = "ssr")]
mod attachments;
#[cfg(feature = "ssr")]
pub mod calendar;
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
mod language;
#[cfg(feature = "ssr")]
mod markup;
#[cfg(feature = "ssr")]
mod offline;
#[cfg(feature = "ssr")]
mod plain;
#[cfg(feature = "ssr")]
mod prompts;
#[cfg(feature = "ssr")]
mod request;
#[cfg(feature = "ssr")]
mod search;
mod sentences;
#[cfg(feature = "ssr")]
mod sharing;
#[cfg(feature = "ssr")]
mod still;
#[cfg(feature = "ssr")]
mod temporary;
#[cfg(test)]
mod tests;
#[cfg(feature = "ssr")]
mod transfer;

pub use catalogue::Texts;
#[cfg(feature = "ssr")]
pub use fill::fill;
pub use language::{Language, page_language, use_language, use_texts};
#[cfg(feature = "ssr")]
pub use plain::PlainTexts;
#[cfg(feature = "ssr")]
pub use {
    attachments::AttachmentTexts, chat_tools::ChatToolsTexts, chats::ChatTexts, code::CodeTexts,
    documents::DocumentTexts, editor::EditorTexts, keys::KeysTexts, markup::MarkupTexts, offline::OfflineTexts,
    prompts::PromptTexts, search::SearchTexts, sharing::SharingTexts, still::StillTexts, temporary::TemporaryTexts,
    transfer::TransferTexts,
};
