//! One address for each page: what ends in a slash leads to the same without it.

use axum::{
    extract::Request,
    http::{Method, Uri},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// Leads a request whose path ends in slashes to the address without them, with its query (308, RFC 9110 §15.4.9).
pub(super) async fn trailing_slash_layer(request: Request, next: Next) -> Response {
    match without_slash(request.method(), request.uri()) {
        Some(address) => Redirect::permanent(&address).into_response(),
        None => next.run(request).await,
    }
}

fn without_slash(method: &Method, uri: &Uri) -> Option<String> {
    let (path, is_read) = (uri.path(), matches!(*method, Method::GET | Method::HEAD));
    let short = path.strip_suffix('/')?.trim_end_matches('/');
    // Browsers take what begins with two slashes, of either kind, for the name of another server.
    let is_of_this_server = !short.get(1..)?.starts_with(['/', '\\']);
    (is_read && is_of_this_server).then(|| match uri.query() {
        Some(query) => format!("{short}?{query}"),
        None => short.to_owned(),
    })
}
