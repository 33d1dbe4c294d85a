//! The one writer: gathers what all running generations have produced and stores it in one transaction at a time.

use super::{Outcome, Target};
use sqlx::SqlitePool;
use std::{collections::VecDeque, sync::Arc, time::Duration};
use tokio::sync::{mpsc, oneshot};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long text may wait to be stored: what a kill -9 can cost at most.
const BATCH_INTERVAL: Duration = Duration::from_millis(200);
/// How long to wait after the database refused a batch. Nothing of it is dropped.
const RETRY_INTERVAL: Duration = Duration::from_secs(1);

/// A handle to the writer task. Cheap to clone.
#[derive(Clone)]
pub(super) struct Writer {
    entries: mpsc::UnboundedSender<Entry>,
    closing: CancellationToken,
    task: TaskTracker,
}

struct Entry {
    target: Arc<dyn Target>,
    change: Change,
}

enum Change {
    Append(String),
    Finish { outcome: Outcome, stored: oneshot::Sender<()> },
}

impl Writer {
    pub(super) fn start(db: SqlitePool) -> Self {
        let (entries, received) = mpsc::unbounded_channel();
        let (closing, task) = (CancellationToken::new(), TaskTracker::new());
        task.spawn(run(db, received, closing.clone()));
        task.close();
        Self { entries, closing, task }
    }

    /// Text to store with the next batch.
    pub(super) fn append(&self, target: &Arc<dyn Target>, text: String) {
        self.send(target, Change::Append(text));
    }

    /// Stores the end, and everything that came before it, and returns when that is done.
    pub(super) async fn finish(&self, target: &Arc<dyn Target>, outcome: Outcome) {
        let (stored, is_stored) = oneshot::channel();
        self.send(target, Change::Finish { outcome, stored });
        if is_stored.await.is_err() {
            tracing::error!("the writer ended before a reply was stored");
        }
    }

    /// Stores what it was given, takes no more, and ends.
    pub(super) async fn shut_down(&self) {
        self.closing.cancel();
        self.task.wait().await;
    }

    fn send(&self, target: &Arc<dyn Target>, change: Change) {
        if self.entries.send(Entry { target: Arc::clone(target), change }).is_err() {
            tracing::error!("the writer has ended: text is not stored");
        }
    }
}

async fn run(db: SqlitePool, mut received: mpsc::UnboundedReceiver<Entry>, closing: CancellationToken) {
    let mut pending = VecDeque::new();
    loop {
        let entry = tokio::select! {
            biased;
            entry = received.recv() => entry,
            () = closing.cancelled() => return,
        };
        let Some(entry) = entry else { return };
        let mut is_urgent = matches!(entry.change, Change::Finish { .. });
        push(&mut pending, entry);
        let batch_end = tokio::time::Instant::now() + BATCH_INTERVAL;
        while !is_urgent {
            match tokio::time::timeout_at(batch_end, received.recv()).await {
                Ok(Some(entry)) => {
                    is_urgent = matches!(entry.change, Change::Finish { .. });
                    push(&mut pending, entry);
                }
                Ok(None) | Err(_) => break,
            }
        }
        while let Err(error) = store(&db, &pending).await {
            tracing::error!(%error, entries = pending.len(), "could not store what was generated; trying again");
            tokio::time::sleep(RETRY_INTERVAL).await;
        }
        for entry in pending.drain(..) {
            if let Change::Finish { stored, .. } = entry.change {
                // Nobody waits any more when the process is ending.
                let _ = stored.send(());
            }
        }
    }
}

/// Adds an entry; text for the same target is joined, so that a batch has one statement for each.
fn push(pending: &mut VecDeque<Entry>, entry: Entry) {
    if let Change::Append(text) = &entry.change {
        let earlier = pending.iter_mut().rev().find(|earlier| Arc::ptr_eq(&earlier.target, &entry.target));
        if let Some(Entry { change: Change::Append(earlier), .. }) = earlier {
            earlier.push_str(text);
            return;
        }
    }
    pending.push_back(entry);
}

async fn store(db: &SqlitePool, pending: &VecDeque<Entry>) -> sqlx::Result<()> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    for entry in pending {
        match &entry.change {
            Change::Append(text) => entry.target.append(&mut transaction, text).await?,
            Change::Finish { outcome, .. } => entry.target.finish(&mut transaction, outcome).await?,
        }
    }
    transaction.commit().await
}
