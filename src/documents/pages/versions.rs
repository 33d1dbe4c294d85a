//! What a document was: `/documents/{id}/versions`, and `/documents/{id}/conflict` when two have saved.

use super::{Ago, Diff, ago, document_id, loaded, query, use_documents_texts};
use crate::{
    diff::words::{Change, diff},
    documents::{
        api::{NameVersion, RestoreVersion},
        model::{Document, Version, VersionId, VersionSource},
    },
    domain::page::Page,
    i18n::DocumentsTexts,
    ui::{empty_state::Empty, icon::Glyph, menu_button::MenuButton, textarea::escape_textarea},
    web::blocking,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// Versions of one page of the list.
const PAGE_LENGTH: usize = 100;

/// The versions, and what differs between two of them.
#[component]
pub fn VersionsPage() -> impl IntoView {
    let (id, from, to) = (document_id(), query("from"), query("to"));
    let chosen = (from.clone(), to.clone());
    // What is no version's id begins at the newest.
    let before = query("older").parse::<VersionId>().ok();
    loaded(
        move |documents, user| async move {
            let id = id?;
            let document = documents.get(user.id(), id).await?;
            let versions = documents.versions(user.id(), id, before, PAGE_LENGTH).await?;
            let changes = match (from.parse::<VersionId>(), to.parse::<VersionId>()) {
                (Ok(from), Ok(to)) => Some(documents.compare(user.id(), id, from, to).await?),
                _ => None,
            };
            Ok((document, versions, changes))
        },
        move |(document, versions, changes)| view! { <Versions document versions changes chosen/> },
    )
}

#[component]
fn Versions(
    /// The document.
    document: Document,
    /// What it was.
    versions: Page<Version>,
    /// What differs between the two that are compared.
    changes: Option<Vec<Change>>,
    /// The two that are compared.
    chosen: (String, String),
) -> impl IntoView {
    let texts = use_documents_texts();
    let id = document.id;
    let older = versions.next_cursor.map(|cursor| format!("/documents/{id}/versions?older={cursor}"));
    let versions = versions.items;
    let count = versions.len();
    let newest = versions.first().map(|version| version.id.to_string()).unwrap_or_default();
    let second = versions.get(1).map(|version| version.id.to_string()).unwrap_or_default();
    let (from, to) = if chosen.0.is_empty() { (second, newest) } else { chosen };
    let rows = versions.into_iter().enumerate().map(|(index, version)| {
        let is_current = index == 0 && version.revision == document.revision;
        let (key, id) = (version.id.to_string(), id.to_string());
        let (is_from, is_to) = (key == from, key == to);
        let label = label(&version, texts);
        let (restored, named) = (key.clone(), key.clone());
        let (restored_of, named_of) = (id.clone(), id);
        view! {
            <tr>
                <td><input type="radio" form="compare" name="from" value=key.clone() checked=is_from aria-label=format!("{} {label}", texts.compare_from)/></td>
                <td><input type="radio" form="compare" name="to" value=key checked=is_to aria-label=format!("{} {label}", texts.compare_to)/></td>
                <td>
                    <b>{version.name.clone().unwrap_or_default()}</b>
                    <span>{revision(&version, texts)} " · " <Ago at=version.created_at/> " · " {origin(&version, texts)}</span>
                    {is_current.then(|| view! { <span class="badge">{texts.version_current}</span> })}
                </td>
                <td>
                    <form class="version-name" method="post" action=NameVersion::url()>
                        <input type="hidden" name="id" value=named_of/>
                        <input type="hidden" name="version" value=named/>
                        <input name="name" maxlength="200" value=version.name.unwrap_or_default() aria-label=texts.version_name/>
                        <button class="text-button">{texts.version_name_save}</button>
                    </form>
                </td>
                <td>
                    {(!is_current).then(|| view! {
                        <form method="post" action=RestoreVersion::url()>
                            <input type="hidden" name="id" value=restored_of/>
                            <button class="text-button" name="version" value=restored>{texts.version_restore}</button>
                        </form>
                    })}
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Title text=format!("{} · {}", texts.versions, document.title)/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{document.title.clone()}</h1>
                <a class="bar-link" href=format!("/documents/{id}")>{texts.back_to_document}</a>
            </header>
            <div class="documents is-wide">
                {if count == 0 {
                    view! { <Empty glyph=Glyph::Document text=texts.versions_none/> }.into_any()
                } else {
                    view! {
                        <form id="compare" action=format!("/documents/{id}/versions")>
                            <button class="button is-quiet" disabled=count < 2>{texts.compare}</button>
                        </form>
                        {changes.map(|changes| view! { <Diff changes/> })}
                        <div class="version-table" tabindex="0" role="region" aria-label=texts.versions>
                            <table>
                                <thead>
                                    <tr>
                                        <th scope="col">{texts.compare_from}</th>
                                        <th scope="col">{texts.compare_to}</th>
                                        <th scope="col">{texts.versions}</th>
                                        <th scope="col">{texts.version_name}</th>
                                        <th scope="col"><span class="visually-hidden">{texts.version_restore}</span></th>
                                    </tr>
                                </thead>
                                <tbody>{rows}</tbody>
                            </table>
                        </div>
                        {older.map(|href| view! { <a class="button is-quiet" href=href>{texts.versions_older}</a> })}
                    }.into_any()
                }}
            </div>
        </main>
    }
}

/// What a version is, in a line: when, how and by whom.
fn label(version: &Version, texts: &DocumentsTexts) -> String {
    let (revision, origin) = (revision(version, texts), origin(version, texts));
    format!("{revision} · {} · {origin}", ago(version.created_at, texts))
}

/// Which revision it is.
fn revision(version: &Version, texts: &DocumentsTexts) -> String {
    texts.version_of(version.revision)
}

/// What made it, and who.
fn origin(version: &Version, texts: &DocumentsTexts) -> String {
    let source = match version.source {
        VersionSource::Autosave => texts.source_autosave,
        VersionSource::Manual => texts.source_manual,
        VersionSource::Draft => texts.source_draft,
        VersionSource::Accept => texts.source_accept,
        VersionSource::Restore => texts.source_restore,
        VersionSource::Import => texts.source_import,
        VersionSource::Copy => texts.source_copy,
    };
    let author = version.model.as_deref().unwrap_or(texts.by_you);
    format!("{source} · {author}")
}

/// Two texts that were made from the same one, to choose between.
#[component]
pub fn ConflictPage() -> impl IntoView {
    let (id, mine) = (document_id(), query("mine"));
    loaded(
        |documents, user| async move {
            let id = id?;
            let document = documents.get(user.id(), id).await?;
            let version = documents.version(user.id(), id, mine.parse()?).await?;
            let mine = version.content.clone().unwrap_or_default();
            let theirs = document.content.clone();
            let changes = blocking::run(move || diff(&theirs, &mine)).await?;
            Ok((document, version, changes))
        },
        |(document, version, changes)| view! { <Conflict document version changes/> },
    )
}

#[component]
fn Conflict(
    /// As it is stored.
    document: Document,
    /// What was not stored.
    version: Version,
    /// What differs.
    changes: Vec<Change>,
) -> impl IntoView {
    let texts = use_documents_texts();
    let id = document.id;
    view! {
        <Title text=texts.conflict/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{texts.conflict}</h1>
            </header>
            <div class="documents is-wide">
                <p>{texts.conflict_about}</p>
                <div class="document-form-row">
                    <form method="post" action=RestoreVersion::url()>
                        <input type="hidden" name="id" value=id.to_string()/>
                        <button class="button" name="version" value=version.id.to_string()>{texts.conflict_keep_mine}</button>
                    </form>
                    <a class="button is-quiet" href=format!("/documents/{id}")>{texts.conflict_keep_theirs}</a>
                </div>
                <Diff changes/>
                <div class="conflict-pair">
                    <label class="field">{texts.conflict_mine}<textarea rows="16" readonly inner_html=escape_textarea(version.content.as_deref().unwrap_or_default())></textarea></label>
                    <label class="field">{texts.conflict_theirs}<textarea rows="16" readonly inner_html=escape_textarea(&document.content)></textarea></label>
                </div>
            </div>
        </main>
    }
}
