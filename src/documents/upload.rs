//! `POST /documents/import`: a file from a form, as a document.

use super::{Documents, service::IMPORT_BYTES_MAX};
use crate::{
    auth::CurrentUser,
    domain::error::{AppError, ValidationError},
    i18n::Language,
};
use axum::{
    extract::{Multipart, State},
    response::Redirect,
};

/// Makes a document of the file and leads to it; when that fails, the list says why.
pub async fn import_upload(
    State(documents): State<Documents>,
    user: CurrentUser,
    language: Language,
    mut form: Multipart,
) -> Redirect {
    let imported = async {
        let field = form.next_field().await.map_err(|_| AppError::BadRequest)?.ok_or(AppError::BadRequest)?;
        let name = field.file_name().unwrap_or_default().to_owned();
        let file = field.bytes().await.map_err(|_| ValidationError::DocumentTooLong)?;
        if file.len() > IMPORT_BYTES_MAX {
            return Err(ValidationError::DocumentTooLong.into());
        }
        documents.import(user.id(), &name, &file, language).await
    };
    match imported.await {
        Ok(document) => Redirect::to(&format!("/documents/{}", document.id)),
        Err(AppError::Invalid(fault)) => {
            let code = serde_json::to_value(fault).ok().and_then(|code| code.as_str().map(str::to_owned));
            Redirect::to(&format!("/documents?error={}", code.unwrap_or_default()))
        }
        Err(_) => Redirect::to("/documents?error=unknown"),
    }
}
