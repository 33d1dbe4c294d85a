//! The events of a streamed answer, as deltas, with a certain end: complete, or an error.

use super::{
    transport::{Exchange, refusal},
    wire::{Chunk, Complaint},
};
use crate::{
    markup::THOUGHTS_BEGIN,
    provider::{Delta, Deltas, ProviderError, model::ProviderFault},
};
use async_openai::error::OpenAIError;
use futures::{StreamExt, stream, stream::BoxStream};
use std::{pin::Pin, time::Duration};

/// Bytes of one answer: no model writes as much, only a server that has gone wrong.
const REPLY_BYTES_MAX: usize = 2 * 1024 * 1024;
/// After the last word only the usage can come; a server that then keeps the connection open is not waited for.
const USAGE_PATIENCE: Duration = Duration::from_secs(5);

/// Between what a model has thought and what it says.
const THOUGHTS_CLOSED: &str = "</think>\n\n";

type Chunks = Pin<Box<dyn futures::Stream<Item = Result<Chunk, OpenAIError>> + Send>>;

/// A reply while it is read.
struct Reply {
    chunks: Chunks,
    exchange: Exchange,
    /// The model has said that it has no more to say.
    is_finished: bool,
    has_begun: bool,
    is_thinking: bool,
    is_too_long: bool,
    bytes_left: usize,
}

/// Reads `chunks` to the end.
pub(super) fn deltas(chunks: Chunks, exchange: Exchange) -> Deltas {
    let reply = Reply {
        chunks,
        exchange,
        is_finished: false,
        has_begun: false,
        is_thinking: false,
        is_too_long: false,
        bytes_left: REPLY_BYTES_MAX,
    };
    stream::unfold(Some(reply), |reply| async move {
        let mut reply = reply?;
        match reply.next().await {
            Ok(Some(deltas)) => Some((stream::iter(deltas.into_iter().map(Ok)).boxed(), Some(reply))),
            Ok(None) => None,
            Err(error) => {
                let error = reply.exchange.redact(error);
                Some((stream::iter([Err(error)]).boxed(), None))
            }
        }
    })
    .flat_map(|some: BoxStream<'static, _>| some)
    .boxed()
}

impl Reply {
    /// What the next event holds; none at the end of a whole reply.
    async fn next(&mut self) -> Result<Option<Vec<Delta>>, ProviderError> {
        if self.is_too_long {
            return Err(ProviderError::new(ProviderFault::TooLong, format!("more than {REPLY_BYTES_MAX} bytes")));
        }
        let next = match self.is_finished {
            true => tokio::time::timeout(USAGE_PATIENCE, self.chunks.next()).await.unwrap_or_default(),
            false => self.chunks.next().await,
        };
        let mut chunk = match next {
            Some(Ok(chunk)) => chunk,
            Some(Err(_)) | None if self.is_finished => return Ok(None),
            Some(Err(error)) => {
                return Err(self.exchange.ending().fault.unwrap_or_else(|| refusal(error).error));
            }
            None if self.exchange.ending().is_done => return Ok(None),
            None => {
                // Not one event: it was no stream of events at all.
                let fault = if self.has_begun { ProviderFault::BrokenStream } else { ProviderFault::InvalidReply };
                return Err(ProviderError::new(fault, "the stream ended before the reply did"));
            }
        };
        self.has_begun = true;
        if let Some(error) = chunk.error.take().filter(|error| !error.is_null()) {
            return Err(Complaint::from_error(&error).interruption());
        }
        self.is_finished |= chunk.is_last();
        let limit = chunk.is_limit_reached().then_some(Delta::LimitReached);
        let usage = chunk.usage();
        let (thought, said) = chunk.take();
        let mut text = String::new();
        if !thought.is_empty() {
            text.push_str(if self.is_thinking { "" } else { THOUGHTS_BEGIN });
            self.is_thinking = true;
            text.push_str(&thought);
        }
        if !said.is_empty() || (self.is_finished && self.is_thinking) {
            text.push_str(if self.is_thinking { THOUGHTS_CLOSED } else { "" });
            self.is_thinking = false;
            text.push_str(&said);
        }
        if text.len() > self.bytes_left {
            text.truncate(text.floor_char_boundary(self.bytes_left));
            self.is_too_long = true;
        }
        self.bytes_left -= text.len();
        let text = Some(text).filter(|text| !text.is_empty()).map(Delta::Text);
        Ok(Some(text.into_iter().chain(limit).chain(usage.map(Delta::Usage)).collect()))
    }
}
