//! What the form of the page of all conversations sends, and what its page is told of it.

use super::{ActionName, BulkAction, BulkResult};
use crate::{
    chat::labels::{Folder, LabelFault, LabelsPatch, Tag},
    domain::error::Result,
};
use form_urlencoded::Serializer;

/// What of the page's address says which conversations are listed, and is kept when something was done with them.
const KEPT_PARAMETERS: [&str; 4] = ["view", "folder", "tag", "q"];

/// The action of a button; none when there is none of that name.
pub(super) fn parse_action(name: &str, folder: &str, tag: &str) -> Result<Option<BulkAction>, LabelFault> {
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
pub(super) fn flash_parameters(action: &BulkAction, done: &BulkResult) -> Vec<(&'static str, String)> {
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
pub(super) fn redirect(back: &str, flash: &[(&'static str, String)]) -> Result<()> {
    let kept = form_urlencoded::parse(back.as_bytes()).filter(|(name, _)| KEPT_PARAMETERS.contains(&name.as_ref()));
    let query = Serializer::new(String::new()).extend_pairs(kept).extend_pairs(flash).finish();
    leptos_axum::redirect(&format!("/chats?{query}"));
    Ok(())
}
