//! The pace of a file that is sent: a large one keeps room from others while it comes.

use super::service::UploadError;
use axum::body::Bytes;
use futures::{Stream, StreamExt};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// What has come of a file beyond so many bytes must come at this pace, counted from there on.
const LARGE_BYTES: u64 = 16 * 1024 * 1024;
const PACE_BYTES_PER_S: u64 = 64 * 1024;
/// How long it may stand still.
const PACE_GRACE: Duration = Duration::from_secs(60);

/// How fast a file must come, once it is so large that others notice that it takes room.
#[derive(Default)]
pub(super) struct Pace {
    /// Bytes that have come.
    bytes: u64,
    /// When it was large.
    since: Option<Instant>,
}

impl Pace {
    /// What comes next.
    ///
    /// # Errors
    /// `CutOff` when nothing comes in time, or the sender is gone.
    pub(super) async fn next<E>(
        &mut self,
        body: &mut (impl Stream<Item = Result<Bytes, E>> + Unpin),
    ) -> Result<Option<Bytes>, UploadError> {
        let next = match self.since {
            None => body.next().await,
            Some(since) => {
                let patience = PACE_GRACE + Duration::from_secs((self.bytes - LARGE_BYTES) / PACE_BYTES_PER_S);
                timeout_at(since + patience, body.next()).await.map_err(|_| UploadError::CutOff)?
            }
        };
        let Some(bytes) = next.transpose().map_err(|_| UploadError::CutOff)? else { return Ok(None) };
        self.bytes += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.bytes > LARGE_BYTES {
            self.since.get_or_insert_with(Instant::now);
        }
        Ok(Some(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream;
    use tokio::time::sleep;

    /// Whether a file comes whole whose first bytes come at once, and then so many in each second.
    async fn is_taken(first: u64, then: usize, seconds: u64) -> bool {
        let first = stream::iter([Ok::<_, ()>(Bytes::from(vec![0; usize::try_from(first).unwrap()]))]);
        let then = stream::iter(0..seconds).then(|_| async move {
            sleep(Duration::from_secs(1)).await;
            Ok(Bytes::from(vec![0; then]))
        });
        let (mut body, mut pace) = (Box::pin(first.chain(then)), Pace::default());
        loop {
            match pace.next(&mut body).await {
                Ok(Some(_)) => {}
                Ok(None) => return true,
                Err(error) => return error != UploadError::CutOff,
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_large_file_may_not_stand_nearly_still() {
        assert!(!is_taken(LARGE_BYTES + 1, 1024, 3600).await);
        assert!(is_taken(LARGE_BYTES + 1, 64 * 1024, 3600).await);
        assert!(is_taken(LARGE_BYTES, 0, 3600).await, "a smaller one keeps nobody out");
        // What came faster before counts.
        assert!(is_taken(2 * LARGE_BYTES, 1024, 300).await);
    }
}
