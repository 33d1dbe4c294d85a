//! `/transfer`: everything as one file, out and in. A link, a form and a list; no script is needed.

use super::{
    Transfer,
    model::{Counts, Import, State},
};
use crate::{
    auth::{
        api::current_user,
        confirm::{ConfirmPanel, has_recent_log_in},
    },
    domain::error::{AppError, Result},
    i18n::{ImportExportTexts, use_language},
    ui::{day::Day, load_error::LoadError, menu_button::MenuButton},
};
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// While an import runs the page is loaded anew after three seconds.
const REFRESH: &str = "3; url=/transfer";
const MB: u64 = 1024 * 1024;
const GB: u64 = 1024 * MB;

/// The page.
#[component]
pub fn TransferPage() -> impl IntoView {
    let error = use_query_map().get_untracked().get("error");
    Suspend::new(async move {
        match load().await {
            Ok((imports, bytes_max)) => view! { <Panels imports size=size(bytes_max) error/> }.into_any(),
            Err(error) => view! { <main class="main" id="content" tabindex="-1"><LoadError error/></main> }.into_any(),
        }
    })
}

async fn load() -> Result<(Vec<Import>, u64)> {
    let transfer = use_context::<Transfer>().ok_or(AppError::Internal)?;
    let (_, user) = current_user().await?;
    Ok((transfer.list(user.id()).await?, transfer.import_bytes_max()))
}

/// A number of bytes as people read it: in GB where it is a whole number of them, else in MB.
fn size(bytes: u64) -> String {
    if bytes >= GB && bytes.is_multiple_of(GB) { format!("{} GB", bytes / GB) } else { format!("{} MB", bytes / MB) }
}

/// What can be taken out and brought in, and what was.
#[component]
fn Panels(
    /// The newest first.
    imports: Vec<Import>,
    /// How large a file may be.
    size: String,
    /// Why the last file was not taken.
    error: Option<String>,
) -> impl IntoView {
    let texts = use_language().import_export_texts();
    let is_recent = has_recent_log_in();
    let is_running = imports.iter().any(|import| import.state == State::Running);
    // Not as an element of the head: Leptos loses those that come after something was waited for.
    if let Some(response) = use_context::<ResponseOptions>().filter(|_| is_running) {
        response.insert_header(header::REFRESH, HeaderValue::from_static(REFRESH));
    }
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
            {is_running.then(|| view! { <a class="button is-quiet" href="/transfer" rel="external">{texts.reload}</a> })}
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
