//! What can be found.

use serde::{Deserialize, Serialize};

/// What a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(rename_all = "snake_case"))]
pub enum SearchHitKind {
    /// A conversation, by its title.
    Conversation,
    /// A message.
    Message,
    /// A document, by its title or its content.
    Document,
}

/// Where is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Scope {
    /// Titles of conversations.
    Conversations,
    /// What was said.
    Messages,
    /// Titles and contents of documents.
    Documents,
}

/// Something that was found.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(examples(json!({
    "kind": "message",
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072",
    "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "snippet": "…벡터는 `slice::sort` 로 정렬합니다…",
    "highlights": [{ "start": 19, "end": 21 }],
    "at": 1_790_000_000_000_i64,
}))))]
pub struct SearchHit {
    /// What it is.
    pub kind: SearchHitKind,
    /// Names it.
    #[cfg_attr(feature = "ssr", schema(format = Uuid))]
    pub id: String,
    /// Where a message was said; null for the others.
    #[cfg_attr(feature = "ssr", schema(format = Uuid))]
    pub conversation_id: Option<String>,
    /// Its own title, or that of its conversation.
    pub title: String,
    /// What stands around the words, on one line.
    pub snippet: String,
    /// The words in the snippet.
    pub highlights: Vec<Highlight>,
    /// When it was said, or last changed, Unix milliseconds.
    pub at: i64,
}

/// A part of a snippet, in characters (Unicode code points).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Highlight {
    /// Its first character.
    start: u32,
    /// The one after its last.
    end: u32,
}

impl Highlight {
    /// From a character up to another one.
    #[cfg(feature = "ssr")]
    pub(super) fn new(start: usize, end: usize) -> Self {
        let place = |at| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: place(start), end: place(end) }
    }

    /// Its first character.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The one after its last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    #[cfg(feature = "ssr")]
    /// Takes in another one that begins within it, or says that it does not.
    pub(super) fn takes_in(&mut self, next: Self) -> bool {
        let is_inside = next.start < self.end;
        if is_inside {
            self.end = self.end.max(next.end);
        }
        is_inside
    }
}
