//! `/share/{token}`: what a link leads to, for anybody who has it. Who is reading decides on the last button alone.

use crate::{
    auth::{Auth, current_account},
    domain::error::{AppError, Result},
    i18n::{Language, use_language, use_texts},
    markup::{self, Labels, SafeHtml},
    sharing::{
        Sharing,
        api::CopyShare,
        snapshot::{Shared, SharedMessage, Snapshot},
    },
    ui::{
        day::{DAY, DaySentence},
        form_error::form_error,
        load_error::LoadError,
        logo::Mark,
    },
    web::render_queue::{Reader, RenderQueue},
};
use http::{HeaderName, HeaderValue, header, request::Parts};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// The page. What is unknown, has ended or was revoked looks the same: there is no such page.
#[component]
pub fn SharedPage() -> impl IntoView {
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let request = use_context::<Parts>();
    let has_account = request.as_ref().is_some_and(|request| matches!(current_account(request), Ok(Some(_))));
    insert_headers();
    let response = use_context::<ResponseOptions>();
    Suspend::new(async move {
        let read = open(request, &token).await;
        // What is not said to be found stays out of indexes, as does the page that says that there is nothing.
        if let (Some(response), Err(_) | Ok(Read { is_findable: false, .. })) = (response, &read) {
            response.insert_header(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        }
        match read {
            Ok(read) => view! { <SharedView read token has_account/> }.into_any(),
            Err(error) => view! { <main class="gate" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    })
}

/// Keeps the link out of caches and other sites' logs.
fn insert_headers() {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    // A browser that asks each time sees at once that a link was revoked.
    response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    // A form of a page without any referrer is sent from the origin `null` (Fetch §3.2), which is refused where the browser
    // does not say itself that it stays on the site. No other site learns the address either way.
    response.insert_header(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
}

/// What there is to read.
struct Read {
    title: String,
    created_at: i64,
    is_document: bool,
    is_findable: bool,
    parts: Vec<Part>,
}

/// A message, or a whole document.
struct Part {
    /// The name of the model that wrote it; none: a person.
    model: Option<String>,
    /// What it is written in, as far as that can be told.
    language: Option<Language>,
    /// As typed; only of a person's message.
    text: String,
    /// As HTML; of all else.
    blocks: Vec<SafeHtml>,
}

async fn open(request: Option<Parts>, token: &str) -> Result<Read> {
    let language = use_language();
    let (sharing, auth) = use_context::<Sharing>().zip(use_context::<Auth>()).ok_or(AppError::Internal)?;
    let network = auth.client_network(&request.ok_or(AppError::Internal)?);
    let Shared { title, created_at, is_findable, content } = sharing.find(network, token).await?;
    let is_document = matches!(content, Snapshot::Document(_));
    let parts = parts(sharing.render_queue(), Reader::Visitor(network), content, language).await?;
    Ok(Read { title, created_at, is_document, is_findable, parts })
}

async fn parts(render_queue: &RenderQueue, reader: Reader, content: Snapshot, language: Language) -> Result<Vec<Part>> {
    // Nothing here answers a click.
    let labels = Labels { copy: "", ..language.markup_labels() };
    let render = move |text: &str| markup::render(text, &labels);
    match content {
        Snapshot::Document(text) => {
            let language = Language::from_text(&text);
            let blocks = render_queue.run(reader, text.len(), move || render(&text)).await?;
            Ok(vec![Part { model: None, language, blocks, text: String::new() }])
        }
        Snapshot::Conversation(said) => {
            let part = move |SharedMessage { model, text }| {
                let language = Language::from_text(&text);
                let blocks = if model.is_some() { render(&text) } else { Vec::new() };
                let text = if model.is_some() { String::new() } else { text };
                Part { model, language, text, blocks }
            };
            render_queue.each(reader, said, |said| said.text.len(), part).await
        }
    }
}

#[component]
fn SharedView(
    /// What there is to read.
    read: Read,
    /// The token of the link.
    token: String,
    /// Whether the reader has an account and is logged in.
    has_account: bool,
) -> impl IntoView {
    let texts = use_language().sharing_texts();
    let Read { title, created_at, is_document, parts, .. } = read;
    let about = if is_document { texts.about_document(DAY) } else { texts.about_conversation(DAY) };
    let is_empty = parts.is_empty();
    let parts = parts.into_iter().map(|part| view! { <PartView part is_document/> }).collect_view();
    view! {
        <Title text=title.clone()/>
        <main class="share" id="content" tabindex="-1">
            <header class="share-head">
                <Mark/>
                <h1>{title}</h1>
                <p class="form-note"><DaySentence text=about at=created_at/></p>
            </header>
            <div class="share-said">{parts}</div>
            {is_empty.then(|| view! { <p class="form-note">{texts.nothing_said}</p> })}
            <footer class="share-foot">
                <GoOn token has_account/>
                <p class="form-note">{texts.shared_from}</p>
            </footer>
        </main>
    }
}

#[component]
fn PartView(
    /// A message, or the document.
    part: Part,
    /// Whether it is the document.
    is_document: bool,
) -> impl IntoView {
    let (texts, general) = (use_language().sharing_texts(), use_texts());
    let Part { model, language, text, blocks } = part;
    let lang = language.map(Language::tag);
    let is_typed = model.is_none() && !is_document;
    let author = match model {
        None => texts.a_person.to_owned(),
        Some(name) if name.is_empty() => general.assistant.to_owned(),
        Some(name) => name,
    };
    let blocks = blocks.into_iter().map(|html| view! { <div class="block" inner_html=html.into_string()></div> });
    let blocks = blocks.collect_view();
    view! {
        <article>
            {(!is_document).then(|| view! { <p class="share-by">{author}</p> })}
            {if is_typed {
                view! { <div class="ask" lang=lang><p class="ask-text">{text}</p></div> }.into_any()
            } else {
                view! { <div class="prose" lang=lang>{blocks}</div> }.into_any()
            }}
        </article>
    }
}

/// The way to a copy of one's own; for a visitor by way of the log-in.
#[component]
fn GoOn(
    /// The token of the link.
    token: String,
    /// Whether the reader has an account and is logged in.
    has_account: bool,
) -> impl IntoView {
    let texts = use_language().sharing_texts();
    // Whatever it is about, there is but one button here.
    let error = form_error::<CopyShare>().get_untracked().map(|error| use_texts().error(&error));
    view! {
        <form method="post" action=CopyShare::url()>
            {error.map(|error| view! { <p class="form-error" role="alert">{error}</p> })}
            <button class="button" name="token" value=token>{if has_account { texts.go_on } else { texts.go_on_log_in }}</button>
        </form>
        {has_account.then(|| view! { <p class="form-note">{texts.go_on_about}</p> })}
    }
}
