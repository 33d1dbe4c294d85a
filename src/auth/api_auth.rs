//! Programs: how they log in, and the keys that they can use instead.

use super::{
    current_user::{Credential, CurrentUser},
    jwt,
    model::{ApiKey, ApiKeyId, SessionId},
    service::Auth,
    session::NEW_KEY,
    store::{self, Kind},
    token::Token,
};
use crate::{
    audit::Event,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        time::now_ms,
        title::Title,
    },
};
use http::{HeaderMap, HeaderValue, header, request::Parts};

/// How every key begins, so that it is told apart from an access token, and found when it has leaked.
const KEY_START: &str = "supbot_";
/// Characters of a key that its owner is shown later on.
const KEY_SHOWN: usize = KEY_START.len() + 6;
/// Most keys of an account.
const KEYS_MAX: usize = 50;
/// Most days that a key may be good for: ten years.
const KEY_DAYS_MAX: u32 = 3650;

/// What a program gets when it logs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenPair {
    /// For `Authorization: Bearer …`.
    pub access: String,
    /// For the next pair; good once.
    pub refresh: String,
    /// Seconds until `access` ends.
    pub expires_in: i64,
}

/// A key that is to be made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// What its owner calls it.
    pub name: String,
    /// Whether it may only read.
    pub is_read_only: bool,
    /// After how many days it ends; none: never.
    pub days: Option<u32>,
}

impl Auth {
    /// Logs a program in.
    ///
    /// # Errors
    /// `CredentialsWrong` for an unknown name as for a wrong password, after the same time; `TooManyRequests`.
    pub async fn create_token(&self, request: &Parts, username: &str, password: String) -> Result<TokenPair> {
        let user = self.check_credentials(request, username, password).await?;
        let (session, refresh) = self.start_session(request, user, Kind::Program).await?;
        self.pair(user, session, &refresh)
    }

    /// Gives a new pair of tokens for a refresh token. One that was used before ends its session: either it or its
    /// successor is in wrong hands (RFC 9700 §4.14.2). One that never was ours ends nothing.
    ///
    /// # Errors
    /// `Unauthorized`, `TooManyRequests`.
    pub async fn refresh_token(&self, request: &Parts, refresh: &str) -> Result<TokenPair> {
        self.count_log_in(request)?;
        let (session, old) = read_refresh(refresh)?;
        let new = Token::generate()?;
        let user = store::replace_refresh_token(self.db(), session, &old.hash(), &new.hash(), now_ms()).await?;
        if user.is_none() {
            self.streams().look_now();
        }
        self.pair(user.ok_or(AppError::Unauthorized)?, session, &new)
    }

    /// Ends the session of a refresh token, used or not; one that is unknown is no error (RFC 7009 §2.2).
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn end_program(&self, request: &Parts, refresh: &str) -> Result<()> {
        if let Ok((session, token)) = read_refresh(refresh) {
            if let Some(user) = store::end_program(self.db(), session, &token.hash()).await? {
                self.audit().record(Some(user), Event::LogOut, &self.origin(request));
            }
            self.streams().look_now();
        }
        Ok(())
    }

    /// The person whom an access token is for.
    ///
    /// # Errors
    /// `Unauthorized` when it has ended, is none of ours, or its session is over.
    pub async fn verify_token(&self, access: &str) -> Result<CurrentUser> {
        let claims = self.signing().verify(access).ok_or(AppError::Unauthorized)?;
        let found = store::find_program(self.db(), claims.sid, claims.sub, now_ms()).await?;
        let (me, authenticated_at) = found.ok_or(AppError::Unauthorized)?;
        Ok(CurrentUser::from_session(me, claims.sid, authenticated_at))
    }

    /// The person behind `Authorization: Bearer …`, and when a key ends by itself; none when there is no such header. Every
    /// other scheme is none of ours: a proxy that asks for a password of its own sends it on to us.
    pub(super) async fn identify_bearer(&self, request: &Parts) -> Option<Result<(CurrentUser, Option<i64>)>> {
        let token = match bearer(&request.headers)? {
            Ok(token) => token,
            Err(error) => return Some(Err(error)),
        };
        if !token.starts_with(KEY_START) {
            return Some(self.verify_token(token).await.map(|user| (user, None)));
        }
        let found = match store::find_key(self.db(), &Token::from_text(token).hash(), now_ms()).await {
            Ok(found) => found,
            Err(error) => return Some(Err(error)),
        };
        Some(match found {
            None => Err(AppError::Unauthorized),
            Some(key) if key.is_read_only && !request.method.is_safe() => Err(AppError::Forbidden),
            Some(key) => Ok((CurrentUser::from_key(key.me, key.id, key.is_read_only), key.expires_at)),
        })
    }

    /// Makes a key; the text is what a program sends, and is not stored.
    ///
    /// # Errors
    /// `TitleLength`, `KeyDays`; `Forbidden` when a key asks for another one; `ReauthenticationRequired`; `CountMax`.
    pub async fn create_key(&self, user: &CurrentUser, new: NewKey) -> Result<(ApiKey, String)> {
        user.require_recent_log_in()?;
        let name = Title::parse(&new.name)?.as_str().to_owned();
        if new.days.is_some_and(|days| !(1..=KEY_DAYS_MAX).contains(&days)) {
            return Err(ValidationError::KeyDays.into());
        }
        if store::list_keys(self.db(), user.id()).await?.len() >= KEYS_MAX {
            return Err(ValidationError::CountMax.into());
        }
        let text = format!("{KEY_START}{}", Token::generate()?.into_string());
        let now = now_ms();
        let key = ApiKey {
            id: ApiKeyId::new(),
            name,
            start: text.chars().take(KEY_SHOWN).collect(),
            is_read_only: new.is_read_only,
            created_at: now,
            expires_at: new.days.map(|days| now + i64::from(days) * 24 * 60 * 60 * 1000),
            last_used_at: None,
        };
        store::create_key(self.db(), user.id(), &key, &Token::from_text(&text).hash()).await?;
        self.record(user, Event::KeyCreated);
        Ok((key, text))
    }

    /// The `Set-Cookie` value that carries a new key to the settings, for [`Self::carried_key`].
    ///
    /// # Errors
    /// Only when we are at fault.
    pub fn key_cookie(&self, key: &str) -> Result<HeaderValue> {
        NEW_KEY.send(key, self.has_secure_cookies()).ok_or(AppError::Internal)
    }

    /// A key that was just made, and the `Set-Cookie` value with which it is gone.
    pub fn carried_key(&self, request: &Parts) -> Option<(String, HeaderValue)> {
        NEW_KEY.take(&request.headers, self.has_secure_cookies())
    }

    /// The keys of the account, newest first.
    ///
    /// # Errors
    /// `Forbidden` for a key that may only read.
    pub async fn list_keys(&self, user: &CurrentUser) -> Result<Vec<ApiKey>> {
        user.require_full_access()?;
        store::list_keys(self.db(), user.id()).await
    }

    /// Ends a key at once. A key may end itself, and no other.
    ///
    /// # Errors
    /// `NotFound` when it is not one of theirs; `ReauthenticationRequired`, `Forbidden`.
    pub async fn delete_key(&self, user: &CurrentUser, key: ApiKeyId) -> Result<()> {
        if user.credential != Credential::Key(key) {
            user.require_recent_log_in()?;
        }
        store::delete_key(self.db(), user.id(), key).await?;
        self.streams().look_now();
        self.record(user, Event::KeyDeleted);
        Ok(())
    }

    fn pair(&self, user: UserId, session: SessionId, refresh: &Token) -> Result<TokenPair> {
        let access = self.signing().sign(user, session)?;
        let refresh = format!("{session}.{}", refresh.as_str());
        Ok(TokenPair { access, refresh, expires_in: jwt::LIFETIME_S })
    }
}

/// A refresh token names its session, so that it is found even when it is not the newest one any more.
fn read_refresh(refresh: &str) -> Result<(SessionId, Token)> {
    let (session, token) = refresh.split_once('.').ok_or(AppError::Unauthorized)?;
    let session = session.parse().map_err(|_| AppError::Unauthorized)?;
    Ok((session, Token::from_text(token)))
}

/// Whether a request says who sends it by `Authorization: Bearer …`, as programs do.
pub(super) fn is_bearer(headers: &HeaderMap) -> bool {
    bearer(headers).is_some()
}

fn bearer(headers: &HeaderMap) -> Option<Result<&str>> {
    let value = headers.get(header::AUTHORIZATION)?.as_bytes();
    let end = value.iter().position(|byte| byte.is_ascii_whitespace()).unwrap_or(value.len());
    let (scheme, token) = value.split_at(end);
    if !scheme.eq_ignore_ascii_case(b"bearer") {
        return None;
    }
    Some(std::str::from_utf8(token).map(str::trim).map_err(|_| AppError::Unauthorized))
}
