//! `/code/{id}`: one fix. While the model writes, what it writes; then what it changes, to be accepted or not.

use super::{FlashMessage, files::Files, loaded, query, use_code_fixes_texts};
use crate::{
    code_fixes::{
        api::{AskFixAgain, DeleteFix, StopFix},
        markdown::said,
        model::{ASKED_AGAIN, Fix, FixId, Refusal},
    },
    diff::view::Layout,
    domain::error::{AppError, Result},
    generation::model::Status,
    i18n::{CodeFixesTexts, use_language, use_texts},
    markup::{self, Labels, SafeHtml},
    ui::{
        confirm::Confirm,
        icon::{Glyph, Icon},
        menu_button::MenuButton,
    },
    web::render_queue::Reader,
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

/// What is wrong is shown at once when it has no more bytes than these.
const SHORT_BYTES_MAX: usize = 600;

/// The page.
#[component]
pub fn FixPage() -> impl IntoView {
    let id: Result<FixId> =
        use_params_map().get_untracked().get("id").ok_or(AppError::NotFound).and_then(|id| id.parse());
    let layout = Layout::from_name(&query("view"));
    let language = use_language();
    loaded(
        move |fixes, user| async move {
            let fix = fixes.get(user.id(), id?).await?;
            let said = said(&fix.answer);
            let labels = Labels { copy: "", ..language.markup_labels() };
            let said = fixes
                .generations()
                .render_queue()
                .run(Reader::Account(user.id()), said.len(), move || markup::render(&said, &labels))
                .await?;
            Ok((fix, said))
        },
        move |(fix, said)| view! { <FixView fix said layout/> },
    )
}

#[component]
fn FixView(
    /// The fix.
    fix: Fix,
    /// What the model says of it, as HTML.
    said: Vec<SafeHtml>,
    /// How differences are shown.
    layout: Layout,
) -> impl IntoView {
    let texts = use_code_fixes_texts();
    let id = fix.id.to_string();
    let is_complete = fix.status == Status::Complete;
    let refusals: Vec<_> = fix.left_refusals().cloned().collect();
    let was_asked_again = is_complete && fix.answer.contains(ASKED_AGAIN);
    let (instruction, title, model) = (fix.instruction.clone(), fix.title.clone(), fix.model.clone());
    let (delete, deleted) = (use_language().chat_texts().delete, id.clone());
    let (status, is_short) = (status_name(fix.status), instruction.len() < SHORT_BYTES_MAX);
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
                            <Confirm label=delete question=texts.delete_about>
                                <form method="post" action=DeleteFix::url()>
                                    <button class="button is-danger" name="id" value=deleted>{delete}</button>
                                </form>
                            </Confirm>
                        </li>
                    </ul>
                </details>
            </header>
            <div class="code-page is-wide" id="code-fix" data-id=id data-status=status>
                <FlashMessage/>
                {(!instruction.is_empty()).then(|| view! {
                    <details class="code-asked" open=is_short>
                        <summary>{texts.wrong}</summary>
                        <pre tabindex="0">{instruction}</pre>
                    </details>
                })}
                <State fix=fix.clone()/>
                {(is_complete && !said.is_empty()).then(|| view! {
                    <section class="code-said" aria-label=texts.said>
                        <p class="share-by">{model}</p>
                        <div class="prose">{said.into_iter().map(|block| view! { <div class="block" inner_html=block.into_string()></div> }).collect_view()}</div>
                    </section>
                })}
                {was_asked_again.then(|| view! { <p class="form-note">{texts.was_asked_again}</p> })}
                {is_complete.then(|| view! { <Refusals refusals texts/> })}
                {is_complete.then(|| view! { <Files fix layout/> })}
            </div>
        </main>
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Complete => "complete",
        Status::Generating => "generating",
        Status::Stopped => "stopped",
        Status::Interrupted => "interrupted",
        Status::Failed => "failed",
    }
}

/// How far it is, and what can be done about it.
#[component]
fn State(
    /// The fix.
    fix: Fix,
) -> impl IntoView {
    let (texts, general) = (use_code_fixes_texts(), use_texts());
    let id = fix.id.to_string();
    let fault = fix.fault.as_deref().and_then(|code| code.parse().ok());
    let notice = match fix.status {
        Status::Complete => return ().into_any(),
        Status::Generating => texts.is_generating,
        Status::Stopped => texts.is_stopped,
        Status::Interrupted => texts.is_interrupted,
        Status::Failed => fault.map_or(general.reply_failed, |fault| general.provider_fault(fault)),
    };
    let is_generating = fix.status == Status::Generating;
    let answer = fix.answer.replace(ASKED_AGAIN, "\n\n");
    view! {
        <div class="code-state" class:is-wrong=fix.status == Status::Failed role="status">
            <span>{notice}</span>
            {if is_generating {
                view! {
                    <noscript>
                        <meta http-equiv="refresh" content="3"/>
                        <a href=format!("/code/{id}")>{texts.reload}</a>
                    </noscript>
                    <form method="post" action=StopFix::url()><button class="button is-quiet" name="id" value=id>{texts.stop}</button></form>
                }.into_any()
            } else {
                view! { <AskAgain id/> }.into_any()
            }}
        </div>
        {(is_generating || !answer.trim().is_empty()).then(|| view! {
            <pre id="code-answer" class="code-answer" tabindex="0" role="region" aria-label=texts.answer>{answer}</pre>
        })}
    }
    .into_any()
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
    refusals: Vec<Refusal>,
    /// The sentences.
    texts: &'static CodeFixesTexts,
) -> impl IntoView {
    if refusals.is_empty() {
        return ().into_any();
    }
    let rows = refusals.into_iter().map(|Refusal { path, reason, search, .. }| {
        view! {
            <li>
                <p>{(!path.is_empty()).then(|| view! { <b>{path}</b> ": " })} {reason.sentence(texts)}</p>
                {(!search.is_empty()).then(|| view! { <pre tabindex="0">{search}</pre> })}
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
