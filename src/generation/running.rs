//! One generation while it runs: its text, its HTML, and those who watch.

use super::{End, Outcome};
use crate::{
    markup::{Labels, LiveMarkdown, SafeHtml, Update},
    provider::{
        Delta, Deltas, ProviderError,
        model::{ProviderFault, Usage, Waiting},
    },
};
use futures::{StreamExt, future::BoxFuture};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::broadcast, time::Instant};
use tokio_util::sync::CancellationToken;

/// Readers are told of new text at most this often: 25 times a second looks continuous.
const UPDATE_INTERVAL: Duration = Duration::from_millis(40);
/// Events that a slow reader may lag behind before it gets a snapshot instead: about ten seconds.
const BACKLOG: usize = 256;

/// What a reader is told. `Lagged` readers get a new `Text`.
#[derive(Debug, Clone)]
pub enum Told {
    /// Everything so far.
    Text(ReplyText),
    /// What has changed since.
    Update {
        /// The blocks finished since, and the open one.
        html: Update,
        /// The text added since.
        added: String,
    },
    /// The model is not writing yet.
    Waiting(Waiting),
    /// It has ended and is stored.
    End(Outcome),
}

/// Everything that is written so far.
#[derive(Debug, Clone)]
pub struct ReplyText {
    /// Blocks that will not change any more.
    pub blocks: Vec<SafeHtml>,
    /// The block that is being written.
    pub open: SafeHtml,
    /// The Markdown itself.
    pub markdown: String,
    /// What is being waited for, before the first word.
    pub waiting: Option<Waiting>,
}

pub(super) struct Running {
    state: Mutex<State>,
    /// None: nothing more will be told.
    told: broadcast::Sender<Option<Told>>,
    stop: CancellationToken,
    person_stopped: CancellationToken,
}

struct State {
    markdown: LiveMarkdown,
    /// Bytes of the text that readers have been told.
    told_bytes: usize,
    waiting: Option<Waiting>,
    end: Option<Outcome>,
    is_over: bool,
}

impl State {
    fn text(&mut self) -> ReplyText {
        let (blocks, open) = self.markdown.snapshot();
        ReplyText { blocks, open, markdown: self.markdown.text().to_owned(), waiting: self.waiting }
    }
}

impl Running {
    pub(super) fn new(labels: Labels, shutdown: CancellationToken) -> Self {
        let state =
            State { markdown: LiveMarkdown::new(labels), told_bytes: 0, waiting: None, end: None, is_over: false };
        Self {
            state: Mutex::new(state),
            told: broadcast::channel(BACKLOG).0,
            person_stopped: CancellationToken::new(),
            stop: shutdown,
        }
    }

    /// Says whether it was still running.
    pub(super) fn stop(&self) -> bool {
        if self.lock().end.is_some() {
            return false;
        }
        self.person_stopped.cancel();
        self.stop.cancel();
        true
    }

    pub(super) fn text(&self) -> ReplyText {
        self.lock().text()
    }

    /// Drains the model to its end. Dropping its stream, as on a stop, closes the upstream connection.
    pub(super) async fn write(
        &self,
        deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
        store: impl Fn(String),
    ) -> Outcome {
        let mut usage = None;
        let end = tokio::select! {
            biased;
            () = self.stop.cancelled() => {
                if self.person_stopped.is_cancelled() { End::Stopped } else { End::Interrupted }
            }
            drained = self.drain(deltas, store, &mut usage) => match drained {
                Ok(()) => End::Complete,
                Err(error) => {
                    tracing::warn!(fault = ?error.fault, detail = %error.detail, "the provider failed");
                    End::Failed(error.fault)
                }
            },
        };
        let mut state = self.lock();
        self.tell_update(&mut state);
        let is_empty = state.markdown.text().trim().is_empty();
        // An answer without a word is a failure that a person should see as one.
        let end = if end == End::Complete && is_empty { End::Failed(ProviderFault::BrokenStream) } else { end };
        Outcome { end, usage }
    }

    async fn drain(
        &self,
        deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
        store: impl Fn(String),
        usage: &mut Option<Usage>,
    ) -> Result<(), ProviderError> {
        let mut deltas = deltas.await?;
        let mut due: Option<Instant> = None; // when readers are to be told what they do not know yet
        let mut last_told = None::<Instant>;
        loop {
            let delta = tokio::select! {
                biased;
                () = sleep_until(due), if due.is_some() => {
                    self.tell_update(&mut self.lock());
                    (due, last_told) = (None, Some(Instant::now()));
                    continue;
                }
                delta = deltas.next() => delta,
            };
            match delta.transpose()? {
                None => return Ok(()),
                Some(Delta::Text(text)) => {
                    self.push(&text);
                    store(text);
                    // The first word goes out at once, the next ones at most every UPDATE_INTERVAL.
                    let now = Instant::now();
                    due = due.or_else(|| Some(last_told.map_or(now, |told| (told + UPDATE_INTERVAL).max(now))));
                }
                Some(Delta::Waiting(reason)) => self.tell_waiting(reason),
                Some(Delta::Usage(told)) => *usage = Some(told),
            }
        }
    }

    fn push(&self, text: &str) {
        let mut state = self.lock();
        state.waiting = None;
        state.markdown.push(text);
    }

    fn tell_waiting(&self, reason: Waiting) {
        let mut state = self.lock();
        state.waiting = Some(reason);
        self.tell(Told::Waiting(reason));
    }

    fn tell_update(&self, state: &mut State) {
        let added = state.markdown.text()[state.told_bytes..].to_owned();
        if added.is_empty() {
            return;
        }
        state.told_bytes += added.len();
        let html = state.markdown.update();
        self.tell(Told::Update { html, added });
    }

    /// Tells the end. The whole text goes with it when a late definition has changed blocks that were finished.
    pub(super) fn tell_end(&self, outcome: Outcome) {
        let mut state = self.lock();
        let last = state.markdown.clone().finish();
        if last.changed {
            let markdown = state.markdown.text().to_owned();
            self.tell(Told::Text(ReplyText {
                blocks: last.blocks,
                open: SafeHtml::default(),
                markdown,
                waiting: None,
            }));
        }
        state.end = Some(outcome);
        self.tell(Told::End(outcome));
    }

    pub(super) fn tell_over(&self) {
        let mut state = self.lock();
        state.is_over = true;
        // An error only means that nobody is watching.
        let _ = self.told.send(None);
    }

    /// Callers hold the lock, so that nobody who subscribes misses or doubles an event.
    fn tell(&self, told: Told) {
        // An error only means that nobody is watching.
        let _ = self.told.send(Some(told));
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The text is only ever appended to: after a panic it is still what was received.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn sleep_until(due: Option<Instant>) {
    if let Some(due) = due {
        tokio::time::sleep_until(due).await;
    }
}

/// One reader's way through a running generation: first everything so far, then what comes, without gap or double.
pub struct Reading {
    running: Arc<Running>,
    told: Option<broadcast::Receiver<Option<Told>>>,
    /// What is to be told before the next live event.
    known: VecDeque<Option<Told>>,
}

impl Reading {
    pub(super) fn new(running: Arc<Running>) -> Self {
        Self { running, told: None, known: VecDeque::new() }
    }

    /// The next thing to tell; none when nothing more will come.
    pub async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some(told) = self.known.pop_front() {
                return told;
            }
            let Some(told) = &mut self.told else {
                self.subscribe();
                continue;
            };
            match told.recv().await {
                Ok(told) => return told,
                Err(broadcast::error::RecvError::Lagged(_)) => self.subscribe(),
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    }

    /// Starts over: what is known now, and from here on every event.
    fn subscribe(&mut self) {
        let mut state = self.running.lock();
        // What other readers have not been told yet is told now, so that this text and the next update meet exactly.
        self.running.tell_update(&mut state);
        self.told = Some(self.running.told.subscribe());
        self.known.push_back(Some(Told::Text(state.text())));
        self.known.extend(state.end.map(|outcome| Some(Told::End(outcome))));
        self.known.extend(state.is_over.then_some(None));
    }
}
