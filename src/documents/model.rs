//! Documents and their versions, with their limits.

use crate::{
    domain::{
        error::{Result, ValidationError},
        id::id_type,
        title::clean_text,
    },
    generation::model::Status,
    i18n::Language,
};
use serde::{Deserialize, Serialize};

id_type! {
    /// Names one document.
    DocumentId
}
id_type! {
    /// Names a kind of document that a person made.
    FormatId
}
id_type! {
    /// Names one version of a document.
    VersionId
}

/// Most bytes of a document: some 500 pages.
pub const CONTENT_MAX_BYTES: usize = 1024 * 1024;
/// Most bytes of what a draft is written from.
const BRIEF_MAX_BYTES: usize = 64 * 1024;

/// Takes a document's Markdown as it was typed; line ends become `\n`.
///
/// # Errors
/// `DocumentTooLong`, `MessageControlCharacter`.
pub fn parse_content(text: &str) -> Result<String> {
    if text.len() > CONTENT_MAX_BYTES { Err(ValidationError::DocumentTooLong.into()) } else { clean_text(text) }
}

/// Takes what a draft is to be written from.
///
/// # Errors
/// `DocumentTooLong`, `MessageControlCharacter`.
pub fn parse_brief(text: &str) -> Result<String> {
    if text.len() > BRIEF_MAX_BYTES { Err(ValidationError::DocumentTooLong.into()) } else { clean_text(text) }
}

/// A document in the list. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(examples(json!({ "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6076", "title": "2주 차 회의", "format": "minutes", "status": "complete", "updated_at": 1_790_000_000_000_i64 }))))]
pub struct DocumentSummary {
    /// Names it.
    pub id: DocumentId,
    /// 1 to 200 characters.
    pub title: String,
    /// The id of its format.
    pub format: String,
    /// How far its draft is.
    pub status: Status,
    /// When its content was changed last.
    pub updated_at: i64,
}

/// A document. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(examples(json!({ "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6076", "title": "2주 차 회의", "format": "minutes", "language": "ko", "content": "# 2주 차 회의", "revision": 3, "origin": null, "status": "complete", "fault": null, "model": null, "created_at": 1_790_000_000_000_i64, "updated_at": 1_790_000_000_000_i64 }))))]
pub struct Document {
    /// Names it.
    pub id: DocumentId,
    /// 1 to 200 characters.
    pub title: String,
    /// The id of its format.
    pub format: String,
    /// The language that it is written in: `ko` or `en`.
    pub language: String,
    /// Its Markdown.
    pub content: String,
    /// What an edit is based on; grows with every change of the content.
    pub revision: i64,
    /// The page that it was made from, a path of this site.
    pub origin: Option<String>,
    /// How far its draft is; `complete` also when it never had one.
    pub status: Status,
    /// Why its draft failed, a code.
    pub fault: Option<String>,
    /// Who writes or wrote its draft.
    pub model: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// When its content was changed last.
    pub updated_at: i64,
}

impl Document {
    /// The language that it is written in.
    pub fn language(&self) -> Language {
        Language::from_tag(&self.language).unwrap_or(Language::DEFAULT)
    }
}

/// Where the content of a version comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(rename_all = "snake_case"), schema(as = VersionSource))]
pub enum VersionSource {
    /// The page, while somebody was typing.
    Autosave,
    /// Somebody who saved.
    Manual,
    /// A model's draft.
    Draft,
    /// A model's proposal, or a part of one, that a person accepted.
    Accept,
    /// An earlier version that was brought back.
    Restore,
    /// A file or a program.
    Import,
    /// Another document that it is a copy of.
    Copy,
}

/// What a document was. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(examples(json!({ "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6073", "revision": 3, "source": "manual", "model": null, "name": null, "created_at": 1_790_000_000_000_i64 }))))]
pub struct Version {
    /// Names it.
    pub id: VersionId,
    /// The document's revision that it was.
    pub revision: i64,
    /// Where its content comes from.
    pub source: VersionSource,
    /// Who wrote it; none for a person.
    pub model: Option<String>,
    /// What a person called it.
    pub name: Option<String>,
    /// When it came to be.
    pub created_at: i64,
    /// Its Markdown; only when one version is asked for.
    #[cfg_attr(feature = "ssr", sqlx(default))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

/// What a document lacks of its format.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = DocumentCheck, examples(json!({ "sections": [{ "heading": "결정", "required": true, "state": "missing", "size": 0, "least": 20 }], "size": 120, "length": [300, 3000], "fits": "too_short", "unit": "ko" }))))]
pub struct Check {
    /// Every section of the format, in order.
    pub sections: Vec<SectionCheck>,
    /// How long it is without its title: characters without spaces in Korean, words in English.
    pub size: u32,
    /// The least and the most that it should be, in the same unit.
    #[cfg_attr(feature = "ssr", schema(value_type = Vec<u32>, min_items = 2, max_items = 2))]
    pub length: (u32, u32),
    /// Whether it is within that.
    pub fits: Fit,
    /// The language whose unit that is.
    pub unit: Language,
}

/// A section of the format, and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SectionCheck {
    /// Its heading.
    pub heading: String,
    /// Whether the document is not whole without it.
    pub required: bool,
    /// Whether it is there.
    pub state: SectionState,
    /// How long it is, what stands below smaller headings included.
    pub size: u32,
    /// What is shorter than this is too short.
    pub least: u32,
}

/// Whether a section is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SectionState {
    /// It is, and long enough.
    Present,
    /// It is, and too short.
    TooShort,
    /// It is not.
    Missing,
}

/// How a size compares to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// Below it.
    TooShort,
    /// Within it.
    Fits,
    /// Above it.
    TooLong,
}
