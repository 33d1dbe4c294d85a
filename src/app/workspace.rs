//! The frame around the pages of somebody who is logged in: the sidebar, and what its pages share.
//! A visitor gets the first page instead, or is asked to log in.

use crate::{
    browser::{arrival, document, event_source::EventStream},
    chat::{
        announcer::{Announcer, LiveRegion},
        components::sidebar::Sidebar,
        context::ChatContext,
        model::ConversationEvent,
    },
    domain::error::{AppError, Result},
    i18n::use_texts,
    ui::{
        codec::{self, Json},
        load_error::LoadError,
    },
};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Shows the frame with the page in it, or what a visitor sees.
#[component]
pub fn Workspace() -> impl IntoView {
    // Known before anything is rendered. Were it waited for here, the frame would be made more than once, with all that it
    // loads, and now and then a page would wait for what a frame loads that is gone.
    match SharedValue::<_, Json>::new_with_encoding(visit).into_inner() {
        Ok(Some(visit)) => view! { <Frame visit/> }.into_any(),
        // The browser is not given a page for visitors to go on with: here a session has ended meanwhile.
        #[cfg(not(feature = "ssr"))]
        Ok(None) => {
            view! { <main class="gate" id="content" tabindex="-1"><LoadError error=AppError::Unauthorized/></main> }
                .into_any()
        }
        #[cfg(feature = "ssr")]
        Ok(None) => {
            let path = leptos_router::hooks::use_location().pathname.get_untracked();
            if path == "/" {
                view! { <super::landing::Landing/> }.into_any()
            } else {
                view! { <ToLogIn path/> }.into_any()
            }
        }
        Err(error) => view! { <main class="gate" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
    }
}

/// Whom a page is for, and when it was made.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Visit {
    /// Who is logged in.
    username: String,
    /// What the page has seen of the changes, for `/events/conversations`: its making and its connecting are two things.
    seen: i64,
}

/// Whom the page is for; none for a visitor. The browser is told with the page.
fn visit() -> Result<Option<Visit>> {
    #[cfg(feature = "ssr")]
    {
        let seen = use_context::<crate::chat::Chat>().map(|chat| chat.revision()).unwrap_or_default();
        let me =
            use_context::<http::request::Parts>().map_or(Ok(None), |request| crate::auth::current_account(&request))?;
        Ok(me.map(|user| Visit { username: user.me.username, seen }))
    }
    #[cfg(not(feature = "ssr"))]
    Ok(None)
}

/// Leads a visitor to log in first.
#[cfg(feature = "ssr")]
#[component]
fn ToLogIn(
    /// Where the visitor wanted to go.
    path: String,
) -> impl IntoView {
    leptos_axum::redirect(&format!("/login?next={path}"));
    view! { <main class="gate" id="content" tabindex="-1"><LoadError error=AppError::Unauthorized/></main> }
}

/// The sidebar and the page beside it.
#[component]
fn Frame(
    /// Who is logged in, and what the page has seen.
    visit: Visit,
) -> impl IntoView {
    let Visit { username, seen } = visit;
    let context = ChatContext { send: ServerAction::new(), changed: RwSignal::new(None) };
    provide_context(context);
    let announcer = Announcer::new(use_texts());
    provide_context(announcer);
    Effect::new(move || watch_conversations(context.changed, seen));
    view! {
        <div class="app">
            <Sidebar username/>
            <Outlet/>
        </div>
        <p class="visually-hidden" aria-live="polite" id=arrival::NAME_OF_PAGE></p>
        <LiveRegion announcer/>
    }
}

/// Follows what happens to the person's conversations, while the page is in view: browsers allow six connections to a
/// site, and pages in the background must not take them from the one that is read. Each time it connects, the page is told
/// whether something has happened since it was made.
fn watch_conversations(changed: RwSignal<Option<ConversationEvent>>, seen: i64) {
    let stream = StoredValue::new_local(None::<EventStream>);
    let connect = move || {
        let on_message = move |data: String| {
            if let Ok(event) = codec::read(&data) {
                changed.try_set(Some(event));
            }
        };
        let url = format!("/events/conversations?since={seen}");
        stream.set_value(Some(EventStream::open(&url, Box::new(on_message), Rc::new(|_| {}))));
    };
    if document::is_in_view() {
        connect();
    }
    let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document::is_in_view() {
            connect();
        } else {
            stream.try_set_value(None);
        }
    });
    on_cleanup(move || listener.remove());
}
