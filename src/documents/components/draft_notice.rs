//! How far a draft is, and what can be done about it.

use crate::{
    documents::{
        api::{ContinueDraft, StopDraft, change_draft},
        editor::{DraftStage, EditorState, SaveKind},
        model::Document,
        pages::use_documents_texts,
    },
    generation::model::Status,
    i18n::{use_language, use_texts},
};
use leptos::{ev::SubmitEvent, prelude::*, server_fn::ServerFn, task::spawn_local};

/// Says what a model is doing, or why it has stopped; nothing when the document is complete.
#[component]
pub fn DraftNotice(
    /// The document.
    document: Document,
    /// What is known of it.
    state: EditorState,
) -> impl IntoView {
    let is_there = Memo::new(move |_| state.draft.get() != Some(DraftStage::Done));
    let is_complete = document.status == Status::Complete;
    move || (!is_complete && is_there.get()).then(|| notice(&document, state))
}

fn notice(document: &Document, state: EditorState) -> AnyView {
    let (texts, general, editor) = (use_documents_texts(), use_texts(), use_language().editor_texts());
    let id = document.id.to_string();
    let fault = document.fault.as_deref().and_then(|code| code.parse().ok());
    let (is_running, is_failed) = (document.status == Status::Generating, document.status == Status::Failed);
    let notice = match document.status {
        Status::Generating => texts.draft_running,
        Status::Stopped => texts.draft_stopped,
        Status::Interrupted => texts.draft_interrupted,
        Status::Complete | Status::Failed => fault.map_or(general.reply_failed, |fault| general.provider_fault(fault)),
    };
    let shown = move || if state.draft.get() == Some(DraftStage::Reading) { editor.draft_reading } else { notice };
    view! {
        <div id="draft-notice" class="draft-notice" class:is-wrong=is_failed role="status">
            <span>{shown}</span>
            {if is_running {
                // As HTML: a browser that runs scripts reads no elements in it.
                let reload = texts.draft_reload.replace('&', "&amp;").replace('<', "&lt;");
                view! {
                    <noscript inner_html=format!("<a href=\"/documents/{id}\">{reload}</a>")></noscript>
                    <form method="post" action=StopDraft::url() on:submit=move |event| change(&event, state, false)>
                        <button class="button is-quiet" name="id" value=id>{texts.stop}</button>
                    </form>
                }.into_any()
            } else {
                view! {
                    <form method="post" action=ContinueDraft::url() on:submit=move |event| change(&event, state, true)>
                        <button class="button is-quiet" name="id" value=id>{texts.go_on}</button>
                    </form>
                }.into_any()
            }}
        </div>
    }
    .into_any()
}

/// Stops a draft, or has it written to its end, and shows what has become of it.
fn change(event: &SubmitEvent, state: EditorState, goes_on: bool) {
    let Some(session) = state.session() else { return };
    event.prevent_default();
    spawn_local(async move {
        // What is not stored would not be gone on from.
        session.save(SaveKind::Auto).await;
        if goes_on && session.is_dirty() {
            return;
        }
        match change_draft(state.id, goes_on).await {
            // The end is told by its events, which the editor follows.
            Ok(()) if goes_on || state.editor().is_none() => state.reload(),
            Ok(()) => {}
            Err(error) => session.show_not_saved(&error),
        }
    });
}
