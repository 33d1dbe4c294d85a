//! Replies while they are written.

use crate::{
    chat::model::MessageId,
    db::rows::{ROWS_MAX, padded},
    domain::{error::Result, id::UserId, time::now_ms},
    generation::{Finished, Outcome, Sink, model::GenerationState},
    provider::model::ProviderFault,
};
use futures::future::BoxFuture;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection, SqlitePool};

/// Ids of an account's replies that are being written now.
pub(in crate::chat) async fn running_replies(db: &SqlitePool, user: UserId) -> Result<Vec<MessageId>> {
    Ok(sqlx::query_scalar(
        "select messages.id from messages join conversations on conversations.id = messages.conversation_id
         where messages.status = 'generating' and conversations.user_id = $1",
    )
    .bind(user)
    .fetch_all(db)
    .await?)
}

/// The assistant messages, which take what models reply. Those that have been deleted meanwhile take nothing.
pub(in crate::chat) struct ReplySink;

impl Sink for ReplySink {
    fn table(&self) -> &'static str {
        "messages"
    }

    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        finished: &'a [Finished],
    ) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            for finished in finished.chunks(ROWS_MAX) {
                finish(connection, finished).await?;
            }
            Ok(())
        })
    }
}

async fn finish(connection: &mut SqliteConnection, finished: &[Finished]) -> sqlx::Result<()> {
    let mut update = QueryBuilder::<Sqlite>::new(
        "with ended (id, text, status, fault, omitted, prompt_tokens, completion_tokens, is_estimated, is_limit_reached) as (",
    );
    update.push_values(padded(finished), |mut row, finished| {
        let outcome = finished.map_or_else(Outcome::interrupted, |finished| finished.outcome);
        let GenerationState { status, fault, usage, omitted } = (&outcome).into();
        row.push_bind(finished.map(|finished| finished.id.to_string()))
            .push_bind(finished.map(|finished| &finished.text));
        row.push_bind(status).push_bind(fault.map(ProviderFault::as_str)).push_bind(omitted);
        row.push_bind(usage.map(|usage| usage.prompt_tokens));
        row.push_bind(usage.map(|usage| usage.completion_tokens));
        row.push_bind(usage.is_some_and(|usage| usage.is_estimated));
        row.push_bind(outcome.is_limit_reached);
    });
    update.push(
        ") update messages set
             content = content || ended.text,
             status = ended.status, fault = ended.fault, omitted = max(messages.omitted, ended.omitted),
             prompt_tokens = coalesce(ended.prompt_tokens, messages.prompt_tokens),
             completion_tokens = coalesce(ended.completion_tokens, messages.completion_tokens),
             usage_is_estimated = usage_is_estimated or ended.is_estimated,
             is_limit_reached = ended.is_limit_reached, finished_at = ",
    );
    update.push_bind(now_ms());
    update.push(" from ended where messages.id = ended.id and messages.status = 'generating'");
    update.build().execute(connection).await?;
    Ok(())
}
