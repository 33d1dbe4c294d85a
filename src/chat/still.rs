//! The parts of the pages of chat that stay as they are while a page is shown: the server writes them, and the browser takes
//! them as they come. What their buttons and forms do is told by `super::components::message_actions`; most are links and plain forms.

use super::{
    api::{DeleteConversation, UpdateConversation},
    model::{ComposerParts, ConversationId, ModelParamFields},
};
use crate::{
    auth::flash::FlashForm,
    domain::{error::AppError, title::Title},
    i18n::Language,
    markup::SafeHtml,
    provider::model::{ModelId, ModelInfo, ModelList, ProviderKind},
    ui::textarea::escape_textarea,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What somebody can begin with who has said nothing yet.
pub fn welcome(language: Language) -> SafeHtml {
    let texts = language.still_texts();
    let start = |title: &'static str, example: &'static str| {
        view! { <li><button type="button" class="tile needs-script" data-fill=example><b>{title}</b><span>{example}</span></button></li> }
    };
    let lead = |path: &'static str, title: &'static str, about: &'static str| {
        view! { <li><a class="tile" href=path rel="external"><b>{title}</b><span>{about}</span></a></li> }
    };
    SafeHtml::from_view(view! {
        <h2>{texts.greeting}</h2>
        <ul class="tiles">
            {start(texts.try_ask, texts.try_ask_example)}
            {start(texts.try_code, texts.try_code_example)}
            {lead("/code", language.texts().fix_code, texts.try_fix_about)}
            {lead("/documents/new", texts.try_document, texts.try_document_about)}
        </ul>
    })
}

/// The models to choose from, and what to know of them. Without a choice it is the server's default.
pub fn composer_parts(models: &ModelList, chosen: Option<&ModelId>, language: Language) -> ComposerParts {
    ComposerParts {
        models: SafeHtml::from_view(model_options(models, chosen, language)),
        note: model_note(models, language),
    }
}

/// The options of a `<select>` of models. Without a choice it is the server's default.
pub fn model_options(models: &ModelList, chosen: Option<&ModelId>, language: Language) -> impl IntoView + use<> {
    let (texts, chosen) = (language.still_texts(), chosen.or(models.default.as_ref()));
    let option = |ModelInfo { id, name, kind, .. }: &ModelInfo| {
        let suffix = match kind {
            ProviderKind::Local => Some(texts.local_suffix),
            ProviderKind::Scripted => Some(texts.scripted_suffix),
            ProviderKind::Openai => None,
        };
        let label = suffix.map_or(name.clone(), |suffix| format!("{name} · {suffix}"));
        view! { <option value=id.to_string() selected=chosen == Some(id)>{label}</option> }
    };
    models.models.iter().map(option).collect_view()
}

/// What is amiss with the models that do not answer.
pub fn model_troubles(models: &ModelList, language: Language) -> impl IntoView + use<> {
    let trouble = |fault| view! { <p class="note is-wrong" role="status">{language.texts().provider_fault(fault)}</p> };
    models.troubles.iter().map(|it| trouble(it.fault)).collect_view()
}

/// What to know of the models: that they can be wrong, and what is amiss with those that do not answer.
fn model_note(models: &ModelList, language: Language) -> SafeHtml {
    let texts = language.still_texts();
    let has = |kind| models.models.iter().any(|info| info.kind == kind);
    let has_only_small = has(ProviderKind::Local) && !has(ProviderKind::Openai);
    let note = match (models.models.is_empty(), has_only_small) {
        (true, _) => texts.models_none,
        (false, true) => texts.small_model_note,
        (false, false) => texts.any_model_note,
    };
    SafeHtml::from_view(view! {
        {model_troubles(models, language)}
        <p class="note">
            <span>{note}</span>
            {has_only_small.then(|| view! { " " <a href="/settings#models" rel="external">{texts.connect_bigger}</a> })}
        </p>
    })
}

/// What is in the menu of a conversation: its title, the instructions and numbers for the model, what else can be done with
/// it; when the form was just `refused`, as it was sent, with the reason.
pub fn menu(
    id: ConversationId,
    title: &str,
    preferences: &ModelParamFields,
    refused: Option<&(AppError, FlashForm)>,
    language: Language,
) -> SafeHtml {
    let (shared, texts) = (language.texts(), language.still_texts());
    let ModelParamFields { system_prompt, temperature, max_tokens } = preferences.clone();
    let value =
        |name: &str, stored: String| refused.and_then(|(_, form)| form.field(name)).map_or(stored, str::to_owned);
    let (title, system_prompt) = (value("title", title.to_owned()), value("system_prompt", system_prompt));
    let (temperature, max_tokens) = (value("temperature", temperature), value("max_tokens", max_tokens));
    let wrong = refused.map(|(error, _)| {
        view! {
            <p class="form-error" role="alert" tabindex="-1" autofocus>{shared.error(error)}</p>
        }
    });
    SafeHtml::from_view(view! {
        <form class="menu-form is-kept" method="post" action=UpdateConversation::url()>
            <input type="hidden" name="id" value=id.to_string()/>
            <label for="conversation-title">{texts.title}</label>
            <input id="conversation-title" name="title" value=title maxlength=Title::MAX_LENGTH.to_string() required/>
            <label for="system-prompt">{texts.system_prompt}</label>
            <textarea id="system-prompt" name="system_prompt" rows="3" placeholder=texts.system_prompt_placeholder
                inner_html=escape_textarea(&system_prompt)></textarea>
            <label for="temperature">{texts.temperature}</label>
            <input id="temperature" name="temperature" type="number" min="0" max="2" step="any"
                placeholder=texts.left_to_model value=temperature/>
            <label for="max-tokens">{texts.max_tokens}</label>
            <input id="max-tokens" name="max_tokens" type="number" min="1" max="1000000"
                placeholder=texts.left_to_model value=max_tokens/>
            {wrong}
            <button class="button">{texts.save}</button>
        </form>
        <a class="text-button" rel="external" href=format!("/documents/new?from={id}")>{texts.to_document}</a>
        <a class="text-button" rel="external" href=format!("/files/{id}")>{texts.files}</a>
        <a class="text-button" rel="external" href=format!("/shares/new?conversation={id}")>{texts.share}</a>
        <a class="text-button" rel="external" href=format!("/chats?id={id}")>{texts.organise}</a>
        <form class="menu-form" method="post" action=DeleteConversation::url()>
            <input type="hidden" name="id" value=id.to_string()/>
            <p class="form-note">{texts.delete_conversation_about}</p>
            <button class="button is-danger">{texts.delete}</button>
        </form>
    })
}
