//! Why code is not mended, and why an edit is not made.

use super::edits::Reason;
use crate::{
    domain::error::{AppError, ValidationError},
    i18n::{CodeFixesTexts, Language},
    rest::Problem,
};
use axum::http::StatusCode;

/// Why code is not mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FixError {
    /// There is none.
    NoCode,
    /// It has more bytes than it may have.
    TooLarge,
    /// There are too many files.
    TooManyFiles,
    /// A file is no text in UTF-8.
    NotText,
    /// A file has a name that no file may have.
    Path,
    /// Two files have the same name.
    PathTwice,
    /// A model is still at it.
    BeingWritten,
    /// There is no hunk of that number.
    HunkUnknown,
    /// The account has as many as it may have.
    TooMany,
    /// Whatever else can go wrong.
    Other(AppError),
}

impl FixError {
    /// Those that only fixes know.
    pub const OWN: [Self; 9] = [
        Self::NoCode,
        Self::TooLarge,
        Self::TooManyFiles,
        Self::NotText,
        Self::Path,
        Self::PathTwice,
        Self::BeingWritten,
        Self::HunkUnknown,
        Self::TooMany,
    ];

    /// What it is called for a program and in an address; empty for what fixes do not know.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoCode => "code_empty",
            Self::TooLarge => "code_too_large",
            Self::TooManyFiles => "code_files_max",
            Self::NotText => "code_not_text",
            Self::Path => "code_path",
            Self::PathTwice => "code_path_twice",
            Self::BeingWritten => "being_written",
            Self::HunkUnknown => "hunk_unknown",
            Self::TooMany => "fix_count_max",
            Self::Other(_) => "",
        }
    }

    /// What a person is told.
    pub fn sentence(&self, language: Language) -> String {
        let texts: &CodeFixesTexts = language.code_fixes_texts();
        let own = match self {
            Self::NoCode => texts.error_no_code,
            Self::TooLarge => texts.error_too_large,
            Self::TooManyFiles => texts.error_too_many_files,
            Self::NotText => texts.error_not_text,
            Self::Path => texts.error_path,
            Self::PathTwice => texts.error_path_twice,
            Self::BeingWritten => texts.error_being_written,
            Self::HunkUnknown => texts.error_hunk_unknown,
            Self::TooMany => texts.error_too_many,
            Self::Other(error) => return language.texts().error(error),
        };
        own.to_owned()
    }
}

impl Reason {
    /// Why an edit was not made, for a person.
    pub fn sentence(self, texts: &CodeFixesTexts) -> &'static str {
        match self {
            Self::NoEdits => texts.reason_no_edits,
            Self::Truncated => texts.reason_truncated,
            Self::Nested => texts.reason_nested,
            Self::Divider => texts.reason_divider,
            Self::Marker => texts.reason_marker,
            Self::NoPath => texts.reason_no_path,
            Self::UnknownPath => texts.reason_unknown_path,
            Self::UnsafePath => texts.reason_unsafe_path,
            Self::EmptySearch => texts.reason_empty_search,
            Self::NotFound => texts.reason_not_found,
            Self::Ambiguous => texts.reason_ambiguous,
            Self::Overlap => texts.reason_overlap,
            Self::NoChange => texts.reason_no_change,
            Self::Control => texts.reason_control,
            Self::TooLarge => texts.reason_too_large,
            Self::TooMany => texts.reason_too_many,
        }
    }
}

impl<E: Into<AppError>> From<E> for FixError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

impl From<FixError> for Problem {
    fn from(error: FixError) -> Self {
        let texts = Language::En.code_fixes_texts();
        let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
        let (status, title, field) = match &error {
            FixError::NoCode => (unprocessable, texts.error_no_code, "files"),
            FixError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, texts.error_too_large, "files"),
            FixError::TooManyFiles => (unprocessable, texts.error_too_many_files, "files"),
            FixError::NotText => (unprocessable, texts.error_not_text, "content"),
            FixError::Path => (unprocessable, texts.error_path, "path"),
            FixError::PathTwice => (unprocessable, texts.error_path_twice, "path"),
            FixError::HunkUnknown => (unprocessable, texts.error_hunk_unknown, "accepted"),
            FixError::BeingWritten => return Self::new(StatusCode::CONFLICT, error.code(), texts.error_being_written),
            FixError::TooMany => return Self::new(StatusCode::CONFLICT, error.code(), texts.error_too_many),
            FixError::Other(AppError::Invalid(
                fault @ (ValidationError::MessageTooLong | ValidationError::MessageControlCharacter),
            )) => {
                return Self::from(*fault).with_field("instruction");
            }
            FixError::Other(error) => return error.clone().into(),
        };
        Self::from_field(error.code(), title, field).with_status(status)
    }
}
