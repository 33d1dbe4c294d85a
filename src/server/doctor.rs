//! `supbot doctor`: looks whether the database is whole and files from outside are read in confinement, and makes anew what can
//! be.

use super::{StartError, config::Config};
use crate::{
    db::{data_folder, pool},
    search, worker,
};
use sqlx::SqlitePool;
use std::io::Write;

/// Looks at the database of a data folder that no server uses, and tells on the standard output what it finds; with
/// `rebuild_search` the index of the search is made anew. Says whether all is well.
///
/// # Errors
/// When the database cannot be used, or a server uses it.
pub async fn doctor(config: &Config, rebuild_search: bool) -> Result<bool, StartError> {
    match data_folder::restrict_permissions(&config.data_dir) {
        Ok(restricted) => restricted.iter().for_each(|it| tell(&format!("rights: {it}"))),
        Err(error) => tell(&format!("rights: {error}")),
    }
    if let Some(warning) = data_folder::env_warning() {
        tell(&format!("rights: {warning}"));
    }
    match worker::unconfined() {
        Ok(reasons) if reasons.is_empty() => tell("worker: has neither files nor the network"),
        Ok(reasons) => reasons.iter().for_each(|reason| tell(&format!("worker: {reason}"))),
        Err(error) => tell(&format!("worker: {error}")),
    }
    let (database, _lock) = pool::open(&config.data_dir).await?;
    let unusable = |error: &dyn std::fmt::Display| pool::DatabaseError::Unusable {
        path: config.data_dir.join(pool::FILE_NAME),
        cause: error.to_string(),
    };
    let complaints = complaints(&database).await.map_err(|error| unusable(&error))?;
    for complaint in &complaints {
        tell(&format!("database: {complaint}"));
    }
    if complaints.is_empty() {
        tell("database: whole");
    }
    let made =
        search::rebuild(&database, rebuild_search, |made| tell(&format!("search: {made} entries made anew"))).await;
    let made = made.map_err(|error| unusable(&error))?;
    tell(if made == 0 { "search: up to date" } else { "search: is up to date now" });
    database.close().await;
    Ok(complaints.is_empty())
}

/// What SQLite finds wrong.
async fn complaints(database: &SqlitePool) -> sqlx::Result<Vec<String>> {
    let integrity: Vec<String> = sqlx::query_scalar("pragma integrity_check").fetch_all(database).await?;
    let references: Vec<(String, Option<i64>, String)> =
        sqlx::query_as("select \"table\", rowid, parent from pragma_foreign_key_check").fetch_all(database).await?;
    let references = references.into_iter().map(|(table, row, parent)| {
        format!("row {} of {table} belongs to something in {parent} that is not there", row.unwrap_or_default())
    });
    Ok(integrity.into_iter().filter(|line| line != "ok").chain(references).collect())
}

/// A line for the person at the terminal.
fn tell(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
