//! Limits how often one key (an address, a person) may do something, in memory.

use crate::domain::error::{AppError, Result};
use governor::{
    Quota, RateLimiter, clock::Clock, clock::DefaultClock, middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};
use std::{cell::Cell, future::Future, hash::Hash, num::NonZeroU32, sync::Arc};

type Limiter<K> = RateLimiter<K, DefaultKeyedStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// A rate limit for keys of type `K` (generic cell rate algorithm). Cheap to clone.
#[derive(Clone)]
pub struct RateLimit<K: Hash + Eq + Clone + Send + Sync + 'static> {
    name: &'static str,
    per_minute: u32,
    limiter: Arc<Limiter<K>>,
}

/// Above this many remembered keys the ones that are back at full quota are forgotten, so that memory stays bounded.
const SWEEP_ABOVE_KEYS: usize = 4096;

/// What a limit leaves to whoever was just counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Which limit.
    pub name: &'static str,
    /// How much it allows in a minute.
    pub per_minute: u32,
    /// How much of that is left.
    pub remaining: u32,
    /// Seconds until all of it is back.
    pub reset_s: u32,
}

tokio::task_local! {
    /// What the request that is being answered has met, for its headers. A hidden way, since the limits are met deep
    /// within what answers it, and mean nothing to what is between.
    static LEFT: Cell<Option<Left>>;
}

/// Does `work`, and gives what the tightest of the limits that it met has left.
pub async fn observe<F: Future>(work: F) -> (F::Output, Option<Left>) {
    LEFT.scope(Cell::new(None), async {
        let output = work.await;
        (output, LEFT.with(Cell::get))
    })
    .await
}

/// Tells whoever observes what was left elsewhere, in another task.
pub fn tell(left: Left) {
    // Nobody observes outside of a request.
    let _ = LEFT.try_with(|told| {
        let is_tighter = told.get().is_none_or(|before| left.remaining < before.remaining);
        if is_tighter {
            told.set(Some(left));
        }
    });
}

impl<K: Hash + Eq + Clone + Send + Sync + 'static> RateLimit<K> {
    /// Allows `count` in a burst, and `count` a minute in the long run; `name` is told with what is left.
    pub fn per_minute(name: &'static str, count: NonZeroU32) -> Self {
        let limiter = RateLimiter::keyed(Quota::per_minute(count)).with_middleware();
        Self { name, per_minute: count.get(), limiter: Arc::new(limiter) }
    }

    /// Takes one from the key's quota.
    ///
    /// # Errors
    /// `TooManyRequests` with the seconds to wait when the quota is used up.
    pub fn check(&self, key: &K) -> Result<()> {
        let (left, checked) = self.take(key);
        tell(left);
        checked
    }

    /// The same for a limit that nobody should come near: answers say nothing of it until it is met.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn check_unannounced(&self, key: &K) -> Result<()> {
        let (left, checked) = self.take(key);
        if checked.is_err() {
            tell(left);
        }
        checked
    }

    fn take(&self, key: &K) -> (Left, Result<()>) {
        if self.limiter.len() > SWEEP_ABOVE_KEYS {
            self.limiter.retain_recent();
        }
        let checked = self.limiter.check_key(key);
        let remaining = checked.as_ref().map_or(0, |state| state.remaining_burst_capacity());
        let reset_s = (self.per_minute.saturating_sub(remaining) * 60).div_ceil(self.per_minute);
        let left = Left { name: self.name, per_minute: self.per_minute, remaining, reset_s };
        let checked = checked.map(drop).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            AppError::TooManyRequests(u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX))
        });
        (left, checked)
    }
}
