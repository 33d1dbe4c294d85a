//! `GET /events/replies/{id}`: a reply as it is written, for the pages.

use super::{Chat, model::MessageId, view::reply_text};
use crate::{
    auth::CurrentUser,
    domain::error::Result,
    generation::{
        Subscriber,
        model::{GenerationEvent, GenerationState, Status},
    },
    i18n::Language,
    markup::SafeHtml,
    web::render_queue::Reader,
};
use axum::{
    extract::{Path, State},
    response::{
        IntoResponse,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{Stream, StreamExt, stream};

/// Answers with everything so far and everything to come of one reply, one [`GenerationEvent`] an event; a reply that has
/// ended is given whole at once.
///
/// # Errors
/// `Unauthorized`; `NotFound` for a reply that is not theirs.
pub async fn reply_events(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
) -> Result<impl IntoResponse> {
    let id: MessageId = id.parse()?;
    let row = chat.get_row(user.id(), id).await?;
    let events = match chat.generations().read(id.uuid(), language.reply_labels()) {
        Some(reading) => live(reading).left_stream(),
        // It ended between the two lookups, or before: read again what is stored now.
        None => {
            let row = if row.state().status == Status::Generating { chat.get_row(user.id(), id).await? } else { row };
            let state = row.state();
            let (renderer, reader, bytes) = (chat.clone(), Reader::Account(user.id()), row.content.len());
            let (text, blocks) =
                chat.render_queue().run(reader, bytes, move || reply_text(&renderer, row, language)).await?;
            stored(text, blocks, state).right_stream()
        }
    };
    let shutdown = chat.generations().shutdown_token();
    // A browser whose stream ends without `Done` comes back by itself and then finds what was stored.
    let events = events.take_until(async move {
        shutdown.cancelled().await;
        tokio::time::sleep(SHUTDOWN_GRACE).await;
    });
    let events = events.map(|event| Event::default().json_data(&event));
    // Proxies must pass the words on as they come.
    Ok(([("x-accel-buffering", "no")], Sse::new(events).keep_alive(KeepAlive::default())))
}

/// Time for the last event of an interrupted reply to reach its readers when the server goes down.
const SHUTDOWN_GRACE: std::time::Duration = std::time::Duration::from_millis(500);

fn live(reading: Subscriber) -> impl Stream<Item = GenerationEvent> {
    stream::unfold(reading, |mut reading| async move {
        let event = reading.next().await?;
        Some((event.into(), reading))
    })
}

fn stored(text: String, blocks: Vec<SafeHtml>, state: GenerationState) -> impl Stream<Item = GenerationEvent> {
    stream::iter([
        GenerationEvent::Snapshot { blocks, open: SafeHtml::default(), text, waiting: None },
        GenerationEvent::Done { state },
    ])
}
