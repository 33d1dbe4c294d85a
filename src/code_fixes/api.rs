//! Server functions for fixes: what their pages ask for, and what the plain forms in them post to. Each is a thin door to
//! [`Fixes`](super::Fixes).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::{
    model::{FileId, FixId},
    pages::model::{FixList, FixResult, ShownFix},
};
use crate::domain::error::Result;
use leptos::prelude::*;

/// Fixes of one page of the list.
#[cfg(feature = "ssr")]
const PAGE_LENGTH: usize = 20;

/// A page of the person's fixes, who can mend, and why what was just sent was not taken: `error` is the code of why, `wait`
/// the seconds after which it can be sent again.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_fixes(
    #[server(default)] cursor: String,
    #[server(default)] error: String,
    #[server(default)] wait: String,
) -> Result<FixList> {
    use super::pages::view;
    let (fixes, user) = context::request().await?;
    let language = crate::i18n::page_language();
    // A cursor that cannot be read starts over at the newest.
    let page = fixes.list(user.id(), cursor.parse().ok(), PAGE_LENGTH).await?;
    let models = view::choices(fixes.providers().list().await);
    Ok(FixList { page, models, refused: view::refused(&error, &wait, language) })
}

/// A fix, and why what was just tried was not done, by the code of why.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_fix(id: String, #[server(default)] error: String) -> Result<ShownFix> {
    use super::pages::view;
    let (fixes, user) = context::request().await?;
    let language = crate::i18n::page_language();
    let refused = view::refused(&error, "", language);
    Ok(ShownFix { refused, ..view::open_fix(&fixes, user.id(), id.parse()?, language).await? })
}

/// Accepts the hunks whose numbers are given and rejects all others; gives the result with them.
#[server]
pub async fn update_hunks(id: FixId, #[server(default)] accepted: Vec<u32>) -> Result<FixResult> {
    use super::{error::FixError, pages::view, store::Decision};
    use crate::domain::error::AppError;
    let (fixes, user) = context::request().await?;
    fixes.decide(user.id(), id, Decision::Exactly(accepted)).await.map_err(|error| match error {
        FixError::Other(error) => error,
        // The page of the fix as it is now says what is wrong.
        _ => AppError::BadRequest,
    })?;
    Ok(view::result(&fixes.get(user.id(), id).await?.files))
}

/// One file of a fix as it is with what is accepted.
#[server(input = server_fn::codec::GetUrl)]
pub async fn read_fixed_file(id: FixId, file: FileId) -> Result<String> {
    let (fixes, user) = context::request().await?;
    Ok(fixes.file(user.id(), id, &file.to_string()).await?.result)
}

/// Accepts the hunks whose numbers are given and rejects all others; `all` says `accept` or `reject` of every one.
#[server]
pub async fn decide_hunks(
    id: FixId,
    #[server(default)] accepted: Vec<u32>,
    #[server(default)] all: String,
    #[server(default)] view: String,
) -> Result<()> {
    use super::store::Decision;
    let (fixes, user) = context::request().await?;
    let decision = match all.as_str() {
        "accept" => Decision::All(true),
        "reject" => Decision::All(false),
        _ => Decision::Exactly(accepted),
    };
    let decided = fixes.decide(user.id(), id, decision).await;
    context::back(id, &view, decided)
}

/// Has the same code mended once more.
#[server]
pub async fn ask_fix_again(id: FixId) -> Result<()> {
    let (fixes, user) = context::request().await?;
    let asked = fixes.ask_again(user.id(), id, None).await;
    context::back(id, "", asked)
}

/// Stops the model.
#[server]
pub async fn stop_fix(id: FixId) -> Result<()> {
    let (fixes, user) = context::request().await?;
    fixes.stop(user.id(), id).await?;
    fixes.generations().ended(id.uuid()).await;
    context::back(id, "", Ok(()))
}

/// Forgets a fix.
#[server]
pub async fn delete_fix(id: FixId) -> Result<()> {
    let (fixes, user) = context::request().await?;
    fixes.delete(user.id(), id).await?;
    leptos_axum::redirect("/code?saved=deleted");
    Ok(())
}

/// Makes a document of the result, and goes to it.
#[server]
pub async fn document_from_fix(id: FixId) -> Result<()> {
    use super::markdown::markdown;
    use crate::{
        documents::{self, Documents},
        domain::error::AppError,
        i18n::page_language,
    };
    let (fixes, user) = context::request().await?;
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

#[cfg(feature = "ssr")]
mod context {
    //! What a server function takes from the request that it runs in, and where it leads to.

    use crate::{
        auth::{CurrentUser, api::current_user},
        code_fixes::{Fixes, error::FixError, model::FixId},
        diff::view::Layout,
        domain::error::{AppError, Result},
    };
    use leptos::prelude::use_context;

    /// The fixes of this server, and whom the running request is from.
    pub(super) async fn request() -> Result<(Fixes, CurrentUser)> {
        let fixes = use_context::<Fixes>().ok_or(AppError::Internal)?;
        Ok((fixes, current_user().await?.1))
    }

    /// Goes to the page of a fix, which tells what stood against what was just tried.
    pub(super) fn back(id: FixId, view: &str, done: Result<(), FixError>) -> Result<()> {
        let view = Layout::from_name(view).name();
        match done {
            Ok(()) => leptos_axum::redirect(&format!("/code/{id}?view={view}")),
            Err(FixError::Other(error)) => return Err(error),
            Err(error) => leptos_axum::redirect(&format!("/code/{id}?view={view}&error={}", error.code())),
        }
        Ok(())
    }
}
