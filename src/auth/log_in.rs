//! Logging in: what is counted, and what a browser gets.

use super::{
    model::{Password, Username},
    service::Auth,
    session,
    store::{self, Kind, UsernameKey},
    token::Token,
    tries::Counted,
};
use crate::{
    audit::{Event, Origin},
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        time::now_ms,
    },
    web::network::Network,
};
use axum::extract::ConnectInfo;
use http::{HeaderValue, header, request::Parts};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The `Set-Cookie` values of a log-in: the session, and by what the browser is known when it logs in again.
pub type LogInCookies = [HeaderValue; 2];

impl Auth {
    /// Makes an account and logs it in. A session that the browser had before ends.
    ///
    /// # Errors
    /// As [`Self::register`].
    pub async fn sign_up(
        &self,
        request: &Parts,
        username: &str,
        email: &str,
        password: String,
    ) -> Result<LogInCookies> {
        let me = self.register(request, username, email, password).await?;
        self.start_browser_session(request, me.id).await
    }

    /// Logs in. A session that the browser had before ends.
    ///
    /// # Errors
    /// `CredentialsWrong` for an unknown name as for a wrong password, after the same time; `TooManyRequests`;
    /// `Unavailable` when too many log in at once.
    pub async fn log_in(&self, request: &Parts, username: &str, password: String) -> Result<LogInCookies> {
        let user = self.check_credentials(request, username, password).await?;
        self.start_browser_session(request, user).await
    }

    async fn start_browser_session(&self, request: &Parts, user: UserId) -> Result<LogInCookies> {
        self.end_browser_session(request).await?;
        let (_, token) = self.start_session(request, user, Kind::Browser).await?;
        let device =
            session::device(&request.headers, self.settings.secure_cookies).map_or_else(Token::generate, Ok)?;
        store::remember_device(self.db(), user, &device.hash(), now_ms()).await?;
        let secure = self.settings.secure_cookies;
        let cookies = token.cookie(secure).zip(session::device_cookie(&device, secure));
        cookies.map(|(session, device)| [session, device]).ok_or(AppError::Internal)
    }

    /// Counts a log-in of a network.
    pub(super) fn count_log_in(&self, request: &Parts) -> Result<()> {
        self.limited(request, None, self.log_ins.check(&self.client_network(request)))
    }

    pub(super) async fn check_credentials(&self, request: &Parts, username: &str, password: String) -> Result<UserId> {
        self.count_log_in(request)?;
        // An over-long name or password cannot be right, and must not cost memory or hashing time.
        if username.chars().count() > *Username::LENGTH.end() * 2 || password.chars().count() > *Password::LENGTH.end()
        {
            return Err(ValidationError::CredentialsWrong.into());
        }
        let name = UsernameKey::of(username);
        let credentials = store::credentials_by_name(self.db(), &name).await?;
        let (user, hash) = credentials.map(|found| (found.id, found.password_hash)).unzip();
        let a_try = self.tries.begin(self.counted(request, name, user).await?);
        let a_try = self.limited(request, user, a_try)?;
        if !self.passwords.verify(password, hash).await? {
            a_try.fail();
            self.audit().record(user, Event::LogInFailed, &self.origin(request));
            return Err(ValidationError::CredentialsWrong.into());
        }
        self.audit().record(user, Event::LogIn, &self.origin(request));
        user.ok_or(AppError::Internal)
    }

    /// By what the browser is known that has logged in before, as the database has it.
    pub(super) fn device_hash(&self, request: &Parts) -> Option<String> {
        session::device(&request.headers, self.settings.secure_cookies).map(|device| device.hash())
    }

    /// What a try to log in counts for.
    async fn counted(&self, request: &Parts, name: UsernameKey, user: Option<UserId>) -> Result<Vec<Counted>> {
        if let Some((user, device)) = user.zip(self.device_hash(request))
            && store::is_known_device(self.db(), user, &device).await?
        {
            return Ok(vec![Counted::Device(name, device)]);
        }
        Ok(vec![Counted::Network(name.clone(), self.client_network(request)), Counted::Account(name)])
    }

    /// Notes a refusal by a limit.
    pub(super) fn limited<T>(&self, request: &Parts, user: Option<UserId>, checked: Result<T>) -> Result<T> {
        checked.inspect_err(|_| self.audit().record(user, Event::Limited, &self.origin(request)))
    }

    /// Where the request comes from, for the log.
    pub(super) fn origin(&self, request: &Parts) -> Origin {
        let agent = request.headers.get(header::USER_AGENT).cloned();
        Origin { network: Some(self.client_network(request)), agent }
    }

    /// Where the request comes from. Behind a trusted proxy it is the last address that the proxy added.
    pub fn client_network(&self, request: &Parts) -> Network {
        let forwarded = request.headers.get_all("x-forwarded-for").iter().next_back();
        if forwarded.is_some() && !self.settings.trust_proxy {
            self.has_warned_of_proxy.call_once(|| {
                tracing::warn!(
                    "a request came with X-Forwarded-For, which is not believed: if a reverse proxy of yours writes it, set \
                     SUPBOT_TRUST_PROXY=on, else all people share its limits (said once)"
                );
            });
        }
        let forwarded = || forwarded?.to_str().ok()?.rsplit(',').next().and_then(|last| address(last.trim()));
        let peer = || request.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = self.settings.trust_proxy.then(forwarded).flatten().or_else(peer);
        address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).into()
    }
}

/// An address as proxies write it, some of them with a port.
fn address(text: &str) -> Option<IpAddr> {
    let with_port = || text.parse::<SocketAddr>().map(|address| address.ip());
    text.parse().or_else(|_| with_port()).ok()
}
