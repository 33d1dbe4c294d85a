//! Where a page of a list begins that is sorted by time, newest first.

use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The last entry of the page before, as `<time>.<id>`: entries that are added meanwhile move nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// What the list is sorted by, Unix milliseconds.
    pub at: i64,
    /// What tells entries of the same time apart.
    pub id: Uuid,
}

/// The text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct InvalidCursor;

impl Cursor {
    /// The time and the id that entries must be before; those of a list's beginning when there is no cursor.
    pub fn bounds(cursor: Option<Self>) -> (i64, String) {
        cursor.map_or((i64::MAX, String::new()), |Self { at, id }| (at, id.to_string()))
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id.hyphenated())
    }
}

impl FromStr for Cursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let (at, id) = text.split_once('.').ok_or(InvalidCursor)?;
        let at = at.parse().map_err(|_| InvalidCursor)?;
        Ok(Self { at, id: Uuid::try_parse(id).map_err(|_| InvalidCursor)? })
    }
}
