//! Something that is done after a while, unless it is taken back.

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::set_timeout_with_handle};
use std::time::Duration;

/// What is going to be done; dropping it takes it back.
pub struct Timer(Option<TimeoutHandle>);

impl Timer {
    /// Does something after a while.
    pub fn set(after: Duration, act: impl FnOnce() + 'static) -> Self {
        Self(set_timeout_with_handle(act, after).ok())
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(timer) = self.0.take() {
            timer.clear();
        }
    }
}
