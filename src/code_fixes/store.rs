//! All SQL of fixes. Every query that a person can cause carries its owner.

pub(super) use export_records::*;
pub(super) use generation::*;
pub use hunks::Decision;
pub(super) use hunks::*;

use super::model::{DecidedHunk, FIXES_MAX, FileId, Fix, FixId, FixSummary, FixedFile, NewFile, NewFix, Refusal};
use crate::{
    diff::lines::{Span, hunks, merge},
    domain::{
        cursor::Cursor,
        error::{AppError, Result},
        id::UserId,
        page::Page,
        time::now_ms,
    },
    generation::model::Status,
    i18n::Language,
    provider::model::ModelId,
};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};
use std::collections::HashMap;

/// A page of the list, newest first.
pub(super) async fn list(
    db: &SqlitePool,
    user: UserId,
    cursor: Option<Cursor>,
    limit: usize,
) -> Result<Page<FixSummary>> {
    let (before, before_id) = Cursor::bounds(cursor);
    let items: Vec<FixSummary> = sqlx::query_as(
        "select id, title, model, status, created_at from code_fixes
         where user_id = $1 and (created_at, id) < ($2, $3) order by created_at desc, id desc limit $4",
    )
    .bind(user)
    .bind(before)
    .bind(before_id)
    .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    Ok(Page::from_overfetch(items, limit, |last| Cursor { at: last.created_at, id: last.id.uuid() }.to_string()))
}

/// Stores a fix whose model is about to begin. None when the account has as many as it may have.
pub(super) async fn create(
    connection: &mut SqliteConnection,
    user: UserId,
    wanted: &NewFix,
    model: &ModelId,
    language: Language,
) -> Result<Option<FixId>> {
    let (id, now) = (FixId::new(), now_ms());
    let created = sqlx::query(
        "insert into code_fixes
             (id, user_id, title, instruction, language, model, status, answer, created_at, updated_at)
         select $1, $2, $3, $4, $5, $6, 'generating', '', $7, $7
         where (select count(*) from code_fixes where user_id = $2) < $8",
    )
    .bind(id)
    .bind(user)
    .bind(wanted.title())
    .bind(&wanted.instruction)
    .bind(language.tag())
    .bind(model.as_str())
    .bind(now)
    .bind(FIXES_MAX)
    .execute(&mut *connection)
    .await?;
    if created.rows_affected() == 0 {
        return Ok(None);
    }
    for (number, file) in wanted.files.iter().enumerate() {
        add_file(connection, id, number, &file.path, false, [&file.content, &file.content]).await?;
    }
    Ok(Some(id))
}

async fn add_file(
    connection: &mut SqliteConnection,
    fix: FixId,
    number: usize,
    path: &str,
    is_new: bool,
    [original, proposed]: [&str; 2],
) -> Result<FileId> {
    let id = FileId::new();
    sqlx::query(
        "insert into code_files (id, fix_id, number, path, is_new, original, proposed) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(fix)
    .bind(i64::try_from(number).unwrap_or(i64::MAX))
    .bind(path)
    .bind(is_new)
    .bind(original)
    .bind(proposed)
    .execute(connection)
    .await?;
    Ok(id)
}

/// What a model is asked anew with: the files as they were given, and what is wrong.
pub(super) struct Question {
    pub(super) files: Vec<NewFile>,
    pub(super) instruction: String,
    pub(super) language: Language,
    pub(super) model: Option<ModelId>,
}

/// What a fix was asked with.
pub(super) async fn question(db: &SqlitePool, user: UserId, id: FixId) -> Result<Question> {
    let (instruction, language, model): (String, String, String) =
        sqlx::query_as("select instruction, language, model from code_fixes where id = $1 and user_id = $2")
            .bind(id)
            .bind(user)
            .fetch_one(db)
            .await?;
    let files = file_rows(db, user, id).await?.into_iter().filter(|file| !file.is_new);
    let files = files.map(|file| NewFile { path: file.path, content: file.original }).collect();
    let language = Language::from_tag(&language).unwrap_or(Language::DEFAULT);
    Ok(Question { files, instruction, language, model: model.parse().ok() })
}

#[derive(FromRow)]
struct FixRow {
    title: String,
    instruction: String,
    language: String,
    model: String,
    status: Status,
    fault: Option<String>,
    answer: String,
    created_at: i64,
    updated_at: i64,
}

#[derive(FromRow)]
struct FileRow {
    id: FileId,
    path: String,
    is_new: bool,
    original: String,
    proposed: String,
}

#[derive(FromRow)]
struct HunkRow {
    number: u32,
    file_id: FileId,
    old_start: u32,
    old_end: u32,
    new_start: u32,
    new_end: u32,
    is_accepted: bool,
}

impl HunkRow {
    fn span(&self) -> Span {
        // Lines of texts that are held in memory.
        let at = |line: u32| usize::try_from(line).unwrap_or(usize::MAX);
        Span { old: at(self.old_start)..at(self.old_end), new: at(self.new_start)..at(self.new_end) }
    }
}

/// What is stored of a fix; [`Stored::read`] makes of it what a person sees, which is work for the processor.
pub(super) struct Stored {
    id: FixId,
    fix: FixRow,
    files: Vec<FileRow>,
    hunks: Vec<HunkRow>,
    refusals: Vec<Refusal>,
}

/// One fix.
pub(super) async fn get(db: &SqlitePool, user: UserId, id: FixId) -> Result<Stored> {
    let fix: FixRow = sqlx::query_as(concat!(
        "select title, instruction, language, model, status, fault, created_at, updated_at, answer || ",
        crate::generation::store::text_in_log!("$1"),
        " as answer from code_fixes where id = $1 and user_id = $2"
    ))
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?;
    let files = file_rows(db, user, id).await?;
    let hunks = sqlx::query_as(
        "select h.number, h.file_id, h.old_start, h.old_end, h.new_start, h.new_end, h.is_accepted
         from code_hunks as h join code_fixes as f on f.id = h.fix_id
         where f.id = $1 and f.user_id = $2 and f.status = 'complete' order by h.number",
    );
    let hunks = hunks.bind(id).bind(user).fetch_all(db).await?;
    let refusals = sqlx::query_as(
        "select r.attempt, r.path, r.reason, r.search from code_refusals as r join code_fixes as f on f.id = r.fix_id
         where f.id = $1 and f.user_id = $2 and f.status = 'complete' order by r.number",
    );
    let refusals = refusals.bind(id).bind(user).fetch_all(db).await?;
    Ok(Stored { id, fix, files, hunks, refusals })
}

async fn file_rows(db: &SqlitePool, user: UserId, id: FixId) -> Result<Vec<FileRow>> {
    Ok(sqlx::query_as(
        "select c.id, c.path, c.is_new, c.original, c.proposed
         from code_files as c join code_fixes as f on f.id = c.fix_id
         where f.id = $1 and f.user_id = $2 and (c.is_new = 0 or f.status = 'complete') order by c.number",
    )
    .bind(id)
    .bind(user)
    .fetch_all(db)
    .await?)
}

impl Stored {
    /// As a person sees it.
    pub(super) fn read(self) -> Fix {
        let Self { id, fix, files, hunks: rows, refusals } = self;
        let mut of_files: HashMap<FileId, Vec<HunkRow>> = HashMap::new();
        rows.into_iter().for_each(|row| of_files.entry(row.file_id).or_default().push(row));
        let files = files.into_iter().map(|file| {
            let rows = of_files.remove(&file.id).unwrap_or_default();
            let FileRow { id, path, is_new, original, proposed } = file;
            let spans: Vec<_> = rows.iter().map(HunkRow::span).collect();
            let result = merge(&original, &proposed, spans.iter().zip(rows.iter().map(|row| row.is_accepted)));
            let shown = hunks(&original, &proposed, &spans).into_iter().zip(rows);
            let decided =
                shown.map(|(hunk, row)| DecidedHunk { number: row.number, is_accepted: row.is_accepted, hunk });
            FixedFile { id, path, is_new, hunks: decided.collect(), original, result }
        });
        let files = files.collect();
        let FixRow { title, instruction, model, status, fault, answer, created_at, updated_at, .. } = fix;
        Fix { id, title, instruction, model, status, fault, answer, files, refusals, created_at, updated_at }
    }
}

/// Forgets a fix with all that belongs to it.
pub(super) async fn delete(db: &SqlitePool, user: UserId, id: FixId) -> Result<()> {
    let deleted =
        sqlx::query("delete from code_fixes where id = $1 and user_id = $2").bind(id).bind(user).execute(db).await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Whether there is such a fix.
pub(super) async fn exists(db: impl SqliteExecutor<'_>, user: UserId, id: FixId) -> Result<()> {
    let query = "select 1 from code_fixes where id = $1 and user_id = $2";
    sqlx::query(query).bind(id).bind(user).fetch_one(db).await?;
    Ok(())
}

/// Ids of an account's fixes that are being written now.
pub(super) async fn running(db: &SqlitePool, user: UserId) -> Result<Vec<FixId>> {
    let query = "select id from code_fixes where user_id = $1 and status = 'generating'";
    Ok(sqlx::query_scalar(query).bind(user).fetch_all(db).await?)
}
mod export_records;
mod generation;
mod hunks;
