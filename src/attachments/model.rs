//! What both sides know of attachments.

use crate::domain::id::id_type;

id_type! {
    /// Names one attachment.
    AttachmentId
}

/// Most attachments of one message: as many as people choose at once, and not more than models look at closely.
pub const COUNT_MAX: usize = 10;

#[cfg(feature = "ssr")]
mod server {
    use super::AttachmentId;
    use serde::{Deserialize, Serialize};
    use utoipa::ToSchema;

    /// What an attachment is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, sqlx::Type, ToSchema)]
    #[serde(rename_all = "snake_case")]
    #[sqlx(rename_all = "snake_case")]
    #[schema(as = AttachmentKind)]
    pub enum Kind {
        /// A picture.
        Image,
        /// A text, or the text of a PDF.
        Text,
    }

    /// A picture or a text that goes with a question. Times are Unix milliseconds.
    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, sqlx::FromRow, ToSchema)]
    #[schema(examples(json!({
        "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6079",
        "name": "회의록.pdf",
        "kind": "text",
        "media_type": "text/plain",
        "bytes": 2048,
        "width": null,
        "height": null,
        "created_at": 1_790_000_000_000_i64,
    })))]
    pub struct Attachment {
        /// Names it.
        pub id: AttachmentId,
        /// What its file was called.
        pub name: String,
        /// What it is.
        pub kind: Kind,
        /// What its content is: `image/png`, `image/jpeg` or `text/plain`.
        pub media_type: String,
        /// How long its content is.
        #[sqlx(rename = "byte_length")]
        #[schema(minimum = 0)]
        pub bytes: i64,
        /// Pixels from side to side; null for a text.
        pub width: Option<u32>,
        /// Pixels from top to bottom; null for a text.
        pub height: Option<u32>,
        /// When it came.
        pub created_at: i64,
    }
}

#[cfg(feature = "ssr")]
pub use server::{Attachment, Kind};
