//! Copying text, from a button that then says so.

use leptos::prelude::{set_timeout, window};
use std::time::Duration;
use web_sys::Element;

/// How long a button says that it has copied.
const SAYS_COPIED: Duration = Duration::from_millis(1600);

/// Copies `text`.
pub fn copy_text(text: &str) {
    // The promise is not awaited: a browser that refuses has said so to the person.
    let _ = window().navigator().clipboard().write_text(text);
}

/// Copies the code of the block that a button belongs to.
pub fn copy_code(button: &Element, copied: &str) {
    if !button.matches("button.copy").unwrap_or_default() {
        return;
    }
    let Ok(Some(fence)) = button.closest(".fence") else { return };
    let Ok(Some(code)) = fence.query_selector("pre code") else { return };
    copy_text(&code.text_content().unwrap_or_default());
    say_copied(button.clone(), copied);
}

/// Lets a button say `copied` for a while.
pub fn say_copied(button: Element, copied: &str) {
    let label = button.text_content();
    if label.as_deref() == Some(copied) {
        return;
    }
    button.set_text_content(Some(copied));
    set_timeout(move || button.set_text_content(label.as_deref()), SAYS_COPIED);
}
