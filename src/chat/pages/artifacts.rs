//! `/files/{conversation}`: the files in the answers of a conversation, their versions and what differs between them. Forms
//! and links; the panel of the chat shows parts of it.

mod model;
#[cfg(feature = "ssr")]
mod view;

pub use model::{ConversationFiles, FileContent, FileEntry, ShownFile};
#[cfg(feature = "ssr")]
pub(in crate::chat) use view::open_files;

use crate::{
    chat::{api::list_files, model::ConversationId},
    diff::view::{DiffLayouts, DiffView, Layout},
    i18n::{ChatToolsTexts, use_language},
    ui::{address, get_form::GetForm, lazy_page::LazyPage, menu_button::MenuButton, page_data::PageData},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

/// The page.
pub struct ArtifactsPage(PageData<Opened>);

/// What there is, and how differences are shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Opened {
    files: ConversationFiles,
    /// The name of a [`Layout`].
    layout: String,
}

impl LazyPage for ArtifactsPage {
    fn data() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let asked = move || {
            let id = params.with(|params| params.get("id").unwrap_or_default());
            let names = ["file", "version", "with", "view"];
            (id, query.with(|query| names.map(|name| query.get(name).unwrap_or_default())))
        };
        Self(PageData::new(&["chat-tools", "code-fixes"], asked, |(id, [file, version, with, layout])| async move {
            Ok(Opened { files: list_files(id, file, version, with).await?, layout })
        }))
    }

    fn view(self) -> AnyView {
        // Made anew each time: what was chosen in the form belongs to the file before.
        self.0.view(|opened| (move || view! { <Files opened=opened.clone()/> }).into_any())
    }
}

#[component]
fn Files(
    /// What there is.
    opened: Opened,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let Opened { files: ConversationFiles { id, title, files, shown }, layout } = opened;
    let layout = Layout::from_name(&layout);
    let current = shown.as_ref().map(|file| file.name.clone()).unwrap_or_default();
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
                {shown.map(|file| view! { <Shown id file layout texts/> })}
            </div>
        </main>
    }
}

#[component]
fn FileRow(
    /// The file.
    file: FileEntry,
    /// Whether it is the one that is shown.
    is_current: bool,
    /// The sentences.
    texts: &'static ChatToolsTexts,
) -> impl IntoView {
    let FileEntry { name, language, answers } = file;
    let versions = answers.len();
    let about = [language, if versions > 1 { texts.files_versions(versions) } else { String::new() }];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let (href, current) = (link(&[("file", &name)]), is_current.then_some("true"));
    view! { <li><a href=href aria-current=current><b>{name}</b><small>{about}</small></a></li> }
}

#[component]
fn Shown(
    /// The conversation.
    id: ConversationId,
    /// The file.
    file: ShownFile,
    /// How differences are shown.
    layout: Layout,
    /// The sentences.
    texts: &'static ChatToolsTexts,
) -> impl IntoView {
    let ShownFile { name, version, versions, with, content } = file;
    let number = version.to_string();
    let named = link(&[("name", &name), ("version", &number)]);
    let download = format!("/api/v1/conversations/{id}/files/content{named}");
    let with = with.map(|with| with.to_string()).unwrap_or_default();
    let label = name.clone();
    let content = match content {
        FileContent::Code(html) => view! { <div class="files-code" inner_html=html.into_string()></div> }.into_any(),
        FileContent::Difference(hunks) => {
            let here = format!("{}&view=", link(&[("file", &name), ("version", &number), ("with", &with)]));
            view! {
                <DiffLayouts layout address=here/>
                <div class="files-code"><DiffView hunks layout label/></div>
            }
            .into_any()
        }
    };
    view! {
        <section class="files-shown">
            <h2>{name.clone()}</h2>
            <Versions id name versions number with texts/>
            <p><a class="button is-quiet" href=download download>{texts.files_download}</a></p>
            {content}
        </section>
    }
}

/// Which version is shown, and which one it is compared with; nothing for a file that has but one.
#[component]
fn Versions(
    /// The conversation.
    id: ConversationId,
    /// The file.
    name: String,
    /// How many versions there are.
    versions: u32,
    /// The version that is shown.
    number: String,
    /// The one that it is compared with; empty: none.
    with: String,
    /// The sentences.
    texts: &'static ChatToolsTexts,
) -> impl IntoView {
    let options = move |chosen: &str| {
        let option = |version: u32| {
            let number = version.to_string();
            let name = texts.files_version(&number);
            view! { <option value=number.clone() selected=number == chosen>{name}</option> }
        };
        (1..=versions).rev().map(option).collect_view()
    };
    (versions > 1).then(|| {
        view! {
            <GetForm action=format!("/files/{id}") attr:class="search-form">
                <input type="hidden" name="file" value=name/>
                <select name="version" aria-label=texts.files_version_shown>{options(&number)}</select>
                <select name="with" aria-label=texts.files_compare>
                    <option value="">{texts.files_compare_none}</option>
                    {options(&with)}
                </select>
                <button class="button is-quiet">{texts.files_show}</button>
            </GetForm>
        }
    })
}

/// The part of an address from the question mark on.
fn link(pairs: &[(&str, &str)]) -> String {
    format!("?{}", address::query(pairs))
}
