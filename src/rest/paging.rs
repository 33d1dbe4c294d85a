//! How lists are read a page at a time.

use super::Problem;
use crate::domain::cursor::Cursor;
use serde::Deserialize;

/// Entries of a page: 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "usize")]
pub struct Limit(usize);

impl Limit {
    const MAX: usize = 100;

    /// The number of entries.
    pub fn get(self) -> usize {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(40)
    }
}

impl TryFrom<usize> for Limit {
    type Error = String;

    fn try_from(limit: usize) -> Result<Self, String> {
        (1..=Self::MAX).contains(&limit).then_some(Self(limit)).ok_or_else(|| format!("1 to {} are allowed", Self::MAX))
    }
}

/// Reads the parameter `cursor`, which an earlier page gave as `next_cursor`.
///
/// # Errors
/// 422 for what no page has given.
pub fn read_cursor(text: Option<&str>) -> Result<Option<Cursor>, Problem> {
    text.map(str::parse).transpose().map_err(|_| cursor_invalid())
}

/// A `cursor` that no page has given.
pub fn cursor_invalid() -> Problem {
    Problem::from_field("cursor_invalid", "No page has given this cursor.", "cursor")
}
