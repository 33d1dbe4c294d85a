//! What goes wrong, as OpenAI's packages read it.

use crate::{
    chat::completion::CompletionError,
    domain::error::AppError,
    i18n::Language,
    provider::model::ProviderFault,
    rest::{Json, Problem},
};
use axum::{
    body::to_bytes,
    extract::Request,
    http::{StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// Most bytes of an error of ours.
const PROBLEM_BYTES_MAX: usize = 64 * 1024;

impl From<CompletionError> for Problem {
    fn from(error: CompletionError) -> Self {
        match error {
            CompletionError::Refused(error) => with_openai_names(error.into()),
            CompletionError::Provider(error) => with_openai_names(error.into()),
            CompletionError::Interrupted => {
                let title = "The answer was stopped before its end.";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "interrupted", title)
            }
        }
    }
}

/// A problem with what OpenAI calls it.
pub(super) fn with_openai_names(problem: Problem) -> Problem {
    match (problem.code(), problem.field()) {
        // None of ours, and none of the provider's.
        ("model_unknown" | "unknown_model", _) => {
            Problem::from_field("model_not_found", "There is no such model here.", "model")
                .with_status(StatusCode::NOT_FOUND)
        }
        ("context_exceeded", _) => {
            let title = Language::En.texts().provider_fault(ProviderFault::ContextExceeded);
            Problem::from_field("context_length_exceeded", title, "messages").with_status(StatusCode::BAD_REQUEST)
        }
        // What was said came in one parameter.
        (_, Some("content" | "system_prompt")) => problem.with_field("messages"),
        _ => problem,
    }
}

/// An error as OpenAI's packages read it.
pub(super) fn openai_error(problem: &Problem) -> Value {
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

/// Tells every problem below `/v1` as OpenAI's packages read it; they know no 422.
pub async fn as_openai_errors(request: Request, next: Next) -> Response {
    let is_openai = request.uri().path().starts_with("/v1/");
    let response = next.run(request).await;
    if !is_openai || !(response.status().is_client_error() || response.status().is_server_error()) {
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
