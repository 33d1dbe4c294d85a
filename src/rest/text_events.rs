//! A text as a stream of events for programs: `delta` events with the position behind them as their id, then one `done`
//! or `error`. The position is the number of bytes of the text, so that it means the same whether the text is being
//! written, has ended, or was written by a process that is gone.

use crate::{
    domain::error::{Result, ValidationError},
    generation::{TextEvent, TextSubscriber, model::GenerationState},
    i18n::Language,
};
use axum::{
    http::HeaderMap,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{Stream, StreamExt, stream};
use serde::Serialize;

/// The last byte that a reader can name: 4 GB, more than any text has.
const POSITION_MAX: usize = u32::MAX as usize;

/// The answer that carries such events.
pub fn respond(events: impl Stream<Item = Event> + Send + 'static) -> Response {
    // Proxies must pass the words on as they come.
    let events = Sse::new(events.map(Ok::<_, std::convert::Infallible>)).keep_alive(KeepAlive::default());
    ([("x-accel-buffering", "no")], events).into_response()
}

/// Events of a text that has ended, from a byte on.
///
/// # Errors
/// `EventUnknown` where no character begins.
pub fn from_stored(
    text: &str,
    from: usize,
    state: &GenerationState,
    language: Language,
) -> Result<impl Stream<Item = Event> + use<>> {
    // What a kill -9 took was never stored: a reader may have more than there is.
    let rest = if from > text.len() { "" } else { text.get(from..).ok_or(ValidationError::EventUnknown)? };
    let rest = (!rest.is_empty()).then(|| delta(text.len(), rest));
    Ok(stream::iter(rest.into_iter().chain([end(state, language)])))
}

/// Events of a text that is being written; `reading` began at byte `from`.
pub fn from_running(
    reading: TextSubscriber,
    from: usize,
    language: Language,
) -> impl Stream<Item = Event> + Send + 'static {
    stream::unfold(Some((reading, from)), move |reading| async move {
        let (mut reading, position) = reading?;
        match reading.next().await {
            TextEvent::Added(text) => {
                let position = position + text.len();
                Some((delta(position, &text), Some((reading, position))))
            }
            TextEvent::End(outcome) => Some((end(&(&outcome).into(), language), None)),
        }
    })
}

/// The byte that a reader has come to, by `Last-Event-ID`; 0 without it.
///
/// # Errors
/// `EventUnknown` for what is no number.
pub fn last_seen(headers: &HeaderMap) -> Result<usize> {
    match headers.get("last-event-id") {
        None => Ok(0),
        Some(seen) => {
            let position = seen.to_str().ok().and_then(|seen| seen.parse().ok());
            Ok(position.filter(|position| *position <= POSITION_MAX).ok_or(ValidationError::EventUnknown)?)
        }
    }
}

/// One event.
pub fn event(name: &str, data: &impl Serialize) -> Event {
    // What is told are plain records: there is nothing in them that JSON could not say.
    Event::default().event(name).json_data(data).unwrap_or_default()
}

fn delta(position: usize, text: &str) -> Event {
    #[derive(Serialize)]
    struct Delta<'a> {
        text: &'a str,
    }
    event("delta", &Delta { text }).id(position.to_string())
}

fn end(state: &GenerationState, language: Language) -> Event {
    match state.fault {
        Some(fault) => {
            let message = language.texts().provider_fault(fault);
            event("error", &serde_json::json!({ "code": fault.as_str(), "message": message }))
        }
        None => event("done", &serde_json::json!({ "status": state.status, "usage": state.usage })),
    }
}
