//! `/documents/{id}`: one document, to be written. Without a script it is a text area with Markdown; the editor takes its
//! place when it has loaded.

use super::{document_id, loaded, use_documents_texts};
use crate::{
    auth::flash::posted_value,
    documents::{
        api::{ContinueDraft, DeleteDocument, DuplicateDocument, RenameDocument, SaveDocument, StopDraft},
        export::ExportFormat,
        model::Document,
        validation::{Check, Fit, SectionState},
    },
    generation::model::Status,
    i18n::{DocumentsTexts, page::PageTexts, use_language, use_texts},
    provider::model::ModelList,
    ui::{
        assets::PageScript,
        form_error::{FormError, form_error},
        icon::{Glyph, Icon},
        menu_button::MenuButton,
        textarea::escape_textarea,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// The page.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let id = document_id();
    loaded(
        |documents, user| async move {
            let id = id?;
            let document = documents.get(user.id(), id).await?;
            let check = documents.check(user.id(), id).await?;
            Ok((document, check, documents.providers().list().await))
        },
        |(document, check, models)| view! { <DocumentView document check models/> },
    )
}

#[component]
fn DocumentView(
    /// The document.
    document: Document,
    /// What it lacks.
    check: Check,
    /// Who can revise it.
    models: ModelList,
) -> impl IntoView {
    let texts = use_documents_texts();
    let error = form_error::<SaveDocument>();
    let id = document.id.to_string();
    let is_written = document.status == Status::Generating;
    let data = editor_data(&document, &models);
    let content = posted_value::<SaveDocument>("content").unwrap_or_else(|| document.content.clone());
    view! {
        <Title text=document.title.clone()/>
        <main class="main" id="content" tabindex="-1">
            <Bar document=document.clone()/>
            <div class="document-page">
                <div class="document-writing">
                    <DraftNotice document=document.clone()/>
                    <FormError error is_alone=true/>
                    <div id="document-editor" hidden></div>
                    <form id="document-form" class="document-plain" method="post" action=SaveDocument::url()>
                        <noscript><p class="form-note">{texts.no_script}</p></noscript>
                        <input type="hidden" name="id" value=id/>
                        <input type="hidden" name="revision" value=document.revision.to_string()/>
                        <textarea name="content" aria-label=texts.markdown readonly=is_written
                            inner_html=escape_textarea(&content)></textarea>
                        <div><button class="button" disabled=is_written>{texts.save}</button></div>
                    </form>
                </div>
                <aside class="document-aside" aria-label=texts.beside>
                    <CheckPanel check/>
                    // What the script brings moves nothing that is there.
                    <div id="document-panels"></div>
                </aside>
            </div>
            <PageTexts group="editor"/>
            <script type="application/json" id="document-data" inner_html=data></script>
            <PageScript name="documents"/>
        </main>
    }
}

/// What the editor is told, as JSON that cannot end its script element.
fn editor_data(document: &Document, models: &ModelList) -> String {
    let language = use_language();
    let names = models.models.iter().map(|model| (model.id.to_string(), model.id.name()));
    let names: Vec<_> = names.map(|(id, name)| serde_json::json!({ "id": id, "name": name })).collect();
    // Whoever wrote the draft goes on with it, where that is still possible.
    let writer = models.models.iter().map(|model| &model.id).find(|id| document.model == Some(id.to_string()));
    let request = use_context::<http::request::Parts>();
    let account = request.and_then(|request| crate::auth::current_account(&request).ok().flatten()).map(|me| me.id());
    let data = serde_json::json!({
        "id": document.id,
        "account": account,
        "revision": document.revision,
        "status": document.status,
        "content": document.content,
        "language": document.language,
        "models": names,
        "model": writer.or(models.default.as_ref()),
        "alerts": language.markup_labels().alerts,
        "errors": {
            "body_too_large": language.texts().fault_document_too_long,
            "document_too_long": language.texts().fault_document_too_long,
            "provider_failed": language.texts().reply_failed,
            "too_many_requests": language.texts().error_too_many_requests,
            "unavailable": language.texts().error_unavailable,
            "unauthorized": language.texts().error_unauthorized,
            "internal": language.texts().error_internal,
        },
    });
    data.to_string().replace('<', "\\u003c")
}

/// The title, the state, and what can be done with the whole.
#[component]
fn Bar(
    /// The document.
    document: Document,
) -> impl IntoView {
    let (texts, general) = (use_documents_texts(), use_language().chat_texts());
    let id = document.id.to_string();
    let exports = ExportFormat::ALL.map(|form| {
        let label = match form {
            ExportFormat::Docx => texts.export_docx,
            ExportFormat::Pdf => texts.export_pdf,
            ExportFormat::Html => texts.export_html,
            ExportFormat::Markdown => texts.export_md,
            ExportFormat::Text => texts.export_txt,
        };
        let href = format!("/api/v1/documents/{id}/export?format={}", form.extension());
        view! { <li><a href=href download>{label}</a></li> }
    });
    let (renamed, copied, deleted) = (id.clone(), id.clone(), id.clone());
    view! {
        <header class="bar document-bar">
            <MenuButton/>
            <h1 class="visually-hidden">{document.title.clone()}</h1>
            <form class="document-title" method="post" action=RenameDocument::url()>
                <input type="hidden" name="id" value=renamed/>
                <input name="title" aria-label=texts.title value=document.title maxlength="200" required/>
                <button class="text-button">{texts.rename}</button>
            </form>
            <p id="save-state" class="save-state" role="status"></p>
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
                        <form method="post" action=DuplicateDocument::url()><button name="id" value=copied>{texts.duplicate}</button></form>
                    </li>
                    <li>
                        <form method="post" action=DeleteDocument::url()><button name="id" value=deleted>{general.delete}</button></form>
                    </li>
                </ul>
            </details>
        </header>
    }
}

/// How far a draft is, and what can be done about it.
#[component]
fn DraftNotice(
    /// The document.
    document: Document,
) -> impl IntoView {
    let (texts, general) = (use_documents_texts(), use_texts());
    let id = document.id.to_string();
    let fault = document.fault.as_deref().and_then(|code| code.parse().ok());
    let (notice, action) = match document.status {
        Status::Complete => return ().into_any(),
        Status::Generating => (texts.draft_running, None),
        Status::Stopped => (texts.draft_stopped, Some(())),
        Status::Interrupted => (texts.draft_interrupted, Some(())),
        Status::Failed => (fault.map_or(general.reply_failed, |fault| general.provider_fault(fault)), Some(())),
    };
    let is_failed = document.status == Status::Failed;
    view! {
        <div id="draft-notice" class="draft-notice" class:is-wrong=is_failed role="status">
            <span>{notice}</span>
            {match action {
                None => view! {
                    <noscript><a href=format!("/documents/{id}")>{texts.draft_reload}</a></noscript>
                    <form method="post" action=StopDraft::url()><button class="button is-quiet" name="id" value=id.clone()>{texts.stop}</button></form>
                }.into_any(),
                Some(()) => view! {
                    <form method="post" action=ContinueDraft::url()><button class="button is-quiet" name="id" value=id.clone()>{texts.go_on}</button></form>
                }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// What the document lacks of its format.
#[component]
fn CheckPanel(
    /// That.
    check: Check,
) -> impl IntoView {
    let texts = use_documents_texts();
    view! {
        <section id="document-check" class="document-panel">
            <h2>{texts.check}</h2>
            <CheckList check texts/>
        </section>
    }
}

#[component]
fn CheckList(
    /// What the document lacks.
    check: Check,
    /// The sentences.
    texts: &'static DocumentsTexts,
) -> impl IntoView {
    let sections = check.sections.into_iter().map(|section| {
        let (class, state) = match section.state {
            SectionState::Present => ("is-good", texts.check_present),
            SectionState::TooShort => ("is-short", texts.check_too_short),
            SectionState::Missing if section.required => ("is-missing", texts.check_missing),
            SectionState::Missing => ("is-optional", texts.check_optional),
        };
        view! { <li class=class><span>{section.heading}</span><small>{state}</small></li> }
    });
    let sections = sections.collect_view();
    let (class, fit) = match check.fits {
        Fit::Fits => ("is-good", texts.check_fits),
        Fit::TooShort => ("is-short", texts.check_length_short),
        Fit::TooLong => ("is-short", texts.check_length_long),
    };
    let (least, most) = check.length;
    let range = if check.unit.counts_characters() {
        texts.length_characters(least, most)
    } else {
        texts.length_words(least, most)
    };
    view! {
        <ul class="plain check-list">
            {sections}
            <li class=class><span>{texts.check_length} " " {check.size} " / " {range}</span><small>{fit}</small></li>
        </ul>
    }
}
