//! The bodies of a request and of its answer: the first must come at a certain pace, and both say when they end.

use super::{
    ConnectionLimits,
    table::{Connection, Phase},
};
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::time::{Instant, Sleep};

/// A body that did not come as fast as it must.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
struct TooSlow;

/// The body of a request. The time in which nobody asks for more of it does not count.
pub(super) struct RequestBody {
    body: Incoming,
    connection: Arc<Connection>,
    pace: Pace,
    /// While more is waited for: since when, and until when.
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl RequestBody {
    pub(super) fn new(body: Incoming, connection: Arc<Connection>, limits: ConnectionLimits) -> Self {
        connection.enter(if body.is_end_stream() { Phase::Answering } else { Phase::Receiving });
        Self { body, connection, pace: Pace::new(&limits), waiting: None }
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = self.get_mut();
        let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) else {
            let left = this.pace.left;
            let (_, deadline) = this.waiting.get_or_insert_with(|| {
                let now = Instant::now();
                (now, Box::pin(tokio::time::sleep_until(now + left)))
            });
            ready!(deadline.as_mut().poll(cx));
            this.connection.note_too_slow();
            return Poll::Ready(Some(Err(TooSlow.into())));
        };
        let waited = this.waiting.take().map_or(Duration::ZERO, |(since, _)| since.elapsed());
        let bytes = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref()).map_or(0, Bytes::len);
        this.pace.note(waited, bytes);
        if frame.is_none() || this.body.is_end_stream() {
            this.connection.leave(Phase::Receiving, Phase::Answering);
        }
        Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        self.connection.leave(Phase::Receiving, Phase::Answering);
    }
}

/// How long a body may still be waited for: what comes adds to it, what is waited takes from it.
struct Pace {
    left: Duration,
    most: Duration,
    bytes_per_s: u32,
}

impl Pace {
    fn new(limits: &ConnectionLimits) -> Self {
        Self { left: limits.body, most: limits.body, bytes_per_s: limits.body_bytes_per_s.max(1) }
    }

    fn note(&mut self, waited: Duration, bytes: usize) {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let earned = Duration::from_secs(1) * bytes / self.bytes_per_s;
        self.left = (self.left + earned).saturating_sub(waited).min(self.most);
    }
}

/// The body of an answer; with its end nothing is left to do but to send it.
pub(super) struct ResponseBody {
    body: Body,
    connection: Arc<Connection>,
}

impl ResponseBody {
    pub(super) fn new(body: Body, connection: Arc<Connection>) -> Self {
        Self { body, connection }
    }
}

impl HttpBody for ResponseBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for ResponseBody {
    fn drop(&mut self) {
        self.connection.enter(Phase::Sending);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kilobyte_a_second_goes_on_for_ever_and_half_of_it_for_a_minute() {
        let mut pace = Pace::new(&ConnectionLimits::default());
        for _ in 0..10_000 {
            pace.note(Duration::from_secs(10), 10 * 1024);
        }
        assert_eq!(pace.left, Duration::from_secs(30));
        let seconds = (1..).find(|_| {
            pace.note(Duration::from_secs(1), 512);
            pace.left.is_zero()
        });
        assert_eq!(seconds, Some(60));
    }
}
