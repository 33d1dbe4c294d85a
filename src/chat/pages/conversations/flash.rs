//! What was done just now, with the way to undo it.

use super::{Address, query};
use crate::{
    chat::bulk::{ActionName, api::BulkUpdateChats},
    i18n::ChatTexts,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What the address tells of what was done.
#[derive(Debug, Clone, Default)]
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
    pub(super) fn from_page() -> Self {
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

    pub(super) fn view(self, address: &Address, texts: &'static ChatTexts) -> impl IntoView + use<> {
        let count = |text: &str, count: &dyn ToString| text.replace("{n}", &count.to_string());
        let error = match self.error.as_str() {
            "" => None,
            "folder" => Some(texts.folder_wrong),
            "tag" => Some(texts.tag_wrong),
            _ => Some(texts.nothing_chosen),
        };
        let gone = self.gone.map(|gone| count(texts.deleted_for_good, &gone));
        let done = self.done.map(|done| count(done_sentence(self.action, texts), &done)).or(gone);
        let left_out = self.left_out.map(|left_out| count(texts.left_out, &left_out));
        let deleted = (!self.deleted.is_empty()).then(|| {
            let said = count(texts.deleted, &self.deleted.len());
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
fn done_sentence(action: Option<ActionName>, texts: &'static ChatTexts) -> &'static str {
    match action {
        Some(ActionName::Pin) => texts.done_pin,
        Some(ActionName::Unpin) => texts.done_unpin,
        Some(ActionName::Archive) => texts.done_archive,
        Some(ActionName::Unarchive) => texts.done_unarchive,
        Some(ActionName::Move) => texts.done_move,
        Some(ActionName::MoveOut) => texts.done_move_out,
        Some(ActionName::AddTag) => texts.done_tag,
        Some(ActionName::RemoveTag) => texts.done_untag,
        Some(ActionName::Restore) => texts.done_restore,
        Some(ActionName::Delete | ActionName::DeleteForGood | ActionName::EmptyTrash) | None => texts.done,
    }
}
