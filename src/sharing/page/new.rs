//! `/shares/new?conversation=ID` and `?document=ID`: says what whoever has the link will see, before there is one.

use super::query;
use crate::{
    auth::flash::posted_value,
    i18n::{SharingTexts, use_language},
    sharing::{
        api::{CreateShare, context, source},
        model::{ShareError, Snapshot},
    },
    ui::{
        form_error::{FormError, form_error},
        load_error::LoadError,
        menu_button::MenuButton,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// After how many days a link may end; 0: it does not.
const DAYS: [u32; 5] = [30, 7, 90, 365, 0];

/// The page.
#[component]
pub fn NewSharePage() -> impl IntoView {
    let (conversation, document, code) = (query("conversation"), query("document"), query("error"));
    Suspend::new(async move {
        let told = ShareError::OWN.into_iter().find(|error| error.code() == code);
        match load(&conversation, &document).await {
            Ok((title, shown)) => view! { <NewShare title shown conversation document told/> }.into_any(),
            Err(ShareError::Other(error)) => {
                view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any()
            }
            Err(error) => view! { <Refused error conversation document/> }.into_any(),
        }
    })
}

/// The title of what is to be shared, and what will be shown of it.
async fn load(conversation: &str, document: &str) -> Result<(String, String), ShareError> {
    let language = use_language();
    let texts = language.sharing_texts();
    let (_, sharing, user) = context().await?;
    let (title, snapshot) = sharing.snapshot(user.id(), source(conversation, document)?, language).await?;
    let shown = match snapshot {
        Snapshot::Conversation(said) => texts.shown_conversation(said.len()),
        Snapshot::Document(_) => texts.shown_document.to_owned(),
    };
    Ok((title, shown))
}

#[component]
fn NewShare(
    /// The title of what is to be shared.
    title: String,
    /// What will be shown.
    shown: String,
    /// The conversation; empty: a document.
    conversation: String,
    /// The document; empty: a conversation.
    document: String,
    /// Why it was not shared, when that was just tried.
    told: Option<ShareError>,
) -> impl IntoView {
    let language = use_language();
    let texts = language.sharing_texts();
    let error = form_error::<CreateShare>();
    let back = origin(&conversation, &document);
    let chosen = posted_value::<CreateShare>("days").and_then(|days| days.parse().ok());
    let is_findable = posted_value::<CreateShare>("is_findable").is_some();
    let options = DAYS.map(|days| {
        view! { <option value=days.to_string() selected=Some(days) == chosen>{ending(texts, days)}</option> }
    });
    view! {
        <Title text=texts.share/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.share}</h1></header>
            <div class="settings">
                <section class="panel share-new">
                    <h2>{title}</h2>
                    <h3>{texts.shown_title}</h3>
                    <div><p>{shown}</p><p>{texts.shown_anybody}</p></div>
                    {told.map(|error| view! { <p class="form-error" role="alert">{error.sentence(language)}</p> })}
                    <form class="fields" method="post" action=CreateShare::url()>
                        <input type="hidden" name="conversation" value=conversation/>
                        <input type="hidden" name="document" value=document/>
                        <div class="field">
                            <label for="share-days">{texts.ends}</label>
                            <select id="share-days" name="days">{options}</select>
                        </div>
                        <label class="check">
                            <input type="checkbox" name="is_findable" value="true" checked=is_findable/>{texts.findable}
                        </label>
                        <FormError error/>
                        <button class="button">{texts.make}</button>
                    </form>
                    <a href=back>{texts.cancel}</a>
                </section>
            </div>
        </main>
    }
}

/// Why it cannot be shared at present.
#[component]
fn Refused(
    /// Why.
    error: ShareError,
    /// The conversation; empty: a document.
    conversation: String,
    /// The document; empty: a conversation.
    document: String,
) -> impl IntoView {
    let language = use_language();
    let texts = language.sharing_texts();
    view! {
        <Title text=texts.share/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.share}</h1></header>
            <div class="settings">
                <p class="form-error" role="alert">{error.sentence(language)}</p>
                <p><a href=origin(&conversation, &document)>{texts.cancel}</a></p>
            </div>
        </main>
    }
}

/// The page of what is to be shared.
fn origin(conversation: &str, document: &str) -> String {
    match source(conversation, document) {
        Ok(source) => source.path(),
        Err(_) => "/".to_owned(),
    }
}

/// What the end after so many days is called.
fn ending(texts: &SharingTexts, days: u32) -> String {
    if days == 0 { texts.ends_when_revoked.to_owned() } else { texts.ends_in(days) }
}
