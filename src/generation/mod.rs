//! Text being written by a model: started, watched, stopped and kept, whoever reads it. It knows neither chat nor
//! documents: its callers name a [`Target`] that the text is written to.

pub mod model;
mod sentences;

#[cfg(feature = "ssr")]
mod job;
#[cfg(feature = "ssr")]
mod registry;
#[cfg(feature = "ssr")]
mod running;
#[cfg(feature = "ssr")]
mod thoughts;
#[cfg(feature = "ssr")]
mod writer;

#[cfg(feature = "ssr")]
pub use {
    job::{Added, Cost, End, Ended, Job, Outcome, Target},
    registry::Generations,
    running::{Reading, ReplyText, TextReading, TextTold, Told},
    thoughts::without_thoughts,
};
