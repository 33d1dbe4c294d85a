//! `/code`: what is to be mended, and what was.

use super::{FlashMessage, loaded, query, use_code_fixes_texts};
use crate::{
    code_fixes::model::{FILES_MAX, FixSummary},
    domain::page::Page,
    generation::model::Status,
    i18n::{CodeFixesTexts, use_texts},
    provider::model::ModelList,
    ui::{day::Day, empty_state::Empty, icon::Glyph, menu_button::MenuButton, saved::Saved},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::location::Url;

/// Fixes of one page of the list.
const PAGE_LENGTH: usize = 20;

/// The page.
#[component]
pub fn CodePage() -> impl IntoView {
    let cursor = query("older").parse().ok();
    loaded(
        move |fixes, user| async move {
            Ok((fixes.list(user.id(), cursor, PAGE_LENGTH).await?, fixes.providers().list().await))
        },
        |(page, models)| view! { <Code page models/> },
    )
}

#[component]
fn Code(
    /// What was mended.
    page: Page<FixSummary>,
    /// Who can mend.
    models: ModelList,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let is_empty = page.items.is_empty();
    let older = page.next_cursor.map(|cursor| format!("/code?older={}", Url::escape(&cursor)));
    let rows = page.items.into_iter().map(|item| view! { <Row item/> }).collect_view();
    view! {
        <Title text=use_texts().fix_code/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{use_texts().fix_code}</h1></header>
            <div class="code-page">
                <FlashMessage/>
                <Saved of="deleted" text=texts.deleted/>
                <NewForm models texts/>
                <h2>{texts.fixes}</h2>
                {is_empty.then(|| view! { <Empty glyph=Glyph::Code text=texts.fixes_none/> })}
                <ul class="plain">{rows}</ul>
                {older.map(|href| view! { <a class="button is-quiet" href=href>{texts.older}</a> })}
            </div>
        </main>
    }
}

#[component]
fn NewForm(
    /// Who can mend.
    models: ModelList,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let ModelList { models, default, .. } = models;
    let options = models.into_iter().map(|model| {
        let is_default = default.as_ref() == Some(&model.id);
        view! { <option value=model.id.to_string() selected=is_default>{model.name}</option> }
    });
    let options = options.collect_view();
    let hint = texts.files_hint(FILES_MAX);
    view! {
        <form id="code-form" class="panel code-form" method="post" action="/code/new" enctype="multipart/form-data">
            <div class="code-field">
                <label for="code-text">{texts.code}</label>
                <textarea id="code-text" class="code-area" name="code" rows="12" spellcheck="false" autocapitalize="off"
                    autocomplete="off" wrap="off" placeholder=texts.code_hint></textarea>
            </div>
            <div class="code-row">
                <div class="code-field">
                    <label for="code-name">{texts.name}</label>
                    <input id="code-name" name="name" maxlength="200" placeholder="src/main.py" autocapitalize="off"
                        autocomplete="off" spellcheck="false"/>
                </div>
                <div class="code-field">
                    <label for="code-files">{texts.files}</label>
                    <input id="code-files" type="file" name="files" multiple aria-describedby="code-files-hint"/>
                    <p id="code-files-hint" class="form-note">{hint}</p>
                    <ul id="code-files-list" class="plain code-chosen" hidden></ul>
                </div>
            </div>
            <div class="code-field">
                <label for="code-wrong">{texts.wrong}</label>
                <textarea id="code-wrong" class="code-area" name="instruction" rows="4" maxlength="32000"
                    placeholder=texts.wrong_hint></textarea>
            </div>
            <div class="code-send">
                <select name="model" aria-label=texts.model>{options}</select>
                <button class="button">{texts.send}</button>
            </div>
        </form>
    }
}

#[component]
fn Row(
    /// The fix.
    item: FixSummary,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let state = match item.status {
        Status::Generating => Some(("badge", texts.state_generating)),
        Status::Stopped | Status::Interrupted => Some(("badge is-quiet", texts.state_cut_short)),
        Status::Failed => Some(("badge is-quiet", texts.state_failed)),
        Status::Complete => None,
    };
    view! {
        <li class="session">
            <div>
                <p class="session-device"><a href=format!("/code/{}", item.id)>{item.title}</a></p>
                <p class="form-note"><Day at=item.created_at/> " · " {item.model}</p>
            </div>
            {state.map(|(class, state)| view! { <span class=class>{state}</span> })}
        </li>
    }
}
