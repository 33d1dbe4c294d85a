//! The one writer: gathers what all running generations have produced and stores it in one transaction at a time.

use super::{Finished, Outcome, Sink, store, task::Running};
use crate::{db::write_queue::WriteQueue, domain::error::Result};
use futures::FutureExt;
use std::{sync::Arc, time::Duration};
use tokio::sync::{Notify, mpsc, oneshot};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// How long text may wait to be stored: what a kill -9 can cost at most.
const BATCH_INTERVAL: Duration = Duration::from_millis(200);
/// How long to wait after the database refused a batch. Nothing of it is dropped.
const RETRY_INTERVAL: Duration = Duration::from_secs(1);

/// Gives every generation that is running now.
type ListRunning = Box<dyn Fn() -> Vec<Arc<Running>> + Send + Sync>;

/// A handle to the writer task. Cheap to clone.
#[derive(Clone)]
pub(super) struct Writer {
    ends: mpsc::UnboundedSender<End>,
    has_text: Arc<Notify>,
    closing: CancellationToken,
    task: TaskTracker,
}

struct End {
    running: Arc<Running>,
    outcome: Outcome,
    stored: oneshot::Sender<()>,
}

impl Writer {
    pub(super) fn start(writes: WriteQueue, list_running: ListRunning) -> Self {
        let (ends, received) = mpsc::unbounded_channel();
        let (has_text, closing, task) = (Arc::new(Notify::new()), CancellationToken::new(), TaskTracker::new());
        task.spawn(run(writes, list_running, received, Arc::clone(&has_text), closing.clone()));
        task.close();
        Self { ends, has_text, closing, task }
    }

    /// Some running generation has text to store with the next batch.
    pub(super) fn note_text(&self) {
        self.has_text.notify_one();
    }

    /// Stores the end, and everything that came before it, and returns when that is done.
    pub(super) async fn finish(&self, running: &Arc<Running>, outcome: Outcome) {
        let (stored, is_stored) = oneshot::channel();
        let was_sent = self.ends.send(End { running: Arc::clone(running), outcome, stored }).is_ok();
        if !was_sent || is_stored.await.is_err() {
            tracing::error!("the writer ended before a reply was stored");
        }
    }

    /// Stores what it was given, takes no more, and ends.
    pub(super) async fn shut_down(&self) {
        self.closing.cancel();
        self.task.wait().await;
    }
}

async fn run(
    writes: WriteQueue,
    list_running: ListRunning,
    mut received: mpsc::UnboundedReceiver<End>,
    has_text: Arc<Notify>,
    closing: CancellationToken,
) {
    let mut ends: Vec<End> = Vec::new();
    loop {
        // An end is stored at once, text when the interval is over.
        tokio::select! {
            biased;
            Some(end) = received.recv() => ends.push(end),
            () = closing.cancelled() => return,
            () = has_text.notified() => {
                if let Ok(Some(end)) = tokio::time::timeout(BATCH_INTERVAL, received.recv()).await {
                    ends.push(end);
                }
            }
        }
        while let Ok(end) = received.try_recv() {
            ends.push(end);
        }
        let mut running = list_running();
        running.retain(|running| ends.iter().all(|end| !Arc::ptr_eq(&end.running, running)));
        while let Err(error) = store(&writes, &running, &ends).await {
            tracing::error!(%error, "could not store what was generated; trying again");
            tokio::time::sleep(RETRY_INTERVAL).await;
        }
        for end in ends.drain(..) {
            // Nobody waits any more when the process is ending.
            let _ = end.stored.send(());
        }
    }
}

/// What has ended of one sink.
struct FinishedBatch {
    sink: Arc<dyn Sink>,
    finished: Vec<Finished>,
}

async fn store(writes: &WriteQueue, running: &[Arc<Running>], ends: &[End]) -> Result<()> {
    let chunks: Vec<_> = running.iter().filter_map(|running| Some((running, running.unstored()?))).collect();
    if chunks.is_empty() && ends.is_empty() {
        return Ok(());
    }
    let mut batches = Vec::<FinishedBatch>::new();
    for End { running, outcome, .. } in ends {
        let finished = running.finished(*outcome);
        match batches.iter_mut().find(|batch| Arc::ptr_eq(&batch.sink, &running.sink)) {
            Some(batch) => batch.finished.push(finished),
            None => batches.push(FinishedBatch { sink: Arc::clone(&running.sink), finished: vec![finished] }),
        }
    }
    // A short answer was never in the log.
    let logged: Vec<_> = ends.iter().filter(|end| end.running.is_in_log()).map(|end| end.running.id).collect();
    let (stored, chunks): (Vec<_>, Vec<_>) =
        chunks.into_iter().map(|(running, chunk)| ((running, chunk.text.len()), chunk)).unzip();
    let batch = Arc::new((chunks, batches, logged));
    let storing = writes.run(move |connection| {
        let batch = Arc::clone(&batch);
        async move {
            let (chunks, batches, logged) = &*batch;
            store::append(connection, chunks).await?;
            for FinishedBatch { sink, finished } in batches {
                sink.finish(connection, finished).await?;
            }
            store::remove(connection, logged).await?;
            Ok(())
        }
        .boxed()
    });
    storing.await?;
    for (running, bytes) in stored {
        running.has_stored(bytes);
    }
    ends.iter().for_each(|end| end.running.has_stored_end());
    Ok(())
}
