//! Text being written by a model: started, watched, stopped and kept, whoever reads it. It knows neither chat nor
//! documents: what is written goes through one log, and a [`Sink`] that its caller names takes the whole at the end.

pub mod model;
mod sentences;

#[cfg(feature = "ssr")]
mod job;
#[cfg(feature = "ssr")]
mod reasoning;
#[cfg(feature = "ssr")]
mod registry;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod task;
#[cfg(feature = "ssr")]
mod writer;

#[cfg(feature = "ssr")]
pub use {
    job::{FinishReason, Finished, GenerationJob, GenerationUsage, Outcome, Sink},
    reasoning::without_thoughts,
    registry::Generations,
    task::{ReplyText, StreamEvent, Subscriber, TextEvent, TextSubscriber},
};
