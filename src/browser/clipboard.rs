//! Copying text, from a button that then says so.

use js_sys::{Function, Reflect};
use leptos::{
    prelude::{document, set_timeout, window},
    task::spawn_local,
};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// How long a button says that it has copied.
const SAYS_COPIED: Duration = Duration::from_millis(1600);

/// Copies `text`.
pub fn copy_text(text: &str) {
    // The promise is not awaited: a browser that refuses has said so to the person.
    let _ = window().navigator().clipboard().write_text(text);
}

/// Copies what is in a field, and lets its button, which keeps the focus, say `copied` for a while.
pub fn copy_field(field: HtmlInputElement, button: HtmlElement, copied: &'static str) {
    spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        // A page over http has none.
        let is_copied =
            !JsValue::from(clipboard.clone()).is_undefined() && clipboard.write_text(&field.value()).await.is_ok();
        if !is_copied {
            field.select();
            copy_selection();
        }
        say_copied(button.clone().into(), copied);
        // Only an element outside the document refuses it.
        let _ = button.focus();
    });
}

/// Copies what is selected, as a press on Ctrl+C does. Browsers offer it without any right, and call it outdated.
fn copy_selection() {
    let document = JsValue::from(document());
    let command = Reflect::get(&document, &"execCommand".into()).ok().and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(command) = command {
        let _ = command.call1(&document, &"copy".into());
    }
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
