//! What a provider is, and what it gives: a stream of deltas that can fail at any point.

use super::{
    model::{ProviderFault, Usage, WaitReason},
    prompt::Prompt,
};
use futures::{future::BoxFuture, stream::BoxStream};
use std::time::Duration;

/// One piece of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delta {
    /// The model is not writing yet. Comes before the first text, each time that the reason changes.
    Waiting(WaitReason),
    /// More text; never empty.
    Text(String),
    /// What the reply cost so far. The last one counts.
    Usage(Usage),
    /// So many (more) of the oldest turns were left out, so that the rest fits into what the model can read.
    Omitted(u32),
    /// The model has written as much as it may: the reply ends here, whole or not.
    LimitReached,
}

/// A reply as it is written. It ends after the first error; without one the reply is complete.
/// Dropping it closes the connection to the model at once.
pub type Deltas = BoxStream<'static, Result<Delta, ProviderError>>;

/// Why a provider did not answer, or stopped in the middle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}: {detail}")]
pub struct ProviderError {
    /// The kind of failure, for the database and the page.
    pub fault: ProviderFault,
    /// What exactly happened, for the log only; never holds the API key.
    pub detail: String,
    /// When the service wants to be asked again, if it said so.
    pub retry_after: Option<Duration>,
}

impl ProviderError {
    /// A fault with its cause.
    pub fn new(fault: ProviderFault, detail: impl Into<String>) -> Self {
        Self { fault, detail: detail.into(), retry_after: None }
    }
}

/// Something that answers prompts.
pub trait Provider: Send + Sync {
    /// The names of the models that answer now, without the kind of provider before them.
    ///
    /// # Errors
    /// Whatever keeps the provider from answering.
    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>>;

    /// Most tokens of a prompt's turns, so that the answer to it fits into the model's context as well.
    fn prompt_budget(&self, prompt: &Prompt) -> u32;

    /// Starts an answer. The first text may still be far away when this returns.
    ///
    /// # Errors
    /// Whatever is wrong before the stream begins; later failures come through the stream.
    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>>;
}
