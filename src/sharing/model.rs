//! What is shared, with its limits, and why it is not.

use crate::{
    chat::model::ConversationId,
    documents::model::DocumentId,
    domain::{
        error::{AppError, ValidationError},
        id::id_type,
    },
    i18n::{Language, SharingTexts},
    rest::Problem,
};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

id_type! {
    /// Names one share to its owner; whoever has the link does not know it.
    ShareId
}

/// Most shares of an account.
pub const SHARES_MAX: u32 = 500;
/// Most bytes of a snapshot, as JSON.
pub const SNAPSHOT_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most days that a share may last: ten years.
const DAYS_MAX: u32 = 3650;
/// Days that a share lasts when nothing is said.
pub const DAYS_DEFAULT: u32 = 30;
/// A day in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// What a share shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
#[schema(as = ShareKind)]
pub enum Kind {
    /// What was said in a conversation.
    Conversation,
    /// A document.
    Document,
}

/// A share as its owner sees it. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, FromRow, ToSchema)]
#[schema(examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6078",
    "kind": "conversation",
    "source_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "created_at": 1_790_000_000_000_i64,
    "expires_at": 1_792_592_000_000_i64,
    "is_findable": false,
})))]
pub struct Share {
    /// Names it.
    pub id: ShareId,
    /// What it shows.
    pub kind: Kind,
    /// The conversation or document that it is a copy of; that may be gone.
    #[schema(format = Uuid)]
    pub source_id: String,
    /// The title that it shows.
    pub title: String,
    /// When it was made.
    pub created_at: i64,
    /// When it ends; null: when its owner ends it.
    pub expires_at: Option<i64>,
    /// Whether search engines may list it; else only whoever has the link knows of it.
    pub is_findable: bool,
}

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

/// Why something is not shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShareError {
    /// This server has it switched off.
    Off,
    /// A model is still writing it.
    BeingWritten,
    /// The snapshot has more than it may have.
    TooLong,
    /// The account has as many as it may have.
    TooMany,
    /// Whatever else can go wrong.
    Other(AppError),
}

impl ShareError {
    /// Those that only sharing knows.
    pub const OWN: [Self; 4] = [Self::Off, Self::BeingWritten, Self::TooLong, Self::TooMany];

    /// What it is called for a program and in an address; empty for what sharing does not know.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Off => "sharing_off",
            Self::BeingWritten => "being_written",
            Self::TooLong => "share_too_long",
            Self::TooMany => "share_count_max",
            Self::Other(_) => "",
        }
    }

    /// What a person is told.
    pub fn sentence(&self, language: Language) -> String {
        let texts: &SharingTexts = language.sharing_texts();
        match self {
            Self::Off => texts.error_off.to_owned(),
            Self::BeingWritten => texts.error_being_written.to_owned(),
            Self::TooLong => texts.error_too_long.to_owned(),
            Self::TooMany => texts.error_too_many.to_owned(),
            Self::Other(error) => language.texts().error(error),
        }
    }
}

impl<E: Into<AppError>> From<E> for ShareError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

impl From<ShareError> for Problem {
    fn from(error: ShareError) -> Self {
        let texts = Language::En.sharing_texts();
        let (status, title) = match &error {
            ShareError::Off => (StatusCode::FORBIDDEN, texts.error_off),
            ShareError::BeingWritten => (StatusCode::CONFLICT, texts.error_being_written),
            ShareError::TooLong => (StatusCode::PAYLOAD_TOO_LARGE, texts.error_too_long),
            ShareError::TooMany => (StatusCode::CONFLICT, texts.error_too_many),
            ShareError::Other(error) => return error.clone().into(),
        };
        Self::new(status, error.code(), title)
    }
}
