//! Text being written by a model: started, watched, stopped and kept, whoever reads it. It knows neither chat nor
//! documents: its callers name a [`Sink`] that the text is written to.

pub mod model;
mod sentences;

#[cfg(feature = "ssr")]
mod job;
#[cfg(feature = "ssr")]
mod reasoning;
#[cfg(feature = "ssr")]
mod registry;
#[cfg(feature = "ssr")]
mod task;
#[cfg(feature = "ssr")]
mod writer;

#[cfg(feature = "ssr")]
pub use {
    job::{Chunk, FinalChunk, FinishReason, GenerationJob, GenerationUsage, Outcome, Sink},
    reasoning::without_thoughts,
    registry::Generations,
    task::{ReplyText, StreamEvent, Subscriber, TextEvent, TextSubscriber},
};
