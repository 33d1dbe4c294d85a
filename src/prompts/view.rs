//! What the pages of prompts and personas show: what the service gives, in the reader's language.

use super::{
    model::{
        Blank, BlankInput, ListedPersona, ListedPrompt, Persona, PersonaForm, Prompt, PromptForm, PromptLibrary,
        PromptToAsk, Question,
    },
    rejected_form::RejectedForm,
    template::{Kind, Variable},
};
use crate::{
    chat::model::ModelParamFields,
    domain::{error::AppError, page::Page, title::one_line},
    i18n::Language,
    provider::model::ModelList,
};
use std::collections::BTreeMap;

/// The list of everything that there is. `refused` is why no chat was begun with a persona.
pub(super) fn library(
    prompts: Page<Prompt>,
    personas: Vec<Persona>,
    refused: Option<AppError>,
    language: Language,
) -> PromptLibrary {
    let Page { items, next_cursor } = prompts;
    let prompt = |prompt: Prompt| {
        let beginning = prompt.beginning();
        let Prompt { id, name, command, .. } = prompt;
        ListedPrompt { id, name, command, beginning }
    };
    let prompts = Page { items: items.into_iter().map(prompt).collect(), next_cursor };
    let personas = personas.into_iter().map(|persona| listed_persona(persona, language)).collect();
    PromptLibrary { prompts, personas, refused }
}

fn listed_persona(persona: Persona, language: Language) -> ListedPersona {
    let texts = language.prompts_texts();
    let model = persona.model().map(|model| model.name().to_owned());
    let temperature = persona.temperature.map(|number| texts.temperature_is(number));
    let tokens = persona.max_tokens.map(|number| texts.tokens_are(number));
    let about: Vec<_> = [model, temperature, tokens].into_iter().flatten().collect();
    let instructions = one_line(&persona.system_prompt);
    ListedPersona { id: persona.id, name: persona.name, instructions, about: about.join(" · ") }
}

/// The form of a prompt, or of a new one; `returned` is what was sent before.
pub(super) fn prompt_form(prompt: Option<Prompt>, returned: Option<&RejectedForm>, language: Language) -> PromptForm {
    let id = prompt.as_ref().map(|prompt| prompt.id);
    let [name, command, body] = match (returned, prompt) {
        (Some(sent), _) => ["name", "command", "body"].map(|name| sent.field(name)),
        (None, Some(Prompt { name, command, body, .. })) => [name, command, body],
        (None, None) => Default::default(),
    };
    PromptForm { id, name, command, body, error: sentence(returned, language) }
}

/// The form of a persona, or of a new one; `returned` is what was sent before.
pub(super) fn persona_form(
    persona: Option<Persona>,
    models: ModelList,
    returned: Option<&RejectedForm>,
    language: Language,
) -> PersonaForm {
    let id = persona.as_ref().map(|persona| persona.id);
    let number = |number: Option<String>| number.unwrap_or_default();
    let [name, model, system_prompt, temperature, max_tokens] = match (returned, persona) {
        (Some(sent), _) => ["name", "model", "system_prompt", "temperature", "max_tokens"].map(|name| sent.field(name)),
        (None, Some(Persona { name, system_prompt, model, temperature, max_tokens, .. })) => [
            name,
            model.unwrap_or_default(),
            system_prompt,
            number(temperature.map(|number| number.to_string())),
            number(max_tokens.map(|number| number.to_string())),
        ],
        (None, None) => Default::default(),
    };
    let model_params = ModelParamFields { system_prompt, temperature, max_tokens };
    let mut models: Vec<_> = models.models.into_iter().map(|model| (model.id.to_string(), model.name)).collect();
    // One that cannot be asked now stays chosen.
    if !model.is_empty() && !models.iter().any(|(id, _)| *id == model) {
        models.push((model.clone(), model.clone()));
    }
    PersonaForm { id, name, model_params, model, models, error: sentence(returned, language) }
}

/// A prompt to be asked. `posted` is the text of one without blanks that was sent before, and `refused` why it was not taken;
/// `returned` is what was sent for the blanks of another.
pub(super) fn prompt_to_ask(
    prompt: Prompt,
    posted: Option<String>,
    refused: Option<AppError>,
    returned: Option<&RejectedForm>,
    language: Language,
) -> PromptToAsk {
    let variables = prompt.variables();
    let question = if variables.is_empty() {
        // Braces that are no blank are asked as such.
        let filled = || prompt.template().ok().and_then(|template| template.fill(&BTreeMap::new()).ok());
        Question::Whole { text: posted.or_else(filled).unwrap_or_default(), refused }
    } else {
        let mut sent = returned.iter().flat_map(|returned| &returned.fields).map(|(_, value)| value.clone());
        let blanks = variables.into_iter().map(|variable| blank(variable, sent.next())).collect();
        Question::Blanks { body: prompt.body, blanks, error: sentence(returned, language) }
    };
    PromptToAsk { id: prompt.id, name: prompt.name, question }
}

fn blank(Variable { name, kind, choices, default }: Variable, sent: Option<String>) -> Blank {
    let input = match kind {
        Kind::Text => BlankInput::Text,
        Kind::Number => BlankInput::Number,
        Kind::Choice => BlankInput::Choice(choices),
    };
    let is_required = default.is_none();
    Blank { name, input, value: sent.or(default).unwrap_or_default(), is_required }
}

/// Why a form was not taken.
fn sentence(returned: Option<&RejectedForm>, language: Language) -> Option<String> {
    returned.map(|RejectedForm { error, .. }| error.sentence(language))
}
