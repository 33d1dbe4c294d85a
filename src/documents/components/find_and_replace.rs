//! Find and replace.

use super::button;
use crate::{
    documents::editor::{EditorState, prosemirror::Editor},
    i18n::use_language,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};

/// A selection of this many characters or more is none that one looks for.
const WORDS_MAX: usize = 100;

/// The fields, below the tools.
#[component]
pub fn FindAndReplace(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    let (words, other) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let count = RwSignal::new(None::<u32>);
    let search = move || {
        let (Some(editor), Some(words), Some(other)) = (state.editor(), words.get_untracked(), other.get_untracked())
        else {
            return;
        };
        let words = words.value();
        let found = editor.find(&words, &other.value());
        count.set((!words.is_empty()).then_some(found));
    };
    let act = move |command: fn(&Editor)| {
        search();
        if let Some(editor) = state.editor() {
            command(&editor);
        }
        search();
    };
    Effect::new(move || {
        if state.finding.get().is_none() {
            return;
        }
        let (Some(editor), Some(words)) = (state.editor(), words.get_untracked()) else { return };
        let selected = editor.selected_text();
        if !selected.is_empty() && selected.chars().count() < WORDS_MAX {
            words.set_value(&selected);
        }
        // Only an element that is gone refuses.
        let _ = words.focus();
        words.select();
        search();
    });
    let close = move || {
        if let Some(words) = words.get_untracked() {
            words.set_value("");
        }
        search();
        state.finding.set(None);
        if let Some(editor) = state.editor() {
            editor.focus();
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let enter = move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            act(Editor::find_next);
        }
    };
    let found = move || count.get().map(|count| texts.find_count(count));
    view! {
        <div class="finding" role="search" hidden=move || state.finding.get().is_none() on:keydown=key>
            <input type="search" aria-label=texts.find placeholder=texts.find node_ref=words on:input=move |_| search() on:keydown=enter/>
            <small role="status">{found}</small>
            {button("text-button", texts.find_next, move || act(Editor::find_next))}
            <input aria-label=texts.replace placeholder=texts.replace node_ref=other/>
            {button("text-button", texts.replace, move || act(Editor::replace_next))}
            {button("text-button", texts.replace_all, move || act(Editor::replace_all))}
            {button("text-button", texts.close, close)}
        </div>
    }
}
