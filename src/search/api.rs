//! What the page of search asks for.
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented function")]

use super::model::{Scope, SearchHit};
use crate::domain::{error::Result, page::Page};
use leptos::prelude::*;

/// Results of one page.
#[cfg(feature = "ssr")]
const PAGE_LENGTH: usize = 30;

/// What was said and written with these words, in all places or in one, after the last one of the page before.
#[server(input = server_fn::codec::GetUrl)]
pub async fn search_all(
    words: String,
    #[server(default)] place: Option<Scope>,
    #[server(default)] cursor: String,
) -> Result<Page<SearchHit>> {
    use crate::{auth::api::current_user, domain::error::AppError};
    let search = use_context::<super::Search>().ok_or(AppError::Internal)?;
    let (_, user) = current_user().await?;
    // A cursor that cannot be read starts over.
    search.find(user.id(), &words, place, cursor.parse().ok(), PAGE_LENGTH).await
}
