//! The session cookie: an opaque random token; the database keeps only its hash.

use http::{HeaderMap, HeaderValue, header};
use rand::{TryRngCore, rngs::OsRng};
use sha2::{Digest, Sha256};

/// The name of the cookie.
const COOKIE: &str = "supbot_session";

/// A session unused for this long has ended: 30 days, in milliseconds.
pub(super) const IDLE_LIMIT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// `last_seen_at` is written at most this often, so that reading a page does not write: one hour, in milliseconds.
pub(super) const TOUCH_INTERVAL_MS: i64 = 60 * 60 * 1000;

/// How long a browser keeps the cookie, in seconds: 400 days, the most that browsers allow (RFC 6265bis §5.5).
/// The database decides when the session ends.
const COOKIE_MAX_AGE_S: u32 = 400 * 24 * 60 * 60;

/// A session token in the clear, 256 random bits in hexadecimal. It leaves the server once, in a cookie.
pub(super) struct Token(String);

impl Token {
    /// A new token from the operating system's random numbers.
    pub(super) fn generate() -> Result<Self, rand::rand_core::OsError> {
        let mut bytes = [0u8; 32];
        OsRng.try_fill_bytes(&mut bytes)?;
        Ok(Self(hex(&bytes)))
    }

    /// The token that a program sends.
    pub(super) fn from_bearer(headers: &HeaderMap) -> Option<Self> {
        let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| Self(token.trim().to_owned()))
    }

    /// The token that a browser sends.
    pub(super) fn from_cookie(headers: &HeaderMap) -> Option<Self> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, value)| *name == COOKIE && !value.is_empty())
            .map(|(_, value)| Self(value.to_owned()))
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
        set_cookie(&self.0, COOKIE_MAX_AGE_S, secure)
    }
}

/// The `Set-Cookie` value that takes the token away.
pub(super) fn removal_cookie(secure: bool) -> Option<HeaderValue> {
    set_cookie("", 0, secure)
}

fn set_cookie(value: &str, max_age_s: u32, secure: bool) -> Option<HeaderValue> {
    let secure = if secure { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{COOKIE}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}"))
        .ok()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
