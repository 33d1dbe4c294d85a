//! `/.well-known/security.txt` (RFC 9116): whom to tell of a fault.

use super::config::SecurityContact;
use crate::domain::error::AppError;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{Timestamp, ToSpan};

/// What is said is good for half a year from each request on; RFC 9116 §2.5.5 asks for less than a year.
const GOOD_FOR_DAYS: i64 = 180;

/// Answers with the contact and until when it is good; 404 when nobody has set one.
pub(super) fn security_txt(contact: Option<&SecurityContact>) -> Response {
    let Some(contact) = contact else { return AppError::NotFound.into_response() };
    let hours = GOOD_FOR_DAYS * 24;
    let Ok(expires) = Timestamp::now().checked_add(hours.hours()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let expires = expires.strftime("%Y-%m-%dT00:00:00Z");
    let text = format!("Contact: {}\nExpires: {expires}\nPreferred-Languages: ko, en\n", contact.as_str());
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "max-age=86400")], text)
        .into_response()
}
