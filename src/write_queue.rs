//! One queue for the writes that many people wait for at once. Whatever has come while a transaction was being stored
//! goes into the next one together, so that a hundred questions cost a few waits for the disk and not a hundred; and
//! nobody waits for a lock.

use crate::error::{AppError, Result};
use futures::{FutureExt, future::BoxFuture};
use sqlx::{Connection, Sqlite, SqliteConnection, SqlitePool, pool::PoolConnection};
use std::{panic::AssertUnwindSafe, pin::pin};
use tokio::sync::{mpsc, oneshot, watch};

/// Most pieces of work in one transaction: the first one waits for all of them.
const BATCH_MAX: usize = 256;

/// The way into the queue. Cheap to clone.
#[derive(Clone)]
pub struct WriteQueue {
    jobs: mpsc::UnboundedSender<Box<dyn Job>>,
    committed: watch::Receiver<()>,
}

impl WriteQueue {
    /// Starts the task that writes to `db`; it ends with the last clone. Must be called within a tokio runtime.
    pub fn new(db: SqlitePool) -> Self {
        let (sender, jobs) = mpsc::unbounded_channel();
        let (commit, mut committed) = watch::channel(());
        // What an earlier process has committed counts too.
        committed.mark_changed();
        tokio::spawn(write(db, jobs, commit));
        Self { jobs: sender, committed }
    }

    /// Is marked as changed after each transaction, and from the start on; ends with the queue.
    pub fn committed(&self) -> watch::Receiver<()> {
        self.committed.clone()
    }

    /// Does `work` in a transaction with what others want, and returns when it is stored. When it fails, nothing of it
    /// is stored, and others do not notice. It may be done again, after what it did before was undone.
    ///
    /// # Errors
    /// What `work` fails with; `Unavailable` when nothing can be stored.
    pub async fn run<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: for<'c> Fn(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        self.jobs.send(Box::new(Work { work, result: None, tell })).map_err(|_| AppError::Unavailable)?;
        told.await.unwrap_or(Err(AppError::Unavailable))
    }
}

/// A piece of work whose kind of result is forgotten.
trait Job: Send {
    /// Does it, and says whether it went well.
    fn attempt<'a>(&'a mut self, connection: &'a mut SqliteConnection) -> BoxFuture<'a, bool>;
    /// Tells whoever waits how it went, and whether it is stored.
    fn tell(self: Box<Self>, stored: Result<()>);
}

struct Work<T, W> {
    work: W,
    result: Option<Result<T>>,
    tell: oneshot::Sender<Result<T>>,
}

impl<T, W> Job for Work<T, W>
where
    T: Send,
    W: for<'c> Fn(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T>> + Send,
{
    fn attempt<'a>(&'a mut self, connection: &'a mut SqliteConnection) -> BoxFuture<'a, bool> {
        let doing = (self.work)(connection);
        async move {
            let result = doing.await;
            let is_done = result.is_ok();
            self.result = Some(result);
            is_done
        }
        .boxed()
    }

    fn tell(self: Box<Self>, stored: Result<()>) {
        // Whoever asked may be gone; what was asked for is done all the same. Its own error comes first.
        let result = self.result.unwrap_or(Err(AppError::Unavailable));
        let _ = self.tell.send(result.and_then(|value| stored.map(|()| value)));
    }
}

async fn write(db: SqlitePool, mut jobs: mpsc::UnboundedReceiver<Box<dyn Job>>, commit: watch::Sender<()>) {
    let mut writer = Writer { db, connection: None };
    let mut batch = Vec::new();
    while writer.wait(jobs.recv_many(&mut batch, BATCH_MAX)).await > 0 {
        let batch = std::mem::take(&mut batch);
        // A piece of work that panics must not end the queue; those who wait are told by the end of their channels.
        if AssertUnwindSafe(writer.store(batch)).catch_unwind().await.is_err() {
            tracing::error!("a write panicked: nothing of its transaction is stored");
            writer.connection = None;
        }
        commit.send_replace(());
    }
}

/// What writes. It keeps its connection: a pool looks at each one that comes back, which takes as long as a statement.
struct Writer {
    db: SqlitePool,
    connection: Option<PoolConnection<Sqlite>>,
}

impl Writer {
    /// Waits for work; a pool that is closed meanwhile gets its connection back.
    async fn wait<T>(&mut self, work: impl Future<Output = T>) -> T {
        let closed = self.db.close_event();
        let mut work = pin!(work);
        tokio::select! {
            biased;
            work = &mut work => return work,
            () = closed => self.connection = None,
        }
        work.await
    }

    /// Stores all of it together but for what fails, which is told so and left out.
    async fn store(&mut self, mut batch: Vec<Box<dyn Job>>) {
        loop {
            match self.attempt(&mut batch).await {
                Ok(None) => return batch.into_iter().for_each(|job| job.tell(Ok(()))),
                Ok(Some(failed)) => batch.remove(failed).tell(Ok(())),
                Err(error) => {
                    // Another one may do better.
                    self.connection = None;
                    return batch.into_iter().for_each(|job| job.tell(Err(error.clone())));
                }
            }
        }
    }

    /// One transaction with all of it. When a piece fails nothing is stored, and it says which one.
    async fn attempt(&mut self, batch: &mut [Box<dyn Job>]) -> Result<Option<usize>> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.db.acquire().await?),
        };
        let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
        for (at, job) in batch.iter_mut().enumerate() {
            if !job.attempt(&mut transaction).await {
                transaction.rollback().await?;
                return Ok(Some(at));
            }
        }
        transaction.commit().await?;
        Ok(None)
    }
}
