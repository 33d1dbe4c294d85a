//! What the forms of the page of all conversations post to. A thin door to [`Chat`](crate::chat::Chat).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use crate::domain::error::Result;
use leptos::prelude::*;

/// Does `action` with the conversations `ids`, and goes back to the list that `back` is the query of. Without an action,
/// as when Enter is pressed, it is told by what is filled in.
#[server]
pub async fn bulk_update_chats(
    #[server(default)] ids: Vec<String>,
    #[server(default)] action: String,
    #[server(default)] folder: String,
    #[server(default)] tag: String,
    #[server(default)] back: String,
) -> Result<()> {
    use super::{
        ActionName, BulkResult,
        form::{flash_parameters, parse_action, redirect},
    };
    use crate::{
        auth::api::current_user,
        chat::{Chat, labels::LabelFault, model::ConversationId},
        domain::error::AppError,
    };
    use std::collections::BTreeSet;
    let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
    let (_, user) = current_user().await?;
    if ActionName::parse(&action) == Some(ActionName::EmptyTrash) {
        let removed = chat.empty_trash(user.id()).await?;
        return redirect(&back, &[("gone", removed.to_string())]);
    }
    // What is no id names nothing, as somebody else's does not.
    let unread = ids.iter().filter(|id| id.parse::<ConversationId>().is_err()).count();
    let ids: BTreeSet<_> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let flash = match parse_action(&action, &folder, &tag) {
        Ok(Some(action)) if ids.len() + unread > 0 => {
            let done = chat.bulk_update(user.id(), &ids, &action).await?;
            flash_parameters(&action, &BulkResult { left_out: done.left_out + unread, ..done })
        }
        Ok(_) => vec![("error", "nothing".to_owned())],
        Err(LabelFault::Folder) => vec![("error", "folder".to_owned())],
        Err(_) => vec![("error", "tag".to_owned())],
    };
    redirect(&back, &flash)
}
