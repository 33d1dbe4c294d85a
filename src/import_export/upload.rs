//! `POST /transfer/import`: a file from a form, to be imported.

use super::{Transfer, service::NotTaken};
use crate::{
    audit::Event,
    auth::{Auth, CurrentUser},
    domain::error::{AppError, Fault},
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
        let field = form.next_field().await.map_err(|_| NotTaken::CutOff)?.ok_or(NotTaken::CutOff)?;
        transfer.import(user.id(), length, field).await
    };
    Redirect::to(match imported.await {
        Ok(_) => {
            auth.record(&user, Event::Imported);
            "/transfer"
        }
        Err(NotTaken::TooLarge) => "/transfer?error=too_large",
        Err(NotTaken::CutOff) => "/transfer?error=cut_off",
        Err(NotTaken::Error(AppError::Invalid(Fault::AccountFull))) => "/transfer?error=account_full",
        Err(NotTaken::Error(AppError::DiskFull)) => "/transfer?error=disk_full",
        Err(NotTaken::Error(AppError::TooManyRequests(_) | AppError::Unavailable)) => "/transfer?error=busy",
        Err(NotTaken::Error(_)) => "/transfer?error=unknown",
    })
}
