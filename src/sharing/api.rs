//! Server functions for sharing: what the plain forms of its pages post to. Each is a thin door to
//! [`Sharing`](super::Sharing).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::{
    Sharing,
    model::{DAYS_DEFAULT, ShareError, ShareId, Source, Terms},
};
use crate::{
    audit::Event,
    auth::{Auth, CurrentUser, api::current_user, pages::NEXT},
    domain::error::{AppError, Result},
    i18n::page_language,
    web::cookie::FlashCookie,
};
use http::{HeaderValue, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Carries the token of a new link to the list, which shows it once.
pub(super) const NEW_LINK: FlashCookie = FlashCookie { name: "supbot_new_link", path: "/shares" };

/// Shares a conversation or a document, and goes to the list, which shows the link once; after 0 days it does not end, and after 30 when nothing is
/// said. What
/// stands against it is told by the page that was posted from.
#[server]
pub async fn create_share(
    #[server(default)] conversation: String,
    #[server(default)] document: String,
    #[server(default)] days: Option<u32>,
    #[server(default)] is_findable: bool,
) -> Result<()> {
    let (auth, sharing, user) = context().await?;
    let source = source(&conversation, &document)?;
    let days = Some(days.unwrap_or(DAYS_DEFAULT)).filter(|days| *days > 0);
    let terms = Terms { days, is_findable };
    match sharing.create(user.id(), source, terms, page_language()).await {
        Ok((_, token)) => {
            auth.record(&user, Event::ShareCreated);
            set_cookie(NEW_LINK.send(token.as_str(), auth.has_secure_cookies()))?;
            go("/shares")
        }
        Err(ShareError::Other(error)) => Err(error),
        Err(error) => go(&format!("{}&error={}", new_path(source), error.code())),
    }
}

/// Ends a share at once.
#[server]
pub async fn delete_share(id: ShareId) -> Result<()> {
    let (auth, sharing, user) = context().await?;
    sharing.delete(user.id(), id).await?;
    auth.record(&user, Event::ShareDeleted);
    go("/shares?saved=revoked")
}

/// Makes what a link leads to one's own and goes there. A visitor is led to log in, and back.
#[server]
pub async fn copy_share(token: String) -> Result<()> {
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

/// What a form or an address names: a conversation or a document, not both.
pub(super) fn source(conversation: &str, document: &str) -> Result<Source> {
    match (conversation, document) {
        (id, "") => Ok(Source::Conversation(id.parse()?)),
        ("", id) => Ok(Source::Document(id.parse()?)),
        _ => Err(AppError::NotFound),
    }
}

/// The page that says what will be shown.
fn new_path(source: Source) -> String {
    let name = match source {
        Source::Conversation(_) => "conversation",
        Source::Document(_) => "document",
    };
    format!("/shares/new?{name}={}", source.id())
}

/// The shares of this server, and whom the running request is from.
pub(super) async fn context() -> Result<(Auth, Sharing, CurrentUser)> {
    let sharing = use_context::<Sharing>().ok_or(AppError::Internal)?;
    let (auth, user) = current_user().await?;
    Ok((auth, sharing, user))
}

fn set_cookie(cookie: Option<HeaderValue>) -> Result<()> {
    let (response, cookie) = use_context::<ResponseOptions>().zip(cookie).ok_or(AppError::Internal)?;
    response.append_header(header::SET_COOKIE, cookie);
    Ok(())
}

fn go(path: &str) -> Result<()> {
    leptos_axum::redirect(path);
    Ok(())
}
