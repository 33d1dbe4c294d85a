//! Browsers that have logged in to an account before: the hash of the token that each keeps.

use crate::domain::{error::Result, id::UserId};
use sqlx::{SqliteConnection, SqlitePool};

/// Most browsers that an account is known by; those that logged in longest ago are forgotten.
const DEVICES_MAX: u32 = 20;

/// Whether a browser with this token has logged in to the account before.
pub(in crate::auth) async fn is_known_device(db: &SqlitePool, user: UserId, token_hash: &str) -> Result<bool> {
    let known =
        sqlx::query_scalar("select exists (select 1 from known_devices where user_id = $1 and token_hash = $2)");
    Ok(known.bind(user).bind(token_hash).fetch_one(db).await?)
}

/// Notes that a browser has logged in to the account.
pub(in crate::auth) async fn remember_device(db: &SqlitePool, user: UserId, token_hash: &str, now: i64) -> Result<()> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query(
        "insert into known_devices (user_id, token_hash, logged_in_at) values ($1, $2, $3)
         on conflict do update set logged_in_at = excluded.logged_in_at",
    )
    .bind(user)
    .bind(token_hash)
    .bind(now)
    .execute(&mut *transaction)
    .await?;
    sqlx::query(
        "delete from known_devices where user_id = $1 and token_hash not in
         (select token_hash from known_devices where user_id = $1 order by logged_in_at desc limit $2)",
    )
    .bind(user)
    .bind(DEVICES_MAX)
    .execute(&mut *transaction)
    .await?;
    Ok(transaction.commit().await?)
}

/// Forgets all known browsers of the account but one: another may be in the hands of whoever guesses at it.
pub(super) async fn forget_devices(db: &mut SqliteConnection, user: UserId, but: Option<&str>) -> Result<()> {
    let forgotten = sqlx::query("delete from known_devices where user_id = $1 and token_hash is not $2");
    forgotten.bind(user).bind(but).execute(db).await?;
    Ok(())
}
