//! Tells people who hear the page what becomes of answers: that one begins, its sentences when they are whole, and how it ended.
//! The answers themselves are no live regions: they would be read word by word.

mod sentence_reader;
mod sentences;
mod units;

use super::{
    components::live_reply::LiveReply,
    model::{Message, MessageId, Rendered},
};
use crate::{generation::model::Status, i18n::CommonTexts, markup::SafeHtml};
use leptos::prelude::*;
use sentence_reader::{Names, SentenceReader};
use std::time::Duration;

/// Between two announcements: what comes meanwhile is said in one.
const PAUSE: Duration = Duration::from_secs(1);

/// Says sentences, one announcement after the other. The frame of the workspace has one, for all its pages. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Announcer {
    texts: &'static CommonTexts,
    /// What is said now.
    said: RwSignal<String>,
    waiting: StoredValue<Vec<String>>,
    is_pausing: StoredValue<bool>,
    /// The reply that was told of last.
    last: StoredValue<Option<MessageId>>,
}

/// The live region of an [`Announcer`].
#[component]
pub fn LiveRegion(
    /// What is said.
    announcer: Announcer,
) -> impl IntoView {
    view! { <p class="visually-hidden" aria-live="polite" id="said-of-replies">{move || announcer.said.get()}</p> }
}

impl Announcer {
    /// One that has said nothing yet.
    pub fn new(texts: &'static CommonTexts) -> Self {
        Self {
            texts,
            said: RwSignal::new(String::new()),
            waiting: StoredValue::new(Vec::new()),
            is_pausing: StoredValue::new(false),
            last: StoredValue::new(None),
        }
    }

    /// Says sentences, soon.
    pub fn say(self, sentences: Vec<String>) {
        self.waiting.update_value(|waiting| waiting.extend(sentences));
        if !self.is_pausing.get_value() {
            self.announce();
        }
    }

    fn announce(self) {
        let sentences = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        self.is_pausing.try_set_value(!sentences.is_empty());
        if sentences.is_empty() {
            return;
        }
        let mut text = sentences.join(" ");
        // The same once more would be no change, and not be read.
        if self.said.with_untracked(|said| *said == text) {
            text.push(' ');
        }
        self.said.set(text);
        set_timeout(move || self.announce(), PAUSE);
    }

    /// What tells of one answer; make it with the view of the answer.
    pub fn telling(self) -> Telling {
        Telling { announcer: self, reader: StoredValue::new(SentenceReader::default()), notice: StoredValue::new(None) }
    }

    /// Tells of a reply for as long as its view is there. What it says already is told only when it `is_new`: else it can be read
    /// like any text.
    pub fn follow(self, reply: LiveReply, is_new: impl Fn() -> bool + Send + Sync + 'static) {
        let telling = self.telling();
        let is_due = StoredValue::new(false);
        let look = move || {
            // The view may have gone.
            if is_due.try_set_value(false).is_none() && untrack(|| reply.is_running()) {
                untrack(|| telling.grow(&reply.finished.read().blocks, &reply.open.read(), reply.notice(self.texts)));
            }
        };
        Effect::new(move |before: Option<(bool, u32)>| {
            reply.open.track();
            let beginning = reply.finished.with(|finished| finished.beginning);
            let is_running = reply.is_running();
            let notice = reply.notice(self.texts);
            if before.is_some_and(|(_, before)| before != beginning) {
                telling.restart();
            }
            let was_running = before.is_some_and(|(was_running, _)| was_running);
            if is_running && !was_running {
                self.last.set_value(reply.id);
                telling.begin(notice);
                if before.is_none() && !is_new() {
                    untrack(|| telling.skip(&reply.finished.read().blocks, &reply.open.read()));
                }
            } else if was_running && !is_running {
                untrack(|| telling.end(&reply.finished.read().blocks, notice, reply.is_failure()));
            } else if is_running && !is_due.get_value() {
                is_due.set_value(true);
                set_timeout(look, PAUSE);
            }
            (is_running, beginning)
        });
    }

    /// Tells of a reply that has ended before its page could follow it, once.
    pub fn tell_complete(self, reply: &Message) {
        let Rendered::Complete(html) = &reply.shown else { return };
        if self.last.get_value() == Some(reply.id) {
            return;
        }
        self.last.set_value(Some(reply.id));
        let mut sentences = vec![self.texts.announce_begin.to_owned()];
        sentences.extend(SentenceReader::default().read(std::slice::from_ref(html), &SafeHtml::default(), &self.texts));
        sentences
            .push(self.end(self.texts.ended(&reply.state).map(str::to_owned), reply.state.status == Status::Failed));
        self.say(sentences);
    }

    /// What is said of an answer that has ended.
    fn end(self, notice: Option<String>, is_failure: bool) -> String {
        match notice {
            None => self.texts.announce_end.to_owned(),
            Some(reason) if is_failure => self.texts.announce_failed(reason),
            Some(notice) => notice,
        }
    }
}

/// Tells of one answer. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Telling {
    announcer: Announcer,
    reader: StoredValue<SentenceReader>,
    /// What was said last of why there is nothing to read.
    notice: StoredValue<Option<String>>,
}

impl Telling {
    /// Says that the answer begins. The `notice` that it begins with is not said.
    pub fn begin(self, notice: Option<String>) {
        self.notice.set_value(notice);
        self.announcer.say(vec![self.announcer.texts.announce_begin.to_owned()]);
    }

    /// Leaves out what is there already.
    pub fn skip(self, finished: &[SafeHtml], open: &SafeHtml) {
        drop(self.read(finished, open));
    }

    /// Says what is new: the sentences that are whole, and why there is nothing to read if that is another reason than before.
    pub fn grow(self, finished: &[SafeHtml], open: &SafeHtml, notice: Option<String>) {
        let mut sentences = self.read(finished, open);
        let is_other = self.notice.with_value(|before| *before != notice);
        if is_other {
            sentences.extend(notice.clone());
            self.notice.set_value(notice);
        }
        self.announcer.say(sentences);
    }

    /// Says the rest, and how it ended; the notice says why it is not whole.
    pub fn end(self, finished: &[SafeHtml], notice: Option<String>, is_failure: bool) {
        let mut sentences = self.read(finished, &SafeHtml::default());
        sentences.push(self.announcer.end(notice, is_failure));
        self.announcer.say(sentences);
    }

    /// The blocks have begun anew, with the same text.
    pub fn restart(self) {
        self.reader.update_value(SentenceReader::restart);
    }

    fn read(self, finished: &[SafeHtml], open: &SafeHtml) -> Vec<String> {
        let names = self.announcer.texts;
        self.reader.try_update_value(|reader| reader.read(finished, open, &names)).unwrap_or_default()
    }
}

impl Names for &'static CommonTexts {
    fn code(&self, language: &str) -> String {
        // Without a language there is nothing between the comma and the end.
        self.announce_code(language).replace(", .", ".")
    }

    fn table(&self) -> String {
        self.announce_table.to_owned()
    }
}
