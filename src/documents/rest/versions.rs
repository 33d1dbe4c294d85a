//! What documents were.

use super::Items;
use crate::{
    auth::CurrentUser,
    documents::{
        Documents,
        diff::Change,
        model::{Document, Version},
    },
    error::Result,
    locales::Language,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::IntoResponse,
};
use serde::Deserialize;

/// What a version is called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// Empty: nothing any more.
    name: String,
}

/// A content that could not be saved.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    content: String,
}

/// Two versions.
#[derive(Debug, Deserialize)]
pub struct Pair {
    from: String,
    to: String,
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

/// `PATCH /api/v1/documents/{id}/versions/{version_id}`: calls it something.
///
/// # Errors
/// 401, 404, 422.
pub async fn name_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path((id, version)): Path<(String, String)>,
    Json(Name { name }): Json<Name>,
) -> Result<StatusCode> {
    documents.name_version(user.id(), id.parse()?, version.parse()?, &name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /api/v1/documents/{id}/compare?from=&to=`: what differs between two versions, word by word.
///
/// # Errors
/// 401; 404 also for the version of another document.
pub async fn compare_versions(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(Pair { from, to }): Query<Pair>,
) -> Result<Json<Items<Change>>> {
    Ok(Json(Items { items: documents.compare(user.id(), id.parse()?, from.parse()?, to.parse()?).await? }))
}

/// `POST /api/v1/documents/{id}/versions`: keeps a content that could not be saved, as a version that the document never
/// was; 201.
///
/// # Errors
/// 401, 404, 413, 422.
pub async fn create_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    Json(Kept { content }): Json<Kept>,
) -> Result<impl IntoResponse> {
    let id = id.parse()?;
    let version = documents.keep_beside(user.id(), id, &content, language).await?;
    Ok((StatusCode::CREATED, Json(documents.version(user.id(), id, version).await?)))
}
