//! Work for the processor, off the threads that answer everybody.

use crate::domain::error::{AppError, Result};

/// Does `work` on a thread of its own. Once begun it goes on to its end, whoever still waits.
///
/// # Errors
/// `Internal` when it panics.
pub async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "work on a thread of its own ended early");
        AppError::Internal
    })
}
