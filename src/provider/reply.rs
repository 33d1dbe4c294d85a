//! What a provider is, what it is built from, and what it gives: a stream of deltas that can fail at any point.

use super::{
    model::{Hosting, ProviderFault, Usage, WaitReason},
    prompt::Prompt,
};
use futures::{FutureExt, future::BoxFuture, stream::BoxStream};
use std::{future::ready, sync::Arc, time::Duration};

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

/// The models that a provider shows, and what keeps it from answering or from telling all of them.
pub type Listing = (Arc<[String]>, Option<ProviderFault>);

/// What a provider is built from: the configuration is read for every command, providers are built for the server alone.
pub trait BuildProvider: Send + Sync {
    /// The name of the provider that is built.
    fn name(&self) -> &'static str;

    /// Whether it is among the providers of a server that names none.
    fn is_automatic(&self) -> bool {
        true
    }

    /// Builds the provider; connects to nothing and starts nothing yet.
    ///
    /// # Errors
    /// `NotConfigured` with the reason when a setting cannot be used.
    fn build(self: Box<Self>) -> Result<Arc<dyn Provider>, ProviderError>;
}

/// Something that answers prompts.
pub trait Provider: Send + Sync {
    /// What stands before the slash in the identifiers of its models: `a-z 0-9 - _`. No other provider of a server has the
    /// same.
    fn name(&self) -> &str;

    /// Where its models run.
    fn hosting(&self) -> Hosting {
        Hosting::Service
    }

    /// The names of the models that answer now, without that of the provider before them.
    ///
    /// # Errors
    /// Whatever keeps the provider from answering.
    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>>;

    /// The models to show. Slow services answer from memory, so that no page waits for them.
    fn listing(&self) -> BoxFuture<'_, Listing> {
        let listing = |models: Result<Vec<String>, ProviderError>| match models {
            Ok(names) => (names.into(), None),
            Err(error) => (Arc::default(), Some(error.fault)),
        };
        self.models().map(listing).boxed()
    }

    /// Whether it has a model of that name, as far as it knows without asking; a question may be put to it then.
    fn has_model(&self, _name: &str) -> bool {
        true
    }

    /// The model for those who choose none; none when its models are not known.
    fn suggested_model(&self) -> Option<String> {
        None
    }

    /// Whether what it needs on this machine is there.
    fn is_installed(&self) -> bool {
        true
    }

    /// Whether a model may be shown pictures; none where the provider does not tell and the administrator's list decides.
    fn sees_images(&self, _model: &str) -> Option<bool> {
        None
    }

    /// Most tokens of a prompt's turns, so that the answer to it fits into the model's context as well.
    fn prompt_budget(&self, prompt: &Prompt) -> u32;

    /// Starts an answer. The first text may still be far away when this returns.
    ///
    /// # Errors
    /// Whatever is wrong before the stream begins; later failures come through the stream.
    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>>;

    /// Ends what runs on this machine and starts no other.
    fn shutdown(&self) -> BoxFuture<'_, ()> {
        ready(()).boxed()
    }
}
