//! What can be done with fixes. Server functions and HTTP handlers both come through here.

use super::{
    error::FixError,
    model::{Fix, FixId, FixSummary, FixedFile, NewFix},
    store::{self, AnswerSink, Decision, Question},
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{
        cursor::Cursor,
        error::{AppError, Result, ValidationError},
        id::UserId,
        page::Page,
    },
    generation::{Generations, Sink},
    i18n::Language,
    provider::{Providers, model::ModelId},
    web::{archive, blocking, rate_limit::RateLimit},
};
use futures::FutureExt;
use sqlx::SqlitePool;
use std::{num::NonZeroU32, sync::Arc};

/// The fixes of this server. Cheap to clone.
#[derive(Clone)]
pub struct Fixes {
    pub(super) db: SqlitePool,
    writes: WriteQueue,
    generations: Generations,
    providers: Providers,
    asked: RateLimit<UserId>,
    sink: Arc<dyn Sink>,
}

impl Fixes {
    /// Fixes in `db`; an account may ask for `per_minute` of them in a minute.
    pub fn new(
        db: SqlitePool,
        writes: WriteQueue,
        generations: Generations,
        providers: Providers,
        per_minute: NonZeroU32,
    ) -> Self {
        let asked = RateLimit::per_minute("fixes", per_minute);
        Self { db, writes, generations, providers, asked, sink: Arc::new(AnswerSink) }
    }

    /// A page of the person's fixes, newest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list(&self, user: UserId, cursor: Option<Cursor>, limit: usize) -> Result<Page<FixSummary>> {
        store::list(&self.db, user, cursor, limit).await
    }

    /// One fix, with what it changes.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn get(&self, user: UserId, id: FixId) -> Result<Fix> {
        let stored = store::get(&self.db, user, id).await?;
        blocking::run(move || stored.read()).await
    }

    /// Looks whether there is such a fix of theirs.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn ensure_exists(&self, user: UserId, id: FixId) -> Result<()> {
        store::exists(&self.db, user, id).await
    }

    /// One file of a fix.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn file(&self, user: UserId, id: FixId, file: &str) -> Result<FixedFile> {
        let files = self.get(user, id).await?.files;
        files.into_iter().find(|known| known.id.to_string() == file).ok_or(AppError::NotFound)
    }

    /// All files of a fix as a zip archive.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn archive(&self, user: UserId, id: FixId) -> Result<(Fix, Vec<u8>)> {
        let fix = self.get(user, id).await?;
        let packing = blocking::run(move || {
            let files: Vec<_> = fix.files.iter().map(|file| (file.path.as_str(), file.result.as_bytes())).collect();
            let packed = archive::pack(&files);
            (fix, packed)
        });
        let (fix, packed) = packing.await?;
        let packed = packed.map_err(|error| {
            tracing::error!(%error, "files could not be packed");
            AppError::Internal
        });
        Ok((fix, packed?))
    }

    /// Has code mended, by `model` or the default one; it goes on whoever watches. What the model says of it is in
    /// `language`.
    ///
    /// # Errors
    /// Those of [`NewFix::checked`]; `ModelUnknown`, `TooManyRequests`, `TooMany`.
    pub async fn create(
        &self,
        user: UserId,
        wanted: NewFix,
        model: Option<ModelId>,
        language: Language,
    ) -> Result<FixId, FixError> {
        let wanted = Arc::new(wanted.checked()?);
        let model = self.resolve_model(model)?;
        self.asked.check(&user)?;
        let language = Language::by_letters(&wanted.instruction).unwrap_or(language);
        let (new, by) = (Arc::clone(&wanted), model.clone());
        let creating = self.writes.run(move |connection| {
            let (new, by) = (Arc::clone(&new), by.clone());
            async move { store::create(connection, user, &new, &by, language).await }.boxed()
        });
        let id = creating.await?.ok_or(FixError::TooMany)?;
        let NewFix { files, instruction } = Arc::unwrap_or_clone(wanted);
        self.start(id, model.clone(), Question { files, instruction, language, model: Some(model) });
        Ok(id)
    }

    /// Has the same code mended once more, by `model` or the one before; what became of it before is forgotten.
    ///
    /// # Errors
    /// `NotFound`, `BeingWritten`, `ModelUnknown`, `TooManyRequests`.
    pub async fn ask_again(&self, user: UserId, id: FixId, model: Option<ModelId>) -> Result<(), FixError> {
        let question = store::question(&self.db, user, id).await?;
        // One that is no longer offered is no reason not to ask another.
        let before = question.model.clone().filter(|model| self.providers.supports(model));
        let model = self.resolve_model(model.or(before))?;
        self.asked.check(&user)?;
        let by = model.clone();
        let beginning = self.writes.run(move |connection| {
            let by = by.clone();
            async move { Ok(store::begin_again(connection, user, id, &by).await) }.boxed()
        });
        beginning.await??;
        self.start(id, model, question);
        Ok(())
    }

    /// Stops the model; nothing is made of half an answer. Stopping what has ended does nothing.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn stop(&self, user: UserId, id: FixId) -> Result<()> {
        store::exists(&self.db, user, id).await?;
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

    /// Accepts hunks, or does not.
    ///
    /// # Errors
    /// `NotFound`, `BeingWritten`, `HunkUnknown`; then nothing is changed.
    pub async fn decide(&self, user: UserId, id: FixId, decision: Decision) -> Result<(), FixError> {
        let decision = Arc::new(decision);
        let deciding = self.writes.run(move |connection| {
            let decision = Arc::clone(&decision);
            async move { Ok(store::decide(connection, user, id, &decision).await) }.boxed()
        });
        deciding.await?
    }

    /// Forgets a fix; a model that is at it is stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete(&self, user: UserId, id: FixId) -> Result<()> {
        store::delete(&self.db, user, id).await?;
        self.generations.stop(id.uuid());
        Ok(())
    }

    /// `model`, or the default one, when it can be asked here and now.
    fn resolve_model(&self, model: Option<ModelId>) -> Result<ModelId> {
        if self.generations.is_closing() {
            return Err(AppError::Unavailable);
        }
        let model = model.or_else(|| self.providers.default_model());
        model.filter(|model| self.providers.supports(model)).ok_or_else(|| ValidationError::ModelUnknown.into())
    }

    /// How answers are written and read.
    pub fn generations(&self) -> &Generations {
        &self.generations
    }

    /// Whoever can mend.
    pub fn providers(&self) -> &Providers {
        &self.providers
    }

    pub(super) fn writes(&self) -> &WriteQueue {
        &self.writes
    }

    /// What takes answers when they end.
    pub fn sink(&self) -> Arc<dyn Sink> {
        Arc::clone(&self.sink)
    }
}
