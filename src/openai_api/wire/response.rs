//! What it is answered, whole and in pieces.

use crate::provider::model::Usage;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// What an answer cost.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChatCompletionUsage)]
pub(in crate::openai_api) struct Cost {
    /// Tokens that were read.
    prompt_tokens: i64,
    /// Tokens that were written.
    completion_tokens: i64,
    /// Both together.
    total_tokens: i64,
}

impl From<Usage> for Cost {
    fn from(Usage { prompt_tokens, completion_tokens, .. }: Usage) -> Self {
        Self { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
    }
}

/// What every answer begins with.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ChatCompletionHead)]
pub(in crate::openai_api) struct Head {
    /// Names it.
    pub(in crate::openai_api) id: String,
    /// When it was asked for, Unix seconds.
    pub(in crate::openai_api) created: i64,
    /// Who answers.
    pub(in crate::openai_api) model: String,
}

/// A whole answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChatCompletion, examples(json!({
    "id": "chatcmpl-019a2b3c4d5e7f608a1b2c3d4e5f6071",
    "object": "chat.completion",
    "created": 1_790_000_000,
    "model": "openai/gpt-5-mini",
    "choices": [{ "index": 0, "message": { "role": "assistant", "content": "안녕하세요!", "refusal": null }, "logprobs": null, "finish_reason": "stop" }],
    "usage": { "prompt_tokens": 21, "completion_tokens": 4, "total_tokens": 25 },
})))]
pub struct Answer {
    #[serde(flatten)]
    head: Head,
    /// `chat.completion`.
    object: &'static str,
    /// One.
    choices: [Choice; 1],
    /// What it cost.
    usage: Cost,
}

/// One of the answers.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChatCompletionChoice)]
struct Choice {
    /// 0.
    index: u32,
    /// The answer.
    message: AnswerMessage,
    /// Nothing.
    #[schema(value_type = Option<Value>)]
    logprobs: (),
    /// `stop`, or `length` when it was cut.
    finish_reason: &'static str,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChatCompletionAnswer)]
struct AnswerMessage {
    /// `assistant`.
    role: &'static str,
    /// Its Markdown.
    content: String,
    /// Nothing.
    #[schema(value_type = Option<Value>)]
    refusal: (),
}

impl Answer {
    /// A whole answer.
    pub(in crate::openai_api) fn new(head: Head, content: String, usage: Usage, finish_reason: &'static str) -> Self {
        let message = AnswerMessage { role: "assistant", content, refusal: () };
        let choices = [Choice { index: 0, message, logprobs: (), finish_reason }];
        Self { head, object: "chat.completion", choices, usage: usage.into() }
    }
}

/// A piece of an answer that is streamed.
pub(in crate::openai_api) fn chunk(head: &Head, delta: &Value, finish_reason: Option<&str>) -> Value {
    let choice = json!({ "index": 0, "delta": delta, "logprobs": null, "finish_reason": finish_reason });
    json!({ "id": head.id, "object": "chat.completion.chunk", "created": head.created, "model": head.model, "choices": [choice] })
}

/// The piece that says what an answer cost.
pub(in crate::openai_api) fn usage_chunk(head: &Head, usage: Usage) -> Value {
    let usage = Cost::from(usage);
    json!({ "id": head.id, "object": "chat.completion.chunk", "created": head.created, "model": head.model, "choices": [], "usage": usage })
}

/// The models, as OpenAI lists them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenaiModels, examples(json!({
    "object": "list",
    "data": [{ "id": "openai/gpt-5-mini", "object": "model", "created": 0, "owned_by": "openai" }],
})))]
pub struct Models {
    /// `list`.
    pub(in crate::openai_api) object: &'static str,
    /// Every model that can be asked now.
    pub(in crate::openai_api) data: Vec<Model>,
}

/// A model, as OpenAI lists it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = OpenaiModel)]
pub(in crate::openai_api) struct Model {
    /// What is sent as `model`.
    pub(in crate::openai_api) id: String,
    /// `model`.
    pub(in crate::openai_api) object: &'static str,
    /// 0: nobody knows.
    pub(in crate::openai_api) created: i64,
    /// Where it runs.
    pub(in crate::openai_api) owned_by: String,
}
