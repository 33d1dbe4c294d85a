//! What can be found.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

/// What a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, sqlx::Type, ToSchema)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum Kind {
    /// A conversation, by its title.
    Conversation,
    /// A message.
    Message,
    /// A document, by its title or its content.
    Document,
}

/// Where is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Titles of conversations.
    Conversations,
    /// What was said.
    Messages,
    /// Titles and contents of documents.
    Documents,
}

/// Something that was found.
#[derive(Debug, Clone, Serialize, FromRow, ToSchema)]
#[schema(examples(json!({
    "kind": "message",
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072",
    "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "snippet": "…벡터는 `slice::sort` 로 정렬합니다…",
})))]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Names it.
    #[schema(format = Uuid)]
    pub id: String,
    /// Where a message was said; null for the others.
    #[schema(format = Uuid)]
    pub conversation_id: Option<String>,
    /// Its own title, or that of its conversation.
    pub title: String,
    /// What stands around the words.
    pub snippet: String,
    /// What the list is sorted by, Unix milliseconds.
    #[serde(skip)]
    pub at: i64,
}
