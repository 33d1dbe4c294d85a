//! What a model proposes for a document; nothing is changed by it.

use super::By;
use crate::{
    auth::CurrentUser,
    documents::{
        Documents,
        revising::{Action, Proposal, Proposing, Selection, Wish},
    },
    error::{AppError, Result},
    generation::events,
    locales::Language,
    provider::{Delta, Deltas, ProviderError, model::ModelId},
};
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use futures::{StreamExt, stream};
use serde::Deserialize;

/// What is to be revised, and how.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Revise {
    action: Option<Action>,
    instruction: Option<String>,
    selection: Option<Selection>,
    model: Option<ModelId>,
}

/// `POST /api/v1/documents/{id}/revise`: another wording of the selection, or of the whole document. With `Accept:
/// text/event-stream` the words come as `delta` events, then one `proposal` or `error`.
///
/// # Errors
/// 401, 404, 413, 422, 429; 409 when the selection is not in the document; 503 when the model cannot be asked.
pub async fn revise_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(Revise { action, instruction, selection, model }): Json<Revise>,
) -> Result<Response> {
    let wish = Wish { action, instruction, selection, model };
    respond(documents.revise(user.id(), id.parse()?, wish).await?, &headers, language).await
}

/// `POST /api/v1/documents/{id}/fill`: the whole document with the sections that it lacks; answered as `revise` is.
///
/// # Errors
/// 401, 404, 413, 422, 429; 409 when it lacks nothing; 503 when the model cannot be asked.
pub async fn fill_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
    by: Option<Json<By>>,
) -> Result<Response> {
    let By { model } = by.map(|Json(by)| by).unwrap_or_default();
    respond(documents.fill(user.id(), id.parse()?, model).await?, &headers, language).await
}

async fn respond(proposing: Proposing, headers: &HeaderMap, language: Language) -> Result<Response> {
    let accept = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if accept.contains("text/event-stream") {
        let state = Some((proposing, String::new()));
        return Ok(events::respond(stream::unfold(state, move |state| next_event(state, language))));
    }
    let mut proposing = proposing;
    let mut written = String::new();
    while let Some(text) = next_text(&mut proposing.deltas).await.map_err(|_| AppError::Unavailable)? {
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
            let event = events::event("delta", &serde_json::json!({ "text": text }));
            Some((event, Some((proposing, written))))
        }
        Ok(None) => Some((
            match proposing.finish(written).await {
                Ok(proposal) => events::event("proposal", &proposal),
                Err(error) => failed("internal", &language.texts().error(&error)),
            },
            None,
        )),
        Err(error) => Some((failed(error.fault.as_str(), language.texts().provider_fault(error.fault)), None)),
    }
}

fn failed(code: &str, message: &str) -> axum::response::sse::Event {
    events::event("error", &serde_json::json!({ "code": code, "message": message }))
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
