//! The person behind a request: what they may do with the credential of a request, and when the password is asked for again.

use super::{
    model::{Account, ApiKeyId, SessionId},
    service::Auth,
    session::RECENT_MS,
    store,
};
use crate::{
    audit::{Event, Origin},
    domain::{
        error::{AppError, Result},
        id::UserId,
        time::now_ms,
    },
};

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

impl CurrentUser {
    pub(super) fn from_session(me: Account, session: SessionId, authenticated_at: i64) -> Self {
        Self {
            me,
            credential: Credential::Session(session),
            authenticated_at: Some(authenticated_at),
            is_read_only: false,
            origin: Origin::default(),
        }
    }

    pub(super) fn from_key(me: Account, key: ApiKeyId, is_read_only: bool) -> Self {
        Self { me, credential: Credential::Key(key), authenticated_at: None, is_read_only, origin: Origin::default() }
    }

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

    /// Whether the password was given within the last ten minutes: to log in, or again since.
    pub fn has_recent_log_in(&self) -> bool {
        self.authenticated_at.is_some_and(|at| now_ms() - at <= RECENT_MS)
    }

    /// For what whoever finds a device, or steals a cookie, must not be able to do (OWASP ASVS 5.0, 7.5).
    ///
    /// # Errors
    /// `ReauthenticationRequired` when the password was given longer ago than ten minutes; `Forbidden` for a key.
    pub fn require_recent_log_in(&self) -> Result<()> {
        self.session()?;
        if self.has_recent_log_in() { Ok(()) } else { Err(AppError::ReauthenticationRequired) }
    }

    /// For what a key that may only read is not meant to see: credentials, and everything at once.
    ///
    /// # Errors
    /// `Forbidden`.
    pub fn require_full_access(&self) -> Result<()> {
        if self.is_read_only { Err(AppError::Forbidden) } else { Ok(()) }
    }

    /// For taking out everything at once. A key that may do everything was made for that by its owner.
    ///
    /// # Errors
    /// As [`Self::require_full_access`] and, for a log-in, [`Self::require_recent_log_in`].
    pub fn require_export(&self) -> Result<()> {
        match self.credential {
            Credential::Key(_) => self.require_full_access(),
            Credential::Session(_) => self.require_recent_log_in(),
        }
    }
}

impl Auth {
    /// Takes the password of somebody who is logged in once more; for ten minutes it is not asked for again.
    ///
    /// # Errors
    /// `PasswordWrong`, `TooManyRequests`; `Forbidden` for a key.
    pub async fn confirm_password(&self, user: &CurrentUser, password: String) -> Result<()> {
        let session = user.session()?;
        self.check_password(user, password).await?;
        store::note_authenticated(self.db(), session, now_ms()).await?;
        self.record(user, Event::PasswordConfirmed);
        Ok(())
    }
}
