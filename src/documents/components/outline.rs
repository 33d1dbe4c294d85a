//! The headings of the text.

use super::button;
use crate::{
    documents::editor::{EditorState, prosemirror::Heading},
    i18n::use_language,
};
use leptos::prelude::*;

/// The panel beside the text: a heading leads to its place.
#[component]
pub fn OutlinePanel(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    let entry = move |Heading { level, text, position }: Heading| {
        let class = ["level-1", "level-2", "level-3", "level-4", "level-5", "level-6"];
        let class = class.get(level.saturating_sub(1) as usize).copied().unwrap_or_default();
        let go = move || {
            if let Some(editor) = state.editor() {
                editor.go_to(position);
            }
        };
        view! { <li class=class>{button("row", text, go)}</li> }
    };
    let entries = Memo::new(move |_| state.outline.get());
    let list = move || {
        let entries = entries.get();
        if entries.is_empty() {
            return view! { <li class="form-note">{texts.outline_empty}</li> }.into_any();
        }
        entries.into_iter().map(entry).collect_view().into_any()
    };
    view! {
        <section class="document-panel">
            <h2>{texts.outline}</h2>
            <ol class="plain outline">{list}</ol>
        </section>
    }
}
