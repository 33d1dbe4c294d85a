//! What differs between two texts, word by word.

use serde::{Deserialize, Serialize};
#[cfg(feature = "ssr")]
use similar::{ChangeTag, TextDiff};
#[cfg(feature = "ssr")]
use std::time::Duration;

/// After this the difference may be told coarser than it is.
#[cfg(feature = "ssr")]
const PATIENCE: Duration = Duration::from_millis(500);

/// A stretch of text that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema), schema(as = TextChange, examples(json!({ "kind": "add", "text": "예산 " }))))]
pub struct Change {
    /// What became of it.
    pub kind: ChangeKind,
    /// Its words, with the spaces between them.
    pub text: String,
}

/// What became of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum ChangeKind {
    /// It is in both.
    Keep,
    /// It is in the old text alone.
    Remove,
    /// It is in the new text alone.
    Add,
}

/// Everything that is in either text, in order; neighbours are of different kinds.
#[cfg(feature = "ssr")]
pub fn diff(old: &str, new: &str) -> Vec<Change> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_unicode_words(old, new);
    let mut changes: Vec<Change> = Vec::new();
    for change in diff.iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => ChangeKind::Keep,
            ChangeTag::Delete => ChangeKind::Remove,
            ChangeTag::Insert => ChangeKind::Add,
        };
        match changes.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(change.value()),
            _ => changes.push(Change { kind, text: change.value().to_owned() }),
        }
    }
    changes
}
