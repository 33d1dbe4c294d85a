//! What a model is adding to documents.

use crate::{
    documents::model::{DocumentId, VersionId},
    domain::{
        error::{Result, ValidationError},
        id::UserId,
        time::now_ms,
    },
    generation::{Finished, Sink, model::GenerationState},
    provider::model::{ModelId, ProviderFault},
};
use futures::future::BoxFuture;
use sqlx::{SqliteConnection, SqlitePool};

/// Marks a draft that was cut short as being written again.
///
/// # Errors
/// `DocumentStale` when it was changed meanwhile.
pub(in crate::documents) async fn begin_again(
    db: &SqlitePool,
    user: UserId,
    id: DocumentId,
    revision: i64,
    model: &ModelId,
) -> Result<()> {
    let begun = sqlx::query(
        "update documents set status = 'generating', fault = null, model = $1
         where id = $2 and user_id = $3 and deleted_at is null and revision = $4
             and status in ('stopped', 'interrupted', 'failed')",
    )
    .bind(model.as_str())
    .bind(id)
    .bind(user)
    .bind(revision)
    .execute(db)
    .await?;
    if begun.rows_affected() == 0 { Err(ValidationError::DocumentStale.into()) } else { Ok(()) }
}

/// The documents, which take their drafts.
pub(in crate::documents) struct DraftSink;

impl Sink for DraftSink {
    fn table(&self) -> &'static str {
        "documents"
    }

    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        finished: &'a [Finished],
    ) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            for finished in finished {
                finish(connection, finished).await?;
            }
            Ok(())
        })
    }
}

/// Makes what was written the content, and a version of it.
async fn finish(connection: &mut SqliteConnection, finished: &Finished) -> sqlx::Result<()> {
    let GenerationState { status, fault, .. } = (&finished.outcome).into();
    sqlx::query(
        "update documents set
             content = content || $2, status = $3, fault = $4, revision = revision + 1, updated_at = $5
         where id = $1 and status = 'generating';
         insert into document_versions (id, document_id, revision, source, model, content, created_at)
         select $6, id, revision, 'draft', model, content, $5 from documents where id = $1 and content <> ''",
    )
    .bind(finished.id.to_string())
    .bind(&finished.text)
    .bind(status)
    .bind(fault.map(ProviderFault::as_str))
    .bind(now_ms())
    .bind(VersionId::new())
    .execute(connection)
    .await?;
    Ok(())
}
