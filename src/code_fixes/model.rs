//! Fixes: code that a model mends, with their limits.

use super::{
    edits::{Reason, is_safe_path},
    error::FixError,
};
use crate::{
    diff::lines::Hunk,
    domain::{error::ValidationError, id::id_type, title::Title},
    generation::model::Status,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

id_type! {
    /// Names one fix.
    FixId
}
id_type! {
    /// Names one file of a fix.
    FileId
}

/// Most bytes of the files of one fix together.
pub const CODE_BYTES_MAX: usize = 1_000_000;
/// Most files of one fix.
pub const FILES_MAX: usize = 50;
/// Most bytes of what is said to be wrong; an error with its whole trace fits.
pub const INSTRUCTION_BYTES_MAX: usize = 32 * 1024;
/// Most fixes of an account.
pub const FIXES_MAX: u32 = 1000;
/// Stands in the answer before what the model wrote when it was asked again.
pub const ASKED_AGAIN: char = '\u{1e}';

/// A file that is to be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Its name, a relative path.
    pub path: String,
    /// What is in it.
    pub content: String,
}

/// What a person has mended.
#[derive(Debug, Clone)]
pub struct NewFix {
    /// The files, at least one.
    pub files: Vec<NewFile>,
    /// What is wrong, or the error.
    pub instruction: String,
}

impl NewFix {
    /// Looks whether it can be taken, and gives it as it will be stored.
    ///
    /// # Errors
    /// `NoCode`, `TooLarge`, `TooManyFiles`, `Path`, `PathTwice`, `NotText`; `MessageTooLong`, `MessageControlCharacter` of
    /// the instruction.
    pub fn checked(mut self) -> Result<Self, FixError> {
        if self.files.is_empty() || self.files.iter().all(|file| file.content.trim().is_empty()) {
            return Err(FixError::NoCode);
        }
        if self.files.len() > FILES_MAX {
            return Err(FixError::TooManyFiles);
        }
        if self.files.iter().map(|file| file.content.len()).sum::<usize>() > CODE_BYTES_MAX {
            return Err(FixError::TooLarge);
        }
        for (index, file) in self.files.iter().enumerate() {
            if !is_safe_path(&file.path) {
                return Err(FixError::Path);
            }
            if self.files[..index].iter().any(|other| other.path.to_lowercase() == file.path.to_lowercase()) {
                return Err(FixError::PathTwice);
            }
            if !is_code(&file.content) {
                return Err(FixError::NotText);
            }
        }
        if self.instruction.len() > INSTRUCTION_BYTES_MAX {
            return Err(ValidationError::MessageTooLong.into());
        }
        // Colours and the like, which terminals put into errors, say nothing.
        self.instruction = without_escapes(&self.instruction);
        self.instruction = crate::domain::title::clean_text(&self.instruction)?.trim().to_owned();
        Ok(self)
    }

    /// What it is called: what is wrong, or else the files.
    pub fn title(&self) -> String {
        let paths = || self.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>().join(", ");
        let words = if self.instruction.is_empty() { paths() } else { self.instruction.clone() };
        Title::from_question(&words).as_str().to_owned()
    }
}

/// What an editor shows as text; a form feed stands in sources of old.
pub(super) fn is_code(text: &str) -> bool {
    text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
}

/// A text without the escape sequences of terminals (ECMA-48 §5.4).
fn without_escapes(text: &str) -> String {
    let mut rest = text.split("\u{1b}[");
    let mut plain = rest.next().unwrap_or_default().to_owned();
    for part in rest {
        plain.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').get(1..).unwrap_or_default());
    }
    plain
}

/// A fix in the list. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromRow, ToSchema)]
#[schema(as = CodeFixSummary, examples(json!({ "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6076", "title": "IndexError: list index out of range", "model": "openai/gpt-5-mini", "status": "complete", "created_at": 1_790_000_000_000_i64 })))]
pub struct FixSummary {
    /// Names it.
    pub id: FixId,
    /// The first words of what is wrong, or the names of the files.
    pub title: String,
    /// Who mends it.
    pub model: String,
    /// How far it is.
    pub status: Status,
    /// When it was asked for.
    pub created_at: i64,
}

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
pub(super) fn left_refusals<'r>(answer: &str, refusals: &'r [Refusal]) -> impl Iterator<Item = &'r Refusal> + use<'r> {
    // Whether the second answer, if there was one, had anything that could be taken for an edit.
    let mut second = refusals.iter().filter(|refusal| refusal.attempt == 2);
    let has_second_edits = answer.contains(ASKED_AGAIN) && !second.any(|refusal| refusal.reason == Reason::NoEdits);
    let last = if has_second_edits { 2 } else { 1 };
    refusals.iter().filter(move |refusal| refusal.attempt == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_a_terminal_are_left_out_of_an_error() {
        let error = "\u{1b}[1;31merror[E0308]\u{1b}[0m: mismatched types";
        assert_eq!(without_escapes(error), "error[E0308]: mismatched types");
    }
}
