//! What the buttons of the messages do, which the server has written (`crate::chat::shown`). All messages share one listener.

use super::{message::message_of, thread_state::ThreadState};
use crate::{
    browser::{clipboard, document},
    chat::{
        code_tools::CodeTools,
        model::{MessageAction, MessageId},
    },
    i18n::CommonTexts,
};
use leptos::prelude::*;
use web_sys::{Element, MouseEvent};

/// Does what the pressed button is for, if one was.
pub fn on_message_click(branch: ThreadState, tools: Option<CodeTools>, event: &MouseEvent, texts: &CommonTexts) {
    let Some(button) = document::pressed(event, "button") else { return };
    if let (Some(example), Some(area)) = (button.get_attribute("data-fill"), branch.area.get_untracked()) {
        return document::fill(&area, &example);
    }
    if tools.is_some_and(|tools| tools.on_click(&button)) {
        return;
    }
    let Some(deed) = button.get_attribute("data-do") else {
        return clipboard::copy_code(button, texts.copied);
    };
    let Some(id) = message(&button) else { return };
    match deed.as_str() {
        "copy" => clipboard::copy_by_button(branch.text_of(id).trim().to_owned(), button, texts.copied),
        "quote" => {
            let Some(area) = branch.area.get_untracked() else { return };
            document::quote(&area, &document::selected_text().unwrap_or_else(|| branch.text_of(id)));
        }
        "edit" => branch.edited.set(Some(id)),
        other => MessageAction::from_name(other).into_iter().for_each(|action| branch.act(id, action)),
    }
}

/// The selection must outlive the press on the button that quotes it.
pub fn keep_selection(event: &MouseEvent) {
    if document::pressed(event, "[data-do=quote]").is_some() {
        event.prevent_default();
    }
}

/// The message that a button names, or stands in.
fn message(button: &Element) -> Option<MessageId> {
    let named = button.get_attribute("data-message").and_then(|id| id.parse().ok());
    named.or_else(|| message_of(&button.closest("article").ok()??.id()))
}
