//! The log of what is being written: `generation_chunks`, whoever the text is for.

use super::{Finished, Outcome};
use crate::db::rows::{ROWS_MAX, padded};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use std::collections::HashMap;
use uuid::Uuid;

/// An SQL expression: what is stored of the generation that the expression `$id` names, as far as it runs.
macro_rules! text_in_log {
    ($id:literal) => {
        concat!(
            "coalesce((select group_concat(text, '' order by number) from generation_chunks where generation_id = ",
            $id,
            "), '')"
        )
    };
}
pub(crate) use text_in_log;

/// A piece of a text, to be stored.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub(super) generation: Uuid,
    /// From 1.
    pub(super) number: u32,
    pub(super) text: String,
}

/// Stores pieces of any number of generations.
pub(super) async fn append(connection: &mut SqliteConnection, chunks: &[Chunk]) -> sqlx::Result<()> {
    for chunks in chunks.chunks(ROWS_MAX) {
        let mut insert = QueryBuilder::<Sqlite>::new("with added (id, number, text) as (");
        insert.push_values(padded(chunks), |mut row, chunk| {
            row.push_bind(chunk.map(|chunk| chunk.generation.to_string()));
            row.push_bind(chunk.map(|chunk| chunk.number)).push_bind(chunk.map(|chunk| &chunk.text));
        });
        insert.push(
            ") insert into generation_chunks (generation_id, number, text)
             select id, number, text from added where id is not null",
        );
        insert.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Removes what is stored of generations whose owners have taken the whole.
pub(super) async fn remove(connection: &mut SqliteConnection, generations: &[Uuid]) -> sqlx::Result<()> {
    for generations in generations.chunks(ROWS_MAX) {
        let mut delete = QueryBuilder::<Sqlite>::new("delete from generation_chunks where generation_id in ");
        delete.push_tuples(padded(generations), |mut row, id| {
            row.push_bind(id.map(Uuid::to_string));
        });
        delete.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// The generations that the rows of a sink's table say are being written.
pub(super) async fn unfinished(connection: &mut SqliteConnection, table: &'static str) -> sqlx::Result<Vec<Uuid>> {
    let mut select = QueryBuilder::<Sqlite>::new("select id from ");
    select.push(table).push(" where status = 'generating'");
    let ids: Vec<String> = select.build_query_scalar().fetch_all(connection).await?;
    ids.iter().map(|id| Uuid::try_parse(id).map_err(|error| sqlx::Error::Decode(error.into()))).collect()
}

/// What an earlier process left of these generations.
pub(super) async fn interrupted(
    connection: &mut SqliteConnection,
    generations: &[Uuid],
) -> sqlx::Result<Vec<Finished>> {
    let mut texts = HashMap::<String, String>::new();
    for generations in generations.chunks(ROWS_MAX) {
        let mut select =
            QueryBuilder::<Sqlite>::new("select generation_id, text from generation_chunks where generation_id in ");
        select.push_tuples(padded(generations), |mut row, id| {
            row.push_bind(id.map(Uuid::to_string));
        });
        select.push(" order by generation_id, number");
        let chunks: Vec<(String, String)> = select.build_query_as().fetch_all(&mut *connection).await?;
        for (id, text) in chunks {
            texts.entry(id).or_default().push_str(&text);
        }
    }
    let finished = generations.iter().map(|&id| {
        let text = texts.remove(&id.to_string()).unwrap_or_default();
        Finished { id, text, outcome: Outcome::interrupted() }
    });
    Ok(finished.collect())
}

/// Empties the log, when nothing runs.
pub(super) async fn remove_all(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("delete from generation_chunks").execute(connection).await?;
    Ok(())
}
