//! Opaque random tokens, of which the database keeps only the hashes: session cookies, refresh tokens, API keys.

use http::{HeaderMap, HeaderValue, header};
use rand::{TryRngCore, rngs::OsRng};
use sha2::{Digest, Sha256};

/// The name of the cookie.
const COOKIE: &str = "supbot_session";

/// The name of the cookie that carries a new key to the page that shows it.
const KEY_COOKIE: &str = "supbot_new_key";

/// That page.
const KEY_PATH: &str = "/settings";

/// How long it may take there, in seconds.
const KEY_COOKIE_MAX_AGE_S: u32 = 60;

/// A session unused for this long has ended: 30 days, in milliseconds.
pub(super) const IDLE_LIMIT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A program's session whose refresh token was not used for this long has ended: 7 days, in milliseconds.
pub(super) const PROGRAM_IDLE_LIMIT_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// `last_seen_at` is written at most this often, so that reading a page does not write: one hour, in milliseconds.
pub(super) const TOUCH_INTERVAL_MS: i64 = 60 * 60 * 1000;

/// How long a browser keeps the cookie, in seconds: 400 days, the most that browsers allow (RFC 6265bis §5.5).
/// The database decides when the session ends.
const COOKIE_MAX_AGE_S: u32 = 400 * 24 * 60 * 60;

/// A token in the clear, 256 random bits in hexadecimal. It leaves the server once.
pub(super) struct Token(String);

impl Token {
    /// A new token from the operating system's random numbers.
    pub(super) fn generate() -> Result<Self, rand::rand_core::OsError> {
        let mut bytes = [0u8; 32];
        OsRng.try_fill_bytes(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// A token that somebody sends as text.
    pub(super) fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The token that a browser sends.
    pub(super) fn from_cookie(headers: &HeaderMap) -> Option<Self> {
        cookie(headers, COOKIE).map(Self::from_text)
    }

    /// The token in the clear.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The token in the clear.
    pub(super) fn into_string(self) -> String {
        self.0
    }

    /// What the database keeps.
    pub(super) fn hash(&self) -> String {
        hex(&Sha256::digest(self.0.as_bytes()))
    }

    /// The `Set-Cookie` value that hands the token to the browser.
    pub(super) fn cookie(&self, secure: bool) -> Option<HeaderValue> {
        set_cookie(COOKIE, "/", &self.0, COOKIE_MAX_AGE_S, secure)
    }
}

/// The `Set-Cookie` value that takes the token away.
pub(super) fn removal_cookie(secure: bool) -> Option<HeaderValue> {
    set_cookie(COOKIE, "/", "", 0, secure)
}

/// The `Set-Cookie` value that carries a new key over to the settings, which show it once and take it away: it must not
/// stand in an address, nor be stored.
pub(super) fn key_cookie(key: &str, secure: bool) -> Option<HeaderValue> {
    set_cookie(KEY_COOKIE, KEY_PATH, key, KEY_COOKIE_MAX_AGE_S, secure)
}

/// The key that [`key_cookie`] carries, and the `Set-Cookie` value that takes it away.
pub(super) fn carried_key(headers: &HeaderMap, secure: bool) -> Option<(String, HeaderValue)> {
    Some((cookie(headers, KEY_COOKIE)?.to_owned(), set_cookie(KEY_COOKIE, KEY_PATH, "", 0, secure)?))
}

fn cookie<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == wanted && !value.is_empty())
        .map(|(_, value)| value)
}

fn set_cookie(name: &str, path: &str, value: &str, max_age_s: u32, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path={path}; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}"))
        .ok()
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
