//! `/files/{conversation}`: the files in the answers of a conversation, their versions and what differs between them. It comes
//! whole from the server, without a script; the panel of the chat shows parts of it.

use crate::{
    auth::api::current_user,
    chat::{
        Chat,
        artifacts::{Artifact, ArtifactVersion, Artifacts},
        model::ConversationId,
    },
    diff::{
        lines::{Hunk, hunks, spans},
        view::{DiffLayouts, DiffView, Layout},
    },
    domain::error::{AppError, Result},
    i18n::{ChatToolsTexts, use_language},
    markup::{Labels, SafeHtml, code_html, language_of},
    ui::{load_error::LoadError, menu_button::MenuButton},
    web::render_queue::Reader,
};
use form_urlencoded::Serializer;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Which file is asked for, in which version, and which version it is compared with.
#[derive(Debug, Clone, Default)]
struct Address {
    file: String,
    version: Option<u32>,
    with: Option<u32>,
    layout: Layout,
}

/// What is shown of a file.
enum Shown {
    Code(SafeHtml),
    Difference(Vec<Hunk>),
}

/// The page.
#[component]
pub fn ArtifactsPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let query = |name: &str| use_query_map().get_untracked().get(name).unwrap_or_default();
    let address = Address {
        file: query("file"),
        version: query("version").parse().ok(),
        with: query("with").parse().ok(),
        layout: Layout::from_name(&query("view")),
    };
    Suspend::new(async move {
        match load(&id, &address).await {
            Ok((id, files, shown)) => view! { <Files id files shown address/> }.into_any(),
            Err(error) => view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    })
}

/// The file that is shown, its version, and what of it.
type Selected = Option<(Artifact, ArtifactVersion, Shown)>;

async fn load(id: &str, address: &Address) -> Result<(ConversationId, Artifacts, Selected)> {
    let labels = Labels { copy: "", ..use_language().markup_labels() };
    let id = id.parse()?;
    let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
    let (_, user) = current_user().await?;
    let files = chat.artifacts(user.id(), id).await?;
    let file = if address.file.is_empty() { files.files.first() } else { Some(files.get(&address.file)?) };
    let Some(file) = file.cloned() else { return Ok((id, files, None)) };
    let version = file.version(address.version).ok_or(AppError::NotFound)?.clone();
    let other = match address.with {
        Some(with) => Some(file.version(Some(with)).ok_or(AppError::NotFound)?.text.clone()),
        None => None,
    };
    let (text, language) = (version.text.clone(), file.language.clone());
    // Highlighting and comparing are work for the processor.
    let bytes = text.len() + other.as_ref().map_or(0, String::len);
    let shown = chat.render_queue().run(Reader::Account(user.id()), bytes, move || match other {
        None => Shown::Code(code_html(&language, &text, labels)),
        Some(other) => Shown::Difference(hunks(&other, &text, &spans(&other, &text))),
    });
    let shown = shown.await?;
    Ok((id, files, Some((file, version, shown))))
}

#[component]
fn Files(
    /// The conversation.
    id: ConversationId,
    /// All of its files.
    files: Artifacts,
    /// The one that is shown.
    shown: Selected,
    /// What is asked for.
    address: Address,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let Artifacts { title, files } = files;
    let current = shown.as_ref().map(|(file, ..)| file.name.clone()).unwrap_or_default();
    let is_empty = files.is_empty();
    let list = files.into_iter().map(|file| view! { <FileRow is_current=file.name == current file texts/> });
    let list = list.collect_view();
    view! {
        <Title text=texts.files/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.files}</h1></header>
            <div class="settings">
                <p class="form-note"><a href=format!("/c/{id}")>{title}</a></p>
                {is_empty.then(|| view! { <p class="form-note">{texts.files_none}</p> })}
                {(!is_empty).then(|| view! {
                    <nav aria-label=texts.files><ul class="plain files-list">{list}</ul></nav>
                    <p><a class="button is-quiet" href=format!("/api/v1/conversations/{id}/files/archive") download>{texts.files_download_all}</a></p>
                })}
                {shown.map(|(file, version, shown)| view! { <ShownFile id file version shown address texts/> })}
            </div>
        </main>
    }
}

#[component]
fn FileRow(
    /// The file.
    file: Artifact,
    /// Whether it is the one that is shown.
    is_current: bool,
    /// The sentences.
    texts: &'static ChatToolsTexts,
) -> impl IntoView {
    let about = [
        language_of(&file.language).map(|(_, name)| name).unwrap_or_default(),
        if file.versions.len() > 1 { texts.files_versions(file.versions.len()) } else { String::new() },
    ];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let current = is_current.then_some("true");
    view! { <li><a href=query(&[("file", &file.name)]) aria-current=current><b>{file.name.clone()}</b><small>{about}</small></a></li> }
}

#[component]
fn ShownFile(
    /// The conversation.
    id: ConversationId,
    /// The file.
    file: Artifact,
    /// The version that is shown.
    version: ArtifactVersion,
    /// What is shown of it.
    shown: Shown,
    /// What is asked for.
    address: Address,
    /// The sentences.
    texts: &'static ChatToolsTexts,
) -> impl IntoView {
    let number = version.number.to_string();
    let content = query(&[("name", &file.name), ("version", &number)]);
    let download = format!("/api/v1/conversations/{id}/files/content{content}");
    let with = address.with.map(|with| with.to_string()).unwrap_or_default();
    let label = file.name.clone();
    let shown = match shown {
        Shown::Code(html) => view! { <div class="files-code" inner_html=html.into_string()></div> }.into_any(),
        Shown::Difference(hunks) => {
            let here = format!("{}&view=", query(&[("file", &file.name), ("version", &number), ("with", &with)]));
            view! {
                <DiffLayouts layout=address.layout address=here/>
                <div class="files-code"><DiffView hunks layout=address.layout label/></div>
            }
            .into_any()
        }
    };
    view! {
        <section class="files-shown">
            <h2>{file.name.clone()}</h2>
            <Versions file number with texts/>
            <p><a class="button is-quiet" href=download download>{texts.files_download}</a></p>
            {shown}
        </section>
    }
}

/// Which version is shown, and which one it is compared with; nothing for a file that has but one.
#[component]
fn Versions(
    /// The file.
    file: Artifact,
    /// The version that is shown.
    number: String,
    /// The one that it is compared with; empty: none.
    with: String,
    /// The sentences.
    texts: &'static ChatToolsTexts,
) -> impl IntoView {
    let options = |chosen: &str| {
        let option = |version: &ArtifactVersion| {
            let number = version.number.to_string();
            let name = texts.files_version(&number);
            view! { <option value=number.clone() selected=number == chosen>{name}</option> }
        };
        file.versions.iter().rev().map(option).collect_view()
    };
    (file.versions.len() > 1).then(|| {
        view! {
            <form class="search-form" method="get">
                <input type="hidden" name="file" value=file.name.clone()/>
                <select name="version" aria-label=texts.files_version_shown>{options(&number)}</select>
                <select name="with" aria-label=texts.files_compare>
                    <option value="">{texts.files_compare_none}</option>
                    {options(&with)}
                </select>
                <button class="button is-quiet">{texts.files_show}</button>
            </form>
        }
    })
}

/// The part of an address from the question mark on.
fn query(pairs: &[(&str, &str)]) -> String {
    format!("?{}", Serializer::new(String::new()).extend_pairs(pairs).finish())
}
