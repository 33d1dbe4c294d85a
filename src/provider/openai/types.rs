//! The JSON of OpenAI's protocol, as little of it as we need and as lenient as the servers are loose: a field that is
//! missing, null, empty or of another kind is as good as none.

use super::lenient::lenient;
use crate::provider::{
    ProviderError,
    model::{ProviderFault, Usage},
    prompt::{Image, Prompt, PromptRole, Turn},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use reqwest::StatusCode;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Tokens that a reasoning model may think before it answers; they count against its limit.
const REASONING_TOKENS: u32 = 4096;
/// Characters of a server's own words that go into the log.
const DETAIL_CHARS: usize = 500;

/// A question.
#[derive(Debug, Serialize)]
pub(super) struct Request {
    model: String,
    messages: Vec<Message>,
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stream_options: Option<StreamOptions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    #[serde(flatten)]
    sampling: Option<Sampling>,
}

/// How llama.cpp chooses among the next words. Not for services elsewhere: they refuse what they do not know.
#[derive(Debug, Clone, Copy, Serialize)]
pub(in crate::provider) struct Sampling {
    pub(in crate::provider) top_p: f32,
    pub(in crate::provider) top_k: u32,
    pub(in crate::provider) repeat_penalty: f32,
}

#[derive(Debug, Serialize)]
struct Message {
    role: PromptRole,
    content: MessageContent,
}

/// Servers that see nothing take nothing but a string.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum MessageContent {
    Text(String),
    Parts(Vec<Part>),
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Part {
    Text { text: String },
    ImageUrl { image_url: ImageUrl },
}

#[derive(Debug, Serialize)]
struct ImageUrl {
    url: String,
}

impl From<Turn> for Message {
    fn from(Turn { role, content, images }: Turn) -> Self {
        if images.is_empty() {
            return Self { role, content: MessageContent::Text(content) };
        }
        let shown = images.iter().map(|Image { media_type, content }| {
            let url = format!("data:{media_type};base64,{}", BASE64_STANDARD.encode(content));
            Part::ImageUrl { image_url: ImageUrl { url } }
        });
        // A question without a word is none: some services refuse an empty text.
        let said = (!content.is_empty()).then_some(Part::Text { text: content });
        Self { role, content: MessageContent::Parts(shown.chain(said).collect()) }
    }
}

#[derive(Debug, Serialize)]
struct StreamOptions {
    include_usage: bool,
}

impl Request {
    pub(super) fn new(prompt: Prompt, sampling: Option<Sampling>) -> Self {
        let messages = prompt.turns.into_iter().map(Message::from).collect();
        Self {
            model: prompt.model,
            messages,
            stream: true,
            stream_options: Some(StreamOptions { include_usage: true }),
            temperature: prompt.temperature,
            max_tokens: prompt.max_tokens,
            max_completion_tokens: None,
            sampling,
        }
    }

    /// Does without the parameter that the service refused: reasoning models take no temperature and name their limit
    /// differently, some compatible servers know no usage. Says whether that makes another request.
    pub(super) fn adapt(&mut self, parameter: &str) -> bool {
        match parameter {
            "temperature" => self.temperature.take().is_some(),
            "max_tokens" => {
                self.max_completion_tokens = self.max_tokens.take().map(|tokens| tokens + REASONING_TOKENS);
                self.max_completion_tokens.is_some()
            }
            "stream_options" | "stream_options.include_usage" => self.stream_options.take().is_some(),
            _ => false,
        }
    }
}

/// A piece of an answer, or a whole one from a server that does not stream.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chunk {
    #[serde(deserialize_with = "lenient")]
    pub(super) choices: Vec<Choice>,
    #[serde(deserialize_with = "lenient")]
    usage: WireUsage,
    /// Instead of a piece: what went wrong in the middle.
    pub(super) error: Option<Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice {
    #[serde(deserialize_with = "lenient")]
    delta: Content,
    #[serde(deserialize_with = "lenient")]
    message: Content,
    #[serde(deserialize_with = "lenient")]
    finish_reason: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Content {
    #[serde(deserialize_with = "lenient")]
    content: String,
    /// What a model thinks before it answers, where its server tells that apart (DeepSeek, llama.cpp, vLLM).
    #[serde(deserialize_with = "lenient")]
    reasoning_content: String,
    /// The same by its newer name. Some send both.
    #[serde(deserialize_with = "lenient")]
    reasoning: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct WireUsage {
    #[serde(deserialize_with = "lenient")]
    prompt_tokens: Count,
    #[serde(deserialize_with = "lenient")]
    completion_tokens: Count,
}

/// A number, where there is one.
#[derive(Debug, Default, Clone, Copy)]
struct Count(Option<i64>);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        i64::deserialize(deserializer).map(|count| Self(Some(count)))
    }
}

impl Chunk {
    /// What the model has thought, and what it has said, in the first choice; we never ask for more than one.
    pub(super) fn take(&mut self) -> (String, String) {
        let Choice { delta, message, .. } = self.choices.first_mut().map(std::mem::take).unwrap_or_default();
        let either = |first: String, second| if first.is_empty() { second } else { first };
        let thought = |content: &mut Content| {
            either(std::mem::take(&mut content.reasoning_content), std::mem::take(&mut content.reasoning))
        };
        let [mut delta, mut message] = [delta, message];
        (either(thought(&mut delta), thought(&mut message)), either(delta.content, message.content))
    }

    /// Whether the model says that it has no more to say.
    pub(super) fn is_last(&self) -> bool {
        self.choices.first().is_some_and(|choice| !choice.finish_reason.is_empty())
    }

    /// Whether it has no more to say only because it may not.
    pub(super) fn is_limit_reached(&self) -> bool {
        self.choices.first().is_some_and(|choice| choice.finish_reason == "length")
    }

    pub(super) fn usage(&self) -> Option<Usage> {
        Some(Usage {
            prompt_tokens: self.usage.prompt_tokens.0?.clamp(0, TOKENS_MAX),
            completion_tokens: self.usage.completion_tokens.0?.clamp(0, TOKENS_MAX),
            is_estimated: false,
        })
    }
}

/// More tokens than any reply has are nonsense that must not add up to more than a number can hold.
const TOKENS_MAX: i64 = 1_000_000_000_000;

/// The list of models.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Models {
    #[serde(deserialize_with = "lenient")]
    pub(super) data: Vec<Model>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Model {
    #[serde(deserialize_with = "lenient")]
    pub(super) id: String,
}

/// What a server says went wrong. Servers agree on neither the place nor the kind of these fields.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ApiErrorBody {
    /// OpenAI's code, or else its type.
    code: String,
    /// The parameter that it is about; empty when about none.
    pub(super) parameter: String,
    message: String,
}

impl ApiErrorBody {
    /// From a body: `{"error": …}`, or anything else as plain words.
    pub(super) fn from_body(body: &[u8]) -> Self {
        match serde_json::from_slice::<Value>(body) {
            Ok(mut value) => match value.get_mut("error") {
                Some(error) => Self::from_error(error),
                None => Self::from_error(&value),
            },
            Err(_) => Self { message: shorten(&String::from_utf8_lossy(body)), ..Self::default() },
        }
    }

    /// From the value of `error`.
    pub(super) fn from_error(error: &Value) -> Self {
        let field = |name: &str| match &error[name] {
            Value::String(text) => shorten(text),
            Value::Number(number) => number.to_string(),
            _ => String::new(),
        };
        let code =
            [field("code"), field("type")].into_iter().find(|code| code.parse::<u16>().is_err() && !code.is_empty());
        let message = match error {
            Value::String(text) => shorten(text),
            _ => [field("message"), field("detail")].into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
        };
        Self { code: code.unwrap_or_else(|| field("code")), parameter: field("param"), message }
    }

    /// What a request failed with.
    pub(super) fn refusal(&self, status: StatusCode) -> ProviderError {
        let says = |word: &str| self.code.contains(word) || self.message.contains(word);
        let fault = match status.as_u16() {
            401 => ProviderFault::Unauthorized,
            403 => ProviderFault::Forbidden,
            429 if says("insufficient_quota") => ProviderFault::QuotaExceeded,
            429 => ProviderFault::RateLimited,
            400..500
                if ["context_length", "context length", "context window", "exceed_context_size"]
                    .iter()
                    .any(|it| says(it)) =>
            {
                ProviderFault::ContextExceeded
            }
            404 if says("model") => ProviderFault::UnknownModel,
            408 => ProviderFault::TimedOut,
            500.. => ProviderFault::Failed,
            _ => ProviderFault::Refused,
        };
        ProviderError::new(fault, format!("{status}: {} {}", self.code, self.message))
    }

    /// What a reply failed with in the middle; its status may be in the code.
    pub(super) fn interruption(&self) -> ProviderError {
        let status = self.code.parse().ok().and_then(|code| StatusCode::from_u16(code).ok());
        self.refusal(status.filter(|status| !status.is_success()).unwrap_or(match self.code.as_str() {
            "rate_limit_exceeded" | "insufficient_quota" => StatusCode::TOO_MANY_REQUESTS,
            "context_length_exceeded" | "exceed_context_size_error" => StatusCode::BAD_REQUEST,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }))
    }
}

fn shorten(text: &str) -> String {
    text.trim().chars().take(DETAIL_CHARS).collect()
}
