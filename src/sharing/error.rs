//! Why something is not shared: as a sentence for a person, and as a problem for a program.

use crate::{
    domain::error::AppError,
    i18n::{Language, SharingTexts},
    rest::Problem,
};
use axum::http::StatusCode;

/// Why something is not shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareError {
    /// This server has it switched off.
    Off,
    /// A model is still writing it.
    BeingWritten,
    /// The snapshot has more than it may have.
    TooLong,
    /// The account has as many as it may have.
    TooMany,
    /// Whatever else can go wrong.
    Other(AppError),
}

impl ShareError {
    /// Those that only sharing knows.
    pub const OWN: [Self; 4] = [Self::Off, Self::BeingWritten, Self::TooLong, Self::TooMany];

    /// What it is called for a program and in an address; empty for what sharing does not know.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Off => "sharing_off",
            Self::BeingWritten => "being_written",
            Self::TooLong => "share_too_long",
            Self::TooMany => "share_count_max",
            Self::Other(_) => "",
        }
    }

    /// What a person is told.
    pub fn sentence(&self, language: Language) -> String {
        let texts: &SharingTexts = language.sharing_texts();
        match self {
            Self::Off => texts.error_off.to_owned(),
            Self::BeingWritten => texts.error_being_written.to_owned(),
            Self::TooLong => texts.error_too_long.to_owned(),
            Self::TooMany => texts.error_too_many.to_owned(),
            Self::Other(error) => language.texts().error(error),
        }
    }
}

impl<E: Into<AppError>> From<E> for ShareError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

impl From<ShareError> for Problem {
    fn from(error: ShareError) -> Self {
        let texts = Language::En.sharing_texts();
        let (status, title) = match &error {
            ShareError::Off => (StatusCode::FORBIDDEN, texts.error_off),
            ShareError::BeingWritten => (StatusCode::CONFLICT, texts.error_being_written),
            ShareError::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, texts.error_too_long),
            ShareError::TooMany => (StatusCode::CONFLICT, texts.error_too_many),
            ShareError::Other(error) => return error.clone().into(),
        };
        Self::new(status, error.code(), title)
    }
}
