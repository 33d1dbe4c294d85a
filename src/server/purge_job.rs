//! Removing for good what has been kept long enough, while the server runs.

use super::AppState;
use crate::{domain::error::Result, rest::idempotency};
use std::time::Duration;

/// Between two clean-ups: what is kept for a day or for 30 is kept a few hours longer at most.
const INTERVAL: Duration = Duration::from_secs(4 * 60 * 60);

impl AppState {
    /// Removes for good what was deleted longer ago than it can be brought back, and forgets what programs asked long ago.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn purge(&self) -> Result<()> {
        self.chat.purge().await?;
        self.documents.purge().await?;
        self.sharing.clean_up().await?;
        self.attachments.clean_up().await?;
        self.auth.audit().prune().await?;
        idempotency::delete_expired(&self.db).await
    }

    /// Does so every few hours, until the server goes down. It was done once already, when the state was made.
    pub(super) fn start_cleaning_up(&self) {
        let state = self.clone();
        let ending = self.running.generations.shutdown_token();
        tokio::spawn(ending.run_until_cancelled_owned(async move {
            loop {
                tokio::time::sleep(INTERVAL).await;
                if let Err(error) = state.purge().await {
                    tracing::warn!(%error, "what was deleted long ago could not be removed");
                }
            }
        }));
    }
}
