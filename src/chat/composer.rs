//! Where a person writes: one Enter sends once, Shift+Enter breaks the line, a form without JavaScript works too.

use super::{
    api::{SendMessage, StopReply},
    live_reply::LiveReply,
    model::{ConversationId, Question},
};
use crate::{
    browser::document,
    error::{AppError, Fault},
    locales::{Texts, use_texts},
    provider::model::{ModelId, ModelInfo, ModelList, ProviderKind},
    ui::icon::{Glyph, Icon},
    workspace::Shared,
};
use leptos::{ev::SubmitEvent, html, prelude::*, server_fn::ServerFn};

/// The text area, the model picker, and Send or Stop.
#[component]
pub fn Composer(
    /// The conversation to write to; none makes a new one.
    #[prop(optional)]
    conversation: Option<ConversationId>,
    /// The model that is chosen at first; none is the server's default.
    #[prop(optional)]
    model: Option<ModelId>,
    /// The models to choose from.
    models: ModelList,
    /// The reply that is being written here: while there is one, Stop takes the place of Send.
    running: RwSignal<Option<LiveReply>>,
    /// The text area, for those who want to put something into it.
    area: NodeRef<html::Textarea>,
) -> impl IntoView {
    let texts = use_texts();
    let shared = expect_context::<Shared>();
    let send = shared.send;
    let form = NodeRef::<html::Form>::new();
    let picker = NodeRef::<html::Select>::new();
    let refused = RwSignal::new(None::<AppError>);
    let answered = send.value();
    let error = Signal::derive(move || refused.get().or_else(|| answered.get().and_then(Result::err)));
    let chosen = model.or_else(|| models.default.clone());
    let conversation = conversation.map(|id| id.to_string()).unwrap_or_default();
    let conversation_field = conversation.clone();

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (Some(area), Some(picker)) = (area.get_untracked(), picker.get_untracked()) else { return };
        if send.pending().get_untracked() {
            return;
        }
        if running.with_untracked(Option::is_some) {
            refused.set(Some(Fault::ReplyRunning.into()));
            return;
        }
        let content = area.value();
        refused.set(Question::parse(&content).err());
        if refused.with_untracked(Option::is_none) {
            send.dispatch(SendMessage { conversation: conversation.clone(), content, model: picker.value() });
        }
    };
    // What was written leaves the text area only when the server has it.
    let version = send.version();
    Effect::new(move |seen: Option<usize>| {
        let now = version.get();
        if seen.is_some_and(|seen| seen != now)
            && answered.with_untracked(|answer| matches!(answer, Some(Ok(_))))
            && let Some(area) = area.get_untracked()
        {
            area.set_value("");
            document::scroll_to_newest();
        }
        now
    });
    on_cleanup(move || _ = answered.try_update(|answer| answer.take_if(|answer| answer.is_err())));

    view! {
        <div class="box">
            <form class="composer" method="post" action=SendMessage::url() node_ref=form on:submit=submit>
                <input type="hidden" name="conversation" value=conversation_field/>
                <textarea name="content" rows="1" required node_ref=area aria-label=texts.message
                    placeholder=texts.message_placeholder aria-describedby="composer-error"
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
                    <ModelPicker models=models.clone() chosen picker/>
                    <button class="send" aria-label=texts.send hidden=move || running.get().is_some()
                        disabled=move || send.pending().get()>
                        <Icon glyph=Glyph::Send/>
                    </button>
                    <StopButton running/>
                </div>
            </form>
            <p id="composer-error" class="form-error" role="alert" hidden=move || error.get().is_none()>
                {move || error.get().map(|error| texts.error(&error))}
            </p>
            <ModelNote models texts/>
        </div>
    }
}

/// Stops the reply; hidden while there is none. It stands inside the composer's form and so does not submit it.
#[component]
fn StopButton(
    /// The reply that is being written.
    running: RwSignal<Option<LiveReply>>,
) -> impl IntoView {
    let texts = use_texts();
    let stop = ServerAction::<StopReply>::new();
    let click = move |_| {
        if let Some(reply) = running.get_untracked() {
            stop.dispatch(StopReply { id: reply.id });
        }
    };
    view! {
        <button type="button" class="send" aria-label=texts.stop hidden=move || running.get().is_none() on:click=click>
            <Icon glyph=Glyph::Stop/>
        </button>
    }
}

/// The models, by provider.
#[component]
fn ModelPicker(
    /// The models to choose from.
    models: ModelList,
    /// The one that is chosen at first.
    chosen: Option<ModelId>,
    /// The list itself.
    picker: NodeRef<html::Select>,
) -> impl IntoView {
    let texts = use_texts();
    let option = |info: ModelInfo| {
        let suffix = match info.kind {
            ProviderKind::Local => Some(texts.local_suffix),
            ProviderKind::Scripted => Some(texts.scripted_suffix),
            ProviderKind::Openai => None,
        };
        let label = suffix.map_or(info.name.clone(), |suffix| format!("{} · {suffix}", info.name));
        let is_chosen = chosen.as_ref() == Some(&info.id);
        view! { <option value=info.id.to_string() selected=is_chosen>{label}</option> }
    };
    let options = models.models.into_iter().map(option).collect_view();
    view! { <select class="pick" name="model" aria-label=texts.model node_ref=picker>{options}</select> }
}

/// What to know of the models: that they can be wrong, and what is amiss with those that do not answer.
#[component]
fn ModelNote(
    /// The models, with their troubles.
    models: ModelList,
    /// The page's sentences.
    texts: &'static Texts,
) -> impl IntoView {
    let has = |kind| models.models.iter().any(|info| info.kind == kind);
    let has_only_small = has(ProviderKind::Local) && !has(ProviderKind::Openai);
    let note = match (models.models.is_empty(), has_only_small) {
        (true, _) => texts.models_none,
        (false, true) => texts.small_model_note,
        (false, false) => texts.any_model_note,
    };
    let trouble = |fault| view! { <p class="note is-wrong" role="status">{texts.provider_fault(fault)}</p> };
    view! {
        {models.troubles.into_iter().map(|it| trouble(it.fault)).collect_view()}
        <p class="note">
            <span>{note}</span>
            {has_only_small.then(|| view! { " " <a href="/settings#models" rel="external">{texts.connect_bigger}</a> })}
        </p>
    }
}
