//! A service that speaks OpenAI's chat protocol: OpenAI itself, or anything compatible with it.

mod connection;
mod events;
mod lenient;
mod response_stream;
#[cfg(test)]
mod tests;
mod transport;
mod types;

use super::{
    BuildProvider, Delta, Deltas, Provider, ProviderError,
    model::{ProviderFault, WaitReason},
    model_cache::{Fetching, ModelCache},
    prompt::Prompt,
    reply::Listing,
};
use connection::Connection;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream};
use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};
use transport::{Exchange, refusal};
pub(super) use types::Sampling;

/// What stands before the slash in the identifiers of its models.
pub const OPENAI_NAME: &str = "openai";
/// OpenAI's own address, where nothing else is said.
pub const OPENAI_BASE_URL: &str = "https://api.openai.com/v1";
/// The default there: cheap, quick, good at Korean.
const OPENAI_DEFAULT_MODEL: &str = "gpt-5-mini";
/// A server that does not accept a connection in this time is not there.
const CONNECT_PATIENCE: Duration = Duration::from_secs(5);
/// How often a question is asked again when the service takes no requests for a while.
const RETRIES_MAX: u32 = 2;
/// How long to wait before that when the service does not say; twice as long the second time.
const RETRY_PAUSE: Duration = Duration::from_secs(1);
/// A longer wait is not worth it: the person is told at once.
const RETRY_PAUSE_MAX: Duration = Duration::from_secs(60);
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

/// Tokens that are kept free for an answer without a limit.
const ANSWER_TOKENS: u32 = 4096;

/// How to reach a service that speaks OpenAI's protocol.
#[derive(Debug, Clone)]
pub struct OpenaiSettings {
    /// Sent as a bearer token; services on this machine often need none.
    pub api_key: Option<secrecy::SecretString>,
    /// Up to and including the version, such as [`OPENAI_BASE_URL`].
    pub base_url: String,
    /// How long to wait for it.
    pub patience: Timeouts,
    /// Tokens that its models can read and write together; at least 1.
    pub context_tokens: u32,
}

impl BuildProvider for OpenaiSettings {
    fn name(&self) -> &'static str {
        OPENAI_NAME
    }

    /// A key or an address says that somebody wants it.
    fn is_automatic(&self) -> bool {
        self.api_key.is_some() || self.base_url != OPENAI_BASE_URL
    }

    fn build(self: Box<Self>) -> Result<Arc<dyn Provider>, ProviderError> {
        Ok(Arc::new(Openai::new(*self)?))
    }
}

/// How long to wait for a service.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// For the first bytes of an answer, from the request on.
    pub first: Duration,
    /// For the next ones, comments included.
    pub silence: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { first: Duration::from_secs(60), silence: Duration::from_secs(60) }
    }
}

/// The provider for one such service. Cheap to clone.
#[derive(Clone)]
pub(super) struct Openai {
    /// Made when it is first needed: it reads the certificates of this machine.
    http: Arc<OnceLock<reqwest::Client>>,
    /// Whether proxies are passed by.
    is_direct: bool,
    connection: Arc<Connection>,
    models: Arc<ModelCache>,
    sampling: Option<Sampling>,
}

impl Openai {
    /// # Errors
    /// `NotConfigured` when the address or the key cannot be used.
    pub(super) fn new(settings: OpenaiSettings) -> Result<Self, ProviderError> {
        let connection = Arc::new(Connection::new(settings)?);
        Ok(Self { http: Arc::default(), is_direct: false, connection, models: Arc::default(), sampling: None })
    }

    /// For a server on this machine: never through a proxy.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub(super) fn on_this_machine(settings: OpenaiSettings, sampling: Option<Sampling>) -> Result<Self, ProviderError> {
        Ok(Self { sampling, is_direct: true, ..Self::new(settings)? })
    }

    /// # Errors
    /// `NotConfigured` when this system lets no client be made.
    fn http(&self) -> Result<reqwest::Client, ProviderError> {
        if let Some(http) = self.http.get() {
            return Ok(http.clone());
        }
        let builder = reqwest::ClientBuilder::new();
        let http = http_client(if self.is_direct { builder.no_proxy() } else { builder })?;
        Ok(self.http.get_or_init(|| http).clone())
    }

    /// Asks for the models on its own, so that whoever wanted them may go away.
    fn fetching(&self) -> Fetching {
        let openai = self.clone();
        async move { openai.list().await }.boxed()
    }

    async fn list(&self) -> Result<Vec<String>, ProviderError> {
        let exchange = Exchange::new(self.http()?, &self.connection);
        let listed = exchange.client().models().list_byot::<types::Models>().await;
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
        let mut request = types::Request::new(prompt, self.sampling);
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

    async fn send(&self, request: &types::Request) -> Result<Deltas, transport::RequestError> {
        let http = self.http().map_err(|error| transport::RequestError { error, parameter: String::new() })?;
        Ok(response_stream::deltas(Exchange::new(http, &self.connection).stream(request).await?))
    }
}

impl Provider for Openai {
    fn name(&self) -> &str {
        OPENAI_NAME
    }

    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>> {
        self.list().boxed()
    }

    fn listing(&self) -> BoxFuture<'_, Listing> {
        self.models.get(|| self.fetching()).boxed()
    }

    fn has_model(&self, name: &str) -> bool {
        self.models.knows(name).unwrap_or(true)
    }

    /// OpenAI's default where it is offered, else the first that is.
    fn suggested_model(&self) -> Option<String> {
        let is_default = |name: &&String| name.as_str() == OPENAI_DEFAULT_MODEL;
        match self.models.known(|| self.fetching()) {
            Some(names) => names.iter().find(is_default).or_else(|| names.first()).cloned(),
            None => (self.connection.base_url() == OPENAI_BASE_URL).then(|| OPENAI_DEFAULT_MODEL.to_owned()),
        }
    }

    fn prompt_budget(&self, prompt: &Prompt) -> u32 {
        prompt.budget(self.connection.context_tokens, ANSWER_TOKENS)
    }

    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>> {
        self.clone().try_reply(prompt, 0).boxed()
    }
}

impl Openai {
    /// Asks, and asks again after a while when the service takes no requests; the reader is told why nothing comes.
    fn try_reply(self, prompt: Prompt, retries: u32) -> BoxFuture<'static, Result<Deltas, ProviderError>> {
        async move {
            let error = match self.open(prompt.clone()).await {
                Err(error) if error.fault == ProviderFault::RateLimited && retries < RETRIES_MAX => error,
                answer => return answer,
            };
            let pause = error.retry_after.unwrap_or(RETRY_PAUSE * 2_u32.pow(retries));
            if pause > RETRY_PAUSE_MAX {
                return Err(error);
            }
            tracing::info!(?pause, detail = %error.detail, "the service takes no requests for a while");
            let seconds = u32::try_from(pause.as_secs()).unwrap_or(u32::MAX);
            let waiting = stream::iter([Ok(Delta::Waiting(WaitReason::Retrying { seconds }))]);
            let answer = async move {
                tokio::time::sleep(pause).await;
                self.try_reply(prompt, retries + 1).await.unwrap_or_else(|error| stream::iter([Err(error)]).boxed())
            };
            Ok(waiting.chain(stream::once(answer).flatten()).boxed())
        }
        .boxed()
    }
}

/// An HTTP client that gives up in time and takes the key nowhere else: redirects are not followed.
fn http_client(builder: reqwest::ClientBuilder) -> Result<reqwest::Client, ProviderError> {
    builder
        .connect_timeout(CONNECT_PATIENCE)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| ProviderError::new(ProviderFault::NotConfigured, format!("no HTTP client: {error}")))
}
