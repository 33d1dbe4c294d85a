//! Prompts and personas as their pages show them; for the server also as they are stored.

#[cfg(feature = "ssr")]
mod stored;

#[cfg(feature = "ssr")]
pub use stored::*;

use crate::{
    chat::model::ModelParamFields,
    domain::{error::AppError, id::id_type, page::Page},
};
use serde::{Deserialize, Serialize};

id_type! {
    /// Names one prompt.
    PromptId
}
id_type! {
    /// Names one persona.
    PersonaId
}

/// Most characters of what is typed after `/` to use a prompt.
pub const COMMAND_MAX_CHARS: usize = 32;

/// What `/prompts` shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptLibrary {
    /// The prompts.
    pub prompts: Page<ListedPrompt>,
    /// The personas.
    pub personas: Vec<ListedPersona>,
    /// Why no chat was begun with a persona, when that was just tried.
    pub refused: Option<AppError>,
}

/// A prompt in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPrompt {
    /// Names it.
    pub id: PromptId,
    /// 1 to 200 characters.
    pub name: String,
    /// What is typed after `/`.
    pub command: String,
    /// How its text begins, on one line.
    pub beginning: String,
}

/// A persona in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPersona {
    /// Names it.
    pub id: PersonaId,
    /// 1 to 200 characters.
    pub name: String,
    /// What the model is told before all else, on one line; empty: nothing.
    pub instructions: String,
    /// Its model and its numbers, in words; empty: none is chosen.
    pub about: String,
}

/// The form of a prompt: as it is stored, or as it was sent and not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptForm {
    /// The prompt; none: a new one.
    pub id: Option<PromptId>,
    /// What it is called.
    pub name: String,
    /// What is typed after `/`.
    pub command: String,
    /// Its text, with its blanks.
    pub body: String,
    /// Why it was not taken: a sentence.
    pub error: Option<String>,
}

/// The form of a persona: as it is stored, or as it was sent and not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonaForm {
    /// The persona; none: a new one.
    pub id: Option<PersonaId>,
    /// What it is called.
    pub name: String,
    /// How it answers.
    pub model_params: ModelParamFields,
    /// The id of who answers; empty: the default.
    pub model: String,
    /// Who can answer, by id and name; also `model`, when it cannot be asked now.
    pub models: Vec<(String, String)>,
    /// Why it was not taken: a sentence.
    pub error: Option<String>,
}

/// A prompt to be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromptToAsk {
    /// Names it.
    pub id: PromptId,
    /// 1 to 200 characters.
    pub name: String,
    /// What is to be filled in.
    pub question: Question,
}

/// What is asked with a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// One without blanks.
    Whole {
        /// Its text, which may still be changed.
        text: String,
        /// Why it was not asked, when that was just tried.
        refused: Option<AppError>,
    },
    /// One with blanks.
    Blanks {
        /// Its text.
        body: String,
        /// Its blanks, in order.
        blanks: Vec<Blank>,
        /// Why it was not asked, when that was just tried: a sentence.
        error: Option<String>,
    },
}

/// A blank of a prompt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blank {
    /// What it is called: 1 to 40 characters.
    pub name: String,
    /// What goes into it.
    pub input: BlankInput,
    /// What is in it.
    pub value: String,
    /// Whether something must be given.
    pub is_required: bool,
}

/// What goes into a blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlankInput {
    /// Any text.
    Text,
    /// A number.
    Number,
    /// One of these.
    Choice(Vec<String>),
}
