//! What a browser does by itself when it loads a page, and a client has to do when it shows another one: the focus goes to the
//! page, its name is told, and the way back leads to where it was scrolled to.

use super::document::mark_hydrated;
use leptos::prelude::{document, request_animation_frame, window};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement};

/// The `id` of the element that tells the name of a page that was gone to.
pub const NAME_OF_PAGE: &str = "name-of-page";
/// The event that tells scripts of a page that was gone to.
const ARRIVED: &str = "arrived";
/// How many frames a page is waited for that has come: it is put into the document in the next one.
const FRAMES_MAX: u32 = 60;
/// How many frames it takes at most to lay out what has come into sight.
const FRAMES_OF_LAYOUT: u32 = 60;
/// What stands in the middle of a page.
const CONTENT: &str = "content";
/// What a page tells first.
const TOLD: &str = "[autofocus]";
/// Where one writes.
const COMPOSER: &str = ".composer textarea";

thread_local! {
    /// The address of the page that is shown; none before the first one.
    static SHOWN: RefCell<Option<String>> = const { RefCell::new(None) };
    /// How far each page was scrolled that was left, by its address.
    static SCROLLED: RefCell<HashMap<String, i32>> = RefCell::default();
    /// Whether the page that comes was gone back, or forward, to.
    static IS_WAY_BACK: Cell<bool> = const { Cell::new(false) };
    /// Whether a person has done something since the page came.
    static HAS_ACTED: Cell<bool> = const { Cell::new(false) };
}

/// To be called when a page is there with what it shows. The first one, and new data of the same one, change nothing.
pub fn arrived() {
    mark_hydrated();
    let address = address();
    match SHOWN.replace(Some(address.clone())) {
        None => listen(),
        Some(before) if before == address => {}
        Some(_) => show_soon(address, FRAMES_MAX),
    }
}

/// Waits for what the page does first, such as to give itself a name, and until it is in the document.
fn show_soon(address: String, frames: u32) {
    request_animation_frame(move || match document().get_element_by_id(CONTENT) {
        Some(content) => show(&address, content),
        None if frames > 0 => show_soon(address, frames - 1),
        None => {}
    });
}

/// Whether the page that comes is the first one, which the server wrote.
pub fn is_first() -> bool {
    SHOWN.with_borrow(Option::is_none)
}

fn address() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

fn show(address: &str, content: Element) {
    if let Some(teller) = document().get_element_by_id(NAME_OF_PAGE) {
        teller.set_text_content(Some(&document().title()));
    }
    let is_way_back = IS_WAY_BACK.take();
    let scrolled = SCROLLED.with_borrow(|scrolled| scrolled.get(address).copied()).filter(|_| is_way_back);
    if let (Some(at), Some(element)) = (scrolled, scroller(&content)) {
        element.set_scroll_top(at);
    }
    let hash = window().location().hash().unwrap_or_default();
    if let Some(named) = hash.strip_prefix('#').and_then(|id| document().get_element_by_id(id)) {
        HAS_ACTED.set(false);
        show_named(named, FRAMES_OF_LAYOUT);
    }
    // What the page tells first has the focus; else a dialog, or what the page has focused itself, keeps it.
    let find = |selector| content.query_selector(selector).ok().flatten();
    let active = document().active_element();
    let is_free = active
        .is_none_or(|active| !content.contains(Some(&active)) && active.closest("dialog").ok().flatten().is_none());
    let first = find(TOLD)
        .or_else(|| is_free.then(|| find(COMPOSER).filter(|_| has_keyboard()).unwrap_or_else(|| content.clone())));
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        // Only an element that is gone refuses.
        let _ = first.focus();
    }
    if let Ok(arrived) = Event::new(ARRIVED) {
        // Nobody can forbid it.
        let _ = window().dispatch_event(&arrived);
    }
}

/// Scrolls to what an address names. What was out of sight is laid out when it comes near, and may move it away again.
/// Whoever scrolls meanwhile goes where they want.
fn show_named(named: Element, frames: u32) {
    named.scroll_into_view();
    if frames > 0 && !HAS_ACTED.get() {
        request_animation_frame(move || show_named(named, frames - 1));
    }
}

/// Whether a text field that takes the focus opens no keyboard over the page.
fn has_keyboard() -> bool {
    window().match_media("(hover: hover)").ok().flatten().is_some_and(|media| media.matches())
}

/// What of a page is scrolled: the first that holds more than it shows.
fn scroller(content: &Element) -> Option<Element> {
    let all = content.query_selector_all(":scope, :scope > *").ok()?;
    let elements = (0..all.length()).filter_map(|nth| all.item(nth)?.dyn_into::<Element>().ok());
    elements.into_iter().find(|element| element.scroll_height() > element.client_height() + 1)
}

/// Remembers how far a page is scrolled, and that one goes back.
fn listen() {
    let on_scroll = Closure::<dyn Fn(Event)>::new(|event: Event| {
        let scrolled = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let content = document().get_element_by_id(CONTENT);
        if let Some((element, content)) =
            scrolled.zip(content).filter(|(element, content)| content.contains(Some(element)))
        {
            let is_it = scroller(&content).is_some_and(|scroller| scroller == element);
            if is_it && let Some(address) = SHOWN.with_borrow(Clone::clone) {
                SCROLLED.with_borrow_mut(|scrolled| scrolled.insert(address, element.scroll_top()));
            }
        }
    });
    let on_act = Closure::<dyn Fn(Event)>::new(|_| HAS_ACTED.set(true));
    let on_way_back = Closure::<dyn Fn(Event)>::new(|_| IS_WAY_BACK.set(true));
    // A page that cannot be listened to goes without.
    let _ = document().add_event_listener_with_callback_and_bool("scroll", on_scroll.as_ref().unchecked_ref(), true);
    let _ = window().add_event_listener_with_callback("popstate", on_way_back.as_ref().unchecked_ref());
    for act in ["wheel", "pointerdown", "keydown"] {
        let _ = window().add_event_listener_with_callback(act, on_act.as_ref().unchecked_ref());
    }
    // They are for as long as the client runs.
    on_act.forget();
    on_scroll.forget();
    on_way_back.forget();
}
