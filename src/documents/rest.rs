//! The REST door to documents.

mod files;
mod proposals;
mod versions;

pub use files::{export_document, import_document};
pub use proposals::{fill_document, revise_document};
pub use versions::{compare_versions, create_version, get_version, list_versions, name_version, restore_version};

use super::{
    Documents,
    contract::Check,
    format::Format,
    model::{Document, DocumentId, DocumentSummary, Source},
    service::{Made, Wanted},
    store::Filter,
};
use crate::{
    auth::CurrentUser,
    error::{AppError, Fault, Result},
    generation::events,
    locales::Language,
    page::Page,
    provider::model::ModelId,
    writing::WritingState,
};
use axum::{
    Json,
    extract::{self, Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use serde::{Deserialize, Serialize};

/// A new document.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    title: Option<String>,
    format: Option<String>,
    /// What its draft is written from.
    prompt: Option<String>,
    /// Markdown that is there already.
    content: Option<String>,
    /// The id of the message or conversation that it is made from.
    origin: Option<String>,
    model: Option<ModelId>,
}

/// What is to be changed of a document.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    title: Option<String>,
    content: Option<String>,
    /// The revision that `content` was made from.
    revision: Option<i64>,
    /// Whether the page saves by itself while somebody types.
    #[serde(default)]
    autosave: bool,
    /// Whose proposal, or part of one, the content has taken over.
    accepted: Option<ModelId>,
}

/// Which documents are listed, and where the page begins.
#[derive(Debug, Default, Deserialize)]
pub struct Query {
    cursor: Option<String>,
    #[serde(default)]
    q: String,
    #[serde(default)]
    format: String,
}

/// A new kind of document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFormat {
    name: String,
    /// A document of this kind, as Markdown.
    example: String,
}

/// Who is to go on.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct By {
    model: Option<ModelId>,
}

/// A list that is not paged.
#[derive(Debug, Serialize)]
pub struct Items<T> {
    items: Vec<T>,
}

/// `GET /api/v1/document-formats`: every kind of document, the person's own ones last.
///
/// # Errors
/// 401.
pub async fn list_formats(State(documents): State<Documents>, user: CurrentUser) -> Result<Json<Items<Format>>> {
    Ok(Json(Items { items: documents.formats_for(user.id()).await? }))
}

/// `POST /api/v1/document-formats`: makes one of an example.
///
/// # Errors
/// 401, 413, 422; 429 when there are 50 of them.
pub async fn create_format(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Json(new): Json<NewFormat>,
) -> Result<impl IntoResponse> {
    let format = documents.add_format(user.id(), &new.name, &new.example, language).await?;
    Ok((StatusCode::CREATED, Json(format)))
}

/// `DELETE /api/v1/document-formats/{id}`: documents of it stay.
///
/// # Errors
/// 401, 404.
pub async fn delete_format(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    documents.delete_format(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/documents?q=&format=&cursor=`: newest first.
///
/// # Errors
/// 401.
pub async fn list_documents(
    State(documents): State<Documents>,
    user: CurrentUser,
    extract::Query(Query { cursor, q, format }): extract::Query<Query>,
) -> Result<Json<Page<DocumentSummary>>> {
    Ok(Json(documents.list(user.id(), &Filter { words: q, format, cursor }).await?))
}

/// `POST /api/v1/documents`: 201, or 202 when a model writes its draft; its events are at `…/events`.
///
/// # Errors
/// 401, 413, 422, 429.
pub async fn create_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Json(new): Json<NewDocument>,
) -> Result<impl IntoResponse> {
    let NewDocument { title, format, prompt, content, model, origin } = new;
    let is_drafted = prompt.as_deref().is_some_and(|prompt| !prompt.trim().is_empty());
    let wanted = Wanted { title, format, brief: prompt, content, model, origin };
    let document = documents.create(user.id(), wanted, language).await?;
    let status = if is_drafted { StatusCode::ACCEPTED } else { StatusCode::CREATED };
    Ok((status, [(header::LOCATION, format!("/api/v1/documents/{}", document.id))], Json(document)))
}

/// `GET /api/v1/documents/{id}`
///
/// # Errors
/// 401, 404.
pub async fn get_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Document>> {
    Ok(Json(documents.get(user.id(), id.parse()?).await?))
}

/// `PATCH /api/v1/documents/{id}`: another title, or another content made from `revision`.
///
/// # Errors
/// 400 for a content without a revision; 401, 404, 413, 422; 409 when it was changed meanwhile or is being written:
/// nothing is overwritten.
pub async fn update_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Json(change): Json<Change>,
) -> Result<Json<Document>> {
    let id: DocumentId = id.parse()?;
    if let Some(content) = &change.content {
        let based_on = change.revision.ok_or(AppError::BadRequest)?;
        let source = match (&change.accepted, change.autosave) {
            (Some(_), _) => Source::Accept,
            (None, true) => Source::Autosave,
            (None, false) => Source::Manual,
        };
        documents.save(user.id(), id, Made { from: based_on, source, model: change.accepted }, content).await?;
    }
    if let Some(title) = &change.title {
        documents.rename(user.id(), id, title).await?;
    }
    Ok(Json(documents.get(user.id(), id).await?))
}

/// `DELETE /api/v1/documents/{id}`
///
/// # Errors
/// 401, 404.
pub async fn delete_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    documents.delete(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/documents/{id}/restore`: brings back a deleted one.
///
/// # Errors
/// 401, 404.
pub async fn restore_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Document>> {
    let id = id.parse()?;
    documents.restore_deleted(user.id(), id).await?;
    Ok(Json(documents.get(user.id(), id).await?))
}

/// `POST /api/v1/documents/{id}/stop`: ends a draft; what is written so far stays.
///
/// # Errors
/// 401, 404.
pub async fn stop_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    documents.stop(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/v1/documents/{id}/continue`: has a draft that was cut short written to its end; 202.
///
/// # Errors
/// 401, 404; 409 when it is whole or being written.
pub async fn continue_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    by: Option<Json<By>>,
) -> Result<impl IntoResponse> {
    let By { model } = by.map(|Json(by)| by).unwrap_or_default();
    Ok((StatusCode::ACCEPTED, Json(documents.continue_draft(user.id(), id.parse()?, model).await?)))
}

/// `POST /api/v1/documents/{id}/duplicate`: 201.
///
/// # Errors
/// 401, 404.
pub async fn duplicate_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<impl IntoResponse> {
    Ok((StatusCode::CREATED, Json(documents.duplicate(user.id(), id.parse()?).await?)))
}

/// `GET /api/v1/documents/{id}/check`: what it lacks of its format.
///
/// # Errors
/// 401, 404.
pub async fn check_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Check>> {
    Ok(Json(documents.check(user.id(), id.parse()?).await?))
}

/// `GET /api/v1/documents/{id}/events`: the text of a draft from its beginning, or from the byte that `Last-Event-ID`
/// names, to its end.
///
/// # Errors
/// 401, 404; 422 for a `Last-Event-ID` that never was one.
pub async fn document_events(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let id: DocumentId = id.parse()?;
    let from = match headers.get("last-event-id") {
        None => 0,
        Some(seen) => seen.to_str().ok().and_then(|seen| seen.parse().ok()).ok_or(Fault::EventUnknown)?,
    };
    documents.get(user.id(), id).await?; // it must be theirs
    if let Some(reading) = documents.generations().read_text(id.uuid(), from) {
        let reading = reading.ok_or(Fault::EventUnknown)?;
        return Ok(events::respond(
            events::of_running(reading, from, language).left_stream::<futures::stream::Empty<_>>(),
        ));
    }
    let document = documents.get(user.id(), id).await?;
    let fault = document.fault.as_deref().and_then(|code| code.parse().ok());
    let state = WritingState { status: document.status, fault, usage: None, omitted: 0 };
    Ok(events::respond(events::of_stored(&document.content, from, &state, language)?))
}
