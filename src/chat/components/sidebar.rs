//! The list of conversations at the side; on a narrow page a drawer that needs no script.

use crate::{
    browser::document,
    chat::{
        api::list_conversations,
        context::ChatContext,
        model::{ConversationId, ConversationSummary},
    },
    domain::{error::Result, page::Page},
    i18n::use_texts,
    ui::{
        codec::Json,
        icon::{Glyph, Icon},
        logo::Mark,
    },
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_location, use_query_map};

/// The list, the way to a new chat, and the person.
#[component]
pub fn Sidebar(
    /// Who is logged in.
    username: String,
) -> impl IntoView {
    let texts = use_texts();
    let shared = expect_context::<ChatContext>();
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
    let path = use_location().pathname;
    let part = move |href: &'static str, glyph, name: &str| {
        let is_current = move || {
            path.with(|path| path.strip_prefix(href).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
        };
        view! { <a href=href class="row" aria-current=move || current(is_current())><Icon glyph/><span>{name.to_owned()}</span></a> }
    };
    view! {
        <aside class="side" on:click=|_| document::close_drawer()>
            <Mark/>
            <nav aria-label=texts.menu>
                <a href="/" class="row" aria-current=move || path.with(|path| current(path == "/"))>
                    <Icon glyph=Glyph::Plus/><span>{texts.new_chat}</span>
                </a>
                {part("/search", Glyph::Search, texts.search)}
                {part("/documents", Glyph::Document, texts.documents)}
                {part("/code", Glyph::Code, texts.fix_code)}
                {part("/chats", Glyph::Chat, texts.all_chats)}
            </nav>
            <nav class="side-list" aria-label=texts.conversations>
                <h2>{texts.conversations}</h2>
                // Made once: what is read again goes into the list that is there, so that the focus in it stays where it is.
                <Transition>
                    {Suspend::new(async move { page.await.ok().map(|first| view! { <List first again=page/> }) })}
                </Transition>
            </nav>
            <footer>
                {part("/settings", Glyph::Person, &username)}
            </footer>
        </aside>
        <label class="drawer-shade" for=document::DRAWER aria-hidden="true"></label>
    }
}

/// How a link says that it leads to the page it is on. The router follows links that are no components of its own as well.
fn current(is_current: bool) -> Option<&'static str> {
    is_current.then_some("page")
}

/// One page of the list, and those that were added to it.
#[component]
fn List(
    /// The first page.
    first: Page<ConversationSummary>,
    /// The same when it is read again.
    again: Resource<Result<Page<ConversationSummary>>, Json>,
) -> impl IntoView {
    let texts = use_texts();
    let path = use_location().pathname;
    let open =
        Memo::new(move |_| path.with(|path| path.strip_prefix("/c/").and_then(|id| id.parse::<ConversationId>().ok())));
    let items = RwSignal::new(first.items);
    let cursor = RwSignal::new(first.next_cursor);
    Effect::new(move |before: Option<()>| {
        let page = again.get();
        if let Some(Ok(page)) = page.filter(|_| before.is_some()) {
            items.set(page.items);
            cursor.set(page.next_cursor);
        }
    });
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
        {move || items.with(Vec::is_empty).then(|| view! { <p class="side-note">{texts.conversations_none}</p> })}
        <ul class="plain">
            <For each=move || items.get() key=|item| (item.id, item.title.clone()) let(item)>
                <li>
                    <a href=format!("/c/{}", item.id) class="row" aria-current=move || current(open.get() == Some(item.id))>
                        <Icon glyph=if item.is_pinned { Glyph::Pin } else { Glyph::Chat }/><span>{item.title}</span>
                    </a>
                </li>
            </For>
        </ul>
        <a class="row" href=move || format!("/?older={}", cursor.get().unwrap_or_default())
            hidden=move || cursor.get().is_none() on:click=add_page>
            <span>{texts.conversations_more}</span>
        </a>
    }
}
