//! What the page of one document shows, and what its editor asks for: the same that the REST door does, without leaving the page.

use super::{super::model::Document, DocumentId, VersionId};
use crate::{
    documents::model::Check,
    domain::error::{AppError, Result},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A document, and what belongs to writing it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OpenedDocument {
    /// The document.
    pub document: Document,
    /// What it lacks of its format.
    pub check: FormatCheck,
    /// Who can revise it; one of them is asked unless a person chooses another.
    pub models: Vec<super::Writer>,
    /// Whose it is, as names of what a browser keeps have it.
    pub account: String,
    /// Where the code of the editor is; none while it has not been built.
    pub editor: Option<String>,
    /// What stands above quotes with a meaning.
    pub alerts: Vec<String>,
    /// What was typed in a form that was not taken.
    pub typed: Option<String>,
    /// Why it was not taken.
    pub error: Option<AppError>,
}

/// What a document lacks of its format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatCheck {
    /// That.
    pub check: Check,
    /// Whether its length is counted in characters, and not in words.
    pub counts_characters: bool,
}

/// What is stored of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredContent {
    /// Its Markdown.
    pub content: String,
    /// What an edit is based on.
    pub revision: i64,
}

/// A document to be written.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_document(id: DocumentId) -> Result<OpenedDocument> {
    use super::SaveDocument;
    use crate::{
        auth::flash::posted_value,
        i18n::page_language,
        ui::{assets::Assets, form_error::form_error},
    };
    let (documents, user) = super::context().await?;
    let document = documents.get(user.id(), id).await?;
    let check = documents.check(user.id(), id).await?;
    let list = documents.providers().list().await;
    // Whoever wrote the draft goes on with it, where that is still possible.
    let writer = list.models.iter().map(|model| &model.id).find(|id| document.model == Some(id.to_string()));
    let chosen = writer.or(list.default.as_ref());
    let models = list.models.iter().map(|model| super::Writer {
        id: model.id.to_string(),
        name: model.id.name().to_owned(),
        is_chosen: chosen == Some(&model.id),
    });
    Ok(OpenedDocument {
        check: check.into(),
        models: models.collect(),
        account: user.id().to_string(),
        editor: use_context::<Assets>().and_then(|assets| assets.address("prosemirror", "js")),
        alerts: page_language().markup_labels().alerts.map(str::to_owned).to_vec(),
        typed: posted_value::<SaveDocument>("content"),
        error: form_error::<SaveDocument>().get_untracked(),
        document,
    })
}

/// What is stored of a document now.
#[server(input = server_fn::codec::GetUrl)]
pub async fn get_content(id: DocumentId) -> Result<StoredContent> {
    let (documents, user) = super::context().await?;
    let Document { content, revision, .. } = documents.get(user.id(), id).await?;
    Ok(StoredContent { content, revision })
}

/// What a document lacks of its format now.
#[server(input = server_fn::codec::GetUrl)]
pub async fn get_check(id: DocumentId) -> Result<FormatCheck> {
    let (documents, user) = super::context().await?;
    Ok(documents.check(user.id(), id).await?.into())
}

/// Stores a content that was made from a revision, and says which one it is now. `accepted` is the model whose proposal, or part
/// of one, it has taken over (empty: none); a page that saves by itself says so.
#[server]
pub async fn update_content(
    id: DocumentId,
    revision: i64,
    #[server(default)] content: String,
    #[server(default)] accepted: String,
    #[server(default)] is_autosave: bool,
) -> Result<i64> {
    use super::{AppError, ContentUpdate, ValidationError, VersionSource, always};
    let (documents, user) = super::context().await?;
    let model = if accepted.is_empty() {
        None
    } else {
        Some(accepted.parse().map_err(|_| AppError::from(ValidationError::ModelUnknown))?)
    };
    let source = match (&model, is_autosave) {
        (Some(_), _) => VersionSource::Accept,
        (None, true) => VersionSource::Autosave,
        (None, false) => VersionSource::Manual,
    };
    let new = ContentUpdate { text: content, from: Some(revision), source, model };
    let document = documents.update(user.id(), id, None, Some(new), always()).await?;
    Ok(document.ok_or(AppError::NotFound)?.revision)
}

/// Gives a document another title.
#[server]
pub async fn update_title(id: DocumentId, title: String) -> Result<()> {
    let (documents, user) = super::context().await?;
    documents.rename(user.id(), id, &title).await
}

/// Keeps a content that could not be stored, as a version that the document never was.
#[server]
pub async fn keep_version(id: DocumentId, #[server(default)] content: String) -> Result<VersionId> {
    let (documents, user) = super::context().await?;
    documents.keep_beside(user.id(), id, &content, super::page_language()).await
}

/// Stops a draft, or has one that was cut short written to its end.
#[server]
pub async fn change_draft(id: DocumentId, goes_on: bool) -> Result<()> {
    let (documents, user) = super::context().await?;
    if goes_on {
        documents.continue_draft(user.id(), id, None).await.map(drop)
    } else {
        documents.stop(user.id(), id).await
    }
}

#[cfg(feature = "ssr")]
impl From<Check> for FormatCheck {
    fn from(check: Check) -> Self {
        Self { counts_characters: check.unit.counts_characters(), check }
    }
}
