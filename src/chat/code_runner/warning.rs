//! What a person is told before code runs that a browser cannot keep from the network.

use crate::{
    browser::{document, sandbox::brands},
    i18n::use_language,
    markup::Runtime,
};
use leptos::{html, prelude::*};

/// The first Chromium that knows `Connection-Allowlist` (`src/chat/sandbox.rs`), by which the server closes them.
const CHROMIUM: u32 = 152;
/// A browser that is made of it, and does not.
const WITHOUT: &str = "Microsoft Edge";
/// That it was answered in this tab; gone with it, and with the log-in.
const ANSWERED: &str = "supbot-run-warned";

/// Whether code may reach the network in this browser, and nobody has said that it may: code with a document has ways that no
/// content security policy closes, as WebRTC, and connections opened in advance.
pub fn may_reach_network(runtime: Runtime) -> bool {
    let has_document = matches!(runtime, Runtime::Page | Runtime::ScriptInPage);
    has_document && !closes_connections() && !document::is_remembered(ANSWERED)
}

fn closes_connections() -> bool {
    let brands = brands();
    let is_new = brands.iter().any(|(brand, version)| brand == "Chromium" && *version >= CHROMIUM);
    is_new && !brands.iter().any(|(brand, _)| brand == WITHOUT)
}

/// The question, with the ways to go on and not to.
#[component]
pub fn Warning(
    /// Runs it anyway.
    go_on: UnsyncCallback<()>,
    /// Does not.
    leave: UnsyncCallback<()>,
) -> impl IntoView {
    let texts = use_language().chat_tools_texts();
    let yes = NodeRef::<html::Button>::new();
    Effect::new(move || {
        if let Some(yes) = yes.get() {
            let _ = yes.focus();
        }
    });
    let run = move |_| {
        document::remember(ANSWERED);
        go_on.run(());
    };
    view! {
        <div class="run-warning" role="alertdialog" aria-describedby="run-warning" aria-label=texts.run_warning_title>
            <p id="run-warning">{texts.run_warning}</p>
            <button type="button" class="button is-quiet" node_ref=yes on:click=run>{texts.run_warning_run}</button>
            <button type="button" class="text-button" on:click=move |_| leave.run(())>{texts.cancel}</button>
        </div>
    }
}
