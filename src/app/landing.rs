//! The first page as a visitor sees it.

use crate::{i18n::use_language, ui::logo::Mark};
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
            <p class="lead">{texts.hello_lead}</p>
            <p class="landing-actions">
                <a class="button" href="/signup" rel="external">{texts.sign_up}</a>
                <a class="button is-quiet" href="/login" rel="external">{language.texts().log_in}</a>
            </p>
            <ul class="tiles">
                {tile(texts.hello_chat, texts.hello_chat_about)}
                {tile(texts.hello_code, texts.hello_code_about)}
                {tile(texts.hello_document, texts.hello_document_about)}
                {tile(texts.hello_own, texts.hello_own_about)}
            </ul>
        </main>
    }
}
