//! `POST /transfer/import`: a file from a form, to be imported.

use super::{Transfer, service::UploadError};
use crate::{
    audit::Event,
    auth::{Auth, CurrentUser},
    domain::error::{AppError, ValidationError},
};
use axum::{
    extract::{Multipart, State},
    http::{HeaderMap, header},
    response::Redirect,
};

/// Begins the import, and leads to where it can be watched; when the file is not taken, the page says why.
pub async fn import_upload(
    State(transfer): State<Transfer>,
    State(auth): State<Auth>,
    user: CurrentUser,
    headers: HeaderMap,
    mut form: Multipart,
) -> Redirect {
    // Of the whole form, which is a little more.
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let imported = async {
        let field = form.next_field().await.map_err(|_| UploadError::CutOff)?.ok_or(UploadError::CutOff)?;
        transfer.import(user.id(), length, field).await
    };
    Redirect::to(match imported.await {
        Ok(_) => {
            auth.record(&user, Event::Imported);
            "/transfer"
        }
        Err(UploadError::TooLarge) => "/transfer?error=too_large",
        Err(UploadError::CutOff) => "/transfer?error=cut_off",
        Err(UploadError::Error(AppError::Invalid(ValidationError::AccountFull))) => "/transfer?error=account_full",
        Err(UploadError::Error(AppError::DiskFull)) => "/transfer?error=disk_full",
        Err(UploadError::Error(AppError::TooManyRequests(_) | AppError::Unavailable)) => "/transfer?error=busy",
        Err(UploadError::Error(_)) => "/transfer?error=unknown",
    })
}
