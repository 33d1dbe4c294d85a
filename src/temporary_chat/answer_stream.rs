//! An answer as the page of a temporary chat is told of it: rendered, block by block.

use crate::{
    chat::completion::{Completion, CompletionError},
    generation::model::{GenerationEvent, GenerationState, Status},
    i18n::Language,
    markup::{HtmlDelta, LiveMarkdown, SafeHtml},
    provider::{
        Delta,
        model::{ProviderFault, Usage, WaitReason},
    },
    web::render_queue::{Reader, RenderQueue},
};
use futures::{FutureExt, StreamExt};
use std::time::Duration;
use tokio::time::Instant;
use uuid::Uuid;

/// How often the page is told of more.
const INTERVAL: Duration = Duration::from_millis(100);
/// Rendering takes at most this part of the time: one very long block is parsed again for each update.
const SHARE: u32 = 20;

/// An answer on its way to the page.
pub(super) struct Answer {
    completion: Completion,
    render_queue: RenderQueue,
    /// Names it among what is rendered.
    id: Uuid,
    /// None when it has ended.
    markdown: Option<LiveMarkdown>,
    /// What it has cost so far.
    usage: Option<Usage>,
    /// How it has ended, when that is still to be told.
    ended: Option<GenerationState>,
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
    Waiting(WaitReason),
    End(Status, Option<ProviderFault>),
}

impl Answer {
    pub(super) fn new(completion: Completion, language: Language, render_queue: RenderQueue) -> Self {
        let markdown = Some(LiveMarkdown::new(language.markup_labels()));
        let id = Uuid::now_v7();
        Self {
            completion,
            render_queue,
            id,
            markdown,
            usage: None,
            ended: None,
            blocks: 0,
            open: SafeHtml::default(),
            bytes: 0,
            due: Instant::now(),
        }
    }

    /// What comes next; none after the end.
    pub(super) async fn next(&mut self) -> Option<GenerationEvent> {
        if let Some(state) = self.ended.take() {
            return Some(GenerationEvent::Done { state });
        }
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
            Came::Waiting(reason) => GenerationEvent::Waiting { reason },
            Came::End(status, fault) => self.end(status, fault).await?,
        })
    }

    async fn read(&mut self) -> Came {
        loop {
            match self.completion.pieces.next().await {
                Some(Ok(Delta::Text(text))) => {
                    if let Some(markdown) = &mut self.markdown {
                        markdown.push(&text);
                    }
                    return Came::Text;
                }
                Some(Ok(Delta::Waiting(reason))) => return Came::Waiting(reason),
                Some(Ok(Delta::Usage(usage))) => self.usage = Some(usage),
                Some(Ok(Delta::LimitReached | Delta::Omitted(_))) => {}
                Some(Err(CompletionError::Provider(error))) => return Came::End(Status::Failed, Some(error.fault)),
                Some(Err(CompletionError::Refused(_))) => return Came::End(Status::Failed, None),
                Some(Err(CompletionError::Interrupted)) => return Came::End(Status::Interrupted, None),
                None => return Came::End(Status::Complete, None),
            }
        }
    }

    /// The rest of the text; how it has ended is told after it.
    async fn end(&mut self, status: Status, fault: Option<ProviderFault>) -> Option<GenerationEvent> {
        let markdown = self.markdown.take()?;
        let text = markdown.text().to_owned();
        let (status, fault) = match (status, text.trim().is_empty()) {
            (Status::Complete, true) => (Status::Failed, Some(ProviderFault::EmptyReply)),
            _ => (status, fault),
        };
        self.ended = Some(GenerationState { status, fault, usage: self.usage, omitted: 0 });
        let (render_queue, reader) = (self.render_queue.clone(), Reader::Reply(self.id));
        let whole = render_queue.run_patiently(reader, text.len(), move || markdown.finish()).await.ok()?;
        let open = SafeHtml::default();
        // What was finished may be another now, or may have been told as one block of more.
        if whole.changed || whole.blocks.len() < self.blocks {
            return Some(GenerationEvent::Snapshot { blocks: whole.blocks, open, text, waiting: None });
        }
        let finished = whole.blocks[self.blocks..].to_vec();
        let added = text[self.bytes..].to_owned();
        Some(GenerationEvent::Update { finished, open: HtmlDelta::between(&self.open, &open), added })
    }

    async fn update(&mut self) -> Option<GenerationEvent> {
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
        growth.apply(&mut self.open);
        Some(GenerationEvent::Update { finished, open: growth, added })
    }
}
