//! Markdown from people and models as safe HTML, rendered on the server, block by block.

#[cfg(feature = "ssr")]
mod blocks;
#[cfg(feature = "ssr")]
mod code;
#[cfg(feature = "ssr")]
mod html;
#[cfg(feature = "ssr")]
mod languages;

#[cfg(feature = "ssr")]
pub use blocks::{Final, LiveMarkdown, render};

use serde::{Deserialize, Serialize};

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

    /// The HTML, for the page.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// The words that the HTML needs, in the reader's language.
#[cfg(feature = "ssr")]
#[derive(Debug, Clone, Copy, Default)]
pub struct Labels {
    /// On the button that copies a code block.
    pub copy: &'static str,
    /// What a ticked box of a task list is called.
    pub done: &'static str,
    /// What an empty box of a task list is called.
    pub not_done: &'static str,
}
