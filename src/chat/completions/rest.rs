//! `/v1`: what programs that are written for OpenAI's service call.

use super::{
    Completion, CompletionError, Wanted,
    wire::{Answer, Head, Model, Models, Request, chunk, usage_chunk},
};
use crate::{
    auth::CurrentUser,
    chat::{Chat, preferences::check_temperature, store::ModelUsage},
    error::{AppError, Fault, Result},
    locales::Language,
    provider::{
        Delta, Deltas, ProviderError,
        model::{ProviderFault, Usage},
    },
    rest::{Items, Json, Problem, SentEvent},
    time::now_ms,
};
use axum::{
    body::to_bytes,
    extract::{Request as HttpRequest, State},
    http::{HeaderName, StatusCode, header},
    middleware::Next,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{StreamExt, stream};
use serde_json::{Value, json};
use std::convert::Infallible;
use uuid::Uuid;

/// Where a stored answer is.
const CONVERSATION: HeaderName = HeaderName::from_static("x-supbot-conversation");
/// Most bytes of an error of ours.
const PROBLEM_BYTES_MAX: usize = 64 * 1024;

/// List the models, as OpenAI does.
#[utoipa::path(get, path = "/models", operation_id = "openai_list_models", responses((status = 200, description = "Every model that can be asked now.", body = Models)))]
pub async fn list_models(State(chat): State<Chat>, _user: CurrentUser) -> Json<Models> {
    let models = chat.list_models().await.models.into_iter();
    let data = models.map(|model| Model {
        id: model.id.to_string(),
        object: "model",
        created: 0,
        owned_by: model.kind.as_str(),
    });
    Json(Models { object: "list", data: data.collect() })
}

/// Complete a chat, as OpenAI does.
///
/// For the official `openai` packages and all that speak their protocol: their base address is `/v1` of this server, their
/// API key one of the settings. With `stream` the pieces come as `data: {…}`, and `data: [DONE]` at the end. Errors are
/// `{"error": {"message", "type", "param", "code"}}`.
#[utoipa::path(
    post,
    path = "/chat/completions",
    operation_id = "openai_create_chat_completion",
    responses(
        (status = 200, description = "The answer.", content(
            (Answer = "application/json"),
            (SentEvent = "text/event-stream"),
        )),
        (status = 404, description = "There is no such model."),
        (status = 502, description = "The model's provider failed."),
    ),
)]
pub async fn create_chat_completion(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    Json(mut request): Json<Request>,
) -> Result<Response, Problem> {
    let turns = request.turns()?;
    let (temperature, max_tokens) = (check_temperature(request.temperature)?, request.max_tokens()?);
    let (is_stream, includes_usage, is_stored) = (request.is_stream(), request.includes_usage(), request.is_stored());
    let wanted = Wanted { model: request.model, turns, temperature, max_tokens, is_stored };
    let Completion { model, conversation, mut deltas } = chat.complete(user.id(), wanted, language).await?;
    let id = format!("chatcmpl-{}", Uuid::now_v7().simple());
    let head = Head { id, created: now_ms() / 1000, model: model.to_string() };
    let mut written = Written { max_tokens, ..Written::default() };
    // Whatever is wrong before the first word is told by the status.
    let begun = written.read_to_text(&mut deltas).await.map_err(|error| provider_problem(&error))?;
    let mut response = if is_stream {
        streamed(head, begun, written, deltas, includes_usage)
    } else {
        let mut text = begun.unwrap_or_default();
        while let Some(more) = written.read_to_text(&mut deltas).await.map_err(|error| provider_problem(&error))? {
            text.push_str(&more);
        }
        Json(Answer::new(head, text, written.usage(), written.finish_reason())).into_response()
    };
    if let Some(id) = conversation.and_then(|id| id.to_string().parse().ok()) {
        response.headers_mut().insert(CONVERSATION, id);
    }
    Ok(response)
}

/// Read what answers cost.
///
/// By model, those in conversations and those of `/v1` together.
#[utoipa::path(get, path = "/usage", responses((status = 200, description = "By model.", body = Items<ModelUsage>)))]
pub async fn get_usage(State(chat): State<Chat>, user: CurrentUser) -> Result<Json<Items<ModelUsage>>> {
    Ok(Json(Items { items: chat.usage(user.id()).await? }))
}

/// What is known of an answer so far.
#[derive(Default)]
struct Written {
    usage: Option<Usage>,
    max_tokens: Option<u32>,
}

impl Written {
    /// The next words; none at the end.
    async fn read_to_text(&mut self, deltas: &mut Deltas) -> Result<Option<String>, ProviderError> {
        while let Some(delta) = deltas.next().await.transpose()? {
            match delta {
                Delta::Text(text) => return Ok(Some(text)),
                Delta::Usage(usage) => self.usage = Some(usage),
                Delta::Waiting(_) | Delta::Omitted(_) => {}
            }
        }
        Ok(None)
    }

    fn usage(&self) -> Usage {
        self.usage.unwrap_or(Usage { prompt_tokens: 0, completion_tokens: 0, is_estimated: true })
    }

    fn finish_reason(&self) -> &'static str {
        let is_cut = self.max_tokens.is_some_and(|most| self.usage().completion_tokens >= i64::from(most));
        if is_cut { "length" } else { "stop" }
    }
}

/// How far a stream is.
enum Step {
    Text,
    Usage,
    Done,
}

fn streamed(head: Head, begun: Option<String>, written: Written, deltas: Deltas, includes_usage: bool) -> Response {
    let first = chunk(&head, &json!({ "role": "assistant", "content": begun.as_deref().unwrap_or_default() }), None);
    let state = Some((written, deltas, Step::Text));
    let rest = stream::unfold(state, move |state| {
        let head = head.clone();
        async move {
            let (mut written, mut deltas, step) = state?;
            match step {
                Step::Text => match written.read_to_text(&mut deltas).await {
                    Ok(Some(text)) => {
                        let data = chunk(&head, &json!({ "content": text }), None).to_string();
                        Some((data, Some((written, deltas, Step::Text))))
                    }
                    Ok(None) => {
                        let data = chunk(&head, &json!({}), Some(written.finish_reason())).to_string();
                        let next = if includes_usage { Step::Usage } else { Step::Done };
                        Some((data, Some((written, deltas, next))))
                    }
                    Err(error) => Some((openai_error(&provider_problem(&error)).to_string(), None)),
                },
                Step::Usage => {
                    let data = usage_chunk(&head, written.usage()).to_string();
                    Some((data, Some((written, deltas, Step::Done))))
                }
                Step::Done => Some(("[DONE]".to_owned(), None)),
            }
        }
    });
    let events = stream::iter([first.to_string()]).chain(rest);
    let events = Sse::new(events.map(|data| Ok::<_, Infallible>(Event::default().data(data))));
    ([("x-accel-buffering", "no")], events.keep_alive(KeepAlive::default())).into_response()
}

impl From<CompletionError> for Problem {
    fn from(error: CompletionError) -> Self {
        match error {
            CompletionError::Refused(AppError::Invalid(Fault::ModelUnknown)) => {
                Self::of_field("model_not_found", "There is no such model here.", "model")
                    .with_status(StatusCode::NOT_FOUND)
            }
            CompletionError::Refused(error) => match Self::from(error) {
                // What was said came in one parameter.
                problem if matches!(problem.field(), Some("content" | "system_prompt")) => {
                    problem.with_field("messages")
                }
                problem => problem,
            },
            CompletionError::Provider(error) => provider_problem(&error),
        }
    }
}

/// Why a model does not answer, by the status that OpenAI's packages know it by.
fn provider_problem(error: &ProviderError) -> Problem {
    let fault = error.fault;
    tracing::debug!(%error, "a model did not answer a program");
    let status = match fault {
        ProviderFault::RateLimited | ProviderFault::QuotaExceeded => StatusCode::TOO_MANY_REQUESTS,
        ProviderFault::ContextExceeded | ProviderFault::Refused => StatusCode::BAD_REQUEST,
        ProviderFault::UnknownModel => StatusCode::NOT_FOUND,
        ProviderFault::NotInstalled | ProviderFault::NotConfigured | ProviderFault::LocalFailed => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        _ => StatusCode::BAD_GATEWAY,
    };
    let code = match fault {
        ProviderFault::ContextExceeded => "context_length_exceeded",
        ProviderFault::UnknownModel => "model_not_found",
        fault => fault.as_str(),
    };
    Problem::new(status, code, Language::En.texts().provider_fault(fault))
}

/// An error as OpenAI's packages read it.
fn openai_error(problem: &Problem) -> Value {
    let kind = match problem.status() {
        StatusCode::UNAUTHORIZED => "authentication_error",
        StatusCode::FORBIDDEN => "permission_error",
        StatusCode::TOO_MANY_REQUESTS => "rate_limit_error",
        status if status.is_server_error() => "server_error",
        _ => "invalid_request_error",
    };
    let (message, param, code) = (problem.sentence(), problem.field(), problem.code());
    json!({ "error": { "message": message, "type": kind, "param": param, "code": code } })
}

/// Tells every problem as OpenAI's packages read it; they know no 422.
pub async fn as_openai_errors(request: HttpRequest, next: Next) -> Response {
    let response = next.run(request).await;
    if !(response.status().is_client_error() || response.status().is_server_error()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let problem = to_bytes(body, PROBLEM_BYTES_MAX).await.ok().and_then(|body| serde_json::from_slice(&body).ok());
    let problem = problem.unwrap_or_else(|| Problem::from(AppError::Internal));
    if parts.status == StatusCode::UNPROCESSABLE_ENTITY {
        parts.status = StatusCode::BAD_REQUEST;
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    (parts.status, parts.headers, Json(openai_error(&problem))).into_response()
}
