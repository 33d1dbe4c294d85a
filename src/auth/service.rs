//! What can be done with an account. Server functions and HTTP handlers both come through here.

use super::{
    model::{ApiKeyId, Email, Me, Password, Session, SessionId, UserId, Username},
    password::Passwords,
    session,
    signing::Signing,
    store::{self, Kind, NewSession},
};
use crate::{
    error::{AppError, Fault, Result},
    rate_limit::RateLimit,
    time::now_ms,
    token::Token,
};
use axum::{
    extract::{ConnectInfo, FromRef, FromRequestParts, Request, State},
    middleware::Next,
    response::Response,
};
use futures::future::BoxFuture;
use http::{HeaderName, HeaderValue, Method, header, request::Parts};
use sqlx::SqlitePool;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    sync::Arc,
};

/// Sign-ups from one address: enough for a class behind one router, too few for a script.
const SIGN_UPS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).expect("30 is not 0");
/// Log-ins from one address.
const LOG_INS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("60 is not 0");
/// Tries at one account's password, wherever they come from.
const TRIES_PER_ACCOUNT_PER_MINUTE: NonZeroU32 = NonZeroU32::new(10).expect("10 is not 0");
/// Most characters of a browser's description that are kept.
const USER_AGENT_LENGTH: usize = 200;

/// How accounts behave on this server.
#[derive(Debug, Clone, Copy)]
pub struct AuthSettings {
    /// Whether new people may sign up.
    pub is_signup_open: bool,
    /// Whether cookies are for https only.
    pub secure_cookies: bool,
    /// Whether `X-Forwarded-For` is believed, since a proxy of ours writes it.
    pub trust_proxy: bool,
}

/// What is done for an account before it is deleted, by those who own something that runs for it.
type Farewell = Arc<dyn Fn(UserId) -> BoxFuture<'static, Result<()>> + Send + Sync>;

/// The accounts of this server. Cheap to clone.
#[derive(Clone)]
pub struct Auth {
    db: SqlitePool,
    settings: AuthSettings,
    passwords: Passwords,
    signing: Signing,
    farewell: Farewell,
    sign_ups: RateLimit<IpAddr>,
    log_ins: RateLimit<IpAddr>,
    tries: RateLimit<String>,
}

/// The person behind a request, checked against the database by this very request.
#[derive(Debug, Clone)]
pub struct CurrentUser {
    /// Who it is.
    pub me: Me,
    /// How it was proved.
    pub credential: Credential,
}

/// What proves who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential {
    /// A log-in: a browser's cookie, or a program's access token.
    Session(SessionId),
    /// A key.
    Key(ApiKeyId),
}

impl CurrentUser {
    /// The account, the owner of everything that the request may touch.
    pub fn id(&self) -> UserId {
        self.me.id
    }

    /// The log-in, for what a key may not do.
    pub(super) fn session(&self) -> Result<SessionId> {
        match self.credential {
            Credential::Session(session) => Ok(session),
            Credential::Key(_) => Err(AppError::Forbidden),
        }
    }
}

impl Auth {
    /// Accounts in `db`; `signing` signs the tokens of programs, `farewell` runs before an account is deleted.
    pub fn new(
        db: SqlitePool,
        settings: AuthSettings,
        signing: Signing,
        farewell: impl Fn(UserId) -> BoxFuture<'static, Result<()>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            db,
            settings,
            passwords: Passwords::new(),
            signing,
            farewell: Arc::new(farewell),
            sign_ups: RateLimit::per_minute("sign-ups", SIGN_UPS_PER_MINUTE),
            log_ins: RateLimit::per_minute("log-ins", LOG_INS_PER_MINUTE),
            tries: RateLimit::per_minute("passwords", TRIES_PER_ACCOUNT_PER_MINUTE),
        }
    }

    /// Whether new people may sign up.
    pub fn is_signup_open(&self) -> bool {
        self.settings.is_signup_open
    }

    /// Makes an account; gives it as it is stored.
    ///
    /// # Errors
    /// `SignupClosed`, what is wrong with a field, `UsernameTaken`, `EmailTaken`, `TooManyRequests`.
    pub async fn register(&self, request: &Parts, username: &str, email: &str, password: String) -> Result<Me> {
        if !self.settings.is_signup_open {
            return Err(Fault::SignupClosed.into());
        }
        let (username, email) = (Username::parse(username)?, Email::parse_optional(email)?);
        let password = Password::parse(password)?;
        self.sign_ups.check(&self.client_ip(request))?;
        let hash = self.passwords.hash(password).await?;
        let me = store::create_user(&self.db, &username, email.as_ref(), &hash, now_ms()).await?;
        tracing::info!(user = %me.id, "signed up");
        Ok(me)
    }

    /// Makes an account and logs it in; the answer is the `Set-Cookie` value.
    ///
    /// # Errors
    /// As [`Self::register`].
    pub async fn sign_up(&self, request: &Parts, username: &str, email: &str, password: String) -> Result<HeaderValue> {
        let me = self.register(request, username, email, password).await?;
        self.cookie(request, me.id).await
    }

    /// Logs in; the answer is the `Set-Cookie` value. A session that the browser had before ends.
    ///
    /// # Errors
    /// `CredentialsWrong` for an unknown name as for a wrong password, after the same time; `TooManyRequests`.
    pub async fn log_in(&self, request: &Parts, username: &str, password: String) -> Result<HeaderValue> {
        let user = self.check_credentials(request, username, password).await?;
        if let Some(old) = Token::from_cookie(&request.headers) {
            store::delete_session_by_token(&self.db, &old.hash()).await?;
        }
        self.cookie(request, user).await
    }

    async fn cookie(&self, request: &Parts, user: UserId) -> Result<HeaderValue> {
        let (_, token) = self.start_session(request, user, Kind::Browser).await?;
        token.cookie(self.settings.secure_cookies).ok_or(AppError::Internal)
    }

    /// Counts a log-in of an address.
    pub(super) fn count_log_in(&self, request: &Parts) -> Result<()> {
        self.log_ins.check(&self.client_ip(request))
    }

    pub(super) async fn check_credentials(&self, request: &Parts, username: &str, password: String) -> Result<UserId> {
        self.count_log_in(request)?;
        // An over-long name or password cannot be right, and must not cost memory or hashing time.
        if username.chars().count() > *Username::LENGTH.end() * 2 || password.chars().count() > *Password::LENGTH.end()
        {
            return Err(Fault::CredentialsWrong.into());
        }
        self.tries.check(&username.trim().to_lowercase())?;
        let credentials = store::credentials_by_name(&self.db, username).await?;
        let (user, hash) = credentials.map(|found| (found.id, found.password_hash)).unzip();
        if !self.passwords.verify(password, hash).await? {
            return Err(Fault::CredentialsWrong.into());
        }
        user.ok_or(AppError::Internal)
    }

    /// Ends the session that the request carries; the answer is the `Set-Cookie` value that removes the cookie.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn log_out(&self, request: &Parts) -> Result<HeaderValue> {
        if let Some(token) = Token::from_cookie(&request.headers) {
            store::delete_session_by_token(&self.db, &token.hash()).await?;
        }
        self.removal_cookie()
    }

    /// Changes the password and ends every other session of the account.
    ///
    /// # Errors
    /// `PasswordLength` for the new one, `PasswordWrong` for the current one, `TooManyRequests`.
    pub async fn change_password(&self, user: &CurrentUser, current: String, new: String) -> Result<()> {
        let (new, session) = (Password::parse(new)?, user.session()?);
        self.check_password(user, current).await?;
        let hash = self.passwords.hash(new).await?;
        store::change_password(&self.db, user.id(), &hash, session).await
    }

    /// Deletes the account with everything in it; the answer is the `Set-Cookie` value that removes the cookie.
    ///
    /// # Errors
    /// `PasswordWrong`, `TooManyRequests`.
    pub async fn delete_account(&self, user: &CurrentUser, password: String) -> Result<HeaderValue> {
        self.check_password(user, password).await?;
        (self.farewell)(user.id()).await?;
        store::delete_user(&self.db, user.id()).await?;
        tracing::info!(user = %user.id(), "account deleted");
        self.removal_cookie()
    }

    /// The log-ins of the account, newest use first, 100 at most.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list_sessions(&self, user: &CurrentUser) -> Result<Vec<Session>> {
        store::list_sessions(&self.db, user.id(), user.session().ok(), now_ms()).await
    }

    /// Ends one log-in of the account.
    ///
    /// # Errors
    /// `NotFound` when it is not one of theirs.
    pub async fn revoke_session(&self, user: &CurrentUser, session: SessionId) -> Result<()> {
        store::delete_session(&self.db, user.id(), session).await
    }

    /// The person behind a request.
    ///
    /// # Errors
    /// `Unauthorized` when there is neither token, key nor cookie, it has ended or the account is no longer allowed; a
    /// token that is wrong is not made good by a cookie beside it. `Forbidden` when a key may only read.
    pub async fn identify(&self, request: &Parts) -> Result<CurrentUser> {
        if let Some(Identified(known)) = request.extensions.get() {
            return known.clone();
        }
        if let Some(identified) = self.identify_bearer(request).await {
            return identified;
        }
        let token = Token::from_cookie(&request.headers).ok_or(AppError::Unauthorized)?;
        let (me, session) =
            store::find_session(&self.db, &token.hash(), now_ms()).await?.ok_or(AppError::Unauthorized)?;
        Ok(CurrentUser { me, credential: Credential::Session(session) })
    }

    async fn check_password(&self, user: &CurrentUser, password: String) -> Result<()> {
        self.tries.check(&user.id().to_string())?;
        let hash = store::password_hash(&self.db, user.id()).await?;
        if self.passwords.verify(password, Some(hash)).await? { Ok(()) } else { Err(Fault::PasswordWrong.into()) }
    }

    pub(super) fn db(&self) -> &SqlitePool {
        &self.db
    }

    pub(super) fn signing(&self) -> &Signing {
        &self.signing
    }

    pub(super) async fn start_session(&self, request: &Parts, user: UserId, kind: Kind) -> Result<(SessionId, Token)> {
        let token = Token::generate()?;
        let agent = request.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let agent: String = agent.chars().take(USER_AGENT_LENGTH).collect();
        let (id, hash) = (SessionId::new(), token.hash());
        let new = NewSession { id, user, kind, token_hash: &hash, agent: &agent };
        store::create_session(&self.db, &new, now_ms()).await?;
        Ok((id, token))
    }

    /// Whether cookies are for https only.
    pub fn has_secure_cookies(&self) -> bool {
        self.settings.secure_cookies
    }

    fn removal_cookie(&self) -> Result<HeaderValue> {
        session::removal_cookie(self.settings.secure_cookies).ok_or(AppError::Internal)
    }

    /// Where the request comes from. Behind a trusted proxy it is the last address that the proxy added.
    pub fn client_ip(&self, request: &Parts) -> IpAddr {
        let forwarded = || {
            let value = request.headers.get_all("x-forwarded-for").iter().next_back()?;
            value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let peer = || request.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        self.settings.trust_proxy.then(forwarded).flatten().or_else(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
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
pub async fn identify_first(State(auth): State<Auth>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let identified = auth.identify(&parts).await;
    let account = match &identified {
        Ok(user) => HeaderValue::from_str(&user.id().to_string()).ok(),
        Err(AppError::Unauthorized) => Some(NOBODY),
        Err(_) => None,
    };
    // A session that has ended leaves as little behind as one that was ended.
    let removal = (account == Some(NOBODY) && parts.method == Method::GET && session::is_sent(&parts.headers))
        .then(|| auth.removal_cookie().ok())
        .flatten();
    parts.extensions.insert(Identified(identified));
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
pub fn identified(request: &Parts) -> Result<Option<Me>> {
    match request.extensions.get() {
        Some(Identified(Ok(user))) => Ok(Some(user.me.clone())),
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
        Auth::from_ref(state).identify(parts).await
    }
}
