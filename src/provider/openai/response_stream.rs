//! The events of a streamed answer, as deltas, with a certain end: complete, or an error.

use super::{
    events::Events,
    transport::{ResponseBody, TooLong},
    types::{ApiErrorBody, Chunk},
};
use crate::{
    markup::THOUGHTS_BEGIN,
    provider::{Delta, Deltas, ProviderError, model::ProviderFault},
};
use futures::{StreamExt, stream};
use std::{collections::VecDeque, time::Duration};

/// Bytes of one answer: no model writes as much, only a server that has gone wrong.
const REPLY_BYTES_MAX: usize = 2 * 1024 * 1024;
/// After the last word only the usage can come; a server that then keeps the connection open is not waited for.
const USAGE_PATIENCE: Duration = Duration::from_secs(5);
/// What ends a stream.
const DONE: &[u8] = b"[DONE]";

/// Between what a model has thought and what it says.
const THOUGHTS_CLOSED: &str = "</think>\n\n";

/// A reply while it is read.
struct Reply {
    body: ResponseBody,
    events: Events,
    text: ReplyText,
    /// What is read and not given yet.
    deltas: VecDeque<Delta>,
    /// Nothing more comes, or this went wrong: to be told when all deltas are given.
    end: Option<Result<(), ProviderError>>,
    /// The model has said that it has no more to say.
    is_finished: bool,
    has_begun: bool,
}

/// Reads `body` to the end. What has come together is given together: it is read as often as there is something, and a part
/// of the text for each piece would be work for everyone behind.
pub(super) fn deltas(body: ResponseBody) -> Deltas {
    let reply = Reply {
        body,
        events: Events::default(),
        text: ReplyText { is_thinking: false, bytes_left: REPLY_BYTES_MAX },
        deltas: VecDeque::new(),
        end: None,
        is_finished: false,
        has_begun: false,
    };
    stream::unfold(Some(reply), |reply| async move {
        let mut reply = reply?;
        loop {
            if let Some(delta) = reply.deltas.pop_front() {
                return Some((Ok(delta), Some(reply)));
            }
            match reply.end.take() {
                Some(end) => return Some((Err(reply.body.redact(end.err()?)), None)),
                None => reply.read().await,
            }
        }
    })
    .boxed()
}

impl Reply {
    /// Waits for more, and reads every event that is there.
    async fn read(&mut self) {
        let bytes = match self.is_finished {
            true => tokio::time::timeout(USAGE_PATIENCE, self.body.next()).await.unwrap_or_default(),
            false => self.body.next().await,
        };
        match bytes {
            Some(Ok(bytes)) => {
                if let Err(TooLong) = self.events.push(&bytes) {
                    self.end = Some(Err(too_long()));
                }
                while self.end.is_none()
                    && let Some(data) = self.events.next()
                {
                    self.take(&data);
                }
            }
            Some(Err(_)) if self.is_finished => self.end = Some(Ok(())),
            Some(Err(error)) => self.end = Some(Err(error)),
            None => {
                let rest = self.events.rest();
                // What the end has cut is no event; an end without an empty line leaves one that is whole.
                if let Some(rest) = rest.filter(|rest| rest == DONE || serde_json::from_slice::<Chunk>(rest).is_ok()) {
                    self.take(&rest);
                }
                self.end.get_or_insert_with(|| match (self.is_finished, self.has_begun) {
                    (true, _) => Ok(()),
                    (false, true) => Err(broken_off(ProviderFault::BrokenStream)),
                    // Not one event: it was no stream of events at all.
                    (false, false) => Err(broken_off(ProviderFault::InvalidReply)),
                });
            }
        }
    }

    /// Reads one event.
    fn take(&mut self, data: &[u8]) {
        let data = data.trim_ascii();
        if data == DONE {
            self.end = Some(Ok(()));
        } else if !data.is_empty() {
            self.end = match serde_json::from_slice::<Chunk>(data) {
                Ok(chunk) => self.take_chunk(chunk).err().map(Err),
                Err(_) if self.is_finished => Some(Ok(())),
                Err(error) => {
                    let detail = format!("it is not the JSON that we know: {error}");
                    Some(Err(ProviderError::new(ProviderFault::InvalidReply, detail)))
                }
            };
        }
    }

    fn take_chunk(&mut self, mut chunk: Chunk) -> Result<(), ProviderError> {
        self.has_begun = true;
        if let Some(error) = chunk.error.take().filter(|error| !error.is_null()) {
            return Err(ApiErrorBody::from_error(&error).interruption());
        }
        self.is_finished |= chunk.is_last();
        let limit = chunk.is_limit_reached().then_some(Delta::LimitReached);
        let usage = chunk.usage().map(Delta::Usage);
        let (thought, said) = chunk.take();
        let mut text = String::new();
        let is_whole = self.text.push(&mut text, &thought, &said, self.is_finished);
        match self.deltas.back_mut() {
            Some(Delta::Text(before)) => before.push_str(&text),
            _ if text.is_empty() => {}
            _ => self.deltas.push_back(Delta::Text(text)),
        }
        self.deltas.extend(limit.into_iter().chain(usage));
        if is_whole { Ok(()) } else { Err(too_long()) }
    }
}

/// The text of a reply, as far as it is written.
struct ReplyText {
    is_thinking: bool,
    bytes_left: usize,
}

impl ReplyText {
    /// Writes what the model has thought and said into an empty `text`, up to [`REPLY_BYTES_MAX`] of all texts; says whether that was all.
    fn push(&mut self, text: &mut String, thought: &str, said: &str, is_finished: bool) -> bool {
        if !thought.is_empty() {
            text.push_str(if self.is_thinking { "" } else { THOUGHTS_BEGIN });
            self.is_thinking = true;
            text.push_str(thought);
        }
        if !said.is_empty() || (is_finished && self.is_thinking) {
            text.push_str(if self.is_thinking { THOUGHTS_CLOSED } else { "" });
            self.is_thinking = false;
            text.push_str(said);
        }
        if text.len() > self.bytes_left {
            text.truncate(text.floor_char_boundary(self.bytes_left));
            return false;
        }
        self.bytes_left -= text.len();
        true
    }
}

fn too_long() -> ProviderError {
    ProviderError::new(ProviderFault::TooLong, format!("more than {REPLY_BYTES_MAX} bytes"))
}

fn broken_off(fault: ProviderFault) -> ProviderError {
    ProviderError::new(fault, "the stream ended before the reply did")
}
