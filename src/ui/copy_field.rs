//! A secret that is shown once: to be copied by its button, or selected where there is no script.

use crate::i18n::use_texts;
use leptos::prelude::*;

/// The text with its button. The page brings the script `forms`, which copies and puts the focus on the button.
#[component]
pub fn CopyField(
    /// What is copied.
    text: String,
    /// What it is.
    name: &'static str,
    /// What the button says.
    label: &'static str,
) -> impl IntoView {
    view! {
        <div class="copy-field">
            <input readonly value=text aria-label=name spellcheck="false" autocomplete="off"/>
            <button type="button" class="button" data-copied=use_texts().copied>{label}</button>
        </div>
    }
}
