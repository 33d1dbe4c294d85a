//! A service that speaks OpenAI's chat protocol: OpenAI itself, or anything compatible with it.

mod connection;
mod stream;
#[cfg(test)]
mod tests;
mod transport;
mod wire;

use super::{Deltas, Provider, ProviderError, model::ProviderFault, prompt::Prompt};
use connection::Connection;
use futures::{FutureExt, future::BoxFuture};
use std::{sync::Arc, time::Duration};
use transport::{Exchange, refusal};
pub(super) use wire::Sampling;

/// OpenAI's own address, where nothing else is said.
pub const OPENAI_BASE_URL: &str = "https://api.openai.com/v1";
/// The default there: cheap, quick, good at Korean.
const OPENAI_DEFAULT_MODEL: &str = "gpt-5-mini";
/// A server that does not accept a connection in this time is not there.
const CONNECT_PATIENCE: Duration = Duration::from_secs(5);
/// A server that sends nothing for this long, not even a comment, is not going to.
const IDLE_PATIENCE: Duration = Duration::from_secs(60);
/// How often a request is sent again without what the service said it does not take.
const ADAPTATIONS_MAX: usize = 2;
/// Most models that are listed; a router with thousands is meant to be used with a configured default.
const MODELS_MAX: usize = 500;
/// Parts of the names of models that do not chat.
const NOT_FOR_CHAT: [&str; 14] = [
    "audio",
    "babbage",
    "dall-e",
    "davinci",
    "embed",
    "image",
    "moderation",
    "realtime",
    "rerank",
    "sora",
    "transcribe",
    "tts",
    "turbo-instruct",
    "whisper",
];

/// How to reach a service that speaks OpenAI's protocol.
#[derive(Debug, Clone)]
pub struct OpenaiSettings {
    /// Sent as a bearer token; services on this machine often need none.
    pub api_key: Option<secrecy::SecretString>,
    /// Up to and including the version, such as [`OPENAI_BASE_URL`].
    pub base_url: String,
}

/// How long to wait for a server.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// For a connection.
    pub(super) connect: Duration,
    /// For the next bytes, from the request to the end of the reply.
    pub(super) idle: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: CONNECT_PATIENCE, idle: IDLE_PATIENCE }
    }
}

/// The provider for one such service.
pub(super) struct Openai {
    http: reqwest::Client,
    connection: Arc<Connection>,
    sampling: Option<Sampling>,
}

impl Openai {
    /// # Errors
    /// `NotConfigured` when the address or the key cannot be used.
    pub(super) fn new(settings: OpenaiSettings) -> Result<Self, ProviderError> {
        let http = http_client(Patience::default(), reqwest::ClientBuilder::new())?;
        Self::with_http(settings, http)
    }

    /// For a server on this machine: never through a proxy, and more patient with the first word.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub(super) fn on_this_machine(
        settings: OpenaiSettings,
        patience: Patience,
        sampling: Option<Sampling>,
    ) -> Result<Self, ProviderError> {
        let http = http_client(patience, reqwest::ClientBuilder::new().no_proxy())?;
        Ok(Self { sampling, ..Self::with_http(settings, http)? })
    }

    fn with_http(settings: OpenaiSettings, http: reqwest::Client) -> Result<Self, ProviderError> {
        let connection = Arc::new(Connection::new(settings)?);
        Ok(Self { http, connection, sampling: None })
    }

    /// What to use when no model is configured: OpenAI's default where it is offered, else the first that is.
    pub(super) fn suggested_model(&self, known: Option<&[String]>) -> Option<String> {
        let is_default = |name: &&String| name.as_str() == OPENAI_DEFAULT_MODEL;
        match known {
            Some(names) => names.iter().find(is_default).or_else(|| names.first()).cloned(),
            None => (self.connection.base_url() == OPENAI_BASE_URL).then(|| OPENAI_DEFAULT_MODEL.to_owned()),
        }
    }

    async fn list(&self) -> Result<Vec<String>, ProviderError> {
        let exchange = Exchange::whole(self.http.clone(), &self.connection);
        let listed = exchange.client().models().list_byot::<wire::Models>().await;
        let mut names: Vec<_> = listed
            .map_err(|error| refusal(error).error)?
            .data
            .into_iter()
            .map(|model| model.id)
            .filter(|name| !name.is_empty() && !NOT_FOR_CHAT.iter().any(|part| name.contains(part)))
            .collect();
        names.sort_unstable();
        names.dedup();
        names.truncate(MODELS_MAX);
        Ok(names)
    }

    async fn open(&self, prompt: Prompt) -> Result<Deltas, ProviderError> {
        let mut request = wire::Request::new(prompt, self.sampling);
        for _ in 0..ADAPTATIONS_MAX {
            match self.send(&request).await {
                Err(refusal) if refusal.error.fault == ProviderFault::Refused && request.adapt(&refusal.parameter) => {
                    tracing::debug!(parameter = refusal.parameter, "sent again without what the service does not take");
                }
                answer => return answer.map_err(|refusal| refusal.error),
            }
        }
        self.send(&request).await.map_err(|refusal| refusal.error)
    }

    async fn send(&self, request: &wire::Request) -> Result<Deltas, transport::Refusal> {
        let exchange = Exchange::streamed(self.http.clone(), &self.connection);
        let chunks = exchange.client().chat().create_stream_byot::<_, wire::Chunk>(request).await.map_err(refusal)?;
        Ok(stream::deltas(chunks, exchange))
    }
}

impl Provider for Openai {
    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>> {
        self.list().boxed()
    }

    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>> {
        self.open(prompt).boxed()
    }
}

/// An HTTP client that gives up in time and takes the key nowhere else: redirects are not followed.
fn http_client(patience: Patience, builder: reqwest::ClientBuilder) -> Result<reqwest::Client, ProviderError> {
    builder
        .connect_timeout(patience.connect)
        .read_timeout(patience.idle)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| ProviderError::new(ProviderFault::NotConfigured, format!("no HTTP client: {error}")))
}
