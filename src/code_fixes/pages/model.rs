//! Fixes as their pages show them.

use crate::{
    code_fixes::model::{FileId, FixId, FixSummary},
    diff::model::Hunk,
    domain::page::Page,
    generation::model::Status,
    markup::SafeHtml,
};
use serde::{Deserialize, Serialize};

/// What was mended, and who can mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixList {
    /// What was mended, newest first.
    pub page: Page<FixSummary>,
    /// The models to choose from.
    pub models: Vec<ModelChoice>,
    /// Why what was just sent was not taken; none when nothing was refused.
    pub refused: Option<String>,
}

/// A model to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelChoice {
    /// What is sent.
    pub id: String,
    /// What a person reads.
    pub name: String,
    /// Whether it is the one that mends when none is chosen.
    pub is_default: bool,
}

/// A fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFix {
    /// Names it.
    pub id: FixId,
    /// The first words of what is wrong, or the names of the files.
    pub title: String,
    /// What is wrong, or the error; may be empty.
    pub instruction: String,
    /// Who mends it.
    pub model: String,
    /// How far it is.
    pub status: Status,
    /// Why what was just tried was not done; none when nothing was refused.
    pub refused: Option<String>,
    /// How far it is, in words; none when it is complete.
    pub notice: Option<String>,
    /// What the model wrote; empty when it is complete.
    pub answer: String,
    /// What the model says beside its edits, when it is complete.
    pub said: Vec<SafeHtml>,
    /// Whether the model was asked again for edits that could not be made.
    pub was_asked_again: bool,
    /// Edits that were not made, and were not mended by asking again either.
    pub refusals: Vec<ShownRefusal>,
    /// The files, those first that were given; none until it is complete.
    pub files: Vec<ShownFile>,
    /// The files with what is accepted.
    pub result: FixResult,
}

/// An edit that was not made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownRefusal {
    /// The file, as the model called it; empty when it called none.
    pub path: String,
    /// Why it was not made.
    pub sentence: String,
    /// The beginning of what it was to replace.
    pub search: String,
}

/// A file of a fix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFile {
    /// Names it.
    pub id: FileId,
    /// Its name, a relative path.
    pub path: String,
    /// Whether the model has added it.
    pub is_new: bool,
    /// What the model changes.
    pub hunks: Vec<ShownHunk>,
}

/// A stretch that a model changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownHunk {
    /// Names it within the fix, from 1.
    pub number: u32,
    /// Whether it is in the result.
    pub is_accepted: bool,
    /// What it changes.
    pub hunk: Hunk,
}

/// What is shown of the files as they are with what is accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixResult {
    /// What is in each file, in their order; none for one that is too long to be shown.
    pub files: Vec<Option<String>>,
    /// All of them as Markdown, to be sent on; none when that would be too long.
    pub markdown: Option<String>,
}
