//! What the pages of a document's versions show.

use crate::{
    diff::words::Change,
    documents::model::{DocumentId, Version, VersionId},
    domain::{error::Result, page::Page},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Versions of one page of the list.
#[cfg(feature = "ssr")]
const PAGE_LENGTH: usize = 100;

/// A document and what it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentVersions {
    /// Its title.
    pub title: String,
    /// Which revision it is now.
    pub revision: i64,
    /// What it was, newest first; without the content.
    pub versions: Page<Version>,
    /// What differs between the two that are compared; none when there are no two.
    pub changes: Option<Vec<Change>>,
}

/// The versions of a document before `before`, a version's id, and what differs between two of them. An id that cannot be
/// read names nothing: the versions begin at the newest, and none are compared.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_versions(
    id: DocumentId,
    #[server(default)] before: String,
    #[server(default)] from: String,
    #[server(default)] to: String,
) -> Result<DocumentVersions> {
    let (documents, user) = super::context().await?;
    let document = documents.get(user.id(), id).await?;
    let versions = documents.versions(user.id(), id, before.parse().ok(), PAGE_LENGTH).await?;
    let changes = match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) => Some(documents.compare(user.id(), id, from, to).await?),
        _ => None,
    };
    Ok(DocumentVersions { title: document.title, revision: document.revision, versions, changes })
}

/// What differs between a document as it is stored and the version that was not stored: all of either text is in it.
#[server(input = server_fn::codec::GetUrl)]
pub async fn compare_unsaved(id: DocumentId, version: VersionId) -> Result<Vec<Change>> {
    use crate::{diff::words::diff, web::blocking};
    let (documents, user) = super::context().await?;
    let theirs = documents.get(user.id(), id).await?.content;
    let mine = documents.version(user.id(), id, version).await?.content.unwrap_or_default();
    blocking::run(move || diff(&theirs, &mine)).await
}
