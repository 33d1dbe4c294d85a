//! What a model changes, hunk by hunk, and the result with the ways on from it.

use super::{fix::AskAgain, use_code_fixes_texts};
use crate::{
    chat::api::SendMessage,
    code_fixes::{
        api::{DecideHunks, DocumentFromFix},
        markdown::markdown,
        model::{DecidedHunk, Fix, FixedFile},
    },
    diff::view::{DiffLayouts, DiffView, Layout},
    i18n::CodeFixesTexts,
    ui::textarea::escape_textarea,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// Most bytes of a result that is shown and can be sent on; a longer one is downloaded.
const SHOWN_BYTES_MAX: usize = 200_000;

/// The files of a fix that is complete.
#[component]
pub(super) fn Files(
    /// The fix.
    fix: Fix,
    /// How differences are shown.
    layout: Layout,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let id = fix.id.to_string();
    let hunks = fix.hunks().count();
    if hunks == 0 {
        return view! {
            <section class="code-state">
                <span>{texts.nothing_changed}</span>
                <AskAgain id/>
            </section>
        }
        .into_any();
    }
    let taken = fix.hunks().filter(|hunk| hunk.is_accepted).count();
    let summary = texts.taken(taken, hunks);
    let changed: Vec<_> = fix.files.iter().filter(|file| !file.hunks.is_empty()).cloned().collect();
    let (again, address) = (id.clone(), format!("/code/{id}?view="));
    view! {
        <form id="code-hunks" class="code-files" method="post" action=DecideHunks::url()>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="view" value=layout.name()/>
            <div class="code-tools">
                <DiffLayouts layout address/>
                <p id="code-taken" class="form-note" role="status" data-text=texts.taken>{summary}</p>
                <div class="code-buttons">
                    <button class="button is-quiet" name="all" value="accept">{texts.take_all}</button>
                    <button class="button is-quiet" name="all" value="reject">{texts.take_none}</button>
                </div>
            </div>
            {changed.into_iter().map(|file| view! { <FileDiff file layout texts/> }).collect_view()}
            <div class="code-save"><button class="button">{texts.save}</button></div>
        </form>
        <Result fix texts/>
        <div class="code-buttons"><AskAgain id=again/></div>
    }
    .into_any()
}

#[component]
fn FileDiff(
    /// The file.
    file: FixedFile,
    /// How the difference is shown.
    layout: Layout,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let FixedFile { path, is_new, hunks, .. } = file;
    let controls = hunks.iter().map(|DecidedHunk { number, is_accepted, .. }| {
        let label = format!("{}: {path} #{number}", texts.take);
        view! {
            <label class="diff-take">
                <input type="checkbox" name="accepted[]" value=number.to_string() checked=*is_accepted aria-label=label/>
                {texts.take}
            </label>
        }
        .into_any()
    });
    let controls = controls.collect();
    let hunks = hunks.into_iter().map(|decided| decided.hunk).collect();
    let label = path.clone();
    view! {
        <section class="code-file">
            <h2>{path} {is_new.then(|| view! { " " <span class="badge">{texts.new_file}</span> })}</h2>
            <DiffView hunks layout label controls/>
        </section>
    }
}

/// The files as they are with what is accepted, and what can be done with them.
#[component]
fn Result(
    /// The fix.
    fix: Fix,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let id = fix.id.to_string();
    let bytes: usize = fix.files.iter().map(|file| file.result.len()).sum();
    let on = (bytes < SHOWN_BYTES_MAX).then(|| markdown(&fix.files));
    let files = fix.files.into_iter().map(|file| {
        let href = format!("/api/v1/code-fixes/{id}/files/{}", file.id);
        let label = format!("{}: {}", texts.download, file.path);
        let copy = format!("{}: {}", texts.copy, file.path);
        let shown = (file.result.len() < SHOWN_BYTES_MAX).then_some(file.result);
        view! {
            <li class="code-result" data-file=file.id.to_string()>
                <div class="code-result-head">
                    <b>{file.path}</b>
                    <button type="button" class="button is-quiet code-copy" aria-label=copy data-done=texts.copied hidden>{texts.copy}</button>
                    <a class="button is-quiet" href=href download aria-label=label>{texts.download}</a>
                </div>
                {shown.map(|shown| view! {
                    <details>
                        <summary>{texts.show_result}</summary>
                        <pre tabindex="0">{shown}</pre>
                    </details>
                })}
            </li>
        }
    });
    let files = files.collect_view();
    view! {
        <section class="panel code-results">
            <h2>{texts.result}</h2>
            <ul class="plain">{files}</ul>
            <div class="code-buttons">
                <a class="button" href=format!("/api/v1/code-fixes/{id}/archive") download>{texts.download_all}</a>
                <form method="post" action=DocumentFromFix::url()>
                    <button class="button is-quiet" name="id" value=id.clone()>{texts.open_as_document}</button>
                </form>
            </div>
            {on.map(|on| view! {
                <details class="code-on">
                    <summary>{texts.send_on}</summary>
                    <form class="code-form" method="post" action=SendMessage::url()>
                        <div class="code-field">
                            <label for="code-on">{texts.send_on_label}</label>
                            <textarea id="code-on" class="code-area" name="content" rows="10" spellcheck="false" inner_html=escape_textarea(&on)></textarea>
                        </div>
                        <button class="button">{texts.send_on_button}</button>
                    </form>
                </details>
            })}
        </section>
    }
}
