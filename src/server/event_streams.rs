//! How many streams of events may be open with one credential: each is a connection and a task for as long as its reader
//! likes. Those of a program are no reason to end those of a person, nor the other way round.

use crate::{
    auth::{Caller, CallerSlot, Credential},
    domain::error::{AppError, Result},
    rest::{is_event_stream, wants_events},
};
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderValue, Response, header},
    middleware::Next,
    response::IntoResponse,
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
/// When a program that has too many is to ask again, in seconds.
const RETRY_AFTER_S: u32 = 10;
/// The routes that answer with a stream without being asked for one by `Accept`.
const ANSWERS: [&str; 2] = ["/events/temporary", "/v1/chat/completions"];

/// What a watcher is told first: a browser keeps the pause that it was told last, also from a stream before.
const RETRY: &str = "retry: 3000\n\n";
/// What a watcher is told that makes room for another. A browser connects again after each end; without this, the pages
/// of somebody who has too many would push each other out without end.
const RETRY_MUCH_LATER: &str = "retry: 600000\n\n";

/// The open streams of each credential. Cheap to clone.
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
    credential: Credential,
    is_watching: bool,
}

impl EventStreams {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one more. When there are too many, the oldest page that watches ends: it is one that nobody looks at. A program
    /// is told that it has too many, and an answer is not cut for another one.
    fn open(&self, Caller { credential, is_bearer }: Caller, is_watching: bool) -> Result<Open> {
        let kind = Kind { credential, is_watching };
        let most = if is_watching { WATCHING_MAX } else { ANSWERING_MAX };
        let (mut inner, ending) = (self.inner(), CancellationToken::new());
        let id = inner.next;
        inner.next += 1;
        let open = inner.open.entry(kind).or_default();
        if open.len() >= most {
            if is_bearer || !is_watching {
                return Err(AppError::TooManyRequests(RETRY_AFTER_S));
            }
            if let Some((_, oldest)) = open.pop_front() {
                oldest.cancel();
            }
        }
        open.push_back((id, ending.clone()));
        drop(inner);
        Ok(Open { streams: self.clone(), kind, id, ending })
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

/// Bounds the streams of every route. One that is an answer has its place before a model is asked for it.
pub(super) async fn bound(State(streams): State<EventStreams>, mut request: Request, next: Next) -> Response<Body> {
    let is_watching = request.method().is_safe();
    let is_answer = !is_watching && (wants_events(request.headers()) || ANSWERS.contains(&request.uri().path()));
    let place = Arc::new(Mutex::new(None));
    let slot = {
        let (streams, place) = (streams.clone(), Arc::clone(&place));
        CallerSlot::new(move |caller| {
            if is_answer {
                *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(streams.open(caller, false)?);
            }
            Ok(())
        })
    };
    request.extensions_mut().insert(slot.clone());
    let response = next.run(request).await;
    let place = place.lock().unwrap_or_else(PoisonError::into_inner).take();
    let is_stream = is_event_stream(response.headers());
    let Some(caller) = slot.get().filter(|_| is_stream) else { return response };
    match place.map_or_else(|| streams.open(caller, is_watching), Ok) {
        Ok(open) => {
            let mut response = response.map(|body| bounded(body, open));
            if is_watching {
                // Whoever is not to watch any longer has no connection left either.
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            response
        }
        Err(error) => {
            // What else was said of the answer, as to pages of other origins, holds for the refusal.
            let mut refusal = error.into_response();
            for (name, value) in response.headers() {
                refusal.headers_mut().entry(name).or_insert_with(|| value.clone());
            }
            refusal
        }
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
