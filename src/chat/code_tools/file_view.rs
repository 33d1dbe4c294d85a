//! One file of the panel: a version of it, or what differs between two, with what can be done with it.

use super::files_panel::AnswerFile;
use crate::{
    browser::{clipboard::copy_by_button, document, fetch},
    chat::{
        api::list_files,
        code_runner::{RunView, Source},
        model::{ConversationId, MessageId},
        pages::artifacts::FileContent,
    },
    diff::view::{DiffView, Layout},
    i18n::{ChatToolsTexts, use_language},
    markup::Runtime,
    ui::address,
};
use leptos::{ev::MouseEvent, html, prelude::*, task::spawn_local};

/// A file.
#[component]
pub fn FileView(
    /// The conversation.
    conversation: ConversationId,
    /// The answer.
    message: MessageId,
    /// The file, in the version of the answer.
    file: AnswerFile,
    /// The `id` of the tab that selects it.
    tab: String,
    /// Where a person writes.
    area: NodeRef<html::Textarea>,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let AnswerFile { name, version, versions } = file;
    let (version, with) = (RwSignal::new(version.to_string()), RwSignal::new(String::new()));
    // What is shown; none until it has come.
    let content = RwSignal::new(None::<Result<FileContent, ()>>);
    // What runs, with a number for each run.
    let running = RwSignal::new(None::<(u32, Source)>);
    let runs = StoredValue::new(0);
    let place = NodeRef::<html::Div>::new();
    let code = move || place.get_untracked().and_then(|place| document::code_in(&place));
    let name = StoredValue::new(name);
    Effect::new(move || {
        let (version_now, with_now) = (version.get(), with.get());
        running.set(None);
        let asked = list_files(conversation.to_string(), name.get_value(), version_now.clone(), with_now.clone());
        spawn_local(async move {
            let found = asked.await;
            // Another file or version may have been chosen meanwhile.
            if version.try_get_untracked() == Some(version_now) && with.try_get_untracked() == Some(with_now) {
                content.set(Some(found.ok().and_then(|found| found.shown).map(|shown| shown.content).ok_or(())));
            }
        });
    });
    // Known when the code is on the page.
    let is_runnable = RwSignal::new(false);
    Effect::new(move || {
        content.track();
        request_animation_frame(move || {
            is_runnable.try_set(code().is_some_and(|(language, code)| Runtime::of(&language, &code).is_some()));
        });
    });
    let address = move || {
        let query =
            name.with_value(|name| version.with(|version| address::query(&[("name", name), ("version", version)])));
        ["/api/v1/conversations/", &conversation.to_string(), "/files/content?", &query].concat()
    };
    let copy = move |event: MouseEvent| {
        let Some(button) = document::pressed(&event, "button") else { return };
        let address = untrack(address);
        spawn_local(async move {
            if let Some(text) = fetch::text_at(&address).await {
                copy_by_button(text, button, texts.files_copied);
            }
        });
    };
    let run = move |_| {
        let Some((language, code)) = code() else { return };
        spawn_local(async move {
            let source = Source::new(language, code, Some((conversation, message))).await;
            let number = runs.try_update_value(|runs| {
                *runs += 1;
                *runs
            });
            running.try_set(number.zip(source));
        });
    };
    let shown = move || content.get().map(|content| shown(content, name.get_value(), texts));
    view! {
        <div role="tabpanel" id="file-view" class="files-view" tabindex="-1" aria-labelledby=tab>
            <div class="files-tools">
                {(versions > 1).then(|| view! { <Versions versions version with/> })}
                <button type="button" class="text-button" on:click=copy>{texts.files_copy}</button>
                <a class="text-button" download href=address>{texts.files_download}</a>
                <button type="button" class="text-button" hidden=move || !is_runnable.get() on:click=run>{texts.run}</button>
            </div>
            <For each=move || running.get() key=|(number, _)| *number let(run)>
                <RunView source=run.1 area close=move || running.set(None)/>
            </For>
            <div class="files-place" node_ref=place>{shown}</div>
        </div>
    }
}

fn shown(content: Result<FileContent, ()>, label: String, texts: &'static ChatToolsTexts) -> AnyView {
    match content {
        Ok(FileContent::Code(html)) => {
            view! { <div class="files-code" inner_html=html.into_string()></div> }.into_any()
        }
        Ok(FileContent::Difference(hunks)) => {
            view! { <div class="files-code"><DiffView hunks layout=Layout::Unified label/></div> }.into_any()
        }
        Err(()) => view! { <p role="alert">{texts.files_failed}</p> }.into_any(),
    }
}

/// Which version is shown, and which one it is compared with.
#[component]
fn Versions(
    /// How many there are.
    versions: usize,
    /// The one that is shown.
    version: RwSignal<String>,
    /// The one that it is compared with; empty: none.
    with: RwSignal<String>,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let options = move |chosen: &str| {
        let option = |number: usize| {
            let number = number.to_string();
            let (is_chosen, name) = (number == chosen, texts.files_version(&number));
            view! { <option value=number selected=is_chosen>{name}</option> }
        };
        (1..=versions).map(option).collect_view()
    };
    view! {
        <select aria-label=texts.files_version_shown on:change=move |event| version.set(event_target_value(&event))>
            {options(&version.get_untracked())}
        </select>
        <select aria-label=texts.files_compare on:change=move |event| with.set(event_target_value(&event))>
            <option value="">{texts.files_compare_none}</option>
            {options("")}
        </select>
    }
}
