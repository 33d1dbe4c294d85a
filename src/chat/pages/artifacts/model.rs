//! The files of a conversation as their page shows them.

use crate::{
    chat::model::{ConversationId, MessageId},
    diff::model::Hunk,
    markup::SafeHtml,
};
use serde::{Deserialize, Serialize};

/// The files of a conversation, and one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationFiles {
    /// The conversation.
    pub id: ConversationId,
    /// Its title.
    pub title: String,
    /// All of its files, in the order in which they came.
    pub files: Vec<FileEntry>,
    /// The one that is shown; none when there are no files.
    pub shown: Option<ShownFile>,
}

/// A file in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path.
    pub name: String,
    /// The name of its language; empty: plain text.
    pub language: String,
    /// The answers that it is in, oldest first: each has a version of it.
    pub answers: Vec<MessageId>,
}

/// A file with its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFile {
    /// Its path.
    pub name: String,
    /// The version that is shown, from 1.
    pub version: u32,
    /// How many versions it has.
    pub versions: u32,
    /// The version that it is compared with.
    pub with: Option<u32>,
    /// What is shown of it.
    pub content: FileContent,
}

/// What is shown of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileContent {
    /// The version itself.
    Code(SafeHtml),
    /// What differs between two versions.
    Difference(Vec<Hunk>),
}
