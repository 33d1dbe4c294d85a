//! `/transfer`: everything as one file, out and in: a link, a form and a list.

use super::{
    api::{Transfers, list_transfers},
    model::{Counts, Import, State},
};
use crate::{
    auth::confirm::ConfirmPanel,
    i18n::{ImportExportTexts, use_language},
    ui::{day::Day, lazy_page::LazyPage, menu_button::MenuButton, page_data::PageData},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use std::time::Duration;

const MB: u64 = 1024 * 1024;
const GB: u64 = 1024 * MB;

/// How long until a running import is looked at again.
const LOOKS_AGAIN_AFTER: Duration = Duration::from_secs(3);

/// The page.
pub struct TransferPage {
    data: PageData<Transfers>,
    /// How often it was asked for.
    times: RwSignal<u32>,
}

impl LazyPage for TransferPage {
    fn data() -> Self {
        let times = RwSignal::new(0);
        let data = PageData::new(&["account", "import-export"], move || times.get(), |_| list_transfers());
        Self { data, times }
    }

    fn view(self) -> AnyView {
        let times = self.times;
        let look_again = move |is_running: bool| {
            if is_running {
                set_timeout(move || times.try_update(|times| *times += 1).unwrap_or_default(), LOOKS_AGAIN_AFTER);
            }
        };
        self.data.view(move |transfers| {
            let is_running = transfers.imports.iter().any(|import| import.state == State::Running);
            Effect::new(move || look_again(is_running));
            view! { <Panels transfers is_running/> }.into_any()
        })
    }
}

/// A number of bytes as people read it: in GB where it is a whole number of them, else in MB.
fn size(bytes: u64) -> String {
    if bytes >= GB && bytes.is_multiple_of(GB) { format!("{} GB", bytes / GB) } else { format!("{} MB", bytes / MB) }
}

/// What can be taken out and brought in, and what was.
#[component]
fn Panels(
    /// What there is.
    transfers: Transfers,
    /// Whether one of the imports is running.
    is_running: bool,
) -> impl IntoView {
    let texts = use_language().import_export_texts();
    let Transfers { imports, import_bytes_max, is_recent } = transfers;
    let size = size(import_bytes_max);
    // Why the last file was not taken.
    let error = use_query_map().get_untracked().get("error");
    let error = error.map(|error| match error.as_str() {
        "too_large" => texts.error_too_large(&size),
        "cut_off" => texts.error_cut_off.to_owned(),
        "account_full" => texts.error_account_full.to_owned(),
        "disk_full" => texts.error_disk_full.to_owned(),
        "busy" => texts.error_busy.to_owned(),
        _ => texts.error_unknown.to_owned(),
    });
    view! {
        <Title text=texts.transfer/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{texts.transfer}</h1></header>
            <div class="settings">
                {error.map(|error| view! { <p class="form-error" role="alert">{error}</p> })}
                <section class="panel">
                    <h2>{texts.export}</h2>
                    <p>{texts.export_about}</p>
                    {is_recent.then(|| view! {
                        <a class="button" href="/api/v1/export" rel="external" download>{texts.export_button}</a>
                    })}
                </section>
                {(!is_recent).then(|| view! { <ConfirmPanel next="/transfer"/> })}
                <form class="panel" method="post" action="/transfer/import" enctype="multipart/form-data">
                    <h2>{texts.import}</h2>
                    <p id="import-about">{texts.import_about(&size)}</p>
                    <div class="field">
                        <label for="import-file">{texts.import_file}</label>
                        <input id="import-file" type="file" name="file" required accept=".zip,.json"
                            aria-describedby="import-about"/>
                    </div>
                    <button class="button">{texts.import_button}</button>
                </form>
                {(!imports.is_empty()).then(|| view! { <Imports imports is_running texts/> })}
            </div>
        </main>
    }
}

#[component]
fn Imports(
    /// The newest first.
    imports: Vec<Import>,
    /// Whether one of them is running.
    is_running: bool,
    /// The sentences.
    texts: &'static ImportExportTexts,
) -> impl IntoView {
    view! {
        <section class="panel">
            <h2>{texts.imports}</h2>
            {is_running.then(|| view! { <a class="button is-quiet" href="/transfer">{texts.reload}</a> })}
            <ul class="plain">
                {imports.into_iter().map(|import| view! { <ImportRow import texts/> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn ImportRow(
    /// The import.
    import: Import,
    /// The sentences.
    texts: &'static ImportExportTexts,
) -> impl IntoView {
    let (state, class) = match import.state {
        State::Running => (texts.state_running, "badge is-running"),
        State::Done => (texts.state_done, "badge"),
        State::Failed => (texts.state_failed, "badge is-bad"),
    };
    let counts = import.counts;
    // What failed at once says so itself.
    let has_brought = import.trouble.is_none() || counts != Counts::default();
    let brought = texts.imported(counts.conversations, counts.messages, counts.documents, counts.known);
    // Only our own packages have any.
    let rest = [counts.prompts, counts.personas, counts.code_fixes];
    let [prompts, personas, code_fixes] = rest;
    let rest = (rest != [0; 3]).then(|| texts.imported_rest(prompts, personas, code_fixes));
    let remarks: Vec<_> = import.omissions.iter().map(|(omission, count)| texts.omission(omission, count)).collect();
    view! {
        <li class="import" id=format!("i-{}", import.id)>
            <p><span class=class>{state}</span> " " <span class="form-note"><Day at=import.created_at/></span></p>
            {import.trouble.map(|trouble| view! { <p class="form-error">{texts.fault(trouble)}</p> })}
            {has_brought.then(|| view! { <p>{brought}</p> })}
            {rest.map(|rest| view! { <p>{rest}</p> })}
            <ul class="import-report">
                {remarks.into_iter().map(|remark| view! { <li>{remark}</li> }).collect_view()}
            </ul>
        </li>
    }
}
