//! All SQL of imports. Every query that a person can cause carries its owner.

use super::model::{Counts, Import, ImportFault, ImportId, Omissions, State};
use crate::domain::{
    error::{AppError, Result},
    id::UserId,
    time::now_ms,
};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// What a thing is, in the table of what was imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub(super) enum Kind {
    Conversation,
    Document,
    Format,
    Prompt,
    Persona,
    CodeFix,
}

/// What a thing from elsewhere has become.
#[derive(Debug, Clone, FromRow)]
pub(super) struct Target {
    pub(super) kind: Kind,
    #[sqlx(rename = "target_id")]
    pub(super) id: String,
}

#[derive(FromRow)]
struct ImportRow {
    id: ImportId,
    state: State,
    trouble: Option<ImportFault>,
    #[sqlx(flatten)]
    counts: Counts,
    #[sqlx(rename = "losses")]
    omissions: String,
    created_at: i64,
    finished_at: Option<i64>,
}

impl From<ImportRow> for Import {
    fn from(ImportRow { id, state, trouble, counts, omissions, created_at, finished_at }: ImportRow) -> Self {
        let omissions = serde_json::from_str(&omissions).unwrap_or_default();
        Self { id, state, trouble, counts, omissions, created_at, finished_at }
    }
}

/// Columns of an [`ImportRow`].
macro_rules! import_columns {
    () => {
        "id, state, trouble, conversations, messages, documents, prompts, personas, code_fixes, known, losses, created_at,
         finished_at"
    };
}

/// A new import.
pub(super) async fn create(db: &SqlitePool, user: UserId) -> Result<ImportId> {
    let id = ImportId::new();
    sqlx::query("insert into imports (id, user_id, state, created_at) values ($1, $2, 'running', $3)")
        .bind(id)
        .bind(user)
        .bind(now_ms())
        .execute(db)
        .await?;
    Ok(id)
}

/// One import.
pub(super) async fn get(db: &SqlitePool, user: UserId, id: ImportId) -> Result<Import> {
    let query = concat!("select ", import_columns!(), " from imports where id = $1 and user_id = $2");
    let row: ImportRow = sqlx::query_as(query).bind(id).bind(user).fetch_one(db).await?;
    Ok(row.into())
}

/// The newest imports of a person, newest first.
pub(super) async fn list(db: &SqlitePool, user: UserId, limit: u32) -> Result<Vec<Import>> {
    let query = concat!("select ", import_columns!(), " from imports where user_id = $1 order by id desc limit $2");
    let rows: Vec<ImportRow> = sqlx::query_as(query).bind(user).bind(limit).fetch_all(db).await?;
    Ok(rows.into_iter().map(Import::from).collect())
}

/// Adds to what an import has brought, and has left out.
pub(super) async fn add(
    connection: &mut SqliteConnection,
    user: UserId,
    id: ImportId,
    counts: Counts,
    omissions: &Omissions,
) -> Result<()> {
    let query = "select losses from imports where id = $1 and user_id = $2";
    let before: String = sqlx::query_scalar(query).bind(id).bind(user).fetch_one(&mut *connection).await?;
    let mut all: Omissions = serde_json::from_str(&before).unwrap_or_default();
    all.add_all(omissions);
    sqlx::query(
        "update imports set conversations = conversations + $1, messages = messages + $2, documents = documents + $3,
             prompts = prompts + $4, personas = personas + $5, code_fixes = code_fixes + $6, known = known + $7, losses = $8
         where id = $9 and user_id = $10",
    )
    .bind(counts.conversations)
    .bind(counts.messages)
    .bind(counts.documents)
    .bind(counts.prompts)
    .bind(counts.personas)
    .bind(counts.code_fixes)
    .bind(counts.known)
    .bind(serde_json::to_string(&all).map_err(|_| AppError::Internal)?)
    .bind(id)
    .bind(user)
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends an import.
pub(super) async fn finish(db: &SqlitePool, user: UserId, id: ImportId, trouble: Option<ImportFault>) -> Result<()> {
    let state = if trouble.is_some() { State::Failed } else { State::Done };
    sqlx::query("update imports set state = $1, trouble = $2, finished_at = $3 where id = $4 and user_id = $5")
        .bind(state)
        .bind(trouble)
        .bind(now_ms())
        .bind(id)
        .bind(user)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends the imports that an earlier process did not bring to their end.
pub(super) async fn interrupt_unfinished(db: &SqlitePool) -> Result<u64> {
    let query = "update imports set state = 'failed', trouble = $1, finished_at = $2 where state = 'running'";
    Ok(sqlx::query(query).bind(ImportFault::Interrupted).bind(now_ms()).execute(db).await?.rows_affected())
}

/// What a thing from elsewhere has become here.
pub(super) async fn target(
    connection: &mut SqliteConnection,
    user: UserId,
    source: &str,
    source_id: &str,
) -> Result<Option<Target>> {
    let query = "select kind, target_id from imported where user_id = $1 and source = $2 and source_id = $3";
    Ok(sqlx::query_as(query).bind(user).bind(source).bind(source_id).fetch_optional(connection).await?)
}

/// Remembers what a thing from elsewhere has become here.
pub(super) async fn remember(
    connection: &mut SqliteConnection,
    user: UserId,
    source: &str,
    source_id: &str,
    target: &Target,
) -> Result<()> {
    sqlx::query(
        "insert into imported (user_id, source, source_id, kind, target_id) values ($1, $2, $3, $4, $5)
         on conflict (user_id, source, source_id) do update set kind = excluded.kind, target_id = excluded.target_id",
    )
    .bind(user)
    .bind(source)
    .bind(source_id)
    .bind(target.kind)
    .bind(&target.id)
    .execute(connection)
    .await?;
    Ok(())
}
