//! What the pages of prompts and personas show, and what their forms post to. Each is a thin door to [`Prompts`](super::Prompts).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::model::{PersonaForm, PersonaId, PromptForm, PromptId, PromptLibrary, PromptToAsk};
use crate::domain::error::Result;
use leptos::prelude::*;

/// Prompts of one page of the list.
#[cfg(feature = "ssr")]
const PAGE_LENGTH: usize = 40;

/// The person's prompts, newest first, after the last one of the page before; with all their personas.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_prompts(#[server(default)] older: String) -> Result<PromptLibrary> {
    use crate::{i18n::page_language, ui::form_error::form_error};
    let (prompts, user) = context::request().await?;
    let refused = form_error::<StartPersona>().get_untracked();
    // A cursor that cannot be read starts over at the newest.
    let page = prompts.list(user.id(), older.parse().ok(), PAGE_LENGTH).await?;
    let personas = prompts.list_personas(user.id()).await?;
    Ok(super::view::library(page, personas, refused, page_language()))
}

/// A prompt to be asked. `is_again`: with what was sent for its blanks and could not be taken, once.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_prompt(id: String, #[server(default)] is_again: bool) -> Result<PromptToAsk> {
    use crate::{auth::flash::posted_value, chat::api::SendMessage, i18n::page_language, ui::form_error::form_error};
    let (prompts, user) = context::request().await?;
    let (posted, refused) = (posted_value::<SendMessage>("content"), form_error::<SendMessage>().get_untracked());
    let returned = context::returned(&prompts, &user, is_again);
    let prompt = prompts.get(user.id(), id.parse()?).await?;
    Ok(super::view::prompt_to_ask(prompt, posted, refused, returned.as_ref(), page_language()))
}

/// The form of a prompt, or of a new one when `id` is empty. `is_again`: with what was sent and could not be taken, once.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_prompt_form(#[server(default)] id: String, #[server(default)] is_again: bool) -> Result<PromptForm> {
    let (prompts, user) = context::request().await?;
    let returned = context::returned(&prompts, &user, is_again);
    let prompt = match context::named(&id)? {
        Some(id) => Some(prompts.get(user.id(), id).await?),
        None => None,
    };
    Ok(super::view::prompt_form(prompt, returned.as_ref(), crate::i18n::page_language()))
}

/// The form of a persona, or of a new one when `id` is empty. `is_again`: with what was sent and could not be taken, once.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_persona_form(
    #[server(default)] id: String,
    #[server(default)] is_again: bool,
) -> Result<PersonaForm> {
    let (prompts, user) = context::request().await?;
    let returned = context::returned(&prompts, &user, is_again);
    let persona = match context::named(&id)? {
        Some(id) => Some(prompts.get_persona(user.id(), id).await?),
        None => None,
    };
    let models = prompts.list_models().await;
    Ok(super::view::persona_form(persona, models, returned.as_ref(), crate::i18n::page_language()))
}

/// Keeps a new prompt, or changes the one that `id` names. What cannot be taken is shown again with the reason.
#[server]
pub async fn save_prompt(#[server(default)] id: String, name: String, command: String, body: String) -> Result<()> {
    use super::model::NewPrompt;
    use context::{again, go};
    let (prompts, user) = context::request().await?;
    let page = if id.is_empty() { "/prompts/new".to_owned() } else { format!("/prompts/{id}/edit") };
    let saved = async {
        let new = NewPrompt::parse(&name, &command, &body)?;
        if id.is_empty() {
            return prompts.create(user.id(), new).await.map(drop);
        }
        prompts.update(user.id(), id.parse()?, new.into()).await
    };
    let fields = [("name", name.as_str()), ("command", &command), ("body", &body)];
    match saved.await {
        Ok(()) => go("/prompts"),
        Err(error) => again(&prompts, &user, &page, &fields, error),
    }
}

/// Forgets a prompt.
#[server]
pub async fn delete_prompt(id: PromptId) -> Result<()> {
    let (prompts, user) = context::request().await?;
    prompts.delete(user.id(), id).await?;
    context::go("/prompts?saved=prompt-deleted")
}

/// Asks a prompt in a new conversation; `values` are those of its blanks, in their order.
#[server]
pub async fn use_prompt(id: PromptId, #[server(default)] values: Vec<String>) -> Result<()> {
    use context::{again, go};
    let (prompts, user) = context::request().await?;
    let variables = prompts.get(user.id(), id).await?.variables();
    let named = variables.into_iter().zip(&values).map(|(variable, value)| (variable.name, value.clone())).collect();
    match prompts.ask(user.id(), id, &named).await {
        Ok(conversation) => go(&format!("/c/{conversation}")),
        Err(error) => {
            let fields: Vec<_> = values.iter().map(|value| ("value", value.as_str())).collect();
            again(&prompts, &user, &format!("/prompts/{id}"), &fields, error)
        }
    }
}

/// Keeps a new persona, or changes the one that `id` names. What cannot be taken is shown again with the reason.
#[server]
pub async fn save_persona(
    #[server(default)] id: String,
    name: String,
    #[server(default)] system_prompt: String,
    #[server(default)] model: String,
    #[server(default)] temperature: String,
    #[server(default)] max_tokens: String,
) -> Result<()> {
    use super::model::NewPersona;
    use crate::{
        chat::{ModelParams, model::ModelParamFields},
        domain::{error::ValidationError, title::Title},
    };
    use context::{again, go};
    let (prompts, user) = context::request().await?;
    let page = format!("/prompts/personas/{}", if id.is_empty() { "new" } else { &id });
    let typed = ModelParamFields {
        system_prompt: system_prompt.clone(),
        temperature: temperature.clone(),
        max_tokens: max_tokens.clone(),
    };
    let saved = async {
        let chosen = Some(model.as_str()).filter(|model| !model.is_empty()).map(str::parse);
        let new = NewPersona {
            name: Title::parse(&name)?,
            model: chosen.transpose().map_err(|_| ValidationError::ModelUnknown)?,
            model_params: ModelParams::parse(&typed)?,
        };
        if id.is_empty() {
            return prompts.create_persona(user.id(), new).await.map(drop);
        }
        Ok(prompts.replace_persona(user.id(), id.parse()?, new).await?)
    };
    let fields = [
        ("name", name.as_str()),
        ("system_prompt", &system_prompt),
        ("model", &model),
        ("temperature", &temperature),
        ("max_tokens", &max_tokens),
    ];
    match saved.await {
        Ok(()) => go("/prompts"),
        Err(error) => again(&prompts, &user, &page, &fields, error),
    }
}

/// Forgets a persona.
#[server]
pub async fn delete_persona(id: PersonaId) -> Result<()> {
    let (prompts, user) = context::request().await?;
    prompts.delete_persona(user.id(), id).await?;
    context::go("/prompts?saved=persona-deleted")
}

/// Begins a conversation with a persona, and goes there.
#[server]
pub async fn start_persona(id: PersonaId) -> Result<()> {
    let (prompts, user) = context::request().await?;
    let conversation = prompts.start(user.id(), id, crate::i18n::page_language().texts().new_chat).await?;
    context::go(&format!("/c/{conversation}"))
}

/// What the functions here need of the running request.
#[cfg(feature = "ssr")]
mod context {
    use crate::{
        auth::{CurrentUser, api::current_user},
        domain::error::{AppError, Result},
        prompts::{Prompts, error::PromptError, rejected_form::RejectedForm},
    };
    use leptos::prelude::use_context;
    use std::str::FromStr;

    /// The prompts of this server, and whom the running request is from.
    pub(super) async fn request() -> Result<(Prompts, CurrentUser)> {
        let prompts = use_context::<Prompts>().ok_or(AppError::Internal)?;
        Ok((prompts, current_user().await?.1))
    }

    /// Goes back to the page of a form, which shows what was sent and why it was not taken.
    pub(super) fn again(
        prompts: &Prompts,
        user: &CurrentUser,
        page: &str,
        fields: &[(&str, &str)],
        error: PromptError,
    ) -> Result<()> {
        // There is no page of what is not there.
        if let PromptError::Other(error @ (AppError::NotFound | AppError::Internal | AppError::Unavailable)) = error {
            return Err(error);
        }
        prompts.returned.put(user.id(), fields, error);
        go(&format!("{page}?again=1"))
    }

    pub(super) fn go(path: &str) -> Result<()> {
        leptos_axum::redirect(path);
        Ok(())
    }

    /// What an address names; none for the page of a new one.
    pub(super) fn named<I: FromStr<Err = AppError>>(id: &str) -> Result<Option<I>> {
        if id.is_empty() { Ok(None) } else { id.parse().map(Some) }
    }

    /// What the person's form sent and could not be taken, once, when its page says that there is something.
    pub(super) fn returned(prompts: &Prompts, user: &CurrentUser, is_again: bool) -> Option<RejectedForm> {
        if is_again { prompts.returned.take(user.id()) } else { None }
    }
}
