//! The REST door to documents.

mod drafts;
mod files;
mod formats;
mod proposals;
mod trash;
mod versions;

pub use drafts::*;
pub use files::*;
pub use formats::*;
pub use proposals::*;
pub use trash::*;
pub use versions::*;

use super::{
    Documents,
    model::{Document, DocumentId, DocumentSummary, VersionSource},
    service::{Condition, ContentUpdate, NewDocument},
    store::Filter,
    validation::Check,
};
use crate::{
    auth::CurrentUser,
    domain::{error::Result, page::Page},
    generation::model::Status,
    i18n::Language,
    provider::model::ModelId,
    rest::{
        Created, Idempotent, Json, Limit, Problem, Query, RawBody,
        deserialize::integer,
        etag::{etag, is_match, precondition_failed},
        idempotency::IdempotencyKeyHeader,
        read_cursor,
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// A new document.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({
    "format": "minutes",
    "title": "2주 차 회의",
    "prompt": "예산 1,200만 원으로 정함. 다음 주 수요일 다시 모임.",
})))]
pub struct CreateDocumentRequest {
    /// At most 200 characters; not given: the name of its format.
    #[schema(max_length = 200)]
    title: Option<String>,
    /// The id of a format; not given: free form.
    #[schema(max_length = 100)]
    format: Option<String>,
    /// What its draft is written from, 64 KiB at most; not given: there is no draft.
    #[schema(max_length = 65_536, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    prompt: Option<String>,
    /// Markdown that is there already, 1 MiB at most.
    #[schema(max_length = 1_048_576, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    content: Option<String>,
    /// The id of the message or conversation that it is made from.
    origin: Option<Uuid>,
    /// Who writes the draft; not given: the default.
    model: Option<ModelId>,
}

/// What is to be changed of a document; what is not given stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "content": "# 2주 차 회의\n\n예산: 1,200만 원", "revision": 3 })))]
pub struct UpdateDocumentRequest {
    /// 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    title: Option<String>,
    /// Its Markdown, 1 MiB at most.
    #[schema(max_length = 1_048_576, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    content: Option<String>,
    /// The revision that `content` was made from; needed with `content` unless the header `If-Match` says it.
    #[serde(default, deserialize_with = "integer")]
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    revision: Option<i64>,
    /// Whether a page saves by itself while somebody types.
    #[serde(default)]
    autosave: bool,
    /// Whose proposal, or part of one, the content has taken over.
    accepted: Option<ModelId>,
}

/// Which documents are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DocumentQuery {
    /// The `next_cursor` of the page before; not given: the newest ones.
    #[param(
        pattern = "^[0-9]{1,18}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        example = "1790000000000.019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"
    )]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
    /// What must stand in the title or the content, in any case.
    #[param(example = "예산")]
    #[serde(default)]
    q: String,
    /// The id of a format; not given: every format.
    #[param(example = "minutes")]
    #[serde(default)]
    format: String,
}

/// List documents.
///
/// The one that was changed last comes first.
#[utoipa::path(
    get,
    path = "/documents",
    params(DocumentQuery),
    responses((status = 200, description = "A page of documents.", body = Page<DocumentSummary>)),
)]
pub async fn list_documents(
    State(documents): State<Documents>,
    user: CurrentUser,
    Query(DocumentQuery { cursor, limit, q, format }): Query<DocumentQuery>,
) -> Result<Json<Page<DocumentSummary>>, Problem> {
    let filter = Filter { words: q, format, cursor: read_cursor(cursor.as_deref())?, limit: limit.get() };
    Ok(Json(documents.list(user.id(), &filter).await?))
}

/// Make a document.
///
/// With a `prompt` a model writes its draft; that is read at `/documents/{id}/events` as it is written. The draft is in
/// the language of the content, or else of `Accept-Language`.
#[utoipa::path(
    post,
    path = "/documents",
    params(IdempotencyKeyHeader),
    request_body = CreateDocumentRequest,
    responses(
        (status = 201, description = "The new document.", body = Document),
        (status = 202, description = "The new document, whose draft is being written.", body = Document),
        (status = 404, description = "There is nothing with the id of `origin`."),
    ),
)]
pub async fn create_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    once: Idempotent<Json<CreateDocumentRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (documents.clone(), user.id());
    let created = once.create(owner, move |Json(new)| async move {
        let CreateDocumentRequest { title, format, prompt, content, model, origin } = new;
        let wanted =
            NewDocument { title, format, brief: prompt, content, model, origin: origin.map(|id| id.to_string()) };
        let document = maker.create(owner, wanted, language).await?;
        Ok((document.id, document))
    });
    respond_created(&documents, &user, created.await?).await
}

/// A document that is there now, with where it is.
async fn respond_created(
    documents: &Documents,
    user: &CurrentUser,
    mut created: Created<DocumentId, Document>,
) -> Result<Response, Problem> {
    let location = format!("/api/v1/documents/{}", created.id);
    let response = |document: Document| {
        let is_drafted = document.status == Status::Generating;
        let status = if is_drafted { StatusCode::ACCEPTED } else { StatusCode::CREATED };
        (status, [(header::LOCATION, location)], Json(document))
    };
    Ok(match created.now.take() {
        Some(document) => response(document).into_response(),
        None => created.mark(response(documents.get(user.id(), created.id).await?)),
    })
}

/// Read a document.
#[utoipa::path(
    get,
    path = "/documents/{id}",
    responses((status = 200, description = "The document; its `ETag` is what `If-Match` takes.", body = Document)),
)]
pub async fn get_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Document>> {
    Ok(Json(documents.get(user.id(), id.parse()?).await?))
}

/// Change a document.
///
/// Another title, or another content made from `revision`. When somebody else was faster, nothing is overwritten.
#[utoipa::path(
    patch,
    path = "/documents/{id}",
    params(("If-Match" = Option<String>, Header, description = "The `ETag` of the document that the change was made from.", example = "\"3f2a7c0b9d8e4f1122334455aabbccdd\"")),
    responses(
        (status = 200, description = "The document as it is now.", body = Document),
        (status = 409, description = "It was changed meanwhile, or a model is writing it."),
        (status = 412, description = "It is not what `If-Match` says any more."),
    ),
)]
pub async fn update_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(change): Json<UpdateDocumentRequest>,
) -> Result<Response, Problem> {
    let id: DocumentId = id.parse()?;
    if change.revision.is_some_and(|revision| revision < 1) {
        return Err(Problem::from_field("invalid_field", "Revisions count from 1.", "revision"));
    }
    if change.content.is_some() && change.revision.is_none() && !headers.contains_key(header::IF_MATCH) {
        let title = "A content needs the revision it was made from.";
        return Err(Problem::from_field("missing_field", title, "revision"));
    }
    let source = match (&change.accepted, change.autosave) {
        (Some(_), _) => VersionSource::Accept,
        (None, true) => VersionSource::Autosave,
        (None, false) => VersionSource::Manual,
    };
    let content =
        change.content.map(|text| ContentUpdate { text, from: change.revision, source, model: change.accepted });
    let changed = documents.update(user.id(), id, change.title.as_deref(), content, if_match(&headers)).await?;
    let document = changed.ok_or_else(precondition_failed)?;
    Ok(([(header::ETAG, etag(&document)?)], Json(document)).into_response())
}

/// What `If-Match` says of a document.
fn if_match(headers: &HeaderMap) -> Condition {
    let headers = headers.clone();
    Arc::new(move |document| etag(document).is_ok_and(|tag| is_match(&headers, &tag)))
}

/// Copy a document.
#[utoipa::path(
    post,
    path = "/documents/{id}/duplicate",
    params(IdempotencyKeyHeader),
    responses((status = 201, description = "The copy.", body = Document)),
)]
pub async fn duplicate_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    once: Idempotent<RawBody>,
) -> Result<Response, Problem> {
    let (maker, owner, id) = (documents.clone(), user.id(), id.parse()?);
    let created = once.create(owner, move |_| async move {
        let document = maker.duplicate(owner, id).await?;
        Ok((document.id, document))
    });
    respond_created(&documents, &user, created.await?).await
}

/// Check a document against its format.
#[utoipa::path(
    get,
    path = "/documents/{id}/check",
    responses((status = 200, description = "What it lacks.", body = Check)),
)]
pub async fn check_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Check>> {
    Ok(Json(documents.check(user.id(), id.parse()?).await?))
}
