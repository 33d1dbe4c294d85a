//! Lists that are read a page at a time.

use serde::{Deserialize, Serialize};

/// One page of a list, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// What to ask the next page with; none on the last one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// The first `length` of entries of which one more was read, if there is one more.
    pub fn from_overfetch(mut items: Vec<T>, length: usize, cursor: impl FnOnce(&T) -> String) -> Self {
        let has_more = items.len() > length;
        items.truncate(length);
        let next_cursor = items.last().filter(|_| has_more).map(cursor);
        Self { items, next_cursor }
    }
}
