//! One queue for the writes that many people wait for at once. Whatever has come while a transaction was being stored
//! goes into the next one together, so that a hundred questions cost a few waits for the disk and not a hundred; and
//! nobody waits for a lock.

use crate::domain::error::{AppError, Result};
use futures::{FutureExt, future::BoxFuture};
use sqlx::{Connection, Sqlite, SqliteConnection, SqlitePool, Transaction, pool::PoolConnection};
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
        let stored = match self.together(&mut batch).await {
            // Pieces that fail are few: only then each gets a savepoint, which costs two statements.
            Ok(false) => self.apart(&mut batch).await,
            stored => stored.map(drop),
        };
        if stored.is_err() {
            // Another connection may do better.
            self.connection = None;
        }
        batch.into_iter().for_each(|job| job.tell(stored.clone()));
    }

    /// One transaction with all of it; when a piece fails nothing is stored, and it says so.
    async fn together(&mut self, batch: &mut [Box<dyn Job>]) -> Result<bool> {
        let mut transaction = self.begin().await?;
        for job in batch {
            if !job.attempt(&mut transaction).await {
                transaction.rollback().await?;
                return Ok(false);
            }
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// One transaction from which each piece that fails is undone alone.
    async fn apart(&mut self, batch: &mut [Box<dyn Job>]) -> Result<()> {
        let mut transaction = self.begin().await?;
        for job in batch {
            let mut savepoint = transaction.begin().await?;
            if job.attempt(&mut savepoint).await {
                savepoint.commit().await?;
            } else {
                savepoint.rollback().await?;
            }
        }
        Ok(transaction.commit().await?)
    }

    async fn begin(&mut self) -> Result<Transaction<'_, Sqlite>> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.db.acquire().await?),
        };
        Ok(connection.begin_with("BEGIN IMMEDIATE").await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::error::ValidationError;
    use futures::future::join_all;
    use sqlx::sqlite::SqliteConnectOptions;
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    };

    #[tokio::test]
    async fn pieces_that_fail_have_the_others_done_twice_at_most_and_leave_nothing_behind() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = SqliteConnectOptions::new().filename(folder.path().join("db")).create_if_missing(true);
        let db = SqlitePool::connect_with(file).await.unwrap();
        sqlx::query("create table t (n integer) strict").execute(&db).await.unwrap();
        let (writes, attempts) = (WriteQueue::new(db.clone()), Arc::new(AtomicUsize::new(0)));
        let pieces = (0..100).map(|n: i64| {
            let attempts = Arc::clone(&attempts);
            writes.run(move |connection| {
                attempts.fetch_add(1, Relaxed);
                async move {
                    sqlx::query("insert into t values ($1)").bind(n).execute(connection).await?;
                    if n % 2 == 0 { Ok(n) } else { Err(ValidationError::AccountFull.into()) }
                }
                .boxed()
            })
        });
        let done = join_all(pieces).await;
        assert_eq!(done[2..4], [Ok(2), Err(ValidationError::AccountFull.into())]);
        let stored: Vec<i64> = sqlx::query_scalar("select n from t order by n").fetch_all(&db).await.unwrap();
        assert_eq!(stored, (0..100).step_by(2).collect::<Vec<_>>());
        let attempts = attempts.load(Relaxed);
        assert!(attempts <= 200, "{attempts}");
    }
}
