//! What shows code that runs: a frame and a console, with buttons to stop, run again and close.

use super::{
    Source,
    console::ConsoleView,
    runner::{Runner, Shown},
    warning::Warning,
};
use crate::{
    chat::{code_tools::fenced, context},
    i18n::use_language,
    markup::Runtime,
};
use leptos::{html, prelude::*};

/// Runs code, and shows what comes of it.
#[component]
pub fn RunView(
    /// What is run.
    source: Source,
    /// Where a person writes.
    area: NodeRef<html::Textarea>,
    /// Closes it.
    close: impl Fn() + 'static,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let runner = Runner::new(source, texts);
    let close = UnsyncCallback::new(move |()| close());
    Effect::new(move || runner.start());
    let has_errors = Memo::new(move |_| runner.console.errors.with(|errors| !errors.is_empty()));
    let is_asked = Memo::new(move |_| runner.shown.get() == Shown::Warning);
    // What code has told may be meant for the model and not for the person, who reads it before it is sent.
    let fix = move |_| {
        let errors = runner.console.errors.with_untracked(|errors| fenced(errors, ""));
        let code = runner.source.with_value(|source| fenced(&source.asked, &source.language));
        context::propose(area, &[texts.ask_fix, "\n\n", &code, "\n\n", &errors].concat());
    };
    let warning = move || {
        let go_on = UnsyncCallback::new(move |()| runner.start());
        is_asked.get().then(|| view! { <Warning go_on leave=close/> })
    };
    // Each run has a frame of its own.
    let frames = move || match runner.shown.get() {
        Shown::Frame(number) => vec![number],
        Shown::Nothing | Shown::Warning => Vec::new(),
    };
    view! {
        <section class="run" aria-label=texts.run_result>
            <div class="run-head">
                <b>{texts.run_result}</b>
                <span class="run-state" role="status">{move || runner.state.get()}</span>
                <button type="button" class="text-button" hidden=move || runner.is_over.get()
                    on:click=move |_| runner.stop(texts.run_stopped)>{texts.run_stop}</button>
                <button type="button" class="text-button" hidden=move || is_asked.get() on:click=move |_| runner.start()>
                    {texts.run_again}
                </button>
                <button type="button" class="text-button" on:click=move |_| close.run(())>{texts.close}</button>
            </div>
            <div class="run-place">
                {warning}
                <For each=frames key=|number| *number let(number)><Frame runner number/></For>
            </div>
            <ConsoleView console=runner.console label=texts.run_console/>
            <button type="button" class="button is-quiet" hidden=move || !has_errors.get() || is_asked.get() on:click=fix>
                {texts.run_fix}
            </button>
        </section>
    }
}

/// The frame of one run. Without `allow-same-origin` whatever runs in it is a stranger to this page.
#[component]
fn Frame(
    /// What runs.
    runner: Runner,
    /// The number of the run.
    number: u32,
) -> impl IntoView {
    let runtime = runner.runtime();
    let is_page = matches!(runtime, Runtime::Page | Runtime::Style);
    let is_hidden = matches!(runtime, Runtime::Script | Runtime::Python);
    let class = if is_page { "run-frame is-page" } else { "run-frame" };
    let title = use_language().chat_tools_texts().run_result;
    view! {
        <iframe class=class sandbox="allow-scripts" src="/sandbox" title=title hidden=is_hidden node_ref=runner.frame
            on:load=move |_| runner.loaded(number)></iframe>
    }
}
