//! `/api/v1/search`.

use super::{
    Search,
    model::{Found, Place},
};
use crate::{
    auth::CurrentUser,
    page::Page,
    rest::{Json, Limit, Problem, Query, read_cursor},
};
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// The words, as they stand, in any case.
    #[param(example = "정렬")]
    q: String,
    /// Where; not given: everywhere.
    #[serde(rename = "in")]
    #[param(rename = "in", inline, example = "messages")]
    place: Option<Place>,
    /// The `next_cursor` of the page before; not given: the newest ones.
    #[param(
        pattern = "^[0-9]{1,18}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        example = "1790000000000.019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"
    )]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
}

/// Search everything.
///
/// Titles of conversations, messages, titles and contents of documents; the newest first.
#[utoipa::path(
    get,
    path = "/search",
    params(SearchQuery),
    responses((status = 200, description = "A page of what was found.", body = Page<Found>)),
)]
pub async fn search(
    State(search): State<Search>,
    user: CurrentUser,
    Query(SearchQuery { q, place, cursor, limit }): Query<SearchQuery>,
) -> Result<Json<Page<Found>>, Problem> {
    let cursor = read_cursor(cursor.as_deref())?;
    Ok(Json(search.find(user.id(), &q, place, cursor, limit.get()).await?))
}
