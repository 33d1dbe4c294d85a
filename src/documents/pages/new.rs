//! `/documents/new`: a format, then its questions; and `/documents/formats/new`: a format of one's own.

use super::{loaded, query, use_documents_texts};
use crate::{
    auth::flash::posted_value,
    documents::{
        api::{CreateDocument, CreateFormat, DeleteFormat},
        format::{FieldKind, Format, Question},
        service::Source,
    },
    i18n::{Language, use_language},
    provider::model::ModelList,
    ui::{
        confirm::Confirm,
        form_error::{FormError, form_error},
        menu_button::MenuButton,
        saved::Saved,
        textarea::escape_textarea,
    },
};
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_meta::Title;

/// The page.
#[component]
pub fn NewPage() -> impl IntoView {
    let (chosen, origin) = (query("format"), query("from"));
    let from = origin.clone();
    loaded(
        |documents, user| async move {
            let formats = documents.formats_for(user.id()).await?;
            let origin = if from.is_empty() { None } else { Some(documents.origin(user.id(), &from).await?) };
            Ok((formats, origin, documents.providers().list().await))
        },
        move |(formats, source, models): (Vec<Format>, Option<Source>, ModelList)| match formats
            .iter()
            .find(|format| format.id == chosen)
            .cloned()
        {
            Some(format) => view! { <Questions format origin source models/> }.into_any(),
            None => view! { <Choice formats origin source/> }.into_any(),
        },
    )
}

/// The formats to choose from.
#[component]
fn Choice(
    /// All of them.
    formats: Vec<Format>,
    /// The id of what the document is made from; empty: nothing.
    origin: String,
    /// That.
    source: Option<Source>,
) -> impl IntoView {
    let (texts, language) = (use_documents_texts(), use_language());
    // The ids of ours are words; those that people made are not.
    let (own, ours): (Vec<_>, Vec<_>) =
        formats.into_iter().partition(|format| format.id.parse::<crate::documents::model::FormatId>().is_ok());
    let tile = |format: Format| {
        let href = if origin.is_empty() {
            format!("/documents/new?format={}", format.id)
        } else {
            format!("/documents/new?format={}&from={origin}", format.id)
        };
        view! {
            <li>
                <a class="tile" href=href>
                    <b>{format.name.get(language).clone()}</b>
                    <span>{format.purpose.get(language).clone()}</span>
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
                {source.map(|source| view! { <p class="form-note">{texts.made_from(source.title)}</p> })}
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
    /// The format.
    format: Format,
    /// The id of what the document is made from; empty: nothing.
    origin: String,
    /// That.
    source: Option<Source>,
    /// Who can write.
    models: ModelList,
) -> impl IntoView {
    let (texts, language) = (use_documents_texts(), use_language());
    let error = form_error::<CreateDocument>();
    let posted = posted_value::<CreateDocument>;
    let (notes, title) = source.map(|source| (source.text, source.title)).unwrap_or_default();
    let (notes, title) = (posted("draft[notes]").unwrap_or(notes), posted("draft[title]").unwrap_or(title));
    let has_notes = format.questions.iter().any(|question| question.id == "notes");
    let is_from = !origin.is_empty();
    let questions: Vec<_> = format
        .questions
        .iter()
        .map(|question| {
            // What it is made from answers for everything.
            let value = if question.id == "notes" { notes.clone() } else { String::new() };
            let value = posted(&format!("draft[answers][{}]", question.id)).unwrap_or(value);
            view! { <QuestionField question=question.clone() value is_required=question.required && !is_from/> }
        })
        .collect();
    let own = format.id.parse::<crate::documents::model::FormatId>().is_ok().then(|| format.id.clone());
    let sections: Vec<_> = format.sections.iter().map(|section| section.heading.get(language).clone()).collect();
    let chosen = posted("draft[language]").and_then(|tag| Language::from_tag(&tag)).unwrap_or(language);
    let languages = Language::ALL.map(|(option, name)| {
        view! { <option value=option.tag() selected=option == chosen lang=option.tag()>{name}</option> }
    });
    let default = posted("draft[model]").or_else(|| models.default.as_ref().map(ToString::to_string));
    let models = models.models.into_iter().map(|model| {
        let is_default = Some(model.id.to_string()) == default;
        view! { <option value=model.id.to_string() selected=is_default>{model.id.name().to_owned()}</option> }
    });
    let models = models.collect_view();
    let change = if is_from { format!("/documents/new?from={origin}") } else { "/documents/new".to_owned() };
    view! {
        <Title text=format.name.get(language).clone()/>
        <main class="main" id="content" tabindex="-1">
            <header class="bar">
                <MenuButton/>
                <h1>{format.name.get(language).clone()}</h1>
            </header>
            <div class="documents">
                <form class="document-form" method="post" action=CreateDocument::url()>
                    <p class="lead">{format.purpose.get(language).clone()}</p>
                    <p class="form-note">{sections.join(" · ")}</p>
                    <FormError error is_alone=true/>
                    <input type="hidden" name="draft[format]" value=format.id.clone()/>
                    <input type="hidden" name="draft[origin]" value=origin/>
                    <div class="field">
                        <label for="title">{texts.title}</label>
                        <input id="title" name="draft[title]" maxlength="200" value=title aria-describedby="title-note"/>
                        <p id="title-note" class="field-note">{texts.title_hint}</p>
                    </div>
                    {questions}
                    {(!has_notes).then(|| view! {
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
    question: Question,
    /// What is there already.
    value: String,
    /// Whether there is no draft without an answer.
    is_required: bool,
) -> impl IntoView {
    let language = use_language();
    let (id, name) = (format!("answer-{}", question.id), format!("draft[answers][{}]", question.id));
    let hint_id = format!("{id}-note");
    let hint = question.hint.get(language).clone();
    view! {
        <div class="field">
            <label for=id.clone()>{question.label.get(language).clone()}</label>
            {match question.kind {
                FieldKind::Line => view! {
                    <input id=id name=name maxlength="500" required=is_required value=value aria-describedby=hint_id.clone()/>
                }.into_any(),
                FieldKind::Text => view! {
                    <textarea id=id name=name rows="6" maxlength="20000" required=is_required aria-describedby=hint_id.clone()
                        inner_html=escape_textarea(&value)></textarea>
                }.into_any(),
            }}
            <p id=hint_id class="field-note">{hint}</p>
        </div>
    }
}

/// A format of one's own.
#[component]
pub fn NewFormatPage() -> impl IntoView {
    let (texts, language) = (use_documents_texts(), use_language());
    let error = form_error::<CreateFormat>();
    loaded(
        |_, _| async { Ok(()) },
        move |()| {
            let chosen = posted_value::<CreateFormat>("language").and_then(|tag| Language::from_tag(&tag));
            let chosen = chosen.unwrap_or(language);
            let name = posted_value::<CreateFormat>("name");
            let example = escape_textarea(&posted_value::<CreateFormat>("example").unwrap_or_default());
            let languages = Language::ALL.map(|(option, name)| {
                view! { <option value=option.tag() selected=option == chosen lang=option.tag()>{name}</option> }
            });
            view! {
                <Title text=texts.own_format_new/>
                <main class="main" id="content" tabindex="-1">
                    <header class="bar">
                        <MenuButton/>
                        <h1>{texts.own_format_new}</h1>
                    </header>
                    <div class="documents">
                        <form class="document-form" method="post" action=CreateFormat::url()>
                            <p class="lead">{texts.own_format_about}</p>
                            <FormError error is_alone=true/>
                            <div class="field">
                                <label for="name">{texts.own_format_name}</label>
                                <input id="name" name="name" maxlength="200" required value=name/>
                            </div>
                            <div class="field">
                                <label for="example">{texts.own_format_example}</label>
                                <textarea id="example" name="example" rows="16" maxlength="300000" required
                                    inner_html=example></textarea>
                            </div>
                            <div class="field">
                                <label for="language">{texts.language}</label>
                                <select id="language" name="language">{languages}</select>
                            </div>
                            <div class="document-form-row"><button class="button">{texts.own_format_make}</button></div>
                        </form>
                    </div>
                </main>
            }
        },
    )
}
