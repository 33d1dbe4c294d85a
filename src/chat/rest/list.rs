//! How conversations are listed: `/api/v1/conversations`.

use crate::{
    auth::CurrentUser,
    chat::{
        Chat,
        list::{ListedConversation, View},
        store::Filter,
    },
    domain::page::Page,
    rest::{Json, Limit, Problem, Query, read_cursor},
};
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which conversations are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ConversationQuery {
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
    /// What must stand in the title, in any case.
    #[param(example = "rust")]
    #[serde(default)]
    q: String,
    /// Where they are kept; not given: those that are neither archived nor in the trash.
    #[param(inline, example = "archived")]
    view: Option<View>,
    /// The folder that they are in; empty: any or none.
    #[param(example = "공부")]
    #[serde(default)]
    folder: String,
    /// A tag that they have; empty: any or none.
    #[param(example = "rust")]
    #[serde(default)]
    tag: String,
}

/// List conversations.
///
/// Pinned ones come first, then the one with the newest message; in the trash the one that was deleted last.
#[utoipa::path(
    get,
    path = "/conversations",
    params(ConversationQuery),
    responses((status = 200, description = "A page of conversations.", body = Page<ListedConversation>)),
)]
pub async fn list_conversations(
    State(chat): State<Chat>,
    user: CurrentUser,
    Query(ConversationQuery { cursor, limit, q, view, folder, tag }): Query<ConversationQuery>,
) -> Result<Json<Page<ListedConversation>>, Problem> {
    let (cursor, view) = (read_cursor(cursor.as_deref())?, view.unwrap_or_default());
    let filter = Filter { view, folder, tag, words: q, only: None, cursor, limit: limit.get() };
    Ok(Json(chat.list(user.id(), &filter).await?))
}
