//! What a model changes, hunk by hunk.

use super::{
    deciding::{BOXES, Decisions},
    fix::AskAgain,
    model::{ShownFile, ShownFix, ShownHunk},
    result::Results,
    use_code_fixes_texts,
};
use crate::{
    code_fixes::api::DecideHunks,
    diff::view::{DiffLayouts, DiffView, Layout},
    i18n::CodeFixesTexts,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// The files of a fix that is complete.
#[component]
pub(super) fn Files(
    /// The fix.
    fix: ShownFix,
    /// How differences are shown.
    layout: Layout,
    /// Counts how often the page is to be loaded anew.
    reload: RwSignal<u32>,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let id = fix.id.to_string();
    let hunks: usize = fix.files.iter().map(|file| file.hunks.len()).sum();
    if hunks == 0 {
        return view! {
            <section class="code-state">
                <span>{texts.nothing_changed}</span>
                <AskAgain id/>
            </section>
        }
        .into_any();
    }
    let decisions = Decisions::new(&fix, reload);
    let summary = move || texts.taken(decisions.count(), hunks);
    let take = move |is_accepted| {
        move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            decisions.decide_all(is_accepted);
        }
    };
    let changed: Vec<_> = fix.files.iter().filter(|file| !file.hunks.is_empty()).cloned().collect();
    let (again, address) = (id.clone(), format!("/code/{id}?view="));
    view! {
        <form class="code-files" method="post" action=DecideHunks::url() node_ref=decisions.form>
            <input type="hidden" name="id" value=id/>
            <input type="hidden" name="view" value=layout.name()/>
            <div class="code-tools">
                <DiffLayouts layout address/>
                <p class="form-note" role="status">{summary}</p>
                <div class="code-buttons">
                    <button class="button is-quiet" name="all" value="accept" on:click=take(true)>{texts.take_all}</button>
                    <button class="button is-quiet" name="all" value="reject" on:click=take(false)>{texts.take_none}</button>
                </div>
            </div>
            {changed.into_iter().map(|file| view! { <FileDiff file layout decisions texts/> }).collect_view()}
            // Nothing is left to save where it is sent at once.
            <div class="code-save" hidden=decisions.is_live><button class="button">{texts.save}</button></div>
        </form>
        <Results fix decisions texts/>
        <div class="code-buttons"><AskAgain id=again/></div>
    }
    .into_any()
}

#[component]
fn FileDiff(
    /// The file.
    file: ShownFile,
    /// How the difference is shown.
    layout: Layout,
    /// What is taken of the fix.
    decisions: Decisions,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let ShownFile { path, is_new, hunks, .. } = file;
    let controls = hunks.iter().map(|ShownHunk { number, is_accepted, .. }| {
        let label = format!("{}: {path} #{number}", texts.take);
        view! {
            <label class="diff-take">
                // A browser would keep what was ticked before, whatever is stored by then.
                <input type="checkbox" name=BOXES value=number.to_string() checked=*is_accepted aria-label=label
                    autocomplete="off" on:change=move |_| decisions.decide()/>
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
