//! Other origins whose pages may call the API.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, header},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use http::Uri;
use std::{str::FromStr, sync::Arc, time::Duration};
use tower_http::{
    cors::{AllowHeaders, AllowOrigin, CorsLayer},
    csrf::CsrfLayer,
};

/// How long a browser may remember what it may do: ten minutes, as long as Chromium does at most by default.
const MAX_AGE: Duration = Duration::from_secs(600);

/// The origins that are listed. Cheap to clone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(Arc<[Pattern]>);

/// One origin, or all subdomains of a domain.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Pattern {
    /// `https://app.example.com`
    Exact(String),
    /// `https://*.example.com`: what stands before the star, and what after it.
    Subdomains(String, String),
}

/// The text is not an origin, or is one that no browser would ever send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an origin")]
pub struct InvalidOrigin;

impl Origins {
    fn allow(&self, origin: &HeaderValue) -> bool {
        let origin = origin.to_str().unwrap_or_default();
        self.0.iter().any(|pattern| match pattern {
            Pattern::Exact(exact) => exact == origin,
            Pattern::Subdomains(start, end) => {
                let inner = origin.strip_prefix(start.as_str()).and_then(|rest| rest.strip_suffix(end.as_str()));
                inner.is_some_and(|labels| labels.split('.').all(is_label))
            }
        })
    }
}

impl FromStr for Origins {
    type Err = InvalidOrigin;

    /// A list that is separated by commas.
    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let entries = text.split(',').map(str::trim).filter(|entry| !entry.is_empty());
        entries.map(Pattern::from_str).collect::<Result<_, _>>().map(Self)
    }
}

impl FromStr for Pattern {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        let Some((start, domain)) = text.split_once("*.") else {
            return is_origin(text).then(|| Self::Exact(text.to_owned())).ok_or(InvalidOrigin);
        };
        // A domain of one label, such as `com`, would be everybody's.
        let is_domain = matches!(start, "http://" | "https://")
            && domain.split(':').next().is_some_and(|host| host.contains('.'))
            && is_origin(&format!("{start}{domain}"));
        is_domain.then(|| Self::Subdomains(start.to_owned(), format!(".{domain}"))).ok_or(InvalidOrigin)
    }
}

/// Whether it is what a browser sends as `Origin` (RFC 6454 §6.2): a scheme, a host in lower case and perhaps a port that
/// is not the scheme's own.
pub(super) fn is_origin(text: &str) -> bool {
    let Ok(uri) = text.parse::<Uri>() else { return false };
    let own_port = match uri.scheme_str() {
        Some("http") => 80,
        Some("https") => 443,
        _ => return false,
    };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return false };
    let has_extra = authority.as_str().contains(['@', '*']) || authority.as_str().chars().any(char::is_uppercase);
    !has_extra && uri.port_u16() != Some(own_port) && text == format!("{scheme}://{authority}")
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Lets pages of listed origins call these routes, with the credentials that they send themselves and never with a
/// cookie; pages of others may change nothing.
pub(super) fn guard<S: Clone + Send + Sync + 'static>(router: Router<S>, origins: &Origins) -> Router<S> {
    let listed = origins.clone();
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(move |origin, _| listed.allow(origin)))
        .allow_methods([Method::GET, Method::POST, Method::PATCH, Method::DELETE])
        // Whatever a client library adds, as OpenAI's does: the browser's own credentials are never let through.
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([
            header::CONTENT_DISPOSITION,
            header::ETAG,
            header::LOCATION,
            header::RETRY_AFTER,
            HeaderName::from_static("idempotency-replayed"),
            HeaderName::from_static("ratelimit"),
            HeaderName::from_static("ratelimit-policy"),
            HeaderName::from_static("x-request-id"),
            HeaderName::from_static("x-supbot-conversation"),
        ])
        .max_age(MAX_AGE);
    router.layer(CsrfLayer::new()).layer(from_fn_with_state(origins.clone(), without_cookie)).layer(cors)
}

/// Makes the request of a listed page that of a program: without what the browser adds by itself. The pages of this very
/// server keep it, whatever is listed.
async fn without_cookie(State(origins): State<Origins>, mut request: Request, next: Next) -> Response {
    let is_listed = request.headers().get(header::ORIGIN).is_some_and(|origin| origins.allow(origin));
    if is_listed && !is_own_page(request.headers()) {
        for name in [header::COOKIE, header::ORIGIN, HeaderName::from_static("sec-fetch-site")] {
            request.headers_mut().remove(name);
        }
    }
    next.run(request).await
}

/// Whether a page of this server asks: browsers say so, older ones by the origin alone.
fn is_own_page(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
    let origin = text(header::ORIGIN);
    origin.split_once("://").is_some_and(|(_, host)| host == text(header::HOST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(list: &str, origin: &str) -> bool {
        list.parse::<Origins>().unwrap().allow(&HeaderValue::from_str(origin).unwrap())
    }

    #[test]
    fn an_origin_is_allowed_when_it_is_listed_or_a_subdomain_of_a_listed_domain() {
        let list = "https://app.example.com, http://localhost:5173,https://*.example.org:8443";
        for origin in [
            "https://app.example.com",
            "http://localhost:5173",
            "https://a.example.org:8443",
            "https://a.b-1.example.org:8443",
        ] {
            assert!(allows(list, origin), "{origin}");
        }
        for origin in [
            "http://app.example.com",
            "https://app.example.com:8443",
            "https://example.com",
            "https://evil.com#.example.org:8443",
            "https://evil.com/.example.org:8443",
            "https://.example.org:8443",
            "https://example.org:8443",
            "https://a.example.org",
            "https://aexample.org:8443",
            "null",
            "",
        ] {
            assert!(!allows(list, origin), "{origin}");
        }
        assert!(!allows("", "https://app.example.com"));
    }

    #[test]
    fn what_no_browser_sends_or_everybody_could_is_refused() {
        for entry in [
            "*",
            "https://*",
            "https://*.com",
            "https://a.*.com",
            "*.example.com",
            "ftp://*.example.com",
            "https://*.*.example.com",
            "https://*.example.com/",
            "https://*.example.com/path",
            "https://a.example.com/",
            "example.com",
            "https://A.example.com",
            "https://a.example.com:443",
            "https://user@a.example.com",
            "null",
            "HTTPS://a.example.com",
            "https://a.example.com#x",
            "https://a.example.com?x",
        ] {
            assert_eq!(entry.parse::<Origins>(), Err(InvalidOrigin), "{entry}");
        }
    }
}
