//! Documents as files, and files as documents.

use super::respond_created;
use crate::{
    auth::CurrentUser,
    documents::{Documents, export::ExportFormat, model::Document},
    domain::error::Result,
    i18n::Language,
    rest::{File, Idempotent, Problem, Query, RawBody, attachment, idempotency::IdempotencyKeyHeader},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::IntoParams;

/// What a document is to be exported as.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportAs {
    /// The form of file.
    #[param(inline, example = "docx")]
    format: ExportFormat,
}

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileName {
    /// Its end says what it is: `.docx`, `.md`, `.txt`; the rest becomes the title.
    #[param(example = "회의록.docx")]
    name: String,
}

/// Export a document.
///
/// As a file that is named after it.
#[utoipa::path(
    get,
    path = "/documents/{id}/export",
    params(ExportAs),
    responses(
        (status = 200, description = "The file.", content(
            (String = "text/markdown"),
            (String = "text/plain"),
            (String = "text/html"),
            (File = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (File = "application/pdf"),
        )),
        (status = 413, description = "It is too long for such a file."),
    ),
)]
pub async fn export_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(ExportAs { format: form }): Query<ExportAs>,
) -> Result<Response> {
    let (document, file) = documents.export(user.id(), id.parse()?, form).await?;
    let extension = form.extension();
    let disposition = attachment(&format!("{}.{extension}", document.title), Some(&format!("document.{extension}")));
    let headers = [(header::CONTENT_TYPE, form.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, file).into_response())
}

/// Import a document.
///
/// The body is the file, 4 MB at most: Markdown, text, or Word.
#[utoipa::path(
    post,
    path = "/documents/import",
    params(IdempotencyKeyHeader, FileName),
    request_body(content = File, content_type = "application/octet-stream", example = "# Minutes\n"),
    responses((status = 201, description = "The new document.", body = Document)),
)]
pub async fn import_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Query(FileName { name }): Query<FileName>,
    once: Idempotent<RawBody>,
) -> Result<Response, Problem> {
    let (maker, owner) = (documents.clone(), user.id());
    let created = once.create(owner, move |RawBody(file)| async move {
        let document = maker.import(owner, &name, &file, language).await?;
        Ok((document.id, document))
    });
    respond_created(&documents, &user, created.await?).await
}
