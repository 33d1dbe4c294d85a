//! What is to be written and where, and how it ended.

use super::{
    ReplyText, StreamEvent,
    model::{GenerationEvent, GenerationState, Status},
};
use crate::{
    markup::Labels,
    provider::{
        Deltas, ProviderError,
        model::{ProviderFault, Usage},
    },
};
use futures::future::BoxFuture;
use sqlx::SqliteConnection;
use std::sync::Arc;
use uuid::Uuid;

/// The place that texts are written to. Its rows must still accept text after a restart, or be marked as interrupted.
/// Everything comes for many of them at once: a statement for each would be what writing costs most by.
pub trait Sink: Send + Sync + 'static {
    /// Adds to the end of what is stored.
    fn append<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        added: &'a [Chunk],
    ) -> BoxFuture<'a, sqlx::Result<()>>;
    /// Adds the last words and stores how it ended. Nothing is appended after that.
    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        ended: &'a [FinalChunk],
    ) -> BoxFuture<'a, sqlx::Result<()>>;
}

/// Words of a generation that are to be stored.
#[derive(Debug, Clone)]
pub struct Chunk {
    /// The generation.
    pub id: Uuid,
    /// The words.
    pub text: String,
}

/// The end of a generation, to be stored.
#[derive(Debug, Clone)]
pub struct FinalChunk {
    /// The generation.
    pub id: Uuid,
    /// Its last words.
    pub text: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a generation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Why nothing more came.
    pub end: FinishReason,
    /// What it cost.
    pub cost: GenerationUsage,
    /// Whether the model ended because it may not write more.
    pub is_limit_reached: bool,
}

impl Outcome {
    /// An end of which nothing more is known.
    pub fn interrupted() -> Self {
        Self { end: FinishReason::Interrupted, cost: GenerationUsage::default(), is_limit_reached: false }
    }
}

/// What a text cost, from its beginning.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct GenerationUsage {
    /// Tokens; none when nothing was asked.
    pub usage: Option<Usage>,
    /// How many of the oldest turns the model was not given, because they did not fit.
    pub omitted: u32,
}

impl GenerationUsage {
    /// Of a text that cost this much, and was gone on with.
    pub(super) fn and(self, more: Self) -> Self {
        let usage = match (self.usage, more.usage) {
            (Some(first), Some(second)) => Some(Usage {
                prompt_tokens: first.prompt_tokens.saturating_add(second.prompt_tokens),
                completion_tokens: first.completion_tokens.saturating_add(second.completion_tokens),
                is_estimated: first.is_estimated || second.is_estimated,
            }),
            (first, second) => first.or(second),
        };
        Self { usage, omitted: self.omitted.max(more.omitted) }
    }
}

/// Why a generation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinishReason {
    /// The model had no more to say.
    Complete,
    /// A person stopped it.
    Stopped,
    /// The server is going down.
    Interrupted,
    /// The provider failed, before the first word or in the middle.
    Failed(ProviderFault),
}

impl From<&Outcome> for GenerationState {
    fn from(outcome: &Outcome) -> Self {
        let (status, fault) = match outcome.end {
            FinishReason::Complete => (Status::Complete, None),
            FinishReason::Stopped => (Status::Stopped, None),
            FinishReason::Interrupted => (Status::Interrupted, None),
            FinishReason::Failed(fault) => (Status::Failed, Some(fault)),
        };
        Self { status, fault, usage: outcome.cost.usage, omitted: outcome.cost.omitted }
    }
}

impl From<StreamEvent> for GenerationEvent {
    fn from(told: StreamEvent) -> Self {
        match told {
            StreamEvent::Text(ReplyText { blocks, open, markdown, waiting }) => {
                Self::Snapshot { blocks, open, text: markdown, waiting }
            }
            StreamEvent::Update { finished, open, added } => Self::Update { finished, open, added },
            StreamEvent::Waiting(reason) => Self::Waiting { reason },
            StreamEvent::End(outcome) => Self::Done { state: (&outcome).into() },
        }
    }
}

/// What is to be written, and where.
pub struct GenerationJob {
    /// Names the generation; at most one runs under an id.
    pub id: Uuid,
    /// Where the text goes.
    pub target: Arc<dyn Sink>,
    /// What the target holds already; the model goes on after it.
    pub text: String,
    /// What that has cost.
    pub before: GenerationUsage,
    /// Asks the model.
    pub deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
    /// The words of the reader's language inside the HTML.
    pub labels: Labels,
    /// Runs after the end is stored and told. Readers are kept until it is over.
    pub epilogue: Box<dyn FnOnce(Outcome) -> BoxFuture<'static, ()> + Send>,
}
