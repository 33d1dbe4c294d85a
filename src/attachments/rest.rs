//! `/api/v1/attachments`; what is in them also at `/attachments`, for pages.

use super::{
    Attachments,
    model::Attachment,
    upload::{Upload, UploadForm},
    view::file_name,
};
use crate::{
    auth::CurrentUser,
    domain::error::Result,
    i18n::Language,
    rest::{File, Idempotent, Json, Problem, Query, etag::is_known, idempotency::IdempotencyKeyHeader, inline},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// What an attachment may do where it is opened by itself: nothing.
const POLICY: &str = "default-src 'none'; sandbox";
/// It is nobody's but its owner's: a browser asks each time, since somebody else may be sitting there.
const CACHE: &str = "private, no-cache";

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileName {
    /// A form says it itself.
    #[param(example = "회의록.pdf")]
    name: Option<String>,
}

/// How much is wanted of a picture.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// `small`: the copy for a page, 320 pixels at most; not given: all of it.
    #[param(inline, example = "small")]
    size: Option<Size>,
}

/// Another size than the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// For a page.
    Small,
}

/// Attach a file.
///
/// The body is the file, 10 MB at most, or a form with it: a picture (PNG, JPEG, WebP, GIF), a text of 256 KB at most, or a
/// PDF, of which the text is kept. What it is, is told by its content. Pictures are made 1568 pixels long at most and
/// written anew, without what a camera writes beside them. A file that no question names within a day is forgotten.
#[utoipa::path(
    post,
    path = "/attachments",
    params(IdempotencyKeyHeader, FileName),
    request_body(content(
        (File = "application/octet-stream", example = json!("# Notes\n")),
        (UploadForm = "multipart/form-data"),
    )),
    responses(
        (status = 201, description = "The attachment.", body = Attachment),
        (status = 413, description = "The file, its text or its picture is too large, or the account has no room left."),
    ),
)]
pub async fn create_attachment(
    State(attachments): State<Attachments>,
    user: CurrentUser,
    language: Language,
    Query(FileName { name }): Query<FileName>,
    once: Idempotent<Upload>,
) -> Result<Response, Problem> {
    let (keeper, owner) = (attachments.clone(), user.id());
    let created = once.try_create(owner, move |Upload { name: own, file }| async move {
        let name = own.or(name).unwrap_or_default();
        let added = keeper.add(owner, &name, file).await;
        added.map(|attachment| (attachment.id, attachment)).map_err(|error| error.problem(language))
    });
    let created = created.await?;
    let attachment = match &created.now {
        Some(attachment) => attachment.clone(),
        None => attachments.get(owner, created.id).await?,
    };
    let location = [(header::LOCATION, format!("/api/v1/attachments/{}", created.id))];
    Ok(created.mark((StatusCode::CREATED, location, Json(attachment))))
}

/// Read an attachment.
///
/// What was made of the file: a PNG or JPEG, or text in UTF-8.
#[utoipa::path(
    get,
    path = "/attachments/{id}",
    params(UploadQuery),
    responses((status = 200, description = "What is in it.", content(
        (File = "image/png"),
        (File = "image/jpeg"),
        (String = "text/plain"),
    ))),
)]
pub async fn read_attachment(
    State(attachments): State<Attachments>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(UploadQuery { size }): Query<UploadQuery>,
    known: HeaderMap,
) -> Result<Response> {
    let (attachment, content, media_type) = attachments.read(user.id(), id.parse()?, size == Some(Size::Small)).await?;
    // What is in an attachment never changes.
    let tag = format!("\"{}-{}\"", attachment.id, content.len());
    if is_known(&known, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag), (header::CACHE_CONTROL, CACHE.to_owned())])
            .into_response());
    }
    let headers = [
        (header::ETAG, tag),
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, inline(&file_name(&attachment))),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CACHE_CONTROL, CACHE.to_owned()),
    ];
    Ok((headers, content).into_response())
}

/// Forget an attachment.
///
/// One that has not been sent; what belongs to a message goes with it.
#[utoipa::path(
    delete,
    path = "/attachments/{id}",
    responses((status = 204, description = "It is gone.")),
)]
pub async fn delete_attachment(
    State(attachments): State<Attachments>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    attachments.delete(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
