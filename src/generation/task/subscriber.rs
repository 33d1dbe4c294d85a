//! The ways through a running generation: of a page, which is told HTML, and of a program, which is told text.

use super::{ReplyText, Running, rendering::Rendering};
use crate::{
    generation::Outcome,
    markup::{FinalHtml, HtmlDelta, Labels, LiveMarkdown, SafeHtml},
    provider::model::WaitReason,
    web::render_queue::{Reader, RenderQueue},
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, time::Instant};

/// A page is told of new text at most this often: 25 times a second looks continuous.
const PAGE_INTERVAL: Duration = Duration::from_millis(40);
/// A program is told of new text at most this often, which nobody sees: the words that come meanwhile share an event, and
/// with it all that sending one costs.
const TEXT_INTERVAL: Duration = Duration::from_millis(20);
/// Telling a page takes at most this part of the time: one very long block, which is parsed again for each update, is
/// updated less often and not at the cost of all else.
const PAGE_SHARE: u32 = 20;

/// How long a page waits for more when too much is being rendered for others.
const BUSY_INTERVAL: Duration = Duration::from_secs(1);

/// What a page is told.
#[derive(Debug, Clone)]
pub enum StreamEvent {
    /// Everything so far.
    Text(ReplyText),
    /// What has changed since.
    Update {
        /// Blocks finished since, in order.
        finished: Vec<SafeHtml>,
        /// What makes the block that is being written now of the one before.
        open: HtmlDelta,
        /// The text added since.
        added: String,
    },
    /// The model is not writing yet.
    Waiting(WaitReason),
    /// It has ended and is stored.
    End(Outcome),
}

/// A page's way through a running generation: first everything so far, then what comes.
pub struct Subscriber {
    running: Arc<Running>,
    rendering: Arc<Rendering>,
    render_queue: RenderQueue,
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
    waiting: Option<WaitReason>,
    has_final: bool,
    has_end: bool,
}

impl Subscriber {
    pub(in crate::generation) fn new(running: Arc<Running>, labels: Labels, render_queue: RenderQueue) -> Self {
        let (changed, rendering) = (running.changed.subscribe(), running.rendering(labels));
        Self { running, rendering, render_queue, changed, seen: None, due: Instant::now() }
    }

    /// The next thing to tell; none when nothing more will come.
    pub async fn next(&mut self) -> Option<StreamEvent> {
        loop {
            self.changed.borrow_and_update();
            match self.look_in_turn().await {
                Look::Event(event) => return Some(event),
                Look::NotYet => tokio::time::sleep_until(self.due).await,
                Look::Nothing => self.changed.changed().await.ok()?,
                Look::Over => return None,
            }
        }
    }

    /// Looks; where there is much to render, off the threads that answer everybody.
    async fn look_in_turn(&mut self) -> Look {
        if self.rendering.is_quick(&self.running) || Instant::now() < self.due {
            return self.look();
        }
        let Ok(turn) = self.render_queue.turn(Reader::Reply(self.running.id)).await else {
            self.due = Instant::now() + BUSY_INTERVAL;
            return Look::NotYet;
        };
        let mut away = Self {
            running: Arc::clone(&self.running),
            rendering: Arc::clone(&self.rendering),
            render_queue: self.render_queue.clone(),
            changed: self.changed.clone(),
            seen: self.seen.take(),
            due: self.due,
        };
        let looked = turn.run(move || (away.look(), away.seen, away.due)).await;
        let Ok((look, seen, due)) = looked else { return Look::Over };
        (self.seen, self.due) = (seen, due);
        look
    }

    fn look(&mut self) -> Look {
        let Some(seen) = &mut self.seen else {
            let text = self.rendering.text(&self.running);
            self.seen = Some(Seen {
                blocks: text.blocks.len(),
                open: text.open.clone(),
                bytes: text.markdown.len(),
                waiting: text.waiting,
                has_final: false,
                has_end: false,
            });
            return Look::Event(StreamEvent::Text(text));
        };
        let state = self.running.lock();
        let (length, waiting, end, is_over) = (state.text.len(), state.waiting, state.end, state.is_over);
        drop(state);
        if let Some(outcome) = end {
            if !seen.has_final {
                seen.has_final = true;
                let text = self.running.lock().text.clone();
                return Look::Event(seen.rest(&text, self.rendering.html(&self.running)));
            }
            if !seen.has_end {
                seen.has_end = true;
                return Look::Event(StreamEvent::End(outcome));
            }
            return if is_over { Look::Over } else { Look::Nothing };
        }
        if length > seen.bytes {
            let now = Instant::now();
            if now < self.due {
                return Look::NotYet;
            }
            let mut markdown = self.rendering.markdown(&self.running);
            let event = seen.update(&mut markdown);
            self.rendering.note_settled(&markdown);
            drop(markdown);
            self.due = now + PAGE_INTERVAL.max(now.elapsed() * PAGE_SHARE);
            return Look::Event(event);
        }
        match waiting {
            Some(reason) if seen.waiting != Some(reason) => {
                seen.waiting = Some(reason);
                Look::Event(StreamEvent::Waiting(reason))
            }
            _ => Look::Nothing,
        }
    }
}

/// What there is for a page to be told.
enum Look {
    Event(StreamEvent),
    /// There is something, but it was told something just now.
    NotYet,
    Nothing,
    Over,
}

impl Seen {
    fn update(&mut self, markdown: &mut LiveMarkdown) -> StreamEvent {
        let added = markdown.text()[self.bytes..].to_owned();
        self.bytes += added.len();
        let (blocks, open) = markdown.blocks();
        let finished = blocks[self.blocks..].to_vec();
        self.blocks = blocks.len();
        let growth = HtmlDelta::between(&self.open, open);
        growth.apply(&mut self.open);
        StreamEvent::Update { finished, open: growth, added }
    }

    /// The last update: every block is finished. When a late definition has changed a block that the page has, it is
    /// given all of them.
    fn rest(&mut self, markdown: &str, last: &FinalHtml) -> StreamEvent {
        if last.changed {
            let (blocks, markdown) = (last.blocks.clone(), markdown.to_owned());
            return StreamEvent::Text(ReplyText { blocks, open: SafeHtml::default(), markdown, waiting: None });
        }
        let added = markdown[self.bytes..].to_owned();
        StreamEvent::Update { finished: last.blocks[self.blocks..].to_vec(), open: HtmlDelta::default(), added }
    }
}

/// What a reader of the text alone is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextEvent {
    /// More text.
    Added(String),
    /// It has ended and is stored.
    End(Outcome),
}

/// The way of a program through the text of a running generation, from any byte on, without HTML.
pub struct TextSubscriber {
    running: Arc<Running>,
    changed: watch::Receiver<()>,
    bytes: usize,
    /// When there may be told of more text.
    due: Instant,
}

impl TextSubscriber {
    /// None where no character begins. After the end there may be less than the reader has: what a kill -9 took was
    /// never stored.
    pub(in crate::generation) fn new(running: Arc<Running>, bytes: usize) -> Option<Self> {
        let changed = running.changed.subscribe();
        let is_position = {
            let state = running.lock();
            let text = state.text.as_str();
            text.is_char_boundary(bytes) || (state.end.is_some() && bytes > text.len())
        };
        is_position.then_some(Self { running, changed, bytes, due: Instant::now() })
    }

    /// What comes next. `End` is the last thing to ask for.
    pub async fn next(&mut self) -> TextEvent {
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
                    return TextEvent::Added(added.to_owned());
                }
                if let Some(outcome) = state.end {
                    return TextEvent::End(outcome);
                }
            }
            if self.changed.changed().await.is_err() {
                return TextEvent::End(Outcome::interrupted());
            }
        }
    }
}
