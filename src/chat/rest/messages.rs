//! `/api/v1/conversations/{id}/messages` and `/api/v1/messages`.

use crate::{
    attachments::model::{Attachment, AttachmentId},
    auth::CurrentUser,
    chat::{
        Chat,
        model::{ConversationId, MessageId, Role},
        service::NewMessage,
        store::{MessageRow, Parent},
    },
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        page::Page,
    },
    generation::model::Status,
    i18n::Language,
    provider::model::{ModelId, ProviderFault, Usage},
    rest::{
        Created, Idempotent, Json, Limit, Problem, Query, SseEvent, cursor_invalid, idempotency::IdempotencyKeyHeader,
        text_events, wants_events,
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response, sse::Event},
};
use futures::{Stream, StreamExt, stream};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "content": "안녕하세요. 러스트로 정렬하는 법을 알려 주세요." })))]
pub struct CreateMessageRequest {
    /// What is asked: Markdown, 512 KiB at most, not only white space.
    #[schema(
        max_length = 524_288,
        pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*[^\s\x00-\x1F\x7F-\x9F][^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"
    )]
    content: String,
    /// Ids of attachments that go with it, 10 at most: such as are not sent yet, or go with another question in the same
    /// place. With some the content may be empty.
    #[serde(default)]
    #[schema(max_items = 10)]
    attachments: Vec<AttachmentId>,
    /// Who answers; not given: whoever the conversation has.
    model: Option<ModelId>,
    /// The answer that it follows; not given: the last one.
    parent_id: Option<MessageId>,
}

/// Who is to answer.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(examples(json!({ "model": "openai/gpt-5-mini" })))]
pub struct RegenerateRequest {
    /// Not given: the same model.
    model: Option<ModelId>,
}

/// A message. Times are Unix milliseconds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Message, examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072",
    "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "parent_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6070",
    "role": "assistant",
    "content": "`slice::sort` 를 쓰세요.",
    "attachments": [],
    "status": "complete",
    "fault": null,
    "model": "openai/gpt-5-mini",
    "usage": { "prompt_tokens": 21, "completion_tokens": 9, "is_estimated": false },
    "created_at": 1_790_000_000_000_i64,
    "finished_at": 1_790_000_001_000_i64,
})))]
pub struct MessageJson {
    /// Names it.
    id: MessageId,
    /// Where it was said.
    conversation_id: ConversationId,
    /// The message before it; null for the first one.
    parent_id: Option<MessageId>,
    /// Who said it.
    role: Role,
    /// Its Markdown, so far.
    content: String,
    /// What goes with it.
    attachments: Vec<Attachment>,
    /// How far it is.
    status: Status,
    /// Why it failed, when it failed.
    fault: Option<ProviderFault>,
    /// Who wrote it; null for a person.
    model: Option<ModelId>,
    /// What it cost, when it has ended.
    usage: Option<Usage>,
    /// When it was asked for.
    created_at: i64,
    /// When it ended; null while it is being written.
    finished_at: Option<i64>,
}

/// What one question made.
#[derive(Debug, Serialize, ToSchema)]
#[schema(examples(json!({
    "user_message": {
        "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6070",
        "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
        "parent_id": null,
        "role": "user",
        "content": "안녕하세요",
        "attachments": [],
        "status": "complete",
        "fault": null,
        "model": null,
        "usage": null,
        "created_at": 1_790_000_000_000_i64,
        "finished_at": 1_790_000_000_000_i64,
    },
    "assistant_message": {
        "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072",
        "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
        "parent_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6070",
        "role": "assistant",
        "content": "",
        "attachments": [],
        "status": "generating",
        "fault": null,
        "model": "openai/gpt-5-mini",
        "usage": null,
        "created_at": 1_790_000_000_000_i64,
        "finished_at": null,
    },
})))]
pub struct Turn {
    /// What was asked.
    user_message: MessageJson,
    /// The answer to it.
    assistant_message: MessageJson,
}

/// Which messages are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// The `next_cursor` of the page before; not given: the newest ones.
    #[param(format = Uuid, example = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072")]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
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
            attachments: row.attachments.0,
            status: state.status,
            fault: state.fault,
            model,
            usage: state.usage,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

/// List messages.
///
/// Those of the branch that is shown, the newest first.
#[utoipa::path(
    get,
    path = "/conversations/{id}/messages",
    params(MessageQuery),
    responses((status = 200, description = "A page of messages.", body = Page<MessageJson>)),
)]
pub async fn list_messages(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(MessageQuery { cursor, limit }): Query<MessageQuery>,
) -> Result<Json<Page<MessageJson>>, Problem> {
    let id: ConversationId = id.parse()?;
    let cursor = cursor.map(|cursor| cursor.parse().map_err(|_| cursor_invalid())).transpose()?;
    // The conversation itself comes first: whose cursor it is, is nobody's business.
    chat.get(user.id(), id).await?;
    let page = chat.list_messages(user.id(), id, cursor, u32::try_from(limit.get()).unwrap_or(u32::MAX)).await;
    let page = page.map_err(|error| match error {
        AppError::NotFound => cursor_invalid(),
        error => error.into(),
    })?;
    let items = page.items.into_iter().map(MessageJson::from).collect();
    Ok(Json(Page { items, next_cursor: page.next_cursor }))
}

/// Ask a question.
///
/// Stores the question with the empty answer to it, and has a model write that answer to its end, whoever listens. With
/// `Accept: text/event-stream` the answer comes as it is written: one `message` event with both messages, `delta` events
/// `{"text": …}` whose `id` is for `Last-Event-ID`, then one `done` `{"status", "usage"}` or `error` `{"code", "message"}`.
#[utoipa::path(
    post,
    path = "/conversations/{id}/messages",
    params(IdempotencyKeyHeader),
    request_body = CreateMessageRequest,
    responses(
        (status = 202, description = "Both messages; the answer is being written.", body = Turn),
        (status = 200, description = "The answer as it is written.", content_type = "text/event-stream", body = SseEvent),
        (status = 409, description = "Too many questions of the conversation wait for their answers."),
    ),
)]
pub async fn create_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Path(conversation): Path<String>,
    headers: HeaderMap,
    once: Idempotent<Json<CreateMessageRequest>>,
) -> Result<Response, Problem> {
    let (sender, user, conversation) = (chat.clone(), user.id(), conversation.parse()?);
    let created = once.create(user, move |Json(new)| async move {
        let place = match new.parent_id {
            None => Parent::End(conversation),
            parent => Parent::After(conversation, parent),
        };
        let asked = NewMessage { content: &new.content, attachments: new.attachments };
        let turn = sender.send(user, place, asked, new.model).await?;
        Ok((turn[1].id, Some(turn)))
    });
    Ok(answer(chat, user, created.await?, &headers, language).await?)
}

/// Have a question answered once more.
///
/// The new answer stands beside the one that is named here, which stays; the branch with the new one is shown. Answered
/// as a question is, as JSON or as events.
#[utoipa::path(
    post,
    path = "/messages/{id}/regenerate",
    params(IdempotencyKeyHeader),
    request_body(content = Option<RegenerateRequest>),
    responses(
        (status = 202, description = "The question and the new answer, which is being written.", body = Turn),
        (status = 200, description = "The new answer as it is written.", content_type = "text/event-stream", body = SseEvent),
        (status = 409, description = "Too many questions of the conversation wait for their answers."),
    ),
)]
pub async fn regenerate_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
    once: Idempotent<Option<Json<RegenerateRequest>>>,
) -> Result<Response, Problem> {
    let (writer, user, id) = (chat.clone(), user.id(), id.parse()?);
    let created = once.create(user, move |by| async move {
        let RegenerateRequest { model } = by.map(|Json(by)| by).unwrap_or_default();
        Ok((writer.regenerate(user, id, model).await?, None))
    });
    Ok(answer(chat, user, created.await?, &headers, language).await?)
}

/// Have an answer written to its end.
///
/// One that was cut short: stopped, interrupted or failed. Answered as a question is, as JSON or as events; the events
/// begin with what is there already.
#[utoipa::path(
    post,
    path = "/messages/{id}/continue",
    responses(
        (status = 202, description = "The question and the answer, which is being written.", body = Turn),
        (status = 200, description = "The answer as it is written.", content_type = "text/event-stream", body = SseEvent),
        (status = 409, description = "It is whole, is being written, or has been gone on from."),
    ),
)]
pub async fn continue_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let (user, id) = (user.id(), id.parse()?);
    chat.continue_reply(user, id).await?;
    answer(chat, user, Created { id, now: Some(None) }, &headers, language).await
}

/// Stop an answer.
///
/// What is written so far is kept. Stopping one that has ended does nothing.
#[utoipa::path(post, path = "/messages/{id}/stop", responses((status = 204, description = "It is being stopped.")))]
pub async fn stop_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<impl IntoResponse> {
    chat.stop(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Read a message.
///
/// While it is being written, with what is stored so far.
#[utoipa::path(get, path = "/messages/{id}", responses((status = 200, description = "The message.", body = MessageJson)))]
pub async fn get_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<MessageJson>> {
    Ok(Json(chat.get_row(user.id(), id.parse()?).await?.into()))
}

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
async fn answer(
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
