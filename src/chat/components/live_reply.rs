//! A reply while it is watched: what the page knows of it, and how events change that.

use crate::{
    browser::event_source::EventStream,
    chat::model::{Message, MessageId},
    generation::model::{GenerationEvent, GenerationState, Status},
    i18n::CommonTexts,
    markup::SafeHtml,
    provider::model::WaitReason,
    ui::codec,
};
use leptos::prelude::*;
use std::rc::Rc;

/// The blocks of a reply that will not change any more.
#[derive(Debug, Clone, Default)]
pub struct Finished {
    /// The blocks; there are only ever more of them.
    pub blocks: Vec<SafeHtml>,
    /// How often they have begun anew.
    pub beginning: u32,
}

/// What the page knows of one reply. Cheap to copy.
#[derive(Clone, Copy)]
pub struct LiveReply {
    /// Names the reply; none for one that is nowhere stored.
    pub id: Option<MessageId>,
    /// The blocks that will not change any more.
    pub finished: RwSignal<Finished>,
    /// The block that is being written; empty when the reply has ended.
    pub open: RwSignal<SafeHtml>,
    /// The Markdown itself, for copying.
    pub text: RwSignal<String>,
    /// How far it is.
    pub state: RwSignal<GenerationState>,
    /// What is being waited for, before the first word.
    pub waiting: RwSignal<Option<WaitReason>>,
    /// Whether events arrive; true until the connection is lost.
    pub is_connected: RwSignal<bool>,
}

impl LiveReply {
    /// What the server said of `message`, which is being written; `blocks` are its text so far.
    pub fn new(message: Message, mut blocks: Vec<SafeHtml>) -> Self {
        let open = blocks.pop().unwrap_or_default();
        Self {
            id: Some(message.id),
            finished: RwSignal::new(Finished { blocks, beginning: 0 }),
            open: RwSignal::new(open),
            text: RwSignal::new(message.content),
            state: RwSignal::new(message.state),
            waiting: RwSignal::new(None),
            is_connected: RwSignal::new(true),
        }
    }

    /// One that is begun now, and nowhere stored.
    pub fn begin() -> Self {
        let state = GenerationState { status: Status::Generating, fault: None, usage: None, omitted: 0 };
        Self {
            id: None,
            finished: RwSignal::new(Finished::default()),
            open: RwSignal::new(SafeHtml::default()),
            text: RwSignal::new(String::new()),
            state: RwSignal::new(state),
            waiting: RwSignal::new(None),
            is_connected: RwSignal::new(true),
        }
    }

    /// Whether a model is still writing it.
    pub fn is_running(self) -> bool {
        self.state.with(|state| state.status == Status::Generating)
    }

    /// Whether it has ended in a failure.
    pub fn is_failure(self) -> bool {
        self.state.with(|state| state.status == Status::Failed)
    }

    /// Why there is nothing to read yet, or no more.
    pub fn notice(self, texts: &CommonTexts) -> Option<String> {
        match (self.state.with(|state| texts.ended(state)), self.is_running()) {
            (Some(ended), _) => Some(ended.to_owned()),
            (None, false) => None,
            (None, true) if !self.is_connected.get() => Some(texts.reconnecting.to_owned()),
            (None, true) => match self.waiting.get() {
                Some(reason) => Some(texts.waiting(reason)),
                None => self.text.with(String::is_empty).then(|| texts.writing.to_owned()),
            },
        }
    }

    /// Watches the reply to its end, if it is stored. Call it in the browser only.
    pub fn watch(self) {
        let Some(id) = self.id else { return };
        // The stream lives in a value of its own so that the last event can end it.
        let stream = StoredValue::new_local(None::<EventStream>);
        let on_message = move |data: String| {
            let Ok(event) = codec::read::<GenerationEvent>(&data) else { return };
            let is_last = matches!(event, GenerationEvent::Done { .. });
            self.apply(event);
            if is_last {
                // Dropped after this handler has returned: it must not drop itself while it runs.
                queue_microtask(move || drop(stream.try_update_value(Option::take)));
            }
        };
        let is_connected = self.is_connected;
        let url = format!("/events/replies/{id}");
        stream.set_value(Some(EventStream::open(
            &url,
            Box::new(on_message),
            Rc::new(move |connected| _ = is_connected.try_set(connected)),
        )));
    }

    /// Takes what is told of it.
    pub fn apply(self, event: GenerationEvent) {
        match event {
            GenerationEvent::Snapshot { blocks, open, text, waiting } => {
                self.finished.update(|it| *it = Finished { blocks, beginning: it.beginning + 1 });
                self.open.set(open);
                self.text.set(text);
                self.waiting.set(waiting);
            }
            GenerationEvent::Update { finished, open, added } => {
                if !finished.is_empty() {
                    self.finished.update(|it| it.blocks.extend(finished));
                }
                self.open.update(|html| open.apply(html));
                self.text.update(|text| text.push_str(&added));
                self.waiting.set(None);
            }
            GenerationEvent::Waiting { reason } => self.waiting.set(Some(reason)),
            GenerationEvent::Done { state } => {
                // The open block is finished by the end.
                let open = self.open.get_untracked();
                if !open.as_str().is_empty() {
                    self.finished.update(|it| it.blocks.push(open));
                    self.open.set(SafeHtml::default());
                }
                self.waiting.set(None);
                self.state.set(state);
            }
        }
    }
}
