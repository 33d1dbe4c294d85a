//! What browsers are told to forbid.

use axum::http::{HeaderName, HeaderValue, header, request::Parts};
use leptos::{nonce::use_nonce, prelude::use_context};
use leptos_axum::ResponseOptions;
use tower::ServiceBuilder;
use tower_http::set_header::SetResponseHeaderLayer;

/// Gives the page that is being rendered a policy under which only its own scripts run and nothing leaves the origin.
/// Runs after the nonce was made, so that header and scripts agree.
pub(super) fn content_security_policy() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    // `cargo leptos watch` reloads the page over a socket of its own.
    let watch = if std::env::var_os("LEPTOS_WATCH").is_some() { " ws:" } else { "" };
    let sandbox = sandbox_source();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{watch}; frame-src {sandbox}; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, value);
    }
    // A page shows what belongs to one person, and the way back must not show it to the next. Caches obey this; the worker
    // (src/offline/worker) keeps the last pages of a chat all the same, since it, unlike they, takes them away with the log-in.
    response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}

/// What may be shown in a frame: the page that code from answers runs in, and nothing to which that code could take its frame.
fn sandbox_source() -> String {
    let host =
        use_context::<Parts>().and_then(|request| request.headers.get(header::HOST)?.to_str().ok().map(str::to_owned));
    // What is no host of a policy (CSP3 §2.3.1), as an address of IPv6, gets no path.
    let is_host = |host: &String| host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte));
    host.filter(is_host).map_or_else(|| "'self'".to_owned(), |host| format!("{host}/sandbox"))
}

type HeaderLayer = SetResponseHeaderLayer<HeaderValue>;

/// Headers of every answer that has not set them itself.
pub(super) fn headers() -> tower::layer::util::Stack<
    HeaderLayer,
    tower::layer::util::Stack<HeaderLayer, tower::layer::util::Stack<HeaderLayer, tower::layer::util::Identity>>,
> {
    let header =
        |name: HeaderName, value| SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value));
    ServiceBuilder::new()
        .layer(header(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"))
        .layer(header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        // Within the site the whole address is needed: a form without a script is answered by going back to its page.
        .layer(header(header::REFERRER_POLICY, "same-origin"))
        .into_inner()
}
