//! What the forms of the page of all conversations post to. A thin door to [`Chat`].
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::{ActionName, BulkAction, BulkResult};
use crate::{
    auth::{CurrentUser, api::current_user},
    chat::{
        Chat,
        labels::{Folder, LabelFault, LabelsPatch, Tag},
        model::ConversationId,
    },
    domain::error::{AppError, Result},
};
use form_urlencoded::Serializer;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What of the page's address says which conversations are listed, and is kept when something was done with them.
const KEPT_PARAMETERS: [&str; 4] = ["view", "folder", "tag", "q"];

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
    let (chat, user) = context().await?;
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

/// The action of a button; none when there is none of that name.
fn parse_action(name: &str, folder: &str, tag: &str) -> Result<Option<BulkAction>, LabelFault> {
    let has_folder = !folder.trim().is_empty();
    let name = match name {
        "" if has_folder => Some(ActionName::Move),
        "" if !tag.trim().is_empty() => Some(ActionName::AddTag),
        name => ActionName::parse(name),
    };
    let Some(name) = name else { return Ok(None) };
    let unchanged = LabelsPatch::default();
    let action = match name {
        ActionName::Pin => BulkAction::SetLabels(LabelsPatch { pinned: Some(true), ..unchanged }),
        ActionName::Unpin => BulkAction::SetLabels(LabelsPatch { pinned: Some(false), ..unchanged }),
        ActionName::Archive => BulkAction::SetLabels(LabelsPatch { archived: Some(true), ..unchanged }),
        ActionName::Unarchive => BulkAction::SetLabels(LabelsPatch { archived: Some(false), ..unchanged }),
        ActionName::Move if has_folder => {
            BulkAction::SetLabels(LabelsPatch { folder: Some(Some(Folder::parse(folder)?)), ..unchanged })
        }
        ActionName::Move | ActionName::MoveOut => {
            BulkAction::SetLabels(LabelsPatch { folder: Some(None), ..unchanged })
        }
        ActionName::AddTag => BulkAction::AddTag(Tag::parse(tag)?),
        ActionName::RemoveTag => BulkAction::RemoveTag(Tag::parse(tag)?),
        ActionName::Delete => BulkAction::Delete,
        ActionName::Restore => BulkAction::Restore,
        ActionName::DeleteForGood => BulkAction::DeleteForGood,
        ActionName::EmptyTrash => return Ok(None),
    };
    Ok(Some(action))
}

/// What the page is to tell of it: of what was deleted each one, so that it can be undone.
fn flash_parameters(action: &BulkAction, done: &BulkResult) -> Vec<(&'static str, String)> {
    let mut flash = match action {
        BulkAction::Delete if !done.changed.is_empty() => {
            let ids: Vec<_> = done.changed.iter().map(ToString::to_string).collect();
            vec![("deleted", ids.join(","))]
        }
        BulkAction::DeleteForGood => vec![("gone", done.changed.len().to_string())],
        _ => vec![("done", done.changed.len().to_string()), ("action", ActionName::from(action).as_str().to_owned())],
    };
    flash.extend((done.left_out > 0).then(|| ("left", done.left_out.to_string())));
    flash
}

/// Goes to the list with what is to be told there.
fn redirect(back: &str, flash: &[(&'static str, String)]) -> Result<()> {
    let kept = form_urlencoded::parse(back.as_bytes()).filter(|(name, _)| KEPT_PARAMETERS.contains(&name.as_ref()));
    let query = Serializer::new(String::new()).extend_pairs(kept).extend_pairs(flash).finish();
    leptos_axum::redirect(&format!("/chats?{query}"));
    Ok(())
}

/// The conversations of this server, and whom the running request is from.
pub(in crate::chat) async fn context() -> Result<(Chat, CurrentUser)> {
    let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
    Ok((chat, current_user().await?.1))
}
