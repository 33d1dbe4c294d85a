//! Copying text, from a button that then says so.

use leptos::prelude::{set_timeout, window};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

/// How long a button says that it has copied.
pub const SAYS_COPIED: Duration = Duration::from_millis(1600);

/// Copies `text`.
pub fn copy_text(text: &str) {
    // The promise is not awaited: a browser that refuses has said so to the person.
    let _ = window().navigator().clipboard().write_text(text);
}

/// When the click was on the copy button of a code block, copies its code and lets the button say `copied` for a while.
pub fn copy_clicked_code(event: &MouseEvent, copied: &'static str) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let Ok(Some(button)) = target.closest("button.copy") else { return };
    let Ok(Some(fence)) = button.closest(".fence") else { return };
    let Ok(Some(code)) = fence.query_selector("pre code") else { return };
    copy_text(&code.text_content().unwrap_or_default());
    let label = button.text_content();
    if label.as_deref() == Some(copied) {
        return;
    }
    button.set_text_content(Some(copied));
    set_timeout(move || button.set_text_content(label.as_deref()), SAYS_COPIED);
}
