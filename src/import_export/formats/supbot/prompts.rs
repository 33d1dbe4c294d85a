//! Prompts and personas as they may be here.

use super::{SYSTEM_PROMPT_BYTES_MAX, past, title_of};
use crate::{
    chat::ModelParams,
    domain::title::Title,
    import_export::{
        branches::clean,
        model::{Omission, Omissions},
    },
    prompts::{
        export_record::{Export, PersonaExport, PromptExport},
        model::{BODY_MAX_BYTES, NewPersona, NewPrompt, Persona, PersonaId, Prompt, PromptId},
    },
    provider::model::ModelId,
};

/// A prompt; none when nothing can be typed to use it, or its blanks cannot be read.
pub(super) fn prompt(prompt: &Prompt, omissions: &mut Omissions) -> Option<PromptExport> {
    let body = clean(&prompt.body, BODY_MAX_BYTES, omissions);
    Some(Export {
        id: PromptId::new(),
        new: NewPrompt::parse(&title_of(&prompt.name, &body), &prompt.command, &body).ok()?,
        created_at: past(prompt.created_at),
        updated_at: past(prompt.updated_at),
    })
}

/// A persona. Of its model no more is asked than that a model may have the name; numbers that no model takes are left out.
pub(super) fn persona(persona: &Persona, omissions: &mut Omissions) -> Option<PersonaExport> {
    let model = persona.model.as_deref().and_then(|model| model.parse::<ModelId>().ok());
    let temperature = persona.temperature.filter(|temperature| (0.0..=2.0).contains(temperature));
    let max_tokens = persona.max_tokens.filter(|tokens| (1..=1_000_000).contains(tokens));
    let has_lost = [
        persona.model.is_some() && model.is_none(),
        persona.temperature.is_some() && temperature.is_none(),
        persona.max_tokens.is_some() && max_tokens.is_none(),
    ];
    has_lost.into_iter().filter(|is_lost| *is_lost).for_each(|_| omissions.add(Omission::Unknown));
    let system_prompt = clean(&persona.system_prompt, SYSTEM_PROMPT_BYTES_MAX, omissions);
    let new = NewPersona {
        name: Title::parse(&title_of(&persona.name, &system_prompt)).ok()?,
        model,
        model_params: ModelParams::new(&system_prompt, temperature, max_tokens).ok()?,
    };
    let (created_at, updated_at) = (past(persona.created_at), past(persona.updated_at));
    Some(Export { id: PersonaId::new(), new, created_at, updated_at })
}
