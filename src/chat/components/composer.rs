//! Where a person writes: one Enter sends once, Shift+Enter breaks the line, a form without JavaScript works too.

use super::thread_state::ThreadState;
use crate::{
    browser::document,
    chat::{
        api::SendMessage,
        context::ChatContext,
        model::{ComposerParts, MessageAction, MessageContent},
    },
    domain::error::AppError,
    i18n::use_texts,
    ui::icon::{Glyph, Icon},
};
use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn};

/// The text area, the model picker, and Send or Stop.
#[component]
pub fn Composer(
    /// What it offers.
    parts: ComposerParts,
) -> impl IntoView {
    let texts = use_texts();
    let shared = expect_context::<ChatContext>();
    let ThreadState { conversation, area, picker, deleted, .. } = expect_context::<ThreadState>();
    let branch = expect_context::<ThreadState>();
    let send = shared.send;
    let form = NodeRef::<html::Form>::new();
    // Filled in by the tools of the chat, src/chat/tools/composer/attach.ts.
    let attached = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(None::<AppError>);
    let answered = send.value();
    let error = Signal::derive(move || {
        refused.get().or_else(|| branch.error.get()).or_else(|| answered.get().and_then(Result::err))
    });
    let conversation = conversation.map(|id| id.to_string()).unwrap_or_default();
    let conversation_field = conversation.clone();
    // What was sent from here. Questions that are edited go the same way, and leave alone what stands here.
    let sending = StoredValue::new(None::<String>);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(area), Some(picker)) = (area.get_untracked(), picker.get_untracked()) else { return };
        if send.pending().get_untracked() {
            return;
        }
        let content = area.value();
        let attachments = attached.get_untracked().map(|attached| attached.value()).unwrap_or_default();
        // With attachments nothing needs to be said; the server looks at it then.
        refused.set(if attachments.is_empty() { MessageContent::parse(&content).err() } else { None });
        if refused.with_untracked(Option::is_none) {
            sending.set_value(Some(content.clone()));
            send.dispatch(SendMessage {
                conversation: conversation.clone(),
                content,
                model: picker.value(),
                after: String::new(),
                attachments,
            });
        }
    };
    // What was written leaves the text area only when the server has it; what was written meanwhile stays.
    let version = send.version();
    Effect::new(move |seen: Option<usize>| {
        let now = version.get();
        if seen.is_some_and(|seen| seen != now)
            && answered.with_untracked(|answer| matches!(answer, Some(Ok(_))))
            && let Some(area) = area.get_untracked()
            && let Some(sent) = sending.try_update_value(Option::take).flatten()
        {
            if let Some(rest) = area.value().strip_prefix(sent.as_str()) {
                area.set_value(rest);
            }
            attached.get_untracked().iter().for_each(|attached| attached.set_value(""));
            document::scroll_to_newest();
        }
        now
    });
    // Whoever goes to another conversation still sees this one until that one is there: nothing that has gone is to be read.
    on_cleanup(move || {
        answered.try_maybe_update(|answer| (answer.take_if(|answer| answer.is_err()).is_some(), ()));
    });
    let error = move || error.try_get().flatten();

    view! {
        <div class="box">
            <p class="undo" role="status" hidden=move || deleted.get().is_none()>
                {texts.message_deleted} " "
                <button type="button" class="text-button" on:click=move |_| {
                    deleted.get_untracked().into_iter().for_each(|id| branch.act(id, MessageAction::Restore));
                }>{texts.undo}</button>
            </p>
            <form class="composer" method="post" action=SendMessage::url() node_ref=form on:submit=submit>
                <input type="hidden" name="conversation" value=conversation_field/>
                <input type="hidden" name="attachments" node_ref=attached/>
                <textarea name="content" rows="1" required node_ref=area aria-label=texts.message
                    placeholder=texts.message_placeholder aria-describedby="composer-error" inner_html=refused_question()
                    on:keydown=move |event| {
                        if document::is_sending_enter(&event) {
                            event.prevent_default();
                            if let Some(form) = form.get_untracked() {
                                // Without a button to blame, a form that cannot be sent says so itself.
                                let _ = form.request_submit();
                            }
                        }
                    }
                    on:input=move |_| refused.set(None)></textarea>
                <div class="composer-row">
                    <select class="pick" name="model" aria-label=texts.model node_ref=picker inner_html=parts.models.into_string()></select>
                    <StopButton/>
                    <button class="send" aria-label=texts.send disabled=move || send.pending().get()>
                        <Icon glyph=Glyph::Send/>
                    </button>
                </div>
            </form>
            <p id="composer-error" class="form-error" role="alert" hidden=move || error().is_none()>
                {move || error().map(|error| texts.error(&error))}
            </p>
            <div inner_html=parts.note.into_string()></div>
        </div>
    }
}

/// The question of a form without a script that was not taken; nothing in the browser, which leaves what is there.
fn refused_question() -> String {
    #[cfg(feature = "ssr")]
    if let Some(content) = crate::auth::flash::posted_value::<SendMessage>("content") {
        return crate::ui::textarea::escape_textarea(&content);
    }
    String::new()
}

/// Stops the reply that is being written; hidden while there is none. What is sent meanwhile waits for its turn.
#[component]
fn StopButton() -> impl IntoView {
    let texts = use_texts();
    let branch = expect_context::<ThreadState>();
    // Asked once more when its conversation is left, and its replies with it.
    view! {
        <button type="button" class="send is-stop" aria-label=texts.stop
            hidden=move || branch.running.try_with(Vec::is_empty).unwrap_or(true) on:click=move |_| branch.stop()>
            <Icon glyph=Glyph::Stop/>
        </button>
    }
}
