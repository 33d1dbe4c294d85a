//! What conversations are sorted by: `/api/v1/conversation-labels`.

use crate::{
    auth::CurrentUser,
    chat::{
        Chat,
        labels::{Folder, LabelFault, LabelsPatch, Tag},
        list::ConversationLabels,
    },
    domain::error::Result,
    rest::Json,
};
use axum::extract::State;

/// What a body says of the labels of a conversation.
///
/// # Errors
/// What is wrong with the folder or a tag.
pub(super) fn labels_patch(
    pinned: Option<bool>,
    archived: Option<bool>,
    folder: Option<Option<String>>,
    tags: Option<&[String]>,
) -> Result<LabelsPatch, LabelFault> {
    let folder = folder.map(|folder| folder.as_deref().map(Folder::parse).transpose()).transpose()?;
    Ok(LabelsPatch { pinned, archived, folder, tags: tags.map(Tag::parse_all).transpose()? })
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
