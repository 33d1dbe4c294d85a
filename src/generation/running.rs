//! One generation while it runs: its text and its HTML. Whoever watches looks at it in their own time: nothing is kept
//! for a slow reader, and none can miss or double anything.

use super::{Cost, End, Outcome, Target};
use crate::{
    markup::{Final, Growth, Labels, LiveMarkdown, SafeHtml, split_thoughts},
    provider::{
        Delta, Deltas, ProviderError,
        model::{ProviderFault, Waiting},
        prompt::estimate_text,
    },
    rendering::{QUICK_BYTES, Reader, Rendering},
};
use futures::{FutureExt, Stream, StreamExt, future::BoxFuture};
use std::{
    sync::{
        Arc, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{sync::watch, time::Instant};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// A page is told of new text at most this often: 25 times a second looks continuous.
const PAGE_INTERVAL: Duration = Duration::from_millis(40);
/// A program is told of new text at most this often, which nobody sees: the words that come meanwhile share an event, and
/// with it all that sending one costs.
const TEXT_INTERVAL: Duration = Duration::from_millis(20);
/// Most pieces of a text that are taken at once, so that one that comes very fast is told nevertheless.
const DELTAS_AT_ONCE: usize = 256;
/// Telling a page takes at most this part of the time: one very long block, which is parsed again for each update, is
/// updated less often and not at the cost of all else.
const PAGE_SHARE: u32 = 20;

/// How long a page waits for more when too much is being rendered for others.
const BUSY_INTERVAL: Duration = Duration::from_secs(1);

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
    pub waiting: Option<Waiting>,
}

pub(super) struct Running {
    pub(super) id: Uuid,
    pub(super) target: Arc<dyn Target>,
    state: Mutex<State>,
    /// The text as far as it was rendered. It is rendered for whoever looks, and what is written never waits for that.
    markdown: Mutex<LiveMarkdown>,
    /// Bytes whose blocks are finished.
    settled: AtomicUsize,
    /// The HTML of the whole text, once it has ended and a page wants it.
    html: OnceLock<Final>,
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
    cost: Cost,
    /// It ended at its limit.
    is_limit_reached: bool,
}

struct State {
    text: String,
    /// Bytes of the text that are in the database.
    stored: usize,
    waiting: Option<Waiting>,
    /// How it ended, once that is stored.
    end: Option<Outcome>,
    /// Nothing more will be told.
    is_over: bool,
}

impl Running {
    /// A generation that goes on after `text`, which is stored already.
    pub(super) fn new(
        id: Uuid,
        target: Arc<dyn Target>,
        text: &str,
        labels: Labels,
        shutdown: CancellationToken,
    ) -> Self {
        let state = State { text: text.to_owned(), stored: text.len(), waiting: None, end: None, is_over: false };
        Self {
            id,
            target,
            state: Mutex::new(state),
            markdown: Mutex::new(LiveMarkdown::new(labels)),
            settled: AtomicUsize::new(0),
            html: OnceLock::new(),
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

    pub(super) fn text(&self) -> ReplyText {
        let mut markdown = self.markdown();
        let (blocks, open) = markdown.blocks();
        let (blocks, open) = (blocks.to_vec(), open.clone());
        self.settled.store(markdown.settled(), Ordering::Relaxed);
        ReplyText { blocks, open, markdown: markdown.text().to_owned(), waiting: self.lock().waiting }
    }

    /// What is rendered, with all of the text.
    fn markdown(&self) -> MutexGuard<'_, LiveMarkdown> {
        // After a panic it is still a part of the text, which is rendered anew at the end.
        let mut markdown = self.markdown.lock().unwrap_or_else(PoisonError::into_inner);
        let added = self.lock().text[markdown.text().len()..].to_owned();
        markdown.push(&added);
        markdown
    }

    /// Whether it takes no time to speak of to look at it.
    fn is_quick(&self) -> bool {
        let state = self.lock();
        let settled = self.settled.load(Ordering::Relaxed);
        let is_rendered = state.end.is_some() && self.html.get().is_some();
        let bytes = if state.end.is_some() { state.text.len() } else { state.text.len().saturating_sub(settled) };
        is_rendered || bytes <= QUICK_BYTES
    }

    /// The Markdown so far.
    pub(super) fn text_so_far(&self) -> String {
        self.lock().text.clone()
    }

    /// Drains the model to its end; `on_text` is called when there is something new to store, and says how long what comes next
    /// may be left to gather. Dropping the model's stream, as on a stop, closes the upstream connection.
    pub(super) async fn write(
        &self,
        cost_before: Cost,
        deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
        on_text: impl Fn() -> Duration,
    ) -> Outcome {
        let mut taken = Taken::default();
        let before = self.lock().text.len();
        let end = tokio::select! {
            biased;
            () = self.stop.cancelled() => {
                if self.person_stopped.is_cancelled() { End::Stopped } else { End::Interrupted }
            }
            drained = self.drain(deltas, on_text, &mut taken) => match drained {
                Ok(()) => End::Complete,
                Err(error) => {
                    tracing::warn!(fault = ?error.fault, detail = %error.detail, "the provider failed");
                    End::Failed(error.fault)
                }
            },
        };
        self.add(&mut taken.text);
        let is_limit_reached = taken.is_limit_reached && end == End::Complete;
        let state = self.lock();
        let text = state.text.as_str();
        let written = &text[before..];
        if let Some(usage) = taken.cost.usage.as_mut().filter(|usage| usage.is_estimated) {
            usage.completion_tokens = estimate_text(written).into();
        }
        // An answer without a word is a failure that a person should see as one.
        let is_empty = written.trim().is_empty() || split_thoughts(text).1.trim().is_empty();
        let end = if end == End::Complete && is_empty { End::Failed(ProviderFault::EmptyReply) } else { end };
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

    /// The text that is not stored yet; [`Self::has_stored`] is to be called when it is.
    pub(super) fn unstored(&self) -> String {
        let state = self.lock();
        state.text[state.stored..].to_owned()
    }

    /// `bytes` more of the text are in the database.
    pub(super) fn has_stored(&self, bytes: usize) {
        self.lock().stored += bytes;
    }

    /// It has ended and is stored.
    pub(super) fn end(&self, outcome: Outcome) {
        self.change(|state| state.end = Some(outcome));
        self.ended.cancel();
    }

    /// The HTML of the whole text, to be asked for when it has ended.
    fn html(&self) -> &Final {
        // Rendered without holding up those who only want to know how it ended.
        self.html.get_or_init(|| {
            let markdown = self.markdown().clone();
            markdown.finish()
        })
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

/// What a page is told.
#[derive(Debug, Clone)]
pub enum Told {
    /// Everything so far.
    Text(ReplyText),
    /// What has changed since.
    Update {
        /// Blocks finished since, in order.
        finished: Vec<SafeHtml>,
        /// What makes the block that is being written now of the one before.
        open: Growth,
        /// The text added since.
        added: String,
    },
    /// The model is not writing yet.
    Waiting(Waiting),
    /// It has ended and is stored.
    End(Outcome),
}

/// A page's way through a running generation: first everything so far, then what comes.
pub struct Reading {
    running: Arc<Running>,
    rendering: Rendering,
    changed: watch::Receiver<()>,
    seen: Option<Seen>,
    /// When the page may be told of more text.
    due: Instant,
}

/// What a page has been told.
struct Seen {
    blocks: usize,
    open: SafeHtml,
    bytes: usize,
    waiting: Option<Waiting>,
    has_final: bool,
    has_end: bool,
}

impl Reading {
    pub(super) fn new(running: Arc<Running>, rendering: Rendering) -> Self {
        let changed = running.changed.subscribe();
        Self { running, rendering, changed, seen: None, due: Instant::now() }
    }

    /// The next thing to tell; none when nothing more will come.
    pub async fn next(&mut self) -> Option<Told> {
        loop {
            self.changed.borrow_and_update();
            match self.look_in_turn().await {
                Look::Told(told) => return Some(told),
                Look::NotYet => tokio::time::sleep_until(self.due).await,
                Look::Nothing => self.changed.changed().await.ok()?,
                Look::Over => return None,
            }
        }
    }

    /// Looks; where there is much to render, off the threads that answer everybody.
    async fn look_in_turn(&mut self) -> Look {
        if self.running.is_quick() || Instant::now() < self.due {
            return self.look();
        }
        let Ok(turn) = self.rendering.turn(Reader::Reply(self.running.id)).await else {
            self.due = Instant::now() + BUSY_INTERVAL;
            return Look::NotYet;
        };
        let (rendering, changed) = (self.rendering.clone(), self.changed.clone());
        let mut away =
            Self { running: Arc::clone(&self.running), rendering, changed, seen: self.seen.take(), due: self.due };
        let looked = turn.run(move || (away.look(), away.seen, away.due)).await;
        let Ok((look, seen, due)) = looked else { return Look::Over };
        (self.seen, self.due) = (seen, due);
        look
    }

    fn look(&mut self) -> Look {
        let Some(seen) = &mut self.seen else {
            let text = self.running.text();
            self.seen = Some(Seen {
                blocks: text.blocks.len(),
                open: text.open.clone(),
                bytes: text.markdown.len(),
                waiting: text.waiting,
                has_final: false,
                has_end: false,
            });
            return Look::Told(Told::Text(text));
        };
        let state = self.running.lock();
        let (length, waiting, end, is_over) = (state.text.len(), state.waiting, state.end, state.is_over);
        drop(state);
        if let Some(outcome) = end {
            if !seen.has_final {
                seen.has_final = true;
                let text = self.running.lock().text.clone();
                return Look::Told(seen.rest(&text, self.running.html()));
            }
            if !seen.has_end {
                seen.has_end = true;
                return Look::Told(Told::End(outcome));
            }
            return if is_over { Look::Over } else { Look::Nothing };
        }
        if length > seen.bytes {
            let now = Instant::now();
            if now < self.due {
                return Look::NotYet;
            }
            let mut markdown = self.running.markdown();
            let told = seen.update(&mut markdown);
            self.running.settled.store(markdown.settled(), Ordering::Relaxed);
            drop(markdown);
            self.due = now + PAGE_INTERVAL.max(now.elapsed() * PAGE_SHARE);
            return Look::Told(told);
        }
        match waiting {
            Some(reason) if seen.waiting != Some(reason) => {
                seen.waiting = Some(reason);
                Look::Told(Told::Waiting(reason))
            }
            _ => Look::Nothing,
        }
    }
}

/// What there is for a page to be told.
enum Look {
    Told(Told),
    /// There is something, but it was told something just now.
    NotYet,
    Nothing,
    Over,
}

impl Seen {
    fn update(&mut self, markdown: &mut LiveMarkdown) -> Told {
        let added = markdown.text()[self.bytes..].to_owned();
        self.bytes += added.len();
        let (blocks, open) = markdown.blocks();
        let finished = blocks[self.blocks..].to_vec();
        self.blocks = blocks.len();
        let growth = Growth::between(&self.open, open);
        growth.apply(&mut self.open);
        Told::Update { finished, open: growth, added }
    }

    /// The last update: every block is finished. When a late definition has changed a block that the page has, it is
    /// given all of them.
    fn rest(&mut self, markdown: &str, last: &Final) -> Told {
        if last.changed {
            let (blocks, markdown) = (last.blocks.clone(), markdown.to_owned());
            return Told::Text(ReplyText { blocks, open: SafeHtml::default(), markdown, waiting: None });
        }
        let added = markdown[self.bytes..].to_owned();
        Told::Update { finished: last.blocks[self.blocks..].to_vec(), open: Growth::default(), added }
    }
}

/// What a reader of the text alone is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextTold {
    /// More text.
    Added(String),
    /// It has ended and is stored.
    End(Outcome),
}

/// The way of a program through the text of a running generation, from any byte on, without HTML.
pub struct TextReading {
    running: Arc<Running>,
    changed: watch::Receiver<()>,
    bytes: usize,
    /// When there may be told of more text.
    due: Instant,
}

impl TextReading {
    /// None where no character begins. After the end there may be less than the reader has: what a kill -9 took was
    /// never stored.
    pub(super) fn new(running: Arc<Running>, bytes: usize) -> Option<Self> {
        let changed = running.changed.subscribe();
        let is_position = {
            let state = running.lock();
            let text = state.text.as_str();
            text.is_char_boundary(bytes) || (state.end.is_some() && bytes > text.len())
        };
        is_position.then_some(Self { running, changed, bytes, due: Instant::now() })
    }

    /// What comes next. `End` is the last thing to ask for.
    pub async fn next(&mut self) -> TextTold {
        // Its end is not waited for: whoever has the last words has nothing more to come.
        if Instant::now() < self.due {
            self.running.ended.run_until_cancelled(tokio::time::sleep_until(self.due)).await;
        }
        loop {
            self.changed.borrow_and_update();
            {
                let state = self.running.lock();
                if let Some(added) = state.text.get(self.bytes..).filter(|added| !added.is_empty()) {
                    self.bytes += added.len();
                    self.due = Instant::now() + TEXT_INTERVAL;
                    return TextTold::Added(added.to_owned());
                }
                if let Some(outcome) = state.end {
                    return TextTold::End(outcome);
                }
            }
            if self.changed.changed().await.is_err() {
                return TextTold::End(Outcome::interrupted());
            }
        }
    }
}
