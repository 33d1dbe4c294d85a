//! What can be done with an account. Server functions and HTTP handlers both come through here.

use super::{
    api_auth::is_bearer,
    caller::{Caller, CallerSlot},
    jwt::Signing,
    model::{Account, ApiKeyId, Email, Password, Session, SessionId, Username},
    password::Passwords,
    session,
    store::{self, Kind, NewPassword, NewSession},
    streams::{Proof, ProofSlot, Streams},
    token::Token,
    tries::{Counted, Tries},
};
use crate::{
    audit::{Audit, Event, Origin},
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        time::now_ms,
    },
    web::{navigation::is_navigation, network::Network, rate_limit::RateLimit},
};
use axum::{
    extract::{FromRef, FromRequestParts, Request, State},
    middleware::Next,
    response::Response,
};
use futures::future::BoxFuture;
use http::{HeaderName, HeaderValue, Method, header, request::Parts};
use sqlx::SqlitePool;
use std::{
    num::NonZeroU32,
    sync::{Arc, Once},
};
use unicode_normalization::UnicodeNormalization;

/// Sign-ups from one network: enough for a class behind one router, too few for a script.
const SIGN_UPS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).expect("30 is not 0");
/// Log-ins from one network.
const LOG_INS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("60 is not 0");
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
    /// Requests of one account that may change something.
    pub writes_per_minute: NonZeroU32,
}

/// What is done for an account before it is deleted, by those who own something that runs for it.
type OnAccountDelete = Arc<dyn Fn(UserId) -> BoxFuture<'static, Result<()>> + Send + Sync>;

/// The accounts of this server. Cheap to clone.
#[derive(Clone)]
pub struct Auth {
    db: SqlitePool,
    pub(super) settings: AuthSettings,
    pub(super) passwords: Passwords,
    signing: Signing,
    farewell: OnAccountDelete,
    streams: Streams,
    audit: Audit,
    pub(super) sign_ups: RateLimit<Network>,
    pub(super) log_ins: RateLimit<Network>,
    pub(super) tries: Tries,
    /// Whether the log has said that a proxy is not trusted.
    pub(super) has_warned_of_proxy: Arc<Once>,
    writes: RateLimit<UserId>,
}

/// The person behind a request, checked against the database by this very request.
#[derive(Debug, Clone)]
pub struct CurrentUser {
    /// Who it is.
    pub me: Account,
    /// How it was proved.
    pub credential: Credential,
    /// When the password was given, in Unix milliseconds; none: a key has none.
    pub(super) authenticated_at: Option<i64>,
    /// Whether it is a key that may only read.
    pub(super) is_read_only: bool,
    /// Where the request came from.
    pub(super) origin: Origin,
}

/// What proves who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Credential {
    /// A log-in: a browser's cookie, or a program's access token.
    Session(SessionId),
    /// A key.
    Key(ApiKeyId),
}

impl Auth {
    /// Accounts in `db`; `signing` signs the tokens of programs, what happens is noted in `audit`,
    /// `farewell` runs before an account is deleted. Must be called
    /// within a tokio runtime.
    pub fn new(
        db: SqlitePool,
        settings: AuthSettings,
        signing: Signing,
        audit: Audit,
        farewell: impl Fn(UserId) -> BoxFuture<'static, Result<()>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            streams: Streams::new(db.clone()),
            db,
            settings,
            passwords: Passwords::new(),
            signing,
            audit,
            farewell: Arc::new(farewell),
            sign_ups: RateLimit::per_minute("sign-ups", SIGN_UPS_PER_MINUTE),
            log_ins: RateLimit::per_minute("log-ins", LOG_INS_PER_MINUTE),
            tries: Tries::default(),
            has_warned_of_proxy: Arc::new(Once::new()),
            writes: RateLimit::per_minute("writes", settings.writes_per_minute),
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
    pub async fn register(&self, request: &Parts, username: &str, email: &str, password: String) -> Result<Account> {
        if !self.settings.is_signup_open {
            return Err(ValidationError::SignupClosed.into());
        }
        let username: String = username.nfc().collect();
        let (username, email) = (Username::parse(&username)?, Email::parse_optional(email)?);
        let password = Password::parse(password)?;
        self.limited(request, None, self.sign_ups.check(&self.client_network(request)))?;
        let hash = self.passwords.hash(password).await?;
        let me = store::create_user(&self.db, &username, email.as_ref(), &hash, now_ms()).await?;
        self.audit.record(Some(me.id), Event::SignUp, &self.origin(request));
        tracing::info!(user = %me.id, "signed up");
        Ok(me)
    }

    /// Ends the session that the browser has, if it has one; gives whose it was.
    pub(super) async fn end_browser_session(&self, request: &Parts) -> Result<Option<UserId>> {
        let Some(token) = Token::from_cookie(&request.headers, self.settings.secure_cookies) else { return Ok(None) };
        let user = store::delete_session_by_token(&self.db, &token.hash()).await?;
        self.streams.look_now();
        Ok(user)
    }

    /// Ends the session that the request carries; the answer is the `Set-Cookie` value that removes the cookie.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn log_out(&self, request: &Parts) -> Result<HeaderValue> {
        if let Some(user) = self.end_browser_session(request).await? {
            self.audit.record(Some(user), Event::LogOut, &self.origin(request));
        }
        self.removal_cookie()
    }

    /// Changes the password and ends every other session of the account, and its keys unless `keeps_keys`; other browsers that
    /// were logged in before are known no longer. The answer is the `Set-Cookie` value of the new token that the browser's own
    /// session has; none for a program.
    ///
    /// # Errors
    /// `PasswordLength` for the new one, `PasswordWrong` for the current one, `TooManyRequests`.
    pub async fn change_password(
        &self,
        request: &Parts,
        user: &CurrentUser,
        current: String,
        new: String,
        keeps_keys: bool,
    ) -> Result<Option<HeaderValue>> {
        let (new, session) = (Password::parse(new)?, user.session()?);
        self.check_password(user, current).await?;
        let (hash, token) = (self.passwords.hash(new).await?, Token::generate()?);
        let (token_hash, device) = (token.hash(), self.device_hash(request));
        let new = NewPassword {
            user: user.id(),
            hash: &hash,
            session,
            token_hash: &token_hash,
            device: device.as_deref(),
            keeps_keys,
        };
        let is_renewed = store::change_password(&self.db, &new, now_ms()).await?;
        self.streams.look_now();
        self.record(user, Event::PasswordChanged);
        Ok(is_renewed.then(|| token.cookie(self.settings.secure_cookies)).flatten())
    }

    /// Deletes the account with everything in it; the answer is the `Set-Cookie` value that removes the cookie.
    ///
    /// # Errors
    /// `PasswordWrong`, `TooManyRequests`.
    pub async fn delete_account(&self, user: &CurrentUser, password: String) -> Result<HeaderValue> {
        self.check_password(user, password).await?;
        (self.farewell)(user.id()).await?;
        store::delete_user(&self.db, user.id()).await?;
        self.streams.look_now();
        self.record(user, Event::AccountDeleted);
        tracing::info!(user = %user.id(), "account deleted");
        self.removal_cookie()
    }

    /// The log-ins of the account, newest use first, 100 at most.
    ///
    /// # Errors
    /// `Forbidden` for a key that may only read.
    pub async fn list_sessions(&self, user: &CurrentUser) -> Result<Vec<Session>> {
        user.require_full_access()?;
        store::list_sessions(&self.db, user.id(), user.session().ok(), now_ms()).await
    }

    /// Ends one log-in of the account; other browsers that were logged in before are known no longer.
    ///
    /// # Errors
    /// `NotFound` when it is not one of theirs; `ReauthenticationRequired`; `Forbidden` for a key.
    pub async fn revoke_session(&self, request: &Parts, user: &CurrentUser, session: SessionId) -> Result<()> {
        user.require_recent_log_in()?;
        store::delete_session(&self.db, user.id(), session, self.device_hash(request).as_deref()).await?;
        self.streams.look_now();
        self.record(user, Event::SessionRevoked);
        Ok(())
    }

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
        let found = store::find_session(&self.db, &token.hash(), now_ms()).await?.ok_or(AppError::Unauthorized)?;
        Ok(CurrentUser::of_session(found.me, found.id, found.authenticated_at))
    }

    pub(super) async fn check_password(&self, user: &CurrentUser, password: String) -> Result<()> {
        let a_try = self.tries.begin(vec![Counted::Session(user.session()?)]);
        let a_try = a_try.inspect_err(|_| self.record(user, Event::Limited))?;
        let hash = store::password_hash(&self.db, user.id()).await?;
        if !self.passwords.verify(password, Some(hash)).await? {
            a_try.fail();
            self.record(user, Event::LogInFailed);
            return Err(ValidationError::PasswordWrong.into());
        }
        Ok(())
    }

    /// The log of what happens to accounts.
    pub fn audit(&self) -> &Audit {
        &self.audit
    }

    /// Notes what somebody has just done.
    pub fn record(&self, user: &CurrentUser, event: Event) {
        self.audit.record(Some(user.id()), event, &user.origin);
    }

    pub(super) fn db(&self) -> &SqlitePool {
        &self.db
    }

    pub(super) fn streams(&self) -> &Streams {
        &self.streams
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
