//! Server functions for documents: what their pages show, and what their plain forms post to. Each is a thin door to
//! [`Documents`](super::Documents).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

mod list;
mod new;
mod versions;
mod writing;

pub use list::{DocumentList, FormatName, list_documents};
pub use new::{
    FormatChoice, FormatForm, FormatQuestion, FormatQuestions, FormatTile, NewDocumentStep, Writer, begin_document,
    begin_format,
};
pub use versions::{DocumentVersions, compare_unsaved, list_versions};
pub use writing::{
    ChangeDraft, FormatCheck, GetCheck, GetContent, KeepVersion, OpenDocument, OpenedDocument, StoredContent,
    UpdateContent, UpdateTitle, change_draft, get_check, get_content, keep_version, open_document, update_content,
    update_title,
};

use super::model::{DocumentId, FormatId, VersionId};
#[cfg(feature = "ssr")]
use super::{
    Documents,
    model::VersionSource,
    service::{ContentUpdate, NewDocument, always},
};
#[cfg(feature = "ssr")]
use crate::{
    auth::{CurrentUser, api::current_user},
    domain::error::{AppError, ValidationError},
    i18n::page_language,
};
use crate::{domain::error::Result, i18n::Language};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person fills in for a new document.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DraftForm {
    /// None: the name of the format.
    pub title: String,
    /// The id of a format.
    pub format: String,
    /// What it is to be written in; none: the page's.
    pub language: Option<Language>,
    /// By the ids of the format's questions.
    pub answers: BTreeMap<String, String>,
    /// What else it is to be written from.
    pub notes: String,
    /// The id of what it is made from; empty: nothing.
    pub origin: String,
    /// Who writes; empty: the default.
    pub model: String,
    /// Not empty: there is to be no draft.
    pub empty: String,
}

/// Makes a document and goes to it.
#[server]
pub async fn create_document(draft: DraftForm) -> Result<()> {
    let (documents, user) = context().await?;
    let DraftForm { title, format, language, answers, notes, origin, model, empty } = draft;
    let language = language.unwrap_or_else(page_language);
    let kind = documents.format(user.id(), &format).await?;
    let mut brief = kind.brief(language, |question| answers.get(question).cloned().unwrap_or_default());
    if !notes.trim().is_empty() {
        brief.push_str(if brief.is_empty() { "" } else { "\n\n" });
        brief.push_str(notes.trim());
    }
    let wanted = NewDocument {
        title: Some(title),
        format: Some(format),
        brief: empty.is_empty().then_some(brief),
        content: None,
        origin: Some(origin),
        model: if model.is_empty() { None } else { Some(model.parse().map_err(|_| ValidationError::ModelUnknown)?) },
    };
    let document = documents.create(user.id(), wanted, language).await?;
    go(&format!("/documents/{}", document.id))
}

/// Stores the content. When it was changed meanwhile, what was typed becomes a version of its own, and the page shows
/// both.
#[server]
pub async fn save_document(id: DocumentId, revision: i64, content: String) -> Result<()> {
    let (documents, user) = context().await?;
    let text = content.clone();
    let new = ContentUpdate { text, from: Some(revision), source: VersionSource::Manual, model: None };
    match documents.update(user.id(), id, None, Some(new), always()).await {
        Ok(_) => go(&format!("/documents/{id}")),
        Err(AppError::Invalid(ValidationError::DocumentStale)) => {
            let kept = documents.keep_beside(user.id(), id, &content, page_language()).await?;
            go(&format!("/documents/{id}/conflict?mine={kept}"))
        }
        Err(error) => Err(error),
    }
}

/// Gives a document another title.
#[server]
pub async fn rename_document(id: DocumentId, title: String) -> Result<()> {
    let (documents, user) = context().await?;
    documents.rename(user.id(), id, &title).await?;
    go(&format!("/documents/{id}"))
}

/// Makes a copy and goes to it.
#[server]
pub async fn duplicate_document(id: DocumentId) -> Result<()> {
    let (documents, user) = context().await?;
    let copy = documents.duplicate(user.id(), id).await?;
    go(&format!("/documents/{}", copy.id))
}

/// Deletes a document; the list offers to bring it back.
#[server]
pub async fn delete_document(id: DocumentId) -> Result<()> {
    let (documents, user) = context().await?;
    documents.delete(user.id(), id, always()).await?;
    go(&format!("/documents?deleted={id}"))
}

/// Brings a deleted document back.
#[server]
pub async fn restore_document(id: DocumentId) -> Result<()> {
    let (documents, user) = context().await?;
    documents.restore_deleted(user.id(), id).await?;
    go("/documents")
}

/// Removes every deleted document for good.
#[server]
pub async fn empty_document_trash() -> Result<()> {
    let (documents, user) = context().await?;
    documents.empty_trash(user.id()).await?;
    go("/documents?saved=trash-emptied")
}

/// Stops a draft; what is written stays.
#[server]
pub async fn stop_draft(id: DocumentId) -> Result<()> {
    let (documents, user) = context().await?;
    documents.stop(user.id(), id).await?;
    documents.generations().ended(id.uuid()).await;
    go(&format!("/documents/{id}"))
}

/// Has a draft that was cut short written to its end.
#[server]
pub async fn continue_draft(id: DocumentId) -> Result<()> {
    let (documents, user) = context().await?;
    documents.continue_draft(user.id(), id, None).await?;
    go(&format!("/documents/{id}"))
}

/// Makes an earlier version the content again.
#[server]
pub async fn restore_version(id: DocumentId, version: VersionId) -> Result<()> {
    let (documents, user) = context().await?;
    documents.restore_version(user.id(), id, version).await?;
    go(&format!("/documents/{id}"))
}

/// Calls a version something.
#[server]
pub async fn name_version(id: DocumentId, version: VersionId, #[server(default)] name: String) -> Result<()> {
    let (documents, user) = context().await?;
    documents.name_version(user.id(), id, version, &name).await?;
    go(&format!("/documents/{id}/versions"))
}

/// Makes a kind of document from an example.
#[server]
pub async fn create_format(name: String, example: String, language: Language) -> Result<()> {
    let (documents, user) = context().await?;
    let format = documents.add_format(user.id(), &name, &example, language).await?;
    go(&format!("/documents/new?format={}", format.id))
}

/// Forgets a kind of document.
#[server]
pub async fn delete_format(id: FormatId) -> Result<()> {
    let (documents, user) = context().await?;
    documents.delete_format(user.id(), id).await?;
    go("/documents/new?saved=format-deleted")
}

/// The documents of this server, and whom the running request is from.
#[cfg(feature = "ssr")]
pub(super) async fn context() -> Result<(Documents, CurrentUser)> {
    let documents = use_context::<Documents>().ok_or(AppError::Internal)?;
    Ok((documents, current_user().await?.1))
}

#[cfg(feature = "ssr")]
fn go(path: &str) -> Result<()> {
    leptos_axum::redirect(path);
    Ok(())
}
