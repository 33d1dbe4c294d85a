//! Server functions for accounts. Each is a thin door to [`Auth`](super::Auth); forms post to them without JavaScript.
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::model::{Account, ApiKey, ApiKeyId, Session, SessionId};
use crate::{domain::error::Result, i18n::Language};
use leptos::prelude::*;

/// Makes an account, logs it in and goes to the first page.
#[server]
pub async fn sign_up(username: String, #[server(default)] email: String, password: String) -> Result<()> {
    let (auth, request) = context::request()?;
    let cookies = auth.sign_up(&request, &username, &email, password).await?;
    context::set_cookies_and_go(cookies, "/")
}

/// Logs in and goes to `next` (a path of this site) or the first page.
#[server]
pub async fn log_in(username: String, password: String, #[server(default)] next: String) -> Result<()> {
    let (auth, request) = context::request()?;
    let cookies = auth.log_in(&request, &username, password).await?;
    context::set_cookies_and_go(cookies, context::local_path(&next))
}

/// Logs out and goes to the first page, whose script leaves nothing of the account on the device (src/offline/device.ts).
#[server]
pub async fn log_out() -> Result<()> {
    let (auth, request) = context::request()?;
    let cookie = auth.log_out(&request).await?;
    context::leave_device(cookie)
}

/// Changes the password; every other session of the account ends, and every key unless they are kept.
#[server]
pub async fn change_password(current: String, new: String, #[server(default)] keeps_keys: bool) -> Result<()> {
    let (auth, request) = context::request()?;
    let user = auth.identify(&request).await?;
    let cookie = auth.change_password(&request, &user, current, new, keeps_keys).await?;
    context::set_cookies_and_go(cookie, "/settings?saved=password")
}

/// Takes the password once more, and goes to `next` (a path of this site): for ten minutes nothing asks for it again.
#[server]
pub async fn confirm_password(confirmation: String, #[server(default)] next: String) -> Result<()> {
    let (auth, user) = context::current_user().await?;
    auth.confirm_password(&user, confirmation).await?;
    context::go(context::local_path(&next))
}

/// Deletes the account and everything in it, and goes where [`log_out`] goes.
#[server]
pub async fn delete_account(password: String) -> Result<()> {
    let (auth, user) = context::current_user().await?;
    let cookie = auth.delete_account(&user, password).await?;
    context::leave_device(cookie)
}

/// The person who is logged in, or nobody.
#[server(input = server_fn::codec::GetUrl)]
pub async fn get_me() -> Result<Option<Account>> {
    match context::current_user().await {
        Ok((_, user)) => Ok(Some(user.me)),
        Err(crate::domain::error::AppError::Unauthorized) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether new people may sign up on this server.
#[server(input = server_fn::codec::GetUrl)]
pub async fn is_signup_open() -> Result<bool> {
    Ok(context::request()?.0.is_signup_open())
}

/// The log-ins of this account.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_sessions() -> Result<Vec<Session>> {
    let (auth, user) = context::current_user().await?;
    auth.list_sessions(&user).await
}

/// Ends one log-in of this account.
#[server]
pub async fn revoke_session(id: SessionId) -> Result<()> {
    let (auth, request) = context::request()?;
    let user = auth.identify(&request).await?;
    auth.revoke_session(&request, &user, id).await?;
    context::go("/settings?saved=session")
}

/// The keys of this account.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_keys() -> Result<Vec<ApiKey>> {
    let (auth, user) = context::current_user().await?;
    auth.list_keys(&user).await
}

/// Makes a key, which the settings then show once; after 0 days it does not end.
#[server]
pub async fn create_key(
    name: String,
    #[server(default)] is_read_only: bool,
    #[server(default)] days: u32,
) -> Result<()> {
    let (auth, user) = context::current_user().await?;
    let days = (days > 0).then_some(days);
    let (_, key) = auth.create_key(&user, super::api_auth::NewKey { name, is_read_only, days }).await?;
    context::set_cookies_and_go([auth.key_cookie(&key)?], "/settings#keys")
}

/// Ends a key of this account.
#[server]
pub async fn delete_key(id: ApiKeyId) -> Result<()> {
    let (auth, user) = context::current_user().await?;
    auth.delete_key(&user, id).await?;
    context::go("/settings?saved=key")
}

/// Sets the language of this browser, whoever uses it, and comes back.
#[server]
pub async fn choose_language(language: Language) -> Result<()> {
    context::set_cookie(language.cookie())?;
    context::show_in_settings("language");
    Ok(())
}

#[cfg(feature = "ssr")]
pub use context::{current_user, show_in_settings};

#[cfg(feature = "ssr")]
mod context {
    //! What a server function takes from, and gives to, the request that it runs in.

    use crate::{
        auth::{Auth, CurrentUser},
        domain::error::{AppError, Result},
    };
    use http::{HeaderValue, header, request::Parts};
    use leptos::prelude::use_context;
    use leptos_axum::ResponseOptions;

    pub(super) fn request() -> Result<(Auth, Parts)> {
        use_context::<Auth>().zip(use_context::<Parts>()).ok_or(AppError::Internal)
    }

    /// The person behind the running request.
    ///
    /// # Errors
    /// `Unauthorized` when nobody is logged in.
    pub async fn current_user() -> Result<(Auth, CurrentUser)> {
        let (auth, request) = request()?;
        let user = auth.identify(&request).await?;
        Ok((auth, user))
    }

    pub(super) fn set_cookie(cookie: HeaderValue) -> Result<()> {
        use_context::<ResponseOptions>().ok_or(AppError::Internal)?.append_header(header::SET_COOKIE, cookie);
        Ok(())
    }

    /// Takes the session away, and has the browser forget what of the site is in its cache. Its other storages hold choices
    /// too, and the program itself: the scripts of the first page clear them.
    pub(super) fn leave_device(removal: HeaderValue) -> Result<()> {
        let response = use_context::<ResponseOptions>().ok_or(AppError::Internal)?;
        response.insert_header(crate::auth::CLEAR_SITE_DATA, crate::auth::CACHE_ONLY);
        set_cookies_and_go([removal].into_iter().chain(crate::auth::session::left_cookie()), "/")
    }

    pub(super) fn go(path: &str) -> Result<()> {
        leptos_axum::redirect(path);
        Ok(())
    }

    pub(super) fn set_cookies_and_go(cookies: impl IntoIterator<Item = HeaderValue>, path: &str) -> Result<()> {
        cookies.into_iter().try_for_each(set_cookie)?;
        go(path)
    }

    /// Shows the settings again where something was chosen there. What was chosen elsewhere goes back to that page.
    pub fn show_in_settings(what: &str) {
        let referrer = use_context::<Parts>()
            .and_then(|request| request.headers.get(header::REFERER)?.to_str().ok()?.parse::<http::Uri>().ok());
        if referrer.is_some_and(|page| page.path() == "/settings") {
            leptos_axum::redirect(&format!("/settings?saved={what}"));
        }
    }

    /// `path` if it stays on this site, else the first page: `//host` and `/\host` would leave it.
    pub(super) fn local_path(path: &str) -> &str {
        let stays = path.starts_with('/') && !path[1..].starts_with(['/', '\\']) && !path.contains(char::is_control);
        if stays { path } else { "/" }
    }

    #[cfg(test)]
    mod tests {
        use super::local_path;

        #[test]
        fn a_path_to_go_on_to_never_leaves_the_site() {
            assert_eq!(local_path("/c/1?x=2"), "/c/1?x=2");
            for path in ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:1", "/a\r\nb"] {
                assert_eq!(local_path(path), "/", "{path:?}");
            }
        }
    }
}
