//! What documents were.

use super::{MINUTE_MS, Saved, get_exists};
use crate::{
    documents::model::{DocumentId, Version, VersionId},
    domain::{
        error::{AppError, Result},
        id::UserId,
        page::Page,
        time::now_ms,
    },
    provider::model::ModelId,
};
use sqlx::{SqliteConnection, SqlitePool};

/// Keeps a content as a version that the document never was, under a name.
pub(in crate::documents) async fn keep_beside(
    connection: &mut SqliteConnection,
    user: UserId,
    id: DocumentId,
    content: &str,
    name: &str,
) -> Result<VersionId> {
    let version = VersionId::new();
    let kept = sqlx::query(
        "insert into document_versions (id, document_id, revision, source, name, content, created_at)
         select $1, id, revision, 'manual', $2, $3, $4 from documents
         where id = $5 and user_id = $6 and deleted_at is null",
    )
    .bind(version)
    .bind(name)
    .bind(content)
    .bind(now_ms())
    .bind(id)
    .bind(user)
    .execute(connection)
    .await?;
    if kept.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(version) }
}

pub(super) async fn add_version(
    connection: &mut SqliteConnection,
    id: DocumentId,
    saved: &Saved,
    content: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into document_versions (id, document_id, revision, source, model, content, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(VersionId::new())
    .bind(id)
    .bind(saved.revision)
    .bind(saved.source)
    .bind(saved.model.as_ref().map(ModelId::as_str))
    .bind(content)
    .bind(now_ms())
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a year of typing small. Of autosaves without a name only the last one stays of every ten minutes; when they are
/// a day old, of every hour; when they are 30 days old, of every day. Everything else stays.
pub(super) async fn thin_out(connection: &mut SqliteConnection, id: DocumentId) -> sqlx::Result<()> {
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

/// A page of the versions of a document that are older than `before`, newest first, without their contents.
pub(in crate::documents) async fn versions(
    db: &SqlitePool,
    user: UserId,
    id: DocumentId,
    before: Option<VersionId>,
    limit: usize,
) -> Result<Page<Version>> {
    get_exists(db, user, id).await?;
    let items: Vec<Version> = sqlx::query_as(
        "select id, revision, source, model, name, created_at from document_versions
         where document_id = $1 and ($2 is null or id < $2) order by id desc limit $3",
    )
    .bind(id)
    .bind(before)
    .bind(i64::try_from(limit + 1).unwrap_or(i64::MAX))
    .fetch_all(db)
    .await?;
    Ok(Page::from_overfetch(items, limit, |last| last.id.to_string()))
}

/// One version of this document, whole.
pub(in crate::documents) async fn version(
    db: &SqlitePool,
    user: UserId,
    id: DocumentId,
    version: VersionId,
) -> Result<Version> {
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

/// Calls a version something; an empty name takes its name away.
pub(in crate::documents) async fn name_version(
    db: &SqlitePool,
    user: UserId,
    id: DocumentId,
    version: VersionId,
    name: &str,
) -> Result<()> {
    get_exists(db, user, id).await?;
    let named = sqlx::query("update document_versions set name = nullif($1, '') where id = $2 and document_id = $3")
        .bind(name)
        .bind(version)
        .bind(id)
        .execute(db)
        .await?;
    if named.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}
