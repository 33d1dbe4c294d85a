//! `/prompts`: everything that there is, and the ways to more.

use super::{Frame, use_prompts_texts};
use crate::{
    prompts::{
        api::{StartPersona, list_prompts},
        model::{ListedPersona, ListedPrompt, PromptLibrary},
    },
    ui::{form_error::FormError, lazy_page::LazyPage, page_data::PageData, saved::Saved},
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::{hooks::use_query_map, location::Url};

/// The page.
pub struct PromptsPage(PageData<PromptLibrary>);

impl LazyPage for PromptsPage {
    fn data() -> Self {
        let query = use_query_map();
        let older = move || query.with(|query| query.get("older").unwrap_or_default());
        Self(PageData::new(&["prompts"], older, list_prompts))
    }

    fn view(self) -> AnyView {
        self.0.view(|library| view! { <Library library/> }.into_any())
    }
}

#[component]
fn Library(
    /// The prompts and the personas.
    library: PromptLibrary,
) -> impl IntoView {
    let PromptLibrary { prompts: page, personas, refused } = library;
    let texts = use_prompts_texts();
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
                <FormError error=refused/>
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
    prompt: ListedPrompt,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let ListedPrompt { id, name, command, beginning } = prompt;
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
    persona: ListedPersona,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let ListedPersona { id, name, instructions, about } = persona;
    view! {
        <li class="session">
            <div class="prompt-about">
                <p><b>{name.clone()}</b></p>
                {(!instructions.is_empty()).then(|| view! { <p class="form-note prompt-beginning">{instructions}</p> })}
                {(!about.is_empty()).then(|| view! { <p class="form-note">{about}</p> })}
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
