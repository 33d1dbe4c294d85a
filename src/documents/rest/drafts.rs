//! Drafts that a model writes: watched, stopped, gone on with.

use crate::{
    auth::CurrentUser,
    documents::{
        Documents,
        model::{Document, DocumentId},
    },
    domain::error::{Result, ValidationError},
    generation::model::GenerationState,
    i18n::Language,
    provider::model::ModelId,
    rest::{Json, SseEvent, text_events},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use futures::StreamExt;
use serde::Deserialize;
use utoipa::ToSchema;

/// Who is to write.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(examples(json!({ "model": "openai/gpt-5-mini" })))]
pub struct RedraftRequest {
    /// Not given: whoever wrote the draft, or the default.
    pub(super) model: Option<ModelId>,
}

/// Stop a draft.
///
/// What is written so far stays. Stopping one that has ended does nothing.
#[utoipa::path(post, path = "/documents/{id}/stop", responses((status = 204, description = "It is being stopped.")))]
pub async fn stop_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    documents.stop(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Go on with a draft.
///
/// One that was cut short is written to its end.
#[utoipa::path(
    post,
    path = "/documents/{id}/continue",
    request_body(content = Option<RedraftRequest>),
    responses(
        (status = 202, description = "The document, whose draft is being written.", body = Document),
        (status = 409, description = "It is whole, or being written."),
    ),
)]
pub async fn continue_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    by: Option<Json<RedraftRequest>>,
) -> Result<(StatusCode, Json<Document>)> {
    let RedraftRequest { model } = by.map(|Json(by)| by).unwrap_or_default();
    Ok((StatusCode::ACCEPTED, Json(documents.continue_draft(user.id(), id.parse()?, model).await?)))
}

/// Watch a draft.
///
/// Its text from the beginning, or from the byte that `Last-Event-ID` names, to its end: `delta` events, then one `done`
/// or `error`.
#[utoipa::path(
    get,
    path = "/documents/{id}/events",
    params(("Last-Event-ID" = Option<u64>, Header, minimum = 0, maximum = 4_294_967_295_i64, description = "The `id` of the last event that was seen.", example = 5)),
    responses((status = 200, description = "The draft as it is written.", content_type = "text/event-stream", body = SseEvent)),
)]
pub async fn document_events(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let (id, from): (DocumentId, _) = (id.parse()?, text_events::last_seen(&headers)?);
    documents.get(user.id(), id).await?; // it must be theirs
    if let Some(reading) = documents.generations().read_text(id.uuid(), from) {
        let reading = reading.ok_or(ValidationError::EventUnknown)?;
        return Ok(text_events::respond(
            text_events::from_running(reading, from, language).left_stream::<futures::stream::Empty<_>>(),
        ));
    }
    let document = documents.get(user.id(), id).await?;
    let fault = document.fault.as_deref().and_then(|code| code.parse().ok());
    let state = GenerationState { status: document.status, fault, usage: None, omitted: 0 };
    Ok(text_events::respond(text_events::from_stored(&document.content, from, &state, language)?))
}
