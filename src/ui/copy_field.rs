//! A secret that is shown once: to be copied by its button, or selected where there is no script.

use crate::{browser::clipboard, i18n::use_texts};
use leptos::{
    html::{Button, Input},
    prelude::*,
};

/// The text with its button, which has the focus when the page comes.
#[component]
pub fn CopyField(
    /// What is copied.
    text: String,
    /// What it is.
    name: &'static str,
    /// What the button says.
    label: &'static str,
) -> impl IntoView {
    let copied = use_texts().copied;
    let (field, button) = (NodeRef::<Input>::new(), NodeRef::<Button>::new());
    Effect::new(move || {
        if let Some(button) = button.get() {
            // Only an element outside the document refuses it.
            let _ = button.focus();
        }
    });
    let select = move |_| {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    };
    let copy = move |_| {
        if let Some((field, button)) = field.get_untracked().zip(button.get_untracked()) {
            clipboard::copy_by_button(field.value(), button.into(), copied);
        }
    };
    view! {
        <div class="copy-field">
            <input node_ref=field readonly value=text aria-label=name spellcheck="false" autocomplete="off" on:focus=select/>
            <button node_ref=button type="button" class="button" on:click=copy>{label}</button>
        </div>
    }
}
