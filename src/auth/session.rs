//! What holds a session: the browser's cookie, for how long, and the cookie that carries a new key.

use super::token::Token;
use crate::web::cookie::{self, FlashCookie};
use http::{HeaderMap, HeaderValue};

/// The name of the cookie.
const COOKIE: &str = "supbot_session";

/// The name of the cookie by which a browser is known that has logged in before.
const DEVICE_COOKIE: &str = "supbot_device";

/// Carries a new key to the settings.
pub(super) const NEW_KEY: FlashCookie = FlashCookie { name: "supbot_new_key", path: "/settings" };

/// A session unused for this long has ended: 30 days, in milliseconds.
pub(super) const IDLE_LIMIT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A program's session whose refresh token was not used for this long has ended: 7 days, in milliseconds.
pub(super) const PROGRAM_IDLE_LIMIT_MS: i64 = 7 * 24 * 60 * 60 * 1000;

/// A session ends so long after its log-in, however much it is used: 90 days, in milliseconds.
pub(super) const ABSOLUTE_LIMIT_MS: i64 = 90 * 24 * 60 * 60 * 1000;

/// For so long after the password was given nothing asks for it again: 10 minutes, in milliseconds.
pub(super) const RECENT_MS: i64 = 10 * 60 * 1000;

/// `last_seen_at` is written at most this often, so that reading a page does not write: one hour, in milliseconds.
pub(super) const TOUCH_INTERVAL_MS: i64 = 60 * 60 * 1000;

/// How long a browser keeps the cookie, in seconds: 400 days, the most that browsers allow (RFC 6265bis §5.5).
/// The database decides when the session ends.
const COOKIE_MAX_AGE_S: u32 = 400 * 24 * 60 * 60;

impl Token {
    /// The token that a browser sends.
    pub(super) fn from_cookie(headers: &HeaderMap, secure: bool) -> Option<Self> {
        cookie::read_secret(headers, COOKIE, secure).map(Self::from_text)
    }

    /// The `Set-Cookie` value that hands the token to the browser.
    pub(super) fn cookie(&self, secure: bool) -> Option<HeaderValue> {
        cookie::set(COOKIE, "/", self.as_str(), COOKIE_MAX_AGE_S, secure)
    }
}

/// The token of a browser that has logged in before.
pub(super) fn device(headers: &HeaderMap, secure: bool) -> Option<Token> {
    cookie::read_secret(headers, DEVICE_COOKIE, secure).filter(|text| Token::is_token(text)).map(Token::from_text)
}

/// The `Set-Cookie` value by which the browser is known when it logs in again.
pub(super) fn device_cookie(device: &Token, secure: bool) -> Option<HeaderValue> {
    cookie::set(DEVICE_COOKIE, "/", device.as_str(), COOKIE_MAX_AGE_S, secure)
}

/// Whether a browser sends a token.
pub(super) fn is_sent(headers: &HeaderMap, secure: bool) -> bool {
    cookie::read_secret(headers, COOKIE, secure).is_some()
}

/// The `Set-Cookie` value that takes the token away.
pub(super) fn removal_cookie(secure: bool) -> Option<HeaderValue> {
    cookie::set(COOKIE, "/", "", 0, secure)
}

/// The `Set-Cookie` value that tells the scripts of a browser (`src/offline/names.ts`) that its log-in was ended there on purpose: then
/// what was not sent yet goes too, which outlives a session that has ended.
pub fn left_cookie() -> Option<HeaderValue> {
    cookie::choice("supbot_left", "1")
}
