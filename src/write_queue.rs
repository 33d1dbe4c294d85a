//! One queue for the writes that many people wait for at once. Whatever has come while a transaction was being stored
//! goes into the next one together, so that a hundred questions cost a few waits for the disk and not a hundred; and
//! nobody waits for a lock.

use crate::error::{AppError, Result};
use futures::{FutureExt, future::BoxFuture};
use sqlx::{Connection, SqliteConnection, SqlitePool};
use std::panic::AssertUnwindSafe;
use tokio::sync::{mpsc, oneshot};

/// Most pieces of work in one transaction: the first one waits for all of them.
const BATCH_MAX: usize = 256;

/// Does its work and gives what is to be called when that is stored, or not.
type Job = Box<dyn for<'c> FnOnce(&'c mut SqliteConnection, Company) -> BoxFuture<'c, (Done, bool)> + Send>;
type Done = Box<dyn FnOnce(Result<()>) + Send>;

/// With whom a piece of work shares its transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    /// With nobody: the transaction ends as it does.
    Alone,
    /// With others, who must not notice when it fails.
    Others,
}

/// The way into the queue. Cheap to clone.
#[derive(Clone)]
pub struct WriteQueue(mpsc::UnboundedSender<Job>);

impl WriteQueue {
    /// Starts the task that writes to `db`; it ends with the last clone. Must be called within a tokio runtime.
    pub fn new(db: SqlitePool) -> Self {
        let (sender, jobs) = mpsc::unbounded_channel();
        tokio::spawn(write(db, jobs));
        Self(sender)
    }

    /// Does `work` in a transaction with what others want, and returns when it is stored. When it fails, nothing of it
    /// is stored, and others do not notice.
    ///
    /// # Errors
    /// What `work` fails with; `Unavailable` when nothing can be stored.
    pub async fn run<T, W>(&self, work: W) -> Result<T>
    where
        T: Send + 'static,
        W: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T>> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move |connection, company| {
            async move {
                let result = match company {
                    Company::Alone => work(connection).await,
                    Company::Others => in_savepoint(connection, work).await,
                };
                let is_done = result.is_ok();
                // Whoever asked may be gone; what was asked for is done all the same. Its own error comes first.
                let tell: Done = Box::new(move |stored| _ = tell.send(result.and_then(|value| stored.map(|()| value))));
                (tell, is_done)
            }
            .boxed()
        });
        self.0.send(job).map_err(|_| AppError::Unavailable)?;
        told.await.unwrap_or(Err(AppError::Unavailable))
    }
}

async fn in_savepoint<T, W>(connection: &mut SqliteConnection, work: W) -> Result<T>
where
    W: for<'c> FnOnce(&'c mut SqliteConnection) -> BoxFuture<'c, Result<T>>,
{
    let mut savepoint = connection.begin().await?;
    let result = work(&mut savepoint).await;
    match result {
        Ok(_) => savepoint.commit().await?,
        Err(_) => savepoint.rollback().await?,
    }
    result
}

async fn write(db: SqlitePool, mut jobs: mpsc::UnboundedReceiver<Job>) {
    let mut batch = Vec::new();
    while jobs.recv_many(&mut batch, BATCH_MAX).await > 0 {
        let batch = std::mem::take(&mut batch);
        // A piece of work that panics must not end the queue; those who wait are told by the end of their channels.
        if AssertUnwindSafe(store(&db, batch)).catch_unwind().await.is_err() {
            tracing::error!("a write panicked: nothing of its transaction is stored");
        }
    }
}

async fn store(db: &SqlitePool, batch: Vec<Job>) {
    let mut done = Vec::with_capacity(batch.len());
    let stored = async {
        let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
        let company = if batch.len() == 1 { Company::Alone } else { Company::Others };
        let mut is_done = false;
        for job in batch {
            let (tell, is) = job(&mut transaction, company).await;
            done.push(tell);
            is_done |= is;
        }
        if is_done { transaction.commit().await } else { transaction.rollback().await }
    };
    let stored = stored.await.map_err(AppError::from);
    for tell in done {
        tell(stored.clone());
    }
}
