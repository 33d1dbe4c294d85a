//! One generation while it runs: its text and its HTML. Whoever watches looks at it in their own time: nothing is kept
//! for a slow reader, and none can miss or double anything.

mod rendering;
mod subscriber;

pub use subscriber::{StreamEvent, Subscriber, TextEvent, TextSubscriber};

use self::rendering::Rendering;
use super::{FinishReason, Finished, GenerationUsage, Outcome, Sink, store::Chunk};
use crate::{
    markup::{Labels, SafeHtml, split_thoughts},
    provider::{
        Delta, Deltas, ProviderError,
        model::{ProviderFault, WaitReason},
        prompt::estimate_text,
    },
};
use futures::{FutureExt, Stream, StreamExt, future::BoxFuture};
use std::{
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{sync::watch, time::Instant};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Most pieces of a text that are taken at once, so that one that comes very fast is told nevertheless.
const DELTAS_AT_ONCE: usize = 256;
/// Everything that is written so far, as a page shows it.
#[derive(Debug, Clone)]
pub struct ReplyText {
    /// Blocks that will not change any more.
    pub blocks: Vec<SafeHtml>,
    /// The block that is being written.
    pub open: SafeHtml,
    /// The Markdown itself.
    pub markdown: String,
    /// What is being waited for, before the first word.
    pub waiting: Option<WaitReason>,
}

pub(super) struct Running {
    pub(super) id: Uuid,
    pub(super) sink: Arc<dyn Sink>,
    /// Bytes of the text that it goes on after.
    before: usize,
    state: Mutex<State>,
    /// For each language that pages are in.
    renderings: Mutex<Vec<Arc<Rendering>>>,
    /// Marked whenever the state has changed.
    changed: watch::Sender<()>,
    stop: CancellationToken,
    person_stopped: CancellationToken,
    /// Is cancelled when the end is stored.
    ended: CancellationToken,
}

/// What a model has given.
#[derive(Default)]
struct Taken {
    /// Words that are not told yet.
    text: String,
    cost: GenerationUsage,
    /// It ended at its limit.
    is_limit_reached: bool,
}

struct State {
    text: String,
    /// Bytes of the text that are in the database.
    stored: usize,
    /// Chunks of it that are in the log.
    chunks: u32,
    waiting: Option<WaitReason>,
    /// How it ended, once that is stored.
    end: Option<Outcome>,
    /// Nothing more will be told.
    is_over: bool,
}

impl Running {
    /// A generation that goes on after `text`, which is stored already.
    pub(super) fn new(id: Uuid, sink: Arc<dyn Sink>, text: &str, shutdown: CancellationToken) -> Self {
        let (before, text) = (text.len(), text.to_owned());
        let state = State { text, stored: before, chunks: 0, waiting: None, end: None, is_over: false };
        Self {
            id,
            sink,
            before,
            state: Mutex::new(state),
            renderings: Mutex::default(),
            changed: watch::Sender::new(()),
            person_stopped: CancellationToken::new(),
            ended: CancellationToken::new(),
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

    /// The text as HTML with these words in it.
    fn rendering(&self, labels: Labels) -> Arc<Rendering> {
        let mut renderings = self.renderings.lock().unwrap_or_else(PoisonError::into_inner);
        let known = renderings.iter().find(|rendering| rendering.labels() == labels);
        known.cloned().unwrap_or_else(|| {
            let rendering = Arc::new(Rendering::new(labels));
            renderings.push(Arc::clone(&rendering));
            rendering
        })
    }

    /// Everything that is written so far.
    pub(super) fn text(&self, labels: Labels) -> ReplyText {
        self.rendering(labels).text(self)
    }

    /// The Markdown so far.
    pub(super) fn text_so_far(&self) -> String {
        self.lock().text.clone()
    }

    /// Drains the model to its end; `on_text` is called when there is something new to store, and says how long what comes next
    /// may be left to gather. Dropping the model's stream, as on a stop, closes the upstream connection.
    pub(super) async fn write(
        &self,
        cost_before: GenerationUsage,
        deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
        on_text: impl Fn() -> Duration,
    ) -> Outcome {
        let mut taken = Taken::default();
        let end = tokio::select! {
            biased;
            () = self.stop.cancelled() => {
                if self.person_stopped.is_cancelled() { FinishReason::Stopped } else { FinishReason::Interrupted }
            }
            drained = self.drain(deltas, on_text, &mut taken) => match drained {
                Ok(()) => FinishReason::Complete,
                Err(error) => {
                    tracing::warn!(fault = ?error.fault, detail = %error.detail, "the provider failed");
                    FinishReason::Failed(error.fault)
                }
            },
        };
        self.add(&mut taken.text);
        let is_limit_reached = taken.is_limit_reached && end == FinishReason::Complete;
        let state = self.lock();
        let text = state.text.as_str();
        let written = &text[self.before..];
        if let Some(usage) = taken.cost.usage.as_mut().filter(|usage| usage.is_estimated) {
            usage.completion_tokens = estimate_text(written).into();
        }
        // An answer without a word is a failure that a person should see as one.
        let is_empty = written.trim().is_empty() || split_thoughts(text).1.trim().is_empty();
        let end = if end == FinishReason::Complete && is_empty {
            FinishReason::Failed(ProviderFault::EmptyReply)
        } else {
            end
        };
        Outcome { end, cost: cost_before.and(taken.cost), is_limit_reached }
    }

    /// Takes what the model gives until its end.
    async fn drain(
        &self,
        deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
        on_text: impl Fn() -> Duration,
        taken: &mut Taken,
    ) -> Result<(), ProviderError> {
        let (mut deltas, mut has_begun) = (deltas.await?.fuse(), false);
        while let Some(first) = deltas.next().await {
            self.take(first?, taken);
            // All that is there is taken before a pause: what would be left behind could be told only after the next one.
            let mut left = DELTAS_AT_ONCE;
            while left > 0
                && let Some(more) = next_if_ready(&mut deltas).await
            {
                self.take(more?, taken);
                left -= 1;
            }
            if !taken.text.is_empty() {
                self.add(&mut taken.text);
                let pause = on_text();
                // Neither after the first words, which may be all, nor at the end; and who has more already would fall behind.
                if std::mem::replace(&mut has_begun, true) && left > 0 && !deltas.is_done() && !pause.is_zero() {
                    tokio::time::sleep_until(beat(pause)).await;
                }
            }
        }
        Ok(())
    }

    fn take(&self, delta: Delta, taken: &mut Taken) {
        match delta {
            Delta::Text(more) => taken.text.push_str(&more),
            Delta::Waiting(reason) => self.change(|state| state.waiting = Some(reason)),
            Delta::Usage(told) => taken.cost.usage = Some(told),
            Delta::Omitted(more) => taken.cost.omitted += more,
            Delta::LimitReached => taken.is_limit_reached = true,
        }
    }

    /// Adds what has gathered to the text.
    fn add(&self, gathered: &mut String) {
        if !gathered.is_empty() {
            self.change(|state| {
                state.waiting = None;
                state.text.push_str(gathered);
            });
            gathered.clear();
        }
    }

    /// The text that is not stored yet, if there is any; [`Self::has_stored`] is to be called when it is.
    pub(super) fn unstored(&self) -> Option<Chunk> {
        let state = self.lock();
        let text = &state.text[state.stored..];
        (!text.is_empty()).then(|| Chunk { generation: self.id, number: state.chunks + 1, text: text.to_owned() })
    }

    /// A chunk of so many bytes is in the log.
    pub(super) fn has_stored(&self, bytes: usize) {
        let mut state = self.lock();
        state.stored += bytes;
        state.chunks += 1;
    }

    /// Its end is stored, and all of the text with it: while its epilogue runs, nothing of it may get into the log again.
    pub(super) fn has_stored_end(&self) {
        let mut state = self.lock();
        state.stored = state.text.len();
    }

    /// Whether the log has any of it.
    pub(super) fn is_in_log(&self) -> bool {
        self.lock().chunks > 0
    }

    /// All that was written, with how it ended.
    pub(super) fn finished(&self, outcome: Outcome) -> Finished {
        Finished { id: self.id, text: self.lock().text[self.before..].to_owned(), outcome }
    }

    /// It has ended and is stored.
    pub(super) fn end(&self, outcome: Outcome) {
        self.change(|state| state.end = Some(outcome));
        self.ended.cancel();
    }

    /// Nothing more will be told.
    pub(super) fn close(&self) {
        self.change(|state| state.is_over = true);
    }

    /// Returns when the text has its end.
    pub(super) async fn ended(&self) {
        let mut changed = self.changed.subscribe();
        // An error means that nobody writes any more.
        while self.lock().end.is_none() && changed.changed().await.is_ok() {}
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.send_replace(());
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The text is only ever appended to: after a panic it is still what was received.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a stream gives without being waited for.
async fn next_if_ready<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    match stream.next().now_or_never() {
        Some(item) => item,
        None => {
            // What feeds it has a turn first: a connection hands on one piece at a time, and only when it is asked.
            tokio::task::yield_now().await;
            stream.next().now_or_never().flatten()
        }
    }
}

/// The end of a pause, and of all those of the same length: whatever waits is then done in one go, which costs less than a
/// wake-up for each.
fn beat(pause: Duration) -> Instant {
    static FIRST: LazyLock<Instant> = LazyLock::new(Instant::now);
    let length = u64::try_from(pause.as_micros()).unwrap_or(u64::MAX).max(1);
    let now = u64::try_from(FIRST.elapsed().as_micros()).unwrap_or(u64::MAX);
    *FIRST + Duration::from_micros((now / length + 1) * length)
}
