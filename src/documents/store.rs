//! All SQL of documents. Every query that a person can cause carries its owner.

use super::model::{Document, DocumentId, DocumentSummary, Source, Version, VersionId};
use crate::{
    auth::model::UserId,
    error::{AppError, Fault, Result},
    generation::{Added, Ended, Outcome, Target},
    locales::Language,
    page::Page,
    provider::model::{ModelId, ProviderFault},
    text::Title,
    time::now_ms,
    writing::{Status, WritingState},
};
use futures::future::BoxFuture;
use sqlx::{SqliteConnection, SqlitePool};

/// Documents of one page of the list.
const PAGE_LENGTH: usize = 40;
/// What is deleted can be brought back for 30 days.
const UNDO_PERIOD_MS: i64 = 30 * 24 * 60 * 60 * 1000;
const MINUTE_MS: i64 = 60 * 1000;

/// A document that is to be made.
pub(super) struct NewDocument {
    pub(super) title: Title,
    pub(super) format: String,
    pub(super) language: Language,
    pub(super) brief: String,
    pub(super) content: String,
    /// Who is to write its draft.
    pub(super) model: Option<ModelId>,
}

/// Columns of a [`Document`] from `documents as d`; the content with what is stored of a draft.
macro_rules! document_columns {
    () => {
        "d.id, d.title, d.format, d.language, d.revision, d.status, d.fault, d.model, d.created_at, d.updated_at,
         d.content || coalesce(
             (select group_concat(text, '' order by number) from draft_parts where document_id = d.id), '') as content"
    };
}

/// A page of the list, newest first.
pub(super) async fn list(db: &SqlitePool, user: UserId, cursor: Option<&str>) -> Result<Page<DocumentSummary>> {
    // The cursor is `<updated_at>.<id>` of the last entry; one that cannot be read starts over at the newest.
    let (before, before_id) = cursor
        .and_then(|cursor| cursor.split_once('.'))
        .and_then(|(at, id)| at.parse::<i64>().ok().zip(id.parse::<DocumentId>().ok()))
        .map_or((i64::MAX, String::new()), |(at, id)| (at, id.to_string()));
    let mut items: Vec<DocumentSummary> = sqlx::query_as(
        "select id, title, format, updated_at from documents
         where user_id = $1 and deleted_at is null and (updated_at, id) < ($2, $3)
         order by updated_at desc, id desc limit $4",
    )
    .bind(user)
    .bind(before)
    .bind(before_id)
    .bind(i64::try_from(PAGE_LENGTH + 1).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    let has_more = items.len() > PAGE_LENGTH;
    items.truncate(PAGE_LENGTH);
    let next_cursor = items.last().filter(|_| has_more).map(|last| format!("{}.{}", last.updated_at, last.id));
    Ok(Page { items, next_cursor })
}

/// One document.
pub(super) async fn get(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<Document> {
    let query = concat!(
        "select ",
        document_columns!(),
        " from documents as d where d.id = $1 and d.user_id = $2 and d.deleted_at is null"
    );
    Ok(sqlx::query_as(query).bind(id).bind(user).fetch_one(db).await?)
}

/// Makes a document; one with a model is about to be written by it.
pub(super) async fn create(connection: &mut SqliteConnection, user: UserId, new: &NewDocument) -> Result<DocumentId> {
    let (id, now) = (DocumentId::new(), now_ms());
    let status = if new.model.is_some() { Status::Generating } else { Status::Complete };
    sqlx::query(
        "insert into documents
             (id, user_id, title, format, language, brief, content, revision, status, model, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $10)",
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
    .bind(now)
    .execute(&mut *connection)
    .await?;
    if !new.content.is_empty() {
        add_version(connection, id, 1, Source::Import, &new.content).await?;
    }
    Ok(id)
}

/// Gives a document another title.
pub(super) async fn rename(db: &SqlitePool, user: UserId, id: DocumentId, title: &Title) -> Result<()> {
    let renamed = sqlx::query("update documents set title = $1 where id = $2 and user_id = $3 and deleted_at is null")
        .bind(title.as_str())
        .bind(id)
        .bind(user)
        .execute(db)
        .await?;
    if renamed.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Stores the content, if it is still based on what the document is. What it was before stays as a version.
///
/// # Errors
/// `NotFound`; `DocumentStale` when it was changed meanwhile or is being written.
pub(super) async fn save(
    connection: &mut SqliteConnection,
    user: UserId,
    id: DocumentId,
    based_on: i64,
    source: Source,
    content: &str,
) -> Result<i64> {
    let saved: Option<i64> = sqlx::query_scalar(
        "update documents set content = $1, revision = revision + 1, updated_at = $2
         where id = $3 and user_id = $4 and deleted_at is null and revision = $5 and status <> 'generating'
         returning revision",
    )
    .bind(content)
    .bind(now_ms())
    .bind(id)
    .bind(user)
    .bind(based_on)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(revision) = saved else {
        let is_there: bool = sqlx::query_scalar(
            "select exists (select 1 from documents where id = $1 and user_id = $2 and deleted_at is null)",
        )
        .bind(id)
        .bind(user)
        .fetch_one(connection)
        .await?;
        return Err(if is_there { Fault::DocumentStale.into() } else { AppError::NotFound });
    };
    add_version(connection, id, revision, source, content).await?;
    thin_out(connection, id).await?;
    Ok(revision)
}

async fn add_version(
    connection: &mut SqliteConnection,
    id: DocumentId,
    revision: i64,
    source: Source,
    content: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into document_versions (id, document_id, revision, source, content, created_at)
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(VersionId::new())
    .bind(id)
    .bind(revision)
    .bind(source)
    .bind(content)
    .bind(now_ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a year of typing small. Of autosaves without a name only the last one stays of every ten minutes; when they are
/// a day old, of every hour; when they are 30 days old, of every day. Everything else stays.
async fn thin_out(connection: &mut SqliteConnection, id: DocumentId) -> sqlx::Result<()> {
    sqlx::query(
        "delete from document_versions where id in (
             select id from (
                 select id, row_number() over (
                     partition by span, created_at / span order by created_at desc, id desc
                 ) as age
                 from (
                     select id, created_at, case
                         when created_at > $2 - 1440 * $3 then 10 * $3
                         when created_at > $2 - 43200 * $3 then 60 * $3
                         else 1440 * $3 end as span
                     from document_versions
                     where document_id = $1 and source = 'autosave' and name is null
                 )
             ) where age > 1
         )",
    )
    .bind(id)
    .bind(now_ms())
    .bind(MINUTE_MS)
    .execute(connection)
    .await?;
    Ok(())
}

/// Every version of a document, newest first, without their contents.
pub(super) async fn versions(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<Vec<Version>> {
    get_exists(db, user, id).await?;
    Ok(sqlx::query_as(
        "select id, revision, source, model, name, created_at from document_versions
         where document_id = $1 order by id desc",
    )
    .bind(id)
    .fetch_all(db)
    .await?)
}

/// One version of this document, whole.
pub(super) async fn version(db: &SqlitePool, user: UserId, id: DocumentId, version: VersionId) -> Result<Version> {
    get_exists(db, user, id).await?;
    Ok(sqlx::query_as(
        "select id, revision, source, model, name, created_at, content from document_versions
         where id = $1 and document_id = $2",
    )
    .bind(version)
    .bind(id)
    .fetch_one(db)
    .await?)
}

async fn get_exists(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<()> {
    sqlx::query("select 1 from documents where id = $1 and user_id = $2 and deleted_at is null")
        .bind(id)
        .bind(user)
        .fetch_one(db)
        .await?;
    Ok(())
}

/// Deletes a document; [`restore_deleted`] brings it back.
pub(super) async fn delete(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<()> {
    let deleted =
        sqlx::query("update documents set deleted_at = $1 where id = $2 and user_id = $3 and deleted_at is null")
            .bind(now_ms())
            .bind(id)
            .bind(user)
            .execute(db)
            .await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Brings a deleted document back.
pub(super) async fn restore_deleted(db: &SqlitePool, user: UserId, id: DocumentId) -> Result<()> {
    let restored =
        sqlx::query("update documents set deleted_at = null where id = $1 and user_id = $2 and deleted_at is not null")
            .bind(id)
            .bind(user)
            .execute(db)
            .await?;
    if restored.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Forgets what was deleted long ago, and marks drafts that an earlier process left half written.
pub(super) async fn clean_up(db: &SqlitePool) -> Result<()> {
    sqlx::query("delete from documents where deleted_at < $1").bind(now_ms() - UNDO_PERIOD_MS).execute(db).await?;
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let unfinished: Vec<DocumentId> =
        sqlx::query_scalar("select id from documents where status = 'generating'").fetch_all(&mut *transaction).await?;
    for id in unfinished {
        let ended = Ended { id: id.uuid(), text: String::new(), outcome: Outcome::interrupted() };
        finish(&mut transaction, &ended).await?;
    }
    Ok(transaction.commit().await?)
}

/// Ids of an account's documents that are being written now.
pub(super) async fn running(db: &SqlitePool, user: UserId) -> Result<Vec<DocumentId>> {
    let query = "select id from documents where user_id = $1 and status = 'generating'";
    Ok(sqlx::query_scalar(query).bind(user).fetch_all(db).await?)
}

/// The documents, as the place that drafts are written to.
pub(super) struct DraftTarget;

impl Target for DraftTarget {
    fn append<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        added: &'a [Added],
    ) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            for added in added {
                sqlx::query(
                    "insert into draft_parts (document_id, number, text)
                     select id, (select coalesce(max(number), 0) + 1 from draft_parts where document_id = $1), $2
                     from documents where id = $1 and status = 'generating'",
                )
                .bind(added.id.to_string())
                .bind(&added.text)
                .execute(&mut *connection)
                .await?;
            }
            Ok(())
        })
    }

    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        ended: &'a [Ended],
    ) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            for ended in ended {
                finish(connection, ended).await?;
            }
            Ok(())
        })
    }
}

/// Makes the parts of a draft, and its last words, the content, and a version of it.
async fn finish(connection: &mut SqliteConnection, ended: &Ended) -> sqlx::Result<()> {
    let WritingState { status, fault, .. } = (&ended.outcome).into();
    sqlx::query(
        "update documents set
             content = content || coalesce(
                 (select group_concat(text, '' order by number) from draft_parts where document_id = $1), '') || $2,
             status = $3, fault = $4, revision = revision + 1, updated_at = $5
         where id = $1 and status = 'generating';
         delete from draft_parts where document_id = $1;
         insert into document_versions (id, document_id, revision, source, model, content, created_at)
         select $6, id, revision, 'draft', model, content, $5 from documents where id = $1 and content <> ''",
    )
    .bind(ended.id.to_string())
    .bind(&ended.text)
    .bind(status)
    .bind(fault.map(ProviderFault::as_str))
    .bind(now_ms())
    .bind(VersionId::new())
    .execute(connection)
    .await?;
    Ok(())
}
