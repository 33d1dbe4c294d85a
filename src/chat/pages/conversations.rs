//! `/chats`: every conversation, and what can be done with several at once. Forms and links; no script is needed.

mod flash;
mod toolbar;

use crate::{
    chat::{
        api::list_chats,
        list::{ChatList, ConversationLabels, Label, ListedConversation, View},
    },
    i18n::{ChatListTexts, use_language},
    ui::{
        address, day::Day, empty_state::Empty, get_form::GetForm, icon::Glyph, lazy_page::LazyPage,
        menu_button::MenuButton, page_data::PageData,
    },
};
use flash::FlashMessage;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use serde::{Deserialize, Serialize};
use toolbar::{EmptyTrash, Toolbar};

/// The tabs, by their names in the address.
const TABS: [(&str, View); 4] =
    [("", View::Active), ("pinned", View::Pinned), ("archived", View::Archived), ("trash", View::Trash)];

/// The page.
pub struct ConversationsPage(PageData<Listed>);

/// What is asked for, and what there is.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Listed {
    address: Address,
    /// What was done just now.
    flash: FlashMessage,
    list: ChatList,
}

impl LazyPage for ConversationsPage {
    fn data() -> Self {
        let query = use_query_map();
        let asked = move || query.with(|query| (Address::read(query), FlashMessage::read(query)));
        Self(PageData::new(&["chat-list"], asked, |(address, flash)| async move {
            let Address { view, folder, tag, words, id, older, .. } = address.clone();
            Ok(Listed { address, flash, list: list_chats(view, folder, tag, words, id, older).await? })
        }))
    }

    fn view(self) -> AnyView {
        // Made anew each time: what was ticked and opened belongs to the list before.
        self.0.view(|listed| (move || view! { <Chats listed=listed.clone()/> }).into_any())
    }
}

/// Which conversations the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Address {
    view: View,
    folder: String,
    tag: String,
    words: String,
    /// One conversation alone.
    id: String,
    older: String,
    /// Whether all of them are selected.
    is_all: bool,
}

impl Address {
    fn read(query: &ParamsMap) -> Self {
        let [view, folder, tag, words, id, older, all] =
            ["view", "folder", "tag", "q", "id", "older", "all"].map(|name| query.get(name).unwrap_or_default());
        let view = TABS.iter().find(|(name, _)| *name == view).map(|(_, view)| *view).unwrap_or_default();
        Self { view, folder, tag, words, id, older, is_all: !all.is_empty() }
    }

    /// The name of its tab.
    fn tab(&self) -> &'static str {
        TABS.iter().find(|(_, view)| *view == self.view).map(|(name, _)| *name).unwrap_or_default()
    }

    /// The part of the address after the question mark.
    fn query(&self) -> String {
        let all = if self.is_all { "1" } else { "" };
        let pairs = [
            ("view", self.tab()),
            ("folder", &self.folder),
            ("tag", &self.tag),
            ("q", &self.words),
            ("id", &self.id),
            ("older", &self.older),
            ("all", all),
        ];
        address::query(&pairs)
    }
}

#[component]
fn Chats(
    /// What is asked for, and what there is.
    listed: Listed,
) -> impl IntoView {
    let Listed { address, flash, list: ChatList { page, labels } } = listed;
    let texts = use_language().chat_list_texts();
    let is_empty = page.items.is_empty();
    let is_trash = address.view == View::Trash;
    let is_selected = address.is_all || !address.id.is_empty();
    let older = page.next_cursor.map(|older| Address { older, is_all: false, ..address.clone() }.query());
    let turned = Address { is_all: !address.is_all, ..address.clone() }.query();
    let rows = page.items.into_iter().map(|item| view! { <Row item is_selected texts/> }).collect_view();
    view! {
        <Title text=texts.all_chats/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.all_chats}</h1></header>
            <div class="search chats">
                {flash.view(&address, texts)}
                <Tabs view=address.view is_one=!address.id.is_empty() texts/>
                <FilterForm address=address.clone() labels=labels.clone() texts/>
                {is_trash.then(|| view! { <p class="form-note">{texts.trash_about}</p> })}
                {is_empty.then(|| view! { <Empty glyph=Glyph::Chat text=texts.nothing/> })}
                {(!is_empty).then(|| view! {
                    <Toolbar address=address.clone() labels texts>
                        <a class="chats-all" href=format!("/chats?{turned}")>
                            {if address.is_all { texts.select_none } else { texts.select_all }}
                        </a>
                        <ul class="plain">{rows}</ul>
                    </Toolbar>
                })}
                {older.map(|query| view! { <a class="button is-quiet" href=format!("/chats?{query}")>{texts.older}</a> })}
                {(is_trash && !is_empty).then(|| view! { <EmptyTrash texts/> })}
            </div>
        </main>
    }
}

#[component]
fn Tabs(
    /// The one that is shown.
    view: View,
    /// Whether one conversation alone is shown, which is in no tab.
    is_one: bool,
    /// The sentences.
    texts: &'static ChatListTexts,
) -> impl IntoView {
    let tabs = TABS.map(|(name, of)| {
        let label = match of {
            View::Active => texts.tab_active,
            View::Pinned => texts.tab_pinned,
            View::Archived => texts.tab_archived,
            View::Trash => texts.tab_trash,
        };
        let href = if name.is_empty() { "/chats".to_owned() } else { format!("/chats?view={name}") };
        let current = (of == view && !is_one).then_some("page");
        view! { <li><a href=href aria-current=current>{label}</a></li> }
    });
    view! { <nav aria-label=texts.tabs><ul class="plain chats-tabs">{tabs.collect_view()}</ul></nav> }
}

/// Narrows the list down.
#[component]
fn FilterForm(
    /// What is asked for.
    address: Address,
    /// What it can be narrowed down by.
    labels: ConversationLabels,
    /// The sentences.
    texts: &'static ChatListTexts,
) -> impl IntoView {
    let options = |labels: &[Label], chosen: &str| {
        let option = |label: &Label| {
            let Label { name, count } = label.clone();
            let (is_chosen, shown) = (name == chosen, format!("{name} ({count})"));
            view! { <option value=name selected=is_chosen>{shown}</option> }
        };
        labels.iter().map(option).collect_view()
    };
    view! {
        <GetForm action="/chats" attr:class="search-form" attr:role="search">
            <input type="hidden" name="view" value=address.tab()/>
            <input type="search" name="q" aria-label=texts.search placeholder=texts.search maxlength="200" value=address.words/>
            <select name="folder" aria-label=texts.folder>
                <option value="">{texts.folder_any}</option>
                {options(&labels.folders, &address.folder)}
            </select>
            <select name="tag" aria-label=texts.tag>
                <option value="">{texts.tag_any}</option>
                {options(&labels.tags, &address.tag)}
            </select>
            <button class="button is-quiet">{texts.filter}</button>
        </GetForm>
    }
}

#[component]
fn Row(
    /// The conversation.
    item: ListedConversation,
    /// Whether it is selected.
    is_selected: bool,
    /// The sentences.
    texts: &'static ChatListTexts,
) -> impl IntoView {
    let id = item.id.to_string();
    let title = match item.deleted_at {
        // It is not there until it is brought back.
        Some(_) => view! { <b>{item.title.clone()}</b> }.into_any(),
        None => view! { <a href=format!("/c/{id}")>{item.title.clone()}</a> }.into_any(),
    };
    let (what, at) = item.deleted_at.map_or((texts.last_message, item.updated_at), |at| (texts.deleted_on, at));
    let states = [(item.is_pinned, texts.tab_pinned), (item.is_archived, texts.tab_archived)];
    let states = states.into_iter().filter(|(is_so, _)| *is_so).map(|(_, state)| state.to_owned());
    let labels = states.chain(item.folder).chain(item.tags.0.into_iter().map(|tag| format!("#{tag}")));
    let labels = labels.map(|label| view! { <span class="chats-label">{label}</span> }).collect_view();
    view! {
        <li class="chats-row">
            <label class="chats-check">
                <input type="checkbox" name="ids[]" value=id checked=is_selected
                    aria-label=texts.select_one(item.title)/>
            </label>
            <span class="chats-about">
                {title}
                <span class="form-note">
                    <span>{what}</span> " " <Day at/> {labels}
                </span>
            </span>
        </li>
    }
}
