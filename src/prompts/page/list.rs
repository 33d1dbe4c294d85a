//! `/prompts`: everything that there is, and the ways to more.

use super::{Frame, loaded, use_prompts_texts};
use crate::{
    domain::page::Page,
    prompts::{
        api::StartPersona,
        model::{Persona, Prompt},
    },
    ui::{
        form_error::{FormError, form_error},
        saved::Saved,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{hooks::use_query_map, location::Url};

/// Prompts of one page of the list.
const PAGE_LENGTH: usize = 40;

/// The page.
#[component]
pub fn PromptsPage() -> impl IntoView {
    let older = use_query_map().get_untracked().get("older").unwrap_or_default();
    loaded(
        move |prompts, user| async move {
            let page = prompts.list(user.id(), older.parse().ok(), PAGE_LENGTH).await?;
            Ok((page, prompts.list_personas(user.id()).await?))
        },
        |(page, personas), _| view! { <Library page personas/> },
    )
}

#[component]
fn Library(
    /// The prompts.
    page: Page<Prompt>,
    /// The personas.
    personas: Vec<Persona>,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let error = form_error::<StartPersona>();
    let has = (!page.items.is_empty(), !personas.is_empty());
    let more = page.next_cursor.map(|cursor| format!("/prompts?older={}", Url::escape(&cursor)));
    let prompts = page.items.into_iter().map(|prompt| view! { <PromptRow prompt/> }).collect_view();
    let personas = personas.into_iter().map(|persona| view! { <PersonaRow persona/> }).collect_view();
    view! {
        <Frame title=texts.prompt_library.to_owned()>
            <p class="form-note">{texts.prompt_library_about}</p>
            <Saved of="prompt-deleted" text=texts.prompt_deleted/>
            <Saved of="persona-deleted" text=texts.persona_deleted/>
            <section class="panel">
                <h2>{texts.prompts}</h2>
                {(!has.0).then(|| view! { <p>{texts.prompts_none}</p> })}
                {has.0.then(|| view! { <ul class="plain">{prompts}</ul> })}
                {more.map(|href| view! { <a class="button is-quiet" href=href>{texts.more}</a> })}
                <a class="button" href="/prompts/new">{texts.prompt_new}</a>
            </section>
            <section class="panel">
                <h2>{texts.personas}</h2>
                <FormError error/>
                {(!has.1).then(|| view! { <p>{texts.personas_none}</p> })}
                {has.1.then(|| view! { <ul class="plain">{personas}</ul> })}
                <a class="button" href="/prompts/personas/new">{texts.persona_new}</a>
            </section>
            <section class="panel">
                <h2>{texts.temporary}</h2>
                <p>{texts.temporary_about}</p>
                <a class="button is-quiet" href="/temporary">{texts.temporary_open}</a>
            </section>
        </Frame>
    }
}

#[component]
fn PromptRow(
    /// The prompt.
    prompt: Prompt,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let beginning = prompt.beginning();
    let Prompt { id, name, command, .. } = prompt;
    view! {
        <li class="session">
            <div class="prompt-about">
                <p><a href=format!("/prompts/{id}")>{name.clone()}</a> " " <code>"/" {command}</code></p>
                <p class="form-note prompt-beginning">{beginning}</p>
            </div>
            <a class="button is-quiet" href=format!("/prompts/{id}/edit") aria-label=format!("{}: {name}", texts.edit)>{texts.edit}</a>
        </li>
    }
}

#[component]
fn PersonaRow(
    /// The persona.
    persona: Persona,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let model = persona.model().map(|model| model.name().to_owned());
    let temperature = persona.temperature.map(|number| texts.temperature_is(number));
    let tokens = persona.max_tokens.map(|number| texts.tokens_are(number));
    let about: Vec<_> = [model, temperature, tokens].into_iter().flatten().collect();
    let instructions = crate::domain::title::one_line(&persona.system_prompt);
    let Persona { id, name, .. } = persona;
    view! {
        <li class="session">
            <div class="prompt-about">
                <p><b>{name.clone()}</b></p>
                {(!instructions.is_empty()).then(|| view! { <p class="form-note prompt-beginning">{instructions}</p> })}
                {(!about.is_empty()).then(|| view! { <p class="form-note">{about.join(" · ")}</p> })}
            </div>
            <div class="prompt-actions">
                <form method="post" action=StartPersona::url()>
                    <button class="button is-quiet" name="id" value=id.to_string()
                        aria-label=format!("{}: {name}", texts.start)>{texts.start}</button>
                </form>
                <a class="button is-quiet" href=format!("/prompts/personas/{id}")
                    aria-label=format!("{}: {name}", texts.edit)>{texts.edit}</a>
            </div>
        </li>
    }
}
