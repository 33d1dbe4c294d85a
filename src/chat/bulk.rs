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

/// A bulk action by its name: a button of the page sends it, and the page's address tells by it what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionName {
    /// Puts them before all others.
    Pin,
    /// Takes them from there.
    Unpin,
    /// Puts them out of the way.
    Archive,
    /// Brings them back from there.
    Unarchive,
    /// Puts them into a folder.
    Move,
    /// Takes them out of their folders.
    MoveOut,
    /// [`BulkAction::AddTag`].
    AddTag,
    /// [`BulkAction::RemoveTag`].
    RemoveTag,
    /// [`BulkAction::Delete`].
    Delete,
    /// [`BulkAction::Restore`].
    Restore,
    /// [`BulkAction::DeleteForGood`].
    DeleteForGood,
    /// Deletes for good everything in the trash, whatever is selected.
    EmptyTrash,
}

impl ActionName {
    const ALL: [Self; 12] = [
        Self::Pin,
        Self::Unpin,
        Self::Archive,
        Self::Unarchive,
        Self::Move,
        Self::MoveOut,
        Self::AddTag,
        Self::RemoveTag,
        Self::Delete,
        Self::Restore,
        Self::DeleteForGood,
        Self::EmptyTrash,
    ];

    /// As it stands in a form and in an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Unpin => "unpin",
            Self::Archive => "archive",
            Self::Unarchive => "unarchive",
            Self::Move => "move",
            Self::MoveOut => "move-out",
            Self::AddTag => "tag",
            Self::RemoveTag => "untag",
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::DeleteForGood => "delete-for-good",
            Self::EmptyTrash => "empty",
        }
    }

    /// The action of a name; none when there is none.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
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
