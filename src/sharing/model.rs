//! Shares as both sides see them, and what the pages of their owner show.

use crate::domain::{error::AppError, id::id_type, page::Page};
use serde::{Deserialize, Serialize};

id_type! {
    /// Names one share to its owner; whoever has the link does not know it.
    ShareId
}

/// Most shares of an account.
#[cfg(feature = "ssr")]
pub const SHARES_MAX: u32 = 500;
/// Days that a share lasts when nothing is said.
#[cfg(feature = "ssr")]
pub const DAYS_DEFAULT: u32 = 30;

/// What a share shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(rename_all = "snake_case"))]
#[cfg_attr(feature = "ssr", schema(as = ShareKind))]
pub enum Kind {
    /// What was said in a conversation.
    Conversation,
    /// A document.
    Document,
}

/// A share as its owner sees it. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow, utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6078",
    "kind": "conversation",
    "source_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "created_at": 1_790_000_000_000_i64,
    "expires_at": 1_792_592_000_000_i64,
    "is_findable": false,
}))))]
pub struct Share {
    /// Names it.
    pub id: ShareId,
    /// What it shows.
    pub kind: Kind,
    /// The conversation or document that it is a copy of; that may be gone.
    #[cfg_attr(feature = "ssr", schema(format = Uuid))]
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

/// What `/shares` shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareList {
    /// The shares.
    pub page: Page<Share>,
    /// Whether links open on this server.
    pub is_on: bool,
    /// The address of the link that was just made, once; else none.
    pub new_link: Option<String>,
}

/// What `/shares/new` shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharePreview {
    /// The path of the page of what is to be shared.
    pub back: String,
    /// Why it was not shared when that was just tried, or cannot be at present: a sentence.
    pub error: Option<String>,
    /// The form; none while it cannot be shared.
    pub form: Option<ShareForm>,
}

/// The form of a new share, and what whoever has the link will see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareForm {
    /// The title of what is to be shared.
    pub title: String,
    /// What will be shown: a sentence.
    pub shown: String,
    /// After how many days the link ends, as it was sent and not taken; none: nothing was sent.
    pub days: Option<u32>,
    /// Whether search engines may list it, as it was sent and not taken.
    pub is_findable: bool,
    /// Why what was sent was not taken.
    pub refused: Option<AppError>,
}
