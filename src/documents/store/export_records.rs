//! Documents with all that they were: stored as they were elsewhere.

use crate::{
    documents::{
        export_record::DocumentExport,
        model::{DocumentId, FormatId, Version},
    },
    domain::{error::Result, id::UserId},
};
use sqlx::{SqliteConnection, SqliteExecutor, SqlitePool};

/// The ids of a person's documents after another one, the oldest first.
pub(in crate::documents) async fn ids_after(
    db: &SqlitePool,
    user: UserId,
    after: Option<DocumentId>,
    limit: u32,
) -> Result<Vec<DocumentId>> {
    Ok(sqlx::query_scalar(
        "select id from documents where user_id = $1 and deleted_at is null and ($2 is null or id > $2)
         order by id limit $3",
    )
    .bind(user)
    .bind(after)
    .bind(limit)
    .fetch_all(db)
    .await?)
}

/// Whether a document is there.
pub(in crate::documents) async fn has(db: impl SqliteExecutor<'_>, user: UserId, id: DocumentId) -> Result<bool> {
    let query = "select exists (select 1 from documents where id = $1 and user_id = $2 and deleted_at is null)";
    Ok(sqlx::query_scalar(query).bind(id).bind(user).fetch_one(db).await?)
}

/// Brings a deleted document back, and says whether there was one.
pub(in crate::documents) async fn bring_back(
    db: impl SqliteExecutor<'_>,
    user: UserId,
    id: DocumentId,
) -> Result<bool> {
    let query = "update documents set deleted_at = null where id = $1 and user_id = $2 and deleted_at is not null";
    Ok(sqlx::query(query).bind(id).bind(user).execute(db).await?.rows_affected() > 0)
}

/// Whether a person made this kind of document.
pub(in crate::documents) async fn has_format(db: impl SqliteExecutor<'_>, user: UserId, id: FormatId) -> Result<bool> {
    let query = "select exists (select 1 from document_formats where id = $1 and user_id = $2)";
    Ok(sqlx::query_scalar(query).bind(id).bind(user).fetch_one(db).await?)
}

/// Stores a document with its versions as they are, in that format.
pub(in crate::documents) async fn insert_record(
    connection: &mut SqliteConnection,
    user: UserId,
    whole: &DocumentExport,
    format: &str,
) -> Result<()> {
    let DocumentExport { document, brief, versions, .. } = whole;
    sqlx::query(
        "insert into documents
             (id, user_id, title, format, language, brief, content, revision, status, fault, model, origin, created_at,
              updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(document.id)
    .bind(user)
    .bind(&document.title)
    .bind(format)
    .bind(document.language().tag())
    .bind(brief)
    .bind(&document.content)
    .bind(document.revision)
    .bind(document.status)
    .bind(document.fault.as_deref())
    .bind(document.model.as_deref())
    .bind(document.origin.as_deref())
    .bind(document.created_at)
    .bind(document.updated_at)
    .execute(&mut *connection)
    .await?;
    for version in versions {
        add_whole_version(connection, document.id, version).await?;
    }
    Ok(())
}

async fn add_whole_version(connection: &mut SqliteConnection, id: DocumentId, version: &Version) -> Result<()> {
    sqlx::query(
        "insert into document_versions (id, document_id, revision, source, model, name, content, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(version.id)
    .bind(id)
    .bind(version.revision)
    .bind(version.source)
    .bind(version.model.as_deref())
    .bind(version.name.as_deref())
    .bind(version.content.as_deref().unwrap_or_default())
    .bind(version.created_at)
    .execute(connection)
    .await?;
    Ok(())
}
