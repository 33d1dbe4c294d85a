//! Replies while they are written.

use crate::{
    chat::model::MessageId,
    domain::{error::Result, id::UserId, time::now_ms},
    generation::{Chunk, FinalChunk, Outcome, Sink, model::GenerationState},
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

/// Marks what an earlier process left half written. To be called before any reply is started.
pub(in crate::chat) async fn interrupt_unfinished(db: &SqlitePool) -> Result<usize> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let unfinished: Vec<MessageId> =
        sqlx::query_scalar("select id from messages where status = 'generating'").fetch_all(&mut *transaction).await?;
    let ended = |id: MessageId| FinalChunk { id: id.uuid(), text: String::new(), outcome: Outcome::interrupted() };
    let ended: Vec<_> = unfinished.into_iter().map(ended).collect();
    for ended in ended.chunks(ROWS_MAX) {
        finish(&mut transaction, ended).await?;
    }
    transaction.commit().await?;
    Ok(ended.len())
}

/// Rows of one statement: SQLite takes 32 766 values.
const ROWS_MAX: usize = 1000;

/// The assistant messages, as the place that replies are written to. Those that have been deleted meanwhile take nothing.
pub(in crate::chat) struct ReplySink;

impl Sink for ReplySink {
    fn append<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        added: &'a [Chunk],
    ) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            for added in added.chunks(ROWS_MAX) {
                append(connection, added).await?;
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
            for ended in ended.chunks(ROWS_MAX) {
                finish(connection, ended).await?;
            }
            Ok(())
        })
    }
}

async fn append(connection: &mut SqliteConnection, added: &[Chunk]) -> sqlx::Result<()> {
    let mut insert = QueryBuilder::<Sqlite>::new("with added (id, text) as (");
    insert.push_values(padded(added), |mut row, added| {
        row.push_bind(added.map(|added| added.id.to_string())).push_bind(added.map(|added| &added.text));
    });
    insert.push(
        ") insert into reply_parts (message_id, number, text)
         select messages.id,
             (select coalesce(max(number), 0) + 1 from reply_parts where message_id = messages.id), added.text
         from added cross join messages on messages.id = added.id where messages.status = 'generating'",
    );
    insert.build().execute(connection).await?;
    Ok(())
}

/// Makes the parts of each reply, and its last words, its content, and stores how it ended.
async fn finish(connection: &mut SqliteConnection, ended: &[FinalChunk]) -> sqlx::Result<()> {
    // Two statements in one text: each way to the database's thread and back costs as much as the work itself.
    let mut update = QueryBuilder::<Sqlite>::new(
        "with ended (id, text, status, fault, omitted, prompt_tokens, completion_tokens, is_estimated, is_limit_reached) as (",
    );
    update.push_values(padded(ended), |mut row, ended| {
        let outcome = ended.map_or_else(Outcome::interrupted, |ended| ended.outcome);
        let GenerationState { status, fault, usage, omitted } = (&outcome).into();
        row.push_bind(ended.map(|ended| ended.id.to_string())).push_bind(ended.map(|ended| &ended.text));
        row.push_bind(status).push_bind(fault.map(ProviderFault::as_str)).push_bind(omitted);
        row.push_bind(usage.map(|usage| usage.prompt_tokens));
        row.push_bind(usage.map(|usage| usage.completion_tokens));
        row.push_bind(usage.is_some_and(|usage| usage.is_estimated));
        row.push_bind(outcome.is_limit_reached);
    });
    update.push(
        ") update messages set
             content = content || coalesce(
                 (select group_concat(part.text, '' order by part.number) from reply_parts as part
                  where part.message_id = messages.id), '') || ended.text,
             status = ended.status, fault = ended.fault, omitted = max(messages.omitted, ended.omitted),
             prompt_tokens = coalesce(ended.prompt_tokens, messages.prompt_tokens),
             completion_tokens = coalesce(ended.completion_tokens, messages.completion_tokens),
             usage_is_estimated = usage_is_estimated or ended.is_estimated,
             is_limit_reached = ended.is_limit_reached, finished_at = ",
    );
    update.push_bind(now_ms());
    update.push(" from ended where messages.id = ended.id and messages.status = 'generating'");
    update.push("; delete from reply_parts where message_id in ");
    update.push_tuples(padded(ended), |mut row, ended| {
        row.push_bind(ended.map(|ended| ended.id.to_string()));
    });
    update.build().execute(connection).await?;
    Ok(())
}

/// The rows, filled up to a power of two with rows that have no id and so match nothing: statements of a few lengths stay
/// prepared, and to prepare one takes longer than to carry it out.
fn padded<T>(rows: &[T]) -> impl Iterator<Item = Option<&T>> {
    let missing = rows.len().next_power_of_two() - rows.len();
    rows.iter().map(Some).chain(std::iter::repeat_n(None, missing))
}
