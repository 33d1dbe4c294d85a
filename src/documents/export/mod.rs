//! Documents as files to hand over, and files as documents.
//!
//! All that takes time or memory runs in a process of its own ([`Exporter`]): it has limits of both, no database and no
//! secrets, and when it ends all that it took is free again, the highlighter's grammars too.

mod ast;
mod docx;
mod html;
mod import;
mod parse;
mod pdf;
mod pdf_text;
#[cfg(test)]
mod tests;
mod text;
mod worker;

pub use worker::{Conversion, Exporter, convert};

use super::format::{Layout, TitlePlace};
use crate::i18n::Language;
use serde::{Deserialize, Serialize};

/// A document that is to become a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// What the file calls itself if the text has no title of its own, which is a first block `# …`. It is never shown.
    pub title: String,
    /// CommonMark and what GitHub adds.
    pub markdown: String,
    /// How it looks on paper.
    pub layout: Layout,
    /// What it is written in.
    pub language: Language,
}

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// The document as it is stored.
    #[serde(rename = "md")]
    Markdown,
    /// Plain text, laid out by lines and indents.
    #[serde(rename = "txt")]
    Text,
    /// One page with its style in it.
    Html,
    /// For Word.
    Docx,
    /// For reading and printing.
    Pdf,
}

impl ExportFormat {
    /// Every form.
    pub const ALL: [Self; 5] = [Self::Docx, Self::Pdf, Self::Html, Self::Markdown, Self::Text];

    /// The end of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// The form whose files' names end so.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.extension() == extension)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
        }
    }
}

/// Why there is no file, or no document.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The Markdown has more bytes than the exporter takes.
    #[error("it has {bytes} bytes, and {most} are the most")]
    TooLong {
        /// How many it has.
        bytes: usize,
        /// How many it may have.
        most: usize,
    },
    /// The Markdown has few bytes, but many blocks and runs of text, which cost more than letters do.
    #[error("it has {parts} parts, and {most} are the most")]
    TooManyParts {
        /// Blocks, table cells and runs of text of one look.
        parts: usize,
        /// How many it may have.
        most: usize,
    },
    /// A file that is to be a document is none of its kind.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// The text could not be set on pages. It is our mistake whatever the text is, so it is one to log.
    #[error("it could not be set: {0}")]
    NotSet(String),
    /// The parts of the file could not be packed together.
    #[error("it could not be packed: {0}")]
    NotPacked(#[from] std::io::Error),
}
