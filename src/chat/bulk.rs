//! What can be done with several conversations at once.

#[cfg(feature = "ssr")]
mod action;
pub mod api;
#[cfg(feature = "ssr")]
mod form;

#[cfg(feature = "ssr")]
pub use action::{BulkAction, BulkResult};
use serde::{Deserialize, Serialize};

/// A bulk action by its name: a button of the page sends it, and the page's address tells by it what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Adds a tag to each.
    AddTag,
    /// Takes a tag from each.
    RemoveTag,
    /// Moves them to the trash.
    Delete,
    /// Brings them back from the trash.
    Restore,
    /// Deletes them for good, in the trash or not.
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
