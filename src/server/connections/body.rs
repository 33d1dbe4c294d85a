//! The bodies of a request and of its answer: the first must come at a certain pace, and both say when they end.

use super::{
    ConnectionLimits,
    table::{Connection, Phase},
};
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use std::{
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, Wake, Waker, ready},
    time::Duration,
};
use tokio::time::{Instant, Sleep};

/// A body that did not come as fast as it must.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
struct TooSlow;

/// The body of a request. The time in which nobody asks for more of it does not count, nor that in which nobody takes what
/// has come.
pub(super) struct RequestBody<B = Incoming> {
    body: B,
    connection: Arc<Connection>,
    pace: Pace,
    waiting: Option<Waiting>,
}

/// More of a body is waited for.
struct Waiting {
    since: Instant,
    deadline: Pin<Box<Sleep>>,
    arrival: Arc<Arrival>,
}

/// Wakes whoever waits for more of a body, and notes when there was more.
struct Arrival {
    at: OnceLock<Instant>,
    waker: Waker,
}

impl Wake for Arrival {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.at.get_or_init(Instant::now);
        self.waker.wake_by_ref();
    }
}

impl<B: HttpBody> RequestBody<B> {
    pub(super) fn new(body: B, connection: Arc<Connection>, limits: ConnectionLimits) -> Self {
        connection.enter(if body.is_end_stream() { Phase::Answering } else { Phase::Receiving });
        Self { body, connection, pace: Pace::new(&limits), waiting: None }
    }
}

impl<B> HttpBody for RequestBody<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<axum::BoxError>,
{
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = self.get_mut();
        let arrival = Arc::new(Arrival { at: OnceLock::new(), waker: cx.waker().clone() });
        let waker = Waker::from(Arc::clone(&arrival));
        let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(&mut Context::from_waker(&waker)) else {
            let waiting = match &mut this.waiting {
                Some(waiting) => {
                    waiting.arrival = arrival;
                    waiting
                }
                none => {
                    let since = Instant::now();
                    let deadline = Box::pin(tokio::time::sleep_until(since + this.pace.left));
                    none.insert(Waiting { since, deadline, arrival })
                }
            };
            ready!(waiting.deadline.as_mut().poll(cx));
            this.connection.note_too_slow();
            return Poll::Ready(Some(Err(TooSlow.into())));
        };
        let waited = this.waiting.take().map_or(Duration::ZERO, |Waiting { since, arrival, .. }| {
            arrival.at.get().copied().unwrap_or_else(Instant::now).saturating_duration_since(since)
        });
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

impl<B> Drop for RequestBody<B> {
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
    use crate::server::connections::table::Table;
    use futures::{FutureExt, channel::mpsc};
    use std::future::poll_fn;

    /// Ten seconds' worth.
    const PIECE: &[u8] = &[b'x'; 10 * 1024];

    type Pieces = mpsc::UnboundedSender<Result<&'static [u8], axum::Error>>;

    /// A body that comes as it is sent.
    fn body() -> (Pieces, RequestBody<Body>) {
        let (pieces, coming) = mpsc::unbounded();
        let limits = ConnectionLimits::default();
        let connection = Table::new(limits).admit([192, 0, 2, 1].into()).unwrap().connection();
        (pieces, RequestBody::new(Body::from_stream(coming), connection, limits))
    }

    async fn next(body: &mut RequestBody<Body>) -> Result<Bytes, axum::BoxError> {
        let frame = poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await.unwrap();
        Ok(frame?.into_data().unwrap())
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_comes_slowly_and_steadily_is_taken_and_one_that_stands_still_is_not() {
        let (pieces, mut body) = body();
        let sender = pieces.clone();
        let sending = tokio::spawn(async move {
            for _ in 0..10 {
                tokio::time::sleep(Duration::from_secs(10)).await;
                sender.unbounded_send(Ok(PIECE)).unwrap();
            }
        });
        for _ in 0..10 {
            assert_eq!(next(&mut body).await.unwrap(), PIECE);
        }
        sending.await.unwrap();
        assert!(next(&mut body).await.unwrap_err().is::<TooSlow>());
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_that_the_handler_takes_for_itself_is_not_counted() {
        let (pieces, mut body) = body();
        for _ in 0..3 {
            assert!(next(&mut body).now_or_never().is_none());
            tokio::time::advance(Duration::from_secs(1)).await;
            pieces.unbounded_send(Ok(b"x")).unwrap();
            // As long as a slow disk takes.
            tokio::time::advance(Duration::from_secs(40)).await;
            assert_eq!(next(&mut body).await.unwrap(), "x");
        }
        assert!(next(&mut body).now_or_never().is_none());
        tokio::time::advance(Duration::from_secs(26)).await;
        pieces.unbounded_send(Ok(b"x")).unwrap();
        assert_eq!(next(&mut body).await.unwrap(), "x", "three seconds of thirty were used");
    }

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
