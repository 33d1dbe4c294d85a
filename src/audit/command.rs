//! `supbot audit`: the log on the standard output, also beside a running server.

use super::store;
use crate::domain::time::{now_ms, rfc3339};
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
use std::{io::Write, path::Path};

/// Writes the entries of the last `days` to the standard output, oldest first, one a line; with the key of a user name those of that account.
/// Only reads, so that a server may run.
///
/// # Errors
/// When the database cannot be read, as a sentence.
pub async fn audit(database: &Path, username_key: Option<&str>, days: u32) -> Result<(), String> {
    let unreadable = |error: sqlx::Error| format!("the audit log in {} cannot be read: {error}", database.display());
    let options = SqliteConnectOptions::new().filename(database).read_only(true).create_if_missing(false);
    let mut connection = options.connect().await.map_err(unreadable)?;
    let since = now_ms() - i64::from(days) * crate::audit::log::DAY_MS;
    let entries = store::since(&mut connection, since, username_key).await.map_err(unreadable)?;
    let mut out = std::io::stdout().lock();
    for entry in entries {
        let account = entry.username.or_else(|| Some(entry.user_id?.to_string())).unwrap_or_else(|| "-".to_owned());
        let text = |text: String| if text.is_empty() { "-".to_owned() } else { text };
        let (network, device) = (text(entry.network), text(entry.device));
        let line = format!("{}\t{}\t{account}\t{network}\t{device}", rfc3339(entry.at), entry.event);
        let count = if entry.count > 1 { format!("\t{} times", entry.count) } else { String::new() };
        // Whoever reads may have seen enough.
        if writeln!(out, "{line}{count}").is_err() {
            break;
        }
    }
    Ok(())
}
