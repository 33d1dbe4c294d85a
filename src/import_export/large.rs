//! One large element at a time, whoever imports it: each is in memory whole, and a few times over while it is understood.

use std::sync::{Condvar, Mutex, PoisonError};

/// Elements of fewer bytes need no turn.
pub(super) const LARGE_BYTES: usize = 1024 * 1024;

static IS_TAKEN: Mutex<bool> = Mutex::new(false);
static RETURNED: Condvar = Condvar::new();

/// The right to have a large element in memory, until it is dropped.
#[derive(Debug)]
pub(super) struct Turn(());

impl Turn {
    /// Waits for it. To be called on a thread of its own: whoever has it stores what it read meanwhile.
    pub(super) fn wait() -> Self {
        let taken = IS_TAKEN.lock().unwrap_or_else(PoisonError::into_inner);
        *RETURNED.wait_while(taken, |is_taken| *is_taken).unwrap_or_else(PoisonError::into_inner) = true;
        Self(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *IS_TAKEN.lock().unwrap_or_else(PoisonError::into_inner) = false;
        RETURNED.notify_one();
    }
}
