//! `/api/v1/search`.

use super::{
    Search,
    model::{Scope, SearchHit},
    service::Cursor,
};
use crate::{
    auth::CurrentUser,
    domain::page::Page,
    rest::{Json, Limit, Problem, Query, cursor_invalid},
};
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Words, which must all be there, in any case; `"a phrase"`, `-without`, `begin*`; filters `in:docs`, `role:user`,
    /// `model:gpt`, `before:2026-01`, `after:2025-06-01`, and of conversations `pinned:` (or `pinned:no`), `tag:rust`,
    /// `folder:"My work"`, of which the 500 newest are looked through. 1,000 characters are read.
    #[param(example = "회의록 -초안 after:2026")]
    q: String,
    /// Where; not given: everywhere.
    #[serde(rename = "in")]
    #[param(rename = "in", inline, example = "messages")]
    place: Option<Scope>,
    /// The `next_cursor` of the page before; not given: the best of the newest.
    #[param(
        pattern = r"^[0-9]{1,19}(\.[0-9]{1,19}\.[0-9]{1,19})?$",
        example = "1876951040000000000.370.1876951040000000000"
    )]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
}

/// Search everything.
///
/// Titles of conversations, messages, titles and contents of documents. Korean, Chinese and Japanese are found wherever they
/// stand, other words from their beginning on. Of the newest two hundred that fit those come first that fit best, then of
/// the next two hundred. A page may be short although there is a next one.
#[utoipa::path(
    get,
    path = "/search",
    params(SearchQuery),
    responses((status = 200, description = "A page of what was found.", body = Page<SearchHit>)),
)]
pub async fn search(
    State(search): State<Search>,
    user: CurrentUser,
    Query(SearchQuery { q, place, cursor, limit }): Query<SearchQuery>,
) -> Result<Json<Page<SearchHit>>, Problem> {
    let cursor = cursor.map(|cursor| cursor.parse::<Cursor>().map_err(|_| cursor_invalid())).transpose()?;
    Ok(Json(search.find(user.id(), &q, place, cursor, limit.get()).await?))
}
