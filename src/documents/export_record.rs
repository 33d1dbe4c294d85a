//! A document with everything that it was: to be taken out, and to be brought in.

use super::{
    Documents,
    format::{FREE, Format},
    model::{Document, DocumentId, FormatId, Version, VersionId, parse_brief, parse_content},
    store,
};
use crate::domain::{error::Result, id::UserId, title::Title};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

/// A whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentExport {
    /// What it is.
    #[serde(flatten)]
    pub document: Document,
    /// What its draft was written from.
    #[serde(default)]
    pub brief: String,
    /// What it was, the oldest first, with their contents.
    #[serde(default)]
    pub versions: Vec<Version>,
    /// Versions that are not among them because all of them together were too much.
    #[serde(default)]
    pub versions_left_out: u64,
}

impl Documents {
    /// The ids of a person's documents, so many after another one, the oldest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list_for_export(
        &self,
        user: UserId,
        after: Option<DocumentId>,
        limit: u32,
    ) -> Result<Vec<DocumentId>> {
        store::ids_after(self.db(), user, after, limit).await
    }

    /// A document with its versions, of which the newest stay when they have more than `bytes_max` together.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_for_export(&self, user: UserId, id: DocumentId, bytes_max: usize) -> Result<DocumentExport> {
        const PAGE: usize = 50;
        let (document, brief) = (self.get(user, id).await?, store::brief(self.db(), user, id).await?);
        let (mut versions, mut bytes, mut versions_left_out) = (Vec::new(), 0, 0);
        let mut before: Option<VersionId> = None;
        loop {
            let page = self.versions(user, id, before, PAGE).await?;
            for Version { id: version, .. } in page.items {
                before = Some(version);
                if bytes > bytes_max {
                    versions_left_out += 1;
                    continue;
                }
                let version = self.version(user, id, version).await?;
                bytes += version.content.as_ref().map_or(0, String::len);
                versions.push(version);
            }
            if page.next_cursor.is_none() {
                break;
            }
        }
        versions.reverse();
        Ok(DocumentExport { document, brief, versions, versions_left_out })
    }

    /// The kinds of documents that a person made.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn own_formats(&self, user: UserId) -> Result<Vec<Format>> {
        store::formats(self.db(), user).await
    }

    /// Whether a document is there and theirs, as `connection` sees it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn has(&self, connection: &mut SqliteConnection, user: UserId, id: DocumentId) -> Result<bool> {
        store::has(connection, user, id).await
    }

    /// Brings a deleted document back, as a part of what `connection` does, and says whether there was one.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn bring_back(&self, connection: &mut SqliteConnection, user: UserId, id: DocumentId) -> Result<bool> {
        store::bring_back(connection, user, id).await
    }

    /// Whether a kind of document can be chosen by a person, as `connection` sees it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn has_format(&self, connection: &mut SqliteConnection, user: UserId, id: &str) -> Result<bool> {
        match id.parse::<FormatId>() {
            _ if self.formats().get(id).is_some() => Ok(true),
            Ok(id) => store::has_format(connection, user, id).await,
            Err(_) => Ok(false),
        }
    }

    /// Stores a document from elsewhere as it is, within the transaction of `connection`. Its ids must be new. One of a
    /// format that is not there is in free form.
    ///
    /// # Errors
    /// `TitleLength`, `DocumentTooLong`, `MessageControlCharacter`.
    pub async fn import_record(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        whole: &DocumentExport,
    ) -> Result<()> {
        let DocumentExport { document, brief, .. } = whole;
        Title::parse(&document.title)?;
        parse_content(&document.content)?;
        parse_brief(brief)?;
        let is_known = self.has_format(connection, user, &document.format).await?;
        let format = if is_known { &document.format } else { FREE };
        store::insert_record(connection, user, whole, format).await
    }

    /// Keeps a kind of document that a person made elsewhere, within the transaction of `connection`.
    ///
    /// # Errors
    /// `CountMax`.
    pub async fn import_format(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        id: FormatId,
        format: &Format,
    ) -> Result<()> {
        store::add_format(connection, user, id, format, super::service::OWN_FORMATS_MAX).await
    }
}
