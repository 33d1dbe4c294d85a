//! What the pages of a new document and of a new format show.

use crate::{
    domain::error::{AppError, Result},
    i18n::Language,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What is asked before there is a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum NewDocumentStep {
    /// Of which format it is to be.
    Format(FormatChoice),
    /// What the format asks.
    Questions(Box<FormatQuestions>),
}

/// The formats to choose from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FormatChoice {
    /// Those of this server, then those that the person made.
    pub formats: Vec<FormatTile>,
    /// The title of what the document is made from.
    pub source: Option<String>,
}

/// A format, in the language of the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FormatTile {
    /// Names it.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// When it is written and what for, in a sentence.
    pub purpose: String,
    /// Whether the person made it.
    pub is_own: bool,
}

/// What a format asks, and what is there already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FormatQuestions {
    /// The format.
    pub format: FormatTile,
    /// The headings of its sections.
    pub sections: Vec<String>,
    /// Its questions, in order.
    pub questions: Vec<FormatQuestion>,
    /// What the title is to be; empty: not said.
    pub title: String,
    /// What else it is to be written from; none when one of the questions asks for that.
    pub notes: Option<String>,
    /// What it is to be written in.
    pub language: Language,
    /// Who can write.
    pub models: Vec<Writer>,
    /// Why the form was not taken.
    pub error: Option<AppError>,
}

/// A question, in the language of the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FormatQuestion {
    /// Names the answer.
    pub id: String,
    /// The question.
    pub label: String,
    /// An example.
    pub hint: String,
    /// What is answered already.
    pub value: String,
    /// Whether the answer is one line.
    pub is_line: bool,
    /// Whether there is no draft without an answer.
    pub is_required: bool,
}

/// A model that can write.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Writer {
    /// `provider/name`.
    pub id: String,
    /// What its provider calls it.
    pub name: String,
    /// Whether it is the one that writes unless another one is chosen.
    pub is_chosen: bool,
}

/// A form for a format of one's own, and what was typed into it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FormatForm {
    /// What it is to be called.
    pub name: Option<String>,
    /// A document of that kind.
    pub example: String,
    /// The language that it is written in.
    pub language: Language,
    /// Why the form was not taken.
    pub error: Option<AppError>,
}

/// What is asked for a document of this format (without a known one: which of them), made from what `origin` names (empty:
/// nothing).
#[server(input = server_fn::codec::GetUrl)]
pub async fn begin_document(
    #[server(default)] format: String,
    #[server(default)] origin: String,
) -> Result<NewDocumentStep> {
    let (documents, user) = super::context().await?;
    let formats = documents.formats_for(user.id()).await?;
    let source = if origin.is_empty() { None } else { Some(documents.origin(user.id(), &origin).await?) };
    Ok(match formats.iter().find(|known| known.id == format) {
        Some(format) => {
            let models = documents.providers().list().await;
            NewDocumentStep::Questions(Box::new(form::questions(format, source, models)))
        }
        None => {
            let formats = formats.iter().map(form::tile).collect();
            NewDocumentStep::Format(FormatChoice { formats, source: source.map(|source| source.title) })
        }
    })
}

/// What is asked for a format of one's own.
#[server(input = server_fn::codec::GetUrl)]
pub async fn begin_format() -> Result<FormatForm> {
    use crate::{auth::flash::posted_value, documents::api::CreateFormat};
    super::context().await?;
    let language = posted_value::<CreateFormat>("language").and_then(|tag| Language::from_tag(&tag));
    Ok(FormatForm {
        name: posted_value::<CreateFormat>("name"),
        example: posted_value::<CreateFormat>("example").unwrap_or_default(),
        language: language.unwrap_or_else(super::page_language),
        error: form::error::<CreateFormat>(),
    })
}

#[cfg(feature = "ssr")]
mod form {
    //! Forms as they are shown: empty, or with what was typed when they were not taken.

    use super::{AppError, FormatQuestion, FormatQuestions, FormatTile, GetUntracked, Language, Writer};
    use crate::{
        auth::flash::posted_value,
        documents::{
            Source,
            api::CreateDocument,
            format::{FieldKind, Format},
            model::FormatId,
        },
        i18n::page_language,
        provider::model::ModelList,
        ui::form_error::form_error,
    };
    use leptos::server_fn::ServerFn;

    /// Why the form was not taken that the page is asked for with.
    pub(super) fn error<F: ServerFn<Error = AppError>>() -> Option<AppError> {
        form_error::<F>().get_untracked()
    }

    pub(super) fn tile(format: &Format) -> FormatTile {
        let language = page_language();
        FormatTile {
            id: format.id.clone(),
            name: format.name.get(language).clone(),
            purpose: format.purpose.get(language).clone(),
            // The ids of ours are words; those that people made are not.
            is_own: format.id.parse::<FormatId>().is_ok(),
        }
    }

    pub(super) fn questions(format: &Format, source: Option<Source>, models: ModelList) -> FormatQuestions {
        let (language, posted) = (page_language(), posted_value::<CreateDocument>);
        let is_from = source.is_some();
        let (notes, title) = source.map(|source| (source.text, source.title)).unwrap_or_default();
        let notes = posted("draft[notes]").unwrap_or(notes);
        let questions = format.questions.iter().map(|question| {
            // What it is made from answers for everything.
            let value = if question.id == "notes" { notes.clone() } else { String::new() };
            FormatQuestion {
                id: question.id.clone(),
                label: question.label.get(language).clone(),
                hint: question.hint.get(language).clone(),
                value: posted(&format!("draft[answers][{}]", question.id)).unwrap_or(value),
                is_line: question.kind == FieldKind::Line,
                is_required: question.required && !is_from,
            }
        });
        let questions: Vec<_> = questions.collect();
        let has_notes = questions.iter().any(|question| question.id == "notes");
        let chosen = posted("draft[language]").and_then(|tag| Language::from_tag(&tag));
        FormatQuestions {
            format: tile(format),
            sections: format.sections.iter().map(|section| section.heading.get(language).clone()).collect(),
            questions,
            title: posted("draft[title]").unwrap_or(title),
            notes: (!has_notes).then_some(notes),
            language: chosen.unwrap_or(language),
            models: writers(models, posted("draft[model]")),
            error: error::<CreateDocument>(),
        }
    }

    fn writers(models: ModelList, chosen: Option<String>) -> Vec<Writer> {
        let chosen = chosen.or_else(|| models.default.as_ref().map(ToString::to_string));
        let writer =
            |id: String, name: &str| Writer { is_chosen: chosen.as_ref() == Some(&id), id, name: name.to_owned() };
        models.models.iter().map(|model| writer(model.id.to_string(), model.id.name())).collect()
    }
}
