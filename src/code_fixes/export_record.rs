//! A fix with all that belongs to it: to be taken out, and to be brought in.

use super::{
    Fixes,
    apply::{NEW_FILES_MAX, PROPOSED_BYTES_MAX, is_in_the_way},
    edits::{EDITS_MAX, is_safe_path},
    error::FixError,
    model::{FixId, NewFile, NewFix, Refusal, is_code, left_refusals},
    store,
};
use crate::{
    diff::lines::{Span, lines, merge},
    domain::{error::Result, id::UserId},
    generation::model::Status,
    i18n::Language,
};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

/// Most stretches of one fix that is brought in: more than anybody decides of.
const HUNKS_MAX: usize = 10_000;
/// Most refusals: each of two answers has so many edits, and one refusal of all that are more.
const REFUSALS_MAX: usize = 2 * (EDITS_MAX + 1);

/// A whole fix. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixExport {
    /// Names it.
    pub id: FixId,
    /// 1 to 200 characters.
    pub title: String,
    /// What is wrong, or the error; may be empty.
    #[serde(default)]
    pub instruction: String,
    /// What the model speaks.
    pub language: Language,
    /// Who mends it.
    pub model: String,
    /// How far it is.
    pub status: Status,
    /// Why it failed, a code.
    #[serde(default)]
    pub fault: Option<String>,
    /// What the model wrote; U+001E stands before what it wrote when it was asked again.
    #[serde(default)]
    pub answer: String,
    /// The files, those first that were given.
    pub files: Vec<FileExport>,
    /// Edits of the model that were not made.
    #[serde(default)]
    pub refusals: Vec<Refusal>,
    /// When it was asked for.
    pub created_at: i64,
    /// When the model ended, or a person decided, last.
    pub updated_at: i64,
}

/// A file of a [`FixExport`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileExport {
    /// Its name, a relative path.
    pub path: String,
    /// Whether the model has added it.
    #[serde(default)]
    pub is_new: bool,
    /// What was given.
    pub original: String,
    /// What it is with everything that the model changes.
    pub proposed: String,
    /// Where the two differ, in order.
    #[serde(default)]
    pub hunks: Vec<HunkExport>,
}

/// Lines of the original that others of what is proposed stand for. They count from 0; the end is the line after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HunkExport {
    /// Where the old lines begin.
    pub old_start: u32,
    /// Where they end.
    pub old_end: u32,
    /// Where the new lines begin.
    pub new_start: u32,
    /// Where they end.
    pub new_end: u32,
    /// Whether a person takes them.
    pub is_accepted: bool,
}

impl HunkExport {
    fn span(self) -> Span {
        // Lines of texts that are held in memory.
        let at = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
        Span { old: at(self.old_start)..at(self.old_end), new: at(self.new_start)..at(self.new_end) }
    }
}

impl FileExport {
    /// What it is with the hunks that are accepted, byte by byte.
    pub fn result(&self) -> String {
        let spans: Vec<_> = self.hunks.iter().map(|hunk| hunk.span()).collect();
        merge(&self.original, &self.proposed, spans.iter().zip(self.hunks.iter().map(|hunk| hunk.is_accepted)))
    }

    /// Whether the hunks are exactly where the two texts differ, of which a new file has only one.
    fn is_sound(&self) -> bool {
        if self.is_new && !self.original.is_empty() {
            return false;
        }
        let (old, new) = (lines(&self.original), lines(&self.proposed));
        let (mut old_at, mut new_at) = (0, 0);
        for span in self.hunks.iter().map(|hunk| hunk.span()) {
            let kept = (old.get(old_at..span.old.start), new.get(new_at..span.new.start));
            let is_there = old.get(span.old.clone()).is_some() && new.get(span.new.clone()).is_some();
            if kept.0.is_none() || kept.0 != kept.1 || !is_there || (span.old.is_empty() && span.new.is_empty()) {
                return false;
            }
            (old_at, new_at) = (span.old.end, span.new.end);
        }
        old.get(old_at..) == new.get(new_at..)
    }
}

/// Looks whether a model could have added the files that come after so many others.
///
/// # Errors
/// `TooManyFiles`, `Path`, `PathTwice`.
fn check_added(files: &[FileExport], given: usize) -> Result<(), FixError> {
    if files.len() - given > NEW_FILES_MAX {
        return Err(FixError::TooManyFiles);
    }
    for (at, file) in files.iter().enumerate().skip(given) {
        let mut others = files.iter().take(at);
        if !is_safe_path(&file.path) {
            return Err(FixError::Path);
        }
        if others.any(|other| is_in_the_way(&other.path, &file.path)) {
            return Err(FixError::PathTwice);
        }
    }
    Ok(())
}

impl FixExport {
    /// Looks whether it can be stored, and gives it as it will be: only what is complete has anything that a model made.
    ///
    /// # Errors
    /// Those of [`NewFix::checked`]; `NotText` also when a hunk is not where the texts differ.
    pub fn checked(mut self) -> Result<Self, FixError> {
        if self.status != Status::Complete {
            self.refusals.clear();
            self.files.retain(|file| !file.is_new);
            for file in &mut self.files {
                file.hunks.clear();
                file.proposed.clone_from(&file.original);
            }
        }
        self.files.sort_by_key(|file| file.is_new);
        let given = self.files.iter().filter(|file| !file.is_new);
        let given = given.map(|file| NewFile { path: file.path.clone(), content: file.original.clone() }).collect();
        let wanted = NewFix { files: given, instruction: std::mem::take(&mut self.instruction) }.checked()?;
        self.instruction = wanted.instruction;
        check_added(&self.files, wanted.files.len())?;
        let total = |count: fn(&FileExport) -> usize| self.files.iter().map(count).sum::<usize>();
        if total(|file| file.proposed.len()) > PROPOSED_BYTES_MAX
            || total(|file| file.hunks.len()) > HUNKS_MAX
            || self.refusals.len() > REFUSALS_MAX
        {
            return Err(FixError::TooLarge);
        }
        let is_sound = self.files.iter().all(|file| is_code(&file.proposed) && file.is_sound());
        is_sound.then_some(self).ok_or(FixError::NotText)
    }

    /// What was not made and was not mended by asking again either.
    pub fn left_refusals(&self) -> impl Iterator<Item = &Refusal> {
        left_refusals(&self.answer, &self.refusals)
    }
}

impl Fixes {
    /// The ids of a person's fixes, so many after another one, the oldest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list_for_export(&self, user: UserId, after: Option<FixId>, limit: u32) -> Result<Vec<FixId>> {
        store::ids_after(&self.db, user, after, limit).await
    }

    /// A fix with all that belongs to it. One that a model is at has what was written until now.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_for_export(&self, user: UserId, id: FixId) -> Result<FixExport> {
        Ok(store::get(&self.db, user, id).await?.whole())
    }

    /// Whether a fix is there and theirs, as `connection` sees it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn has(&self, connection: &mut SqliteConnection, user: UserId, id: FixId) -> Result<bool> {
        store::has(connection, user, id).await
    }

    /// Stores a fix from elsewhere as [`FixExport::checked`] gives it, within the transaction of `connection`, and says
    /// whether there was room for it. Its id must be new.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn import_record(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        whole: &FixExport,
    ) -> Result<bool> {
        store::insert_record(connection, user, whole).await
    }
}
