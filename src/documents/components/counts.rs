//! How long the text is.

use crate::{documents::editor::EditorState, i18n::use_language};
use leptos::prelude::*;

/// The panel beside the text.
#[component]
pub fn LengthPanel(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    view! {
        <section class="document-panel">
            <h2>{texts.counts}</h2>
            <dl class="counts">
                <dt>{texts.characters}</dt>
                <dd>{move || grouped(state.counts.get().characters)}</dd>
                <dt>{texts.characters_bare}</dt>
                <dd>{move || grouped(state.counts.get().characters_bare)}</dd>
                <dt>{texts.words}</dt>
                <dd>{move || grouped(state.counts.get().words)}</dd>
            </dl>
        </section>
    }
}

/// A number as Korean and English write it: asking the browser would cost more than the rest of the panel.
fn grouped(value: u32) -> String {
    let digits = value.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
