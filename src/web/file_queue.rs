//! The queue before files that are read or converted: each takes a core and much memory, and is in memory while it waits.

use super::fair_queue::{FairQueue, Limits, Refused, Slot};
use crate::domain::{
    error::{AppError, Result},
    id::UserId,
};
use std::time::Duration;

/// Files that are worked on at once.
const RUNNING: usize = 2;
/// Files of one account that wait for their turn, while another one of it is worked on.
const WAITING_EACH_MAX: usize = 3;
/// Files of everybody that wait.
const WAITING_MAX: usize = 32;
/// Seconds after which to come again while other files are worked on.
pub const RETRY_AFTER_S: u32 = 10;

/// Who waits for a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// Somebody who asked for it, and can ask again.
    Person,
    /// An import, which would go on without it.
    Job,
}

/// A queue of files, in which accounts take turns. Cheap to clone.
#[derive(Debug, Clone)]
pub struct FileQueue(FairQueue<UserId>);

impl FileQueue {
    /// An empty queue, in which a person waits as long as `patience`.
    pub fn new(patience: Duration) -> Self {
        let (waiting, waiting_each) = (WAITING_MAX, WAITING_EACH_MAX);
        Self(FairQueue::new(Limits { running: RUNNING, running_each: 1, waiting, waiting_each, patience }))
    }

    /// Waits for the turn of a file.
    ///
    /// # Errors
    /// `TooManyRequests` while as many of the account wait as may, `Busy` while too many of everybody do; neither for a job.
    pub async fn turn(&self, user: UserId, waiting: Waiting) -> Result<Slot<UserId>> {
        let entered = match waiting {
            Waiting::Person => self.0.enter(user).await,
            Waiting::Job => self.0.enter_patiently(user).await,
        };
        entered.map_err(|refused| match refused {
            Refused::OwnLimit => AppError::TooManyRequests(RETRY_AFTER_S),
            Refused::Full => AppError::Busy(RETRY_AFTER_S),
        })
    }
}
