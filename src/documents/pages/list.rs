//! `/documents`: every document of a person, with search.

use super::{Ago, loaded, query, use_documents_texts};
use crate::{
    documents::{
        api::{DeleteDocument, DuplicateDocument, EmptyDocumentTrash, RestoreDocument},
        format::Format,
        model::DocumentSummary,
        store::Filter,
    },
    domain::page::Page,
    generation::model::Status,
    i18n::{use_language, use_texts},
    ui::{
        confirm::Confirm,
        empty_state::Empty,
        icon::{Glyph, Icon},
        menu_button::MenuButton,
        saved::Saved,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// Documents of one page of the list.
const PAGE_LENGTH: usize = 40;

/// The page.
#[component]
pub fn ListPage() -> impl IntoView {
    let cursor = query("older").parse().ok();
    let filter = Filter { words: query("q"), format: query("format"), cursor, limit: PAGE_LENGTH };
    let (words, format) = (filter.words.clone(), filter.format.clone());
    loaded(
        |documents, user| async move {
            let formats = documents.formats_for(user.id()).await?;
            let trash = documents.count_trash(user.id()).await?;
            Ok((documents.list(user.id(), &filter).await?, formats, trash))
        },
        move |(page, formats, trash)| view! { <List page formats words format trash/> },
    )
}

#[component]
fn List(
    /// The documents.
    page: Page<DocumentSummary>,
    /// Every format.
    formats: Vec<Format>,
    /// What was searched for.
    words: String,
    /// The format that is listed.
    format: String,
    /// How many deleted documents are kept.
    trash: u32,
) -> impl IntoView {
    let (texts, language) = (use_documents_texts(), use_language());
    let deleted = Some(query("deleted")).filter(|id| !id.is_empty());
    let error = query("error");
    let is_filtered = !words.is_empty() || !format.is_empty();
    let is_empty = page.items.is_empty();
    let name = |id: &str| {
        let found = formats.iter().find(|format| format.id == id);
        found.map(|format| format.name.get(language).clone()).unwrap_or_default()
    };
    let rows: Vec<_> = page.items.into_iter().map(|item| (name(&item.format), item)).collect();
    let older = page.next_cursor.map(|cursor| {
        let encode = |text: &str| leptos_router::location::Url::escape(text);
        format!("/documents?q={}&format={}&older={}", encode(&words), encode(&format), encode(&cursor))
    });
    let options = formats.iter().map(|option| {
        view! {
            <option value=option.id.clone() selected=option.id == format>{option.name.get(language).clone()}</option>
        }
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
                {(!error.is_empty()).then(|| view! { <UploadError code=error/> })}
                <div class="documents-head">
                    <a class="button" href="/documents/new"><span class="with-icon"><Icon glyph=Glyph::Plus/>{texts.new_document}</span></a>
                    <form class="documents-search" role="search" action="/documents">
                        <input type="search" name="q" aria-label=texts.search placeholder=texts.search value=words maxlength="200"/>
                        <select name="format" aria-label=texts.all_formats>
                            <option value="">{texts.all_formats}</option>
                            {options}
                        </select>
                        <button class="button is-quiet">{texts.search_button}</button>
                    </form>
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
    /// The code of the fault.
    code: String,
) -> impl IntoView {
    view! { <p class="form-error" role="alert">{use_texts().error(&crate::domain::error::AppError::from_code(&code))}</p> }
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
