//! What is done with several conversations at once, and what became of it.

use super::ActionName;
use crate::chat::{
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
    pub(in crate::chat) fn is_of_trash(&self) -> Option<bool> {
        match self {
            Self::Restore => Some(true),
            Self::DeleteForGood => None,
            _ => Some(false),
        }
    }
}

impl From<&BulkAction> for ActionName {
    fn from(action: &BulkAction) -> Self {
        match action {
            BulkAction::SetLabels(LabelsPatch { pinned: Some(true), .. }) => Self::Pin,
            BulkAction::SetLabels(LabelsPatch { pinned: Some(false), .. }) => Self::Unpin,
            BulkAction::SetLabels(LabelsPatch { archived: Some(true), .. }) => Self::Archive,
            BulkAction::SetLabels(LabelsPatch { archived: Some(false), .. }) => Self::Unarchive,
            BulkAction::SetLabels(LabelsPatch { folder: Some(None), .. }) => Self::MoveOut,
            BulkAction::SetLabels(_) => Self::Move,
            BulkAction::AddTag(_) => Self::AddTag,
            BulkAction::RemoveTag(_) => Self::RemoveTag,
            BulkAction::Delete => Self::Delete,
            BulkAction::Restore => Self::Restore,
            BulkAction::DeleteForGood => Self::DeleteForGood,
        }
    }
}

/// What became of a [`BulkAction`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkResult {
    /// What it was done with.
    pub changed: Vec<ConversationId>,
    /// How many it was not done with: they are not there, or somebody else's, or have too many tags.
    pub left_out: usize,
}
