//! Server functions for fixes: what the plain forms of their pages post to. Each is a thin door to [`Fixes`].
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::{Fixes, error::FixError, markdown::markdown, model::FixId, store::Decision};
use crate::{
    auth::{CurrentUser, api::current_user},
    diff::view::Layout,
    documents::{self, Documents},
    domain::error::{AppError, Result},
    i18n::page_language,
};
use leptos::prelude::*;

/// Accepts the hunks whose numbers are given and rejects all others; `all` says `accept` or `reject` of every one.
#[server]
pub async fn decide_hunks(
    id: FixId,
    #[server(default)] accepted: Vec<u32>,
    #[server(default)] all: String,
    #[server(default)] view: String,
) -> Result<()> {
    let (fixes, user) = context().await?;
    let decision = match all.as_str() {
        "accept" => Decision::All(true),
        "reject" => Decision::All(false),
        _ => Decision::Exactly(accepted),
    };
    let decided = fixes.decide(user.id(), id, decision).await;
    back(id, &view, decided)
}

/// Has the same code mended once more.
#[server]
pub async fn ask_fix_again(id: FixId) -> Result<()> {
    let (fixes, user) = context().await?;
    let asked = fixes.ask_again(user.id(), id, None).await;
    back(id, "", asked)
}

/// Stops the model.
#[server]
pub async fn stop_fix(id: FixId) -> Result<()> {
    let (fixes, user) = context().await?;
    fixes.stop(user.id(), id).await?;
    fixes.generations().ended(id.uuid()).await;
    back(id, "", Ok(()))
}

/// Forgets a fix.
#[server]
pub async fn delete_fix(id: FixId) -> Result<()> {
    let (fixes, user) = context().await?;
    fixes.delete(user.id(), id).await?;
    leptos_axum::redirect("/code?saved=deleted");
    Ok(())
}

/// Makes a document of the result, and goes to it.
#[server]
pub async fn document_from_fix(id: FixId) -> Result<()> {
    let (fixes, user) = context().await?;
    let documents = use_context::<Documents>().ok_or(AppError::Internal)?;
    let fix = fixes.get(user.id(), id).await?;
    let wanted = documents::NewDocument {
        content: Some(markdown(&fix.files)),
        title: Some(fix.title),
        ..documents::NewDocument::default()
    };
    let document = documents.create(user.id(), wanted, page_language()).await?;
    leptos_axum::redirect(&format!("/documents/{}", document.id));
    Ok(())
}

/// Goes to the page of a fix, which tells what stood against what was just tried.
fn back(id: FixId, view: &str, done: Result<(), FixError>) -> Result<()> {
    let view = Layout::from_name(view).name();
    match done {
        Ok(()) => leptos_axum::redirect(&format!("/code/{id}?view={view}")),
        Err(FixError::Other(error)) => return Err(error),
        Err(error) => leptos_axum::redirect(&format!("/code/{id}?view={view}&error={}", error.code())),
    }
    Ok(())
}

/// The fixes of this server, and whom the running request is from.
pub(super) async fn context() -> Result<(Fixes, CurrentUser)> {
    let fixes = use_context::<Fixes>().ok_or(AppError::Internal)?;
    Ok((fixes, current_user().await?.1))
}
