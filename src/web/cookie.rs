//! Cookies: read from a request; those that hold a secret set so that no script and no other site reads them, those that
//! remember what a browser has chosen so that they stay.

use http::{HeaderMap, HeaderValue, header};

/// How long a secret that is shown once may take to the page that shows it, in seconds.
const CARRY_MAX_AGE_S: u32 = 60;

/// 400 days, the most that browsers allow (RFC 6265bis §5.5).
const CHOICE_MAX_AGE_S: u32 = 400 * 24 * 60 * 60;

/// How the name of a cookie begins that only this very host can have set, over https (RFC 6265bis §4.1.3.2): no sibling
/// domain can put one of its own in its place.
const HOST_PREFIX: &str = "__Host-";

/// The value of a cookie; none when it is empty.
pub fn read<'h>(headers: &'h HeaderMap, wanted: &str) -> Option<&'h str> {
    find(headers, |name| name == wanted)
}

/// The value of a cookie that [`set`] has set with the same `secure`; none when it is empty.
pub fn read_secret<'h>(headers: &'h HeaderMap, wanted: &str, secure: bool) -> Option<&'h str> {
    let prefix = if secure { HOST_PREFIX } else { "" };
    find(headers, |name| name.strip_prefix(prefix) == Some(wanted))
}

fn find(headers: &HeaderMap, is_wanted: impl Fn(&str) -> bool) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| is_wanted(name) && !value.is_empty())
        .map(|(_, value)| value)
}

/// The `Set-Cookie` value of a cookie that holds a secret, for the pages below `path`. `secure`: over https only, under a
/// name that nobody else can set, which must be for all paths.
pub fn set(name: &str, path: &str, value: &str, max_age_s: u32, secure: bool) -> Option<HeaderValue> {
    let (prefix, path, secure) = if secure { (HOST_PREFIX, "/", "; Secure") } else { ("", path, "") };
    HeaderValue::from_str(&format!(
        "{prefix}{name}={value}; Path={path}; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}"
    ))
    .ok()
}

/// The `Set-Cookie` value that remembers a choice of this browser. It holds no secret.
pub fn choice(name: &str, value: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{name}={value}; Path=/; Max-Age={CHOICE_MAX_AGE_S}; SameSite=Lax")).ok()
}

/// A cookie that carries a new secret over to the page that shows it once and takes it away: it must not stand in an
/// address, nor be stored.
#[derive(Debug, Clone, Copy)]
pub struct FlashCookie {
    /// The name of the cookie.
    pub name: &'static str,
    /// That page.
    pub path: &'static str,
}

impl FlashCookie {
    /// The `Set-Cookie` value that carries the secret.
    pub fn send(self, secret: &str, secure: bool) -> Option<HeaderValue> {
        set(self.name, self.path, secret, CARRY_MAX_AGE_S, secure)
    }

    /// The secret that is carried, and the `Set-Cookie` value with which it is gone.
    pub fn take(self, headers: &HeaderMap, secure: bool) -> Option<(String, HeaderValue)> {
        Some((read_secret(headers, self.name, secure)?.to_owned(), set(self.name, self.path, "", 0, secure)?))
    }
}
