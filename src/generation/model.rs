//! A text that a model writes, as both sides see it: how far it is, and what those who watch it are told.

use crate::{
    markup::{HtmlDelta, SafeHtml},
    provider::model::{ProviderFault, Usage, WaitReason},
};
use serde::{Deserialize, Serialize};

/// How far a text is. Everything but `Generating` is final.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(rename_all = "snake_case"))]
pub enum Status {
    /// It is whole.
    Complete,
    /// A model is writing it.
    Generating,
    /// A person stopped it.
    Stopped,
    /// The server ended before it did.
    Interrupted,
    /// The model did not answer, or not to the end.
    Failed,
}

/// How far it is, with what belongs to it when it has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GenerationState {
    /// How far it is.
    pub status: Status,
    /// Why it failed, when it failed.
    pub fault: Option<ProviderFault>,
    /// What it cost.
    pub usage: Option<Usage>,
    /// How many of the oldest messages the model was not given, because they did not fit into what it can read.
    pub omitted: u32,
}

/// What a page that watches a reply is told, one JSON object an event, with the kind as its only key. Were the kind one of
/// the fields, the client would carry a second reader for whatever is in an event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GenerationEvent {
    /// Everything so far; replaces whatever the reader has.
    Snapshot {
        /// Blocks that will not change any more.
        blocks: Vec<SafeHtml>,
        /// The block that is being written.
        open: SafeHtml,
        /// The whole text, for copying.
        text: String,
        /// What is being waited for, before the first word.
        waiting: Option<WaitReason>,
    },
    /// What has changed since the last event.
    Update {
        /// Blocks finished since, in order.
        finished: Vec<SafeHtml>,
        /// What makes the block that is being written now of the one before.
        open: HtmlDelta,
        /// The text added since.
        added: String,
    },
    /// The model is not writing yet.
    Waiting {
        /// Why.
        reason: WaitReason,
    },
    /// The reply has ended and is stored. Nothing more will come: close the connection.
    Done {
        /// How.
        state: GenerationState,
    },
}
