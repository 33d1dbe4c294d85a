//! The list of conversations at the side; on a narrow page a drawer that needs no script.

mod account_menu;
mod list;
mod row;

use crate::{
    browser::document,
    chat::{api::list_conversations, context::ChatContext},
    i18n::use_texts,
    ui::{
        codec::Json,
        icon::{Glyph, Icon},
        logo::Mark,
    },
};
use account_menu::AccountMenu;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use list::List;

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
    let follow = |event: leptos::ev::MouseEvent| {
        if document::pressed(&event, "a[href]").is_some() {
            document::close_drawer();
        }
    };
    view! {
        <aside class="side" on:click=follow>
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
            // Made once: what is read again goes into the list that is there, so that the focus in it stays where it is.
            <Transition>
                {Suspend::new(async move { page.await.ok().map(|first| view! { <List first again=page/> }) })}
            </Transition>
            <footer>
                {part("/settings", Glyph::Person, &username)}
                <AccountMenu/>
            </footer>
        </aside>
        <label class="drawer-shade" for=document::DRAWER aria-hidden="true"></label>
    }
}

/// How a link says that it leads to the page it is on. The router follows links that are no components of its own as well.
fn current(is_current: bool) -> Option<&'static str> {
    is_current.then_some("page")
}
