//! How replies are asked for and stopped.

use super::{MessageJson, reply_events::respond};
use crate::{
    attachments::model::AttachmentId,
    auth::CurrentUser,
    chat::{Chat, model::MessageId, service::NewMessage, store::Parent},
    domain::error::Result,
    i18n::Language,
    provider::model::ModelId,
    rest::{Created, Idempotent, Json, Problem, SseEvent, idempotency::IdempotencyKeyHeader},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    pub(super) user_message: MessageJson,
    /// The answer to it.
    pub(super) assistant_message: MessageJson,
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
    Ok(respond(chat, user, created.await?, &headers, language).await?)
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
    Ok(respond(chat, user, created.await?, &headers, language).await?)
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
    respond(chat, user, Created { id, now: Some(None) }, &headers, language).await
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
