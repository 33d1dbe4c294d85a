//! What a document was: `/documents/{id}/versions`.

use super::{Ago, Diff, ago, asked, named_document, use_documents_texts};
use crate::{
    documents::{
        api::{DocumentVersions, NameVersion, RestoreVersion, list_versions},
        model::{DocumentId, Version, VersionSource},
    },
    i18n::DocumentsTexts,
    ui::{
        empty_state::Empty, get_form::GetForm, icon::Glyph, lazy_page::LazyPage, menu_button::MenuButton,
        page_data::PageData,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

/// The page.
pub struct VersionsPage(PageData<Compared>);

/// The versions of a document, and which two of them are compared.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Compared {
    id: DocumentId,
    /// The ids of the two; empty: none was chosen.
    chosen: (String, String),
    shown: DocumentVersions,
}

impl LazyPage for VersionsPage {
    fn data() -> Self {
        let (document, asked) = (named_document(), asked(["older", "from", "to"]));
        Self(PageData::new(
            &["documents"],
            move || (document(), asked()),
            |(document, [older, from, to])| async move {
                let id = document.parse()?;
                let shown = list_versions(id, older, from.clone(), to.clone()).await?;
                Ok(Compared { id, chosen: (from, to), shown })
            },
        ))
    }

    fn view(self) -> AnyView {
        // Made anew for other versions: what was chosen among those before is none of theirs.
        self.0.view(|compared| (move || view! { <Versions compared=compared.clone()/> }).into_any())
    }
}

/// The versions, and what differs between two of them.
#[component]
fn Versions(
    /// Those.
    compared: Compared,
) -> impl IntoView {
    let Compared { id, chosen, shown } = compared;
    let DocumentVersions { title, revision: current, versions, changes } = shown;
    let texts = use_documents_texts();
    let older = versions.next_cursor.map(|cursor| format!("/documents/{id}/versions?older={cursor}"));
    let versions = versions.items;
    let count = versions.len();
    let newest = versions.first().map(|version| version.id.to_string()).unwrap_or_default();
    let second = versions.get(1).map(|version| version.id.to_string()).unwrap_or_default();
    let (from, to) = if chosen.0.is_empty() { (second, newest) } else { chosen };
    let rows = versions.into_iter().enumerate().map(|(index, version)| {
        let is_current = index == 0 && version.revision == current;
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
        <Title text=format!("{} · {title}", texts.versions)/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{title}</h1>
                <a class="bar-link" href=format!("/documents/{id}")>{texts.back_to_document}</a>
            </header>
            <div class="documents is-wide">
                {if count == 0 {
                    view! { <Empty glyph=Glyph::Document text=texts.versions_none/> }.into_any()
                } else {
                    view! {
                        <GetForm action=format!("/documents/{id}/versions") attr:id="compare">
                            <button class="button is-quiet" disabled=count < 2>{texts.compare}</button>
                        </GetForm>
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
