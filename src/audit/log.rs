//! The way into the audit log, and out of it. What is noted is written by a task of its own, so that nobody waits for it.

use super::{
    model::{Entry, Event, NewEntry, Origin},
    store,
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{error::Result, id::UserId, time::now_ms},
};
use futures::FutureExt;
use sqlx::SqlitePool;
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

/// Entries that wait to be written; more than these at once are lost, which is logged.
const WAITING_MAX: usize = 1024;
/// Entries of one transaction.
const BATCH_MAX: usize = 256;
/// Entries that a person is shown.
const SHOWN: u32 = 50;
/// A day in milliseconds.
pub(super) const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The way into the log, and out of it. Cheap to clone.
#[derive(Clone)]
pub struct Audit {
    db: SqlitePool,
    days: u32,
    entries: mpsc::Sender<Message>,
}

enum Message {
    Entry(NewEntry),
    /// Whatever came before is to be written, and whoever waits is told.
    Flush(oneshot::Sender<()>),
}

impl Audit {
    /// A log in `db` that is written through `writes` and keeps entries for `days`. Must be called within a tokio runtime.
    pub fn new(db: SqlitePool, writes: WriteQueue, days: u32) -> Self {
        let (entries, messages) = mpsc::channel(WAITING_MAX);
        tokio::spawn(write(writes, messages));
        Self { db, days, entries }
    }

    /// Notes what has just happened; `user` is none where no account is known.
    pub fn record(&self, user: Option<UserId>, event: Event, origin: &Origin) {
        let entry = NewEntry { at: now_ms(), user, event, network: origin.network_text(), device: origin.device() };
        if self.entries.try_send(Message::Entry(entry)).is_err() {
            tracing::warn!(event = event.as_str(), "the audit log is behind: an entry is lost");
        }
    }

    /// Returns when all that was noted so far is stored.
    pub async fn flush(&self) {
        let (tell, told) = oneshot::channel();
        if self.entries.send(Message::Flush(tell)).await.is_ok() {
            // It is dropped when the writer has ended.
            let _ = told.await;
        }
    }

    /// The newest entries of an account, newest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list(&self, user: UserId) -> Result<Vec<Entry>> {
        store::list(&self.db, user, SHOWN).await
    }

    /// Forgets what is older than entries are kept.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn prune(&self) -> Result<()> {
        store::prune(&self.db, now_ms() - i64::from(self.days) * DAY_MS).await
    }
}

async fn write(writes: WriteQueue, mut messages: mpsc::Receiver<Message>) {
    let mut batch = Vec::new();
    while messages.recv_many(&mut batch, BATCH_MAX).await > 0 {
        let (mut entries, mut waiting) = (Vec::new(), Vec::new());
        for message in batch.drain(..) {
            match message {
                Message::Entry(entry) => entries.push(entry),
                Message::Flush(tell) => waiting.push(tell),
            }
        }
        if !entries.is_empty() {
            let entries: Arc<[NewEntry]> = entries.into();
            let written = writes.run(move |connection| {
                let entries = Arc::clone(&entries);
                async move { store::add(connection, &entries).await }.boxed()
            });
            if let Err(error) = written.await {
                tracing::error!(%error, "entries of the audit log could not be written");
            }
        }
        for tell in waiting {
            // Whoever waited may be gone.
            let _ = tell.send(());
        }
    }
}
