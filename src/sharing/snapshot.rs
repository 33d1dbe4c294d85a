//! What is to be shared, how, and what whoever has the link reads.

use super::model::Kind;
use crate::{chat::model::ConversationId, documents::model::DocumentId, domain::error::ValidationError};
use serde::{Deserialize, Serialize};

/// Most bytes of a snapshot, as JSON.
pub const SNAPSHOT_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most days that a share may last: ten years.
const DAYS_MAX: u32 = 3650;
/// A day in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// How something is shared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms {
    /// After how many days the link ends; none: when its owner ends it.
    pub days: Option<u32>,
    /// Whether search engines may list it.
    pub is_findable: bool,
}

/// What is to be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The branch of a conversation that is shown.
    Conversation(ConversationId),
    /// A document.
    Document(DocumentId),
}

impl Source {
    /// What it is.
    pub fn kind(self) -> Kind {
        match self {
            Self::Conversation(_) => Kind::Conversation,
            Self::Document(_) => Kind::Document,
        }
    }

    /// The path of its page.
    pub fn path(self) -> String {
        match self {
            Self::Conversation(id) => format!("/c/{id}"),
            Self::Document(id) => format!("/documents/{id}"),
        }
    }

    /// Its id.
    pub fn id(self) -> String {
        match self {
            Self::Conversation(id) => id.to_string(),
            Self::Document(id) => id.to_string(),
        }
    }
}

/// The content of a share: everything that its page shows beside title and day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Snapshot {
    /// What was said, oldest first.
    Conversation(Vec<SharedMessage>),
    /// A document's Markdown.
    Document(String),
}

/// One message of a shared conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedMessage {
    /// The name of the model that wrote it; none: a person.
    pub model: Option<String>,
    /// What a person typed, or a model's Markdown.
    pub text: String,
}

/// What whoever has the link reads.
#[derive(Debug, Clone)]
pub struct Shared {
    /// 1 to 200 characters.
    pub title: String,
    /// When it was shared, Unix milliseconds.
    pub created_at: i64,
    /// Whether search engines may list it.
    pub is_findable: bool,
    /// All the rest.
    pub content: Snapshot,
}

/// When a share ends that is made now, Unix milliseconds; without a number of days it does not.
///
/// # Errors
/// `KeyDays`.
pub fn end_after(days: Option<u32>, now: i64) -> Result<Option<i64>, ValidationError> {
    match days {
        None => Ok(None),
        Some(days) if (1..=DAYS_MAX).contains(&days) => Ok(Some(now + i64::from(days) * DAY_MS)),
        Some(_) => Err(ValidationError::KeyDays),
    }
}
