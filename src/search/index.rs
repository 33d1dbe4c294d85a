//! Keeping the index right: what a transaction has made stale is made anew.

use super::tokenizer::IndexWords;
use crate::domain::{
    error::{AppError, Result},
    id::UserId,
};
use futures::{FutureExt, TryStreamExt, future::BoxFuture};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// Entries that are made anew in one transaction: whoever has something to write waits for all of them.
const BATCH: u32 = 100;
/// Bytes of text that are read for one transaction; the entry that goes beyond is the last one.
const BATCH_BYTES: usize = 4 * 1024 * 1024;
/// How often so many in one transaction, when nobody waits for another one.
const REBUILD_BATCHES: usize = 200;
/// The number of entries that one millisecond may have: what a key holds beside its time.
const KEYS_PER_MS: i64 = 1 << 20;
/// The latest time that a key can hold: the year 2248.
const MS_MAX: i64 = (1 << 43) - 1;

/// The first key of a time in Unix milliseconds.
pub(super) fn key_at(ms: i64) -> i64 {
    ms.clamp(0, MS_MAX) * KEYS_PER_MS
}

/// Something that can be found.
#[derive(FromRow)]
struct Thing {
    kind: String,
    id: String,
    user_id: UserId,
    conversation_id: Option<String>,
    role: Option<String>,
    model: Option<String>,
    text: String,
    at: i64,
}

/// Makes entries anew that are stale, within the transaction of `connection`; gives how many. What goes wrong here is
/// logged and tried again later: nothing that a person wrote is lost for it.
pub(super) fn catch_up(connection: &mut SqliteConnection) -> BoxFuture<'_, Result<usize>> {
    async move {
        let stale: Vec<(String, String)> = sqlx::query_as("select kind, id from search_stale limit $1")
            .bind(BATCH)
            .fetch_all(&mut *connection)
            .await?;
        if stale.is_empty() {
            return Ok(0);
        }
        sqlx::query("savepoint search").execute(&mut *connection).await?;
        match renew(connection, stale).await {
            Ok(renewed) => {
                sqlx::query("release search").execute(&mut *connection).await?;
                Ok(renewed)
            }
            Err(error) => {
                tracing::error!(%error, "the search could not be brought up to date");
                sqlx::query("rollback to search; release search").execute(&mut *connection).await?;
                Ok(0)
            }
        }
    }
    .boxed()
}

async fn renew(connection: &mut SqliteConnection, mut stale: Vec<(String, String)>) -> sqlx::Result<usize> {
    let (things, is_all) = things(connection, &serde_json::to_string(&stale).unwrap_or_default()).await?;
    if !is_all {
        stale = things.iter().map(|thing| (thing.kind.clone(), thing.id.clone())).collect();
    }
    let entries: Vec<_> = things
        .iter()
        .map(|thing| {
            let words = IndexWords::of(&thing.text);
            (key_at(thing.at), &thing.kind, &thing.id, scope(thing), words.syllables, words.text)
        })
        .collect();
    // One text for all of them: each statement for itself would be another way to the database's thread and back.
    sqlx::query(
        "delete from search_index where rowid in (
             select entry.key from json_each($1) as stale
             join search_entries as entry on entry.kind = stale.value ->> 0 and entry.id = stale.value ->> 1);
         delete from search_entries where (kind, id) in (select value ->> 0, value ->> 1 from json_each($1));
         with entry (number, first, kind, id) as materialized (
             select key, value ->> 0, value ->> 1, value ->> 2 from json_each($2))
         insert into search_entries (key, kind, id)
             select row_number() over (partition by first order by number) - 1 + coalesce(
                 (select max(key) + 1 from search_entries where key >= first and key < first + $3), first), kind, id
             from entry;
         insert into search_index (rowid, scope, syllables, text)
             select entry.key, new.value ->> 3, new.value ->> 4, new.value ->> 5 from json_each($2) as new
             cross join search_entries as entry on entry.kind = new.value ->> 1 and entry.id = new.value ->> 2
             order by entry.key;
         delete from search_stale where (kind, id) in (select value ->> 0, value ->> 1 from json_each($1))",
    )
    .bind(serde_json::to_string(&stale).unwrap_or_default())
    .bind(serde_json::to_string(&entries).unwrap_or_default())
    .bind(KEYS_PER_MS)
    .execute(&mut *connection)
    .await?;
    Ok(stale.len())
}

/// Those of the stale things that can be found, the oldest first, and whether it is all of them: no more is read than
/// [`BATCH_BYTES`]. (`cross join`: SQLite changes no order there.)
async fn things(connection: &mut SqliteConnection, list: &str) -> sqlx::Result<(Vec<Thing>, bool)> {
    let mut rows = sqlx::query_as(
        "with stale (kind, id) as materialized (select value ->> 0, value ->> 1 from json_each($1))
         select 'conversation' as kind, c.id, c.user_id, c.id as conversation_id, null as role, null as model,
             c.title as text, c.updated_at as at
         from stale cross join conversations as c on c.id = stale.id where stale.kind = 'conversation'
         union all
         select 'message', m.id, c.user_id, c.id, m.role, m.model, m.content, m.created_at
         from stale cross join messages as m on m.id = stale.id cross join conversations as c on c.id = m.conversation_id
         where stale.kind = 'message' and m.deleted_at is null and m.status <> 'generating'
         union all
         select 'document', d.id, d.user_id, null, null, null, d.title || char(10) || d.content, d.updated_at
         from stale cross join documents as d on d.id = stale.id
         where stale.kind = 'document' and d.deleted_at is null and d.status <> 'generating'",
    )
    .bind(list)
    .fetch(connection);
    let (mut things, mut bytes) = (Vec::new(), 0);
    while let Some(thing) = rows.try_next().await? {
        let thing: Thing = thing;
        bytes += thing.text.len();
        things.push(thing);
        if bytes > BATCH_BYTES {
            break;
        }
    }
    things.sort_by_key(|thing| thing.at);
    Ok((things, bytes <= BATCH_BYTES))
}

/// What can be filtered by, as words.
fn scope(thing: &Thing) -> String {
    let mut scope = vec![format!("u{}", thing.user_id.uuid().simple()), format!("k{}", thing.kind)];
    scope.extend(thing.conversation_id.as_ref().map(|id| format!("c{}", id.replace('-', ""))));
    scope.extend(thing.role.as_ref().map(|role| format!("r{role}")));
    let model = thing.model.as_deref().map(|model| IndexWords::of(model).text).unwrap_or_default();
    scope.extend(model.split_whitespace().map(|word| format!("m{word}")));
    scope.join(" ")
}

/// Indexes everything that is stale, in transactions of their own; with `is_all` everything that there is. Tells `progress`
/// how many entries are made, and gives how many were made in the end. For a database that no server uses.
///
/// # Errors
/// When the database fails, or an entry cannot be made.
pub async fn rebuild(db: &SqlitePool, is_all: bool, progress: impl Fn(usize)) -> Result<usize> {
    if is_all {
        sqlx::query(
            "insert into search_index (search_index) values ('delete-all');
             delete from search_entries;
             delete from search_stale;
             insert into search_stale select 'conversation', id from conversations;
             insert into search_stale select 'message', id from messages
                 where status <> 'generating' and deleted_at is null;
             insert into search_stale select 'document', id from documents
                 where status <> 'generating' and deleted_at is null",
        )
        .execute(db)
        .await?;
    }
    let mut made = 0;
    loop {
        let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
        let mut count = 0;
        for _ in 0..REBUILD_BATCHES {
            count += catch_up(&mut transaction).await?;
        }
        transaction.commit().await?;
        if count == 0 {
            break;
        }
        made += count;
        progress(made);
    }
    let left: bool = sqlx::query_scalar("select exists (select 1 from search_stale)").fetch_one(db).await?;
    if left {
        return Err(AppError::Internal);
    }
    if is_all {
        // One part of the index instead of many: what is searched for is looked up once.
        sqlx::query("insert into search_index (search_index) values ('optimize')").execute(db).await?;
    }
    Ok(made)
}
