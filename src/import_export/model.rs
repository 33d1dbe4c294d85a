//! Imports, and what can become of them.

use crate::domain::id::id_type;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

id_type! {
    /// Names one import.
    ImportId
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(rename_all = "snake_case"), schema(as = ImportState))]
pub enum State {
    /// The file is being read.
    Running,
    /// It was read to its end.
    Done,
    /// It cannot be read, or was not read to its end.
    Failed,
}

/// Why an import failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type), sqlx(rename_all = "snake_case"))]
pub enum ImportFault {
    /// It is nothing that we know.
    #[error("nothing in the file is understood")]
    Unreadable,
    /// It ends too early, or parts of it are not what they were.
    #[error("the file is damaged")]
    Damaged,
    /// Unpacked it is more than is taken.
    #[error("the file is too much")]
    TooMuch,
    /// The account has no room for all of it.
    #[error("the account is full")]
    Full,
    /// The disk has no room for all of it.
    #[error("the disk is full")]
    DiskFull,
    /// A later Supbot made it.
    #[error("the file was made by a newer Supbot")]
    Newer,
    /// The server ended before it did.
    #[error("the server ended")]
    Interrupted,
    /// A fault of ours.
    #[error("it failed here")]
    Internal,
}

/// What is left out, or is not as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Omission {
    /// Pictures.
    Images,
    /// Sound and films.
    Audio,
    /// Files that were attached, without their text.
    Attachments,
    /// Calls of tools, and what they gave.
    Tools,
    /// What the program told its model, and what it hid.
    System,
    /// Messages with nothing in them.
    EmptyMessages,
    /// Conversations in which nothing was said.
    EmptyConversations,
    /// Parts of a kind that we do not know.
    Unknown,
    /// Texts that were too long, and were cut.
    Cut,
    /// Texts without their control characters.
    Characters,
    /// Things with characters that cannot be read.
    Garbled,
    /// Entries that cannot be read.
    Broken,
    /// Entries that are too large.
    TooLarge,
    /// Files of the package that hold no conversations.
    Files,
    /// Kinds of documents that are more than one may have.
    Formats,
    /// Earlier versions of documents that the export did not hold.
    Versions,
    /// Folders without their names: what is in one stands in one here too.
    Folders,
    /// Tags that are more than one may have.
    Tags,
    /// Prompts that are more than one may have.
    Prompts,
    /// Personas that are more than one may have.
    Personas,
    /// Mended code that is more than one may have.
    CodeFixes,
    /// Prompts with another command, because another prompt had theirs.
    Commands,
}

/// How often something was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Omissions(BTreeMap<Omission, u64>);

impl Omissions {
    /// One more.
    pub fn add(&mut self, omission: Omission) {
        self.add_many(omission, 1);
    }

    /// So many more.
    pub fn add_many(&mut self, omission: Omission, count: u64) {
        if count > 0 {
            *self.0.entry(omission).or_default() += count;
        }
    }

    /// Those of another one too.
    pub fn add_all(&mut self, other: &Self) {
        other.iter().for_each(|(omission, count)| self.add_many(omission, count));
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (Omission, u64)> {
        self.0.iter().map(|(omission, count)| (*omission, *count))
    }

    /// How often this was left out.
    pub fn count(&self, omission: Omission) -> u64 {
        self.0.get(&omission).copied().unwrap_or_default()
    }
}

/// What an import has brought so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Counts {
    /// Conversations that are new, or back from the trash.
    pub conversations: i64,
    /// Messages in them.
    pub messages: i64,
    /// Documents that are new, or back from the trash.
    pub documents: i64,
    /// Prompts that are new.
    pub prompts: i64,
    /// Personas that are new.
    pub personas: i64,
    /// Mended code that is new.
    pub code_fixes: i64,
    /// Things that were there already.
    pub known: i64,
}

/// An import. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Names it.
    pub id: ImportId,
    /// How far it is.
    pub state: State,
    /// Why it failed.
    pub trouble: Option<ImportFault>,
    /// What it has brought.
    pub counts: Counts,
    /// What it left out.
    pub omissions: Omissions,
    /// When it was begun.
    pub created_at: i64,
    /// When it ended.
    pub finished_at: Option<i64>,
}
