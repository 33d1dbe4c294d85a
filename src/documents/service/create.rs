//! Making documents: new ones, from something, and copies.

use super::Documents;
use crate::{
    documents::{
        format::FREE,
        model::{Document, DocumentId, VersionSource, parse_brief, parse_content},
        store::{self, NewDocumentRow},
    },
    domain::{
        error::{Result, ValidationError},
        id::UserId,
        title::Title,
    },
    i18n::Language,
    provider::model::ModelId,
};
use futures::{FutureExt, future::BoxFuture};
use std::sync::Arc;

/// What a person asks a new document to be.
#[derive(Debug, Default)]
pub struct NewDocument {
    /// None: the name of the format.
    pub title: Option<String>,
    /// The id of a format; none: free form.
    pub format: Option<String>,
    /// What the draft is written from; none: no draft.
    pub brief: Option<String>,
    /// Markdown that is there already; a draft goes on after it.
    pub content: Option<String>,
    /// The id of what it is made from, see [`Documents::origin`].
    pub origin: Option<String>,
    /// Who writes the draft; none: the default.
    pub model: Option<ModelId>,
}

/// What a document can be made from.
#[derive(Debug, Clone)]
pub struct Source {
    /// The page that it is on, a path of this site.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// Finds an [`Source`] of a person by its id.
pub type Sources = Arc<dyn Fn(UserId, String) -> BoxFuture<'static, Result<Source>> + Send + Sync>;

impl Documents {
    /// Makes a document, and has its draft written when there is something to write it from. It is in the language of its
    /// content, or in `language` when it has none yet.
    ///
    /// # Errors
    /// What is wrong with what is wanted: `TitleLength`, `FormatUnknown`, `DocumentTooLong`, `ModelUnknown`;
    /// `TooManyRequests`.
    pub async fn create(&self, user: UserId, wanted: NewDocument, language: Language) -> Result<Document> {
        let format = wanted.format.as_deref().filter(|id| !id.is_empty()).unwrap_or(FREE);
        let format = self.known_format(user, format).await?.ok_or(ValidationError::FormatUnknown)?;
        let content = parse_content(wanted.content.as_deref().unwrap_or_default())?;
        let language = Language::from_text(&content).unwrap_or(language);
        let title = match wanted.title.as_deref().map(str::trim) {
            None | Some("") => Title::parse(format.name.get(language))?,
            Some(title) => Title::parse(title)?,
        };
        let brief = parse_brief(wanted.brief.as_deref().unwrap_or_default())?;
        let origin = match wanted.origin.as_deref().filter(|id| !id.is_empty()) {
            Some(id) => Some(self.origin(user, id).await?.path),
            None => None,
        };
        let model = if brief.trim().is_empty() { None } else { Some(self.resolve_model(wanted.model)?) };
        if model.is_some() {
            self.drafts.check(&user)?;
        }
        let new = Arc::new(NewDocumentRow {
            title,
            format: format.id.clone(),
            language,
            brief,
            content,
            source: VersionSource::Import,
            origin,
            model,
        });
        let document = self.store_new(user, Arc::clone(&new)).await?;
        if let Some(model) = &new.model {
            self.draft(&document, &format, &new.brief, model);
        }
        Ok(document)
    }

    async fn store_new(&self, user: UserId, new: Arc<NewDocumentRow>) -> Result<Document> {
        let creating = self.writes.run(move |connection| {
            let new = Arc::clone(&new);
            async move { store::create(connection, user, &new).await }.boxed()
        });
        let id = creating.await?;
        store::get(&self.db, user, id).await
    }

    /// What a document can be made from: something that was said.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn origin(&self, user: UserId, id: &str) -> Result<Source> {
        (self.sources)(user, id.to_owned()).await
    }

    /// Makes another document with the same title, format and content.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn duplicate(&self, user: UserId, id: DocumentId) -> Result<Document> {
        let document = self.get(user, id).await?;
        let brief = store::brief(&self.db, user, id).await?;
        let new = NewDocumentRow {
            title: Title::parse(&document.title)?,
            language: document.language(),
            format: document.format,
            brief,
            content: document.content,
            source: VersionSource::Copy,
            origin: document.origin,
            model: None,
        };
        self.store_new(user, Arc::new(new)).await
    }
}
