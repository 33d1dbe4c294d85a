//! What can be done to find something. Server functions and HTTP handlers both come through here.

use super::{
    model::{Found, Place},
    store::{self, Query},
};
use crate::{auth::model::UserId, cursor::Cursor, error::Result, page::Page};
use sqlx::SqlitePool;
use uuid::Uuid;

/// The search of this server. Cheap to clone.
#[derive(Clone)]
pub struct Search(SqlitePool);

impl Search {
    /// A search in `db`.
    pub fn new(db: SqlitePool) -> Self {
        Self(db)
    }

    /// A page of what holds these words as they stand, in any case, the newest first; nothing holds no words.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(super) async fn find(
        &self,
        user: UserId,
        words: &str,
        place: Option<Place>,
        cursor: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Found>> {
        // As SQLite does: letters of ASCII alone.
        let words = words.trim().to_ascii_lowercase();
        if words.is_empty() {
            return Ok(Page { items: Vec::new(), next_cursor: None });
        }
        let found = store::find(&self.0, user, &Query { words, place, cursor, limit }).await?;
        Ok(Page::cut(found, limit, |last| {
            let id = Uuid::try_parse(&last.id).unwrap_or_default();
            Cursor { at: last.at, id }.to_string()
        }))
    }
}
