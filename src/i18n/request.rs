//! The language that a request is to be answered in: the one chosen, else the one that the browser asks for.

use super::Language;
use crate::web::cookie;
use axum::extract::FromRequestParts;
use http::{HeaderValue, header, request::Parts};
use std::convert::Infallible;

const COOKIE: &str = "supbot_language";

impl Language {
    /// The language of a request.
    pub fn from_request(request: &Parts) -> Self {
        let header = |name| request.headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let chosen = cookie::read(&request.headers, COOKIE).and_then(Self::from_tag);
        chosen.or_else(|| header(header::ACCEPT_LANGUAGE).and_then(Self::from_accept_language)).unwrap_or(Self::DEFAULT)
    }

    /// The first of our languages in order of the weights of RFC 9110 §12.5.4; those with weight 0 are not acceptable.
    fn from_accept_language(value: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for entry in value.split(',') {
            let (tag, weight) = entry.split_once(';').unwrap_or((entry, "q=1"));
            let weight = weight.trim().trim_start_matches("q=").parse::<f32>().unwrap_or(0.0);
            let Some(language) = Self::from_tag(tag.trim()) else { continue };
            if weight > 0.0 && best.is_none_or(|(best_weight, _)| weight > best_weight) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }

    /// The `Set-Cookie` value that remembers the choice. It holds no secret.
    pub fn cookie(self) -> HeaderValue {
        cookie::choice(COOKIE, self.tag()).unwrap_or(HeaderValue::from_static(""))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::from_request(parts))
    }
}

impl utoipa::PartialSchema for Language {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let tags = Self::ALL.into_iter().map(|(language, _)| language.tag());
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A language of the interface."))
            .enum_values(Some(tags))
            .into()
    }
}

impl utoipa::ToSchema for Language {}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_browser_s_order_decides() {
        let of = Language::from_accept_language;
        assert_eq!(of("ko-KR,ko;q=0.9,en-US;q=0.8"), Some(Language::Ko));
        assert_eq!(of("fr, en;q=0.5, ko;q=0.4"), Some(Language::En));
        assert_eq!(of("en;q=0.1, ko;q=0.7"), Some(Language::Ko));
        assert_eq!(of("ko;q=0, de"), None);
        assert_eq!(of(";;q=x,"), None);
    }
}
