//! What can be done with the selected conversations: one form around their list.

use super::Address;
use crate::{
    chat::{
        bulk::{ActionName, api::BulkUpdateChats},
        list::{ConversationLabels, Label, View},
    },
    i18n::ChatListTexts,
    ui::confirm::Confirm,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The form with its buttons, and the list in it.
#[component]
pub(super) fn Toolbar(
    /// What is listed.
    address: Address,
    /// The folders and tags to choose from.
    labels: ConversationLabels,
    /// The sentences.
    texts: &'static ChatListTexts,
    /// The list.
    children: Children,
) -> impl IntoView {
    let tools = if address.view == View::Trash {
        view! { <TrashButtons texts/> }.into_any()
    } else {
        view! { <Buttons is_archive=address.view == View::Archived labels texts/> }.into_any()
    };
    view! {
        <form class="chats-form" method="post" action=BulkUpdateChats::url()>
            // What Enter in a field presses: what is filled in says what is meant.
            <button name="action" value="" hidden></button>
            <input type="hidden" name="back" value=Address { id: String::new(), ..address }.query()/>
            {children()}
            // Where there is a selection: the style sheet hides it without one.
            <fieldset class="chats-tools">
                <legend>{texts.actions}</legend>
                {tools}
            </fieldset>
        </form>
    }
}

#[component]
fn Action(
    /// What it does.
    name: ActionName,
    /// What it says.
    label: &'static str,
    /// Whether something is gone then.
    #[prop(optional)]
    is_danger: bool,
) -> impl IntoView {
    let class = if is_danger { "button is-danger" } else { "button is-quiet" };
    view! { <button class=class name="action" value=name.as_str()>{label}</button> }
}

#[component]
fn TrashButtons(
    /// The sentences.
    texts: &'static ChatListTexts,
) -> impl IntoView {
    view! {
        <div class="chats-buttons">
            <Action name=ActionName::Restore label=texts.restore/>
            <Confirm label=texts.delete_for_good question=texts.delete_for_good_about>
                <Action name=ActionName::DeleteForGood label=texts.delete_for_good_yes is_danger=true/>
            </Confirm>
        </div>
    }
}

#[component]
fn Buttons(
    /// Whether archived ones are listed.
    is_archive: bool,
    /// The folders and tags to choose from.
    labels: ConversationLabels,
    /// The sentences.
    texts: &'static ChatListTexts,
) -> impl IntoView {
    let (archive, archive_label) =
        if is_archive { (ActionName::Unarchive, texts.unarchive) } else { (ActionName::Archive, texts.archive) };
    view! {
        <div class="chats-buttons">
            <Action name=ActionName::Pin label=texts.pin/>
            <Action name=ActionName::Unpin label=texts.unpin/>
            <Action name=archive label=archive_label/>
            <Action name=ActionName::Delete label=texts.delete is_danger=true/>
        </div>
        <div class="chats-buttons">
            <input name="folder" list="folders" aria-label=texts.folder placeholder=texts.folder_hint maxlength="60" autocomplete="off"/>
            {choices("folders", labels.folders)}
            <Action name=ActionName::Move label=texts.move_to/>
        </div>
        <div class="chats-buttons">
            <input name="tag" list="tags" aria-label=texts.tag placeholder=texts.tag maxlength="30" autocomplete="off"/>
            {choices("tags", labels.tags)}
            <Action name=ActionName::AddTag label=texts.add_tag/>
            <Action name=ActionName::RemoveTag label=texts.remove_tag/>
        </div>
    }
}

/// What a field proposes.
fn choices(id: &'static str, labels: Vec<Label>) -> impl IntoView {
    let options = labels.into_iter().map(|label| view! { <option value=label.name></option> }).collect_view();
    view! { <datalist id=id>{options}</datalist> }
}

/// Deletes everything in the trash for good, in a second step.
#[component]
pub(super) fn EmptyTrash(
    /// The sentences.
    texts: &'static ChatListTexts,
) -> impl IntoView {
    view! {
        <Confirm label=texts.empty_trash question=texts.empty_trash_about>
            <form method="post" action=BulkUpdateChats::url()>
                <input type="hidden" name="back" value="view=trash"/>
                <button class="button is-danger" name="action" value=ActionName::EmptyTrash.as_str()>{texts.empty_trash}</button>
            </form>
        </Confirm>
    }
}
