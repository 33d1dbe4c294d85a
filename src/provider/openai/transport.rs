//! One HTTP exchange with the service, below async-openai and above reqwest. It keeps what the layers above would lose:
//! which status a failure had, whether the last line was `[DONE]`, whether the server fell silent. And it never tries
//! again by itself, so that an error shows at once.

use super::{Patience, connection::Connection, wire::Complaint};
use crate::provider::{ProviderError, model::ProviderFault};
use async_openai::{Client, error::OpenAIError, middleware::HttpRequestFactory};
use axum::body::Bytes;
use futures::{Stream, StreamExt, stream};
use reqwest::{
    Body, Response,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::time::Instant;

/// Bytes of one response. The JSON around each word makes a stream about fifty times as long as its text, and an ordinary
/// answer has a few kilobytes.
const RESPONSE_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Bytes of a body that is only read for an error message.
const ERROR_BYTES_MAX: usize = 64 * 1024;
/// The line that ends a stream.
const DONE_LINE: &[u8] = b"data:[DONE]";

/// Why a request was not answered.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub(super) struct Refusal {
    pub(super) error: ProviderError,
    /// The parameter that the service does not take; empty when it is about none.
    pub(super) parameter: String,
}

/// What is known of a response besides its events.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// The line that ends a stream was there.
    pub(super) is_done: bool,
    /// Why the body broke off.
    pub(super) fault: Option<ProviderError>,
}

/// One request with its response.
#[derive(Clone)]
pub(super) struct Exchange {
    http: reqwest::Client,
    connection: Arc<Connection>,
    is_streamed: bool,
    ending: Arc<Mutex<Ending>>,
}

impl Exchange {
    /// An exchange that is answered by events.
    pub(super) fn streamed(http: reqwest::Client, connection: &Arc<Connection>) -> Self {
        Self { http, connection: Arc::clone(connection), is_streamed: true, ending: Arc::default() }
    }

    /// An exchange that is answered by one JSON value.
    pub(super) fn whole(http: reqwest::Client, connection: &Arc<Connection>) -> Self {
        Self { is_streamed: false, ..Self::streamed(http, connection) }
    }

    /// A client for this one exchange.
    pub(super) fn client(&self) -> Client<Connection> {
        let exchange = self.clone();
        Client::build(self.http.clone(), Connection::clone(&self.connection)).with_http_service(tower::service_fn(
            move |request: HttpRequestFactory| {
                let exchange = exchange.clone();
                async move { exchange.send(request).await }
            },
        ))
    }

    /// How the response ended; to be asked when its stream is over.
    pub(super) fn ending(&self) -> Ending {
        std::mem::take(&mut *self.ending.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// `text` without the key.
    pub(super) fn redact(&self, error: ProviderError) -> ProviderError {
        ProviderError { detail: self.connection.redact(&error.detail), ..error }
    }

    async fn send(self, request: HttpRequestFactory) -> Result<Response, OpenAIError> {
        let response = self.http.execute(request.build().await?);
        let response = tokio::time::timeout(self.connection.patience.first, response).await.map_err(|_| {
            boxed(ProviderError::new(ProviderFault::TimedOut, "nothing was answered in time"), String::new())
        })?;
        let response = response.map_err(|error| boxed(self.redact(broken(error)), String::new()))?;
        let status = response.status();
        if !status.is_success() {
            let retry_after = retry_after(&response);
            let body = tokio::time::timeout(self.connection.patience.silence, first_bytes(response)).await;
            let complaint = Complaint::from_body(&body.unwrap_or_default());
            let error = ProviderError { retry_after, ..self.redact(complaint.refusal(status)) };
            return Err(boxed(error, complaint.parameter));
        }
        let is_json =
            response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
        let head = http::Response::builder().status(status);
        let becomes_event = self.is_streamed && is_json;
        let bytes = self.watch(response);
        let body = if becomes_event { Body::wrap_stream(as_event(bytes)) } else { Body::wrap_stream(bytes) };
        let response = head.body(body).map_err(|error| ProviderError::new(ProviderFault::Failed, error.to_string()));
        response.map(Response::from).map_err(|error| boxed(error, String::new()))
    }

    /// The body, with an eye on its size, its last line, its silence and its end.
    fn watch(self, response: Response) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
        let Patience { first, silence } = self.connection.patience;
        // One timer that is set back by every word costs less than a timer for each.
        let silent = Box::pin(tokio::time::sleep(first));
        let start = (Box::pin(response.bytes_stream()), self, LastLine::default(), RESPONSE_BYTES_MAX, silent);
        stream::unfold(Some(start), move |watched| async move {
            let (mut body, exchange, mut line, left, mut silent) = watched?;
            let next = tokio::select! {
                biased;
                next = body.next() => next?.map_err(broken),
                () = &mut silent => Err(match left {
                    RESPONSE_BYTES_MAX => ProviderError::new(ProviderFault::TimedOut, format!("nothing came for {first:?}")),
                    _ => ProviderError::new(ProviderFault::WentSilent, format!("nothing came for {silence:?}")),
                }),
            };
            let error = match next {
                Ok(bytes) if bytes.len() <= left => {
                    if line.read(&bytes) {
                        exchange.note(|ending| ending.is_done = true);
                    }
                    let left = left - bytes.len();
                    silent.as_mut().reset(Instant::now() + silence);
                    return Some((Ok(bytes), Some((body, exchange, line, left, silent))));
                }
                Ok(_) => ProviderError::new(ProviderFault::TooLong, "the response is too large"),
                Err(error) => error,
            };
            let broken_off = io::Error::other(error.detail.clone());
            exchange.note(|ending| ending.fault = Some(error));
            Some((Err(broken_off), None))
        })
    }

    fn note(&self, change: impl FnOnce(&mut Ending)) {
        change(&mut self.ending.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Recognises the line that ends a stream, however the bytes are cut.
#[derive(Default)]
struct LastLine(Vec<u8>);

impl LastLine {
    /// Says whether that line ended within these bytes.
    fn read(&mut self, bytes: &[u8]) -> bool {
        let mut is_done = false;
        for &byte in bytes {
            match byte {
                b'\n' | b'\r' => {
                    is_done |= self.0 == DONE_LINE;
                    self.0.clear();
                }
                b' ' => {}
                _ if self.0.len() <= DONE_LINE.len() => self.0.push(byte),
                _ => {}
            }
        }
        is_done
    }
}

/// A JSON document as a single event: from a server that does not stream, or that reports an error with status 200.
fn as_event(
    bytes: impl Stream<Item = io::Result<Bytes>> + Send + 'static,
) -> impl Stream<Item = io::Result<Bytes>> + Send {
    // Line breaks are blanks in JSON; inside strings they are escaped.
    let one_line = bytes.map(|chunk| {
        chunk.map(|bytes| {
            bytes.into_iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { byte }).collect()
        })
    });
    let around = |text: &'static str| stream::iter([Ok(Bytes::from_static(text.as_bytes()))]);
    around("data: ").chain(one_line).chain(around("\n\n"))
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
    OpenAIError::Boxed(Box::new(Refusal { error, parameter }))
}

/// What async-openai reports, in our own words.
pub(super) fn refusal(error: OpenAIError) -> Refusal {
    let error = match error {
        OpenAIError::Boxed(error) => match error.downcast::<Refusal>() {
            Ok(refusal) => return *refusal,
            Err(error) => ProviderError::new(ProviderFault::Failed, error.to_string()),
        },
        OpenAIError::Reqwest(error) => broken(error),
        OpenAIError::JSONDeserialize(error, _) => {
            ProviderError::new(ProviderFault::InvalidReply, format!("it is not the JSON that we know: {error}"))
        }
        error => ProviderError::new(ProviderFault::InvalidReply, error.to_string()),
    };
    Refusal { error, parameter: String::new() }
}
