//! How documents are deleted and brought back.

use super::if_match;
use crate::{
    auth::CurrentUser,
    documents::{Documents, model::Document},
    domain::error::Result,
    rest::{DeletionQuery, Json, Problem, Query, etag::precondition_failed},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
};

/// Delete a document.
///
/// It can be brought back for 30 days, and takes room until then, unless it is deleted for good. A draft that is being written
/// is stopped.
#[utoipa::path(
    delete,
    path = "/documents/{id}",
    params(DeletionQuery, ("If-Match" = Option<String>, Header, description = "The `ETag` of the document that is to be deleted.", example = "\"3f2a7c0b9d8e4f1122334455aabbccdd\"")),
    responses(
        (status = 204, description = "It is gone."),
        (status = 412, description = "It is not what `If-Match` says any more."),
    ),
)]
pub async fn delete_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(DeletionQuery { permanently }): Query<DeletionQuery>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    let (id, condition) = (id.parse()?, if_match(&headers));
    let is_deleted = if permanently {
        documents.delete_for_good(user.id(), id, condition).await?
    } else {
        documents.delete(user.id(), id, condition).await?
    };
    if is_deleted { Ok(StatusCode::NO_CONTENT) } else { Err(precondition_failed()) }
}

/// Bring a deleted document back.
#[utoipa::path(
    post,
    path = "/documents/{id}/restore",
    responses((status = 200, description = "The document.", body = Document)),
)]
pub async fn restore_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Document>> {
    let id = id.parse()?;
    documents.restore_deleted(user.id(), id).await?;
    Ok(Json(documents.get(user.id(), id).await?))
}
