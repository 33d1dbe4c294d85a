//! Kinds of documents.

use crate::{
    auth::CurrentUser,
    documents::{Documents, format::Format},
    domain::error::{AppError, Result},
    i18n::Language,
    rest::{Idempotent, Items, Json, Problem, idempotency::IdempotencyKeyHeader, with_name_field},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use utoipa::ToSchema;

/// A new kind of document.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "name": "주간 보고", "example": "# 주간 보고\n\n## 한 일\n\n## 할 일\n" })))]
pub struct CreateFormatRequest {
    /// 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    name: String,
    /// A document of this kind, as Markdown, 1 MiB at most.
    #[schema(
        max_length = 1_048_576,
        pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*[^\s\x00-\x1F\x7F-\x9F][^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"
    )]
    example: String,
}

/// List the kinds of documents.
///
/// Those of the server first, then one's own.
#[utoipa::path(
    get,
    path = "/document-formats",
    responses((status = 200, description = "Every kind of document.", body = Items<Format>)),
)]
pub async fn list_formats(State(documents): State<Documents>, user: CurrentUser) -> Result<Json<Items<Format>>> {
    Ok(Json(Items { items: documents.formats_for(user.id()).await? }))
}

/// Make a kind of document.
///
/// Its sections and lengths are those of an example.
#[utoipa::path(
    post,
    path = "/document-formats",
    params(IdempotencyKeyHeader),
    request_body = CreateFormatRequest,
    responses(
        (status = 201, description = "The new kind.", body = Format),
        (status = 409, description = "There are 50 of one's own already, or the `Idempotency-Key` is in use."),
    ),
)]
pub async fn create_format(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    once: Idempotent<Json<CreateFormatRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (documents.clone(), user.id());
    let created = once.create(owner, move |Json(new)| async move {
        let format = maker.add_format(owner, &new.name, &new.example, language).await?;
        Ok((format.id.clone(), format))
    });
    let mut created = created.await.map_err(with_name_field)?;
    let format = match created.now.as_mut() {
        Some(format) => format.clone(),
        None => documents.known_format(owner, &created.id).await?.ok_or(AppError::NotFound)?,
    };
    Ok(created.mark((StatusCode::CREATED, Json(format))))
}

/// Delete a kind of document.
///
/// Documents of it stay.
#[utoipa::path(delete, path = "/document-formats/{id}", responses((status = 204, description = "It is gone.")))]
pub async fn delete_format(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    documents.delete_format(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
