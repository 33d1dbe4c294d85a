//! The database file: opened once, for this process alone, with everything that is SQLite's own in one place.

use super::data_folder;
use sqlx::{
    ConnectOptions, Connection, SqlitePool,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::{File, TryLockError},
    io,
    num::NonZero,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// The database's name in the data folder.
pub(crate) const FILE_NAME: &str = "supbot.db";
/// What it is called while it is made.
const NEW_FILE_NAME: &str = "supbot.db.new";
/// Held while a process uses the data folder.
const LOCK_NAME: &str = "supbot.lock";
/// How long a statement waits for another writer.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Most connections. There is one for the writer and one for each core to read by: more only wait for the same cores, and
/// each holds memory and a thread.
const CONNECTIONS_MAX: u32 = 8;
/// Pages that each connection keeps, in KiB (SQLite writes that as a negative number). Half of SQLite's own: the operating
/// system keeps the file's pages as well, once for all of them.
const CACHE_KIB: &str = "-1024";

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Why the database cannot be used, as a sentence for whoever started the server.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    /// The folder is not there and cannot be made, or cannot be written to.
    #[error("SUPBOT_DATA_DIR is \"{}\": the folder cannot be written to ({cause})", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the operating system said.
        cause: io::Error,
    },
    /// Another process serves from the same folder.
    #[error("SUPBOT_DATA_DIR is \"{}\": another Supbot is using that folder; stop it or choose another folder", path.display())]
    InUse {
        /// The folder.
        path: PathBuf,
    },
    /// The file may only be read.
    #[error("the database {} is read-only: give this user the right to write to it", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Another program holds the file.
    #[error("the database {} is locked by another program: close it and start again", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The file was written by a later Supbot.
    #[error("the database {} was written by a newer Supbot (its change {version} is unknown here): update this one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The first change that this program does not know.
        version: i64,
    },
    /// Anything else: not a database, damaged, the disk is full.
    #[error("the database {} cannot be used: {cause}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        cause: String,
    },
}

/// Where the database of a data folder is.
pub fn database_path(folder: &Path) -> PathBuf {
    folder.join(FILE_NAME)
}

/// Opens the database in `folder`, makes both when they are not there, and brings the tables up to date.
/// The file that is given back holds the folder for this process.
pub(crate) async fn open(folder: &Path) -> Result<(SqlitePool, File), DatabaseError> {
    let lock = lock(folder)?;
    let path = folder.join(FILE_NAME);
    if path.metadata().is_ok_and(|metadata| metadata.permissions().readonly()) {
        return Err(DatabaseError::ReadOnly { path });
    }
    if !path.exists() {
        create(folder, &path).await?;
    }
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What a person was told is stored must survive a power cut: in WAL mode only FULL syncs each commit.
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        // No statistics are collected (`optimize`): with them SQLite asks a table that has few rows now first, and has
        // all of a large one read behind it. Without them a plan is the same on every day.
        .pragma("cache_size", CACHE_KIB)
        // What was deleted is written over, where that costs no page more.
        .pragma("secure_delete", "fast");
    // A connection to a file does not go away by itself: asking it before each use whether it is there costs as much as
    // a query.
    let pool = SqlitePoolOptions::new().max_connections(connections()).test_before_acquire(false);
    let pool = pool.connect_with(options).await;
    let pool = pool.map_err(|error| explain(&path, &error))?;
    MIGRATIONS.run(&pool).await.map_err(|error| explain_migration(&path, error))?;
    // What has just been made, where nobody has set the process's umask.
    let _ = data_folder::restrict_permissions(folder);
    Ok((pool, lock))
}

/// Makes the database beside its place and puts it there when it is whole. Until then nothing of it needs to survive, so that
/// not each of its tables waits for the disk.
async fn create(folder: &Path, path: &Path) -> Result<(), DatabaseError> {
    let new = folder.join(NEW_FILE_NAME);
    let unwritable = |cause| DatabaseError::Folder { path: folder.to_owned(), cause };
    match std::fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(unwritable(error)),
        _ => {}
    }
    let options = SqliteConnectOptions::new()
        .filename(&new)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Memory)
        .synchronous(SqliteSynchronous::Off);
    let mut connection = options.connect().await.map_err(|error| explain(path, &error))?;
    MIGRATIONS.run(&mut connection).await.map_err(|error| explain_migration(path, error))?;
    connection.close().await.map_err(|error| explain(path, &error))?;
    let put = || {
        File::open(&new)?.sync_all()?;
        std::fs::rename(&new, path)?;
        File::open(folder)?.sync_all()
    };
    put().map_err(unwritable)
}

fn explain_migration(path: &Path, error: MigrateError) -> DatabaseError {
    match error {
        MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _) => {
            DatabaseError::Newer { path: path.to_owned(), version }
        }
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => explain(path, &error),
        other => DatabaseError::Unusable { path: path.to_owned(), cause: other.to_string() },
    }
}

/// Sets how many bytes each account may have stored.
pub(crate) async fn limit_accounts(db: &SqlitePool, bytes_max: i64) -> sqlx::Result<()> {
    let query = "update account_limit set bytes_max = $1 where bytes_max <> $1";
    sqlx::query(query).bind(bytes_max).execute(db).await.map(drop)
}

fn connections() -> u32 {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    u32::try_from(cores + 1).map_or(CONNECTIONS_MAX, |wanted| wanted.min(CONNECTIONS_MAX))
}

fn lock(folder: &Path) -> Result<File, DatabaseError> {
    let unwritable = |cause| DatabaseError::Folder { path: folder.to_owned(), cause };
    data_folder::create_folder(folder).map_err(unwritable)?;
    data_folder::restrict_and_log(folder);
    let file =
        File::options().create(true).truncate(false).write(true).open(folder.join(LOCK_NAME)).map_err(unwritable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(DatabaseError::InUse { path: folder.to_owned() }),
        Err(TryLockError::Error(cause)) => Err(unwritable(cause)),
    }
}

fn explain(path: &Path, error: &sqlx::Error) -> DatabaseError {
    // Primary result codes of https://sqlite.org/rescode.html; the extended ones carry them in their low byte.
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const READONLY: i32 = 8;
    let code = error.as_database_error().and_then(|cause| cause.code()).and_then(|code| code.parse::<i32>().ok());
    let path = path.to_owned();
    match code.map(|code| code & 0xff) {
        Some(BUSY | LOCKED) => DatabaseError::Locked { path },
        Some(READONLY) => DatabaseError::ReadOnly { path },
        _ => DatabaseError::Unusable { path, cause: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::open;

    #[tokio::test]
    async fn a_server_that_ends_leaves_no_statistics_that_would_change_plans() {
        let folder = tempfile::tempdir().unwrap();
        for _ in 0..2 {
            let (db, _lock) = open(folder.path()).await.unwrap();
            let statistics: Vec<String> =
                sqlx::query_scalar("select name from sqlite_schema where name like 'sqlite_stat%'")
                    .fetch_all(&db)
                    .await
                    .unwrap();
            assert_eq!(statistics, Vec::<String>::new());
            sqlx::query("insert into users (id, username, username_key, password_hash, created_at) values (random(), 'a', random(), '', 0)")
                .execute(&db)
                .await
                .unwrap();
            db.close().await;
        }
    }
}
