//! The REST twins: JSON, and a stream of text that can be resumed at any byte.

use super::{
    Chat,
    model::{Author, ConversationId, MessageId},
    store::{MessageRow, Place},
};
use crate::{
    auth::{CurrentUser, model::UserId},
    error::{Fault, Result},
    generation::events,
    locales::Language,
    provider::model::{ModelId, Usage},
    writing::Status,
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response, sse::Event},
};
use futures::{Stream, StreamExt, stream};
use serde::{Deserialize, Serialize};

/// A new conversation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewConversation {
    title: Option<String>,
    model: Option<ModelId>,
}

/// A conversation as JSON.
#[derive(Debug, Serialize)]
pub struct ConversationJson {
    id: ConversationId,
    title: String,
    model: ModelId,
}

/// A question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    content: String,
    model: Option<ModelId>,
    /// The answer that it follows; not given: the last one.
    parent_id: Option<MessageId>,
}

/// A message as JSON. Times are Unix milliseconds.
#[derive(Debug, Serialize)]
pub struct MessageJson {
    id: MessageId,
    conversation_id: ConversationId,
    parent_id: Option<MessageId>,
    role: Author,
    content: String,
    status: Status,
    fault: Option<&'static str>,
    model: Option<ModelId>,
    usage: Option<Usage>,
    created_at: i64,
    finished_at: Option<i64>,
}

/// What one question made.
#[derive(Debug, Serialize)]
pub struct Turn {
    user_message: MessageJson,
    assistant_message: MessageJson,
}

impl From<MessageRow> for MessageJson {
    fn from(row: MessageRow) -> Self {
        let (state, model) = (row.state(), row.model());
        Self {
            id: row.id,
            conversation_id: row.conversation_id,
            parent_id: row.parent_id,
            role: row.role,
            content: row.content,
            status: state.status,
            fault: state.fault.map(|fault| fault.as_str()),
            model,
            usage: state.usage,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

/// `POST /api/v1/conversations`: a conversation without messages.
///
/// # Errors
/// 401; 422 for a title that is too long or a model that nobody has.
pub async fn create_conversation(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Json(new): Json<NewConversation>,
) -> Result<impl IntoResponse> {
    let conversation = chat.create(user.id(), new.title.as_deref(), new.model, language).await?;
    let id = conversation.id;
    let json = ConversationJson { id, title: conversation.title, model: conversation.model };
    Ok((StatusCode::CREATED, [(header::LOCATION, format!("/api/v1/conversations/{id}"))], Json(json)))
}

/// `POST /api/v1/conversations/{id}/messages`: stores a question and has it answered. Answers at once with both messages
/// or, when an event stream is asked for, with the whole answer as it is written. Whoever leaves changes nothing.
///
/// # Errors
/// 401, 404, 409 when too many questions wait, 413, 422, 429.
pub async fn create_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Path(conversation): Path<String>,
    headers: HeaderMap,
    Json(new): Json<NewMessage>,
) -> Result<Response> {
    let conversation = conversation.parse()?;
    let place = match new.parent_id {
        None => Place::End(conversation),
        parent => Place::After(conversation, parent),
    };
    let [question, reply_row] = chat.send(user.id(), place, &new.content, new.model, language).await?;
    let reply = reply_row.id;
    let turn = Turn { user_message: question.into(), assistant_message: reply_row.into() };
    let wants_events = headers
        .get_all(header::ACCEPT)
        .iter()
        .any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/event-stream")));
    if !wants_events {
        let location = format!("/api/v1/messages/{reply}");
        return Ok((StatusCode::ACCEPTED, [(header::LOCATION, location)], Json(turn)).into_response());
    }
    let first = events::event("message", &turn);
    let events = match chat.generations().read_text(reply.uuid(), 0).flatten() {
        Some(reading) => events::of_running(reading, 0, language).left_stream(),
        // It has ended already.
        None => text_events(chat, user.id(), reply, 0, language).await?.right_stream(),
    };
    Ok(events::respond(stream::iter([first]).chain(events)))
}

/// `GET /api/v1/messages/{id}`
///
/// # Errors
/// 401, 404.
pub async fn get_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<MessageJson>> {
    Ok(Json(chat.get_row(user.id(), id.parse()?).await?.into()))
}

/// `GET /api/v1/messages/{id}/events`: the text of a reply from its beginning, or from the byte that `Last-Event-ID`
/// names, to its end.
///
/// # Errors
/// 401, 404; 422 for a `Last-Event-ID` that never was one.
pub async fn message_events(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let id = id.parse()?;
    let from = match headers.get("last-event-id") {
        None => 0,
        Some(seen) => seen.to_str().ok().and_then(|seen| seen.parse().ok()).ok_or(Fault::EventUnknown)?,
    };
    Ok(events::respond(text_events(chat, user.id(), id, from, language).await?))
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
        return Ok(events::of_running(reading.ok_or(Fault::EventUnknown)?, from, language).left_stream());
    }
    let row = chat.get_row(user, id).await?;
    Ok(events::of_stored(&row.content, from, &row.state(), language)?.right_stream())
}
