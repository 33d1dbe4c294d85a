//! All SQL of searching. Every query carries the owner.

use super::{filters::Filter, model::SearchHitKind};
use crate::domain::{error::Result, id::UserId};
use sqlx::{FromRow, QueryBuilder, SqlitePool};

/// Something of the index that may be what is searched for.
#[derive(Debug, FromRow)]
pub(super) struct Candidate {
    pub(super) key: i64,
    pub(super) kind: SearchHitKind,
    pub(super) id: String,
    pub(super) conversation_id: Option<String>,
    pub(super) title: String,
    /// What is searched in; of a document with its title on the first line.
    pub(super) text: String,
    pub(super) at: i64,
}

/// Keys between which is looked, the first one included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) to: i64,
}

/// The keys of what the index knows to fit, the newest first.
pub(super) async fn keys(db: &SqlitePool, expression: &str, span: Span, limit: usize) -> Result<Vec<i64>> {
    Ok(sqlx::query_scalar(
        "select rowid from search_index where search_index match $1 and rowid >= $2 and rowid < $3
         order by rowid desc limit $4",
    )
    .bind(expression)
    .bind(span.from)
    .bind(span.to)
    .bind(i64::try_from(limit).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?)
}

/// From keys to what they name, whatever the statistics of the database say: the other way round it is the whole of what
/// the person ever said. (`cross join`: SQLite changes no order there.)
const CANDIDATES: &str =
    "with entries as materialized (
         select e.key, e.kind, e.id from json_each($2) as wanted cross join search_entries as e on e.key = wanted.value)
     select e.key, e.kind, c.id, null as conversation_id, c.title, c.title as text, c.updated_at as at
     from entries as e cross join live_conversations as c on c.id = e.id where e.kind = 'conversation' and c.user_id = $1
     union all
     select e.key, e.kind, m.id, c.id, c.title, m.content, m.created_at
     from entries as e cross join messages as m on m.id = e.id cross join live_conversations as c on c.id = m.conversation_id
     where e.kind = 'message' and c.user_id = $1 and m.deleted_at is null
     union all
     select e.key, e.kind, d.id, null, d.title, d.title || char(10) || d.content, d.updated_at
     from entries as e cross join documents as d on d.id = e.id
     where e.kind = 'document' and d.user_id = $1 and d.deleted_at is null";

/// What these keys stand for, as far as it is the person's and still there.
pub(super) async fn candidates(db: &SqlitePool, user: UserId, keys: &[i64]) -> Result<Vec<Candidate>> {
    let keys = serde_json::to_string(keys).unwrap_or_default();
    Ok(sqlx::query_as(CANDIDATES).bind(user).bind(keys).fetch_all(db).await?)
}

/// Most conversations that a search is narrowed down to; of more the newest.
const CONVERSATIONS_MAX: u32 = 500;

/// The conversations that are kept as the filter says, or for `pinned:no` those that are pinned, by their words in the index.
pub(super) async fn conversations(db: &SqlitePool, user: UserId, filter: &Filter, pinned: bool) -> Result<Vec<String>> {
    let mut query =
        QueryBuilder::new("select 'c' || replace(c.id, '-', '') from live_conversations as c where c.user_id = ");
    query.push_bind(user);
    if pinned {
        query.push(" and c.pinned_at is not null");
    }
    if let Some(folder) = &filter.folder {
        query.push(" and c.folder is not null and lower(c.folder) = lower(").push_bind(folder).push(")");
    }
    if let Some(tag) = &filter.tag {
        query.push(" and c.id in (select conversation_id from conversation_tags where lower(tag) = lower(");
        query.push_bind(tag).push("))");
    }
    query.push(" order by c.updated_at desc limit ").push_bind(CONVERSATIONS_MAX);
    Ok(query.build_query_scalar().fetch_all(db).await?)
}

/// Whether something has changed that the index does not know yet.
pub(super) async fn has_stale(db: &SqlitePool) -> Result<bool> {
    Ok(sqlx::query_scalar("select exists (select 1 from search_stale)").fetch_one(db).await?)
}

#[cfg(test)]
mod tests {
    use super::CANDIDATES;
    use sqlx::SqlitePool;

    #[tokio::test]
    async fn what_was_found_is_looked_up_by_its_id_also_in_a_database_with_statistics() {
        let db = SqlitePool::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!().run(&db).await.unwrap();
        // As they are after a person has said a hundred thousand things.
        let statistics = "analyze;
            delete from sqlite_stat1;
            insert into sqlite_stat1 values ('messages', 'sqlite_autoindex_messages_1', '100000 1');
            insert into sqlite_stat1 values ('messages', 'messages_by_parent', '100000 20 1 1');
            insert into sqlite_stat1 values ('search_entries', 'sqlite_autoindex_search_entries_1', '105000 2001 1');
            insert into sqlite_stat1 values ('users', 'sqlite_autoindex_users_1', '1 1');
            analyze sqlite_schema;";
        sqlx::raw_sql(statistics).execute(&db).await.unwrap();
        let explain = format!("explain query plan {CANDIDATES}");
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(explain)).bind("u").bind("[]").fetch_all(&db).await.unwrap();
        let looked_up: Vec<_> =
            plan.iter().map(|(.., step)| step.as_str()).filter(|step| step.starts_with("SEARCH")).collect();
        let by_id =
            |step: &&str| step.contains("USING INDEX sqlite_autoindex_") || step.contains("USING INTEGER PRIMARY KEY");
        assert_eq!(looked_up.iter().filter(|step| by_id(step)).count(), 5, "{plan:?}");
        assert_eq!(looked_up.len(), 5, "{plan:?}");
    }
}
