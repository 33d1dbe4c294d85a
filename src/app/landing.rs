//! The first page as a visitor sees it.

use crate::{auth::language_switch::LanguageSwitch, i18n::use_language, ui::logo::Mark};
use leptos::prelude::*;
use leptos_meta::Title;

/// What Supbot is, on one screen.
#[component]
pub fn Landing() -> impl IntoView {
    let language = use_language();
    let texts = language.account_texts();
    let tile = |title, about| view! { <li class="tile"><b>{title}</b><span>{about}</span></li> };
    view! {
        <Title text=""/>
        <main class="landing" id="content" tabindex="-1">
            <Mark/>
            <h1>{texts.tagline}</h1>
            <p class="lead">{texts.landing_lead}</p>
            <p class="landing-actions">
                <a class="button" href="/signup" rel="external">{texts.sign_up}</a>
                <a class="button is-quiet" href="/login" rel="external">{language.texts().log_in}</a>
            </p>
            <ul class="tiles">
                {tile(texts.landing_chat, texts.landing_chat_about)}
                {tile(texts.landing_code, texts.landing_code_about)}
                {tile(texts.landing_document, texts.landing_document_about)}
                {tile(texts.landing_own, texts.landing_own_about)}
            </ul>
            <LanguageSwitch/>
        </main>
    }
}
