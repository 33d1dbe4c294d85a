//! One message as it is shown: a question, or a reply that may still be growing.

use super::{growing_reply::GrowingReply, live_reply::LiveReply, thread_state::ThreadState};
use crate::{
    browser::document,
    chat::{
        announcer::Announcer,
        api::SendMessage,
        context::ChatContext,
        model::{Message, MessageId, Rendered, Role},
    },
    generation::model::Status,
    i18n::use_texts,
    markup::SafeHtml,
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// A message, whoever wrote it.
#[component]
pub fn MessageView(
    /// The message.
    message: Message,
) -> impl IntoView {
    match (message.role, message.shown.clone()) {
        (Role::User, Rendered::Complete(html)) => view! { <QuestionView message html/> }.into_any(),
        (_, Rendered::Complete(html)) => view! { <CompleteReply message html/> }.into_any(),
        (_, Rendered::Streaming { blocks, actions }) => view! { <StreamingReply message blocks actions/> }.into_any(),
    }
}

/// What an address ends with that leads to a message.
pub fn anchor(id: MessageId) -> String {
    format!("m-{id}")
}

/// The message that such an end names.
pub fn message_of(anchor: &str) -> Option<MessageId> {
    anchor.strip_prefix("m-")?.parse().ok()
}

/// What a person is sending just now, or has said where nothing else can be done with it.
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

/// What a person wrote.
#[component]
fn QuestionView(
    /// The message.
    message: Message,
    /// All of it.
    html: SafeHtml,
) -> impl IntoView {
    let texts = use_texts();
    let edited = expect_context::<ThreadState>().edited;
    let Message { id, parent, content, attachments, .. } = message;
    let editor = move || {
        (edited.get() == Some(id))
            .then(|| view! { <QuestionEditor text=content.clone() attachments=attachments.clone() after=parent/> })
    };
    // Another wording takes its place: when it comes back nobody is editing it.
    on_cleanup(move || {
        edited.try_maybe_update(|edited| (edited.take_if(|edited| *edited == id).is_some(), ()));
    });
    view! {
        <article class="ask-place" id=anchor(id) aria-label=texts.you>
            <div class="ask-body" inner_html=html.into_string()></div>
            {editor}
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
) -> impl IntoView {
    let texts = use_texts();
    let (branch, shared) = (expect_context::<ThreadState>(), expect_context::<ChatContext>());
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
                        branch.edited.set(None);
                    }
                }></textarea>
            <div class="ask-editor-row">
                <button type="button" class="button is-quiet" on:click=move |_| branch.edited.set(None)>{texts.cancel}</button>
                <button class="button" disabled=move || shared.send.pending().get()>{texts.send}</button>
            </div>
        </form>
    }
}

/// What a model wrote.
#[component]
fn CompleteReply(
    /// The reply.
    message: Message,
    /// All of it.
    html: SafeHtml,
) -> impl IntoView {
    let class = match (message.state.status == Status::Complete, message.content.is_empty()) {
        (true, false) => "reply",
        (true, true) => "reply is-wordless",
        (false, false) => "reply is-cut",
        (false, true) => "reply is-cut is-wordless",
    };
    let label = use_texts().assistant;
    view! { <article class=class id=anchor(message.id) aria-label=label aria-busy="false" inner_html=html.into_string()></article> }
}

/// What a model is writing, or has written since the page is there.
#[component]
fn StreamingReply(
    /// The reply.
    message: Message,
    /// Its text so far, one entry for each block.
    blocks: Vec<SafeHtml>,
    /// What can be done with it when it has ended.
    actions: SafeHtml,
) -> impl IntoView {
    let branch = expect_context::<ThreadState>();
    let reply = LiveReply::new(message, blocks);
    branch.add_shown(reply);
    let sent = expect_context::<ChatContext>().send.value();
    expect_context::<Announcer>().follow(reply, move || {
        sent.with_untracked(|sent| matches!(sent, Some(Ok(sent)) if Some(sent.reply.id) == reply.id))
    });
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
    let actions = view! { <div class="message-actions" inner_html=actions.into_string()></div> };
    view! { <GrowingReply reply actions=actions.into_any()/> }
}
