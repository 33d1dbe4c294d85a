//! Limits how often one key (an address, a person) may do something, in memory.

use crate::error::{AppError, Result};
use governor::{DefaultKeyedRateLimiter, Quota, clock::Clock, clock::DefaultClock};
use std::{hash::Hash, num::NonZeroU32, sync::Arc};

/// A rate limit for keys of type `K` (generic cell rate algorithm). Cheap to clone.
#[derive(Clone)]
pub struct RateLimit<K: Hash + Eq + Clone + Send + Sync + 'static>(Arc<DefaultKeyedRateLimiter<K>>);

/// Above this many remembered keys the ones that are back at full quota are forgotten, so that memory stays bounded.
const SWEEP_ABOVE_KEYS: usize = 4096;

impl<K: Hash + Eq + Clone + Send + Sync + 'static> RateLimit<K> {
    /// Allows `count` in a burst, and `count` a minute in the long run.
    pub fn per_minute(count: NonZeroU32) -> Self {
        Self(Arc::new(DefaultKeyedRateLimiter::keyed(Quota::per_minute(count))))
    }

    /// Takes one from the key's quota.
    ///
    /// # Errors
    /// `TooManyRequests` with the seconds to wait when the quota is used up.
    pub fn check(&self, key: &K) -> Result<()> {
        if self.0.len() > SWEEP_ABOVE_KEYS {
            self.0.retain_recent();
        }
        self.0.check_key(key).map_err(|not_until| {
            let wait = not_until.wait_time_from(DefaultClock::default().now());
            AppError::TooManyRequests(u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX))
        })
    }
}
