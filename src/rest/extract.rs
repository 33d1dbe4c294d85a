//! Bodies and queries, with errors that name the field.

use super::Problem;
use axum::{
    extract::{FromRequest, FromRequestParts, OptionalFromRequest, Request},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};

/// A JSON body, of a request or of an answer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Json<T>(pub T);

/// A query string.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<T>(pub T);

/// A body as it is.
#[derive(Debug, Clone, Default)]
pub struct RawBody(pub axum::body::Bytes);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !is_json(kind) {
            let title = "The body must be JSON: content-type: application/json.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", title));
        }
        let RawBody(body) = RawBody::from_request(request, state).await?;
        read_json(&body).map(Self)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> OptionalFromRequest<S> for Json<T> {
    type Rejection = Problem;

    /// None when there is no body at all.
    async fn from_request(request: Request, state: &S) -> Result<Option<Self>, Problem> {
        if !request.headers().contains_key(header::CONTENT_TYPE) {
            let RawBody(body) = RawBody::from_request(request, state).await?;
            return if body.is_empty() { Ok(None) } else { read_json(&body).map(|body| Some(Self(body))) };
        }
        <Self as FromRequest<S>>::from_request(request, state).await.map(Some)
    }
}

impl<S: Send + Sync> FromRequest<S> for RawBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        axum::body::Bytes::from_request(request, state).await.map(Self).map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => {
                Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "The body is too large.")
            }
            _ => Problem::new(StatusCode::BAD_REQUEST, "bad_request", "The body did not arrive whole."),
        })
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or_default().as_bytes();
        let values = serde_urlencoded::Deserializer::new(form_urlencoded::parse(query));
        serde_path_to_error::deserialize(values)
            .map(Self)
            .map_err(|error| wrong_field(&error.path().to_string(), &error.inner().to_string()))
    }
}

/// `application/json`, or a type that is JSON by its suffix (RFC 6838 §4.2.8).
fn is_json(kind: &str) -> bool {
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || (essence.starts_with("application/") && essence.ends_with("+json"))
}

fn read_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    // A list of an object's values is none, though serde takes it for one.
    if body.trim_ascii_start().first() == Some(&b'[') {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid_body", "The body must be a JSON object.");
        return Err(problem);
    }
    let mut json = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let (path, cause) = (error.path().to_string(), error.into_inner());
        match cause.classify() {
            serde_json::error::Category::Data => wrong_field(&path, &cause.to_string()),
            _ => unreadable(&cause),
        }
    })?;
    json.end().map_err(|error| unreadable(&error)).map(|()| value)
}

fn unreadable(error: &serde_json::Error) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "invalid_json", "The body is not JSON.").with_detail(error.to_string())
}

/// A problem with the name of the field that serde complains of: the one in its sentence, or else the path to it.
fn wrong_field(path: &str, cause: &str) -> Problem {
    // A struct within another's options, or an unknown field of it, has no name in the path.
    let path = path.trim_start_matches('.');
    let named = |start: &str| cause.strip_prefix(start).and_then(|rest| rest.split('`').next());
    let within = |name: &str| match path.rsplit_once('.') {
        // The path of an unknown field ends with the field itself, or with a mark in its place.
        Some((parent, last)) if last == name || last == "?" => format!("{parent}.{name}"),
        None if path == name || matches!(path, "" | "?") => name.to_owned(),
        _ => format!("{path}.{name}"),
    };
    let (code, title, field) = if let Some(name) = named("missing field `") {
        ("missing_field", "A field is missing.", within(name))
    } else if let Some(name) = named("unknown field `") {
        ("unknown_field", "There is no such field.", within(name))
    } else if let Some(name) = named("duplicate field `") {
        ("duplicate_field", "A field is given twice.", within(name))
    } else {
        ("invalid_field", "A field has a value that cannot be taken.", path.to_owned())
    };
    let problem = Problem::from_field(code, title, field);
    // Where it stands is of no use for a body that a program has made.
    problem.with_detail(cause.split(" at line ").next().unwrap_or(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only how it is refused is looked at")]
    struct Outer {
        name: String,
        inner: Inner,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only how it is refused is looked at")]
    struct Inner {
        count: u32,
    }

    fn refused(body: &str) -> (String, Option<String>) {
        let problem = read_json::<Outer>(body.as_bytes()).unwrap_err();
        (problem.code().to_owned(), problem.field().map(str::to_owned))
    }

    #[test]
    fn what_is_wrong_with_a_body_is_said_with_the_name_of_the_field() {
        let cases = [
            (r#"{"inner":{"count":1}}"#, "missing_field", "name"),
            (r#"{"name":"a","inner":{}}"#, "missing_field", "inner.count"),
            (r#"{"name":"a","inner":{"count":1},"x":1}"#, "unknown_field", "x"),
            (r#"{"name":"a","inner":{"count":1,"y":1}}"#, "unknown_field", "inner.y"),
            (r#"{"name":"a","inner":{"count":-1}}"#, "invalid_field", "inner.count"),
            (r#"{"name":1,"inner":{"count":1}}"#, "invalid_field", "name"),
            (r#"{"name":"a","name":"a","inner":{"count":1}}"#, "duplicate_field", "name"),
        ];
        for (body, code, field) in cases {
            assert_eq!(refused(body), (code.to_owned(), Some(field.to_owned())), "{body}");
        }
        assert_eq!(refused(r#"["a",[1]]"#), ("invalid_body".to_owned(), None));
        for body in ["", "{", r#"{"name":"a","inner":{"count":1}} x"#] {
            assert_eq!(refused(body), ("invalid_json".to_owned(), None), "{body}");
        }
    }
}
