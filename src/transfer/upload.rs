//! `POST /transfer/import`: a file from a form, to be imported.

use super::{Transfer, service::NotTaken};
use crate::{
    audit::Event,
    auth::{Auth, CurrentUser},
    error::AppError,
};
use axum::{
    extract::{Multipart, State},
    response::Redirect,
};

/// Begins the import, and leads to where it can be watched; when the file is not taken, the page says why.
pub async fn import_upload(
    State(transfer): State<Transfer>,
    State(auth): State<Auth>,
    user: CurrentUser,
    mut form: Multipart,
) -> Redirect {
    let imported = async {
        let field = form.next_field().await.map_err(|_| NotTaken::CutOff)?.ok_or(NotTaken::CutOff)?;
        transfer.import(user.id(), field).await
    };
    Redirect::to(match imported.await {
        Ok(_) => {
            auth.record(&user, Event::Imported);
            "/transfer"
        }
        Err(NotTaken::TooLarge) => "/transfer?error=too_large",
        Err(NotTaken::CutOff) => "/transfer?error=cut_off",
        Err(NotTaken::Error(AppError::TooManyRequests(_))) => "/transfer?error=busy",
        Err(NotTaken::Error(_)) => "/transfer?error=unknown",
    })
}
