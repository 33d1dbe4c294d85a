//! `/prompts/personas/new` and `/prompts/personas/{id}`: the making of a persona.

use super::{Frame, Refused, use_form_address, use_prompts_texts};
use crate::{
    domain::title::Title as Name,
    i18n::{use_language, use_texts},
    prompts::{
        api::{DeletePersona, SavePersona, open_persona_form},
        model::PersonaForm,
    },
    ui::{confirm::Confirm, lazy_page::LazyPage, page_data::PageData, textarea::escape_textarea},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page.
pub struct PersonaPage(PageData<PersonaForm>);

impl LazyPage for PersonaPage {
    fn data() -> Self {
        let load = |(id, is_again)| open_persona_form(id, is_again);
        Self(PageData::new(&["prompts", "chat"], use_form_address(), load))
    }

    fn view(self) -> AnyView {
        self.0.view(|form| view! { <Edit form/> }.into_any())
    }
}

#[component]
fn Edit(
    /// What is in the fields.
    form: PersonaForm,
) -> impl IntoView {
    let (texts, general) = (use_prompts_texts(), use_language().chat_texts());
    let PersonaForm { id, name, model_params, model, models, error } = form;
    let id = id.map(|id| id.to_string());
    let title = if id.is_some() { texts.edit_persona } else { texts.persona_new };
    view! {
        <Frame title=title.to_owned() back="/prompts">
            <section class="panel">
                <Refused error/>
                <form class="fields is-wide" method="post" action=SavePersona::url()>
                    <input type="hidden" name="id" value=id.clone().unwrap_or_default()/>
                    <div class="field">
                        <label for="persona-name">{texts.name}</label>
                        <input id="persona-name" name="name" maxlength=Name::MAX_LENGTH.to_string() required value=name/>
                    </div>
                    <div class="field">
                        <label for="persona-prompt">{general.system_prompt}</label>
                        <textarea id="persona-prompt" name="system_prompt" rows="8" placeholder=general.system_prompt_placeholder
                            inner_html=escape_textarea(&model_params.system_prompt)></textarea>
                    </div>
                    <div class="field">
                        <label for="persona-model">{use_texts().model}</label>
                        <ModelSelect models chosen=model/>
                    </div>
                    <div class="field">
                        <label for="persona-temperature">{general.temperature}</label>
                        <input id="persona-temperature" name="temperature" type="number" min="0" max="2" step="any"
                            placeholder=general.left_to_model value=model_params.temperature/>
                    </div>
                    <div class="field">
                        <label for="persona-tokens">{general.max_tokens}</label>
                        <input id="persona-tokens" name="max_tokens" type="number" min="1" max="1000000"
                            placeholder=general.left_to_model value=model_params.max_tokens/>
                    </div>
                    <button class="button">{general.save}</button>
                </form>
            </section>
            {id.map(|id| view! {
                <section class="panel is-danger">
                    <h2>{texts.delete_persona}</h2>
                    <p>{texts.delete_persona_about}</p>
                    <Confirm label=general.delete question=texts.delete_cannot_be_undone>
                        <form method="post" action=DeletePersona::url()>
                            <button class="button is-danger" name="id" value=id>{general.delete}</button>
                        </form>
                    </Confirm>
                </section>
            })}
        </Frame>
    }
}

/// The models, and no one in particular.
#[component]
fn ModelSelect(
    /// Who can answer, by id and name.
    models: Vec<(String, String)>,
    /// The one that is chosen; empty: none.
    chosen: String,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let options = models.into_iter().map(|(id, name)| {
        let is_chosen = id == chosen;
        view! { <option value=id selected=is_chosen>{name}</option> }
    });
    view! {
        <select id="persona-model" name="model">
            <option value="">{texts.model_default}</option>
            {options.collect_view()}
        </select>
    }
}
