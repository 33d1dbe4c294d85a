//! Markdown from people and models as safe HTML, rendered on the server, block by block.

#[cfg(feature = "ssr")]
mod blocks;

#[cfg(feature = "ssr")]
pub use blocks::{Final, Labels, LiveMarkdown, Update, render};

use serde::{Deserialize, Serialize};

/// HTML that may be put into a page as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML, for the page.
    pub fn into_string(self) -> String {
        self.0
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
