//! What a program asks.

use crate::{
    chat::check_max_tokens,
    domain::error::AppError,
    provider::prompt::{PromptRole, Turn},
    rest::{
        Problem,
        deserialize::{integer, object, objects},
    },
};
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

/// Most messages that are taken at once.
const MESSAGES_MAX: usize = 2000;

/// What a program asks. Parameters of OpenAI's that only choose among answers alike are taken and change nothing; those
/// that would make it another answer are refused by name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatCompletionRequest, examples(json!({
    "model": "openai/gpt-5-mini",
    "messages": [{ "role": "system", "content": "짧게 답하세요." }, { "role": "user", "content": "안녕하세요" }],
})))]
pub struct Request {
    /// Who is to answer: an `id` of `/v1/models`, or what its provider calls it; empty: the default.
    #[schema(max_length = 200)]
    pub(in crate::openai_api) model: String,
    /// Everything that was said, the newest last.
    #[schema(min_items = 1, max_items = 2000)]
    #[serde(deserialize_with = "objects")]
    messages: Vec<Message>,
    /// Whether the answer comes as it is written.
    stream: Option<bool>,
    /// What comes with the stream.
    #[serde(default, deserialize_with = "object")]
    stream_options: Option<StreamOptions>,
    /// Whether question and answer become a conversation here; `X-Supbot-Conversation` names it.
    store: Option<bool>,
    /// How free the choice of words is.
    #[schema(minimum = 0, maximum = 2)]
    pub(in crate::openai_api) temperature: Option<f64>,
    /// Most tokens of the answer.
    #[schema(minimum = 1, maximum = 1_000_000)]
    #[serde(default, deserialize_with = "integer")]
    max_completion_tokens: Option<u32>,
    /// The older name of `max_completion_tokens`.
    #[schema(minimum = 1, maximum = 1_000_000)]
    #[serde(default, deserialize_with = "integer")]
    max_tokens: Option<u32>,
    /// How many answers: one.
    #[schema(minimum = 1, maximum = 1)]
    #[serde(default, deserialize_with = "integer")]
    n: Option<u32>,
    // Taken, without effect.
    #[serde(rename = "frequency_penalty")]
    _frequency_penalty: Option<Value>,
    #[serde(rename = "logit_bias")]
    _logit_bias: Option<Value>,
    #[serde(rename = "metadata")]
    _metadata: Option<Value>,
    #[serde(rename = "parallel_tool_calls")]
    _parallel_tool_calls: Option<Value>,
    #[serde(rename = "presence_penalty")]
    _presence_penalty: Option<Value>,
    #[serde(rename = "prompt_cache_key")]
    _prompt_cache_key: Option<Value>,
    #[serde(rename = "reasoning_effort")]
    _reasoning_effort: Option<Value>,
    #[serde(rename = "safety_identifier")]
    _safety_identifier: Option<Value>,
    #[serde(rename = "seed")]
    _seed: Option<Value>,
    #[serde(rename = "service_tier")]
    _service_tier: Option<Value>,
    #[serde(rename = "top_p")]
    _top_p: Option<Value>,
    #[serde(rename = "user")]
    _user: Option<Value>,
    #[serde(rename = "verbosity")]
    _verbosity: Option<Value>,
    // Refused by name.
    #[schema(ignore)]
    audio: Unsupported,
    #[schema(ignore)]
    function_call: Unsupported,
    #[schema(ignore)]
    functions: Unsupported,
    #[schema(ignore)]
    logprobs: Unsupported,
    #[schema(ignore)]
    modalities: Unsupported,
    #[schema(ignore)]
    prediction: Unsupported,
    #[schema(ignore)]
    response_format: Unsupported,
    #[schema(ignore)]
    stop: Unsupported,
    #[schema(ignore)]
    tool_choice: Unsupported,
    #[schema(ignore)]
    tools: Unsupported,
    #[schema(ignore)]
    top_logprobs: Unsupported,
    #[schema(ignore)]
    web_search_options: Unsupported,
}

/// A parameter that is refused, unless it asks for what there is anyway.
type Unsupported = Option<Value>;

/// What comes with a stream.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatCompletionStreamOptions)]
struct StreamOptions {
    /// Whether the last piece says what the answer cost.
    include_usage: Option<bool>,
    /// Taken, and changes nothing.
    #[serde(rename = "include_obfuscation")]
    _include_obfuscation: Option<bool>,
}

/// Something that was said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatCompletionMessage)]
struct Message {
    /// Who said it.
    role: Speaker,
    /// What was said.
    content: Content,
    /// Taken, and changes nothing.
    #[serde(rename = "name")]
    _name: Option<String>,
    #[serde(rename = "refusal")]
    #[schema(ignore)]
    _refusal: Option<Value>,
    #[schema(ignore)]
    tool_calls: Unsupported,
    #[schema(ignore)]
    audio: Unsupported,
    #[schema(ignore)]
    function_call: Unsupported,
}

/// Who speaks.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChatCompletionRole)]
enum Speaker {
    /// Whoever made the program.
    System,
    /// The newer name of `system`.
    Developer,
    /// Whoever asks.
    User,
    /// The model.
    Assistant,
}

/// A text, or pieces of one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ChatCompletionContent)]
enum Content {
    /// The text.
    Text(String),
    /// Its pieces.
    Parts(#[serde(deserialize_with = "objects")] Vec<Part>),
}

/// A piece of a text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ChatCompletionPart)]
struct Part {
    /// Only text is taken.
    #[serde(rename = "type")]
    _kind: PartKind,
    /// The words.
    text: String,
}

/// What a piece is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ChatCompletionPartType)]
enum PartKind {
    /// Words.
    Text,
}

impl Request {
    /// Whether the answer comes as it is written.
    pub(in crate::openai_api) fn is_stream(&self) -> bool {
        self.stream.unwrap_or_default()
    }

    /// Whether the last piece of a stream says what the answer cost.
    pub(in crate::openai_api) fn includes_usage(&self) -> bool {
        self.stream_options.as_ref().and_then(|options| options.include_usage).unwrap_or_default()
    }

    /// Whether question and answer become a conversation.
    pub(in crate::openai_api) fn is_stored(&self) -> bool {
        self.store.unwrap_or_default()
    }

    /// Most tokens of the answer.
    ///
    /// # Errors
    /// `MaxTokensRange`, for either of the two names.
    pub(in crate::openai_api) fn max_tokens(&self) -> Result<Option<u32>, AppError> {
        check_max_tokens(self.max_completion_tokens)?;
        check_max_tokens(self.max_tokens)?;
        Ok(self.max_completion_tokens.or(self.max_tokens))
    }

    /// What was said; what nobody here could do is refused.
    ///
    /// # Errors
    /// 400 with the name of the parameter.
    pub(in crate::openai_api) fn turns(&mut self) -> Result<Vec<Turn>, Problem> {
        if let Some(name) = self.unsupported() {
            return Err(refused("unsupported_parameter", "This parameter is not supported here.", name));
        }
        if !(1..=MESSAGES_MAX).contains(&self.messages.len()) {
            return Err(refused("messages_length", "There must be 1 to 2000 messages.", "messages"));
        }
        let messages = std::mem::take(&mut self.messages).into_iter();
        Ok(messages.map(|message| Turn::new(message.role.into(), message.content.into_text())).collect())
    }

    /// The first parameter that asks for something that there is not.
    fn unsupported(&self) -> Option<&'static str> {
        let asks = |value: &Unsupported, nothing: &[Value]| {
            value.as_ref().is_some_and(|value| !value.is_null() && !nothing.contains(value))
        };
        let of_message = |message: &Message| {
            asks(&message.tool_calls, &[json!([])]) || asks(&message.audio, &[]) || asks(&message.function_call, &[])
        };
        let checks = [
            ("n", self.n.is_some_and(|count| count != 1)),
            ("audio", asks(&self.audio, &[])),
            ("function_call", asks(&self.function_call, &[json!("none")])),
            ("functions", asks(&self.functions, &[json!([])])),
            ("logprobs", asks(&self.logprobs, &[json!(false)])),
            ("modalities", asks(&self.modalities, &[json!(["text"])])),
            ("prediction", asks(&self.prediction, &[])),
            ("response_format", asks(&self.response_format, &[json!({ "type": "text" })])),
            ("stop", asks(&self.stop, &[json!([])])),
            ("tool_choice", asks(&self.tool_choice, &[json!("none"), json!("auto")])),
            ("tools", asks(&self.tools, &[json!([])])),
            ("top_logprobs", asks(&self.top_logprobs, &[json!(0)])),
            ("web_search_options", asks(&self.web_search_options, &[])),
            ("messages", self.messages.iter().any(of_message)),
        ];
        checks.into_iter().find_map(|(name, is_asked)| is_asked.then_some(name))
    }
}

/// A parameter that cannot be taken, as OpenAI refuses it.
fn refused(code: &'static str, title: &'static str, name: &'static str) -> Problem {
    Problem::from_field(code, title, name).with_status(StatusCode::BAD_REQUEST)
}

impl From<Speaker> for PromptRole {
    fn from(speaker: Speaker) -> Self {
        match speaker {
            Speaker::System | Speaker::Developer => Self::System,
            Speaker::User => Self::User,
            Speaker::Assistant => Self::Assistant,
        }
    }
}

impl Content {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Parts(parts) => parts.into_iter().map(|part| part.text).collect::<Vec<_>>().join("\n\n"),
        }
    }
}
