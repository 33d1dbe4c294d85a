//! Telling the pages of a person what has changed in their conversations, whichever page or program changed it.

use super::{Chat, model::ConversationEvent};
use crate::{
    auth::CurrentUser,
    domain::{error::Result, id::UserId, time},
};
use axum::{
    extract::{Query, State},
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{StreamExt, stream};
use serde::Deserialize;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::broadcast;

/// Changes that a slow page may lag behind before it is told to read everything again.
const BACKLOG: usize = 32;

/// Who is to be told, and since when there has been something to tell. Cheap to clone.
#[derive(Clone)]
pub(super) struct Notifier(Arc<Mutex<Inner>>);

struct Inner {
    readers: HashMap<UserId, broadcast::Sender<ConversationEvent>>,
    /// When something of an account changed last; before that, since this server began, nothing has.
    last: HashMap<UserId, Revision>,
    began: Revision,
    now: Revision,
}

/// Counts the changes of all accounts, also over restarts: a server begins to count at the time at which it starts, in
/// microseconds, and makes fewer changes than one in each.
pub type Revision = i64;

impl Notifier {
    pub(super) fn new() -> Self {
        let began = time::now_ms().saturating_mul(1_000);
        Self(Arc::new(Mutex::new(Inner { readers: HashMap::new(), last: HashMap::new(), began, now: began })))
    }

    /// What a page that is made now has seen.
    pub(super) fn now(&self) -> Revision {
        self.inner().now
    }

    /// Remembers that something of `user` has changed. Says whether there is a page to be told.
    pub(super) fn note(&self, user: UserId) -> bool {
        let mut inner = self.inner();
        inner.note(user);
        inner.readers.get(&user).is_some_and(|pages| pages.receiver_count() > 0)
    }

    /// Tells every page that `user` has open.
    pub(super) fn tell(&self, user: UserId, event: ConversationEvent) {
        let mut inner = self.inner();
        inner.note(user);
        // An error means that the last page was closed.
        if inner.readers.get(&user).is_some_and(|pages| pages.send(event).is_err()) {
            inner.readers.remove(&user);
        }
    }

    /// What will happen, and whether something has happened since a page was made.
    fn subscribe(&self, user: UserId, since: Option<Revision>) -> (broadcast::Receiver<ConversationEvent>, bool) {
        let mut inner = self.inner();
        let last = inner.last.get(&user).copied().unwrap_or(inner.began);
        inner.readers.retain(|_, pages| pages.receiver_count() > 0);
        let changes = inner.readers.entry(user).or_insert_with(|| broadcast::channel(BACKLOG).0).subscribe();
        (changes, since.is_some_and(|since| since < last))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn note(&mut self, user: UserId) {
        self.now += 1;
        self.last.insert(user, self.now);
    }
}

/// What a page that connects says of itself.
#[derive(Deserialize)]
pub struct Seen {
    /// What it has seen ([`Notifier::now`]): without it the page is told only what will happen.
    since: Option<Revision>,
}

/// `GET /events/conversations`: one [`ConversationEvent`] for each change, until the page is closed. A page
/// that says `?since=` is told first that something has happened since then: between its making and its connecting, or
/// while its connection was lost.
///
/// # Errors
/// `Unauthorized`.
pub async fn conversation_events(
    State(chat): State<Chat>,
    Query(Seen { since }): Query<Seen>,
    user: CurrentUser,
) -> Result<impl IntoResponse> {
    let (changes, has_changed) = chat.notifier().subscribe(user.id(), since);
    let missed = stream::iter(has_changed.then_some(ConversationEvent::Everything));
    let shutdown = chat.generations().shutdown_token();
    let events = stream::unfold((changes, shutdown), |(mut changes, shutdown)| async move {
        let event = match shutdown.run_until_cancelled(changes.recv()).await? {
            Ok(event) => event,
            Err(broadcast::error::RecvError::Lagged(_)) => ConversationEvent::Everything,
            Err(broadcast::error::RecvError::Closed) => return None,
        };
        Some((event, (changes, shutdown)))
    });
    let events = missed.chain(events).map(|event| Event::default().json_data(&event));
    Ok(([("x-accel-buffering", "no")], Sse::new(events).keep_alive(KeepAlive::default())))
}
