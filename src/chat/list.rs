//! Which conversations are listed, and what a list shows of each.

use super::{
    labels::Tags,
    model::{ConversationId, ConversationSummary},
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use utoipa::ToSchema;

/// Which conversations are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Those that are neither archived nor in the trash.
    #[default]
    Active,
    /// Those of the active ones that are pinned.
    Pinned,
    /// Those that are archived.
    Archived,
    /// Those that were deleted within the last 30 days.
    Trash,
}

/// A conversation in a list.
#[derive(Debug, Clone, Serialize, FromRow, ToSchema)]
#[schema(as = ConversationSummary, examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "updated_at": 1_790_000_000_000_i64,
    "is_pinned": true,
    "is_archived": false,
    "folder": "공부",
    "tags": ["rust"],
    "deleted_at": null,
})))]
pub struct ListedConversation {
    /// Names the conversation.
    pub id: ConversationId,
    /// 1 to 200 characters.
    pub title: String,
    /// When the last message was added, Unix milliseconds.
    pub updated_at: i64,
    /// Whether it stands before all others.
    pub is_pinned: bool,
    /// Whether it is archived.
    pub is_archived: bool,
    /// The folder that it is in; null: none.
    pub folder: Option<String>,
    /// Its tags, by name.
    #[sqlx(try_from = "String")]
    #[schema(value_type = Vec<String>)]
    pub tags: Tags,
    /// When it was moved to the trash, Unix milliseconds; null: it is not there.
    pub deleted_at: Option<i64>,
    /// What the list is sorted by.
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) sorted_at: i64,
}

impl From<ListedConversation> for ConversationSummary {
    fn from(ListedConversation { id, title, is_pinned, .. }: ListedConversation) -> Self {
        Self { id, title, is_pinned }
    }
}
