//! What the rate limits leave, as headers (draft-ietf-httpapi-ratelimit-headers-10).

use crate::web::rate_limit::{Left, observe};
use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Tells with each answer what is left of the limit that its request has met.
pub async fn rate_limit_headers(request: Request, next: Next) -> Response {
    let (mut response, left) = observe(next.run(request)).await;
    if let Some(Left { name, per_minute, remaining, reset_s }) = left {
        let headers = [
            (POLICY, format!("\"{name}\";q={per_minute};w=60")),
            (LIMIT, format!("\"{name}\";r={remaining};t={reset_s}")),
        ];
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
    }
    response
}
