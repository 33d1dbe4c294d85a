//! Tells the requests with which a browser opens an address from those that a script or a program makes.

use http::{HeaderMap, header};

/// Whether a browser may be opening the address, and not fetching it for a page. Browsers say so (W3C Fetch Metadata), over
/// http only on this machine itself.
pub fn is_navigation(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-mode").is_none_or(|mode| mode == "navigate")
}

/// Whether a browser opens the address and shows a person what it is answered with, as HTML too.
pub fn is_page_request(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT);
    let accepts_html = accepted.iter().any(|accept| accept.to_str().is_ok_and(|accept| accept.contains("text/html")));
    accepts_html && is_navigation(headers)
}
