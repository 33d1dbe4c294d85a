//! How many streams of events one account may hold open: each is a connection and a task for as long as its reader likes.

use crate::auth::{Caller, model::UserId};
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, Response, header},
    middleware::Next,
};
use futures::{StreamExt, stream};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio_util::sync::CancellationToken;

/// Streams that only watch: pages that are open, and programs that follow an answer. A browser opens six at most.
const WATCHING_MAX: usize = 20;
/// Streams that are the answer to a question themselves. How often one asks is limited elsewhere.
const ANSWERING_MAX: usize = 128;

/// What a watcher is told first: a browser keeps the pause that it was told last, also from a stream before.
const RETRY: &str = "retry: 3000\n\n";
/// What a watcher is told that makes room for another. A browser connects again after each end; without this, the pages
/// of somebody who has too many would push each other out without end.
const RETRY_MUCH_LATER: &str = "retry: 600000\n\n";

/// The open streams of each account. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct EventStreams(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    next: u64,
    open: HashMap<Kind, VecDeque<(u64, CancellationToken)>>,
}

/// Streams that are counted together.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Kind {
    user: UserId,
    is_watching: bool,
}

impl EventStreams {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one more; when there are too many the oldest ends.
    fn open(&self, kind: Kind) -> Open {
        let most = if kind.is_watching { WATCHING_MAX } else { ANSWERING_MAX };
        let (mut inner, ending) = (self.inner(), CancellationToken::new());
        let id = inner.next;
        inner.next += 1;
        let open = inner.open.entry(kind).or_default();
        open.push_back((id, ending.clone()));
        if open.len() > most
            && let Some((_, oldest)) = open.pop_front()
        {
            oldest.cancel();
        }
        Open { streams: self.clone(), kind, id, ending }
    }
}

/// One open stream, counted until it is dropped.
struct Open {
    streams: EventStreams,
    kind: Kind,
    id: u64,
    ending: CancellationToken,
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut inner = self.streams.inner();
        if let Some(open) = inner.open.get_mut(&self.kind) {
            open.retain(|(id, _)| *id != self.id);
            if open.is_empty() {
                inner.open.remove(&self.kind);
            }
        }
    }
}

/// Ends the oldest stream of an account that opens too many, whichever route they are from.
pub(super) async fn bound(State(streams): State<EventStreams>, mut request: Request, next: Next) -> Response<Body> {
    let caller = Caller::default();
    request.extensions_mut().insert(caller.clone());
    let is_watching = request.method() == Method::GET;
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_stream = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"));
    match caller.get().filter(|_| is_stream) {
        Some(user) => {
            let open = streams.open(Kind { user, is_watching });
            let mut response = response.map(|body| bounded(body, open));
            if is_watching {
                // Whoever is not to watch any longer has no connection left either.
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            response
        }
        None => response,
    }
}

/// The body of a stream, which ends when it makes room for another.
fn bounded(body: Body, open: Open) -> Body {
    let piece = |text: &'static str| Ok::<_, axum::Error>(Bytes::from_static(text.as_bytes()));
    let is_watching = open.kind.is_watching;
    let first = stream::iter(is_watching.then(|| piece(RETRY)));
    let events = body.into_data_stream().take_until(open.ending.clone().cancelled_owned());
    let last = stream::once(async move {
        let is_pushed_out = open.ending.is_cancelled();
        drop(open);
        (is_watching && is_pushed_out).then(|| piece(RETRY_MUCH_LATER))
    });
    Body::from_stream(first.chain(events).chain(last.filter_map(std::future::ready)))
}
