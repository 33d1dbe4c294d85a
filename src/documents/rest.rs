//! The REST door to documents.

use super::{
    Documents,
    contract::Check,
    format::Format,
    model::{Document, DocumentId, DocumentSummary, Source, Version},
    service::Wanted,
};
use crate::{
    auth::CurrentUser,
    error::{AppError, Fault, Result},
    generation::events,
    locales::Language,
    markup,
    page::Page,
    provider::model::ModelId,
    writing::WritingState,
};
use axum::{
    Json,
    extract::{Path, Query, State},
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
}

/// Where a page of a list begins.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    cursor: Option<String>,
}

/// What a document is to be exported as.
#[derive(Debug, Deserialize)]
pub struct ExportAs {
    format: String,
}

/// A list that is not paged.
#[derive(Debug, Serialize)]
pub struct Items<T> {
    items: Vec<T>,
}

/// `GET /api/v1/document-formats`: every kind of document.
pub async fn list_formats(State(documents): State<Documents>, _: CurrentUser) -> Json<Items<Format>> {
    Json(Items { items: documents.formats().all().to_vec() })
}

/// `GET /api/v1/documents`: newest first.
///
/// # Errors
/// 401.
pub async fn list_documents(
    State(documents): State<Documents>,
    user: CurrentUser,
    Query(from): Query<From>,
) -> Result<Json<Page<DocumentSummary>>> {
    Ok(Json(documents.list(user.id(), from.cursor.as_deref()).await?))
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
    let NewDocument { title, format, prompt, content, model } = new;
    let is_drafted = prompt.as_deref().is_some_and(|prompt| !prompt.trim().is_empty());
    let wanted = Wanted { title, format, brief: prompt, content, model };
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
        let source = if change.autosave { Source::Autosave } else { Source::Manual };
        documents.save(user.id(), id, based_on, source, content).await?;
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

/// `GET /api/v1/documents/{id}/versions`: newest first, without their contents.
///
/// # Errors
/// 401, 404.
pub async fn list_versions(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Items<Version>>> {
    Ok(Json(Items { items: documents.versions(user.id(), id.parse()?).await? }))
}

/// `GET /api/v1/documents/{id}/versions/{version_id}`
///
/// # Errors
/// 401; 404 also for the version of another document.
pub async fn get_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path((id, version)): Path<(String, String)>,
) -> Result<Json<Version>> {
    Ok(Json(documents.version(user.id(), id.parse()?, version.parse()?).await?))
}

/// `POST /api/v1/documents/{id}/versions/{version_id}/restore`: makes it the content again, as a new version.
///
/// # Errors
/// 401, 404; 409 while a model is writing.
pub async fn restore_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path((id, version)): Path<(String, String)>,
) -> Result<Json<Document>> {
    Ok(Json(documents.restore_version(user.id(), id.parse()?, version.parse()?).await?))
}

/// `GET /api/v1/documents/{id}/export?format=md|txt`: the document as a file.
///
/// # Errors
/// 401, 404; 422 for another format.
pub async fn export_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(ExportAs { format }): Query<ExportAs>,
) -> Result<Response> {
    let document = documents.get(user.id(), id.parse()?).await?;
    let (content_type, body) = match format.as_str() {
        "md" => ("text/markdown; charset=utf-8", document.content),
        "txt" => ("text/plain; charset=utf-8", markup::plain(&document.content)),
        _ => return Err(Fault::FormatUnknown.into()),
    };
    let disposition = attachment(&document.title, &format);
    Ok(([(header::CONTENT_TYPE, content_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)], body)
        .into_response())
}

/// `Content-Disposition` of a file named after a title (RFC 6266, RFC 8187): percent-encoded but for what needs no escape.
fn attachment(title: &str, extension: &str) -> String {
    use std::fmt::Write;
    let mut name = String::new();
    for byte in title.replace(['/', '\\', ':'], "-").bytes() {
        // Writing to a String cannot fail.
        let _ = if byte.is_ascii_alphanumeric() || b"-_.".contains(&byte) {
            write!(name, "{}", char::from(byte))
        } else {
            write!(name, "%{byte:02X}")
        };
    }
    format!("attachment; filename=\"document.{extension}\"; filename*=UTF-8''{name}.{extension}")
}
