//! The frame around the pages of somebody who is logged in: the sidebar, and what its pages share.
//! A visitor gets the first page instead, or is asked to log in.

use crate::{
    auth::{landing::Landing, model::Me},
    browser::{document, event_source::EventStream},
    chat::{
        api::{SendMessage, list_models},
        model::ConversationEvent,
        sidebar::Sidebar,
    },
    error::{AppError, Result},
    json::{self, Json},
    locales::use_texts,
    provider::model::ModelList,
    ui::{
        icon::{Glyph, Icon},
        load_error::LoadError,
    },
};
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

/// What the pages inside the frame share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// Sends a question, from whichever page.
    pub send: ServerAction<SendMessage>,
    /// What happened last to the person's conversations, here or on another page of theirs.
    pub changed: RwSignal<Option<ConversationEvent>>,
    /// The models that can answer, read once for all pages.
    pub models: Resource<Result<ModelList>, Json>,
}

/// Shows the frame with the page in it, or what a visitor sees.
#[component]
pub fn Workspace() -> impl IntoView {
    let location = use_location();
    // Known before anything is rendered. Were it waited for here, the frame would be made more than once, with all that it
    // loads, and now and then a page would wait for what a frame loads that is gone.
    match SharedValue::<_, Json>::new_with_encoding(person).into_inner() {
        Ok(Some(me)) => view! { <Frame me/> }.into_any(),
        Ok(None) => {
            let path = location.pathname.get_untracked();
            if path == "/" { view! { <Landing/> }.into_any() } else { view! { <ToLogIn path/> }.into_any() }
        }
        Err(error) => view! { <main class="gate" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
    }
}

/// Whom the page is for. The browser is told with the page.
fn person() -> Result<Option<Me>> {
    #[cfg(feature = "ssr")]
    let person = use_context::<http::request::Parts>().map_or(Ok(None), |request| crate::auth::identified(&request));
    #[cfg(not(feature = "ssr"))]
    let person = Ok(None);
    person
}

/// Leads a visitor to log in first. In the browser, where a session has ended meanwhile, it says so.
#[component]
fn ToLogIn(
    /// Where the visitor wanted to go.
    path: String,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_axum::redirect(&format!("/login?next={path}"));
    let _ = path;
    view! { <main class="gate" id="content" tabindex="-1"><LoadError error=AppError::Unauthorized/></main> }
}

/// The sidebar and the page beside it.
#[component]
fn Frame(
    /// Who is logged in.
    me: Me,
) -> impl IntoView {
    let shared = Shared {
        send: ServerAction::new(),
        changed: RwSignal::new(None),
        models: Resource::new_with_options(|| (), |()| list_models(), false),
    };
    provide_context(shared);
    provide_context(me.clone());
    Effect::new(move || watch_conversations(shared.changed));
    view! {
        <div class="app">
            <Sidebar username=me.username/>
            <Outlet/>
        </div>
    }
}

/// Follows what happens to the person's conversations, while the page is in view: browsers allow six connections to a
/// site, and pages in the background must not take them from the one that is read.
fn watch_conversations(changed: RwSignal<Option<ConversationEvent>>) {
    let stream = StoredValue::new_local(None::<EventStream>);
    let connect = move || {
        let on_message = move |data: String| {
            if let Ok(event) = json::read(&data) {
                changed.try_set(Some(event));
            }
        };
        let was_away = StoredValue::new(false);
        let on_connected = move |is_connected: bool| {
            // Whatever happened meanwhile was not told.
            if is_connected && was_away.try_get_value() == Some(true) {
                changed.try_set(Some(ConversationEvent::Everything));
            }
            was_away.try_set_value(!is_connected);
        };
        stream.set_value(Some(EventStream::open("/events/conversations", on_message, on_connected)));
    };
    connect();
    let listener = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document::is_in_view() {
            connect();
            changed.try_set(Some(ConversationEvent::Everything));
        } else {
            stream.try_set_value(None);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Opens the sidebar on a narrow page. It is a checkbox, which the style sheet looks at, and so needs no script.
#[component]
pub fn MenuButton() -> impl IntoView {
    let texts = use_texts();
    view! {
        <label class="icon-button only-narrow">
            <input type="checkbox" id=document::DRAWER class="drawer-switch" aria-label=texts.menu/>
            <Icon glyph=Glyph::Menu/>
        </label>
    }
}
