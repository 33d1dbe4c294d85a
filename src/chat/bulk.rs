//! What can be done with several conversations at once.

pub mod api;

use super::{
    labels::{LabelsPatch, Tag},
    model::ConversationId,
};

/// What can be done with several conversations at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BulkAction {
    /// Changes their labels.
    SetLabels(LabelsPatch),
    /// Adds a tag to each.
    AddTag(Tag),
    /// Takes a tag from each.
    RemoveTag(Tag),
    /// Moves them to the trash.
    Delete,
    /// Brings them back from the trash.
    Restore,
    /// Deletes them for good, in the trash or not.
    DeleteForGood,
}

impl BulkAction {
    /// Whether it is done with what is in the trash; none: with that and with all others.
    pub(super) fn is_of_trash(&self) -> Option<bool> {
        match self {
            Self::Restore => Some(true),
            Self::DeleteForGood => None,
            _ => Some(false),
        }
    }
}

/// What became of an [`BulkAction`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkResult {
    /// What it was done with.
    pub changed: Vec<ConversationId>,
    /// How many it was not done with: they are not there, or somebody else's, or have too many tags.
    pub left_out: usize,
}
