//! Replies as they are written: streams of text that can be resumed at any byte.

use super::Turn;
use crate::{
    auth::CurrentUser,
    chat::{Chat, model::MessageId, store::MessageRow},
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
    },
    i18n::Language,
    rest::{Created, Json, SseEvent, text_events, wants_events},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{Response, sse::Event},
};
use futures::{Stream, StreamExt, stream};

/// Watch an answer.
///
/// Its text from the beginning, or from the byte that `Last-Event-ID` names, to its end: `delta` events, then one `done`
/// or `error`.
#[utoipa::path(
    get,
    path = "/messages/{id}/events",
    params(("Last-Event-ID" = Option<u64>, Header, minimum = 0, maximum = 4_294_967_295_i64, description = "The `id` of the last event that was seen.", example = 5)),
    responses((status = 200, description = "The answer as it is written.", content_type = "text/event-stream", body = SseEvent)),
)]
pub async fn message_events(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let (id, from) = (id.parse()?, text_events::last_seen(&headers)?);
    Ok(text_events::respond(text_events(chat, user.id(), id, from, language).await?))
}

/// A reply that was asked for: both messages as JSON or followed by its text.
pub(super) async fn respond(
    chat: Chat,
    user: UserId,
    mut created: Created<MessageId, Option<[MessageRow; 2]>>,
    headers: &HeaderMap,
    language: Language,
) -> Result<Response> {
    let reply = created.id;
    // Before the row is read, so that nothing is missed in between.
    let reading = chat.generations().read_text(reply.uuid(), 0).flatten();
    let [question, row] = match created.now.as_mut().and_then(Option::take) {
        Some(stored) => stored,
        None => {
            let row = chat.get_row(user, reply).await?;
            [chat.get_row(user, row.parent_id.ok_or(AppError::NotFound)?).await?, row]
        }
    };
    let turn = Turn { user_message: question.into(), assistant_message: row.into() };
    if !wants_events(headers) {
        let location = format!("/api/v1/messages/{reply}");
        return Ok(created.mark((StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(turn))));
    }
    let first = text_events::event("message", &turn);
    let events = match reading {
        Some(reading) => text_events::from_running(reading, 0, language).left_stream(),
        // It has ended already.
        None => text_events(chat, user, reply, 0, language).await?.right_stream(),
    };
    Ok(created.mark(text_events::respond(stream::iter([first]).chain(events))))
}

/// A reply from a byte on, while it is being written or as it is stored.
async fn text_events(
    chat: Chat,
    user: UserId,
    id: MessageId,
    from: usize,
    language: Language,
) -> Result<impl Stream<Item = Event> + Send + 'static> {
    chat.get_row(user, id).await?; // it must be theirs
    if let Some(reading) = chat.generations().read_text(id.uuid(), from) {
        return Ok(
            text_events::from_running(reading.ok_or(ValidationError::EventUnknown)?, from, language).left_stream()
        );
    }
    let row = chat.get_row(user, id).await?;
    Ok(text_events::from_stored(&row.content, from, &row.state(), language)?.right_stream())
}
