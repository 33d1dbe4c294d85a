//! `/prompts/personas/new` and `/prompts/personas/{id}`: the making of a persona.

use super::{Frame, Refused, loaded, named, use_prompts_texts};
use crate::{
    chat::model::ModelParamFields,
    domain::title::Title as Name,
    i18n::{use_language, use_texts},
    prompts::{
        api::{DeletePersona, SavePersona},
        model::{Persona, PersonaId},
        rejected_form::RejectedForm,
    },
    provider::model::ModelList,
    ui::{confirm::Confirm, textarea::escape_textarea},
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The page.
#[component]
pub fn PersonaPage() -> impl IntoView {
    let id = named::<PersonaId>();
    loaded(
        |prompts, user| async move {
            let persona = match id? {
                Some(id) => Some(prompts.get_persona(user.id(), id).await?),
                None => None,
            };
            Ok((persona, prompts.list_models().await))
        },
        |(persona, models), returned| view! { <Edit persona models returned/> },
    )
}

/// What is in the fields.
struct Fields {
    name: String,
    model: String,
    model_params: ModelParamFields,
}

impl Fields {
    fn new(persona: Option<&Persona>, returned: Option<&RejectedForm>) -> Self {
        if let Some(sent) = returned {
            let model_params = ModelParamFields {
                system_prompt: sent.field("system_prompt"),
                temperature: sent.field("temperature"),
                max_tokens: sent.field("max_tokens"),
            };
            return Self { name: sent.field("name"), model: sent.field("model"), model_params };
        }
        let Some(persona) = persona else {
            return Self { name: String::new(), model: String::new(), model_params: ModelParamFields::default() };
        };
        let number = |number: Option<String>| number.unwrap_or_default();
        Self {
            name: persona.name.clone(),
            model: persona.model.clone().unwrap_or_default(),
            model_params: ModelParamFields {
                system_prompt: persona.system_prompt.clone(),
                temperature: number(persona.temperature.map(|number| number.to_string())),
                max_tokens: number(persona.max_tokens.map(|number| number.to_string())),
            },
        }
    }
}

#[component]
fn Edit(
    /// The persona; none: a new one.
    persona: Option<Persona>,
    /// Who can answer.
    models: ModelList,
    /// What was sent before.
    returned: Option<RejectedForm>,
) -> impl IntoView {
    let (texts, general) = (use_prompts_texts(), use_language().chat_texts());
    let Fields { name, model, model_params } = Fields::new(persona.as_ref(), returned.as_ref());
    let id = persona.map(|persona| persona.id.to_string());
    let title = if id.is_some() { texts.edit_persona } else { texts.persona_new };
    view! {
        <Frame title=title.to_owned() back="/prompts">
            <section class="panel">
                <Refused returned/>
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

/// The models, and no one in particular; one that cannot be asked now stays chosen.
#[component]
fn ModelSelect(
    /// Who can answer.
    models: ModelList,
    /// The one that is chosen; empty: none.
    chosen: String,
) -> impl IntoView {
    let texts = use_prompts_texts();
    let mut options: Vec<_> = models.models.iter().map(|model| (model.id.to_string(), model.name.clone())).collect();
    if !chosen.is_empty() && !options.iter().any(|(id, _)| *id == chosen) {
        options.push((chosen.clone(), chosen.clone()));
    }
    let options = options.into_iter().map(|(id, name)| {
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
