//! The list of conversations at the side; on a narrow page a drawer that needs no script.

use super::{api::list_conversations, model::ConversationSummary};
use crate::{
    browser::document,
    json::Json,
    locales::use_texts,
    page::Page,
    ui::{
        icon::{Glyph, Icon},
        mark::Mark,
    },
    workspace::Shared,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{components::A, hooks::use_query_map};

/// The list, the way to a new chat, and the person.
#[component]
pub fn Sidebar(
    /// Who is logged in.
    username: String,
) -> impl IntoView {
    let texts = use_texts();
    let shared = expect_context::<Shared>();
    // Without a script the next page of the list is a page of its own.
    let first_cursor = use_query_map().get_untracked().get("older").unwrap_or_default();
    let page = Resource::<_, Json>::new_with_options(
        // Read again when something has happened to any of them.
        move || shared.changed.get(),
        move |_| {
            let cursor = first_cursor.clone();
            async move { list_conversations(cursor).await }
        },
        false,
    );
    view! {
        <aside class="side" on:click=|_| document::close_drawer()>
            <Mark/>
            <nav aria-label=texts.menu>
                <A href="/" exact=true attr:class="row"><Icon glyph=Glyph::Plus/><span>{texts.new_chat}</span></A>
                <A href="/search" attr:class="row" attr:rel="external"><Icon glyph=Glyph::Search/><span>{texts.search}</span></A>
                <A href="/documents" attr:class="row" attr:rel="external"><Icon glyph=Glyph::Document/><span>{texts.documents}</span></A>
                <A href="/code" attr:class="row" attr:rel="external"><Icon glyph=Glyph::Code/><span>{texts.fix_code}</span></A>
                <A href="/chats" attr:class="row" attr:rel="external"><Icon glyph=Glyph::Chat/><span>{texts.all_chats}</span></A>
            </nav>
            <nav class="side-list" aria-label=texts.conversations>
                <h2>{texts.conversations}</h2>
                <Transition>
                    {move || Suspend::new(async move { page.await.ok().map(|page| view! { <List page/> }) })}
                </Transition>
            </nav>
            <footer>
                <A href="/settings" attr:class="row" attr:rel="external">
                    <Icon glyph=Glyph::Person/><span>{username}</span>
                </A>
            </footer>
        </aside>
        <label class="drawer-shade" for=document::DRAWER aria-hidden="true"></label>
    }
}

/// One page of the list, and those that were added to it.
#[component]
fn List(
    /// The first page.
    page: Page<ConversationSummary>,
) -> impl IntoView {
    let texts = use_texts();
    let is_empty = page.items.is_empty();
    let items = RwSignal::new(page.items);
    let cursor = RwSignal::new(page.next_cursor);
    let add_page = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        let Some(older) = cursor.get_untracked() else { return };
        spawn_local(async move {
            // The link stays when this fails, to be clicked again.
            if let Ok(page) = list_conversations(older).await {
                items.try_update(|items| items.extend(page.items));
                cursor.try_set(page.next_cursor);
            }
        });
    };
    view! {
        {is_empty.then(|| view! { <p class="side-note">{texts.conversations_none}</p> })}
        <ul class="plain">
            <For each=move || items.get() key=|item| (item.id, item.title.clone()) let(item)>
                <li>
                    <A href=format!("/c/{}", item.id) attr:class="row">
                        <Icon glyph=if item.is_pinned { Glyph::Pin } else { Glyph::Chat }/><span>{item.title}</span>
                    </A>
                </li>
            </For>
        </ul>
        <a class="row" href=move || format!("/?older={}", cursor.get().unwrap_or_default())
            hidden=move || cursor.get().is_none() on:click=add_page>
            <span>{texts.conversations_more}</span>
        </a>
    }
}
