//! Server-sent events. The browser connects again by itself after a network loss; what it gives up on
//! (an answer that is no event stream, as while a server restarts behind a proxy) is tried again here.

use leptos::prelude::set_timeout;
use std::{cell::RefCell, rc::Rc, time::Duration};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{EventSource, MessageEvent};

/// How long to wait before a connection that the browser gave up on is tried again.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// An open stream of events; dropping it closes the connection.
pub struct EventStream(Rc<RefCell<State>>);

/// An event of a stream that names its events.
pub struct NamedEvent {
    /// What is told.
    pub name: String,
    /// Its place in the stream, as the server counts; empty when it gives none.
    pub id: String,
    /// What is told of it.
    pub data: String,
}

struct State {
    url: String,
    names: &'static [&'static str],
    is_closed: bool,
    source: Option<EventSource>,
    on_event: Closure<dyn FnMut(MessageEvent)>,
    on_open: Closure<dyn FnMut()>,
    on_error: Option<Closure<dyn FnMut()>>,
}

impl EventStream {
    /// Connects to `url`. `on_message` gets the data of each event; `on_connected` is told when the connection comes and
    /// goes.
    pub fn open(url: &str, mut on_message: Box<dyn FnMut(String)>, on_connected: Rc<dyn Fn(bool)>) -> Self {
        Self::open_named(url, &["message"], Box::new(move |event| on_message(event.data)), on_connected)
    }

    /// Connects to `url`, whose events have `names`; others are not told.
    pub fn open_named(
        url: &str,
        names: &'static [&'static str],
        mut on_event: Box<dyn FnMut(NamedEvent)>,
        on_connected: Rc<dyn Fn(bool)>,
    ) -> Self {
        let state = Rc::new(RefCell::new(State {
            url: url.to_owned(),
            names,
            is_closed: false,
            source: None,
            on_event: Closure::new(move |event: MessageEvent| {
                // An `error` without data is one of the connection.
                if let Some(data) = event.data().as_string() {
                    on_event(NamedEvent { name: event.type_(), id: event.last_event_id(), data });
                }
            }),
            on_open: Closure::new({
                let on_connected = Rc::clone(&on_connected);
                move || on_connected(true)
            }),
            on_error: None,
        }));
        let weak = Rc::downgrade(&state);
        state.borrow_mut().on_error = Some(Closure::new(move || {
            on_connected(false);
            let Some(state) = weak.upgrade() else { return };
            let gave_up = state.borrow().source.as_ref().is_some_and(|it| it.ready_state() == EventSource::CLOSED);
            if gave_up {
                let weak = Rc::downgrade(&state);
                set_timeout(move || weak.upgrade().iter().for_each(connect), RETRY_AFTER);
            }
        }));
        connect(&state);
        Self(state)
    }
}

fn connect(state: &Rc<RefCell<State>>) {
    let mut state = state.borrow_mut();
    if state.is_closed {
        return;
    }
    let Ok(source) = EventSource::new(&state.url) else { return };
    for name in state.names {
        // Only a listener that is none is refused.
        let _ = source.add_event_listener_with_callback(name, state.on_event.as_ref().unchecked_ref());
    }
    source.set_onopen(Some(state.on_open.as_ref().unchecked_ref()));
    source.set_onerror(state.on_error.as_ref().map(|it| it.as_ref().unchecked_ref()));
    state.source = Some(source);
}

impl Drop for EventStream {
    fn drop(&mut self) {
        let mut state = self.0.borrow_mut();
        state.is_closed = true;
        if let Some(source) = state.source.take() {
            for name in state.names {
                let _ = source.remove_event_listener_with_callback(name, state.on_event.as_ref().unchecked_ref());
            }
            source.set_onopen(None);
            source.set_onerror(None);
            source.close();
        }
    }
}
