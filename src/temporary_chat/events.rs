//! `POST /events/temporary`: answers, and keeps nothing.

use super::{
    answer_stream::Answer,
    model::{TemporaryMessage, TemporaryRequest},
};
use crate::{
    auth::CurrentUser,
    chat::{
        Chat,
        completion::{CompletionError, CompletionRequest},
        model::{MessageContent, Role},
        prompt::system,
        transcript::merge_consecutive_roles,
    },
    domain::error::{AppError, Result, ValidationError},
    i18n::Language,
    provider::prompt::{PromptRole, Turn},
    rest::{Json, Problem},
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::{StreamExt, stream};

/// Most messages that a page can send: more is a conversation that should be kept.
const MESSAGES_MAX: usize = 400;
/// Most bytes of all of them together: more than any model reads.
const BYTES_MAX: usize = 2 * 1024 * 1024;

/// `POST /events/temporary`: has the last message answered, as a stream of events for the page. The answer ends when the
/// page stops reading.
///
/// # Errors
/// What is wrong with what was said, `ModelUnknown`, `TooManyRequests`, what the model fails with before its first word;
/// as a problem whose `title` is in the language of the page.
pub async fn temporary_events(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    asked: Result<Json<TemporaryRequest>, Problem>,
) -> Response {
    let Json(asked) = match asked {
        Ok(asked) => asked,
        Err(problem) => return problem.into_response(),
    };
    let wanted = match completion_request(asked) {
        Ok(wanted) => wanted,
        Err(error) => return refused(error.into(), language),
    };
    let completion = match chat.complete(user.id(), wanted).await {
        Ok(completion) => completion,
        Err(error) => return refused(error, language),
    };
    let answer = Answer::new(completion, language, chat.render_queue().clone());
    let answer = stream::unfold(answer, |mut answer| async move { Some((answer.next().await?, answer)) });
    let events = answer.map(|event| Event::default().json_data(&event));
    // Proxies must pass the words on as they come.
    ([("x-accel-buffering", "no")], Sse::new(events).keep_alive(KeepAlive::default())).into_response()
}

/// The same for a model, which is told first what it is told in every conversation.
fn completion_request(asked: TemporaryRequest) -> Result<CompletionRequest> {
    let TemporaryRequest { model, messages } = asked;
    let bytes: usize = messages.iter().map(|message| message.content.len()).sum();
    if messages.len() > MESSAGES_MAX || bytes > BYTES_MAX {
        return Err(ValidationError::MessageTooLong.into());
    }
    let mut said =
        merge_consecutive_roles(messages.into_iter().map(|TemporaryMessage { role, content }| (role, content)))?;
    let question = said.pop().filter(|(role, _)| *role == Role::User).ok_or(ValidationError::MessageEmpty)?.1;
    let question = MessageContent::parse(&question)?;
    let instructions = system::system_prompt(question.as_str()).to_owned();
    let before = said.into_iter().map(|(role, content)| {
        let role = if role == Role::Assistant { PromptRole::Assistant } else { PromptRole::User };
        Turn::new(role, content)
    });
    let turns = std::iter::once(Turn::new(PromptRole::System, instructions))
        .chain(before)
        .chain([Turn::new(PromptRole::User, question.as_str())])
        .collect();
    Ok(CompletionRequest { model, turns, temperature: None, max_tokens: None })
}

/// Why there is no answer, in the language of the page.
fn refused(error: CompletionError, language: Language) -> Response {
    let title = match &error {
        CompletionError::Refused(error) => language.texts().error(error),
        CompletionError::Provider(error) => language.texts().provider_fault(error.fault).to_owned(),
        CompletionError::Interrupted => language.texts().reply_interrupted.to_owned(),
    };
    let problem = match error {
        CompletionError::Refused(error) => Problem::from(error),
        CompletionError::Provider(_) => Problem::new(StatusCode::BAD_GATEWAY, "provider_failed", ""),
        CompletionError::Interrupted => AppError::Unavailable.into(),
    };
    problem.with_title(title).into_response()
}
