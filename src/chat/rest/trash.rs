//! How conversations are deleted and brought back.

use super::ConversationJson;
use crate::{
    auth::CurrentUser,
    chat::Chat,
    domain::error::Result,
    rest::{DeletionQuery, Json, Query},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
};

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
