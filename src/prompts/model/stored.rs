//! What is stored of prompts and personas, and what they have to be for that.

use super::{COMMAND_MAX_CHARS, PersonaId, PromptId};
use crate::{
    chat::ModelParams,
    domain::{
        error::{AppError, Result},
        title::{Title, clean_text},
    },
    prompts::{
        error::PromptError,
        template::{Template, Variable},
    },
    provider::model::ModelId,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

/// Most prompts of an account: more than anybody finds again.
pub const PROMPTS_MAX: u32 = 200;
/// Most personas of an account.
pub const PERSONAS_MAX: u32 = 50;
/// Most bytes of a prompt.
pub const BODY_MAX_BYTES: usize = 64 * 1024;
/// Most characters of a prompt that a list shows.
const BEGINNING_CHARS: usize = 120;

/// What is typed after `/` to use a prompt: 1 to 32 letters, digits, `-` and `_`, in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command(String);

impl Command {
    /// Takes a command as it was typed, with or without the `/`.
    ///
    /// # Errors
    /// `Command`.
    pub fn parse(text: &str) -> Result<Self, PromptError> {
        let text = text.trim();
        let word = text.strip_prefix('/').unwrap_or(text).to_lowercase();
        let is_word = (1..=COMMAND_MAX_CHARS).contains(&word.chars().count())
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if is_word { Ok(Self(word)) } else { Err(PromptError::Command) }
    }

    /// The word with a number behind it: the first of them, from 2 on, that is free.
    pub fn numbered(&self, is_free: impl Fn(&str) -> bool) -> Self {
        let mut numbered = (2_u32..).map(|number| {
            let end = format!("-{number}");
            let start: String = self.0.chars().take(COMMAND_MAX_CHARS - end.len()).collect();
            start + &end
        });
        numbered.find(|word| is_free(word)).map_or_else(|| self.clone(), Self)
    }

    /// The word, without the `/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text of a prompt: at most 64 KiB, not blank, and its blanks can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body(String);

impl Body {
    /// Takes a text as it was typed.
    ///
    /// # Errors
    /// `BodyEmpty`, `BodyTooLong`, `MessageControlCharacter`, those of [`Template::parse`].
    pub fn parse(text: &str) -> Result<Self, PromptError> {
        if text.len() > BODY_MAX_BYTES {
            return Err(PromptError::BodyTooLong);
        }
        let text = clean_text(text)?;
        if text.trim().is_empty() {
            return Err(PromptError::BodyEmpty);
        }
        Template::parse(&text).map_err(PromptError::Template)?;
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What is to be a prompt.
#[derive(Debug, Clone)]
pub struct NewPrompt {
    /// What it is called.
    pub name: Title,
    /// What is typed to use it.
    pub command: Command,
    /// Its text.
    pub body: Body,
}

impl NewPrompt {
    /// Takes a prompt as it was typed.
    ///
    /// # Errors
    /// `TitleLength`, and those of [`Command::parse`] and [`Body::parse`].
    pub fn parse(name: &str, command: &str, body: &str) -> Result<Self, PromptError> {
        Ok(Self { name: Title::parse(name)?, command: Command::parse(command)?, body: Body::parse(body)? })
    }
}

/// What is to be changed of a prompt; what is none stays as it is.
#[derive(Debug, Clone, Default)]
pub struct PromptChange {
    /// Another name.
    pub name: Option<Title>,
    /// Another command.
    pub command: Option<Command>,
    /// Another text.
    pub body: Option<Body>,
}

impl From<NewPrompt> for PromptChange {
    fn from(NewPrompt { name, command, body }: NewPrompt) -> Self {
        Self { name: Some(name), command: Some(command), body: Some(body) }
    }
}

/// A prompt as it is stored. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, FromRow, Serialize, Deserialize)]
pub struct Prompt {
    /// Names it.
    pub id: PromptId,
    /// 1 to 200 characters.
    pub name: String,
    /// What is typed after `/`.
    pub command: String,
    /// Its text, with its blanks.
    pub body: String,
    /// When it was made.
    pub created_at: i64,
    /// When it was changed last.
    pub updated_at: i64,
}

impl Prompt {
    /// Its text, read.
    ///
    /// # Errors
    /// `Internal`: none was stored that cannot be read.
    pub fn template(&self) -> Result<Template> {
        Template::parse(&self.body).map_err(|_| AppError::Internal)
    }

    /// Its blanks.
    pub fn variables(&self) -> Vec<Variable> {
        self.template().map(|template| template.variables().to_vec()).unwrap_or_default()
    }

    /// How its text begins, on one line.
    pub fn beginning(&self) -> String {
        let line =
            crate::domain::title::one_line(self.body.get(..self.body.floor_char_boundary(4096)).unwrap_or_default());
        let beginning: String = line.chars().take(BEGINNING_CHARS).collect();
        if beginning.len() < line.len() { beginning + "…" } else { beginning }
    }
}

/// What is to be a persona.
#[derive(Debug, Clone)]
pub struct NewPersona {
    /// What it is called.
    pub name: Title,
    /// Who answers; none is the server's default.
    pub model: Option<ModelId>,
    /// How it answers.
    pub model_params: ModelParams,
}

/// A persona as it is stored. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, FromRow, Serialize, Deserialize, ToSchema)]
#[schema(examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6079",
    "name": "교정자",
    "system_prompt": "맞춤법과 띄어쓰기만 고치세요.",
    "model": "openai/gpt-5-mini",
    "temperature": 0.2,
    "max_tokens": null,
    "created_at": 1_790_000_000_000_i64,
    "updated_at": 1_790_000_000_000_i64,
})))]
pub struct Persona {
    /// Names it.
    pub id: PersonaId,
    /// 1 to 200 characters.
    pub name: String,
    /// What the model is told before all else; empty: Supbot's own instructions.
    pub system_prompt: String,
    /// Who answers; null: the default.
    #[schema(value_type = Option<ModelId>)]
    pub model: Option<String>,
    /// How free the choice of words is; null: as the model has it.
    pub temperature: Option<f32>,
    /// Most tokens of an answer; null: as the model has it.
    pub max_tokens: Option<u32>,
    /// When it was made.
    pub created_at: i64,
    /// When it was changed last.
    pub updated_at: i64,
}

impl Persona {
    /// The model that it asks for.
    pub fn model(&self) -> Option<ModelId> {
        self.model.as_deref().and_then(|model| model.parse().ok())
    }
}
