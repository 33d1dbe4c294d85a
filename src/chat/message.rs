//! One message as it is shown: a question, or a reply that may still be growing.

use super::{
    live_reply::LiveReply,
    model::{Author, Message, Status},
};
use crate::{browser::clipboard, locales::use_texts};
use leptos::prelude::*;

/// A message, whoever wrote it.
#[component]
pub fn MessageView(
    /// The message.
    message: Message,
    /// The reply that is being written on this page, for whoever wants to stop it.
    running: RwSignal<Option<LiveReply>>,
    /// Whether the conversation has a name that will not come any more.
    is_named: bool,
    /// Is told when a model has named the conversation.
    on_titled: Callback<String>,
) -> impl IntoView {
    match message.author {
        Author::User => view! { <QuestionView text=message.content/> }.into_any(),
        Author::Assistant => view! { <ReplyView message running is_named on_titled/> }.into_any(),
    }
}

/// What a person wrote, exactly as typed.
#[component]
pub fn QuestionView(
    /// The text.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <article class="ask" aria-label=texts.you>
            <p class="ask-text">{text}</p>
        </article>
    }
}

/// What a model wrote, or is writing.
#[component]
fn ReplyView(
    /// The reply.
    message: Message,
    /// The reply that is being written on this page.
    running: RwSignal<Option<LiveReply>>,
    /// Whether the conversation has a name that will not come any more.
    is_named: bool,
    /// Is told when a model has named the conversation.
    on_titled: Callback<String>,
) -> impl IntoView {
    let texts = use_texts();
    let reply = LiveReply::new(message);
    // This effect runs once, in the browser; what it opens lives as long as the reply is on the page.
    Effect::new(move || {
        // A reply that has ended may still be followed by the conversation's name.
        if untrack(|| reply.is_running()) || !is_named {
            reply.watch(move |title| on_titled.run(title));
        }
    });
    Effect::new(move || {
        if reply.is_running() {
            running.set(Some(reply));
        } else if running.with_untracked(|running| running.is_some_and(|running| running.id == reply.id)) {
            running.set(None);
        }
    });
    // A reply that leaves the page while it runs is no longer this page's to stop.
    on_cleanup(move || {
        running.try_update(|running| {
            if running.is_some_and(|running| running.id == reply.id) {
                *running = None;
            }
        });
    });
    view! {
        <article class="reply" aria-label=texts.assistant aria-busy=move || if reply.is_running() { "true" } else { "false" }>
            <div class="prose" class:is-growing=move || reply.is_running()
                on:click=move |event| clipboard::copy_clicked_code(&event, texts.copied)>
                <For each=move || reply.blocks.get() key=|(key, _)| *key let((_, html))>
                    <div class="block" inner_html=html.into_string()></div>
                </For>
                <div class="block open" inner_html=move || reply.open.get().into_string()></div>
            </div>
            <ReplyNotice reply/>
            <ReplyActions reply/>
        </article>
    }
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
    let is_failure = move || reply.state.with(|state| state.status == Status::Failed);
    let asks_for_reload = reply.state.with_untracked(|state| state.status == Status::Generating);
    view! {
        <p class="reply-notice" class:is-wrong=is_failure role="status" hidden=move || notice().is_none()>
            {move || notice().unwrap_or_default()}
        </p>
        {asks_for_reload.then(|| view! { <noscript><p class="reply-notice">{texts.reload_for_more}</p></noscript> })}
    }
}

/// What can be done with a reply that has ended.
#[component]
fn ReplyActions(
    /// The reply.
    reply: LiveReply,
) -> impl IntoView {
    let texts = use_texts();
    let was_copied = RwSignal::new(false);
    let copy = move |_| {
        reply.text.with_untracked(|text| clipboard::copy_text(text));
        was_copied.set(true);
        set_timeout(move || _ = was_copied.try_set(false), clipboard::SAYS_COPIED);
    };
    let usage = move || {
        let usage = reply.state.get().usage?;
        Some(texts.tokens.replace("{count}", &usage.completion_tokens.to_string()))
    };
    view! {
        <div class="reply-actions" hidden=move || reply.is_running() || reply.text.with(String::is_empty)>
            <button type="button" class="text-button needs-script" on:click=copy>
                {move || if was_copied.get() { texts.copied } else { texts.copy }}
            </button>
            <small>{usage}</small>
        </div>
    }
}
