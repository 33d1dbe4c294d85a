//! An import as a job: what is read of a file is stored, a few things in each transaction.

use super::{
    Transfer,
    dedup::Found,
    formats::{Blob, Record, RecordKind},
    model::{Counts, ImportFault, ImportId, Omission, Omissions},
    reader::{self, ReaderEvent},
    service::{Reserved, Working},
    store::{self, Kind, Target},
};
use crate::{
    attachments::{AttachmentError, store::ByteRange},
    documents::{format::Format, model::FormatId},
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
    },
    prompts::export_record::ImportOutcome,
    web::blocking,
};
use futures::FutureExt;
use sqlx::SqliteConnection;
use std::{fs::File, sync::Arc};
use tokio::sync::mpsc;

/// Things that wait for the one who stores them.
const WAITING_MAX: usize = 4;
/// Messages and versions of one transaction: it makes the entries of as many for the search, and others wait for it.
const BATCH: usize = 300;
/// Bytes that weigh as much as one of them: what waits for its transaction is in memory.
const WEIGHED_BYTES: usize = 16 * 1024;

/// What a transaction adds.
#[derive(Default)]
struct Sum {
    counts: Counts,
    omissions: Omissions,
}

impl Transfer {
    /// Brings in what is in `file`, and stores what came of it.
    pub(super) async fn bring_in(&self, user: UserId, id: ImportId, file: File, work: (Working, Reserved)) {
        let Ok(_turn) = self.jobs.acquire().await else { return };
        let ended = self.read_and_store(user, id, file).await;
        // Whoever sees that it has ended may send the next file.
        drop(work);
        if let Err(trouble) = ended {
            tracing::info!(%id, %trouble, "an import failed");
        }
        if let Err(error) = store::finish(&self.db, user, id, ended.err()).await {
            // The next start says that it was interrupted.
            tracing::error!(%error, %id, "the end of an import could not be stored");
        }
        self.chat.notify_all(user);
    }

    async fn read_and_store(&self, user: UserId, id: ImportId, file: File) -> Result<(), ImportFault> {
        let (sender, mut receiver) = mpsc::channel(WAITING_MAX);
        let reading = tokio::spawn(blocking::run(move || reader::read(file, &sender)));
        let (mut batch, mut weight, mut lost) = (Vec::new(), 0, Omissions::default());
        while let Some(event) = receiver.recv().await {
            match event {
                ReaderEvent::Omitted(omissions) => lost.add_all(&omissions),
                ReaderEvent::Item { item, bytes, turn } => {
                    weight += weight_of(&item).max(bytes / WEIGHED_BYTES);
                    batch.push(*item);
                    if turn.is_some() {
                        weight = 0;
                        self.store(user, id, std::mem::take(&mut batch), Omissions::default()).await?;
                    }
                }
                ReaderEvent::File(enclosed, bytes) => {
                    // The thing that it belongs to comes first.
                    weight = 0;
                    self.store(user, id, std::mem::take(&mut batch), Omissions::default()).await?;
                    if !self.store_file(user, &enclosed, bytes).await? {
                        lost.add(enclosed.omission);
                    }
                }
            }
            if weight >= BATCH {
                weight = 0;
                self.store(user, id, std::mem::take(&mut batch), Omissions::default()).await?;
            }
        }
        self.store(user, id, batch, lost).await?;
        match reading.await {
            Ok(Ok(read)) => read,
            _ => Err(ImportFault::Internal),
        }
    }

    async fn store(&self, user: UserId, id: ImportId, items: Vec<Record>, lost: Omissions) -> Result<(), ImportFault> {
        let (transfer, batch) = (self.clone(), Arc::new((items, lost)));
        let storing = self.writes.run(move |connection| {
            let (transfer, batch) = (transfer.clone(), Arc::clone(&batch));
            async move {
                let (items, lost) = &*batch;
                let mut sum = Sum { omissions: lost.clone(), ..Sum::default() };
                for item in items {
                    transfer.store_item(connection, user, item, &mut sum).await?;
                }
                store::add(connection, user, id, sum.counts, &sum.omissions).await
            }
            .boxed()
        });
        storing.await.map_err(|error| trouble(&error))
    }

    /// Gives a message what was attached to it; false when that cannot be kept.
    async fn store_file(&self, user: UserId, enclosed: &Blob, bytes: Vec<u8>) -> Result<bool, ImportFault> {
        let place = ByteRange { message: enclosed.message.uuid(), position: enclosed.position };
        match self.attachments.bring_in(user, place, &enclosed.name, bytes.into()).await {
            // A message that is not there was known already, or left out as a whole.
            Ok(_) => Ok(true),
            Err(AttachmentError::Other(error @ (AppError::Unavailable | AppError::Internal | AppError::DiskFull))) => {
                Err(trouble(&error))
            }
            Err(_) => Ok(false),
        }
    }

    async fn store_item(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        item: &Record,
        sum: &mut Sum,
    ) -> Result<()> {
        match self.find(connection, user, item).await? {
            Found::Nowhere => self.add_item(connection, user, item, sum).await?,
            Found::There => sum.counts.known += 1,
            Found::InTrash => sum.counts.add(&item.thing),
        }
        Ok(())
    }

    async fn add_item(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        item: &Record,
        sum: &mut Sum,
    ) -> Result<()> {
        let full = |has_room: bool, omission| (!has_room).then_some(omission);
        let left_out = match &item.thing {
            RecordKind::Conversation(whole) => broken(self.chat.import_record(connection, user, whole).await)?,
            RecordKind::Document(whole) => {
                let whole = self.placed(connection, user, whole).await?;
                broken(self.documents.import_record(connection, user, &whole).await)?
            }
            RecordKind::Format(format) => return self.store_format(connection, user, item, format, sum).await,
            RecordKind::Prompt(whole) => match self.prompts.import_prompt(connection, user, whole).await? {
                ImportOutcome::AsItWas => None,
                ImportOutcome::Numbered => {
                    sum.omissions.add(Omission::Commands);
                    None
                }
                ImportOutcome::NoRoom => Some(Omission::Prompts),
            },
            RecordKind::Persona(whole) => {
                full(self.prompts.import_persona(connection, user, whole).await?, Omission::Personas)
            }
            RecordKind::CodeFix(whole) => {
                full(self.fixes.import_record(connection, user, whole).await?, Omission::CodeFixes)
            }
        };
        if let Some(omission) = left_out {
            sum.omissions.add(omission);
            return Ok(());
        }
        sum.counts.add(&item.thing);
        sum.omissions.add_all(&item.omissions);
        let (kind, id) = (Kind::of(&item.thing), item.thing.id());
        store::remember(connection, user, item.source, &item.source_id, &Target { kind, id }).await
    }

    async fn store_format(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        item: &Record,
        format: &Format,
        sum: &mut Sum,
    ) -> Result<()> {
        let id = FormatId::new();
        match self.documents.import_format(connection, user, id, format).await {
            Err(AppError::Invalid(ValidationError::CountMax)) => {
                sum.omissions.add(Omission::Formats);
                Ok(())
            }
            Err(error) => Err(error),
            Ok(()) => {
                let target = Target { kind: Kind::Format, id: id.to_string() };
                store::remember(connection, user, item.source, &item.source_id, &target).await
            }
        }
    }
}

/// Why an import ends when something cannot be stored.
fn trouble(error: &AppError) -> ImportFault {
    match error {
        AppError::Invalid(ValidationError::AccountFull) => ImportFault::Full,
        AppError::DiskFull => ImportFault::DiskFull,
        AppError::Unavailable => ImportFault::Interrupted,
        _ => ImportFault::Internal,
    }
}

/// What is left out when something cannot be what it says that it is.
fn broken(stored: Result<()>) -> Result<Option<Omission>> {
    match stored {
        Ok(()) => Ok(None),
        Err(AppError::Invalid(fault)) if fault != ValidationError::AccountFull => Ok(Some(Omission::Broken)),
        Err(error) => Err(error),
    }
}

impl Counts {
    /// One more of a thing's kind.
    fn add(&mut self, thing: &RecordKind) {
        match thing {
            RecordKind::Conversation(whole) => {
                self.conversations += 1;
                self.messages += i64::try_from(whole.messages.len()).unwrap_or(i64::MAX);
            }
            RecordKind::Document(_) => self.documents += 1,
            RecordKind::Prompt(_) => self.prompts += 1,
            RecordKind::Persona(_) => self.personas += 1,
            RecordKind::CodeFix(_) => self.code_fixes += 1,
            RecordKind::Format(_) => {}
        }
    }
}

/// How many rows a thing takes.
fn weight_of(item: &Record) -> usize {
    1 + match &item.thing {
        RecordKind::Conversation(whole) => whole.messages.len(),
        RecordKind::Document(whole) => whole.versions.len(),
        RecordKind::CodeFix(whole) => {
            whole.refusals.len() + whole.files.iter().map(|file| 1 + file.hunks.len()).sum::<usize>()
        }
        RecordKind::Format(_) | RecordKind::Prompt(_) | RecordKind::Persona(_) => 0,
    }
}
