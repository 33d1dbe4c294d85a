//! `/documents`: every document of a person, with search.

use super::{Ago, asked, use_documents_texts};
use crate::{
    documents::{
        api::{DeleteDocument, DocumentList, DuplicateDocument, EmptyDocumentTrash, RestoreDocument, list_documents},
        model::DocumentSummary,
    },
    domain::error::AppError,
    generation::model::Status,
    i18n::use_texts,
    ui::{
        confirm::Confirm,
        empty_state::Empty,
        get_form::GetForm,
        icon::{Glyph, Icon},
        lazy_page::LazyPage,
        menu_button::MenuButton,
        page_data::PageData,
        saved::Saved,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::location::Url;
use serde::{Deserialize, Serialize};

/// The page.
pub struct ListPage(PageData<Listed>);

/// What was asked for, and what there is of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Listed {
    words: String,
    /// The id of the format that is listed; empty: all of them.
    format: String,
    /// The id of the document that was just deleted; empty: none.
    deleted: String,
    list: DocumentList,
}

impl LazyPage for ListPage {
    fn data() -> Self {
        // With what was just done, which is no longer told when that leaves the address.
        let asked = asked(["q", "format", "older", "error", "deleted", "saved"]);
        Self(PageData::new(&["documents"], asked, |[words, format, cursor, error, deleted, _]| async move {
            let list = list_documents(words.clone(), format.clone(), cursor, error).await?;
            Ok(Listed { words, format, deleted, list })
        }))
    }

    fn view(self) -> AnyView {
        self.0.view(|listed| view! { <List listed/> }.into_any())
    }
}

#[component]
fn List(
    /// What was asked for, and what there is of it.
    listed: Listed,
) -> impl IntoView {
    let Listed { words, format, deleted, list } = listed;
    let DocumentList { page, formats, trash, import_error } = list;
    let texts = use_documents_texts();
    let deleted = Some(deleted).filter(|id| !id.is_empty());
    let is_filtered = !words.is_empty() || !format.is_empty();
    let is_empty = page.items.is_empty();
    let name = |id: &str| {
        let found = formats.iter().find(|format| format.id == id);
        found.map(|format| format.name.clone()).unwrap_or_default()
    };
    let rows: Vec<_> = page.items.into_iter().map(|item| (name(&item.format), item)).collect();
    let older = page.next_cursor.map(|cursor| {
        format!("/documents?q={}&format={}&older={}", Url::escape(&words), Url::escape(&format), Url::escape(&cursor))
    });
    let options = formats.into_iter().map(|option| {
        let is_chosen = option.id == format;
        view! { <option value=option.id selected=is_chosen>{option.name}</option> }
    });
    let options = options.collect_view();
    view! {
        <Title text=texts.documents/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.documents}</h1></header>
            <div class="documents">
                {deleted.map(|id| view! {
                    <form class="undo" method="post" action=RestoreDocument::url() role="status">
                        <span>{texts.deleted}</span>
                        <button class="button is-quiet" name="id" value=id>{texts.undo}</button>
                    </form>
                })}
                <Saved of="trash-emptied" text=texts.trash_emptied/>
                {import_error.map(|error| view! { <UploadError error/> })}
                <div class="documents-head">
                    <a class="button" href="/documents/new"><span class="with-icon"><Icon glyph=Glyph::Plus/>{texts.new_document}</span></a>
                    <GetForm action="/documents" attr:class="documents-search" attr:role="search">
                        <input type="search" name="q" aria-label=texts.search placeholder=texts.search value=words maxlength="200"/>
                        <select name="format" aria-label=texts.all_formats>
                            <option value="">{texts.all_formats}</option>
                            {options}
                        </select>
                        <button class="button is-quiet">{texts.search_button}</button>
                    </GetForm>
                </div>
                {is_empty.then(|| view! {
                    <Empty glyph=Glyph::Document text=if is_filtered { texts.nothing_found } else { texts.empty }/>
                })}
                <ul class="plain document-list">
                    {rows.into_iter().map(|(format, item)| view! { <Row item format/> }).collect_view()}
                </ul>
                {older.map(|href| view! { <a class="button is-quiet" href=href>{texts.older}</a> })}
                <form class="panel" method="post" action="/documents/import" enctype="multipart/form-data">
                    <h2>{texts.import}</h2>
                    <p id="import-hint">{texts.import_hint}</p>
                    <div class="import-row">
                        <input type="file" name="file" required accept=".docx,.md,.markdown,.txt" aria-label=texts.import aria-describedby="import-hint"/>
                        <button class="button is-quiet">{texts.import_button}</button>
                    </div>
                </form>
                {(trash > 0).then(|| view! { <Trash count=trash/> })}
            </div>
        </main>
    }
}

/// What is deleted and takes room until it is gone for good, which somebody may not want to wait for.
#[component]
fn Trash(
    /// How many documents.
    count: u32,
) -> impl IntoView {
    let texts = use_documents_texts();
    view! {
        <section class="panel">
            <h2>{texts.trash}</h2>
            <p>{texts.trash_about(count)}</p>
            <Confirm label=texts.empty_trash question=texts.empty_trash_about>
                <form method="post" action=EmptyDocumentTrash::url()>
                    <button class="button is-danger">{texts.empty_trash_yes}</button>
                </form>
            </Confirm>
        </section>
    }
}

/// Why a file was not taken.
#[component]
fn UploadError(
    /// Why.
    error: AppError,
) -> impl IntoView {
    view! { <p class="form-error" role="alert">{use_texts().error(&error)}</p> }
}

#[component]
fn Row(
    /// The document.
    item: DocumentSummary,
    /// What its format is called.
    format: String,
) -> impl IntoView {
    let texts = use_documents_texts();
    let id = item.id.to_string();
    let state = match item.status {
        Status::Generating => Some(texts.being_written),
        Status::Stopped | Status::Interrupted | Status::Failed => Some(texts.cut_short),
        Status::Complete => None,
    };
    let (copied, deleted) = (id.clone(), id.clone());
    view! {
        <li class="document-row">
            <a class="document-link" href=format!("/documents/{id}")>
                <b>{item.title}</b>
                <span class="form-note">
                    <span>{format}</span> " · " <Ago at=item.updated_at/>
                    {state.map(|state| view! { " · " <span class="badge">{state}</span> })}
                </span>
            </a>
            <form method="post" action=DuplicateDocument::url()>
                <button class="text-button" name="id" value=copied>{texts.duplicate}</button>
            </form>
            <form method="post" action=DeleteDocument::url()>
                <button class="text-button" name="id" value=deleted>{texts.delete}</button>
            </form>
        </li>
    }
}
