//! One message as it is shown: a question, or a reply that may still be growing.

use super::{
    api::SendMessage,
    branch::Branch,
    live_reply::LiveReply,
    model::{Author, Message, MessageAction, MessageId, Siblings},
};
use crate::{
    browser::{clipboard, document},
    locales::use_texts,
    markup::{SafeHtml, split_thoughts},
    ui::icon::{Glyph, Icon},
    workspace::Shared,
    writing::Status,
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// A message, whoever wrote it.
#[component]
pub fn MessageView(
    /// The message.
    message: Message,
) -> impl IntoView {
    match message.author {
        Author::User => view! { <QuestionView message/> }.into_any(),
        Author::Assistant => view! { <ReplyView message/> }.into_any(),
    }
}

/// What an address ends with that leads to a message.
pub fn anchor(id: MessageId) -> String {
    format!("m-{id}")
}

/// What a person is sending just now.
#[component]
pub fn PendingQuestion(
    /// The text.
    text: String,
) -> impl IntoView {
    let texts = use_texts();
    let is_wordless = text.is_empty();
    view! {
        <article class="ask" aria-label=texts.you hidden=is_wordless>
            <p class="ask-text">{text}</p>
        </article>
    }
}

/// What a person wrote, exactly as typed.
#[component]
fn QuestionView(
    /// The message.
    message: Message,
) -> impl IntoView {
    let texts = use_texts();
    let branch = expect_context::<Branch>();
    let is_edited = RwSignal::new(false);
    let Message { id, parent, siblings, content, attached, attachments, .. } = message;
    let is_wordless = content.is_empty();
    let text = content.clone();
    let editor = move || {
        is_edited.get().then(
            || view! { <QuestionEditor text=content.clone() attachments=attachments.clone() after=parent is_edited/> },
        )
    };
    view! {
        <article class="ask-place" id=anchor(id) aria-label=texts.you>
            <div class="attached" inner_html=attached.into_string()></div>
            <div class="ask" hidden=move || is_wordless || is_edited.get()><p class="ask-text">{text}</p></div>
            {editor}
            <div class="message-actions needs-script" hidden=move || is_edited.get()>
                <SiblingSwitch siblings/>
                <button type="button" class="text-button" on:click=move |_| is_edited.set(true)>{texts.edit}</button>
                <button type="button" class="text-button" on:click=move |_| branch.act(id, MessageAction::Delete)>{texts.delete}</button>
            </div>
        </article>
    }
}

/// Another wording of a question, which becomes a branch beside it.
#[component]
fn QuestionEditor(
    /// The wording so far.
    text: String,
    /// The ids of what is attached to it, which stays.
    attachments: String,
    /// The message before the question; none for the first one.
    after: Option<MessageId>,
    /// Whether the editor is shown.
    is_edited: RwSignal<bool>,
) -> impl IntoView {
    let texts = use_texts();
    let (branch, shared) = (expect_context::<Branch>(), expect_context::<Shared>());
    let area = NodeRef::<html::Textarea>::new();
    let form = NodeRef::<html::Form>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(area), Some(conversation)) = (area.get_untracked(), branch.conversation) else { return };
        shared.send.dispatch(SendMessage {
            conversation: conversation.to_string(),
            content: area.value(),
            model: branch.picker.get_untracked().map(|picker| picker.value()).unwrap_or_default(),
            after: after.map_or("start".to_owned(), |id| id.to_string()),
            attachments: attachments.clone(),
        });
    };
    Effect::new(move || {
        if let Some(area) = area.get() {
            document::focus_at_end(&area);
        }
    });
    view! {
        <form class="ask-editor" node_ref=form on:submit=submit>
            <textarea node_ref=area aria-label=texts.edit required prop:value=text
                on:keydown=move |event| {
                    if document::is_sending_enter(&event) {
                        event.prevent_default();
                        form.get_untracked().iter().for_each(|form| _ = form.request_submit());
                    } else if event.key() == "Escape" {
                        is_edited.set(false);
                    }
                }></textarea>
            <div class="ask-editor-row">
                <button type="button" class="button is-quiet" on:click=move |_| is_edited.set(false)>{texts.cancel}</button>
                <button class="button" disabled=move || shared.send.pending().get()>{texts.send}</button>
            </div>
        </form>
    }
}

/// `‹ 2/3 ›`: the way to the siblings of a message; nothing for an only child.
#[component]
fn SiblingSwitch(
    /// Where the message stands among them.
    siblings: Siblings,
) -> impl IntoView {
    let texts = use_texts();
    let branch = expect_context::<Branch>();
    let button = move |sibling: Option<MessageId>, label, glyph| {
        view! {
            <button type="button" class="icon-button is-small" aria-label=label disabled=sibling.is_none()
                on:click=move |_| sibling.into_iter().for_each(|sibling| branch.act(sibling, MessageAction::Show))>
                <Icon glyph/>
            </button>
        }
    };
    (siblings.count > 1).then(|| {
        view! {
            <span class="siblings" role="group" aria-label=texts.siblings>
                {button(siblings.previous, texts.sibling_previous, Glyph::Previous)}
                <small>{siblings.position} "/" {siblings.count}</small>
                {button(siblings.next, texts.sibling_next, Glyph::Next)}
            </span>
        }
    })
}

/// What a model wrote, or is writing.
#[component]
fn ReplyView(
    /// The reply.
    message: Message,
) -> impl IntoView {
    let texts = use_texts();
    let branch = expect_context::<Branch>();
    let siblings = message.siblings;
    let reply = LiveReply::new(message);
    branch.add_shown(reply);
    // This effect runs once, in the browser; what it opens lives as long as the reply is on the page.
    Effect::new(move || {
        if untrack(|| reply.is_running()) {
            reply.watch();
        }
    });
    let forget = move || {
        branch.running.try_maybe_update(|running| {
            let before = running.len();
            running.retain(|running| running.id != reply.id);
            (running.len() != before, ())
        });
    };
    Effect::new(move || {
        forget();
        if reply.is_running() {
            // Ids grow with time: the first one is the one that is being written.
            branch.running.update(|running| {
                running.push(reply);
                running.sort_by_key(|running| running.id);
            });
        }
    });
    // A reply that leaves the page while it runs is no longer this page's to stop.
    on_cleanup(forget);
    view! {
        <article class="reply" id=anchor(reply.id) aria-label=texts.assistant aria-busy=move || if reply.is_running() { "true" } else { "false" }>
            <div class="prose" class:is-growing=move || reply.is_running()
                on:click=move |event| clipboard::copy_clicked_code(&event, texts.copied)>
                <For each=move || reply.blocks.get() key=|(key, _)| *key let((_, html))>
                    <div class="block" inner_html=html.into_string()></div>
                </For>
                <OpenBlock html=reply.open/>
            </div>
            <ReplyNotice reply/>
            <ReplyActions reply siblings/>
        </article>
    }
}

/// The block that is being written. It grows in place: what is on the page already is not made again, so that a
/// selection stays and long code does not slow the page down.
#[component]
fn OpenBlock(
    /// Its HTML so far.
    html: RwSignal<SafeHtml>,
) -> impl IntoView {
    let block = NodeRef::<html::Div>::new();
    Effect::new(move |shown: Option<SafeHtml>| {
        let html = html.get();
        if let (Some(block), Some(shown)) = (block.get_untracked(), shown) {
            document::grow(&block, shown.as_str(), html.as_str());
        }
        html
    });
    view! { <div class="block open" node_ref=block inner_html=html.get_untracked().into_string()></div> }
}

/// Why there is nothing to read yet, or no more.
#[component]
fn ReplyNotice(
    /// The reply.
    reply: LiveReply,
) -> impl IntoView {
    let texts = use_texts();
    let notice = move || {
        let state = reply.state.get();
        match state.status {
            Status::Complete => None,
            Status::Stopped => Some(texts.reply_stopped.to_owned()),
            Status::Interrupted => Some(texts.reply_interrupted.to_owned()),
            Status::Failed => {
                Some(state.fault.map_or(texts.reply_failed, |fault| texts.provider_fault(fault)).to_owned())
            }
            Status::Generating if !reply.is_connected.get() => Some(texts.reconnecting.to_owned()),
            Status::Generating => match reply.waiting.get() {
                Some(reason) => Some(texts.waiting(reason)),
                None => reply.text.with(String::is_empty).then(|| texts.writing.to_owned()),
            },
        }
    };
    let omitted = move || {
        let omitted = reply.state.with(|state| state.omitted);
        (omitted > 0).then(|| texts.omitted.replace("{count}", &omitted.to_string()))
    };
    let is_failure = move || reply.state.with(|state| state.status == Status::Failed);
    let asks_for_reload = reply.state.with_untracked(|state| state.status == Status::Generating);
    view! {
        <p class="reply-notice" class:is-wrong=is_failure hidden=move || notice().is_none()>
            {move || notice().unwrap_or_default()}
        </p>
        <p class="reply-notice" hidden=move || omitted().is_none()>{omitted}</p>
        {asks_for_reload.then(|| view! { <noscript><p class="reply-notice">{texts.reload_for_more}</p></noscript> })}
    }
}

/// What can be done with a reply that has ended.
#[component]
fn ReplyActions(
    /// The reply.
    reply: LiveReply,
    /// The other answers to the same question.
    siblings: Siblings,
) -> impl IntoView {
    let texts = use_texts();
    let branch = expect_context::<Branch>();
    let was_copied = RwSignal::new(false);
    let copy = move |_| {
        reply.text.with_untracked(|text| clipboard::copy_text(split_thoughts(text).1.trim()));
        was_copied.set(true);
        set_timeout(move || _ = was_copied.try_set(false), clipboard::SAYS_COPIED);
    };
    let quote = move |_| {
        let Some(area) = branch.area.get_untracked() else { return };
        let quoted = document::selected_text()
            .unwrap_or_else(|| reply.text.with_untracked(|text| split_thoughts(text).1.to_owned()));
        document::quote(&area, &quoted);
    };
    let usage = move || {
        let usage = reply.state.get().usage?;
        let words = if usage.is_estimated { texts.tokens_estimated } else { texts.tokens };
        Some(words.replace("{count}", &usage.completion_tokens.to_string()))
    };
    let is_last = move || branch.messages.with(|messages| messages.last().is_some_and(|last| last.id == reply.id));
    let was_cut_short = move || reply.state.with(|state| state.status != Status::Complete);
    let has_text = move || !reply.text.with(String::is_empty);
    let again = move || if was_cut_short() { texts.retry } else { texts.regenerate };
    view! {
        <div class="message-actions" hidden=move || reply.is_running()>
            <SiblingSwitch siblings/>
            <button type="button" class="text-button needs-script" on:click=copy hidden=move || !has_text()>
                {move || if was_copied.get() { texts.copied } else { texts.copy }}
            </button>
            // The selection must outlive the press on the button.
            <button type="button" class="text-button needs-script" on:mousedown=|event| event.prevent_default()
                on:click=quote hidden=move || !has_text()>{texts.quote}</button>
            <a class="text-button" rel="external" href=format!("/documents/new?from={}", reply.id) hidden=move || !has_text()>{texts.to_document}</a>
            <button type="button" class="text-button needs-script" on:click=move |_| branch.act(reply.id, MessageAction::Continue)
                hidden=move || !(was_cut_short() && has_text() && is_last())>{texts.go_on}</button>
            <button type="button" class="text-button needs-script" on:click=move |_| branch.act(reply.id, MessageAction::Regenerate)>{again}</button>
            <button type="button" class="text-button needs-script" on:click=move |_| branch.act(reply.id, MessageAction::Delete)>{texts.delete}</button>
            <small>{usage}</small>
        </div>
    }
}
