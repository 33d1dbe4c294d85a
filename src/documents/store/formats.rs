//! The kinds of documents that people made.

use crate::{
    documents::{format::Format, model::FormatId},
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        time::now_ms,
    },
};
use sqlx::{SqliteExecutor, SqlitePool};

/// The kinds of documents that a person made, oldest first.
pub(in crate::documents) async fn formats(db: &SqlitePool, user: UserId) -> Result<Vec<Format>> {
    let query = "select id, definition from document_formats where user_id = $1 order by created_at, id";
    let rows: Vec<(String, String)> = sqlx::query_as(query).bind(user).fetch_all(db).await?;
    rows.into_iter().map(|(id, definition)| read_format(id, &definition)).collect()
}

/// One that they made.
pub(in crate::documents) async fn format(db: &SqlitePool, user: UserId, id: FormatId) -> Result<Format> {
    let query = "select definition from document_formats where id = $1 and user_id = $2";
    let definition: String = sqlx::query_scalar(query).bind(id).bind(user).fetch_one(db).await?;
    read_format(id.to_string(), &definition)
}

fn read_format(id: String, definition: &str) -> Result<Format> {
    let format = serde_json::from_str(definition).map_err(|error| {
        tracing::error!(%error, id, "a stored format cannot be read");
        AppError::Internal
    })?;
    Ok(Format { id, ..format })
}

/// Keeps a kind of document, unless there are `most` of them.
pub(in crate::documents) async fn add_format(
    db: impl SqliteExecutor<'_>,
    user: UserId,
    id: FormatId,
    format: &Format,
    most: i64,
) -> Result<()> {
    let mut definition = serde_json::to_value(format).map_err(|_| AppError::Internal)?;
    // It is the row's own, as it is the name of a file elsewhere.
    definition.as_object_mut().and_then(|definition| definition.remove("id"));
    let added = sqlx::query(
        "insert into document_formats (id, user_id, definition, created_at)
         select $1, $2, $3, $4 where (select count(*) from document_formats where user_id = $2) < $5",
    )
    .bind(id)
    .bind(user)
    .bind(definition.to_string())
    .bind(now_ms())
    .bind(most)
    .execute(db)
    .await?;
    if added.rows_affected() == 0 { Err(ValidationError::CountMax.into()) } else { Ok(()) }
}

/// Forgets a kind of document; documents of it stay, in free form.
pub(in crate::documents) async fn delete_format(db: &SqlitePool, user: UserId, id: FormatId) -> Result<()> {
    let deleted = sqlx::query("delete from document_formats where id = $1 and user_id = $2")
        .bind(id)
        .bind(user)
        .execute(db)
        .await?;
    if deleted.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}
