//! The title of a document, how far it is stored, and what can be done with the whole.

use crate::{
    documents::{
        api::{DeleteDocument, DuplicateDocument, RenameDocument, duplicate_document, update_title},
        editor::{EditorState, SaveKind},
        model::Document,
        pages::use_documents_texts,
    },
    i18n::use_texts,
    ui::{
        icon::{Glyph, Icon},
        menu_button::MenuButton,
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn, task::spawn_local};

/// The files that a document can become: what their address ends in.
const FORMATS: [&str; 5] = ["docx", "pdf", "html", "md", "txt"];

/// The bar above a document.
#[component]
pub fn Bar(
    /// The document.
    document: Document,
    /// Its title as it is now.
    title: RwSignal<String>,
    /// What is known of it.
    state: EditorState,
) -> impl IntoView {
    let (texts, general) = (use_documents_texts(), use_texts());
    let id = document.id.to_string();
    let labels = [texts.export_docx, texts.export_pdf, texts.export_html, texts.export_md, texts.export_txt];
    let exports = FORMATS.into_iter().zip(labels).map(|(format, label)| {
        let href = format!("/api/v1/documents/{id}/export?format={format}");
        view! { <li><a href=href rel="external" download>{label}</a></li> }
    });
    let exports = exports.collect_view();
    let (copied, deleted) = (id.clone(), id.clone());
    view! {
        <header class="bar document-bar">
            <MenuButton/>
            <h1 class="visually-hidden">{move || title.get()}</h1>
            <TitleForm id=id.clone() title state/>
            <SaveState state/>
            <details class="menu">
                <summary class="button is-quiet">{texts.export}</summary>
                <ul class="plain menu-list">{exports}</ul>
            </details>
            <details class="menu">
                <summary class="icon-button" aria-label=texts.more><Icon glyph=Glyph::More/></summary>
                <ul class="plain menu-list">
                    <li><a href=format!("/documents/{id}/versions")>{texts.versions}</a></li>
                    <li><a href=format!("/shares/new?document={id}")>{general.share}</a></li>
                    {document.origin.map(|origin| view! { <li><a href=origin>{texts.origin}</a></li> })}
                    <li>
                        <form method="post" action=DuplicateDocument::url() on:submit=move |event| duplicate(&event, state)>
                            <button name="id" value=copied>{texts.duplicate}</button>
                        </form>
                    </li>
                    <li>
                        <form method="post" action=DeleteDocument::url()><button name="id" value=deleted>{general.delete}</button></form>
                    </li>
                </ul>
            </details>
        </header>
    }
}

/// Copies what there is, and goes to the copy.
fn duplicate(event: &SubmitEvent, state: EditorState) {
    let Some(session) = state.session() else { return };
    event.prevent_default();
    spawn_local(async move {
        session.save(SaveKind::Auto).await;
        // Its copy would be without what could not be saved.
        if session.is_dirty() {
            return;
        }
        if let Err(error) = duplicate_document(state.id).await {
            session.show_not_saved(&error);
        }
    });
}

/// The title, which is stored without leaving the page.
#[component]
fn TitleForm(
    /// Names the document.
    id: String,
    /// The title as it is now.
    title: RwSignal<String>,
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let (texts, input) = (use_documents_texts(), NodeRef::<html::Input>::new());
    let rename = move |_| {
        let (Some(session), Some(input)) = (state.session(), input.get_untracked()) else { return };
        let new = input.value().trim().to_owned();
        if new.is_empty() || title.with_untracked(|title| *title == new) {
            return;
        }
        spawn_local(async move {
            match update_title(state.id, new.clone()).await {
                Ok(()) => drop(title.try_set(new)),
                Err(error) => session.show_not_saved(&error),
            }
        });
    };
    let submit = move |event: SubmitEvent| {
        if let Some(input) = input.get_untracked().filter(|_| state.is_live.get_untracked()) {
            event.prevent_default();
            // Which tells that it was changed.
            let _ = input.blur();
        }
    };
    view! {
        <form class="document-title" class:is-live=state.is_live method="post" action=RenameDocument::url() on:submit=submit>
            <input type="hidden" name="id" value=id/>
            <input name="title" aria-label=texts.title value=title.get_untracked() maxlength="200" required node_ref=input on:change=rename/>
            <button class="text-button">{texts.rename}</button>
        </form>
    }
}

/// How far the text is stored.
#[component]
fn SaveState(
    /// What is known of the document.
    state: EditorState,
) -> impl IntoView {
    let is_wrong = move || state.notice.with(|notice| notice.is_wrong);
    // Nothing, and no empty text: the style sheet hides what is empty.
    let text = move || Some(state.notice.get().text).filter(|text| !text.is_empty());
    view! { <p id="save-state" class="save-state" class:is-wrong=is_wrong role="status">{text}</p> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::FORMATS;
    use crate::documents::export::ExportFormat;

    #[test]
    fn every_file_that_a_document_can_become_is_offered() {
        assert_eq!(ExportFormat::ALL.map(ExportFormat::extension), FORMATS);
    }
}
