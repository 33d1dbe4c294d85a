//! A fix with all that belongs to it.

use super::{ASKED_AGAIN, FileId, FixId};
use crate::{code_fixes::edits::Reason, diff::model::Hunk, generation::model::Status};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

/// Code that a model mends. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = CodeFix, examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6076",
    "title": "IndexError: list index out of range",
    "instruction": "IndexError: list index out of range",
    "model": "openai/gpt-5-mini",
    "status": "complete",
    "fault": null,
    "answer": "…",
    "files": [],
    "refusals": [],
    "created_at": 1_790_000_000_000_i64,
    "updated_at": 1_790_000_000_000_i64,
})))]
pub struct Fix {
    /// Names it.
    pub id: FixId,
    /// The first words of what is wrong, or the names of the files.
    pub title: String,
    /// What is wrong, or the error; may be empty.
    pub instruction: String,
    /// Who mends it.
    pub model: String,
    /// How far it is. Only what is `complete` has hunks.
    pub status: Status,
    /// Why it failed, a code.
    pub fault: Option<String>,
    /// What the model wrote; U+001E stands before what it wrote when it was asked again.
    pub answer: String,
    /// The files, those first that were given.
    pub files: Vec<FixedFile>,
    /// Edits of the model that were not made.
    pub refusals: Vec<Refusal>,
    /// When it was asked for.
    pub created_at: i64,
    /// When the model ended, or a person decided, last.
    pub updated_at: i64,
}

/// A file of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = CodeFixFile)]
pub struct FixedFile {
    /// Names it.
    pub id: FileId,
    /// Its name, a relative path.
    pub path: String,
    /// Whether the model has added it.
    pub is_new: bool,
    /// What was given.
    pub original: String,
    /// What it is with the hunks that are accepted, byte by byte.
    pub result: String,
    /// What the model changes.
    pub hunks: Vec<DecidedHunk>,
}

/// A stretch that a model changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = CodeFixHunk)]
pub struct DecidedHunk {
    /// Names it within the fix, from 1.
    pub number: u32,
    /// Whether it is in the result; until a person decides it is.
    pub is_accepted: bool,
    /// What it changes.
    #[serde(flatten)]
    pub hunk: Hunk,
}

/// An edit that a model wanted and that was not made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, FromRow, ToSchema)]
#[schema(as = CodeFixRefusal)]
pub struct Refusal {
    /// 1 for what the model wrote first, 2 for what it wrote when it was asked again.
    pub attempt: u32,
    /// The file, as the model called it; empty when it called none.
    pub path: String,
    /// Why it was not made.
    pub reason: Reason,
    /// The beginning of what it was to replace.
    pub search: String,
}

impl Fix {
    /// The hunks of all files.
    pub fn hunks(&self) -> impl Iterator<Item = &DecidedHunk> {
        self.files.iter().flat_map(|file| &file.hunks)
    }

    /// What was not made and was not mended by asking again either.
    pub fn left_refusals(&self) -> impl Iterator<Item = &Refusal> {
        left_refusals(&self.answer, &self.refusals)
    }
}

/// What of an answer was not made and was not mended by asking again either.
pub(in crate::code_fixes) fn left_refusals<'r>(
    answer: &str,
    refusals: &'r [Refusal],
) -> impl Iterator<Item = &'r Refusal> + use<'r> {
    // Whether the second answer, if there was one, had anything that could be taken for an edit.
    let mut second = refusals.iter().filter(|refusal| refusal.attempt == 2);
    let has_second_edits = answer.contains(ASKED_AGAIN) && !second.any(|refusal| refusal.reason == Reason::NoEdits);
    let last = if has_second_edits { 2 } else { 1 };
    refusals.iter().filter(move |refusal| refusal.attempt == last)
}
