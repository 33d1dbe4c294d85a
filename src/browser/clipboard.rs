//! Copying text, from a button that then says so.

use js_sys::{Function, Reflect};
use leptos::{
    prelude::{document, set_timeout, window},
    task::spawn_local,
};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

/// How long a button says that it has copied.
const SAYS_COPIED: Duration = Duration::from_millis(1600);

/// Copies a text, and lets the button that was pressed say `copied` for a while when that worked. The focus stays where it is.
pub fn copy_by_button(text: String, button: Element, copied: &'static str) {
    spawn_local(async move {
        if write(&text).await {
            say_copied(button, copied);
        }
    });
}

/// Writes a text into the clipboard, and says whether that worked.
async fn write(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // A page over http has none.
    let has_clipboard = !JsValue::from(clipboard.clone()).is_undefined();
    (has_clipboard && clipboard.write_text(text).await.is_ok()) || copy_by_selection(text)
}

/// Copies a text as a press on Ctrl+C copies what is selected, and says whether that worked. Browsers offer it without any right,
/// and call it outdated.
fn copy_by_selection(text: &str) -> bool {
    let area = document().create_element("textarea").ok().and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
    let (Some(area), Some(body)) = (area, document().body()) else { return false };
    let focused = document().active_element().and_then(|focused| focused.dyn_into::<HtmlElement>().ok());
    area.set_value(text);
    area.set_class_name("visually-hidden");
    if body.append_child(&area).is_err() {
        return false;
    }
    area.select();
    let document = JsValue::from(document());
    let command = Reflect::get(&document, &"execCommand".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    let is_copied = command.and_then(|command| command.call1(&document, &"copy".into()).ok());
    area.remove();
    if let Some(focused) = focused {
        // Only an element outside the document refuses it.
        let _ = focused.focus();
    }
    is_copied.is_some_and(|is_copied| is_copied.is_truthy())
}

/// Copies the code of the block that a button belongs to.
pub fn copy_code(button: Element, copied: &'static str) {
    if !button.matches("button.copy").unwrap_or_default() {
        return;
    }
    let Ok(Some(fence)) = button.closest(".fence") else { return };
    let Ok(Some(code)) = fence.query_selector("pre code") else { return };
    copy_by_button(code.text_content().unwrap_or_default(), button, copied);
}

/// Lets a button say `copied` for a while.
fn say_copied(button: Element, copied: &str) {
    let label = button.text_content();
    if label.as_deref() == Some(copied) {
        return;
    }
    button.set_text_content(Some(copied));
    set_timeout(move || button.set_text_content(label.as_deref()), SAYS_COPIED);
}
