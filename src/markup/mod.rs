//! Markdown from people and models as safe HTML, rendered on the server, block by block.

#[cfg(feature = "ssr")]
mod blocks;
#[cfg(feature = "ssr")]
mod code;
#[cfg(feature = "ssr")]
mod live;

#[cfg(feature = "ssr")]
pub use {
    blocks::{Labels, render},
    live::{Final, LiveMarkdown, Update},
};

use serde::{Deserialize, Serialize};

/// HTML that may be put into a page as it is. Only this module's children make one from text, so that whatever is of
/// this type has gone through the escaping here; the browser gets it from the server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The HTML, to be put into a page.
    pub fn into_string(self) -> String {
        self.0
    }
}
