//! `/documents/new`: a format, then its questions.

use super::{asked, use_documents_texts};
use crate::{
    documents::api::{
        CreateDocument, DeleteFormat, FormatChoice, FormatQuestion, FormatQuestions, FormatTile, NewDocumentStep,
        begin_document,
    },
    i18n::Language,
    ui::{
        confirm::Confirm, form_error::FormError, lazy_page::LazyPage, menu_button::MenuButton, page_data::PageData,
        saved::Saved, textarea::escape_textarea,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;
use serde::{Deserialize, Serialize};

/// The page.
pub struct NewPage(PageData<Begun>);

/// What is asked for a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Begun {
    /// The id of what it is made from; empty: nothing.
    origin: String,
    step: NewDocumentStep,
}

impl LazyPage for NewPage {
    fn data() -> Self {
        // With what was just done, which is no longer told when that leaves the address.
        let asked = asked(["format", "from", "saved"]);
        Self(PageData::new(&["documents"], asked, |[format, origin, _]| async move {
            let step = begin_document(format, origin.clone()).await?;
            Ok(Begun { origin, step })
        }))
    }

    fn view(self) -> AnyView {
        self.0.view(|Begun { origin, step }| match step {
            NewDocumentStep::Format(choice) => view! { <Choice choice origin/> }.into_any(),
            NewDocumentStep::Questions(asked) => view! { <Questions asked=*asked origin/> }.into_any(),
        })
    }
}

/// The formats to choose from.
#[component]
fn Choice(
    /// All of them.
    choice: FormatChoice,
    /// The id of what the document is made from; empty: nothing.
    origin: String,
) -> impl IntoView {
    let texts = use_documents_texts();
    let (own, ours): (Vec<_>, Vec<_>) = choice.formats.into_iter().partition(|format| format.is_own);
    let tile = |format: FormatTile| {
        let href = if origin.is_empty() {
            format!("/documents/new?format={}", format.id)
        } else {
            format!("/documents/new?format={}&from={origin}", format.id)
        };
        view! {
            <li>
                <a class="tile" href=href>
                    <b>{format.name}</b>
                    <span>{format.purpose}</span>
                </a>
            </li>
        }
    };
    let ours = ours.into_iter().map(tile).collect_view();
    let has_own = !own.is_empty();
    let own = own.into_iter().map(tile).collect_view();
    view! {
        <Title text=texts.new_document/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{texts.choose_format}</h1>
            </header>
            <div class="documents">
                <Saved of="format-deleted" text=texts.own_format_deleted/>
                {choice.source.map(|title| view! { <p class="form-note">{texts.made_from(title)}</p> })}
                <ul class="tiles">{ours}</ul>
                {has_own.then(|| view! { <h2>{texts.own_formats}</h2><ul class="tiles">{own}</ul> })}
                <p><a href="/documents/formats/new">{texts.own_format_new}</a></p>
            </div>
        </main>
    }
}

/// What a format asks.
#[component]
fn Questions(
    /// That, and what is there already.
    asked: FormatQuestions,
    /// The id of what the document is made from; empty: nothing.
    origin: String,
) -> impl IntoView {
    let texts = use_documents_texts();
    let FormatQuestions { format, sections, questions, title, notes, language: chosen, models, error } = asked;
    let error = Signal::stored(error);
    let own = format.is_own.then(|| format.id.clone());
    let questions = questions.into_iter().map(|question| view! { <QuestionField question/> }).collect_view();
    let languages = Language::ALL.map(|(option, name)| {
        view! { <option value=option.tag() selected=option == chosen lang=option.tag()>{name}</option> }
    });
    let models = models.into_iter().map(|model| {
        view! { <option value=model.id selected=model.is_chosen>{model.name}</option> }
    });
    let models = models.collect_view();
    let change = if origin.is_empty() { "/documents/new".to_owned() } else { format!("/documents/new?from={origin}") };
    view! {
        <Title text=format.name.clone()/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{format.name}</h1>
            </header>
            <div class="documents">
                <form class="document-form" method="post" action=CreateDocument::url()>
                    <p class="lead">{format.purpose}</p>
                    <p class="form-note">{sections.join(" · ")}</p>
                    <FormError error is_alone=true/>
                    <input type="hidden" name="draft[format]" value=format.id/>
                    <input type="hidden" name="draft[origin]" value=origin/>
                    <div class="field">
                        <label for="title">{texts.title}</label>
                        <input id="title" name="draft[title]" maxlength="200" value=title aria-describedby="title-note"/>
                        <p id="title-note" class="field-note">{texts.title_hint}</p>
                    </div>
                    {questions}
                    {notes.map(|notes| view! {
                        <div class="field">
                            <label for="notes">{texts.notes}</label>
                            <textarea id="notes" name="draft[notes]" rows="8" maxlength="30000" aria-describedby="notes-note" inner_html=escape_textarea(&notes)></textarea>
                            <p id="notes-note" class="field-note">{texts.notes_hint}</p>
                        </div>
                    })}
                    <div class="field-pair">
                        <div class="field">
                            <label for="language">{texts.language}</label>
                            <select id="language" name="draft[language]">{languages}</select>
                        </div>
                        <div class="field">
                            <label for="model">{texts.model}</label>
                            <select id="model" name="draft[model]">{models}</select>
                        </div>
                    </div>
                    <div class="document-form-row">
                        <button class="button">{texts.write_draft}</button>
                        <button class="button is-quiet" name="draft[empty]" value="1" formnovalidate>{texts.start_empty}</button>
                        <a href=change>{texts.other_format}</a>
                    </div>
                </form>
                {own.map(|id| view! {
                    <Confirm label=texts.own_format_delete question=texts.own_format_delete_about>
                        <form method="post" action=DeleteFormat::url()>
                            <button class="button is-danger" name="id" value=id>{texts.own_format_delete}</button>
                        </form>
                    </Confirm>
                })}
            </div>
        </main>
    }
}

/// One question with its example.
#[component]
fn QuestionField(
    /// The question.
    question: FormatQuestion,
) -> impl IntoView {
    let FormatQuestion { id, label, hint, value, is_line, is_required } = question;
    let (id, name) = (format!("answer-{id}"), format!("draft[answers][{id}]"));
    let hint_id = format!("{id}-note");
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {if is_line {
                view! {
                    <input id=id name=name maxlength="500" required=is_required value=value aria-describedby=hint_id.clone()/>
                }.into_any()
            } else {
                view! {
                    <textarea id=id name=name rows="6" maxlength="20000" required=is_required aria-describedby=hint_id.clone()
                        inner_html=escape_textarea(&value)></textarea>
                }.into_any()
            }}
            <p id=hint_id class="field-note">{hint}</p>
        </div>
    }
}
