//! What the forms of the page of all conversations post to. A thin door to [`Chat`].
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::{BulkAction, BulkResult};
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
const KEPT: [&str; 4] = ["view", "folder", "tag", "q"];

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
    if action == "empty" {
        let removed = chat.empty_trash(user.id()).await?;
        return go(&back, &[("gone", removed.to_string())]);
    }
    // What is no id names nothing, as somebody else's does not.
    let unread = ids.iter().filter(|id| id.parse::<ConversationId>().is_err()).count();
    let ids: BTreeSet<_> = ids.iter().filter_map(|id| id.parse().ok()).collect();
    let told = match read(&action, &folder, &tag) {
        Ok(Some(action)) if ids.len() + unread > 0 => {
            let done = chat.bulk_update(user.id(), &ids, &action).await?;
            told(&action, &BulkResult { left_out: done.left_out + unread, ..done })
        }
        Ok(_) => vec![("error", "nothing".to_owned())],
        Err(LabelFault::Folder) => vec![("error", "folder".to_owned())],
        Err(_) => vec![("error", "tag".to_owned())],
    };
    go(&back, &told)
}

/// The action of a button; none when there is none of that name.
fn read(action: &str, folder: &str, tag: &str) -> Result<Option<BulkAction>, LabelFault> {
    let labels = |labels| Ok(Some(BulkAction::SetLabels(labels)));
    match action {
        "pin" | "unpin" => labels(LabelsPatch { pinned: Some(action == "pin"), ..LabelsPatch::default() }),
        "archive" | "unarchive" => {
            labels(LabelsPatch { archived: Some(action == "archive"), ..LabelsPatch::default() })
        }
        "move" if folder.trim().is_empty() => labels(LabelsPatch { folder: Some(None), ..LabelsPatch::default() }),
        "move" => labels(LabelsPatch { folder: Some(Some(Folder::parse(folder)?)), ..LabelsPatch::default() }),
        "tag" => Tag::parse(tag).map(BulkAction::AddTag).map(Some),
        "untag" => Tag::parse(tag).map(BulkAction::RemoveTag).map(Some),
        "delete" => Ok(Some(BulkAction::Delete)),
        "restore" => Ok(Some(BulkAction::Restore)),
        "delete-for-good" => Ok(Some(BulkAction::DeleteForGood)),
        "" if !folder.trim().is_empty() => read("move", folder, tag),
        "" if !tag.trim().is_empty() => read("tag", folder, tag),
        _ => Ok(None),
    }
}

/// What the page is to tell of it: of what was deleted each one, so that it can be undone.
fn told(action: &BulkAction, done: &BulkResult) -> Vec<(&'static str, String)> {
    let mut told = match action {
        BulkAction::Delete if !done.changed.is_empty() => {
            let ids: Vec<_> = done.changed.iter().map(ToString::to_string).collect();
            vec![("deleted", ids.join(","))]
        }
        BulkAction::DeleteForGood => vec![("gone", done.changed.len().to_string())],
        _ => vec![("done", done.changed.len().to_string()), ("action", name(action).to_owned())],
    };
    told.extend((done.left_out > 0).then(|| ("left", done.left_out.to_string())));
    told
}

/// What the page calls an action that it tells of by a number.
fn name(action: &BulkAction) -> &'static str {
    match action {
        BulkAction::SetLabels(LabelsPatch { pinned: Some(pinned), .. }) => ["unpin", "pin"][usize::from(*pinned)],
        BulkAction::SetLabels(LabelsPatch { archived: Some(archived), .. }) => {
            ["unarchive", "archive"][usize::from(*archived)]
        }
        BulkAction::SetLabels(LabelsPatch { folder: Some(None), .. }) => "move-out",
        BulkAction::SetLabels(_) => "move",
        BulkAction::AddTag(_) => "tag",
        BulkAction::RemoveTag(_) => "untag",
        BulkAction::Restore => "restore",
        BulkAction::Delete | BulkAction::DeleteForGood => "delete",
    }
}

/// Goes to the list with what is to be told there.
fn go(back: &str, told: &[(&'static str, String)]) -> Result<()> {
    let kept = form_urlencoded::parse(back.as_bytes()).filter(|(name, _)| KEPT.contains(&name.as_ref()));
    let query = Serializer::new(String::new()).extend_pairs(kept).extend_pairs(told).finish();
    leptos_axum::redirect(&format!("/chats?{query}"));
    Ok(())
}

/// The conversations of this server, and whom the running request is from.
pub(in crate::chat) async fn context() -> Result<(Chat, CurrentUser)> {
    let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
    Ok((chat, current_user().await?.1))
}
