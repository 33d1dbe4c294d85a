//! What the forms of the pages of prompts and personas post to. Each is a thin door to [`Prompts`](super::Prompts).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::{
    Prompts,
    error::PromptError,
    model::{NewPersona, NewPrompt, PersonaId, PromptId},
};
use crate::{
    auth::{CurrentUser, api::current_user},
    chat::{ModelParams, model::ModelParamFields},
    domain::{
        error::{AppError, Result, ValidationError},
        title::Title,
    },
    i18n::page_language,
};
use leptos::prelude::*;

/// Keeps a new prompt, or changes the one that `id` names. What cannot be taken is shown again with the reason.
#[server]
pub async fn save_prompt(#[server(default)] id: String, name: String, command: String, body: String) -> Result<()> {
    let (prompts, user) = context().await?;
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
    let (prompts, user) = context().await?;
    prompts.delete(user.id(), id).await?;
    go("/prompts?saved=prompt-deleted")
}

/// Asks a prompt in a new conversation; `values` are those of its blanks, in their order.
#[server]
pub async fn use_prompt(id: PromptId, #[server(default)] values: Vec<String>) -> Result<()> {
    let (prompts, user) = context().await?;
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
    let (prompts, user) = context().await?;
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
    let (prompts, user) = context().await?;
    prompts.delete_persona(user.id(), id).await?;
    go("/prompts?saved=persona-deleted")
}

/// Begins a conversation with a persona, and goes there.
#[server]
pub async fn start_persona(id: PersonaId) -> Result<()> {
    let (prompts, user) = context().await?;
    let conversation = prompts.start(user.id(), id, page_language().texts().new_chat).await?;
    go(&format!("/c/{conversation}"))
}

/// The prompts of this server, and whom the running request is from.
pub(super) async fn context() -> Result<(Prompts, CurrentUser)> {
    let prompts = use_context::<Prompts>().ok_or(AppError::Internal)?;
    Ok((prompts, current_user().await?.1))
}

/// Goes back to the page of a form, which shows what was sent and why it was not taken.
fn again(prompts: &Prompts, user: &CurrentUser, page: &str, fields: &[(&str, &str)], error: PromptError) -> Result<()> {
    // There is no page of what is not there.
    if let PromptError::Other(error @ (AppError::NotFound | AppError::Internal | AppError::Unavailable)) = error {
        return Err(error);
    }
    prompts.returned.put(user.id(), fields, error);
    go(&format!("{page}?again=1"))
}

fn go(path: &str) -> Result<()> {
    leptos_axum::redirect(path);
    Ok(())
}
