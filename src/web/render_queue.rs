//! Rendering of stored and foreign Markdown: what is long is rendered off the threads that answer everybody, a few at once, in
//! turns.

use super::{
    blocking,
    fair_queue::{FairQueue, Limits, Slot},
    network::Network,
};
use crate::domain::{
    error::{AppError, Result},
    id::UserId,
};
use std::{
    num::NonZeroUsize,
    panic::{AssertUnwindSafe, catch_unwind},
    thread::available_parallelism,
    time::Duration,
};
use uuid::Uuid;

/// Pieces of work that wait, of everybody and of one reader. A page of a browser that looks ahead asks for some at once.
const WAITING_MAX: usize = 128;
const WAITING_EACH_MAX: usize = 32;
/// Whoever has waited longer is told to come again: a browser would have given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// Seconds after which to come again.
const RETRY_AFTER_S: u32 = 2;
/// Bytes of Markdown that are rendered within a few milliseconds: handing them to another thread is not worth it.
pub const QUICK_BYTES: usize = 8 * 1024;

/// Bytes of Markdown that are rendered in one turn, when there are many texts: some tens of milliseconds.
const TURN_BYTES: usize = 64 * 1024;

/// For whom something is rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Somebody who is logged in.
    Account(UserId),
    /// A visitor, by where they come from.
    Visitor(Network),
    /// Those who watch a reply.
    Reply(Uuid),
}

/// What renders. Cheap to clone.
#[derive(Debug, Clone)]
pub struct RenderQueue(FairQueue<Reader>);

/// A turn to render something.
#[derive(Debug)]
pub struct Turn {
    _slot: Slot<Reader>,
}

impl Default for RenderQueue {
    /// One core stays free for everything else, where there is more than one.
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, NonZeroUsize::get);
        let running = cores.saturating_sub(1).max(1);
        let (waiting, waiting_each) = (WAITING_MAX, WAITING_EACH_MAX);
        Self(FairQueue::new(Limits { running, running_each: running, waiting, waiting_each, patience: PATIENCE }))
    }
}

impl RenderQueue {
    /// Waits for a turn.
    ///
    /// # Errors
    /// `Busy` when too many wait, or it took too long.
    pub async fn turn(&self, reader: Reader) -> Result<Turn> {
        self.0.enter(reader).await.map(|slot| Turn { _slot: slot }).map_err(|_| AppError::Busy(RETRY_AFTER_S))
    }

    /// Does `work`, which reads so many bytes of Markdown: at once when they are few, else on a thread of its own when it is
    /// its turn.
    ///
    /// # Errors
    /// `Busy` when too many wait, or it took too long; `Internal` when `work` panics.
    pub async fn run<T: Send + 'static>(
        &self,
        reader: Reader,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        when_due(bytes, self.turn(reader), work).await
    }

    /// As [`Self::run`], with what is loaded only when it is its turn: of that which waits, nothing is in memory.
    ///
    /// # Errors
    /// As [`Self::run`], and what `load` gives.
    pub async fn run_with<L: Send + 'static, T: Send + 'static>(
        &self,
        reader: Reader,
        bytes: usize,
        load: impl Future<Output = Result<L>>,
        work: impl FnOnce(L) -> T + Send + 'static,
    ) -> Result<T> {
        let turn = if bytes > QUICK_BYTES { Some(self.turn(reader).await?) } else { None };
        let loaded = load.await?;
        match turn {
            Some(turn) => turn.run(move || work(loaded)).await,
            None => at_once(|| work(loaded)),
        }
    }

    /// As [`Self::run`], for what a model has written, which cannot be asked for again: it waits as long as it takes.
    ///
    /// # Errors
    /// `Internal` when `work` panics.
    pub async fn run_patiently<T: Send + 'static>(
        &self,
        reader: Reader,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let turn = async {
            let slot = self.0.enter_patiently(reader).await.map_err(|_| AppError::Busy(RETRY_AFTER_S))?;
            Ok(Turn { _slot: slot })
        };
        when_due(bytes, turn, work).await
    }

    /// How many wait for a turn.
    pub fn waiting(&self) -> usize {
        self.0.waiting()
    }

    /// Does `work` with each of `items`, a few in a turn: whoever has many large ones is no more than one of those who
    /// take turns. `size` is in bytes.
    ///
    /// # Errors
    /// `Busy` when too many wait, or it took too long; `Internal` when `work` panics.
    pub async fn each<T: Send + 'static, D: Send + 'static>(
        &self,
        reader: Reader,
        items: impl IntoIterator<Item = T>,
        size: impl Fn(&T) -> usize,
        work: impl Fn(T) -> D + Clone + Send + 'static,
    ) -> Result<Vec<D>> {
        let (mut items, mut done) = (items.into_iter().peekable(), Vec::new());
        while items.peek().is_some() {
            let (mut some, mut bytes) = (Vec::new(), 0);
            while let Some(item) = items.next_if(|item| bytes == 0 || bytes + size(item) <= TURN_BYTES) {
                bytes += size(&item).max(1);
                some.push(item);
            }
            let work = work.clone();
            done.extend(self.run(reader, bytes, move || some.into_iter().map(work).collect::<Vec<_>>()).await?);
        }
        Ok(done)
    }
}

/// Does `work`, which reads so many bytes: at once when they are few, on the thread that asks for it, else in its `turn`.
async fn when_due<T: Send + 'static>(
    bytes: usize,
    turn: impl Future<Output = Result<Turn>>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    if bytes > QUICK_BYTES {
        return turn.await?.run(work).await;
    }
    at_once(work)
}

/// Does `work` on the thread that asks for it.
fn at_once<T>(work: impl FnOnce() -> T) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| AppError::Internal)
}

impl Turn {
    /// Does `work` on a thread of its own. The turn goes along: it goes on to its end, whoever still waits.
    ///
    /// # Errors
    /// `Internal` when it panics.
    pub async fn run<T: Send + 'static>(self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        blocking::run(move || {
            let done = work();
            drop(self);
            done
        })
        .await
    }
}
