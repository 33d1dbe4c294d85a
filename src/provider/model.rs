//! What both sides know of models: their names, what can be wrong with them, and what an answer cost.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Characters of a model's identifier. The longest ones in use have fewer than 100.
pub const MODEL_ID_MAX_CHARS: usize = 200;

/// Which model answers, as `provider/name`: `openai/gpt-5-mini`, `local/qwen2.5-coder-1.5b-instruct`. A provider has a
/// name of `a-z 0-9 - _`; that of a model may itself hold slashes. At most [`MODEL_ID_MAX_CHARS`] characters, none of them
/// a control character. Whether there is such a model here is not said by it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(value_type = String, max_length = 200, pattern = r"^[a-z0-9_-]+/[^\s\x00-\x1F\x7F-\x9F]([^\x00-\x1F\x7F-\x9F]*[^\s\x00-\x1F\x7F-\x9F])?$", examples("openai/gpt-5-mini")))]
pub struct ModelId(String);

/// The text is not a model's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a model: expected provider/name")]
pub struct InvalidModelId;

impl ModelId {
    /// The model that a provider calls `name`.
    ///
    /// # Errors
    /// When the provider's name has other characters than `a-z 0-9 - _`, or when the model's is empty, too long, has
    /// control characters, or blanks around it.
    pub fn new(provider: &str, name: &str) -> Result<Self, InvalidModelId> {
        let id = format!("{provider}/{name}");
        let is_provider = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        let is_valid = !provider.is_empty()
            && provider.chars().all(is_provider)
            && !name.is_empty()
            && name.trim() == name
            && !name.contains(char::is_control)
            && id.chars().count() <= MODEL_ID_MAX_CHARS;
        is_valid.then_some(Self(id)).ok_or(InvalidModelId)
    }

    /// `provider/name`, as it is stored and sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of its provider.
    pub fn provider(&self) -> &str {
        self.0.split_once('/').map_or("", |(provider, _)| provider)
    }

    /// What its provider calls it.
    pub fn name(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, name)| name)
    }
}

impl FromStr for ModelId {
    type Err = InvalidModelId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (provider, name) = text.split_once('/').ok_or(InvalidModelId)?;
        Self::new(provider, name)
    }
}

impl TryFrom<String> for ModelId {
    type Error = InvalidModelId;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ModelId> for String {
    fn from(id: ModelId) -> Self {
        id.0
    }
}

impl fmt::Display for ModelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where a model runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Hosting {
    /// With a service, on this machine or elsewhere.
    Service,
    /// In Supbot itself: a small model.
    Embedded,
    /// Nowhere: the answers are fixed, for tests and demonstrations.
    Scripted,
}

/// A model that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(as = Model))]
pub struct ModelInfo {
    /// What is stored and sent.
    pub id: ModelId,
    /// What a person reads.
    pub name: String,
    /// The name of its provider.
    pub kind: String,
    /// Where it runs.
    pub hosting: Hosting,
    /// Whether it sees the pictures that are attached to a question.
    pub sees_images: bool,
}

/// Every model that can be chosen, and what is wrong with the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelList {
    /// By provider, then by name; a configured default that its service does not list comes first.
    pub models: Vec<ModelInfo>,
    /// The one that answers when none is chosen; none when no provider is configured.
    pub default: Option<ModelId>,
    /// The providers that do not answer now.
    pub troubles: Vec<ProviderStatus>,
}

/// A provider that is configured and does not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct ProviderStatus {
    /// Its name.
    pub kind: String,
    /// Why.
    pub fault: ProviderFault,
}

/// Why there is no answer. The codes are stored in the database and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum ProviderFault {
    /// The service does not accept the API key (401).
    Unauthorized,
    /// The key may not use this model or service (403).
    Forbidden,
    /// Too many requests (429).
    RateLimited,
    /// The account has nothing left to spend (429).
    QuotaExceeded,
    /// The service does not want this request (every other 3xx and 4xx).
    Refused,
    /// The service has a fault of its own (5xx, or an error in the middle of a reply).
    Failed,
    /// Nobody answers at that address.
    Unreachable,
    /// The address has a name that nobody knows.
    UnknownHost,
    /// No encrypted connection can be made: a wrong certificate, or no TLS at all.
    TlsFailed,
    /// The service did not begin to answer in time.
    TimedOut,
    /// The service fell silent in the middle of the reply.
    WentSilent,
    /// The reply ended before it was finished.
    BrokenStream,
    /// What the service sent is not what its protocol says.
    InvalidReply,
    /// The reply is longer than any model writes.
    TooLong,
    /// The reply has not a single word.
    EmptyReply,
    /// The embedded model has not been fetched.
    NotInstalled,
    /// The embedded model's process does not start.
    LocalFailed,
    /// The newest message does not fit into what the model can read.
    ContextExceeded,
    /// The provider has no model of that name.
    UnknownModel,
    /// That provider is not set up here.
    NotConfigured,
}

impl ProviderFault {
    const ALL: [Self; 20] = [
        Self::Unauthorized,
        Self::Forbidden,
        Self::RateLimited,
        Self::QuotaExceeded,
        Self::Refused,
        Self::Failed,
        Self::Unreachable,
        Self::UnknownHost,
        Self::TlsFailed,
        Self::TimedOut,
        Self::WentSilent,
        Self::BrokenStream,
        Self::InvalidReply,
        Self::TooLong,
        Self::EmptyReply,
        Self::NotInstalled,
        Self::LocalFailed,
        Self::ContextExceeded,
        Self::UnknownModel,
        Self::NotConfigured,
    ];

    /// The stable code: the same as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unauthorized => "unauthorized",
            Self::Forbidden => "forbidden",
            Self::RateLimited => "rate_limited",
            Self::QuotaExceeded => "quota_exceeded",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unreachable => "unreachable",
            Self::UnknownHost => "unknown_host",
            Self::TlsFailed => "tls_failed",
            Self::TimedOut => "timed_out",
            Self::WentSilent => "went_silent",
            Self::BrokenStream => "broken_stream",
            Self::InvalidReply => "invalid_reply",
            Self::TooLong => "too_long",
            Self::EmptyReply => "empty_reply",
            Self::NotInstalled => "not_installed",
            Self::LocalFailed => "local_failed",
            Self::ContextExceeded => "context_exceeded",
            Self::UnknownModel => "unknown_model",
            Self::NotConfigured => "not_configured",
        }
    }
}

impl fmt::Display for ProviderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no [`ProviderFault`]'s code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a provider's fault")]
pub struct UnknownFault;

impl FromStr for ProviderFault {
    type Err = UnknownFault;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|fault| fault.as_str() == code).ok_or(UnknownFault)
    }
}

/// Why the first word has not come yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitReason {
    /// The embedded model is being loaded into memory: seconds.
    Loading,
    /// The answer before it is still being written.
    Turn,
    /// The service takes no more requests for a while; it is asked again then.
    Retrying {
        /// In how many seconds.
        seconds: u32,
    },
    /// The embedded model answers one at a time.
    Queued {
        /// How many answers come first; at least 1.
        ahead: u32,
    },
}

/// What a reply cost, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Usage {
    /// Tokens that were read.
    pub prompt_tokens: i64,
    /// Tokens that were written.
    pub completion_tokens: i64,
    /// Whether they are counted by us and not by the provider, which told nothing: about right.
    pub is_estimated: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_its_provider_and_its_name() {
        let id: ModelId = "openai/meta-llama/llama-3.1-8b".parse().unwrap();
        assert_eq!((id.provider(), id.name()), ("openai", "meta-llama/llama-3.1-8b"));
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""openai/meta-llama/llama-3.1-8b""#);
    }

    #[test]
    fn what_is_not_a_model_is_refused_also_on_the_wire() {
        let too_long = format!("openai/{}", "x".repeat(MODEL_ID_MAX_CHARS));
        for text in ["", "openai", "openai/", "/x", "Open AI/x", "openai/a\nb", "openai/ x", too_long.as_str()] {
            assert_eq!(text.parse::<ModelId>(), Err(InvalidModelId), "{text:?}");
            assert!(serde_json::from_str::<ModelId>(&serde_json::to_string(text).unwrap()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn every_fault_is_read_back_from_its_code() {
        for fault in ProviderFault::ALL {
            assert_eq!(fault.as_str().parse(), Ok(fault));
            assert_eq!(serde_json::to_string(&fault).unwrap(), format!("\"{fault}\""));
        }
        assert_eq!("nonsense".parse::<ProviderFault>(), Err(UnknownFault));
    }
}
