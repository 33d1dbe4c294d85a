//! Who a request comes from: looked up once for all that it asks for.

use super::{
    api_auth::is_bearer,
    caller::{Caller, CallerSlot},
    current_user::CurrentUser,
    service::Auth,
    session, store,
    streams::{Proof, ProofSlot},
    token::Token,
};
use crate::{
    domain::{
        error::{AppError, Result},
        time::now_ms,
    },
    web::navigation::is_navigation,
};
use axum::{
    extract::{FromRef, FromRequestParts, Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, Method, header, request::Parts};

impl Auth {
    /// The person behind a request.
    ///
    /// # Errors
    /// `Unauthorized` when there is neither token, key nor cookie, it has ended or the account is no longer allowed; a
    /// token that is wrong is not made good by a cookie beside it. `Forbidden` when a key may only read. `TooManyRequests`
    /// when the account changes things faster than anybody does.
    pub async fn identify(&self, request: &Parts) -> Result<CurrentUser> {
        if let Some(Identified(known)) = request.extensions.get() {
            return known.clone();
        }
        let looks = self.streams.looks();
        let (mut user, expires_at) = match self.identify_bearer(request).await {
            Some(current_account) => current_account?,
            None => (self.identify_cookie(request).await?, None),
        };
        if let Some(slot) = request.extensions.get::<ProofSlot>() {
            slot.fill(Proof { credential: user.credential, expires_at, looks });
        }
        user.origin = self.origin(request);
        if !request.method.is_safe() {
            self.writes.check_unannounced(&user.id())?;
        }
        Ok(user)
    }

    async fn identify_cookie(&self, request: &Parts) -> Result<CurrentUser> {
        let token = Token::from_cookie(&request.headers, self.settings.secure_cookies).ok_or(AppError::Unauthorized)?;
        let found = store::find_session(self.db(), &token.hash(), now_ms()).await?.ok_or(AppError::Unauthorized)?;
        Ok(CurrentUser::from_session(found.me, found.id, found.authenticated_at))
    }
}

/// Who a request comes from, found out once for all that it asks for.
#[derive(Clone)]
struct Identified(Result<CurrentUser>);

/// Says of each page whose it is, by the id of the account: a device keeps pages for one account alone, and none of it when
/// that account is logged in no longer. In a request it says who asks.
pub const ACCOUNT: HeaderName = HeaderName::from_static("supbot-account");
/// In place of the id on what a visitor gets.
const NOBODY: HeaderValue = HeaderValue::from_static("none");

/// What a browser is to forget of the site (W3C Clear Site Data).
pub const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");
/// Its cache.
pub const CACHE_ONLY: HeaderValue = HeaderValue::from_static("\"cache\"");

/// Finds out who a request comes from before anything else: a page asks for many things at once, and is rendered knowing
/// whom for.
pub async fn session_layer(State(auth): State<Auth>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let current_account = auth.identify(&parts).await;
    let account = match &current_account {
        Ok(user) => HeaderValue::from_str(&user.id().to_string()).ok(),
        Err(AppError::Unauthorized) => Some(NOBODY),
        Err(_) => None,
    };
    // A session that has ended leaves as little behind as one that was ended. Only with a page: what a page asks for in the
    // background may be answered after another tab has logged in, and would take the new cookie away.
    let removal = (account == Some(NOBODY)
        && parts.method == Method::GET
        && is_navigation(&parts.headers)
        && session::is_sent(&parts.headers, auth.has_secure_cookies()))
    .then(|| auth.removal_cookie().ok())
    .flatten();
    parts.extensions.insert(Identified(current_account));
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(removal) = removal {
        response.headers_mut().append(header::SET_COOKIE, removal);
        response.headers_mut().insert(CLEAR_SITE_DATA, CACHE_ONLY);
    }
    response.headers_mut().extend(account.map(|account| (ACCOUNT, account)));
    response
}

/// Who the request is from whose page is being rendered; nobody when it is from a visitor.
///
/// # Errors
/// When the database fails.
pub fn current_account(request: &Parts) -> Result<Option<CurrentUser>> {
    match request.extensions.get() {
        Some(Identified(Ok(user))) => Ok(Some(user.clone())),
        None | Some(Identified(Err(AppError::Unauthorized))) => Ok(None),
        Some(Identified(Err(error))) => Err(error.clone()),
    }
}

impl<S> FromRequestParts<S> for CurrentUser
where
    Auth: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let user = Auth::from_ref(state).identify(parts).await?;
        if let Some(slot) = parts.extensions.get::<CallerSlot>() {
            slot.set(Caller { credential: user.credential, is_bearer: is_bearer(&parts.headers) })?;
        }
        Ok(user)
    }
}
