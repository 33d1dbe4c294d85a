//! The page that code from answers runs in, by `code_runner/`.

use axum::{
    http::{HeaderName, header},
    response::{Html, IntoResponse},
};

/// The page.
const SANDBOX: &str = include_str!("code_runner/sandbox.html");

/// What that page may do: run what it is handed, and nothing else. `sandbox` without `allow-same-origin` makes it a stranger
/// to this origin wherever it is opened; `blob:` and `data:` are what it makes itself, for
/// workers and modules.
const SANDBOX_POLICY: &str = "sandbox allow-scripts; default-src 'none'; \
    script-src 'unsafe-inline' 'unsafe-eval' blob: data:; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; \
    font-src data:; media-src data: blob:; connect-src 'none'; webrtc 'block'; frame-src 'none'; form-action 'none'; base-uri 'none'; \
    frame-ancestors 'self'";

/// What is beyond the policy, as WebRTC, names that are looked up and connections that are opened in advance: nothing of it
/// either, in browsers that know this header (WICG Connection Allowlists).
const CONNECTIONS: (HeaderName, &str) = (HeaderName::from_static("connection-allowlist"), "()");

/// `/sandbox`: a page of another origin without a network, for code from answers. It holds nothing of anybody.
pub async fn sandbox() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, SANDBOX_POLICY),
        (header::CACHE_CONTROL, "no-cache"),
        (header::REFERRER_POLICY, "no-referrer"),
        // As the policy says: in a frame of this very site.
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        (header::X_DNS_PREFETCH_CONTROL, "off"),
        CONNECTIONS,
    ];
    (headers, Html(SANDBOX))
}
