//! Documents as files, and files as documents.

use super::{Documents, NewDocument};
use crate::{
    documents::{
        export::{Export, ExportFormat},
        model::{Document, DocumentId},
    },
    domain::{
        error::{Result, ValidationError},
        id::UserId,
        title::Title,
    },
    i18n::Language,
};

impl Documents {
    /// The document as a file.
    ///
    /// # Errors
    /// `NotFound`, `ExportTooLong`, `TooManyRequests`, `Busy`.
    pub async fn export(&self, user: UserId, id: DocumentId, form: ExportFormat) -> Result<(Document, Vec<u8>)> {
        let document = self.get(user, id).await?;
        let layout = self.format(user, &document.format).await?.layout;
        let (title, language) = (document.title.clone(), document.language());
        let export = Export { title, markdown: document.content.clone(), layout, language };
        let file = self.exporter.export(user, export, form).await?;
        Ok((document, file))
    }

    /// Makes a document of a file, by the end of its name: `docx`, else text or Markdown.
    ///
    /// # Errors
    /// `FileUnreadable`, `ExportTooLong`, `DocumentTooLong`, `TitleLength`, `TooManyRequests`, `Busy`.
    pub async fn import(&self, user: UserId, name: &str, file: &[u8], language: Language) -> Result<Document> {
        let (title, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let content = if extension.eq_ignore_ascii_case("docx") || file.starts_with(b"PK\x03\x04") {
            self.exporter.import(user, file).await?
        } else {
            let text = std::str::from_utf8(file).map_err(|_| ValidationError::FileUnreadable)?;
            text.trim_start_matches('\u{feff}').to_owned()
        };
        let title: String =
            title.rsplit(['/', '\\']).next().unwrap_or_default().chars().take(Title::MAX_LENGTH).collect();
        let wanted = NewDocument { title: Some(title), content: Some(content), ..NewDocument::default() };
        self.create(user, wanted, language).await
    }
}
