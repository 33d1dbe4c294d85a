//! Why a file cannot be attached: as a sentence for a person, and as a problem for a program.

use crate::{
    domain::error::{AppError, ValidationError},
    i18n::Language,
    rest::Problem,
};
use axum::http::StatusCode;

/// Why a file cannot be attached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttachmentError {
    /// There is none.
    NoFile,
    /// It has more bytes than a file may have.
    TooLarge,
    /// It is neither a picture nor a text nor a PDF.
    Unsupported,
    /// It begins as a picture, and cannot be read as one.
    PictureUnreadable,
    /// It has more pixels than a picture may have.
    PictureTooLarge,
    /// Its text is longer than a text may be.
    TextTooLong,
    /// It begins as a PDF, and cannot be read as one, or is locked.
    PdfUnreadable,
    /// It is a PDF without any text.
    PdfWithoutText,
    /// The account has no room left.
    Full,
    /// Whatever else can go wrong.
    Other(AppError),
}

impl AttachmentError {
    /// What it is called for a program; empty for what attachments do not know.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoFile => "attachment_missing",
            Self::TooLarge => "attachment_too_large",
            Self::Unsupported => "attachment_unsupported",
            Self::PictureUnreadable => "image_unreadable",
            Self::PictureTooLarge => "image_too_large",
            Self::TextTooLong => "attachment_text_too_long",
            Self::PdfUnreadable => "pdf_unreadable",
            Self::PdfWithoutText => "pdf_without_text",
            Self::Full => "attachments_full",
            Self::Other(_) => "",
        }
    }

    /// What a person is told.
    pub fn sentence(&self, language: Language) -> String {
        let texts = language.attachments_texts();
        let own = match self {
            Self::NoFile => texts.error_no_file,
            Self::TooLarge => texts.error_too_large,
            Self::Unsupported => texts.error_unsupported,
            Self::PictureUnreadable => texts.error_picture_unreadable,
            Self::PictureTooLarge => texts.error_picture_too_large,
            Self::TextTooLong => texts.error_text_too_long,
            Self::PdfUnreadable => texts.error_pdf_unreadable,
            Self::PdfWithoutText => texts.error_pdf_without_text,
            Self::Full => texts.error_full,
            Self::Other(error) => return language.texts().error(error),
        };
        own.to_owned()
    }

    /// As a problem, with its sentence in a person's language: the page shows it as it is.
    pub fn problem(self, language: Language) -> Problem {
        let title = self.sentence(language);
        let status = match &self {
            Self::Other(error) => return Problem::from(error.clone()).with_title(title),
            Self::TooLarge | Self::PictureTooLarge | Self::TextTooLong | Self::Full => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Problem::from_field(self.code(), "", "file").with_status(status).with_title(title)
    }
}

impl From<AppError> for AttachmentError {
    fn from(error: AppError) -> Self {
        Self::Other(error)
    }
}

impl From<ValidationError> for AttachmentError {
    fn from(fault: ValidationError) -> Self {
        Self::Other(fault.into())
    }
}
