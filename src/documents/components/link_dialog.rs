//! Where the selection is to lead.

use crate::{browser::document::show_dialog, documents::editor::EditorState, i18n::use_language};
use leptos::{html, prelude::*};

/// How most addresses begin.
const ADDRESS_BEGIN: &str = "https://";

/// Asks for the address of a link.
#[component]
pub fn LinkDialog(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let is_wanted = Memo::new(move |_| state.is_linking.get());
    move || is_wanted.get().then(|| dialog(state))
}

fn dialog(state: EditorState) -> impl IntoView {
    let texts = use_language().editor_texts();
    let (dialog, input) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Input>::new());
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            show_dialog(&dialog);
        }
    });
    let link = move |_| {
        if let (Some(editor), Some(input)) = (state.editor(), input.get_untracked()) {
            editor.set_link(Some(&input.value()));
        }
    };
    let close = move |_| {
        state.is_linking.set(false);
        if let Some(editor) = state.editor() {
            editor.focus();
        }
    };
    view! {
        <dialog class="dialog" aria-label=texts.link node_ref=dialog on:close=close>
            <form method="dialog" on:submit=link>
                <label class="field">
                    {texts.link_prompt}
                    <input type="url" required placeholder=ADDRESS_BEGIN aria-label=texts.link_prompt node_ref=input/>
                </label>
                <button class="button">{texts.link}</button>
            </form>
        </dialog>
    }
}
