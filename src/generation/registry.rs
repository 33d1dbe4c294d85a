//! All generations of this process: started, watched and stopped by their id.

use super::{GenerationJob, ReplyText, Sink, Subscriber, TextSubscriber, store, task::Running, writer::Writer};
use crate::{db::write_queue::WriteQueue, domain::error::Result, markup::Labels, web::render_queue::RenderQueue};
use futures::FutureExt;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

/// How long the end of everything may take to be stored.
const STORE_PATIENCE: Duration = Duration::from_secs(5);

/// Words may gather for a millisecond for so many generations that run.
const GENERATIONS_PER_MS: u64 = 2;
/// At most so long: 25 times a second looks continuous.
const PAUSE_MAX: Duration = Duration::from_millis(40);

type Registry = HashMap<Uuid, Arc<Running>>;

/// All generations of this process. Cheap to clone.
#[derive(Clone)]
pub struct Generations {
    running: Arc<Mutex<Registry>>,
    writes: WriteQueue,
    writer: Writer,
    tasks: TaskTracker,
    /// Nothing new is started.
    closing: CancellationToken,
    /// What still runs is interrupted.
    shutdown: CancellationToken,
    render_queue: RenderQueue,
}

impl Generations {
    /// Starts the writer. Must be called within a tokio runtime.
    pub fn new(writes: WriteQueue, render_queue: RenderQueue) -> Self {
        let running: Arc<Mutex<Registry>> = Arc::default();
        let listed = Arc::clone(&running);
        let list_running = Box::new(move || lock(&listed).values().cloned().collect());
        Self {
            running,
            writer: Writer::start(writes.clone(), list_running),
            writes,
            tasks: TaskTracker::new(),
            closing: CancellationToken::new(),
            shutdown: CancellationToken::new(),
            render_queue,
        }
    }

    /// Marks what an earlier process left half written as interrupted, with all that the log has of it, and empties the log:
    /// what is left then had an owner that is gone. To be called before anything is started; gives how many there were.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn recover(&self, sinks: impl Into<Arc<[Arc<dyn Sink>]>>) -> Result<usize> {
        let sinks = sinks.into();
        let recovering = self.writes.run(move |connection| {
            let sinks = Arc::clone(&sinks);
            async move {
                let mut interrupted = 0;
                for sink in sinks.iter() {
                    let unfinished = store::unfinished(connection, sink.table()).await?;
                    let finished = store::interrupted(connection, &unfinished).await?;
                    sink.finish(connection, &finished).await?;
                    interrupted += finished.len();
                }
                store::remove_all(connection).await?;
                Ok(interrupted)
            }
            .boxed()
        });
        recovering.await
    }

    /// Starts writing; returns at once. The task outlives every reader.
    pub fn start(&self, job: GenerationJob) {
        let running = Arc::new(Running::new(job.id, job.sink, &job.text, self.shutdown.child_token()));
        self.registry().insert(job.id, Arc::clone(&running));
        let generations = self.clone();
        self.tasks.spawn(async move {
            let on_text = || {
                generations.writer.note_text();
                generations.pause()
            };
            let outcome = running.write(job.before, job.deltas, on_text).await;
            generations.writer.finish(&running, outcome).await;
            running.end(outcome);
            generations.shutdown.run_until_cancelled((job.epilogue)(outcome)).await;
            // Whoever has seen the end may have had it gone on with already.
            generations.registry().extract_if(|id, other| *id == job.id && Arc::ptr_eq(other, &running)).for_each(drop);
            running.close();
        });
    }

    /// How long the words of each generation may gather: one alone is told word by word, and of a hundred each word for itself
    /// would cost more than all else.
    fn pause(&self) -> Duration {
        let running = u64::try_from(self.registry().len()).unwrap_or(u64::MAX);
        Duration::from_millis(running / GENERATIONS_PER_MS).min(PAUSE_MAX)
    }

    /// Ends a generation; its upstream connection is closed at once and the text so far is kept.
    /// Says whether there was one.
    pub fn stop(&self, id: Uuid) -> bool {
        let running = self.registry().get(&id).cloned();
        running.is_some_and(|running| running.stop())
    }

    /// Everything so far and everything to come of a running generation, for a page with these words.
    pub fn read(&self, id: Uuid, labels: Labels) -> Option<Subscriber> {
        let running = self.registry().get(&id).cloned()?;
        Some(Subscriber::new(running, labels, self.render_queue.clone()))
    }

    /// The text of a running generation from a byte on; the inner value is none where no character begins.
    pub fn read_text(&self, id: Uuid, from: usize) -> Option<Option<TextSubscriber>> {
        let running = self.registry().get(&id).cloned()?;
        Some(TextSubscriber::new(running, from))
    }

    /// Returns when a generation has ended and is stored; at once when there is none.
    pub async fn ended(&self, id: Uuid) {
        let running = self.registry().get(&id).cloned();
        if let Some(running) = running {
            running.ended().await;
        }
    }

    /// The Markdown so far of a running generation, or all of it until its epilogue is over.
    pub fn markdown(&self, id: Uuid) -> Option<String> {
        let running = self.registry().get(&id).cloned()?;
        Some(running.text_so_far())
    }

    /// What is written so far of a running generation, for a page with these words.
    pub fn text(&self, id: Uuid, labels: Labels) -> Option<ReplyText> {
        let running = self.registry().get(&id).cloned()?;
        Some(running.text(labels))
    }

    /// Renders what is stored, as what is being written is rendered.
    pub fn render_queue(&self) -> &RenderQueue {
        &self.render_queue
    }

    /// Whether the server is going down: nothing new is to be started.
    pub fn is_closing(&self) -> bool {
        self.closing.is_cancelled()
    }

    /// Is cancelled when everything is interrupted: readers are to be sent away.
    pub fn shutdown_token(&self) -> CancellationToken {
        self.shutdown.clone()
    }

    /// Lets what runs go on for `patience`, then interrupts it, and waits until all of it is stored, [`STORE_PATIENCE`]
    /// at most.
    pub async fn shut_down(&self, patience: Duration) {
        self.closing.cancel();
        self.tasks.close();
        // What is still running then is interrupted, which is no error.
        let _ = tokio::time::timeout(patience, self.tasks.wait()).await;
        self.shutdown.cancel();
        let stored = async {
            self.tasks.wait().await;
            self.writer.shut_down().await;
        };
        if tokio::time::timeout(STORE_PATIENCE, stored).await.is_err() {
            tracing::warn!(?STORE_PATIENCE, "not everything could be stored in time");
        }
    }

    fn registry(&self) -> MutexGuard<'_, Registry> {
        lock(&self.running)
    }
}

fn lock(registry: &Mutex<Registry>) -> MutexGuard<'_, Registry> {
    // A panic while the map is locked leaves it whole: every use is a single call.
    registry.lock().unwrap_or_else(PoisonError::into_inner)
}
