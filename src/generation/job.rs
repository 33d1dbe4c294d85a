//! What is to be written and where, and how it ended.

use super::{
    ReplyText, StreamEvent,
    model::{GenerationEvent, GenerationState, Status},
};
use crate::provider::{
    Deltas, ProviderError,
    model::{ProviderFault, Usage},
};
use futures::future::BoxFuture;
use sqlx::SqliteConnection;
use std::sync::Arc;
use uuid::Uuid;

/// Who takes what was written, when it ends. Its rows say from the beginning that they are being written, so that after a crash
/// they can be given what the log has ([`Generations::recover`](super::Generations::recover)).
pub trait Sink: Send + Sync + 'static {
    /// The table of its rows: their `id` is that of the generation, their `status` is `generating` until it ends.
    fn table(&self) -> &'static str;

    /// Adds what was written and stores how it ended: of many generations at once, since a statement for each would be what
    /// writing costs most by. Those whose rows are gone are passed over.
    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        finished: &'a [Finished],
    ) -> BoxFuture<'a, sqlx::Result<()>>;
}

/// A generation that has ended, to be stored.
#[derive(Debug, Clone)]
pub struct Finished {
    /// The generation.
    pub id: Uuid,
    /// All that was written, without what it went on after.
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
    fn from(event: StreamEvent) -> Self {
        match event {
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
    /// Who takes the text at the end.
    pub sink: Arc<dyn Sink>,
    /// What the sink's row holds already; the model goes on after it.
    pub text: String,
    /// What that has cost.
    pub before: GenerationUsage,
    /// Asks the model.
    pub deltas: BoxFuture<'static, Result<Deltas, ProviderError>>,
    /// Runs after the end is stored and told. Readers are kept until it is over.
    pub epilogue: Box<dyn FnOnce(Outcome) -> BoxFuture<'static, ()> + Send>,
}
