//! Texts for what runs in the browser: in the page, or where a script asks for them.

use super::{Language, page_language};
use axum::{
    Json,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use serde::{Serialize, Serializer};

/// Carries the texts of a group in the language of the page, for the client or a script (`ui/texts.ts`).
#[component]
pub fn PageTexts(
    /// The group.
    group: &'static str,
) -> impl IntoView {
    // As JSON that cannot end its script element.
    let json = serde_json::to_string(&Texts::of(page_language(), group)?).ok()?.replace('<', "\\u003c");
    Some(view! { <script type="application/json" data-texts=group inner_html=json></script> })
}

/// `/texts/{group}`: the texts of a group in the language of whoever asks, for a script that comes later than its page.
pub async fn texts(Path(group): Path<String>, language: Language) -> Response {
    Texts::of(language, &group).map_or(StatusCode::NOT_FOUND.into_response(), |texts| Json(texts).into_response())
}

/// The texts of a group by their keys, in the order of the languages' files: the client takes them one by one.
struct Texts(Vec<(&'static str, &'static str)>);

impl Texts {
    fn of(language: Language, group: &str) -> Option<Self> {
        language.sent_texts(group).map(Self)
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}
