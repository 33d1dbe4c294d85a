//! A reply while it is watched: what the page knows of it, and how events change that.

use super::model::{Message, MessageId};
use crate::{
    browser::event_source::EventStream,
    json,
    markup::SafeHtml,
    provider::model::Waiting,
    writing::{Status, WritingEvent, WritingState},
};
use leptos::prelude::*;
use std::rc::Rc;

/// A finished block with the key under which it is shown: it never changes under that key.
pub type KeyedBlock = (u32, SafeHtml);

/// What the page knows of one reply. Cheap to copy.
#[derive(Clone, Copy)]
pub struct LiveReply {
    /// Names the reply.
    pub id: MessageId,
    /// Blocks that will not change any more.
    pub blocks: RwSignal<Vec<KeyedBlock>>,
    /// The block that is being written; empty when the reply has ended.
    pub open: RwSignal<SafeHtml>,
    /// The Markdown itself, for copying.
    pub text: RwSignal<String>,
    /// How far it is.
    pub state: RwSignal<WritingState>,
    /// What is being waited for, before the first word.
    pub waiting: RwSignal<Option<Waiting>>,
    /// Whether events arrive; true until the connection is lost.
    pub is_connected: RwSignal<bool>,
    next_key: StoredValue<u32>,
}

impl LiveReply {
    /// What the server said of `message`, which is being written; `blocks` are its text so far.
    pub fn new(message: Message, mut blocks: Vec<SafeHtml>) -> Self {
        let open = blocks.pop().unwrap_or_default();
        let reply = Self {
            id: message.id,
            blocks: RwSignal::new(Vec::new()),
            open: RwSignal::new(open),
            text: RwSignal::new(message.content),
            state: RwSignal::new(message.state),
            waiting: RwSignal::new(None),
            is_connected: RwSignal::new(true),
            next_key: StoredValue::new(0),
        };
        reply.add(blocks);
        reply
    }

    /// Whether a model is still writing it.
    pub fn is_running(self) -> bool {
        self.state.with(|state| state.status == Status::Generating)
    }

    /// Watches the reply to its end. Call it in the browser only.
    pub fn watch(self) {
        // The stream lives in a value of its own so that the last event can end it.
        let stream = StoredValue::new_local(None::<EventStream>);
        let on_message = move |data: String| {
            let Ok(event) = json::read::<WritingEvent>(&data) else { return };
            let is_last = matches!(event, WritingEvent::Done { .. });
            self.apply(event);
            if is_last {
                // Dropped after this handler has returned: it must not drop itself while it runs.
                queue_microtask(move || drop(stream.try_update_value(Option::take)));
            }
        };
        let is_connected = self.is_connected;
        let url = format!("/events/replies/{}", self.id);
        stream.set_value(Some(EventStream::open(
            &url,
            Box::new(on_message),
            Rc::new(move |connected| _ = is_connected.try_set(connected)),
        )));
    }

    fn apply(self, event: WritingEvent) {
        match event {
            WritingEvent::Snapshot { blocks, open, text, waiting } => {
                self.blocks.update(Vec::clear);
                self.add(blocks);
                self.open.set(open);
                self.text.set(text);
                self.waiting.set(waiting);
            }
            WritingEvent::Update { finished, open, added } => {
                if !finished.is_empty() {
                    self.add(finished);
                }
                self.open.update(|html| open.apply(html));
                self.text.update(|text| text.push_str(&added));
                self.waiting.set(None);
            }
            WritingEvent::Waiting { reason } => self.waiting.set(Some(reason)),
            WritingEvent::Done { state } => {
                // The open block is finished by the end.
                let open = self.open.get_untracked();
                if !open.as_str().is_empty() {
                    self.add(vec![open]);
                    self.open.set(SafeHtml::default());
                }
                self.waiting.set(None);
                self.state.set(state);
            }
        }
    }

    fn add(self, blocks: Vec<SafeHtml>) {
        let first = self.next_key.get_value();
        let keyed: Vec<_> = (first..).zip(blocks).collect();
        self.next_key.set_value(first + u32::try_from(keyed.len()).unwrap_or(u32::MAX));
        self.blocks.update(|blocks| blocks.extend(keyed));
    }
}
