//! What documents were.

use crate::{
    auth::CurrentUser,
    diff::words::Change,
    documents::{
        Documents,
        model::{Document, Version},
    },
    domain::{error::Result, page::Page},
    i18n::Language,
    rest::{
        Idempotent, Items, Json, Limit, Problem, Query, cursor_invalid, idempotency::IdempotencyKeyHeader,
        with_name_field,
    },
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// What a version is called.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "name": "부장님께 보낸 것" })))]
pub struct VersionName {
    /// At most 200 characters; empty: nothing any more.
    #[schema(max_length = 200)]
    name: String,
}

/// A content that could not be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "content": "# 2주 차 회의\n\n예산: 1,300만 원" })))]
pub struct RejectedContent {
    /// Its Markdown, 1 MiB at most.
    #[schema(max_length = 1_048_576, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    content: String,
}

/// Two versions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Pair {
    /// The older one.
    #[param(format = Uuid, example = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6073")]
    from: String,
    /// The newer one.
    #[param(format = Uuid, example = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6074")]
    to: String,
}

/// Which versions are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct VersionQuery {
    /// The `next_cursor` of the page before; not given: the newest ones.
    #[param(format = Uuid, example = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6074")]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
}

/// List the versions of a document.
///
/// Newest first, without their contents.
#[utoipa::path(
    get,
    path = "/documents/{id}/versions",
    params(VersionQuery),
    responses((status = 200, description = "A page of versions.", body = Page<Version>)),
)]
pub async fn list_versions(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(VersionQuery { cursor, limit }): Query<VersionQuery>,
) -> Result<Json<Page<Version>>, Problem> {
    let before = cursor.map(|cursor| cursor.parse().map_err(|_| cursor_invalid())).transpose()?;
    Ok(Json(documents.versions(user.id(), id.parse()?, before, limit.get()).await?))
}

/// Read a version.
#[utoipa::path(
    get,
    path = "/documents/{id}/versions/{version}",
    responses((status = 200, description = "The version with its content.", body = Version)),
)]
pub async fn get_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path((id, version)): Path<(String, String)>,
) -> Result<Json<Version>> {
    Ok(Json(documents.version(user.id(), id.parse()?, version.parse()?).await?))
}

/// Bring a version back.
///
/// It becomes the content again, which is a new version.
#[utoipa::path(
    post,
    path = "/documents/{id}/versions/{version}/restore",
    responses(
        (status = 200, description = "The document as it is now.", body = Document),
        (status = 409, description = "A model is writing it."),
    ),
)]
pub async fn restore_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path((id, version)): Path<(String, String)>,
) -> Result<Json<Document>> {
    Ok(Json(documents.restore_version(user.id(), id.parse()?, version.parse()?).await?))
}

/// Name a version.
#[utoipa::path(
    patch,
    path = "/documents/{id}/versions/{version}",
    responses((status = 204, description = "It is called so.")),
)]
pub async fn name_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path((id, version)): Path<(String, String)>,
    Json(VersionName { name }): Json<VersionName>,
) -> Result<StatusCode, Problem> {
    let named = documents.name_version(user.id(), id.parse()?, version.parse()?, &name).await;
    named.map_err(with_name_field)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Compare two versions.
///
/// Word by word.
#[utoipa::path(
    get,
    path = "/documents/{id}/compare",
    params(Pair),
    responses((status = 200, description = "What differs.", body = Items<Change>)),
)]
pub async fn compare_versions(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(Pair { from, to }): Query<Pair>,
) -> Result<Json<Items<Change>>> {
    Ok(Json(Items { items: documents.compare(user.id(), id.parse()?, from.parse()?, to.parse()?).await? }))
}

/// Keep a content beside a document.
///
/// One that could not be saved: it becomes a version that the document never was.
#[utoipa::path(
    post,
    path = "/documents/{id}/versions",
    params(IdempotencyKeyHeader),
    request_body = RejectedContent,
    responses((status = 201, description = "The version.", body = Version)),
)]
pub async fn create_version(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    once: Idempotent<Json<RejectedContent>>,
) -> Result<Response, Problem> {
    let (keeper, owner, id) = (documents.clone(), user.id(), id.parse()?);
    let created = once.create(owner, move |Json(RejectedContent { content })| async move {
        Ok((keeper.keep_beside(owner, id, &content, language).await?, ()))
    });
    let created = created.await?;
    let version = documents.version(owner, id, created.id).await?;
    Ok(created.mark((StatusCode::CREATED, Json(version))))
}
