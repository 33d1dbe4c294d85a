//! All SQL of the audit log.

use super::model::{Entry, NewEntry};
use crate::domain::{error::Result, id::UserId};
use sqlx::{SqliteConnection, SqlitePool};

/// Most entries of an account of one kind: what others cause does not push out what it did itself.
const PER_EVENT_MAX: u32 = 500;
/// Within this time the same again is counted: one hour, in milliseconds.
const COUNTED_WITHIN_MS: i64 = 60 * 60 * 1000;

pub(super) async fn add(connection: &mut SqliteConnection, entries: &[NewEntry]) -> Result<()> {
    for entry in entries {
        if entry.event.is_counted() && count(connection, entry).await? {
            continue;
        }
        sqlx::query("insert into audit_log (at, user_id, event, network, device) values ($1, $2, $3, $4, $5)")
            .bind(entry.at)
            .bind(entry.user)
            .bind(entry.event.as_str())
            .bind(&entry.network)
            .bind(&entry.device)
            .execute(&mut *connection)
            .await?;
        sqlx::query(
            "delete from audit_log where user_id is $1 and event = $2 and id <=
             (select id from audit_log where user_id is $1 and event = $2 order by id desc limit 1 offset $3)",
        )
        .bind(entry.user)
        .bind(entry.event.as_str())
        .bind(PER_EVENT_MAX)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Adds one to the same entry of the last hour; says whether there is one.
async fn count(connection: &mut SqliteConnection, entry: &NewEntry) -> Result<bool> {
    let counted = sqlx::query(
        "update audit_log set count = count + 1, at = $1 where id =
         (select max(id) from audit_log where user_id is $2 and event = $3 and network = $4 and device = $5 and at > $6)",
    )
    .bind(entry.at)
    .bind(entry.user)
    .bind(entry.event.as_str())
    .bind(&entry.network)
    .bind(&entry.device)
    .bind(entry.at - COUNTED_WITHIN_MS)
    .execute(connection)
    .await?;
    Ok(counted.rows_affected() > 0)
}

pub(super) async fn list(db: &SqlitePool, user: UserId, limit: u32) -> Result<Vec<Entry>> {
    Ok(sqlx::query_as(
        "select at, count, null as username, user_id, event, network, device from audit_log
         where user_id = $1 order by at desc, id desc limit $2",
    )
    .bind(user)
    .bind(limit)
    .fetch_all(db)
    .await?)
}

/// The entries since a time, oldest first; of one account alone when a name is given, as it is looked up.
pub(super) async fn since(
    connection: &mut SqliteConnection,
    since: i64,
    username_key: Option<&str>,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as(
        "select at, count, users.username, user_id, event, network, device
         from audit_log left join users on users.id = audit_log.user_id
         where at >= $1 and ($2 is null or users.username_key = $2) order by at, audit_log.id",
    )
    .bind(since)
    .bind(username_key)
    .fetch_all(connection)
    .await
}

pub(super) async fn prune(db: &SqlitePool, before: i64) -> Result<()> {
    sqlx::query("delete from audit_log where at < $1").bind(before).execute(db).await?;
    Ok(())
}
