//! Runs code of answers in a frame of another origin without a network (`sandbox.html`), and shows what it tells below it.

mod console;
mod runner;
mod vendor;
mod view;
mod warning;

pub use view::RunView;

use super::{
    api::bundle_page,
    model::{ConversationId, MessageId},
};
use crate::markup::Runtime;

/// What is run.
#[derive(Debug, Clone)]
pub struct Source {
    /// How it runs.
    runtime: Runtime,
    /// What runs.
    code: String,
    /// What a model is told of when it is to be mended.
    asked: String,
    /// The word of its language.
    language: String,
}

impl Source {
    /// Code in a language, if it can be run. A web page gets the files in it that it names and the answer has that it is of.
    pub async fn new(language: String, code: String, answer: Option<(ConversationId, MessageId)>) -> Option<Self> {
        let runtime = Runtime::of(&language, &code)?;
        let whole = match answer {
            Some((conversation, message))
                if runtime == Runtime::Page && (code.contains("<link") || code.contains("<script")) =>
            {
                bundle_page(conversation, message, code.clone()).await.ok()
            }
            _ => None,
        };
        Some(Self { runtime, code: whole.unwrap_or_else(|| code.clone()), asked: code, language })
    }
}
