//! The pages of code that is mended. They come whole from the server and work as plain forms; in the browser what is taken
//! is sent at once.

mod deciding;
mod files;
mod fix;
mod list;
pub mod model;
mod result;
#[cfg(feature = "ssr")]
pub(super) mod view;
mod watching;

pub use fix::FixPage;
pub use list::CodePage;

use crate::i18n::{CodeFixesTexts, use_language};
use leptos::prelude::*;

/// The sentences of the page that is being shown.
fn use_code_fixes_texts() -> &'static CodeFixesTexts {
    use_language().code_fixes_texts()
}

/// Why what was just tried was not done.
#[component]
fn FlashMessage(
    /// The sentence; none when it was done.
    refused: Option<String>,
) -> impl IntoView {
    refused.map(|sentence| view! { <p class="form-error" role="alert">{sentence}</p> })
}
