//! `/documents/{id}/conflict`: what two have saved.

use super::{Diff, asked, named_document, use_documents_texts};
use crate::{
    diff::words::{Change, ChangeKind},
    documents::{
        api::{RestoreVersion, compare_unsaved},
        model::{DocumentId, VersionId},
    },
    ui::{lazy_page::LazyPage, menu_button::MenuButton, page_data::PageData, textarea::escape_textarea},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

/// Two texts that were made from the same one, to choose between.
pub struct ConflictPage(PageData<Unsaved>);

/// What was not stored.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Unsaved {
    id: DocumentId,
    version: VersionId,
    /// What differs from what is stored, and what does not.
    changes: Vec<Change>,
}

impl LazyPage for ConflictPage {
    fn data() -> Self {
        let (document, asked) = (named_document(), asked(["mine"]));
        Self(PageData::new(
            &["documents"],
            move || (document(), asked()),
            |(document, [mine])| async move {
                let (id, version) = (document.parse()?, mine.parse()?);
                Ok(Unsaved { id, version, changes: compare_unsaved(id, version).await? })
            },
        ))
    }

    fn view(self) -> AnyView {
        self.0.view(|unsaved| view! { <Conflict unsaved/> }.into_any())
    }
}

/// One of two texts, put together of what is in either.
fn text_without(kind: ChangeKind, changes: &[Change]) -> String {
    changes.iter().filter(|change| change.kind != kind).map(|change| change.text.as_str()).collect()
}

#[component]
fn Conflict(
    /// What was not stored.
    unsaved: Unsaved,
) -> impl IntoView {
    let Unsaved { id, version, changes } = unsaved;
    let texts = use_documents_texts();
    let mine = escape_textarea(&text_without(ChangeKind::Remove, &changes));
    let theirs = escape_textarea(&text_without(ChangeKind::Add, &changes));
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
                        <button class="button" name="version" value=version.to_string()>{texts.conflict_keep_mine}</button>
                    </form>
                    <a class="button is-quiet" href=format!("/documents/{id}")>{texts.conflict_keep_theirs}</a>
                </div>
                <Diff changes/>
                <div class="conflict-pair">
                    <label class="field">{texts.conflict_mine}<textarea rows="16" readonly inner_html=mine></textarea></label>
                    <label class="field">{texts.conflict_theirs}<textarea rows="16" readonly inner_html=theirs></textarea></label>
                </div>
            </div>
        </main>
    }
}
