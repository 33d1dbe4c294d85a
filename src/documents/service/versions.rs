//! What documents were.

use super::{ContentUpdate, Documents, always};
use crate::{
    diff::words::{Change, diff},
    documents::{
        model::{Document, DocumentId, Version, VersionId, VersionSource, parse_content},
        store,
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
        page::Page,
        title::Title,
    },
    i18n::Language,
    web::blocking,
};
use futures::FutureExt;
use std::sync::Arc;

impl Documents {
    /// Keeps a content that could not be stored, as a version that the document never was.
    ///
    /// # Errors
    /// `DocumentTooLong`, `NotFound`.
    pub async fn keep_beside(
        &self,
        user: UserId,
        id: DocumentId,
        content: &str,
        language: Language,
    ) -> Result<VersionId> {
        let content = Arc::<str>::from(parse_content(content)?);
        let name = language.documents_texts().not_merged;
        let keeping = self.writes.run(move |connection| {
            let content = Arc::clone(&content);
            async move { store::keep_beside(connection, user, id, &content, name).await }.boxed()
        });
        keeping.await
    }

    /// A page of the versions of a document that are older than `before`, newest first, without their contents.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn versions(
        &self,
        user: UserId,
        id: DocumentId,
        before: Option<VersionId>,
        limit: usize,
    ) -> Result<Page<Version>> {
        store::versions(&self.db, user, id, before, limit).await
    }

    /// One version of this very document, whole.
    ///
    /// # Errors
    /// `NotFound`, also for the version of another document.
    pub async fn version(&self, user: UserId, id: DocumentId, version: VersionId) -> Result<Version> {
        store::version(&self.db, user, id, version).await
    }

    /// Makes an earlier version the content again, which is a new version.
    ///
    /// # Errors
    /// `NotFound`; `DocumentStale` while a model is writing.
    pub async fn restore_version(&self, user: UserId, id: DocumentId, version: VersionId) -> Result<Document> {
        let text = self.version(user, id, version).await?.content.unwrap_or_default();
        let content = ContentUpdate { text, from: None, source: VersionSource::Restore, model: None };
        self.update(user, id, None, Some(content), always()).await?.ok_or(AppError::NotFound)
    }

    /// Calls a version something; without a name it has none any more.
    ///
    /// # Errors
    /// `TitleLength`, `NotFound`.
    pub async fn name_version(&self, user: UserId, id: DocumentId, version: VersionId, name: &str) -> Result<()> {
        let name = name.trim();
        if !name.is_empty() {
            Title::parse(name)?;
        }
        store::name_version(&self.db, user, id, version, name).await
    }

    /// What differs between two versions of a document, word by word.
    ///
    /// # Errors
    /// `NotFound`, also for the version of another document.
    pub async fn compare(&self, user: UserId, id: DocumentId, old: VersionId, new: VersionId) -> Result<Vec<Change>> {
        let old = self.version(user, id, old).await?.content.unwrap_or_default();
        let new = self.version(user, id, new).await?.content.unwrap_or_default();
        blocking::run(move || diff(&old, &new)).await
    }
}
