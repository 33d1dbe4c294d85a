//! What is in the menu of a conversation. The server writes it.

use crate::{
    auth::flash::FlashForm,
    chat::{
        api::{DeleteConversation, UpdateConversation},
        model::{ConversationId, ModelParamFields},
    },
    domain::{error::AppError, title::Title},
    i18n::Language,
    markup::SafeHtml,
    ui::textarea::escape_textarea,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// What is in the menu of a conversation: its title, the instructions and numbers for the model, what else can be done with
/// it; when the form was just `refused`, as it was sent, with the reason.
pub fn conversation_menu(
    id: ConversationId,
    title: &str,
    model_params: &ModelParamFields,
    refused: Option<&(AppError, FlashForm)>,
    language: Language,
) -> SafeHtml {
    let (shared, texts) = (language.texts(), language.chat_texts());
    let ModelParamFields { system_prompt, temperature, max_tokens } = model_params.clone();
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
        <a class="text-button" href=format!("/documents/new?from={id}")>{texts.to_document}</a>
        <a class="text-button" href=format!("/files/{id}")>{texts.files}</a>
        <a class="text-button" href=format!("/shares/new?conversation={id}")>{texts.share}</a>
        <a class="text-button" href=format!("/chats?id={id}")>{texts.labels}</a>
        <form class="menu-form" method="post" action=DeleteConversation::url()>
            <input type="hidden" name="id" value=id.to_string()/>
            <p class="form-note">{texts.delete_conversation_about}</p>
            <button class="button is-danger">{texts.delete}</button>
        </form>
    })
}
