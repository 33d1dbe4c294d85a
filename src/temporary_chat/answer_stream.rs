//! An answer as the page of a temporary chat is told of it: rendered, block by block.

use crate::{
    chat::completion::{Completion, CompletionError},
    i18n::Language,
    markup::{HtmlDelta, LiveMarkdown, SafeHtml},
    provider::Delta,
    web::render_queue::{Reader, RenderQueue},
};
use futures::{FutureExt, StreamExt};
use serde::Serialize;
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// How often the page is told of more.
const INTERVAL: Duration = Duration::from_millis(100);
/// Rendering takes at most this part of the time: one very long block is parsed again for each update.
const SHARE: u32 = 20;

/// What the page is told, one JSON object an event.
#[derive(Debug, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum StreamEvent {
    /// What has changed since the last event.
    Update {
        /// Blocks finished since, in order.
        finished: Vec<SafeHtml>,
        /// How much of the open block stays, in UTF-16 units.
        kept: usize,
        /// What follows it.
        rest: String,
        /// The text added since.
        added: String,
    },
    /// The model is not writing yet; why, as a sentence.
    Waiting {
        /// The sentence.
        reason: String,
    },
    /// The whole answer: nothing more will come.
    Done {
        /// Every block.
        blocks: Vec<SafeHtml>,
        /// The text added since the last event.
        added: String,
        /// Why it is not whole, as a sentence; null: it is.
        notice: Option<String>,
    },
}

/// An answer on its way to the page.
pub(super) struct Answer {
    completion: Completion,
    language: Language,
    render_queue: RenderQueue,
    /// Names it among what is rendered.
    id: Uuid,
    /// None when it has ended.
    markdown: Option<LiveMarkdown>,
    /// Finished blocks that the page has.
    blocks: usize,
    /// The open block as the page has it.
    open: SafeHtml,
    /// Bytes of the text that the page has.
    bytes: usize,
    due: Instant,
}

/// What came from the model.
enum Came {
    Text,
    Waiting(String),
    End(Option<String>),
}

impl Answer {
    pub(super) fn new(completion: Completion, language: Language, render_queue: RenderQueue) -> Self {
        let markdown = Some(LiveMarkdown::new(language.markup_labels()));
        let id = Uuid::now_v7();
        Self {
            completion,
            language,
            render_queue,
            id,
            markdown,
            blocks: 0,
            open: SafeHtml::default(),
            bytes: 0,
            due: Instant::now(),
        }
    }

    /// What comes next; none after the end.
    pub(super) async fn next(&mut self) -> Option<StreamEvent> {
        self.markdown.as_ref()?;
        tokio::time::sleep_until(self.due).await;
        let mut came = self.read().await;
        // Whatever has come meanwhile is told at once.
        while matches!(came, Came::Text) {
            match self.read().now_or_never() {
                Some(more) => came = more,
                None => break,
            }
        }
        let begun = Instant::now();
        self.due = begun + INTERVAL;
        Some(match came {
            Came::Text => {
                let event = self.update().await?;
                self.due = begun + INTERVAL.max(begun.elapsed() * SHARE);
                event
            }
            Came::Waiting(reason) => StreamEvent::Waiting { reason },
            Came::End(notice) => {
                let markdown = self.markdown.take()?;
                let is_empty = markdown.text().trim().is_empty();
                let empty = || self.language.texts().provider_empty_reply.to_owned();
                let notice = notice.or_else(|| is_empty.then(empty));
                let added = markdown.text()[self.bytes..].to_owned();
                let bytes = markdown.text().len();
                let (render_queue, reader) = (self.render_queue.clone(), Reader::Reply(self.id));
                let blocks = render_queue.run_patiently(reader, bytes, move || markdown.finish().blocks).await.ok()?;
                StreamEvent::Done { blocks, added, notice }
            }
        })
    }

    async fn read(&mut self) -> Came {
        let texts = self.language.texts();
        loop {
            match self.completion.pieces.next().await {
                Some(Ok(Delta::Text(text))) => {
                    if let Some(markdown) = &mut self.markdown {
                        markdown.push(&text);
                    }
                    return Came::Text;
                }
                Some(Ok(Delta::Waiting(reason))) => return Came::Waiting(texts.waiting(reason)),
                Some(Ok(Delta::Usage(_) | Delta::LimitReached | Delta::Omitted(_))) => {}
                Some(Err(CompletionError::Provider(error))) => {
                    return Came::End(Some(texts.provider_fault(error.fault).to_owned()));
                }
                Some(Err(CompletionError::Refused(error))) => return Came::End(Some(texts.error(&error))),
                Some(Err(CompletionError::Interrupted)) => {
                    return Came::End(Some(texts.reply_interrupted.to_owned()));
                }
                None => return Came::End(None),
            }
        }
    }

    async fn update(&mut self) -> Option<StreamEvent> {
        let mut markdown = self.markdown.take()?;
        let bytes = markdown.text().len() - markdown.settled();
        let advance = move || {
            markdown.blocks();
            markdown
        };
        let (render_queue, reader) = (self.render_queue.clone(), Reader::Reply(self.id));
        let markdown = render_queue.run_patiently(reader, bytes, advance).await.ok()?;
        let markdown = self.markdown.insert(markdown);
        let added = markdown.text()[self.bytes..].to_owned();
        self.bytes += added.len();
        let (blocks, open) = markdown.blocks();
        let finished = blocks[self.blocks..].to_vec();
        self.blocks = blocks.len();
        let growth = HtmlDelta::between(&self.open, open);
        let (kept, rest) = growth.in_utf16(&self.open);
        let event = StreamEvent::Update { finished, kept, rest: rest.to_owned(), added };
        growth.apply(&mut self.open);
        Some(event)
    }
}
