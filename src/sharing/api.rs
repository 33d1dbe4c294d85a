//! Server functions for sharing: what its pages show, and what their plain forms post to. Each is a thin door to
//! [`Sharing`](super::Sharing).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::model::{ShareId, ShareList, SharePreview};
use crate::domain::error::Result;
use leptos::prelude::*;

/// Shares of one page of the list.
#[cfg(feature = "ssr")]
const PAGE_LENGTH: usize = 40;

/// The person's shares, newest first, after the last one of the page before; with the link that was just made, once.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_shares(#[server(default)] older: String) -> Result<ShareList> {
    let (_, sharing, user) = context::request().await?;
    // A cursor that cannot be read starts over at the newest.
    let page = sharing.list(user.id(), older.parse().ok(), PAGE_LENGTH).await?;
    Ok(ShareList { page, is_on: sharing.is_on(), new_link: context::new_link() })
}

/// What whoever has the link would see of a conversation or of a document; `error` is the code of a
/// [`ShareError`](super::error::ShareError) that the page tells, if it is one.
#[server(input = server_fn::codec::GetUrl)]
pub async fn preview_share(
    #[server(default)] conversation: String,
    #[server(default)] document: String,
    #[server(default)] error: String,
) -> Result<SharePreview> {
    use super::{error::ShareError, model::ShareForm, snapshot::Snapshot};
    use crate::{auth::flash::posted_value, i18n::page_language, ui::form_error::form_error};
    let language = page_language();
    let texts = language.sharing_texts();
    let (_, sharing, user) = context::request().await?;
    let source = context::source(&conversation, &document)?;
    let (title, snapshot) = match sharing.snapshot(user.id(), source, language).await {
        Ok(shown) => shown,
        Err(ShareError::Other(error)) => return Err(error),
        Err(error) => {
            return Ok(SharePreview { back: source.path(), error: Some(error.sentence(language)), form: None });
        }
    };
    let told = ShareError::OWN.into_iter().find(|known| known.code() == error);
    let shown = match snapshot {
        Snapshot::Conversation(said) => texts.shown_conversation(said.len()),
        Snapshot::Document(_) => texts.shown_document.to_owned(),
    };
    let form = ShareForm {
        title,
        shown,
        days: posted_value::<CreateShare>("days").and_then(|days| days.parse().ok()),
        is_findable: posted_value::<CreateShare>("is_findable").is_some(),
        refused: form_error::<CreateShare>().get_untracked(),
    };
    Ok(SharePreview { back: source.path(), error: told.map(|error| error.sentence(language)), form: Some(form) })
}

/// Shares a conversation or a document, and goes to the list, which shows the link once; after 0 days it does not end, and
/// after 30 when nothing is said. What stands against it is told by the page that was posted from.
#[server]
pub async fn create_share(
    #[server(default)] conversation: String,
    #[server(default)] document: String,
    #[server(default)] days: Option<u32>,
    #[server(default)] is_findable: bool,
) -> Result<()> {
    use super::{error::ShareError, model::DAYS_DEFAULT, snapshot::Terms};
    use crate::{audit::Event, i18n::page_language};
    use context::{NEW_LINK, go, set_cookie};
    let (auth, sharing, user) = context::request().await?;
    let source = context::source(&conversation, &document)?;
    let days = Some(days.unwrap_or(DAYS_DEFAULT)).filter(|days| *days > 0);
    let terms = Terms { days, is_findable };
    match sharing.create(user.id(), source, terms, page_language()).await {
        Ok((_, token)) => {
            auth.record(&user, Event::ShareCreated);
            set_cookie(NEW_LINK.send(token.as_str(), auth.has_secure_cookies()))?;
            go("/shares")
        }
        Err(ShareError::Other(error)) => Err(error),
        Err(error) => go(&format!("{}&error={}", context::new_path(source), error.code())),
    }
}

/// Ends a share at once.
#[server]
pub async fn delete_share(id: ShareId) -> Result<()> {
    let (auth, sharing, user) = context::request().await?;
    sharing.delete(user.id(), id).await?;
    auth.record(&user, crate::audit::Event::ShareDeleted);
    context::go("/shares?saved=revoked")
}

/// Makes what a link leads to one's own and goes there. A visitor is led to log in, and back.
#[server]
pub async fn copy_share(token: String) -> Result<()> {
    use super::Sharing;
    use crate::{
        auth::{Auth, pages::NEXT},
        domain::error::AppError,
        i18n::page_language,
    };
    use context::{go, set_cookie};
    use http::request::Parts;
    let sharing = use_context::<Sharing>().ok_or(AppError::Internal)?;
    let (auth, request) = use_context::<Auth>().zip(use_context::<Parts>()).ok_or(AppError::Internal)?;
    let network = auth.client_network(&request);
    match auth.identify(&request).await {
        Ok(user) => go(&sharing.copy(user.id(), network, &token, page_language()).await?),
        Err(AppError::Unauthorized) => {
            // What is no token is not kept.
            sharing.find(network, &token).await?;
            set_cookie(NEXT.send(&format!("/share/{token}"), auth.has_secure_cookies()))?;
            go("/login")
        }
        Err(error) => Err(error),
    }
}

/// What the functions here need of the running request.
#[cfg(feature = "ssr")]
mod context {
    use crate::{
        auth::{Auth, CurrentUser, api::current_user},
        domain::error::{AppError, Result},
        sharing::{Sharing, snapshot::Source},
        web::cookie::FlashCookie,
    };
    use http::{HeaderValue, header, request::Parts};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    /// Carries the token of a new link to the list, which shows it once.
    pub(super) const NEW_LINK: FlashCookie = FlashCookie { name: "supbot_new_link", path: "/shares" };

    /// The link that was just made, with its whole address; nothing but this answer has it, once.
    pub(super) fn new_link() -> Option<String> {
        let (auth, sharing) = use_context::<Auth>().zip(use_context::<Sharing>())?;
        let request = use_context::<Parts>()?;
        let (token, removal) = NEW_LINK.take(&request.headers, auth.has_secure_cookies())?;
        use_context::<ResponseOptions>()?.append_header(header::SET_COOKIE, removal);
        Some(sharing.address(&request, &token))
    }

    /// What a form or an address names: a conversation or a document, not both.
    pub(super) fn source(conversation: &str, document: &str) -> Result<Source> {
        match (conversation, document) {
            (id, "") => Ok(Source::Conversation(id.parse()?)),
            ("", id) => Ok(Source::Document(id.parse()?)),
            _ => Err(AppError::NotFound),
        }
    }

    /// The page that says what will be shown.
    pub(super) fn new_path(source: Source) -> String {
        let name = match source {
            Source::Conversation(_) => "conversation",
            Source::Document(_) => "document",
        };
        format!("/shares/new?{name}={}", source.id())
    }

    /// The shares of this server, and whom the running request is from.
    pub(super) async fn request() -> Result<(Auth, Sharing, CurrentUser)> {
        let sharing = use_context::<Sharing>().ok_or(AppError::Internal)?;
        let (auth, user) = current_user().await?;
        Ok((auth, sharing, user))
    }

    pub(super) fn set_cookie(cookie: Option<HeaderValue>) -> Result<()> {
        let (response, cookie) = use_context::<ResponseOptions>().zip(cookie).ok_or(AppError::Internal)?;
        response.append_header(header::SET_COOKIE, cookie);
        Ok(())
    }

    pub(super) fn go(path: &str) -> Result<()> {
        leptos_axum::redirect(path);
        Ok(())
    }
}
