//! Which conversations are listed, what a list shows of each, and what they are sorted by.

use super::model::ConversationId;
#[cfg(feature = "ssr")]
use super::model::ConversationSummary;
use crate::domain::page::Page;
#[cfg(feature = "ssr")]
use crate::i18n::calendar::Calendar;
use serde::{Deserialize, Serialize};

/// Which conversations are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = ConversationSummary, examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "updated_at": 1_790_000_000_000_i64,
    "is_pinned": true,
    "is_archived": false,
    "folder": "공부",
    "tags": ["rust"],
    "deleted_at": null,
}))))]
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
    #[cfg_attr(feature = "ssr", sqlx(try_from = "String"), schema(value_type = Vec<String>))]
    pub tags: Tags,
    /// When it was moved to the trash, Unix milliseconds; null: it is not there.
    pub deleted_at: Option<i64>,
    /// What the list is sorted by.
    #[cfg(feature = "ssr")]
    #[serde(skip)]
    #[schema(ignore)]
    pub(super) sorted_at: i64,
}

#[cfg(feature = "ssr")]
impl ListedConversation {
    /// What the list at the side shows of it, in the days of a reader's calendar.
    pub(super) fn summary(self, calendar: &Calendar) -> ConversationSummary {
        let period = if self.is_pinned { calendar.pinned() } else { calendar.period(self.updated_at) };
        ConversationSummary { id: self.id, title: self.title, is_pinned: self.is_pinned, period }
    }
}

/// The tags of a conversation, which the database gives as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tags(pub Vec<String>);

#[cfg(feature = "ssr")]
impl TryFrom<String> for Tags {
    type Error = serde_json::Error;

    fn try_from(json: String) -> Result<Self, Self::Error> {
        serde_json::from_str(&json).map(Self)
    }
}

/// A folder or a tag that is used.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(examples(json!({ "name": "공부", "count": 3 }))))]
pub struct Label {
    /// What it is called.
    pub name: String,
    /// Conversations that have it, archived ones too.
    pub count: i64,
}

/// Everything that a person's conversations are sorted by.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(as = ConversationLabels, examples(json!({
    "folders": [{ "name": "공부", "count": 3 }],
    "tags": [{ "name": "rust", "count": 2 }],
}))))]
pub struct ConversationLabels {
    /// The folders, by name.
    pub folders: Vec<Label>,
    /// The tags, by name.
    pub tags: Vec<Label>,
}

/// What the page of all conversations lists.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChatList {
    /// The conversations that are asked for.
    pub page: Page<ListedConversation>,
    /// Everything that they can be narrowed down by.
    pub labels: ConversationLabels,
}
