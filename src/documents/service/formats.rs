//! The kinds of documents that a person can choose: those of this server, and their own.

use super::Documents;
use crate::{
    documents::{
        format::{FREE, Format},
        format_from_example,
        model::{FormatId, parse_content},
        store,
    },
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        title::Title,
    },
    i18n::Language,
};

/// Kinds of documents that a person can make: more than anybody finds again.
pub(in crate::documents) const OWN_FORMATS_MAX: i64 = 50;

impl Documents {
    /// Every kind of document that a person can choose, theirs last.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn formats_for(&self, user: UserId) -> Result<Vec<Format>> {
        let own = store::formats(&self.db, user).await?;
        Ok(self.formats.all().iter().cloned().chain(own).collect())
    }

    /// The kind of document with that id; free form when there is none any more.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn format(&self, user: UserId, id: &str) -> Result<Format> {
        match self.known_format(user, id).await? {
            Some(format) => Ok(format),
            None => self.formats.get(FREE).cloned().ok_or(AppError::Internal),
        }
    }

    pub(in crate::documents) async fn known_format(&self, user: UserId, id: &str) -> Result<Option<Format>> {
        if let Some(format) = self.formats.get(id) {
            return Ok(Some(format.clone()));
        }
        let Ok(id) = id.parse() else { return Ok(None) };
        match store::format(&self.db, user, id).await {
            Ok(format) => Ok(Some(format)),
            Err(AppError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Makes a kind of document from an example of it.
    ///
    /// # Errors
    /// `TitleLength`, `DocumentTooLong`, `MessageEmpty`, `CountMax` beyond 50 of them.
    pub async fn add_format(&self, user: UserId, name: &str, example: &str, language: Language) -> Result<Format> {
        let (name, example) = (Title::parse(name)?, parse_content(example)?);
        if example.trim().is_empty() {
            return Err(ValidationError::MessageEmpty.into());
        }
        let id = FormatId::new();
        let name = name.as_str().to_owned();
        let bytes = example.len();
        let work = move || format_from_example::format_of(id.to_string(), name, &example, language);
        let format = self.in_turn(user, bytes, work).await?;
        store::add_format(&self.db, user, id, &format, OWN_FORMATS_MAX).await?;
        Ok(format)
    }

    /// Forgets a kind of document that a person made; documents of it stay.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_format(&self, user: UserId, id: FormatId) -> Result<()> {
        store::delete_format(&self.db, user, id).await
    }
}
