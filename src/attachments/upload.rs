//! A file as it is sent: as the body itself, or in a form.

use super::{AttachmentError, service::FILE_BYTES_MAX};
use crate::{
    domain::error::AppError,
    i18n::Language,
    rest::{File, Problem, RawBody},
};
use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    http::{StatusCode, header},
};
use utoipa::ToSchema;

/// Most bytes of a request: a file, and what a form puts around it.
pub const BODY_BYTES_MAX: usize = FILE_BYTES_MAX + 64 * 1024;
/// The field of the form.
const FIELD: &str = "file";

/// A form with a file.
#[derive(ToSchema)]
#[schema(examples(json!({ "file": "# Notes" })))]
#[expect(dead_code, reason = "it describes what is sent as a form")]
pub struct UploadForm {
    /// The file, with its name.
    file: File,
}

/// A file that was sent, and what it is called when the form says so.
pub struct Upload {
    /// None: the address says it.
    pub name: Option<String>,
    /// All of it.
    pub file: Bytes,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
            let RawBody(file) = RawBody::from_request(request, state).await?;
            return Ok(Self { name: None, file });
        }
        let (parts, body) = request.into_parts();
        let language = Language::from_request(&parts);
        let form = Multipart::from_request(Request::from_parts(parts, body), state).await;
        let mut form = form.map_err(|_| Problem::from(AppError::BadRequest))?;
        let told = |error: AttachmentError| error.problem(language);
        let broken = |error: MultipartError| match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => told(AttachmentError::TooLarge),
            _ => AppError::BadRequest.into(),
        };
        while let Some(field) = form.next_field().await.map_err(broken)? {
            if field.name() == Some(FIELD) {
                let name = field.file_name().map(str::to_owned);
                let file = field.bytes().await.map_err(broken)?;
                return Ok(Self { name, file });
            }
        }
        Err(told(AttachmentError::NoFile))
    }
}
