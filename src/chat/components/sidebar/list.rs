//! The conversations in the sidebar, by their time, and the folders that they are in.

use super::{current, row::Row};
use crate::{
    browser::{document, popover::Place},
    chat::{
        api::{DeleteConversation, edit_conversation, list_conversations},
        model::{ConversationEdit, ConversationId, ConversationList, ConversationSummary},
    },
    domain::error::Result,
    i18n::use_texts,
    ui::{
        address::query,
        codec::Json,
        icon::{Glyph, Icon},
        menu::{Menu, MenuAction, MenuForm, MenuLink},
    },
};
use leptos::{ev::MouseEvent, prelude::*, server_fn::ServerFn, task::spawn_local};
use leptos_router::hooks::use_location;

/// The `id` of the list of folders that a field offers.
pub(super) const FOLDERS: &str = "side-folders";

/// What is being done with one of the rows.
#[derive(Clone, Copy)]
pub(super) struct RowState {
    /// The conversation whose menu is open, and where.
    pub(super) menu: RwSignal<Option<(ConversationSummary, Place)>>,
    /// The one that is edited in place, and what of it.
    pub(super) edited: RwSignal<Option<(ConversationId, ConversationEdit)>>,
}

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Line {
    /// What the conversations below it have in common.
    Period(String),
    /// A conversation, and whether it is pinned.
    Conversation(ConversationId, bool),
}

/// The first page of the list, and those that were added to it.
#[component]
pub(super) fn List(
    /// The first page.
    first: ConversationList,
    /// The same when it is read again.
    again: Resource<Result<ConversationList>, Json>,
) -> impl IntoView {
    let texts = use_texts();
    let path = use_location().pathname;
    let open =
        Memo::new(move |_| path.with(|path| path.strip_prefix("/c/").and_then(|id| id.parse::<ConversationId>().ok())));
    let items = RwSignal::new(first.page.items);
    let cursor = RwSignal::new(first.page.next_cursor);
    let folders = RwSignal::new(first.folders);
    let state = RowState { menu: RwSignal::new(None), edited: RwSignal::new(None) };
    Effect::new(move |before: Option<()>| {
        let list = again.get();
        // What is edited in place would lose the focus, and with it what is being written.
        if state.edited.with(Option::is_some) {
            return;
        }
        if let Some(Ok(ConversationList { page, folders: named })) = list.filter(|_| before.is_some()) {
            items.set(page.items);
            cursor.set(page.next_cursor);
            folders.set(named);
        }
    });
    let is_loading = StoredValue::new(false);
    let add_page = move || {
        let Some(older) = cursor.get_untracked().filter(|_| !is_loading.get_value()) else { return };
        is_loading.set_value(true);
        spawn_local(async move {
            // The link stays when this fails, to be pressed again.
            if let Ok(ConversationList { page, .. }) = list_conversations(older.clone()).await
                && cursor.try_with_untracked(|cursor| cursor.as_ref() == Some(&older)) == Some(true)
            {
                items.update(|items| items.extend(page.items));
                cursor.set(page.next_cursor);
            }
            is_loading.try_set_value(false);
        });
    };
    let press_more = move |event: MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        add_page();
    };
    let scrolled = move |event: leptos::ev::Event| {
        if document::is_near_end(&event) {
            add_page();
        }
    };
    view! {
        <nav class="side-list" aria-label=texts.conversations on:scroll=scrolled>
            <h2>{texts.conversations}</h2>
            {move || items.with(Vec::is_empty).then(|| view! { <p class="side-note">{texts.conversations_none}</p> })}
            <ul class="plain">
                <For each=move || items.with(|items| lines(items)) key=Clone::clone let(line)>
                    {match line {
                        Line::Period(name) => view! { <li class="side-period">{name}</li> }.into_any(),
                        Line::Conversation(id, is_pinned) => {
                            let title = Signal::derive(move || items.with(|items| title_of(items, id)));
                            view! { <Row id title is_pinned open=Signal::derive(move || open.get() == Some(id)) state/> }.into_any()
                        }
                    }}
                </For>
            </ul>
            <a class="row" href=move || format!("/?older={}", cursor.get().unwrap_or_default())
                hidden=move || cursor.get().is_none() on:click=press_more>
                <span>{texts.conversations_more}</span>
            </a>
            <Folders folders/>
        </nav>
        <datalist id=FOLDERS>
            {move || folders.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}
        </datalist>
        {move || state.menu.get().map(|(item, at)| view! { <ConversationMenu item at state/> })}
    }
}

/// The conversations with what they have in common before each group of them.
fn lines(items: &[ConversationSummary]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(items.len() + 5);
    let mut before = None;
    for item in items {
        if before != Some(&item.period) {
            lines.push(Line::Period(item.period.clone()));
            before = Some(&item.period);
        }
        lines.push(Line::Conversation(item.id, item.is_pinned));
    }
    lines
}

/// The title of a conversation; empty for one that the list has not.
fn title_of(items: &[ConversationSummary], id: ConversationId) -> String {
    items.iter().find(|item| item.id == id).map_or_else(String::new, |item| item.title.clone())
}

/// The folders of the person, which lead to what is in them.
#[component]
fn Folders(
    /// Their names.
    folders: RwSignal<Vec<String>>,
) -> impl IntoView {
    let texts = use_texts();
    let location = use_location();
    let here = move || format!("{}{}", location.pathname.get(), location.search.with(|it| prefixed(it)));
    view! {
        <h2 hidden=move || folders.with(Vec::is_empty)>{texts.folders}</h2>
        <ul class="plain">
            <For each=move || folders.get() key=Clone::clone let(name)>
                {
                    let href = format!("/chats?{}", query(&[("folder", &name)]));
                    let to = href.clone();
                    view! {
                        <li>
                            <a href=href class="row" aria-current=move || current(here() == to)>
                                <Icon glyph=Glyph::Folder/><span title=name.clone()>{name.clone()}</span>
                            </a>
                        </li>
                    }
                }
            </For>
        </ul>
    }
}

/// The query of an address with the question mark before it.
fn prefixed(search: &str) -> String {
    if search.is_empty() || search.starts_with('?') { search.to_owned() } else { format!("?{search}") }
}

/// What can be done with a conversation from the list.
#[component]
fn ConversationMenu(
    /// The conversation.
    item: ConversationSummary,
    /// Where it opens.
    at: Place,
    /// What is being done with the rows.
    state: RowState,
) -> impl IntoView {
    let texts = use_texts();
    let ConversationSummary { id, title, is_pinned, .. } = item;
    let edit_in_place = move |edit| Callback::new(move |()| state.edited.set(Some((id, edit))));
    // The list learns of it as every other page does.
    let edit = move |edit| {
        Callback::new(move |()| {
            spawn_local(async move {
                // What could not be done is still there, to be done again.
                let _ = edit_conversation(id, edit, String::new()).await;
            });
        })
    };
    let (pin, pin_label) =
        if is_pinned { (ConversationEdit::Unpin, texts.unpin) } else { (ConversationEdit::Pin, texts.pin) };
    view! {
        <Menu label=texts.conversation_menu(&title) at on_close=move |()| state.menu.set(None)>
            <MenuAction label=texts.rename on_choose=edit_in_place(ConversationEdit::Rename)/>
            <MenuAction label=pin_label on_choose=edit(pin)/>
            <MenuAction label=texts.move_to_folder on_choose=edit_in_place(ConversationEdit::Move)/>
            <MenuLink label=texts.tags href=format!("/chats?id={id}")/>
            <MenuLink label=texts.share href=format!("/shares/new?conversation={id}")/>
            <MenuAction label=texts.archive on_choose=edit(ConversationEdit::Archive)/>
            <MenuForm label=texts.delete action=DeleteConversation::url() id=id.to_string() is_danger=true/>
        </Menu>
    }
}
