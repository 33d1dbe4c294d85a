//! OpenAI's Chat Completions as they are on the wire (platform.openai.com/docs/api-reference/chat).

mod answer;
mod request;

pub use answer::{Answer, Models};
pub(super) use answer::{Head, Model, chunk, usage_chunk};
pub use request::Request;
