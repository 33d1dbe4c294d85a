//! What people read in a package: Markdown, in their language.

use super::attachments;
use crate::{
    chat::{export_record::ConversationExport, model::Role},
    domain::time::utc_day,
    i18n::Language,
    markup::split_thoughts,
    prompts::model::{Persona, Prompt},
};

/// The branch that is shown, to be read.
pub(super) fn conversation(whole: &ConversationExport, language: Language) -> String {
    let texts = language.import_export_texts();
    let labels = whole.labels.folder.iter().cloned().chain(whole.labels.tags.iter().map(|tag| format!("#{tag}")));
    let about: Vec<_> = std::iter::once(utc_day(whole.created_at)).chain(labels).collect();
    let mut text = format!("# {}\n\n{}\n", whole.title, about.join(" · "));
    for message in whole.shown() {
        let who = match (message.role, &message.model) {
            (Role::User, _) => texts.you.to_owned(),
            (Role::Assistant, Some(model)) => model.name().to_owned(),
            (Role::Assistant, None) => texts.assistant.to_owned(),
        };
        let said = split_thoughts(&message.content).1.trim();
        let links = attachments::links(whole.id, &message.attachments);
        text.push_str(&format!("\n---\n\n**{who}** · {}\n\n{links}{said}\n", utc_day(message.created_at)));
    }
    text
}

/// A prompt below its name and what is typed to use it.
pub(super) fn prompt(prompt: &Prompt) -> String {
    format!("# {}\n\n{} · `/{}`\n\n---\n\n{}\n", prompt.name, utc_day(prompt.created_at), prompt.command, prompt.body)
}

/// What a persona's model is told, below who it is and how it answers.
pub(super) fn persona(persona: &Persona, language: Language) -> String {
    let texts = language.prompts_texts();
    let about: Vec<_> = [
        Some(utc_day(persona.created_at)),
        Some(persona.model.clone().unwrap_or_else(|| texts.model_default.to_owned())),
        persona.temperature.map(|temperature| texts.temperature_is(temperature)),
        persona.max_tokens.map(|tokens| texts.tokens_are(tokens)),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut text = format!("# {}\n\n{}\n", persona.name, about.join(" · "));
    if !persona.system_prompt.is_empty() {
        text.push_str(&format!("\n---\n\n{}\n", persona.system_prompt));
    }
    text
}
