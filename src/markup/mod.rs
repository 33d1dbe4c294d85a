//! Markdown from people and models as safe HTML, rendered on the server, block by block.

#[cfg(feature = "ssr")]
mod blocks;
#[cfg(feature = "ssr")]
mod code_blocks;
#[cfg(feature = "ssr")]
mod highlight;
#[cfg(feature = "ssr")]
mod html;
mod html_delta;
#[cfg(feature = "ssr")]
mod languages;
#[cfg(feature = "ssr")]
mod math;
#[cfg(feature = "ssr")]
mod outline;
#[cfg(feature = "ssr")]
mod parse;
#[cfg(feature = "ssr")]
mod plain_text;
#[cfg(feature = "ssr")]
mod render_state;
mod runtime;
#[cfg(feature = "ssr")]
mod streaming;

#[cfg(feature = "ssr")]
pub use blocks::render;
#[cfg(feature = "ssr")]
pub use code_blocks::{CodeBlock, code_blocks, code_html, language_of};
#[cfg(feature = "ssr")]
pub(crate) use html::{may_lead_to, options};
pub use html_delta::{HtmlDelta, addition};
#[cfg(feature = "ssr")]
pub use languages::{first_line_language, is_file_extension};
#[cfg(feature = "ssr")]
pub use outline::{Part, outline};
#[cfg(feature = "ssr")]
pub(crate) use parse::parse;
#[cfg(feature = "ssr")]
pub use plain_text::{Thumbnail, strip};
pub use runtime::Runtime;
#[cfg(feature = "ssr")]
pub use streaming::{FinalHtml, LiveMarkdown};

#[cfg(feature = "ssr")]
use comrak::nodes::AlertType;
use serde::{Deserialize, Serialize};

/// Before what a model thinks.
pub const THOUGHTS_BEGIN: &str = "<think>";
/// After it.
pub const THOUGHTS_END: &str = "</think>";

/// What a model thought, and what it then said. Models that think write it between `<think>` tags before all else.
pub fn split_thoughts(markdown: &str) -> (Option<&str>, &str) {
    let Some(thoughts) = markdown.trim_start().strip_prefix(THOUGHTS_BEGIN) else { return (None, markdown) };
    match thoughts.split_once(THOUGHTS_END) {
        Some((thoughts, answer)) => (Some(thoughts.trim()), answer),
        None => (Some(thoughts.trim()), ""),
    }
}

/// HTML that may be put into a page as it is.
///
/// The field is private and there is no public constructor: on the server only this module's children can make one, and
/// they escape everything that they did not write themselves. So a function that takes a `SafeHtml` cannot be handed
/// somebody's text by mistake. It can be deserialized because the browser gets it from its own server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML of a view, which escapes all text that it is given.
    #[cfg(feature = "ssr")]
    pub(crate) fn from_view(view: impl leptos::prelude::IntoView) -> Self {
        use leptos::prelude::RenderHtml;
        Self(view.into_view().to_html())
    }

    /// The HTML, for the page.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// The words that the HTML needs, in the reader's language.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Labels {
    /// On the button that copies a code block; empty: there is none.
    pub copy: &'static str,
    /// On the button that runs code of some languages, where the page can run it; empty: there is none.
    pub run: &'static str,
    /// What the button is called that opens what can be asked about code; empty: there is none.
    pub code_actions: &'static str,
    /// What a ticked box of a task list is called.
    pub done: &'static str,
    /// What an empty box of a task list is called.
    pub not_done: &'static str,
    /// What is shown while a model thinks.
    pub thinking: &'static str,
    /// Above what a model thought before it answered.
    pub thoughts: &'static str,
    /// What quotes with a meaning are called: a note, a tip, what is important, a warning, a caution.
    pub alerts: [&'static str; 5],
    /// Whether the HTML is a page of its own: its headings begin at the first level, and nothing in it answers a click.
    pub is_page: bool,
}

#[cfg(feature = "ssr")]
impl Labels {
    /// What a quote of this kind is called.
    pub(crate) fn alert(&self, kind: AlertType) -> &'static str {
        let [note, tip, important, warning, caution] = self.alerts;
        match kind {
            AlertType::Note => note,
            AlertType::Tip => tip,
            AlertType::Important => important,
            AlertType::Warning => warning,
            AlertType::Caution => caution,
        }
    }
}
