//! Requests that server functions cannot make: for files, those that outlive the page, and those whose answer is read as it comes.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, Headers, ReadableStreamDefaultReader, RequestInit, Response};

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

/// Posts JSON, and tells the events of the answer by their names as they come. It goes on for as long as `on_event` says so;
/// gives whether it was that which has ended it.
///
/// # Errors
/// When there is no good answer, or none to the end.
pub async fn post_for_events(
    url: &str,
    body: &str,
    abort: &Abort,
    mut on_event: impl FnMut(&str, &str) -> bool,
) -> Result<(), Failure> {
    let options = options("POST", body, Some("text/event-stream"));
    if let Some(controller) = &abort.0 {
        options.set_signal(Some(&controller.signal()));
    }
    let response = send(url, &options).await?;
    let body = response.body().ok_or(Failure::Unreachable)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut waiting = Vec::new();
    loop {
        let read = reader.read().await.map_err(|_| Failure::Unreachable)?;
        // It has ended before the event that would have been the last one.
        let value = Reflect::get(&read, &"value".into()).ok().filter(|value| !value.is_undefined());
        let Some(value) = value else { return Err(Failure::Unreachable) };
        waiting.extend(Uint8Array::new(&value).to_vec());
        while let Some(end) = waiting.windows(2).position(|pair| pair == b"\n\n") {
            let event: Vec<u8> = waiting.drain(..end + 2).collect();
            let (name, data) = parse_event(&String::from_utf8_lossy(&event));
            if !data.is_empty() && !on_event(&name, &data) {
                return Ok(());
            }
        }
    }
}

/// The name and the data of an event. Comments have neither.
fn parse_event(event: &str) -> (String, String) {
    let (mut name, mut data) = (String::new(), String::new());
    for line in event.lines() {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut name),
            "data" => {
                if !data.is_empty() {
                    data.push('\n');
                }
                data.push_str(value);
            }
            _ => {}
        }
    }
    (name, data)
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
    use super::parse_event;

    #[test]
    fn an_event_has_a_name_and_data_and_a_comment_has_neither() {
        let parsed = |text| {
            let (name, data) = parse_event(text);
            format!("{name}|{data}")
        };
        assert_eq!(parsed("event: delta\ndata: {\"text\":\"a: b\"}\nid: 3\n\n"), "delta|{\"text\":\"a: b\"}");
        assert_eq!(parsed("data: one\ndata: two\n\n"), "|one\ntwo");
        assert_eq!(parsed(":\n\n"), "|");
    }
}
