//! OpenAI's Chat Completions as they are on the wire (platform.openai.com/docs/api-reference/chat).

mod request;
mod response;

pub use request::Request;
pub use response::{Answer, Models};
pub(super) use response::{Head, Model, chunk, usage_chunk};
