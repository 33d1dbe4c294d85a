//! `/v1`: what programs that are written for OpenAI's service call.

pub use super::error::as_openai_errors;

use super::{
    error::{openai_error, with_openai_names},
    wire::{Answer, Head, Model, Models, Request, chunk, usage_chunk},
};
use crate::{
    auth::CurrentUser,
    chat::{
        Chat, ModelUsage, check_temperature,
        completion::{Completion, CompletionError, CompletionRequest, Pieces},
    },
    domain::{error::Result, time::now_ms},
    provider::{Delta, model::Usage},
    rest::{Idempotent, Items, Json, Problem, SseEvent, idempotency::IdempotencyKeyHeader},
};
use axum::{
    extract::State,
    http::HeaderName,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{StreamExt, stream};
use serde_json::json;
use std::convert::Infallible;
use uuid::Uuid;

/// Where a stored answer is.
const CONVERSATION: HeaderName = HeaderName::from_static("x-supbot-conversation");

/// List the models, as OpenAI does.
#[utoipa::path(get, path = "/models", operation_id = "openai_list_models", responses((status = 200, description = "Every model that can be asked now.", body = Models)))]
pub async fn list_models(State(chat): State<Chat>, _user: CurrentUser) -> Json<Models> {
    let models = chat.list_models().await.models.into_iter();
    let data =
        models.map(|model| Model { id: model.id.to_string(), object: "model", created: 0, owned_by: model.kind });
    Json(Models { object: "list", data: data.collect() })
}

/// Complete a chat, as OpenAI does.
///
/// For the official `openai` packages and all that speak their protocol: their base address is `/v1` of this server, their
/// API key one of the settings. With `stream` the pieces come as `data: {…}`, and `data: [DONE]` at the end. Errors are
/// `{"error": {"message", "type", "param", "code"}}`.
///
/// With `store` question and answer become a conversation: an `Idempotency-Key` is honoured, and sent again with it the
/// request gets the same answer; of what is more than the model can read at once it is given the newest messages, as in
/// every conversation here. Without `store` nothing is created: the header changes nothing, and what is more than the model
/// can read is refused with the code `context_length_exceeded`. An answer that is stopped before its end, or that the
/// server's own end cuts short, is an error with the code `interrupted`.
#[utoipa::path(
    post,
    path = "/chat/completions",
    operation_id = "openai_create_chat_completion",
    params(IdempotencyKeyHeader),
    request_body = Request,
    responses(
        (status = 200, description = "The answer.", content(
            (Answer = "application/json"),
            (SseEvent = "text/event-stream"),
        )),
        (status = 404, description = "There is no such model, or what an earlier request created is gone."),
        (status = 502, description = "The model's provider failed."),
    ),
)]
pub async fn create_chat_completion(
    State(chat): State<Chat>,
    user: CurrentUser,
    mut once: Idempotent<Json<Request>>,
) -> Result<Response, Problem> {
    let Json(request) = &mut once.body;
    let turns = request.turns()?;
    let (temperature, max_tokens) = (check_temperature(request.temperature)?, request.max_tokens()?);
    let (is_stream, includes_usage, is_stored) = (request.is_stream(), request.includes_usage(), request.is_stored());
    let wanted = CompletionRequest { model: std::mem::take(&mut request.model), turns, temperature, max_tokens };
    let user = user.id();
    if !is_stored {
        return answer(chat.complete(user, wanted).await?, is_stream, includes_usage).await;
    }
    let writer = chat.clone();
    let created = once.create(user, move |_| async move {
        let reply = writer.complete_stored(user, wanted).await?;
        Ok((reply, ()))
    });
    let created = created.await.map_err(with_openai_names)?;
    let completion = chat.completion_of(user, created.id).await?;
    let conversation = completion.conversation;
    // Also a failed answer says where it is, and whether it is an earlier one.
    let mut response = created.mark(answer(completion, is_stream, includes_usage).await);
    if let Some(id) = conversation.and_then(|id| id.to_string().parse().ok()) {
        response.headers_mut().insert(CONVERSATION, id);
    }
    Ok(response)
}

/// An answer as a whole or in pieces. Whatever is wrong before its first word is told by the status.
async fn answer(completion: Completion, is_stream: bool, includes_usage: bool) -> Result<Response, Problem> {
    let Completion { model, mut pieces, .. } = completion;
    let id = format!("chatcmpl-{}", Uuid::now_v7().simple());
    let head = Head { id, created: now_ms() / 1000, model: model.to_string() };
    let mut written = Written::default();
    let begun = written.read_to_text(&mut pieces).await?;
    if is_stream {
        return Ok(streamed(head, begun, written, pieces, includes_usage));
    }
    let mut text = begun.unwrap_or_default();
    while let Some(more) = written.read_to_text(&mut pieces).await? {
        text.push_str(&more);
    }
    Ok(Json(Answer::new(head, text, written.usage(), written.finish_reason())).into_response())
}

/// Read what answers cost.
///
/// By model, those in conversations and those of `/v1` together, also what was deleted since.
#[utoipa::path(get, path = "/usage", responses((status = 200, description = "By model.", body = Items<ModelUsage>)))]
pub async fn get_usage(State(chat): State<Chat>, user: CurrentUser) -> Result<Json<Items<ModelUsage>>> {
    Ok(Json(Items { items: chat.usage(user.id()).await? }))
}

/// What is known of an answer so far.
#[derive(Default)]
struct Written {
    usage: Option<Usage>,
    is_limit_reached: bool,
}

impl Written {
    /// The next words; none at the end.
    async fn read_to_text(&mut self, pieces: &mut Pieces) -> Result<Option<String>, CompletionError> {
        while let Some(delta) = pieces.next().await.transpose()? {
            match delta {
                Delta::Text(text) => return Ok(Some(text)),
                Delta::Usage(usage) => self.usage = Some(usage),
                Delta::LimitReached => self.is_limit_reached = true,
                Delta::Waiting(_) | Delta::Omitted(_) => {}
            }
        }
        Ok(None)
    }

    fn usage(&self) -> Usage {
        self.usage.unwrap_or(Usage { prompt_tokens: 0, completion_tokens: 0, is_estimated: true })
    }

    fn finish_reason(&self) -> &'static str {
        if self.is_limit_reached { "length" } else { "stop" }
    }
}

/// How far a stream is.
enum Step {
    Text,
    Usage,
    Done,
}

fn streamed(head: Head, begun: Option<String>, written: Written, pieces: Pieces, includes_usage: bool) -> Response {
    let first = chunk(&head, &json!({ "role": "assistant", "content": begun.as_deref().unwrap_or_default() }), None);
    let state = Some((written, pieces, Step::Text));
    let rest = stream::unfold(state, move |state| {
        let head = head.clone();
        async move {
            let (mut written, mut pieces, step) = state?;
            match step {
                Step::Text => match written.read_to_text(&mut pieces).await {
                    Ok(Some(text)) => {
                        let data = chunk(&head, &json!({ "content": text }), None).to_string();
                        Some((data, Some((written, pieces, Step::Text))))
                    }
                    Ok(None) => {
                        let data = chunk(&head, &json!({}), Some(written.finish_reason())).to_string();
                        let next = if includes_usage { Step::Usage } else { Step::Done };
                        Some((data, Some((written, pieces, next))))
                    }
                    Err(error) => Some((openai_error(&error.into()).to_string(), None)),
                },
                Step::Usage => {
                    let data = usage_chunk(&head, written.usage()).to_string();
                    Some((data, Some((written, pieces, Step::Done))))
                }
                Step::Done => Some(("[DONE]".to_owned(), None)),
            }
        }
    });
    let events = stream::iter([first.to_string()]).chain(rest);
    let events = Sse::new(events.map(|data| Ok::<_, Infallible>(Event::default().data(data))));
    ([("x-accel-buffering", "no")], events.keep_alive(KeepAlive::default())).into_response()
}
