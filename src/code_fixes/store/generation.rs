//! What models answer, while they do.

use crate::{
    code_fixes::{error::FixError, model::FixId},
    domain::{error::Result, id::UserId, time::now_ms},
    generation::{Finished, Sink, model::GenerationState},
    provider::model::{ModelId, ProviderFault},
};
use futures::future::BoxFuture;
use sqlx::SqliteConnection;
use uuid::Uuid;

/// Forgets what became of a fix, and marks it as being written again.
///
/// # Errors
/// `BeingWritten`, also when there is none: that was looked at before.
pub(in crate::code_fixes) async fn begin_again(
    connection: &mut SqliteConnection,
    user: UserId,
    id: FixId,
    model: &ModelId,
) -> Result<(), FixError> {
    let begun = sqlx::query(
        "update code_fixes set status = 'generating', fault = null, answer = '', model = $1, updated_at = $2
         where id = $3 and user_id = $4 and status <> 'generating'",
    )
    .bind(model.as_str())
    .bind(now_ms())
    .bind(id)
    .bind(user)
    .execute(&mut *connection)
    .await?;
    if begun.rows_affected() == 0 {
        return Err(FixError::BeingWritten);
    }
    sqlx::query(
        "delete from code_hunks where fix_id = $1;
         delete from code_refusals where fix_id = $1;
         delete from code_files where fix_id = $1 and is_new = 1;
         update code_files set proposed = original where fix_id = $1",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// The fixes, which take what models answer.
pub(in crate::code_fixes) struct AnswerSink;

impl Sink for AnswerSink {
    fn table(&self) -> &'static str {
        "code_fixes"
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

/// Makes what was written the answer, and counts what it cost with the answers that are in no conversation.
async fn finish(connection: &mut SqliteConnection, finished: &Finished) -> sqlx::Result<()> {
    let GenerationState { status, fault, usage, .. } = (&finished.outcome).into();
    let (id, now) = (finished.id.to_string(), now_ms());
    sqlx::query(
        "update code_fixes set answer = answer || $2, status = $3, fault = $4, updated_at = $5
         where id = $1 and status = 'generating'",
    )
    .bind(&id)
    .bind(&finished.text)
    .bind(status)
    .bind(fault.map(ProviderFault::as_str))
    .bind(now)
    .execute(&mut *connection)
    .await?;
    let Some(usage) = usage else { return Ok(()) };
    sqlx::query(
        "insert into completions
             (id, user_id, model, prompt_tokens, completion_tokens, usage_is_estimated, created_at)
         select $2, user_id, model, $3, $4, $5, $6 from code_fixes where id = $1",
    )
    .bind(&id)
    .bind(Uuid::now_v7().to_string())
    .bind(usage.prompt_tokens)
    .bind(usage.completion_tokens)
    .bind(usage.is_estimated)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}
