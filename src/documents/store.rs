//! All SQL of documents. Every query that a person can cause carries its owner.

mod drafts;
mod export_records;
mod formats;
mod versions;

pub(super) use drafts::*;
pub(super) use export_records::*;
pub(super) use formats::*;
pub(super) use versions::*;

use super::model::{Document, DocumentId, DocumentSummary, VersionSource};
use crate::{
    domain::{
        cursor::Cursor,
        error::{AppError, Result, ValidationError},
        id::UserId,
        page::Page,
        time::now_ms,
        title::Title,
    },
    generation::model::Status,
    i18n::Language,
    provider::model::ModelId,
};
use sqlx::{SqliteConnection, SqliteExecutor, SqlitePool};

/// What is deleted can be brought back for 30 days.
const UNDO_PERIOD_MS: i64 = 30 * 24 * 60 * 60 * 1000;
const MINUTE_MS: i64 = 60 * 1000;
/// Documents that are removed for good in one transaction: others wait for it.
const PURGE_BATCH: u32 = 20;

/// A document that is to be made.
pub(super) struct NewDocumentRow {
    pub(super) title: Title,
    pub(super) format: String,
    pub(super) language: Language,
    pub(super) brief: String,
    pub(super) content: String,
    /// Where `content` comes from.
    pub(super) source: VersionSource,
    /// The page that it was made from.
    pub(super) origin: Option<String>,
    /// Who is to write its draft.
    pub(super) model: Option<ModelId>,
}

/// Columns of a [`Document`] from `documents as d`; the content with what is stored of a draft.
macro_rules! document_columns {
    () => {
        concat!(
            "d.id, d.title, d.format, d.language, d.revision, d.origin, d.status, d.fault, d.model, d.created_at, d.updated_at,
             d.content || ",
            crate::generation::store::text_in_log!("d.id"),
            " as content"
        )
    };
}

/// Which documents are listed.
#[derive(Debug, Default)]
pub struct Filter {
    /// Words that stand in the title or the content; none: every document.
    pub words: String,
    /// The id of a format; none: every format.
    pub format: String,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
    /// Entries of a page.
    pub limit: usize,
}

/// A page of the list, newest first.
pub(super) async fn list(db: &SqlitePool, user: UserId, filter: &Filter) -> Result<Page<DocumentSummary>> {
    let (before, before_id) = Cursor::bounds(filter.cursor);
    // The documents of one person are read through: there are hundreds, not millions.
    let items: Vec<DocumentSummary> = sqlx::query_as(
        "select id, title, format, status, updated_at from documents
         where user_id = $1 and deleted_at is null and (updated_at, id) < ($2, $3)
             and ($5 = '' or instr(lower(title || char(10) || content), $5) > 0) and ($6 = '' or format = $6)
         order by updated_at desc, id desc limit $4",
    )
    .bind(user)
    .bind(before)
    .bind(before_id)
    .bind(i64::try_from(filter.limit + 1).unwrap_or(i64::MAX))
    // As SQLite does: letters of ASCII alone.
    .bind(filter.words.trim().to_ascii_lowercase())
    .bind(&filter.format)
    .fetch_all(db)
    .await?;
    Ok(Page::from_overfetch(items, filter.limit, |last| Cursor { at: last.updated_at, id: last.id.uuid() }.to_string()))
}

/// One document.
pub(super) async fn get(db: impl SqliteExecutor<'_>, user: UserId, id: DocumentId) -> Result<Document> {
    let query = concat!(
        "select ",
        document_columns!(),
        " from documents as d where d.id = $1 and d.user_id = $2 and d.deleted_at is null"
    );
    Ok(sqlx::query_as(query).bind(id).bind(user).fetch_one(db).await?)
}

/// How many bytes [`get`] gives of content, at least: it is looked up without reading them.
pub(super) async fn content_bytes(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<usize> {
    let query = "select octet_length(content) from documents where id = $1 and user_id = $2 and deleted_at is null";
    let bytes: i64 = sqlx::query_scalar(query).bind(id).bind(user).fetch_one(db).await?;
    Ok(usize::try_from(bytes).unwrap_or_default())
}

/// One document, also a deleted one.
pub(super) async fn get_in_trash_too(db: impl SqliteExecutor<'_>, user: UserId, id: DocumentId) -> Result<Document> {
    let query = concat!("select ", document_columns!(), " from documents as d where d.id = $1 and d.user_id = $2");
    Ok(sqlx::query_as(query).bind(id).bind(user).fetch_one(db).await?)
}

/// How many deleted documents of a person are kept.
pub(super) async fn count_trash(db: &SqlitePool, user: UserId) -> Result<u32> {
    let query = "select count(*) from documents where user_id = $1 and deleted_at is not null";
    Ok(sqlx::query_scalar(query).bind(user).fetch_one(db).await?)
}

/// Makes a document; one with a model is about to be written by it.
pub(super) async fn create(
    connection: &mut SqliteConnection,
    user: UserId,
    new: &NewDocumentRow,
) -> Result<DocumentId> {
    let (id, now) = (DocumentId::new(), now_ms());
    let status = if new.model.is_some() { Status::Generating } else { Status::Complete };
    sqlx::query(
        "insert into documents
             (id, user_id, title, format, language, brief, content, revision, status, model, origin, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $11)",
    )
    .bind(id)
    .bind(user)
    .bind(new.title.as_str())
    .bind(&new.format)
    .bind(new.language.tag())
    .bind(&new.brief)
    .bind(&new.content)
    .bind(status)
    .bind(new.model.as_ref().map(ModelId::as_str))
    .bind(new.origin.as_deref())
    .bind(now)
    .execute(&mut *connection)
    .await?;
    if !new.content.is_empty() {
        add_version(connection, id, &Saved { revision: 1, source: new.source, model: None }, &new.content).await?;
    }
    Ok(id)
}

/// Gives a document another title.
pub(super) async fn rename(
    connection: &mut SqliteConnection,
    user: UserId,
    id: DocumentId,
    title: &Title,
) -> Result<()> {
    let renamed = sqlx::query("update documents set title = $1 where id = $2 and user_id = $3 and deleted_at is null")
        .bind(title.as_str())
        .bind(id)
        .bind(user)
        .execute(connection)
        .await?;
    if renamed.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// How a content came to be.
#[derive(Debug, Clone)]
pub(super) struct Saved {
    /// When it is saved: what it was made from. In a version: what it is.
    pub(super) revision: i64,
    pub(super) source: VersionSource,
    /// Whose proposal was accepted.
    pub(super) model: Option<ModelId>,
}

/// Stores the content, if it is still based on what the document is. What it was before stays as a version. Saving what
/// is there already makes no new revision; when a person does, its version is theirs.
///
/// # Errors
/// `NotFound`; `DocumentStale` when it was changed meanwhile or is being written.
pub(super) async fn save(
    connection: &mut SqliteConnection,
    user: UserId,
    id: DocumentId,
    saved: &Saved,
    content: &str,
) -> Result<i64> {
    let stored: Option<(i64, bool)> = sqlx::query_as(
        "select revision, content = $1 from documents
         where id = $2 and user_id = $3 and deleted_at is null and revision = $4 and status <> 'generating'",
    )
    .bind(content)
    .bind(id)
    .bind(user)
    .bind(saved.revision)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((revision, is_same)) = stored else {
        get_exists(&mut *connection, user, id).await?;
        return Err(ValidationError::DocumentStale.into());
    };
    if is_same {
        if saved.source == VersionSource::Manual {
            let query = "update document_versions set source = 'manual'
                         where document_id = $1 and revision = $2 and source = 'autosave'";
            sqlx::query(query).bind(id).bind(revision).execute(&mut *connection).await?;
        }
        return Ok(revision);
    }
    let revision = revision + 1;
    sqlx::query("update documents set content = $1, revision = $2, updated_at = $3 where id = $4 and user_id = $5")
        .bind(content)
        .bind(revision)
        .bind(now_ms())
        .bind(id)
        .bind(user)
        .execute(&mut *connection)
        .await?;
    add_version(connection, id, &Saved { revision, ..saved.clone() }, content).await?;
    thin_out(connection, id).await?;
    Ok(revision)
}

async fn get_exists(db: impl SqliteExecutor<'_>, user: UserId, id: DocumentId) -> Result<()> {
    sqlx::query("select 1 from documents where id = $1 and user_id = $2 and deleted_at is null")
        .bind(id)
        .bind(user)
        .fetch_one(db)
        .await?;
    Ok(())
}

/// What a document's draft is written from.
pub(super) async fn brief(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<String> {
    let query = "select brief from documents where id = $1 and user_id = $2 and deleted_at is null";
    Ok(sqlx::query_scalar(query).bind(id).bind(user).fetch_one(db).await?)
}

/// Deletes a document; [`restore_deleted`] brings it back.
pub(super) async fn delete(connection: &mut SqliteConnection, user: UserId, id: DocumentId) -> Result<()> {
    let deleted =
        sqlx::query("update documents set deleted_at = $1 where id = $2 and user_id = $3 and deleted_at is null")
            .bind(now_ms())
            .bind(id)
            .bind(user)
            .execute(connection)
            .await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Brings a deleted document back.
pub(super) async fn restore_deleted(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<()> {
    if bring_back(db, user, id).await? { Ok(()) } else { Err(AppError::NotFound) }
}

/// Deletes a document for good, deleted before or not.
pub(super) async fn delete_for_good(connection: &mut SqliteConnection, user: UserId, id: DocumentId) -> Result<()> {
    let query = "delete from documents where id = $1 and user_id = $2";
    sqlx::query(query).bind(id).bind(user).execute(connection).await?;
    Ok(())
}

/// Removes for good every deleted document of a person.
pub(super) async fn empty_trash(db: &SqlitePool, user: UserId) -> Result<()> {
    purge_before(db, Some(user), i64::MAX).await
}

/// Removes for good what was deleted longer ago than it can be brought back.
pub(super) async fn purge(db: &SqlitePool) -> Result<()> {
    purge_before(db, None, now_ms() - UNDO_PERIOD_MS).await
}

async fn purge_before(db: &SqlitePool, user: Option<UserId>, before: i64) -> Result<()> {
    loop {
        let query = "delete from documents where id in (
                         select id from documents where deleted_at < $1 and ($2 is null or user_id = $2) limit $3)";
        let batch = sqlx::query(query).bind(before).bind(user).bind(PURGE_BATCH).execute(db).await?;
        if batch.rows_affected() < u64::from(PURGE_BATCH) {
            return Ok(());
        }
    }
}

/// Ids of an account's documents that are being written now.
pub(super) async fn running(db: &SqlitePool, user: UserId) -> Result<Vec<DocumentId>> {
    let query = "select id from documents where user_id = $1 and status = 'generating'";
    Ok(sqlx::query_scalar(query).bind(user).fetch_all(db).await?)
}
