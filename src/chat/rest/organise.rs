//! How conversations are listed, sorted and deleted: `/api/v1/conversations` and `/api/v1/conversation-labels`.

use super::ConversationJson;
use crate::{
    auth::CurrentUser,
    chat::{
        Chat,
        organise::{ConversationLabels, Folder, LabelFault, LabelsPatch, ListedConversation, Tag, View},
        store::Filter,
    },
    domain::{error::Result, page::Page},
    rest::{DeletionQuery, Json, Limit, Problem, Query, read_cursor},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};
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

/// What a body says of where a conversation is to be kept.
///
/// # Errors
/// What is wrong with the folder or a tag.
pub(super) fn placing(
    pinned: Option<bool>,
    archived: Option<bool>,
    folder: Option<Option<String>>,
    tags: Option<&[String]>,
) -> Result<LabelsPatch, LabelFault> {
    let folder = folder.map(|folder| folder.as_deref().map(Folder::parse).transpose()).transpose()?;
    Ok(LabelsPatch { pinned, archived, folder, tags: tags.map(Tag::parse_all).transpose()? })
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

/// Delete a conversation.
///
/// It goes to the trash with its messages, and can be brought back for 30 days; a reply that is being written is stopped.
#[utoipa::path(
    delete,
    path = "/conversations/{id}",
    params(DeletionQuery),
    responses((status = 204, description = "It is gone.")),
)]
pub async fn delete_conversation(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(DeletionQuery { permanently }): Query<DeletionQuery>,
) -> Result<StatusCode> {
    let id = id.parse()?;
    if permanently {
        chat.delete_for_good(user.id(), id).await?
    } else {
        chat.delete(user.id(), id).await?
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a conversation back from the trash.
#[utoipa::path(
    post,
    path = "/conversations/{id}/restore",
    responses((status = 200, description = "The conversation.", body = ConversationJson)),
)]
pub async fn restore_conversation(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<ConversationJson>> {
    let id = id.parse()?;
    chat.restore(user.id(), id).await?;
    Ok(Json(chat.get(user.id(), id).await?.try_into()?))
}

/// List the folders and tags in use.
///
/// A folder, or a tag, is there as long as a conversation has it that is not in the trash.
#[utoipa::path(
    get,
    path = "/conversation-labels",
    responses((status = 200, description = "Every folder and tag, with how often it is used.", body = ConversationLabels)),
)]
pub async fn list_labels(State(chat): State<Chat>, user: CurrentUser) -> Result<Json<ConversationLabels>> {
    Ok(Json(chat.labels(user.id()).await?))
}
