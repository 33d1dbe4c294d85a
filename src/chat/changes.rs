//! Telling the pages of a person what has changed in their conversations, whichever page or program changed it.

use super::{Chat, model::ConversationEvent};
use crate::{auth::CurrentUser, auth::model::UserId, error::Result};
use axum::{
    extract::State,
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::stream;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::broadcast;

/// Changes that a slow page may lag behind before it is told to read everything again.
const BACKLOG: usize = 32;

/// Who is to be told. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Changes(Arc<Mutex<HashMap<UserId, broadcast::Sender<ConversationEvent>>>>);

impl Changes {
    /// Tells every page that `user` has open.
    pub(super) fn tell(&self, user: UserId, event: ConversationEvent) {
        let mut readers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // An error means that the last page was closed.
        if readers.get(&user).is_some_and(|pages| pages.send(event).is_err()) {
            readers.remove(&user);
        }
    }

    /// Whether anybody would be told.
    pub(super) fn has_readers(&self, user: UserId) -> bool {
        let readers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        readers.get(&user).is_some_and(|pages| pages.receiver_count() > 0)
    }

    fn subscribe(&self, user: UserId) -> broadcast::Receiver<ConversationEvent> {
        let mut readers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        readers.retain(|_, pages| pages.receiver_count() > 0);
        readers.entry(user).or_insert_with(|| broadcast::channel(BACKLOG).0).subscribe()
    }
}

/// `GET /events/conversations`: one [`ConversationEvent`] for each change, until the page is closed.
///
/// # Errors
/// `Unauthorized`.
pub async fn conversation_events(State(chat): State<Chat>, user: CurrentUser) -> Result<impl IntoResponse> {
    let changes = chat.changes().subscribe(user.id());
    let shutdown = chat.generations().shutdown_token();
    let events = stream::unfold((changes, shutdown), |(mut changes, shutdown)| async move {
        let event = match shutdown.run_until_cancelled(changes.recv()).await? {
            Ok(event) => event,
            Err(broadcast::error::RecvError::Lagged(_)) => ConversationEvent::Everything,
            Err(broadcast::error::RecvError::Closed) => return None,
        };
        Some((Event::default().json_data(&event), (changes, shutdown)))
    });
    Ok(([("x-accel-buffering", "no")], Sse::new(events).keep_alive(KeepAlive::default())))
}
