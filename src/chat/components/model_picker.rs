//! The models to choose from. The server writes them.

use crate::{
    chat::model::ComposerParts,
    i18n::Language,
    markup::SafeHtml,
    provider::model::{Hosting, ModelId, ModelInfo, ModelList},
};
use leptos::prelude::*;

/// The models to choose from, and what to know of them. Without a choice it is the server's default.
pub fn composer_parts(models: &ModelList, chosen: Option<&ModelId>, language: Language) -> ComposerParts {
    ComposerParts {
        models: SafeHtml::from_view(model_options(models, chosen, language)),
        note: model_note(models, language),
    }
}

/// The options of a `<select>` of models. Without a choice it is the server's default.
pub fn model_options(models: &ModelList, chosen: Option<&ModelId>, language: Language) -> impl IntoView + use<> {
    let (texts, chosen) = (language.chat_texts(), chosen.or(models.default.as_ref()));
    let option = |ModelInfo { id, name, hosting, .. }: &ModelInfo| {
        let suffix = match hosting {
            Hosting::Embedded => Some(texts.local_suffix),
            Hosting::Scripted => Some(texts.scripted_suffix),
            Hosting::Service => None,
        };
        let label = suffix.map_or(name.clone(), |suffix| format!("{name} ({suffix})"));
        view! { <option value=id.to_string() selected=chosen == Some(id)>{label}</option> }
    };
    models.models.iter().map(option).collect_view()
}

/// What is amiss with the models that do not answer.
pub fn model_troubles(models: &ModelList, language: Language) -> impl IntoView + use<> {
    let trouble = |fault| view! { <p class="note is-wrong" role="status">{language.texts().provider_fault(fault)}</p> };
    models.troubles.iter().map(|it| trouble(it.fault)).collect_view()
}

/// What to know of the models: that they can be wrong, and what is amiss with those that do not answer.
fn model_note(models: &ModelList, language: Language) -> SafeHtml {
    let texts = language.chat_texts();
    let mut real = models.models.iter().filter(|info| info.hosting != Hosting::Scripted).peekable();
    let has_only_small = real.peek().is_some() && real.all(|info| info.hosting == Hosting::Embedded);
    let note = match (models.models.is_empty(), has_only_small) {
        (true, _) => texts.models_none,
        (false, true) => texts.small_model_note,
        (false, false) => texts.any_model_note,
    };
    SafeHtml::from_view(view! {
        {model_troubles(models, language)}
        <p class="note">
            <span>{note}</span>
            {has_only_small.then(|| view! { " " <a href="/settings#models" rel="external">{texts.connect_bigger}</a> })}
        </p>
    })
}
