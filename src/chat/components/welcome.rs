//! What somebody sees who has said nothing yet. The server writes it.

use crate::{i18n::Language, markup::SafeHtml};
use leptos::prelude::*;

/// What somebody can begin with who has said nothing yet.
pub fn welcome(language: Language) -> SafeHtml {
    let texts = language.chat_texts();
    let start = |title: &'static str, example: &'static str| {
        view! { <li><button type="button" class="tile needs-script" data-fill=example><b>{title}</b><span>{example}</span></button></li> }
    };
    let lead = |path: &'static str, title: &'static str, about: &'static str| {
        view! { <li><a class="tile" href=path><b>{title}</b><span>{about}</span></a></li> }
    };
    SafeHtml::from_view(view! {
        <h2>{texts.greeting}</h2>
        <ul class="tiles">
            {start(texts.try_ask, texts.try_ask_example)}
            {start(texts.try_code, texts.try_code_example)}
            {lead("/code", language.texts().fix_code, texts.try_fix_about)}
            {lead("/documents/new", texts.try_document, texts.try_document_about)}
        </ul>
    })
}
