//! A temporary chat as its page holds it: what was said stands in its memory and nowhere else.

use super::model::{EVENTS, TemporaryMessage, TemporaryRequest};
use crate::{
    browser::fetch::{Failure, PostedEvents},
    chat::{
        components::live_reply::LiveReply,
        model::{MessageContent, Role},
    },
    domain::error::AppError,
    generation::model::Status,
    i18n::CommonTexts,
    ui::codec,
};
use leptos::{html, prelude::*};
use serde::Deserialize;

/// A question as the page shows it.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// Names it on the page: none has the number of another, also when the chat was started over.
    pub(super) number: u32,
    /// The text.
    pub(super) text: String,
}

/// What the parts of the page share. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct TemporaryChat {
    /// What was asked, each with its reply below it.
    pub(super) questions: RwSignal<Vec<Question>>,
    /// The reply that is being written.
    pub(super) running: RwSignal<Option<LiveReply>>,
    /// Why the last question was not answered, or not to the end.
    pub(super) error: RwSignal<Option<String>>,
    /// Where a person writes.
    pub(super) area: NodeRef<html::Textarea>,
    /// Where a person chooses a model.
    pub(super) picker: NodeRef<html::Select>,
    /// Everything that a model is told.
    messages: StoredValue<Vec<TemporaryMessage>>,
    count: StoredValue<u32>,
    /// Taken once: after an answer has come the language of the page is not known any more.
    texts: &'static CommonTexts,
}

/// What the server says when it does not answer.
#[derive(Deserialize)]
struct Refusal {
    title: String,
}

impl TemporaryChat {
    /// One in which nothing has been said.
    pub(super) fn new(texts: &'static CommonTexts) -> Self {
        Self {
            questions: RwSignal::new(Vec::new()),
            running: RwSignal::new(None),
            error: RwSignal::new(None),
            area: NodeRef::new(),
            picker: NodeRef::new(),
            messages: StoredValue::new(Vec::new()),
            count: StoredValue::new(0),
            texts,
        }
    }

    /// Whether an answer is being written.
    pub(super) fn is_running(self) -> bool {
        self.running.with(Option::is_some)
    }

    /// Asks what stands in the text area.
    pub(super) fn submit(self) {
        let Some(area) = self.area.get_untracked() else { return };
        let text = area.value();
        if untrack(|| self.is_running()) || text.trim().is_empty() {
            return;
        }
        if let Err(error) = MessageContent::parse(&text) {
            self.error.set(Some(self.texts.error(&error)));
            return;
        }
        area.set_value("");
        self.error.set(None);
        self.messages
            .update_value(|messages| messages.push(TemporaryMessage { role: Role::User, content: text.clone() }));
        let number = self.count.get_value();
        self.count.set_value(number + 1);
        // The reply belongs to the view of its question.
        self.questions.update(|questions| questions.push(Question { number, text }));
    }

    /// Has a reply written to the question that was asked last. Call it in an effect of the question's view: the request ends
    /// when the reply does, or with the view.
    pub(super) fn ask(self, reply: LiveReply) {
        self.running.set(Some(reply));
        let model = self.picker.get_untracked().map(|picker| picker.value()).unwrap_or_default();
        let asked = TemporaryRequest { model, messages: self.messages.get_value() };
        let json = serde_json::to_string(&asked).unwrap_or_default();
        let on_data = move |data: String| {
            if let Ok(event) = codec::read(&data)
                && reply.state.try_with_untracked(|state| state.status == Status::Generating).unwrap_or_default()
            {
                reply.apply(event);
            }
        };
        let on_end = move |end| self.take_end(reply, end);
        let request =
            StoredValue::new_local(Some(PostedEvents::open(EVENTS, json, Box::new(on_data), Box::new(on_end))));
        Effect::new(move || {
            if !reply.is_running() {
                request.try_set_value(None);
                self.end(Some(reply.text.get_untracked()));
            }
        });
    }

    /// Writes no more of the reply that is being written.
    pub(super) fn stop(self) {
        if let Some(reply) = self.running.get_untracked() {
            reply.state.update(|state| state.status = Status::Stopped);
        }
    }

    /// Forgets everything.
    pub(super) fn start_over(self) {
        // Their views go, and with them what is on its way.
        self.questions.set(Vec::new());
        self.messages.set_value(Vec::new());
        self.running.set(None);
        self.error.set(None);
        if let Some(area) = self.area.get_untracked() {
            // Only an element outside the document refuses it.
            let _ = area.focus();
        }
    }

    fn take_end(self, reply: LiveReply, end: Result<(), Failure>) {
        // An answer whose end was told is whole.
        let is_running = reply.state.try_with_untracked(|state| state.status == Status::Generating);
        if is_running != Some(true) {
            return;
        }
        let reason = match end {
            Err(Failure::Status { body, .. }) => codec::read::<Refusal>(&body)
                .map_or_else(|_| self.texts.error(&AppError::Internal), |refusal| refusal.title),
            Ok(()) | Err(Failure::Unreachable) => self.texts.error(&AppError::Unreachable),
        };
        self.error.set(Some(reason));
        if reply.text.with_untracked(|text| text.trim().is_empty()) {
            self.give_back();
        } else {
            self.stop();
        }
    }

    /// Gives a question that was not answered at all back to the person.
    fn give_back(self) {
        let question = self.questions.try_update(Vec::pop).flatten();
        self.end(None);
        if let (Some(question), Some(area)) = (question, self.area.get_untracked())
            && area.value().is_empty()
        {
            area.set_value(&question.text);
        }
    }

    /// Nothing more comes of the answer, which is this. A question without one is none to go on from.
    fn end(self, answer: Option<String>) {
        self.messages.update_value(|messages| match answer.filter(|answer| !answer.trim().is_empty()) {
            Some(content) => messages.push(TemporaryMessage { role: Role::Assistant, content }),
            None => _ = messages.pop(),
        });
        self.running.set(None);
    }
}
