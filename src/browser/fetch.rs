//! Requests that server functions cannot make: for files, those that outlive the page, and those whose answer is read as it comes.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use leptos::{prelude::window, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, AbortSignal, Headers, ReadableStreamDefaultReader, RequestInit, Response};

/// Ends a request; dropping it ends the request too.
pub struct Abort(Option<AbortController>);

impl Abort {
    /// For one request.
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// Ends the request, when it has not ended.
    pub fn end(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Default for Abort {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        self.end();
    }
}

/// Why there is no good answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server could not be reached, or the answer broke off.
    Unreachable,
    /// It has answered with another status than success.
    Status {
        /// The HTTP status.
        status: u16,
        /// After how many seconds it may be tried again, where the answer says so.
        retry_after: Option<u32>,
        /// The body.
        body: String,
    },
}

/// The text at an address; none when it cannot be had.
pub async fn text_at(address: &str) -> Option<String> {
    text(&ask(address).await?).await
}

/// The bytes at an address; none when they cannot be had.
pub async fn bytes(address: &str) -> Option<ArrayBuffer> {
    ask(address).await?.array_buffer().ok()?.await.ok()?.dyn_into().ok()
}

/// The values of the JSON object at an address, in its order; none when they cannot be had.
pub async fn strings(address: &str) -> Option<Vec<String>> {
    let object = js_sys::JSON::parse(&text_at(address).await?).ok()?;
    let values = js_sys::Object::values(object.unchecked_ref()).to_vec();
    Some(values.iter().filter_map(wasm_bindgen::JsValue::as_string).collect())
}

/// Sends JSON, also when the page is left meanwhile; gives the body of the answer. Browsers send no more than 64 KiB so.
///
/// # Errors
/// When there is no good answer.
pub async fn send_while_leaving(method: &str, url: &str, body: &str) -> Result<String, Failure> {
    let options = options(method, body, None);
    options_set(&options, "keepalive", &JsValue::TRUE);
    let response = send(url, &options).await?;
    text(&response).await.ok_or(Failure::Unreachable)
}

/// Posts JSON, and tells the events of the answer by their names as they come. It goes on for as long as `on_event` says so.
///
/// # Errors
/// When there is no good answer, or it ends before `on_event` has ended it.
pub async fn post_for_events(
    url: &str,
    body: &str,
    abort: &Abort,
    mut on_event: impl FnMut(&str, &str) -> bool,
) -> Result<(), Failure> {
    let signal = abort.0.as_ref().map(AbortController::signal);
    if read_events(url, body, signal.as_ref(), &mut on_event).await? { Ok(()) } else { Err(Failure::Unreachable) }
}

/// A request that is being answered by events. Dropping it ends the request, and the work of the server for it.
pub struct PostedEvents {
    _abort: Abort,
}

impl PostedEvents {
    /// Posts JSON to `url`. `on_data` gets the data of each event; `on_end` is told how it ended, unless this was dropped:
    /// an answer that was read to its end is none that failed.
    pub fn open(
        url: &'static str,
        json: String,
        mut on_data: Box<dyn FnMut(String)>,
        on_end: Box<dyn FnOnce(Result<(), Failure>)>,
    ) -> Self {
        let abort = Abort::new();
        let signal = abort.0.as_ref().map(AbortController::signal);
        let is_dropped = {
            let signal = signal.clone();
            move || signal.as_ref().is_some_and(AbortSignal::aborted)
        };
        spawn_local(async move {
            // What comes after it was dropped is nobody's.
            let mut on_event = |_: &str, data: &str| {
                on_data(data.to_owned());
                !is_dropped()
            };
            let end = read_events(url, &json, signal.as_ref(), &mut on_event).await.map(drop);
            if !is_dropped() {
                on_end(end);
            }
        });
        Self { _abort: abort }
    }
}

/// Reads the events of an answer for as long as `on_event` says so; says whether it was that which has ended it.
async fn read_events(
    url: &str,
    body: &str,
    signal: Option<&AbortSignal>,
    on_event: &mut dyn FnMut(&str, &str) -> bool,
) -> Result<bool, Failure> {
    let options = options("POST", body, Some("text/event-stream"));
    options.set_signal(signal);
    let response = send(url, &options).await?;
    let body = response.body().ok_or(Failure::Unreachable)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut parser = EventParser::default();
    loop {
        let read = reader.read().await.map_err(|_| Failure::Unreachable)?;
        let value = Reflect::get(&read, &"value".into()).ok().filter(|value| !value.is_undefined());
        let Some(value) = value else { return Ok(false) };
        let mut goes_on = true;
        parser.push(&Uint8Array::new(&value).to_vec(), &mut |name, data| goes_on = goes_on && on_event(name, &data));
        if !goes_on {
            return Ok(true);
        }
    }
}

/// Finds the data of events in bytes, wherever those are cut
/// (<https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation>).
#[derive(Default)]
struct EventParser {
    /// The line whose end has not come.
    line: Vec<u8>,
    /// What the event is called whose end has not come.
    name: String,
    /// Its data.
    data: Option<String>,
    /// Whether the last byte was a carriage return, which a line feed belongs to.
    follows_return: bool,
}

impl EventParser {
    /// Reads on.
    fn push(&mut self, bytes: &[u8], on_event: &mut dyn FnMut(&str, String)) {
        for &byte in bytes {
            let follows_return = std::mem::replace(&mut self.follows_return, byte == b'\r');
            match byte {
                b'\n' if follows_return => {}
                b'\n' | b'\r' => self.end_line(on_event),
                _ => self.line.push(byte),
            }
        }
    }

    fn end_line(&mut self, on_event: &mut dyn FnMut(&str, String)) {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            let name = std::mem::take(&mut self.name);
            self.data.take().into_iter().for_each(|data| on_event(&name, data));
            return;
        }
        // Whole lines: no letter is cut here.
        let line = String::from_utf8_lossy(&line);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        if field == "event" {
            value.clone_into(&mut self.name);
        }
        if field != "data" {
            return;
        }
        match &mut self.data {
            Some(data) => {
                data.push('\n');
                data.push_str(value);
            }
            None => self.data = Some(value.to_owned()),
        }
    }
}

fn options(method: &str, body: &str, accept: Option<&str>) -> RequestInit {
    let options = RequestInit::new();
    options.set_method(method);
    options.set_body(&body.into());
    if let Ok(headers) = Headers::new() {
        // They are names and values of ours.
        let _ = headers.set("content-type", "application/json");
        if let Some(accept) = accept {
            let _ = headers.set("accept", accept);
        }
        options.set_headers(&headers);
    }
    options
}

fn options_set(options: &RequestInit, name: &str, value: &JsValue) {
    // Every object takes it.
    let _ = Reflect::set(options, &name.into(), value);
}

async fn send(url: &str, options: &RequestInit) -> Result<Response, Failure> {
    let answer = window().fetch_with_str_and_init(url, options).await.map_err(|_| Failure::Unreachable)?;
    let response: Response = answer.unchecked_into();
    if response.ok() {
        return Ok(response);
    }
    let retry_after = response.headers().get("retry-after").ok().flatten().and_then(|seconds| seconds.parse().ok());
    let (status, body) = (response.status(), text(&response).await.unwrap_or_default());
    Err(Failure::Status { status, retry_after, body })
}

async fn ask(address: &str) -> Option<Response> {
    let answer = window().fetch_with_str(address).await.ok()?.dyn_into::<Response>().ok()?;
    answer.ok().then_some(answer)
}

async fn text(response: &Response) -> Option<String> {
    let text = response.text().ok()?.await.ok()?;
    text.as_string()
}

#[cfg(test)]
mod tests {
    use super::EventParser;

    fn events(pieces: &[&[u8]]) -> Vec<String> {
        let (mut parser, mut found) = (EventParser::default(), Vec::new());
        pieces.iter().for_each(|piece| parser.push(piece, &mut |name, data| found.push(format!("{name}|{data}"))));
        found
    }

    #[test]
    fn events_are_the_same_wherever_their_bytes_are_cut() {
        for ends in ["\n", "\r\n", "\r"] {
            let lines = [
                ": a comment",
                "",
                "event: x",
                "data: 하나😀",
                "data:two",
                "data:  three",
                "",
                "id: 1",
                "",
                "data:",
                "",
                "data: cut",
            ];
            let text = lines.map(|line| format!("{line}{ends}")).concat();
            let expected = ["x|하나😀\ntwo\n three", "|"];
            assert_eq!(events(&[text.as_bytes()]), expected);
            let single: Vec<_> = text.as_bytes().chunks(1).collect();
            assert_eq!(events(&single), expected);
            for at in 0..text.len() {
                let (before, after) = text.as_bytes().split_at(at);
                assert_eq!(events(&[before, after]), expected, "{at}");
            }
        }
    }
}
