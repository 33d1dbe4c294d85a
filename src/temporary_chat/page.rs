//! `/temporary`: a chat that is gone when its page is. Its script (`main.ts`) holds what is said.

use crate::{
    auth::api::current_user,
    chat::{
        Chat,
        components::model_picker::{model_options, model_troubles},
    },
    domain::error::{AppError, Result},
    i18n::{page::PageTexts, use_language},
    provider::model::ModelList,
    ui::{
        assets::PageScript,
        icon::{Glyph, Icon},
        load_error::LoadError,
        menu_button::MenuButton,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn TemporaryPage() -> impl IntoView {
    Suspend::new(async move {
        match models().await {
            Ok(models) => view! { <Temporary models/> }.into_any(),
            Err(error) => view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    })
}

/// The models to choose from, for somebody who is logged in.
async fn models() -> Result<ModelList> {
    let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
    current_user().await?;
    Ok(chat.list_models().await)
}

#[component]
fn Temporary(
    /// The models to choose from.
    models: ModelList,
) -> impl IntoView {
    let texts = use_language().temporary_chat_texts();
    view! {
        <Title text=texts.temporary_chat/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{texts.temporary_chat}</h1>
                <a class="button is-quiet temporary-again" href="/temporary">{texts.start_over}</a>
            </header>
            <div class="thread" tabindex="-1">
                <div class="column hello" id="temporary-hello">
                    <h2>{texts.hello}</h2>
                    <ul class="temporary-about">
                        <li>{texts.about_stored}</li>
                        <li>{texts.about_gone}</li>
                        <li>{texts.about_model}</li>
                    </ul>
                </div>
                <div class="column" id="temporary-said" hidden></div>
            </div>
            <Composer models/>
            <PageTexts group="temporary-chat"/>
            <PageScript name="temporary"/>
        </main>
    }
}

/// Where a person writes; the script lets them.
#[component]
fn Composer(
    /// The models to choose from.
    models: ModelList,
) -> impl IntoView {
    let language = use_language();
    let (texts, general) = (language.temporary_chat_texts(), language.texts());
    let note = if models.models.is_empty() { language.chat_texts().models_none } else { texts.note };
    view! {
        <div class="box">
            <noscript><p class="form-error">{texts.no_script}</p></noscript>
            <form class="composer" id="temporary-form">
                <textarea name="content" rows="1" required disabled aria-label=general.message
                    placeholder=general.message_placeholder aria-describedby="temporary-error"></textarea>
                <div class="composer-row">
                    <select class="pick" name="model" aria-label=general.model>{model_options(&models, None, language)}</select>
                    <button type="button" class="send is-stop" aria-label=general.stop hidden><Icon glyph=Glyph::Stop/></button>
                    <button class="send" aria-label=general.send disabled><Icon glyph=Glyph::Send/></button>
                </div>
            </form>
            <p id="temporary-error" class="form-error" role="alert" hidden></p>
            {model_troubles(&models, language)}
            <p class="note">{note}</p>
        </div>
    }
}
