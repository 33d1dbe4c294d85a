//! Documents as files, and files as documents.

use crate::{
    auth::CurrentUser,
    documents::{Documents, export::FileForm},
    error::{Fault, Result},
    locales::Language,
};
use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// What a document is to be exported as.
#[derive(Debug, Deserialize)]
pub struct ExportAs {
    format: String,
}

/// What a file is called.
#[derive(Debug, Deserialize)]
pub struct FileName {
    name: String,
}

/// `GET /api/v1/documents/{id}/export?format=md|txt|html|docx|pdf`: the document as a file.
///
/// # Errors
/// 401, 404; 413 when it is too long for that; 422 for another format.
pub async fn export_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(ExportAs { format }): Query<ExportAs>,
) -> Result<Response> {
    let form = FileForm::of_extension(&format).ok_or(Fault::FormatUnknown)?;
    let (document, file) = documents.export(user.id(), id.parse()?, form).await?;
    let disposition = attachment(&document.title, form.extension());
    let headers = [(header::CONTENT_TYPE, form.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, file).into_response())
}

/// `POST /api/v1/documents/import?name=`: the body is a file, Markdown, text or DOCX by the end of its name; 201.
///
/// # Errors
/// 401, 413; 422 when it cannot be read.
pub async fn import_document(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    Query(FileName { name }): Query<FileName>,
    file: Bytes,
) -> Result<impl IntoResponse> {
    let document = documents.import(user.id(), &name, &file, language).await?;
    Ok((StatusCode::CREATED, Json(document)))
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
