//! Replies while they are written.

use crate::{
    auth::model::UserId,
    chat::{model::MessageId, service::reply_state},
    error::Result,
    generation::{End, Outcome, Target},
    provider::model::ProviderFault,
    time::now_ms,
};
use futures::future::BoxFuture;
use sqlx::{SqliteConnection, SqlitePool};

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

/// Marks what an earlier process left half written. To be called before any reply is started.
pub(in crate::chat) async fn interrupt_unfinished(db: &SqlitePool) -> Result<usize> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let unfinished: Vec<MessageId> =
        sqlx::query_scalar("select id from messages where status = 'generating'").fetch_all(&mut *transaction).await?;
    for id in &unfinished {
        end(&mut transaction, *id, "", &Outcome { end: End::Interrupted, usage: None }).await?;
    }
    transaction.commit().await?;
    Ok(unfinished.len())
}

/// Makes the parts of a reply, and its last `text`, its content, and stores how it ended.
async fn end(connection: &mut SqliteConnection, id: MessageId, text: &str, outcome: &Outcome) -> sqlx::Result<()> {
    let state = reply_state(outcome);
    sqlx::query(
        "update messages set
             content = content || coalesce(
                 (select group_concat(text, '' order by number) from reply_parts where message_id = $1), '') || $2,
             status = $3, fault = $4, prompt_tokens = $5, completion_tokens = $6, finished_at = $7
         where id = $1 and status = 'generating'",
    )
    .bind(id)
    .bind(text)
    .bind(state.status)
    .bind(state.fault.map(ProviderFault::as_str))
    .bind(state.usage.map(|usage| usage.prompt_tokens))
    .bind(state.usage.map(|usage| usage.completion_tokens))
    .bind(now_ms())
    .execute(&mut *connection)
    .await?;
    sqlx::query("delete from reply_parts where message_id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// An assistant message as the place that a reply is written to. One that has been deleted meanwhile takes nothing.
pub(in crate::chat) struct ReplyTarget(pub(in crate::chat) MessageId);

impl Target for ReplyTarget {
    fn append<'a>(&'a self, connection: &'a mut SqliteConnection, text: &'a str) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            sqlx::query(
                "insert into reply_parts (message_id, number, text)
                 select id, (select coalesce(max(number), 0) + 1 from reply_parts where message_id = $1), $2
                 from messages where id = $1 and status = 'generating'",
            )
            .bind(self.0)
            .bind(text)
            .execute(connection)
            .await?;
            Ok(())
        })
    }

    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        text: &'a str,
        outcome: &'a Outcome,
    ) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(end(connection, self.0, text, outcome))
    }
}
