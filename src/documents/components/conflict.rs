//! Two have saved: both texts stay, and the person chooses.

use super::button;
use crate::{
    documents::editor::{Conflict, EditorState},
    i18n::use_language,
};
use leptos::{prelude::*, task::spawn_local};

/// Says that somebody else was faster, and what can be done.
#[component]
pub fn ConflictNotice(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let texts = use_language().editor_texts();
    let settle = move |takes_theirs| {
        move || {
            if let Some(session) = state.session() {
                spawn_local(async move { session.settle(takes_theirs).await });
            }
        }
    };
    let notice = move |Conflict { version }: Conflict| {
        let address = version.map(|version| format!("/documents/{}/conflict?mine={version}", state.id));
        view! {
            <div class="draft-notice is-wrong" role="alert" id="conflict-notice">
                <span>{texts.conflict}</span>
                {button("button", texts.keep_mine, settle(false))}
                {button("button is-quiet", texts.keep_theirs, settle(true))}
                {address.map(|href| view! { <a href=href target="_blank" rel="noopener">{texts.compare}</a> })}
            </div>
        }
    };
    move || state.conflict.get().map(notice)
}
