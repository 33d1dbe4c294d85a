//! The document and its elements.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

/// Says on `<body>` that the page answers in the browser now.
pub fn mark_hydrated() {
    if let Some(body) = document().body() {
        // Nothing but tests and style sheets read it; there is nobody to tell of a failure.
        let _ = body.set_attribute("data-hydrated", "");
    }
}

/// The `lang` of the document.
pub fn language_tag() -> Option<String> {
    document().document_element().and_then(|root| root.get_attribute("lang"))
}

/// Whether a key press is an Enter that sends: without Shift, and not the one that ends the composition of a syllable.
/// `keyCode` 229 is how browsers mark keys that an input method has taken (UI Events §7.3.1), also where
/// `isComposing` is already false again.
pub fn is_sending_enter(event: &KeyboardEvent) -> bool {
    const TAKEN_BY_INPUT_METHOD: u32 = 229;
    event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != TAKEN_BY_INPUT_METHOD
}

/// Puts text into a text area and the cursor after it.
pub fn fill(area: &HtmlTextAreaElement, text: &str) {
    area.set_value(text);
    let _ = area.focus();
}

/// The `id` of the checkbox that keeps the sidebar open on a narrow page.
pub const DRAWER: &str = "drawer";

/// Closes the sidebar on a narrow page.
pub fn close_drawer() {
    let switch = document().get_element_by_id(DRAWER).and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
    if let Some(switch) = switch {
        switch.set_checked(false);
    }
}

/// Scrolls to the newest message: a thread is laid out from its end, so that this is position 0.
pub fn scroll_to_newest() {
    if let Some(thread) =
        document().query_selector(".thread").ok().flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok())
    {
        thread.set_scroll_top(0);
    }
}
