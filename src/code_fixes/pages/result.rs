//! The files of a fix as they are with what is accepted, and the ways on from there.

use super::{
    deciding::Decisions,
    model::{ShownFile, ShownFix},
};
use crate::{
    browser::{clipboard, document},
    chat::api::SendMessage,
    code_fixes::{
        api::{DocumentFromFix, read_fixed_file},
        model::FixId,
    },
    i18n::CodeFixesTexts,
    ui::{preformatted::preformatted, textarea::escape_textarea},
};
use leptos::{ev::MouseEvent, html, prelude::*, server_fn::ServerFn, task::spawn_local};

/// The files, to be downloaded, looked at, copied, and gone on with.
#[component]
pub(super) fn Results(
    /// The fix.
    fix: ShownFix,
    /// What is taken of it.
    decisions: Decisions,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let id = fix.id;
    let files = fix.files.into_iter().enumerate();
    let files = files.map(|(at, file)| view! { <ResultRow id file at decisions texts/> }).collect_view();
    view! {
        <section class="panel code-results">
            <h2>{texts.result}</h2>
            <ul class="plain">{files}</ul>
            <div class="code-buttons">
                <a class="button" href=format!("/api/v1/code-fixes/{id}/archive") download>{texts.download_all}</a>
                <form method="post" action=DocumentFromFix::url()>
                    <button class="button is-quiet" name="id" value=id.to_string()>{texts.open_as_document}</button>
                </form>
            </div>
            {fix.result.markdown.map(|markdown| view! { <SendOn markdown decisions texts/> })}
        </section>
    }
}

/// One file.
#[component]
fn ResultRow(
    /// The fix.
    id: FixId,
    /// The file.
    file: ShownFile,
    /// Its place in the order of the files.
    at: usize,
    /// What is taken of the fix.
    decisions: Decisions,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let ShownFile { id: file, path, .. } = file;
    let href = format!("/api/v1/code-fixes/{id}/files/{file}");
    let (download_label, copy_label) = (format!("{}: {path}", texts.download), format!("{}: {path}", texts.copy));
    let is_shown = decisions.result.with_untracked(|result| result.files.get(at).is_some_and(Option::is_some));
    let copy = move |event: MouseEvent| {
        let Some(button) = document::pressed(&event, "button") else { return };
        let put = move |text| clipboard::copy_by_button(text, button, texts.copied);
        match decisions.result.try_with_untracked(|result| result.files.get(at).cloned().flatten()).flatten() {
            Some(text) => put(text),
            None => spawn_local(async move {
                // The button does not say that it has copied what could not be had.
                if let Ok(text) = read_fixed_file(id, file).await {
                    put(text);
                }
            }),
        }
    };
    view! {
        <li class="code-result">
            <div class="code-result-head">
                <b>{path}</b>
                <button type="button" class="button is-quiet" aria-label=copy_label hidden=move || !decisions.is_live.get()
                    on:click=copy>{texts.copy}</button>
                <a class="button is-quiet" href=href download aria-label=download_label>{texts.download}</a>
            </div>
            {is_shown.then(|| view! {
                <details hidden=move || decisions.text(at).is_none()>
                    <summary>{texts.show_result}</summary>
                    <pre tabindex="0">{move || preformatted(decisions.text(at).unwrap_or_default())}</pre>
                </details>
            })}
        </li>
    }
}

/// Sends the files to a new chat. They are those that are taken, unless a person has written something there.
#[component]
fn SendOn(
    /// The files as Markdown.
    markdown: String,
    /// What is taken of the fix.
    decisions: Decisions,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move || {
        let markdown = decisions.result.with(|result| result.markdown.clone());
        if let Some((area, markdown)) = area.get_untracked().zip(markdown) {
            document::refill(&area, &markdown);
        }
    });
    view! {
        <details class="code-on">
            <summary>{texts.send_on}</summary>
            <form class="code-form" method="post" action=SendMessage::url()>
                <div class="code-field">
                    <label for="code-on">{texts.send_on_label}</label>
                    <textarea id="code-on" class="code-area" name="content" rows="10" spellcheck="false" node_ref=area
                        inner_html=escape_textarea(&markdown)></textarea>
                </div>
                <button class="button">{texts.send_on_button}</button>
            </form>
        </details>
    }
}
