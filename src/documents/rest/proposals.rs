//! What a model proposes for a document; nothing is changed by it.

use super::RedraftRequest;
use crate::{
    auth::CurrentUser,
    documents::{
        Documents,
        revision::{Action, Proposal, Proposing, RevisionRequest, Selection},
    },
    domain::error::Result,
    i18n::Language,
    provider::{Delta, Deltas, ProviderError, model::ModelId},
    rest::{Json, Problem, SseEvent, deserialize::object, text_events, wants_events},
};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use futures::{StreamExt, stream};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is to be revised, and how: by an action, in one's own words, or both.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(examples(json!({ "action": "shorten", "selection": { "text": "예산은 1,200만 원으로 정하였습니다." } })))]
pub struct ReviseRequest {
    /// One of the usual ones.
    action: Option<Action>,
    /// In one's own words, 64 KiB at most.
    #[schema(max_length = 65_536, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    instruction: Option<String>,
    /// The part; not given: the whole document.
    #[serde(deserialize_with = "object")]
    selection: Option<Selection>,
    /// Who proposes; not given: the default.
    model: Option<ModelId>,
}

/// Propose another wording.
///
/// Of the selection, or of the whole document. With `Accept: text/event-stream` the words come as `delta` events, then
/// one `proposal` or `error`.
#[utoipa::path(
    post,
    path = "/documents/{id}/revise",
    responses(
        (status = 200, description = "The proposal.", content(
            (Proposal = "application/json"),
            (SseEvent = "text/event-stream"),
        )),
        (status = 409, description = "The selection is not in the document."),
        (status = 413, description = "More than 96 KiB are to be revised at once."),
        (status = 400, description = "The model refuses it, or cannot read so much at once."),
        (status = 502, description = "The model's provider failed."),
    ),
)]
pub async fn revise_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(ReviseRequest { action, instruction, selection, model }): Json<ReviseRequest>,
) -> Result<Response, Problem> {
    let wish = RevisionRequest { action, instruction, selection, model };
    respond(documents.revise(user.id(), id.parse()?, wish).await?, &headers, language).await
}

/// Propose what is missing.
///
/// The whole document with the sections of its format that it lacks; answered as `revise` is.
#[utoipa::path(
    post,
    path = "/documents/{id}/fill",
    request_body(content = Option<RedraftRequest>),
    responses(
        (status = 200, description = "The proposal.", content(
            (Proposal = "application/json"),
            (SseEvent = "text/event-stream"),
        )),
        (status = 409, description = "It lacks nothing."),
        (status = 400, description = "The model refuses it, or cannot read so much at once."),
        (status = 502, description = "The model's provider failed."),
    ),
)]
pub async fn fill_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
    by: Option<Json<RedraftRequest>>,
) -> Result<Response, Problem> {
    let RedraftRequest { model } = by.map(|Json(by)| by).unwrap_or_default();
    respond(documents.fill(user.id(), id.parse()?, model).await?, &headers, language).await
}

async fn respond(proposing: Proposing, headers: &HeaderMap, language: Language) -> Result<Response, Problem> {
    if wants_events(headers) {
        let state = Some((proposing, String::new()));
        return Ok(text_events::respond(stream::unfold(state, move |state| next_event(state, language))));
    }
    let mut proposing = proposing;
    let mut written = String::new();
    while let Some(text) = next_text(&mut proposing.deltas).await? {
        written.push_str(&text);
    }
    Ok(Json::<Proposal>(proposing.finish(written).await?).into_response())
}

type Writing = Option<(Proposing, String)>;

async fn next_event(state: Writing, language: Language) -> Option<(axum::response::sse::Event, Writing)> {
    let (mut proposing, mut written) = state?;
    match next_text(&mut proposing.deltas).await {
        Ok(Some(text)) => {
            written.push_str(&text);
            let event = text_events::event("delta", &serde_json::json!({ "text": text }));
            Some((event, Some((proposing, written))))
        }
        Ok(None) => Some((
            match proposing.finish(written).await {
                Ok(proposal) => text_events::event("proposal", &proposal),
                Err(error) => {
                    let message = language.texts().error(&error);
                    failed(Problem::from(error).code(), &message)
                }
            },
            None,
        )),
        Err(error) => Some((failed(error.fault.as_str(), language.texts().provider_fault(error.fault)), None)),
    }
}

fn failed(code: &str, message: &str) -> axum::response::sse::Event {
    text_events::event("error", &serde_json::json!({ "code": code, "message": message }))
}

/// The next words; none at the end.
async fn next_text(deltas: &mut Deltas) -> Result<Option<String>, ProviderError> {
    while let Some(delta) = deltas.next().await.transpose()? {
        if let Delta::Text(text) = delta {
            return Ok(Some(text));
        }
    }
    Ok(None)
}
