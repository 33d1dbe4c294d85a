//! Why a prompt or a persona is not taken, or not used: as a sentence for a person, and as a problem for a program.

use super::{
    model::{PERSONAS_MAX, PROMPTS_MAX},
    template::{CHOICES_MAX, NAME_MAX, TemplateFault, VARIABLES_MAX},
};
use crate::{
    domain::error::{AppError, ValidationError},
    i18n::Language,
    rest::Problem,
};
use axum::http::StatusCode;

/// Why a prompt or a persona is not taken, or not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptError {
    /// The command is no word.
    Command,
    /// Another prompt has the command.
    CommandTaken,
    /// There is no text.
    BodyEmpty,
    /// There is more text than a prompt may have.
    BodyTooLong,
    /// Something is wrong with a blank.
    Template(TemplateFault),
    /// The account has as many prompts as it may have.
    TooManyPrompts,
    /// The account has as many personas as it may have.
    TooManyPersonas,
    /// Whatever else can go wrong.
    Other(AppError),
}

impl PromptError {
    /// What it is called for a program.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Command => "command_invalid",
            Self::CommandTaken => "command_taken",
            Self::BodyEmpty => "prompt_empty",
            Self::BodyTooLong => "prompt_too_long",
            Self::Template(TemplateFault::Unreadable(_)) => "variable_unreadable",
            Self::Template(TemplateFault::Ambiguous(_)) => "variable_ambiguous",
            Self::Template(TemplateFault::TooMany) => "variable_count_max",
            Self::Template(TemplateFault::Missing(_)) => "value_missing",
            Self::Template(TemplateFault::NotNumber(_)) => "value_not_number",
            Self::Template(TemplateFault::NotChoice(_)) => "value_not_choice",
            Self::Template(TemplateFault::Unknown(_)) => "value_unknown",
            Self::TooManyPrompts => "prompt_count_max",
            Self::TooManyPersonas => "persona_count_max",
            Self::Template(TemplateFault::Other(_)) | Self::Other(_) => "",
        }
    }

    /// What a person is told.
    pub fn sentence(&self, language: Language) -> String {
        let texts = language.prompts_texts();
        match self {
            Self::Command => texts.error_command.to_owned(),
            Self::CommandTaken => texts.error_command_taken.to_owned(),
            Self::BodyEmpty => texts.error_body_empty.to_owned(),
            Self::BodyTooLong => texts.error_body_too_long.to_owned(),
            Self::TooManyPrompts => texts.error_too_many_prompts(PROMPTS_MAX),
            Self::TooManyPersonas => texts.error_too_many_personas(PERSONAS_MAX),
            Self::Template(fault) => match fault {
                TemplateFault::Unreadable(shown) => texts.error_unreadable(shown, NAME_MAX, CHOICES_MAX),
                TemplateFault::Ambiguous(name) => texts.error_ambiguous(name),
                TemplateFault::TooMany => texts.error_too_many_variables(VARIABLES_MAX),
                TemplateFault::Missing(name) => texts.error_missing(name),
                TemplateFault::NotNumber(name) => texts.error_not_number(name),
                TemplateFault::NotChoice(name) => texts.error_not_choice(name),
                TemplateFault::Unknown(name) => texts.error_unknown(name),
                TemplateFault::Other(error) => language.texts().error(error),
            },
            Self::Other(error) => language.texts().error(error),
        }
    }

    /// The field of a body that it is about.
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Command | Self::CommandTaken => Some("command"),
            Self::BodyEmpty | Self::BodyTooLong => Some("body"),
            Self::Template(TemplateFault::Unreadable(_) | TemplateFault::Ambiguous(_) | TemplateFault::TooMany) => {
                Some("body")
            }
            Self::Template(_) => Some("values"),
            Self::TooManyPrompts | Self::TooManyPersonas | Self::Other(_) => None,
        }
    }
}

impl From<AppError> for PromptError {
    fn from(error: AppError) -> Self {
        Self::Other(error)
    }
}

impl From<ValidationError> for PromptError {
    fn from(fault: ValidationError) -> Self {
        Self::Other(fault.into())
    }
}

impl From<PromptError> for Problem {
    fn from(error: PromptError) -> Self {
        let texts = Language::En.prompts_texts();
        let (status, title) = match &error {
            PromptError::Other(other) | PromptError::Template(TemplateFault::Other(other)) => {
                return other.clone().into();
            }
            PromptError::Command => (StatusCode::UNPROCESSABLE_ENTITY, texts.error_command),
            PromptError::CommandTaken => (StatusCode::CONFLICT, texts.error_command_taken),
            PromptError::BodyEmpty => (StatusCode::UNPROCESSABLE_ENTITY, texts.error_body_empty),
            PromptError::BodyTooLong => (StatusCode::PAYLOAD_TOO_LARGE, texts.error_body_too_long),
            PromptError::TooManyPrompts | PromptError::TooManyPersonas => {
                (StatusCode::CONFLICT, texts.problem_too_many)
            }
            PromptError::Template(_) if error.field() == Some("body") => {
                (StatusCode::UNPROCESSABLE_ENTITY, texts.problem_variable)
            }
            PromptError::Template(_) => (StatusCode::UNPROCESSABLE_ENTITY, texts.problem_value),
        };
        let (mut problem, sentence) = (Self::new(status, error.code(), title), error.sentence(Language::En));
        if sentence != title {
            problem = problem.with_detail(sentence);
        }
        match error.field() {
            Some(field) => problem.with_field(field),
            None => problem,
        }
    }
}
