//! What was done just now, with the way to undo it.

use super::Address;
use crate::{
    chat::bulk::{ActionName, api::BulkUpdateChats},
    i18n::ChatListTexts,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

/// What the address tells of what was done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FlashMessage {
    /// Conversations that were moved to the trash.
    deleted: Vec<String>,
    /// How many something else was done with.
    done: Option<u32>,
    /// What that was.
    action: Option<ActionName>,
    /// How many were deleted for good.
    gone: Option<u32>,
    /// How many were left as they were.
    left_out: Option<u32>,
    /// Why nothing was done: `nothing` was chosen, or the `folder` or the `tag` cannot be.
    error: String,
}

impl FlashMessage {
    pub(super) fn read(query: &ParamsMap) -> Self {
        let query = |name| query.get(name).unwrap_or_default();
        let deleted = query("deleted");
        // Whatever else stands in the address is no id, and is not written into the page.
        let is_id = |id: &&str| id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        Self {
            deleted: deleted.split(',').filter(is_id).map(str::to_owned).collect(),
            done: query("done").parse().ok(),
            action: ActionName::parse(&query("action")),
            gone: query("gone").parse().ok(),
            left_out: query("left").parse().ok(),
            error: query("error"),
        }
    }

    pub(super) fn view(self, address: &Address, texts: &'static ChatListTexts) -> impl IntoView + use<> {
        let error = match self.error.as_str() {
            "" => None,
            "folder" => Some(texts.folder_wrong),
            "tag" => Some(texts.tag_wrong),
            _ => Some(texts.nothing_chosen),
        };
        let gone = self.gone.map(|gone| texts.deleted_for_good(gone));
        let done = self.done.map(|done| done_sentence(self.action, done, texts)).or(gone);
        let left_out = self.left_out.map(|left_out| texts.left_out(left_out));
        let deleted = (!self.deleted.is_empty()).then(|| {
            let said = texts.deleted(self.deleted.len());
            let ids = self.deleted.into_iter().map(|id| view! { <input type="hidden" name="ids[]" value=id/> });
            view! {
                <form class="chats-notice" method="post" action=BulkUpdateChats::url()>
                    <span role="status">{said}</span>
                    {ids.collect_view()}
                    <input type="hidden" name="back" value=address.query()/>
                    <button class="button is-quiet" name="action" value=ActionName::Restore.as_str() autofocus>{texts.undo}</button>
                </form>
            }
        });
        view! {
            // The focus was on a button of the page before: here it is on what became of it.
            {error.map(|error| view! { <p class="form-error" role="alert" tabindex="-1" autofocus>{error}</p> })}
            {done.map(|done| view! { <p class="chats-notice" role="status" tabindex="-1" autofocus>{done}</p> })}
            {deleted}
            {left_out.map(|left_out| view! { <p class="form-error" role="alert">{left_out}</p> })}
        }
    }
}

/// What is said of an action that was done with a number of conversations.
fn done_sentence(action: Option<ActionName>, count: u32, texts: &ChatListTexts) -> String {
    match action {
        Some(ActionName::Pin) => texts.done_pin(count),
        Some(ActionName::Unpin) => texts.done_unpin(count),
        Some(ActionName::Archive) => texts.done_archive(count),
        Some(ActionName::Unarchive) => texts.done_unarchive(count),
        Some(ActionName::Move) => texts.done_move(count),
        Some(ActionName::MoveOut) => texts.done_move_out(count),
        Some(ActionName::AddTag) => texts.done_tag(count),
        Some(ActionName::RemoveTag) => texts.done_untag(count),
        Some(ActionName::Restore) => texts.done_restore(count),
        Some(ActionName::Delete | ActionName::DeleteForGood | ActionName::EmptyTrash) | None => texts.done(count),
    }
}
