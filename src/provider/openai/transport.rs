//! One HTTP exchange with the service, below async-openai and above reqwest. It keeps what the layer above would lose: which
//! status a failure had, whether the server fell silent, and the words as they come. And it never tries again by itself,
//! so that an error shows at once.

use super::{
    Timeouts,
    connection::Connection,
    types::{self, ApiErrorBody},
};
use crate::provider::{ProviderError, model::ProviderFault};
use async_openai::{Client, config::Config, error::OpenAIError, middleware::HttpRequestFactory};
use axum::body::Bytes;
use futures::{StreamExt, stream::BoxStream};
use reqwest::{Response, header::RETRY_AFTER};
use serde::de::IgnoredAny;
use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, Sleep};

/// Bytes of one response. The JSON around each word makes a stream about fifty times as long as its text, and an ordinary
/// answer has a few kilobytes.
const RESPONSE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Bytes of a body that is only read for an error message.
const ERROR_BYTES_MAX: usize = 64 * 1024;

/// Why a request was not answered.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub(super) struct RequestError {
    pub(super) error: ProviderError,
    /// The parameter that the service does not take; empty when it is about none.
    pub(super) parameter: String,
}

/// A body, or an event in it, that is larger than any answer.
#[derive(Debug)]
pub(super) struct TooLong;

/// One request with its response.
#[derive(Clone)]
pub(super) struct Exchange {
    http: reqwest::Client,
    connection: Arc<Connection>,
    /// Where the body of a streamed answer is left for [`Self::stream`].
    body: Option<Arc<Mutex<Option<ResponseBody>>>>,
}

impl Exchange {
    pub(super) fn new(http: reqwest::Client, connection: &Arc<Connection>) -> Self {
        Self { http, connection: Arc::clone(connection), body: None }
    }

    /// A client for this one exchange.
    pub(super) fn client(&self) -> Client<Arc<dyn Config>> {
        let exchange = self.clone();
        let connection: Arc<dyn Config> = self.connection.clone();
        Client::build(self.http.clone(), connection).with_http_service(tower::service_fn(
            move |request: HttpRequestFactory| {
                let exchange = exchange.clone();
                async move { exchange.send(request).await }
            },
        ))
    }

    /// Asks for an answer that comes word by word. Its body passes async-openai by, which would read it in a task of its own,
    /// through two queues and a parser that copies each event three times: half of what a word costs.
    ///
    /// # Errors
    /// Why it was not answered.
    pub(super) async fn stream(mut self, request: &types::Request) -> Result<ResponseBody, RequestError> {
        let body = self.body.insert(Arc::default()).clone();
        let _: IgnoredAny = self.client().chat().create_byot(request).await.map_err(refusal)?;
        let body = body.lock().unwrap_or_else(PoisonError::into_inner).take();
        body.ok_or_else(|| {
            let error = ProviderError::new(ProviderFault::InvalidReply, "there is no body");
            RequestError { error, parameter: String::new() }
        })
    }

    async fn send(self, request: HttpRequestFactory) -> Result<Response, OpenAIError> {
        let response = self.http.execute(request.build().await?);
        let response = tokio::time::timeout(self.connection.patience.first, response).await.map_err(|_| {
            boxed(ProviderError::new(ProviderFault::TimedOut, "nothing was answered in time"), String::new())
        })?;
        let response = response.map_err(|error| boxed(self.connection.redact(broken(error)), String::new()))?;
        let status = response.status();
        if !status.is_success() {
            let retry_after = retry_after(&response);
            let body = tokio::time::timeout(self.connection.patience.silence, first_bytes(response)).await;
            let complaint = ApiErrorBody::from_body(&body.unwrap_or_default());
            let error = ProviderError { retry_after, ..self.connection.redact(complaint.refusal(status)) };
            return Err(boxed(error, complaint.parameter));
        }
        let body = ResponseBody::new(response, Arc::clone(&self.connection));
        let bytes = match &self.body {
            Some(kept) => {
                *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(body);
                b"null".to_vec()
            }
            None => body.collect().await.map_err(|error| boxed(error, String::new()))?,
        };
        Ok(http::Response::new(bytes).into())
    }
}

/// The body of a response, with an eye on its size and its silence.
pub(super) struct ResponseBody {
    bytes: BoxStream<'static, reqwest::Result<Bytes>>,
    connection: Arc<Connection>,
    left: usize,
    /// One timer that is set back by every word costs less than a timer for each.
    silent: Pin<Box<Sleep>>,
}

impl ResponseBody {
    fn new(response: Response, connection: Arc<Connection>) -> Self {
        let silent = Box::pin(tokio::time::sleep(connection.patience.first));
        Self { bytes: response.bytes_stream().boxed(), connection, left: RESPONSE_BYTES_MAX, silent }
    }

    /// What comes next, none at its end. Nothing more is to be asked for after an error.
    pub(super) async fn next(&mut self) -> Option<Result<Bytes, ProviderError>> {
        let Timeouts { first, silence } = self.connection.patience;
        let next = tokio::select! {
            biased;
            next = self.bytes.next() => next?.map_err(broken),
            () = &mut self.silent => Err(match self.left {
                RESPONSE_BYTES_MAX => ProviderError::new(ProviderFault::TimedOut, format!("nothing came for {first:?}")),
                _ => ProviderError::new(ProviderFault::WentSilent, format!("nothing came for {silence:?}")),
            }),
        };
        Some(match next {
            Ok(bytes) if bytes.len() <= self.left => {
                self.left -= bytes.len();
                self.silent.as_mut().reset(Instant::now() + silence);
                Ok(bytes)
            }
            Ok(_) => Err(ProviderError::new(ProviderFault::TooLong, "the response is too large")),
            Err(error) => Err(error),
        })
    }

    /// `error` without the key.
    pub(super) fn redact(&self, error: ProviderError) -> ProviderError {
        self.connection.redact(error)
    }

    async fn collect(mut self) -> Result<Vec<u8>, ProviderError> {
        let mut whole = Vec::new();
        while let Some(bytes) = self.next().await {
            whole.extend_from_slice(&bytes.map_err(|error| self.redact(error))?);
        }
        Ok(whole)
    }
}

async fn first_bytes(response: Response) -> Vec<u8> {
    let mut body = response.bytes_stream();
    let mut first = Vec::new();
    while let Some(Ok(bytes)) = body.next().await {
        first.extend_from_slice(&bytes);
        if first.len() >= ERROR_BYTES_MAX {
            break;
        }
    }
    first
}

/// What a failure below HTTP means. The address stays out of the log: it may hold a secret.
fn broken(error: reqwest::Error) -> ProviderError {
    let error = error.without_url();
    let causes = with_causes(&error);
    // Neither the resolver nor rustls has an error type that reqwest shows.
    let is_caused_by = |words: &[&str]| words.iter().any(|words| causes.contains(words));
    let fault = match () {
        () if error.is_builder() => ProviderFault::NotConfigured,
        () if is_caused_by(&["dns error"]) => ProviderFault::UnknownHost,
        () if is_caused_by(&["certificate", "corrupt message", "received fatal alert"]) => ProviderFault::TlsFailed,
        () if error.is_connect() => ProviderFault::Unreachable,
        () => ProviderFault::BrokenStream,
    };
    ProviderError::new(fault, causes)
}

/// How long the service wants to be left alone (RFC 9110 §10.2.3; a date is not understood).
fn retry_after(response: &Response) -> Option<Duration> {
    response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

fn boxed(error: ProviderError, parameter: String) -> OpenAIError {
    OpenAIError::Boxed(Box::new(RequestError { error, parameter }))
}

/// What async-openai reports, in our own words.
pub(super) fn refusal(error: OpenAIError) -> RequestError {
    let error = match error {
        OpenAIError::Boxed(error) => match error.downcast::<RequestError>() {
            Ok(refusal) => return *refusal,
            Err(error) => ProviderError::new(ProviderFault::Failed, error.to_string()),
        },
        OpenAIError::Reqwest(error) => broken(error),
        OpenAIError::JSONDeserialize(error, _) => {
            ProviderError::new(ProviderFault::InvalidReply, format!("it is not the JSON that we know: {error}"))
        }
        error => ProviderError::new(ProviderFault::InvalidReply, error.to_string()),
    };
    RequestError { error, parameter: String::new() }
}
