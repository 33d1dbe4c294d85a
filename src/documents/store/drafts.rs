//! What a model is adding to documents.

use crate::{
    documents::model::{DocumentId, VersionId},
    domain::{
        error::{Result, ValidationError},
        id::UserId,
        time::now_ms,
    },
    generation::{Chunk, FinalChunk, Sink, model::GenerationState},
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

/// The documents, as the place that drafts are written to.
pub(in crate::documents) struct DraftSink;

impl Sink for DraftSink {
    fn append<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        added: &'a [Chunk],
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
        ended: &'a [FinalChunk],
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
pub(super) async fn finish(connection: &mut SqliteConnection, ended: &FinalChunk) -> sqlx::Result<()> {
    let GenerationState { status, fault, .. } = (&ended.outcome).into();
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
