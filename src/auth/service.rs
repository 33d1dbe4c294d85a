//! What can be done with an account. Server functions and HTTP handlers both come through here.

mod sessions;

use super::{
    current_user::CurrentUser,
    jwt::Signing,
    model::{Account, Email, Password, Username},
    password::Passwords,
    session,
    store::{self, NewPassword},
    streams::Streams,
    token::Token,
    tries::{Counted, Tries},
};
use crate::{
    audit::{Audit, Event},
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        time::now_ms,
    },
    web::{network::Network, rate_limit::RateLimit},
};
use futures::future::BoxFuture;
use http::{HeaderValue, request::Parts};
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
    pub(super) streams: Streams,
    audit: Audit,
    pub(super) sign_ups: RateLimit<Network>,
    pub(super) log_ins: RateLimit<Network>,
    pub(super) tries: Tries,
    /// Whether the log has said that a proxy is not trusted.
    pub(super) has_warned_of_proxy: Arc<Once>,
    pub(super) writes: RateLimit<UserId>,
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

    /// Whether cookies are for https only.
    pub fn has_secure_cookies(&self) -> bool {
        self.settings.secure_cookies
    }

    pub(super) fn removal_cookie(&self) -> Result<HeaderValue> {
        session::removal_cookie(self.settings.secure_cookies).ok_or(AppError::Internal)
    }
}
