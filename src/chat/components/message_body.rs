//! Messages as HTML, with the buttons below them. The server writes them. What the buttons do is told by their `data-do`
//! (`super::message_actions`); which of them are seen while a reply changes, by the style sheet.

use crate::{
    chat::model::{MessageId, Siblings},
    generation::model::{GenerationState, Status},
    i18n::{ChatTexts, Language},
    markup::SafeHtml,
    ui::icon::{Glyph, Icon},
};
use leptos::prelude::*;

/// What a person wrote, exactly as typed, below what they attached.
pub fn user_body(text: &str, attached: SafeHtml, siblings: Siblings, language: Language) -> SafeHtml {
    let (texts, labels) = (language.texts(), language.chat_texts());
    let attached = attached.into_string();
    let attached = (!attached.is_empty()).then(|| view! { <div class="attached" inner_html=attached></div> });
    let text = (!text.is_empty()).then(|| view! { <div class="ask"><p class="ask-text">{text.to_owned()}</p></div> });
    SafeHtml::from_view(view! {
        {attached}
        {text}
        <div class="message-actions needs-script">
            {siblings_switch(siblings, labels)}
            <button type="button" class="text-button" data-do="edit">{texts.edit}</button>
            <button type="button" class="text-button" data-do="delete">{labels.delete}</button>
        </div>
    })
}

/// A reply that has ended, with so many `files`.
pub fn reply_body(
    id: MessageId,
    blocks: Vec<SafeHtml>,
    files: usize,
    siblings: Siblings,
    state: &GenerationState,
    language: Language,
) -> SafeHtml {
    let texts = language.texts();
    let blocks =
        blocks.into_iter().map(|html| view! { <div class="block" inner_html=html.into_string()></div> }).collect_view();
    let notice = texts.ended(state).map(|notice| {
        let class = if state.status == Status::Failed { "reply-notice is-wrong" } else { "reply-notice" };
        view! { <p class=class>{notice}</p> }
    });
    let omitted = texts.omitted_messages(state).map(|omitted| view! { <p class="reply-notice">{omitted}</p> });
    SafeHtml::from_view(view! {
        <div class="prose">{blocks}</div>
        {files_button(files, language)}
        {notice}
        {omitted}
        <footer class="reply-foot">
            <div class="message-actions" inner_html=reply_actions(id, siblings, language).into_string()></div>
            <small>{texts.usage(state)}</small>
        </footer>
    })
}

/// What opens the files of a reply; nothing when it has none.
pub fn reply_files(count: usize, language: Language) -> SafeHtml {
    SafeHtml::from_view(files_button(count, language))
}

fn files_button(count: usize, language: Language) -> Option<impl IntoView> {
    let texts = language.chat_tools_texts();
    (count > 0).then(|| {
        view! {
            <button type="button" class="files-button needs-script" data-tool="files" aria-haspopup="dialog">
                {texts.files_in_answer(count)}
            </button>
        }
    })
}

/// What can be done with a reply that has ended, however it does.
pub fn reply_actions(id: MessageId, siblings: Siblings, language: Language) -> SafeHtml {
    let labels = language.chat_texts();
    let button = |deed: &'static str, class: &'static str, text: &'static str| {
        view! { <button type="button" class=format!("text-button needs-script {class}") data-do=deed>{text}</button> }
    };
    SafeHtml::from_view(view! {
        {siblings_switch(siblings, labels)}
        {button("copy", "for-text", labels.copy)}
        {button("quote", "for-text", labels.quote)}
        <a class="text-button for-text" href=format!("/documents/new?from={id}")>{labels.to_document}</a>
        {button("continue", "for-text for-cut for-last", labels.go_on)}
        {button("regenerate", "for-whole", labels.regenerate)}
        {button("regenerate", "for-cut", labels.retry)}
        {button("delete", "", labels.delete)}
    })
}

/// `‹ 2/3 ›`: the way to the siblings of a message; nothing for an only child.
fn siblings_switch(siblings: Siblings, labels: &'static ChatTexts) -> Option<impl IntoView> {
    let button = |sibling: Option<MessageId>, label, glyph| {
        let id = sibling.map(|sibling| sibling.to_string());
        view! {
            <button type="button" class="icon-button is-small" aria-label=label data-do="show" data-message=id disabled=sibling.is_none()>
                <Icon glyph/>
            </button>
        }
    };
    (siblings.count > 1).then(|| {
        view! {
            <span class="siblings" role="group" aria-label=labels.siblings>
                {button(siblings.previous, labels.sibling_previous, Glyph::Previous)}
                <small>{siblings.position} "/" {siblings.count}</small>
                {button(siblings.next, labels.sibling_next, Glyph::Next)}
            </span>
        }
    })
}
