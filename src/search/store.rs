//! All SQL of the search. Every query carries the owner.

use super::model::{Found, Place};
use crate::{auth::model::UserId, cursor::Cursor, error::Result};
use sqlx::SqlitePool;

/// Where the words are looked for, and how many are wanted.
pub(super) struct Query {
    pub(super) words: String,
    pub(super) place: Option<Place>,
    pub(super) cursor: Option<Cursor>,
    pub(super) limit: usize,
}

/// What holds the words, the newest first; one more than the limit when there is more.
// Everything of one person is read through; their own index comes with the search of the pages.
pub(super) async fn find(db: &SqlitePool, user: UserId, query: &Query) -> Result<Vec<Found>> {
    let (before, before_id) = Cursor::bounds(query.cursor);
    let is_in = |place: Place| query.place.is_none_or(|wanted| wanted == place);
    Ok(sqlx::query_as(
        "with texts (kind, id, conversation_id, title, text, at) as (
             select 'conversation', id, null, title, title, updated_at from conversations where $5 and user_id = $1
             union all
             select 'message', m.id, c.id, c.title, m.content, m.created_at
             from conversations as c join messages as m on m.conversation_id = c.id
             where $6 and c.user_id = $1 and m.deleted_at is null
             union all
             select 'document', id, null, title, title || char(10) || content, updated_at
             from documents where $7 and user_id = $1 and deleted_at is null
         ),
         found as (select *, instr(lower(text), $2) as place from texts where (at, id) < ($3, $4))
         select kind, id, conversation_id, title, at,
             iif(place > 41, '…', '') || substr(text, max(1, place - 40), 160)
                 || iif(length(text) > max(1, place - 40) + 159, '…', '') as snippet
         from found where place > 0 order by at desc, id desc limit $8",
    )
    .bind(user)
    .bind(&query.words)
    .bind(before)
    .bind(before_id)
    .bind(is_in(Place::Conversations))
    .bind(is_in(Place::Messages))
    .bind(is_in(Place::Documents))
    .bind(i64::try_from(query.limit + 1).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?)
}
