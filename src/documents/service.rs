//! What can be done with documents. Server functions and HTTP handlers both come through here.

mod files;
mod formats;
mod trash;
mod versions;

pub(super) use formats::OWN_FORMATS_MAX;

use super::{
    draft,
    export::Exporter,
    format::{FREE, Formats},
    model::{Document, DocumentId, DocumentSummary, VersionSource, parse_brief, parse_content},
    store::{self, Filter, NewDocumentRow, Saved},
    validation::{self, Check},
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        page::Page,
        title::Title,
    },
    generation::{Generations, Sink},
    i18n::Language,
    provider::{Providers, model::ModelId},
    web::{rate_limit::RateLimit, render_queue::Reader},
};
use futures::{FutureExt, future::BoxFuture};
use sqlx::SqlitePool;
use std::{num::NonZeroU32, sync::Arc};

/// Most bytes of a file that is imported; Word's own take a multiple of their text.
pub(super) const IMPORT_BYTES_MAX: usize = 4 * 1024 * 1024;

/// The documents of this server. Cheap to clone.
#[derive(Clone)]
pub struct Documents {
    db: SqlitePool,
    writes: WriteQueue,
    generations: Generations,
    providers: Providers,
    formats: Formats,
    exporter: Exporter,
    sources: Sources,
    drafts: RateLimit<UserId>,
    sink: Arc<dyn Sink>,
}

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

/// Another content of a document.
#[derive(Debug, Clone)]
pub struct ContentUpdate {
    /// Its Markdown.
    pub text: String,
    /// The revision that it was made from; none: whichever the document has.
    pub from: Option<i64>,
    /// Who made it.
    pub source: VersionSource,
    /// Whose proposal was accepted.
    pub model: Option<ModelId>,
}

/// What must hold of a document for it to be changed; looked at within the change's own transaction.
pub type Condition = Arc<dyn Fn(&Document) -> bool + Send + Sync>;

/// Changes a document whatever it is.
pub fn always() -> Condition {
    Arc::new(|_| true)
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

/// What documents are made with.
pub struct DocumentServices {
    /// How drafts are written.
    pub generations: Generations,
    /// Who writes them.
    pub providers: Providers,
    /// Of what kind they are.
    pub formats: Formats,
    /// How they become files.
    pub exporter: Exporter,
    /// What they are made from.
    pub sources: Sources,
    /// How many drafts and proposals one account may ask for in a minute.
    pub drafts_per_minute: NonZeroU32,
}

impl Documents {
    /// Documents in `db`.
    pub fn new(db: SqlitePool, writes: WriteQueue, tools: DocumentServices) -> Self {
        let DocumentServices { generations, providers, formats, exporter, sources, drafts_per_minute } = tools;
        let drafts = RateLimit::per_minute("drafts", drafts_per_minute);
        let sink = draft::sink();
        Self { db, writes, generations, providers, formats, exporter, sources, drafts, sink }
    }

    /// Removes for good what was deleted longer ago than it can be brought back.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn purge(&self) -> Result<()> {
        store::purge(&self.db).await
    }

    /// Every kind of document that there is.
    pub fn formats(&self) -> &Formats {
        &self.formats
    }

    /// How drafts are written and read.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// A page of the person's documents, newest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list(&self, user: UserId, filter: &Filter) -> Result<Page<DocumentSummary>> {
        store::list(&self.db, user, filter).await
    }

    /// One document.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn get(&self, user: UserId, id: DocumentId) -> Result<Document> {
        store::get(&self.db, user, id).await
    }

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
        let language = Language::of_text(&content).unwrap_or(language);
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

    /// Gives a document another title, another content or both, if `condition` holds of what it is; gives what it is then.
    /// None, and nothing is changed, when it does not hold.
    ///
    /// # Errors
    /// `TitleLength`, `DocumentTooLong`, `NotFound`; `DocumentStale` when somebody else was faster, or a model is writing:
    /// nothing is overwritten.
    pub async fn update(
        &self,
        user: UserId,
        id: DocumentId,
        title: Option<&str>,
        content: Option<ContentUpdate>,
        condition: Condition,
    ) -> Result<Option<Document>> {
        let title = title.map(Title::parse).transpose()?;
        let content = content
            .map(|content| Ok::<_, AppError>(ContentUpdate { text: parse_content(&content.text)?, ..content }))
            .transpose()?;
        let change = Arc::new((title, content));
        let updating = self.writes.run(move |connection| {
            let (change, condition) = (Arc::clone(&change), Arc::clone(&condition));
            async move {
                let document = store::get(&mut *connection, user, id).await?;
                if !condition(&document) {
                    return Ok(None);
                }
                let (title, content) = &*change;
                if let Some(ContentUpdate { text, from, source, model }) = content {
                    let revision = from.unwrap_or(document.revision);
                    let saved = Saved { revision, source: *source, model: model.clone() };
                    store::save(connection, user, id, &saved, text).await?;
                }
                if let Some(title) = title {
                    store::rename(&mut *connection, user, id, title).await?;
                }
                store::get(&mut *connection, user, id).await.map(Some)
            }
            .boxed()
        });
        updating.await
    }

    /// Gives a document another title.
    ///
    /// # Errors
    /// `TitleLength`, `NotFound`.
    pub async fn rename(&self, user: UserId, id: DocumentId, title: &str) -> Result<()> {
        self.update(user, id, Some(title), None, always()).await.map(drop)
    }

    /// Stops a draft; what is written so far is kept. Stopping one that has ended does nothing.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn stop(&self, user: UserId, id: DocumentId) -> Result<()> {
        store::get(&self.db, user, id).await?;
        self.generations.stop(id.uuid());
        Ok(())
    }

    /// Stops everything that is being written for an account, before it is deleted.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn stop_all(&self, user: UserId) -> Result<()> {
        for id in store::running(&self.db, user).await? {
            self.generations.stop(id.uuid());
        }
        Ok(())
    }

    /// What a document lacks of its format; a format that is gone asks for nothing.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn check(&self, user: UserId, id: DocumentId) -> Result<Check> {
        let bytes = store::content_bytes(&self.db, user, id).await?;
        let load = async {
            let document = self.get(user, id).await?;
            Ok((self.format(user, &document.format).await?, document))
        };
        let check =
            |(format, document): (_, Document)| validation::check(&format, document.language(), &document.content);
        self.generations.render_queue().run_with(Reader::Account(user), bytes, load, check).await
    }

    /// Does `work`, which reads so many bytes of Markdown: many are read off the threads that answer everybody.
    pub(super) async fn in_turn<T: Send + 'static>(
        &self,
        user: UserId,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        self.generations.render_queue().run(Reader::Account(user), bytes, work).await
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

    /// `model`, or the default one, when it can be asked here and now.
    pub(super) fn resolve_model(&self, model: Option<ModelId>) -> Result<ModelId> {
        if self.generations.is_closing() {
            return Err(AppError::Unavailable);
        }
        let model = model.or_else(|| self.providers.default_model());
        model.filter(|model| self.providers.supports(model)).ok_or_else(|| ValidationError::ModelUnknown.into())
    }

    /// Counts something that a model writes for an account.
    pub(super) fn count_draft(&self, user: UserId) -> Result<()> {
        self.drafts.check(&user)
    }

    pub(super) fn db(&self) -> &SqlitePool {
        &self.db
    }

    /// Whoever can write.
    pub fn providers(&self) -> &Providers {
        &self.providers
    }

    /// What takes drafts when they end.
    pub fn sink(&self) -> Arc<dyn Sink> {
        Arc::clone(&self.sink)
    }
}
