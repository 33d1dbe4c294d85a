//! Where the service is and what it is shown, for async-openai. Its own configuration would read the environment and
//! so send OpenAI's key to whatever address is set here; it also panics on a key that no header can hold.

use super::{OpenaiSettings, Timeouts};
use crate::provider::{ProviderError, model::ProviderFault};
use reqwest::{
    Url,
    header::{AUTHORIZATION, HeaderMap, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};

/// A base address and the headers for it.
#[derive(Clone)]
pub(super) struct Connection {
    base_url: String,
    headers: HeaderMap,
    api_key: SecretString,
    pub(super) patience: Timeouts,
    pub(super) context_tokens: u32,
}

impl Connection {
    pub(super) fn new(settings: OpenaiSettings) -> Result<Self, ProviderError> {
        let not_configured = |detail: &str| ProviderError::new(ProviderFault::NotConfigured, detail);
        let base_url = settings.base_url.trim().trim_end_matches('/').to_owned();
        let url = Url::parse(&base_url).map_err(|_| not_configured("the service's address is not a URL"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(not_configured("the service's address must begin with http:// or https://"));
        }
        let api_key = settings.api_key.unwrap_or_default();
        let mut headers = HeaderMap::new();
        let key = api_key.expose_secret().trim();
        if !key.is_empty() {
            let mut bearer = HeaderValue::try_from(format!("Bearer {key}"))
                .map_err(|_| not_configured("the API key has characters that cannot be sent"))?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        Ok(Self { base_url, headers, api_key, patience: settings.patience, context_tokens: settings.context_tokens })
    }

    pub(super) fn base_url(&self) -> &str {
        &self.base_url
    }

    /// `error` without the key: some services repeat it in their words.
    pub(super) fn redact(&self, error: ProviderError) -> ProviderError {
        let key = self.api_key.expose_secret().trim();
        if key.is_empty() { error } else { ProviderError { detail: error.detail.replace(key, "[API key]"), ..error } }
    }
}

impl async_openai::config::Config for Connection {
    fn headers(&self) -> HeaderMap {
        self.headers.clone()
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    fn query(&self) -> Vec<(&str, &str)> {
        Vec::new()
    }

    fn api_base(&self) -> &str {
        &self.base_url
    }

    fn api_key(&self) -> &SecretString {
        &self.api_key
    }
}
