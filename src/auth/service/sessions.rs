//! The log-ins of an account: started, listed and ended.

use super::Auth;
use crate::{
    audit::Event,
    auth::{
        current_user::CurrentUser,
        model::{Session, SessionId},
        store::{self, Kind, NewSession},
        token::Token,
    },
    domain::{error::Result, id::UserId, time::now_ms},
};
use http::{HeaderValue, header, request::Parts};

/// Most characters of a browser's description that are kept.
const USER_AGENT_LENGTH: usize = 200;

impl Auth {
    pub(in crate::auth) async fn start_session(
        &self,
        request: &Parts,
        user: UserId,
        kind: Kind,
    ) -> Result<(SessionId, Token)> {
        let token = Token::generate()?;
        let agent = request.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let agent: String = agent.chars().take(USER_AGENT_LENGTH).collect();
        let (id, hash) = (SessionId::new(), token.hash());
        let new = NewSession { id, user, kind, token_hash: &hash, agent: &agent };
        store::create_session(&self.db, &new, now_ms()).await?;
        Ok((id, token))
    }

    /// Ends the session that the browser has, if it has one; gives whose it was.
    pub(in crate::auth) async fn end_browser_session(&self, request: &Parts) -> Result<Option<UserId>> {
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
}
