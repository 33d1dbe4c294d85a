//! Errors as `application/problem+json` (RFC 9457).

use crate::{
    domain::error::{AppError, ValidationError},
    i18n::Language,
    provider::{ProviderError, model::ProviderFault},
};
use axum::{
    body::to_bytes,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::borrow::Cow;
use utoipa::ToSchema;

/// The media type of a [`Problem`].
pub const PROBLEM_JSON: &str = "application/problem+json";
/// What comes before the code in `type`.
const TYPE_PREFIX: &str = "urn:supbot:problem:";
/// Most bytes of somebody else's error text that are taken over.
const DETAIL_BYTES_MAX: usize = 4096;

/// Why a request was not done.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(examples(json!({
    "type": "urn:supbot:problem:title_length",
    "title": "1 to 200 characters, please.",
    "status": 422,
    "code": "title_length",
    "field": "title",
})))]
pub struct Problem {
    /// Names the kind of problem: `urn:supbot:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(value_type = String, format = "uri")]
    kind: Box<str>,
    /// What is wrong, as a sentence for a person.
    title: Cow<'static, str>,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong, for a program: it never changes.
    #[schema(pattern = "^[a-z_]+$")]
    code: Cow<'static, str>,
    /// More about this very case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false)]
    detail: Option<Box<str>>,
    /// The field of the body, or the parameter, that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false)]
    field: Option<Cow<'static, str>>,
    /// Seconds after which it may be tried again.
    #[serde(skip)]
    retry_after: Option<u32>,
}

impl Problem {
    /// A problem that has no [`AppError`].
    pub fn new(status: StatusCode, code: &'static str, title: &'static str) -> Self {
        Self {
            kind: format!("{TYPE_PREFIX}{code}").into(),
            title: title.into(),
            status: status.as_u16(),
            code: code.into(),
            detail: None,
            field: None,
            retry_after: None,
        }
    }

    /// A field or parameter that cannot be taken.
    pub fn from_field(code: &'static str, title: &'static str, field: impl Into<Cow<'static, str>>) -> Self {
        Self { field: Some(field.into()), ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, title) }
    }

    /// With another status.
    #[must_use]
    pub fn with_status(self, status: StatusCode) -> Self {
        Self { status: status.as_u16(), ..self }
    }

    /// With the name that a field has there.
    #[must_use]
    pub fn with_field(self, field: &'static str) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    /// With another sentence, as in a person's language.
    #[must_use]
    pub fn with_title(self, title: String) -> Self {
        Self { title: title.into(), ..self }
    }

    /// With more about this very case.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into().into()), ..self }
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// What is wrong, for a program.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What is wrong, for a person.
    pub fn sentence(&self) -> String {
        match &self.detail {
            Some(detail) => format!("{} {detail}", self.title),
            None => self.title.to_string(),
        }
    }

    /// The field that it is about.
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// What an answer of another kind with this status means.
    fn from_status(status: StatusCode) -> Self {
        let (code, title) = match status {
            StatusCode::BAD_REQUEST => ("bad_request", "The request cannot be read."),
            StatusCode::FORBIDDEN => ("forbidden", "That may not be done with this credential, or from that page."),
            StatusCode::NOT_FOUND => return AppError::NotFound.into(),
            StatusCode::METHOD_NOT_ALLOWED => {
                ("method_not_allowed", "That address does not take this method; the header Allow lists those it takes.")
            }
            StatusCode::PAYLOAD_TOO_LARGE => ("body_too_large", "The body is too large."),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                ("unsupported_media_type", "The body is not of a type that is taken here.")
            }
            StatusCode::UNPROCESSABLE_ENTITY => ("invalid", "The request cannot be taken as it is."),
            status if status.is_server_error() => return AppError::Internal.into(),
            _ => return Self::new(status, "refused", "The request was refused."),
        };
        Self::new(status, code, title)
    }
}

/// The name of an error as server functions tell it: `"not_found"`, `{"too_many_requests":3}`.
fn kind(error: Value) -> Option<String> {
    match error {
        Value::String(kind) => Some(kind),
        Value::Object(fields) => fields.into_iter().next().map(|(kind, _)| kind),
        _ => None,
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let retry_after = error.retry_after();
        let (code, field) = match &error {
            AppError::Invalid(fault) => (name(fault), field_of(*fault)),
            error => (serde_json::to_value(error).ok().and_then(kind), None),
        };
        let code = code.unwrap_or_else(|| "internal".to_owned());
        Self {
            kind: format!("{TYPE_PREFIX}{code}").into(),
            title: Language::En.texts().error(&error).into(),
            status: error.status().as_u16(),
            code: code.into(),
            detail: None,
            field,
            retry_after,
        }
    }
}

impl From<ProviderError> for Problem {
    /// Why a model does not answer.
    fn from(error: ProviderError) -> Self {
        let fault = error.fault;
        tracing::warn!(?fault, detail = %error.detail, "a model did not answer a program");
        let status = match fault {
            ProviderFault::RateLimited | ProviderFault::QuotaExceeded => StatusCode::TOO_MANY_REQUESTS,
            ProviderFault::ContextExceeded | ProviderFault::Refused => StatusCode::BAD_REQUEST,
            ProviderFault::NotInstalled | ProviderFault::NotConfigured | ProviderFault::LocalFailed => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            _ => StatusCode::BAD_GATEWAY,
        };
        // The program's own credential is another matter.
        let code = match fault {
            ProviderFault::Unauthorized => "provider_unauthorized",
            ProviderFault::Forbidden => "provider_forbidden",
            fault => fault.as_str(),
        };
        Self::new(status, code, Language::En.texts().provider_fault(fault))
    }
}

/// What something that JSON has as a string is called there.
fn name(value: &impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok().and_then(|name| name.as_str().map(str::to_owned))
}

/// The field of a body that a fault is about, where there is only one that it can be.
fn field_of(fault: ValidationError) -> Option<Cow<'static, str>> {
    match fault {
        // The content, or what a draft is written from.
        ValidationError::DocumentTooLong => None,
        ValidationError::FormatUnknown => Some("format".into()),
        ValidationError::AttachmentsInvalid => Some("attachments".into()),
        ValidationError::KeyDays => Some("expires_in_days".into()),
        ValidationError::EventUnknown => Some("last-event-id".into()),
        fault => fault.field().and_then(|field| name(&field)).map(Cow::from),
    }
}

/// The error of something whose title is its `name`.
pub fn with_name_field(error: impl Into<Problem>) -> Problem {
    match error.into() {
        problem if problem.field() == Some("title") => problem.with_field("name"),
        problem => problem,
    }
}

impl From<ValidationError> for Problem {
    fn from(fault: ValidationError) -> Self {
        AppError::from(fault).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), axum::Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            // RFC 9110 §11.6.1: a 401 says how to come in.
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = Problem::from(self.clone()).into_response();
        // For a layer that says it otherwise.
        response.extensions_mut().insert(self);
        response
    }
}

/// Makes problems of the errors that axum and its layers answer with: no route, another method, a body that is too large.
pub async fn problem_json_layer(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    // A page is for a person who opens the address.
    let is_ours = kind.starts_with(b"application/") || kind.starts_with(b"text/html");
    if is_ours || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let mut problem = Problem::from_status(status);
    if let Ok(text) = to_bytes(body, DETAIL_BYTES_MAX).await
        && status.is_client_error()
        && !text.is_empty()
    {
        problem = problem.with_detail(String::from_utf8_lossy(&text));
    }
    let mut response = problem.into_response();
    for (name, value) in &parts.headers {
        if name != header::CONTENT_TYPE && name != header::CONTENT_LENGTH {
            response.headers_mut().append(name, value.clone());
        }
    }
    response
}
