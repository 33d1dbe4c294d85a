//! Code in a frame of another origin: it is handed over, and what it tells comes back as text.

use js_sys::{Array, ArrayBuffer, Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{HtmlElement, HtmlIFrameElement, MessageChannel, MessageEvent, MessagePort};

/// What is handed over.
pub struct Handed<'a> {
    /// How it runs.
    pub kind: &'a str,
    /// The code.
    pub code: &'a str,
    /// The files that it needs, by their names: the frame fetches nothing.
    pub files: Vec<(String, ArrayBuffer)>,
}

/// Something that the code says, which may be anything.
pub struct Said {
    /// A line for the console.
    pub text: Option<String>,
    /// What kind of line it is.
    pub level: Option<String>,
    /// How far it is.
    pub state: Option<String>,
    /// How high what it shows is, in pixels.
    pub height: Option<f64>,
}

/// The way to code that runs. Only what comes through it is listened to: whatever else is posted to the page is nobody's.
pub struct Sandbox {
    lines: MessagePort,
    pulse: MessagePort,
    on_line: Closure<dyn Fn(MessageEvent)>,
    on_pulse: Closure<dyn Fn(MessageEvent)>,
}

impl Sandbox {
    /// Starts code in a frame that has loaded its page.
    pub fn start(
        frame: &HtmlIFrameElement,
        handed: Handed<'_>,
        on_said: impl Fn(Said) + 'static,
        on_pulse: impl Fn() + 'static,
    ) -> Option<Self> {
        let (lines, pulse) = (MessageChannel::new().ok()?, MessageChannel::new().ok()?);
        let on_line = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(said) = said(&event.data()) {
                on_said(said);
            }
        });
        let on_pulse = Closure::<dyn Fn(MessageEvent)>::new(move |_| on_pulse());
        let sandbox = Self { lines: lines.port1(), pulse: pulse.port1(), on_line, on_pulse };
        sandbox.lines.set_onmessage(Some(sandbox.on_line.as_ref().unchecked_ref()));
        sandbox.pulse.set_onmessage(Some(sandbox.on_pulse.as_ref().unchecked_ref()));
        let message = message(&handed);
        let ports = Array::of2(&lines.port2(), &pulse.port2());
        // A page of an opaque origin has no origin to name; what is handed over is no secret.
        frame.content_window()?.post_message_with_transfer(&message, "*", &ports).ok()?;
        Some(sandbox)
    }

    /// Asks the code whether it still goes on.
    pub fn beat(&self) {
        let _ = self.pulse.post_message(&JsValue::from_str(""));
    }

    /// Listens to nothing more.
    pub fn ignore(&self) {
        self.lines.set_onmessage(None);
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        for port in [&self.lines, &self.pulse] {
            port.set_onmessage(None);
            port.close();
        }
    }
}

fn message(handed: &Handed<'_>) -> Object {
    let files = Object::new();
    for (name, content) in &handed.files {
        set(&files, name, content);
    }
    let message = Object::new();
    let is_dark = super::document::matches_media("(prefers-color-scheme: dark)");
    set(&message, "kind", &handed.kind.into());
    set(&message, "code", &handed.code.into());
    set(&message, "files", &files);
    set(&message, "dark", &is_dark.into());
    message
}

fn set(object: &Object, key: &str, value: &JsValue) {
    // Nothing forbids it of a new object.
    let _ = Reflect::set(object, &key.into(), value);
}

fn said(data: &JsValue) -> Option<Said> {
    if !data.is_object() {
        return None;
    }
    let field = |name: &str| Reflect::get(data, &name.into()).unwrap_or_default();
    Some(Said {
        text: field("text").as_string(),
        level: field("level").as_string(),
        state: field("state").as_string(),
        height: field("height").as_f64(),
    })
}

/// Adds a line to a console, and keeps its end in sight.
pub fn add_line(console: &HtmlElement, class: &str, text: &str) {
    let Ok(line) = document().create_element("p") else { return };
    line.set_class_name(class);
    line.set_text_content(Some(text));
    // Only a text has no place for elements.
    let _ = console.append_child(&line);
    console.set_scroll_top(console.scroll_height());
}

/// What the browser is made of, each with its version, where it says so.
pub fn brands() -> Vec<(String, u32)> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let data = get(&window().navigator(), "userAgentData");
    if !data.is_object() {
        return Vec::new();
    }
    let brand = |brand: JsValue| {
        let version = get(&brand, "version").as_string()?.parse().ok()?;
        Some((get(&brand, "brand").as_string()?, version))
    };
    get(&data, "brands").dyn_into::<Array>().map(|brands| brands.iter().filter_map(brand).collect()).unwrap_or_default()
}
