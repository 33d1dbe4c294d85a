//! What can be done with documents. Server functions and HTTP handlers both come through here.

mod create;
mod files;
mod formats;
mod trash;
mod update;
mod versions;

pub use create::{NewDocument, Source, Sources};
pub(super) use formats::OWN_FORMATS_MAX;
pub(super) use update::{Condition, ContentUpdate, always};

use super::{
    draft,
    export::Exporter,
    format::Formats,
    model::{Document, DocumentId, DocumentSummary},
    store::{self, Filter},
    validation::{self, Check},
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        page::Page,
    },
    generation::{Generations, Sink},
    provider::{Providers, model::ModelId},
    web::{rate_limit::RateLimit, render_queue::Reader},
};
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
