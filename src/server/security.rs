//! What browsers are told to forbid.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
    response::Response,
};
use leptos::{
    nonce::Nonce,
    prelude::{provide_context, use_context},
};

/// Gives every page a policy under which only its own scripts run and nothing leaves the origin. Its nonce is made here and
/// goes to the page with the request, so that header and scripts agree whatever the page does with its answer.
pub(super) async fn page_policy_layer(mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    let policy = page_policy(&nonce, request.headers());
    request.extensions_mut().insert(nonce);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if is_page && !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.extend(policy.map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
    }
    response
}

/// Gives the page that is being rendered the nonce of its policy.
pub(super) fn provide_nonce() {
    if let Some(nonce) = use_context::<Parts>().and_then(|request| request.extensions.get::<Nonce>().cloned()) {
        provide_context(nonce);
    }
}

fn page_policy(nonce: &Nonce, headers: &HeaderMap) -> Option<HeaderValue> {
    // `cargo leptos watch` reloads the page over a socket of its own.
    let watch = if std::env::var_os("LEPTOS_WATCH").is_some() { " ws:" } else { "" };
    let sandbox = sandbox_source(headers);
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{watch}; frame-src {sandbox}; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}

/// What may be shown in a frame: the page that code from answers runs in, and nothing to which that code could take its frame.
fn sandbox_source(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| Some(host.to_str().ok()?.to_owned()));
    // What is no host of a policy (CSP3 §2.3.1), as an address of IPv6, gets no path.
    let is_host = |host: &String| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    host.filter(is_host).map_or_else(|| "'self'".to_owned(), |host| format!("{host}/sandbox"))
}

/// What every answer says that has not said it itself. Script, camera and the like are forbidden where nothing else is said,
/// other sites can neither frame nor load nor hold what is here, and no cache keeps it.
const HEADERS: [(HeaderName, HeaderValue); 7] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Within the site the whole address is needed: a form without a script is answered by going back to its page.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
             microphone=(), midi=(), payment=(), usb=()",
        ),
    ),
];

/// For two years, on this host: whether those below it speak https is not known here.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Headers of every answer that has not set them itself; `is_https`: people come over https.
pub(super) fn add_headers(is_https: bool, response: &mut Response) {
    // A file of the site says when it was changed, and what was not modified changes nothing of what is kept.
    let is_cached =
        response.status() == StatusCode::NOT_MODIFIED || response.headers().contains_key(header::LAST_MODIFIED);
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(value);
    }
    // What a page shows belongs to one person, and the way back must not show it to the next. Caches obey this; the worker
    // (src/offline/worker) keeps the last pages of a chat all the same, since it, unlike they, takes them away with the log-in.
    if !is_cached {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    if is_https {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(HSTS);
    }
}
