//! `/code/{id}`: one fix. While the model writes, what it writes; then what it changes, to be accepted or not.

use super::{
    FlashMessage,
    files::Files,
    model::{ShownFix, ShownRefusal},
    use_code_fixes_texts,
    watching::watch,
};
use crate::{
    code_fixes::{
        api::{AskFixAgain, DeleteFix, StopFix, open_fix},
        model::ASKED_AGAIN,
    },
    diff::view::Layout,
    generation::model::Status,
    i18n::CodeFixesTexts,
    ui::{
        confirm::Confirm,
        icon::{Glyph, Icon},
        lazy_page::LazyPage,
        menu_button::MenuButton,
        page_data::PageData,
        preformatted::preformatted,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

/// What is wrong is shown at once when it has no more bytes than these.
const SHORT_BYTES_MAX: usize = 600;

/// The page.
pub struct FixPage {
    data: PageData<Opened>,
    /// Counts how often it is to be loaded anew.
    reload: RwSignal<u32>,
}

/// A fix, and how differences are shown.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Opened {
    fix: ShownFix,
    /// The name of a [`Layout`].
    layout: String,
}

impl LazyPage for FixPage {
    fn data() -> Self {
        let (params, query) = (use_params_map(), use_query_map());
        let reload = RwSignal::new(0);
        let asked = move || {
            let id = params.with(|params| params.get("id").unwrap_or_default());
            let [error, layout] = query.with(|query| ["error", "view"].map(|name| query.get(name).unwrap_or_default()));
            (id, error, layout, reload.get())
        };
        let data = PageData::new(&["code-fixes"], asked, |(id, error, layout, _)| async move {
            Ok(Opened { fix: open_fix(id, error).await?, layout })
        });
        Self { data, reload }
    }

    fn view(self) -> AnyView {
        let FixPage { data, reload } = self;
        // Made anew each time: what was ticked and opened belongs to what was there before.
        data.view(move |opened| (move || view! { <FixView opened=opened.clone() reload/> }).into_any())
    }
}

#[component]
fn FixView(
    /// The fix, and how differences are shown.
    opened: Opened,
    /// Counts how often the page is to be loaded anew.
    reload: RwSignal<u32>,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let Opened { mut fix, layout } = opened;
    let (id, layout) = (fix.id.to_string(), Layout::from_name(&layout));
    let (is_complete, was_asked_again) = (fix.status == Status::Complete, fix.was_asked_again);
    let (said, refusals) = (std::mem::take(&mut fix.said), std::mem::take(&mut fix.refusals));
    let (instruction, title, model, refused) =
        (fix.instruction.clone(), fix.title.clone(), fix.model.clone(), fix.refused.clone());
    let is_short = instruction.len() < SHORT_BYTES_MAX;
    view! {
        <Title text=title.clone()/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{title}</h1>
                <a class="bar-link" href="/code">{texts.back}</a>
                <details class="menu">
                    <summary class="icon-button" aria-label=texts.more><Icon glyph=Glyph::More/></summary>
                    <ul class="plain menu-list">
                        <li>
                            <Confirm label=texts.delete question=texts.delete_about>
                                <form method="post" action=DeleteFix::url()>
                                    <button class="button is-danger" name="id" value=id>{texts.delete}</button>
                                </form>
                            </Confirm>
                        </li>
                    </ul>
                </details>
            </header>
            <div class="code-page is-wide">
                <FlashMessage refused/>
                {(!instruction.is_empty()).then(|| view! {
                    <details class="code-asked" open=is_short>
                        <summary>{texts.wrong}</summary>
                        <pre tabindex="0">{instruction}</pre>
                    </details>
                })}
                <State fix=fix.clone() reload/>
                {(is_complete && !said.is_empty()).then(|| view! {
                    <section class="code-said" aria-label=texts.said>
                        <p class="share-by">{model}</p>
                        <div class="prose">{said.into_iter().map(|block| view! { <div class="block" inner_html=block.into_string()></div> }).collect_view()}</div>
                    </section>
                })}
                {was_asked_again.then(|| view! { <p class="form-note">{texts.was_asked_again}</p> })}
                {is_complete.then(|| view! { <Refusals refusals texts/> })}
                {is_complete.then(|| view! { <Files fix layout reload/> })}
            </div>
        </main>
    }
}

/// How far it is, and what can be done about it; nothing when it is complete.
#[component]
fn State(
    /// The fix.
    fix: ShownFix,
    /// Counts how often the page is to be loaded anew.
    reload: RwSignal<u32>,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let ShownFix { id, status, notice, answer, .. } = fix;
    let Some(notice) = notice else { return ().into_any() };
    let is_generating = status == Status::Generating;
    let is_shown = is_generating || !answer.replace(ASKED_AGAIN, "").trim().is_empty();
    let (text, place) = (RwSignal::new(answer), NodeRef::new());
    let ended = move || _ = reload.try_update(|count| *count += 1);
    Effect::new(move || {
        if is_generating {
            watch(id, text, place, ended);
        }
    });
    let id = id.to_string();
    view! {
        <div class="code-state" class:is-wrong=status == Status::Failed role="status">
            <span>{notice}</span>
            {if is_generating {
                view! {
                    // As HTML: a browser that runs scripts reads no elements in it.
                    <noscript inner_html=reloading(&id, texts)></noscript>
                    <form method="post" action=StopFix::url()><button class="button is-quiet" name="id" value=id>{texts.stop}</button></form>
                }.into_any()
            } else {
                view! { <AskAgain id/> }.into_any()
            }}
        </div>
        {is_shown.then(|| view! {
            <pre class="code-answer" id="code-answer" tabindex="0" role="region" aria-label=texts.answer node_ref=place>
                {move || preformatted(text.with(|text| text.replace(ASKED_AGAIN, "\n\n")))}
            </pre>
        })}
    }
    .into_any()
}

/// What loads the page again and again without a script.
fn reloading(id: &str, texts: &CodeFixesTexts) -> String {
    let reload = texts.reload.replace('&', "&amp;").replace('<', "&lt;");
    format!("<meta http-equiv=\"refresh\" content=\"3\"><a href=\"/code/{id}\">{reload}</a>")
}

/// Has the same asked once more.
#[component]
pub(super) fn AskAgain(
    /// The fix.
    id: String,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    view! { <form method="post" action=AskFixAgain::url()><button class="button is-quiet" name="id" value=id>{texts.ask_again}</button></form> }
}

/// Edits that were not made.
#[component]
fn Refusals(
    /// Those that were not mended by asking again either.
    refusals: Vec<ShownRefusal>,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    if refusals.is_empty() {
        return ().into_any();
    }
    let rows = refusals.into_iter().map(|ShownRefusal { path, sentence, search }| {
        view! {
            <li>
                <p>{(!path.is_empty()).then(|| view! { <b>{path}</b> ": " })} {sentence}</p>
                {(!search.is_empty()).then(|| view! { <pre tabindex="0">{preformatted(search)}</pre> })}
            </li>
        }
    });
    view! {
        <section class="code-refusals">
            <h2>{texts.not_made}</h2>
            <p>{texts.not_made_about}</p>
            <ul class="plain">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}
