//! Text being written by a model: started, watched, stopped and kept, whoever reads it. It knows neither chat nor
//! documents: its callers name a [`Target`] that the text is written to.

mod running;
mod writer;

pub use running::{Reading, ReplyText, Told};

use crate::{
    markup::Labels,
    provider::{
        Deltas, ProviderError,
        model::{ProviderFault, Usage},
    },
};
use futures::future::BoxFuture;
use running::Running;
use sqlx::{SqliteConnection, SqlitePool};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;
use writer::Writer;

/// The place that a text is written to. Its rows must still accept text after a restart, or be marked as interrupted.
pub trait Target: Send + Sync + 'static {
    /// Adds `text` at the end of what is stored.
    fn append<'a>(&'a self, connection: &'a mut SqliteConnection, text: &'a str) -> BoxFuture<'a, sqlx::Result<()>>;
    /// Stores how it ended. Nothing is appended after that.
    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        outcome: &'a Outcome,
    ) -> BoxFuture<'a, sqlx::Result<()>>;
}

/// How a generation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Why nothing more came.
    pub end: End,
    /// What it cost, when the provider said so.
    pub usage: Option<Usage>,
}

/// Why a generation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The model had no more to say.
    Complete,
    /// A person stopped it.
    Stopped,
    /// The server is going down.
    Interrupted,
    /// The provider failed, before the first word or in the middle.
    Failed(ProviderFault),
}

/// What is to be written, and where.
pub struct Job {
    /// Names the generation; at most one runs under an id.
    pub id: Uuid,
    /// Where the text goes.
    pub target: Arc<dyn Target>,
    /// Asks the model.
    pub deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
    /// The words of the reader's language inside the HTML.
    pub labels: Labels,
    /// Runs after the end is stored and told. Readers are kept until it is over.
    pub epilogue: Box<dyn FnOnce(Outcome) -> BoxFuture<'static, ()> + Send>,
}

/// All generations of this process. Cheap to clone.
#[derive(Clone)]
pub struct Generations {
    running: Arc<Mutex<HashMap<Uuid, Arc<Running>>>>,
    writer: Writer,
    tasks: TaskTracker,
    shutdown: CancellationToken,
}

impl Generations {
    /// Starts the writer. Must be called within a tokio runtime.
    pub fn new(db: SqlitePool) -> Self {
        Self {
            running: Arc::default(),
            writer: Writer::start(db),
            tasks: TaskTracker::new(),
            shutdown: CancellationToken::new(),
        }
    }

    /// Starts writing; returns at once. The task outlives every reader.
    pub fn start(&self, job: Job) {
        let running = Arc::new(Running::new(job.labels, self.shutdown.child_token()));
        self.registry().insert(job.id, Arc::clone(&running));
        let generations = self.clone();
        self.tasks.spawn(async move {
            let outcome = running.write(job.deltas, |text| generations.writer.append(&job.target, text)).await;
            generations.writer.finish(&job.target, outcome).await;
            running.tell_end(outcome);
            generations.shutdown.run_until_cancelled((job.epilogue)(outcome)).await;
            generations.registry().remove(&job.id);
            running.tell_over();
        });
    }

    /// Ends a generation; its upstream connection is closed at once and the text so far is kept.
    /// Says whether there was one.
    pub fn stop(&self, id: Uuid) -> bool {
        let running = self.registry().get(&id).cloned();
        running.is_some_and(|running| running.stop())
    }

    /// Everything so far and everything to come of a running generation.
    pub fn read(&self, id: Uuid) -> Option<Reading> {
        let running = self.registry().get(&id).cloned()?;
        Some(Reading::new(running))
    }

    /// What is written so far of a running generation.
    pub fn text(&self, id: Uuid) -> Option<ReplyText> {
        let running = self.registry().get(&id).cloned()?;
        Some(running.text())
    }

    /// Is cancelled when the server goes down: readers are to be sent away.
    pub fn shutdown_token(&self) -> CancellationToken {
        self.shutdown.clone()
    }

    /// Interrupts everything, and waits until all of it is stored or `patience` is over.
    pub async fn shut_down(&self, patience: Duration) {
        self.shutdown.cancel();
        self.tasks.close();
        let stored = async {
            self.tasks.wait().await;
            self.writer.shut_down().await;
        };
        if tokio::time::timeout(patience, stored).await.is_err() {
            tracing::warn!(?patience, "not everything could be stored in time");
        }
    }

    fn registry(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, Arc<Running>>> {
        // A panic while the map is locked leaves it whole: every use is a single call.
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
