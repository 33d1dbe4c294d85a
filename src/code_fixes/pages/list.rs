//! `/code`: what is to be mended, and what was.

use super::{
    FlashMessage,
    model::{FixList, ModelChoice},
    use_code_fixes_texts,
};
use crate::{
    browser::files,
    code_fixes::{
        api::list_fixes,
        model::{FILES_MAX, FixSummary},
    },
    generation::model::Status,
    i18n::{CodeFixesTexts, use_texts},
    ui::{
        address, day::Day, empty_state::Empty, icon::Glyph, lazy_page::LazyPage, menu_button::MenuButton,
        page_data::PageData, saved::Saved,
    },
};
use leptos::{ev::DragEvent, html, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

/// The page.
pub struct CodePage(PageData<FixList>);

impl LazyPage for CodePage {
    fn data() -> Self {
        let query = use_query_map();
        let asked =
            move || query.with(|query| ["older", "error", "wait"].map(|name| query.get(name).unwrap_or_default()));
        Self(PageData::new(&["code-fixes"], asked, |[cursor, error, wait]| list_fixes(cursor, error, wait)))
    }

    fn view(self) -> AnyView {
        self.0.view(|list| view! { <Code list/> }.into_any())
    }
}

#[component]
fn Code(
    /// What was mended, and who can mend.
    list: FixList,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let FixList { page, models, refused } = list;
    let is_empty = page.items.is_empty();
    let older = page.next_cursor.map(|cursor| format!("/code?{}", address::query(&[("older", &cursor)])));
    let rows = page.items.into_iter().map(|item| view! { <Row item/> }).collect_view();
    view! {
        <Title text=use_texts().fix_code/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar"><MenuButton/><h1>{use_texts().fix_code}</h1></header>
            <div class="code-page">
                <FlashMessage refused/>
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
    models: Vec<ModelChoice>,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    let option = |ModelChoice { id, name, is_default }| view! { <option value=id selected=is_default>{name}</option> };
    let options = models.into_iter().map(option).collect_view();
    let input = NodeRef::<html::Input>::new();
    let (chosen, is_over) = (RwSignal::new(Vec::<String>::new()), RwSignal::new(false));
    let show = move || {
        if let Some(input) = input.try_get_untracked().flatten() {
            chosen.set(files::names(&input));
        }
    };
    // What the browser has kept when a person comes back.
    Effect::new(show);
    let drag = move |event: DragEvent| {
        if files::are_dragged(&event) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let drop = move |event: DragEvent| {
        is_over.set(false);
        if input.try_get_untracked().flatten().is_some_and(|input| files::add_dropped(&event, &input)) {
            event.prevent_default();
            show();
        }
    };
    let names = move || chosen.get().into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    let hint = texts.files_hint(FILES_MAX);
    view! {
        <form id="code-form" class="panel code-form" class:is-over=is_over method="post" action="/code/new"
            enctype="multipart/form-data" on:dragover=drag on:dragleave=move |_| is_over.set(false)
            on:dragend=move |_| is_over.set(false) on:drop=drop>
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
                    <input id="code-files" type="file" name="files" multiple aria-describedby="code-files-hint"
                        node_ref=input on:change=move |_| show()/>
                    <p id="code-files-hint" class="form-note">{hint}</p>
                    <ul id="code-files-list" class="plain code-chosen" hidden=move || chosen.with(Vec::is_empty)>{names}</ul>
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
