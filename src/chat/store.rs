//! All SQL of conversations and messages. Every query carries its owner.

use super::model::{
    Author, Conversation, ConversationId, ConversationSummary, MessageId, Page, ReplyState, Status, Title,
};
use crate::{
    auth::model::UserId,
    error::{AppError, Fault, Result},
    generation::{Outcome, Target},
    provider::model::{ModelId, ProviderFault, Usage},
    time::now_ms,
};
use futures::future::BoxFuture;
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// Entries in one page of the list.
const PAGE_LENGTH: usize = 40;

/// A message as it is stored.
#[derive(Debug, Clone, FromRow)]
pub(super) struct MessageRow {
    pub(super) id: MessageId,
    pub(super) role: Author,
    pub(super) content: String,
    status: Status,
    fault: Option<String>,
    model: Option<String>,
    prompt_tokens: Option<i64>,
    completion_tokens: Option<i64>,
}

impl MessageRow {
    pub(super) fn state(&self) -> ReplyState {
        ReplyState {
            status: self.status,
            fault: self.fault.as_deref().and_then(|code| code.parse::<ProviderFault>().ok()),
            usage: self
                .prompt_tokens
                .zip(self.completion_tokens)
                .map(|(prompt_tokens, completion_tokens)| Usage { prompt_tokens, completion_tokens }),
        }
    }

    pub(super) fn model(&self) -> Option<ModelId> {
        self.model.as_deref().and_then(|model| model.parse().ok())
    }
}

#[derive(FromRow)]
struct ConversationRow {
    title: String,
    is_named: bool,
    model: String,
}

/// A question that is to be stored with the empty reply to it.
pub(super) struct NewTurn<'a> {
    pub(super) question: &'a str,
    pub(super) model: &'a ModelId,
}

/// What was stored of a new turn.
pub(super) struct StoredTurn {
    pub(super) conversation: ConversationId,
    pub(super) reply: MessageId,
    /// Whether it is the first turn, so that the conversation is still without a real title.
    pub(super) is_first: bool,
}

pub(super) async fn list(db: &SqlitePool, user: UserId, cursor: Option<&str>) -> Result<Page<ConversationSummary>> {
    // The cursor is `<updated_at>.<id>` of the last entry; one that cannot be read starts over at the newest.
    let (before, before_id) = cursor
        .and_then(|cursor| cursor.split_once('.'))
        .and_then(|(at, id)| at.parse::<i64>().ok().zip(id.parse::<ConversationId>().ok()))
        .map_or((i64::MAX, String::new()), |(at, id)| (at, id.to_string()));
    let mut items: Vec<ConversationSummary> = sqlx::query_as(
        "select id, title, updated_at from conversations
         where user_id = $1 and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit $4",
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

/// The conversation without its messages.
pub(super) async fn get(db: &SqlitePool, user: UserId, id: ConversationId) -> Result<Conversation> {
    let row: ConversationRow = sqlx::query_as(
        "select title, title_source <> 'question' as is_named, model from conversations where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?;
    let model = row.model.parse().map_err(|_| AppError::Internal)?;
    Ok(Conversation { id, title: row.title, is_named: row.is_named, model, messages: Vec::new() })
}

/// The messages from the first one to `head`, or to the conversation's own head; oldest first.
pub(super) async fn branch(db: &SqlitePool, user: UserId, id: ConversationId) -> Result<Vec<MessageRow>> {
    Ok(sqlx::query_as(
        "with recursive branch (id, parent_id, depth) as (
             select messages.id, messages.parent_id, 0
             from messages join conversations on messages.id = conversations.head_id
             where conversations.id = $1 and conversations.user_id = $2
             union all
             select messages.id, messages.parent_id, branch.depth + 1
             from messages join branch on messages.id = branch.parent_id
         )
         select messages.id, role, content, status, fault, model, prompt_tokens, completion_tokens
         from branch join messages on messages.id = branch.id order by branch.depth desc",
    )
    .bind(id)
    .bind(user)
    .fetch_all(db)
    .await?)
}

/// One message with the conversation that it stands in.
pub(super) async fn message(db: &SqlitePool, user: UserId, id: MessageId) -> Result<MessageRow> {
    Ok(sqlx::query_as(
        "select messages.id, role, content, status, fault, messages.model, prompt_tokens, completion_tokens
         from messages join conversations on conversations.id = messages.conversation_id
         where messages.id = $1 and conversations.user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?)
}

/// Stores a question and the empty reply to it, in a new conversation or at the head of an old one, in one transaction.
///
/// # Errors
/// `NotFound` for a conversation that is not theirs; `ReplyRunning` while its head is still being written.
pub(super) async fn add_turn(
    db: &SqlitePool,
    user: UserId,
    conversation: Option<ConversationId>,
    turn: NewTurn<'_>,
) -> Result<StoredTurn> {
    let now = now_ms();
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let (conversation, parent) = match conversation {
        Some(id) => (id, head(&mut transaction, user, id).await?),
        None => (create(&mut transaction, user, &turn, now).await?, None),
    };
    let (question, reply) = (MessageId::new(), MessageId::new());
    sqlx::query(
        "insert into messages (id, conversation_id, parent_id, role, content, status, model, created_at, finished_at)
         values ($1, $2, $3, 'user', $4, 'complete', null, $5, $5), ($6, $2, $1, 'assistant', '', 'generating', $7, $5, null)",
    )
    .bind(question)
    .bind(conversation)
    .bind(parent)
    .bind(turn.question)
    .bind(now)
    .bind(reply)
    .bind(turn.model.as_str())
    .execute(&mut *transaction)
    .await?;
    sqlx::query("update conversations set head_id = $1, model = $2, updated_at = $3 where id = $4 and user_id = $5")
        .bind(reply)
        .bind(turn.model.as_str())
        .bind(now)
        .bind(conversation)
        .bind(user)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(StoredTurn { conversation, reply, is_first: parent.is_none() })
}

async fn head(connection: &mut SqliteConnection, user: UserId, id: ConversationId) -> Result<Option<MessageId>> {
    let (head, status): (Option<MessageId>, Option<Status>) = sqlx::query_as(
        "select conversations.head_id, messages.status
         from conversations left join messages on messages.id = conversations.head_id
         where conversations.id = $1 and conversations.user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(connection)
    .await?;
    if status == Some(Status::Generating) { Err(Fault::ReplyRunning.into()) } else { Ok(head) }
}

async fn create(
    connection: &mut SqliteConnection,
    user: UserId,
    turn: &NewTurn<'_>,
    now: i64,
) -> Result<ConversationId> {
    let id = ConversationId::new();
    sqlx::query(
        "insert into conversations (id, user_id, title, title_source, model, created_at, updated_at)
         values ($1, $2, $3, 'question', $4, $5, $5)",
    )
    .bind(id)
    .bind(user)
    .bind(Title::from_question(turn.question).as_str())
    .bind(turn.model.as_str())
    .bind(now)
    .execute(connection)
    .await?;
    Ok(id)
}

pub(super) async fn rename(db: &SqlitePool, user: UserId, id: ConversationId, title: &Title) -> Result<()> {
    let renamed =
        sqlx::query("update conversations set title = $1, title_source = 'person' where id = $2 and user_id = $3")
            .bind(title.as_str())
            .bind(id)
            .bind(user)
            .execute(db)
            .await?;
    if renamed.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// The title of the conversation that a message stands in, unless it is still the first words of its question.
pub(super) async fn name_around(db: &SqlitePool, user: UserId, id: MessageId) -> Result<Option<String>> {
    Ok(sqlx::query_scalar(
        "select title from messages join conversations on conversations.id = messages.conversation_id
         where messages.id = $1 and conversations.user_id = $2 and title_source <> 'question'",
    )
    .bind(id)
    .bind(user)
    .fetch_optional(db)
    .await?)
}

/// Sets a model's title, unless a person has named the conversation meanwhile.
pub(super) async fn title_by_model(db: &SqlitePool, user: UserId, id: ConversationId, title: &Title) -> Result<()> {
    sqlx::query(
        "update conversations set title = $1, title_source = 'model'
         where id = $2 and user_id = $3 and title_source = 'question'",
    )
    .bind(title.as_str())
    .bind(id)
    .bind(user)
    .execute(db)
    .await?;
    Ok(())
}

/// Deletes the conversation and its messages; gives the replies that were still being written.
pub(super) async fn delete(db: &SqlitePool, user: UserId, id: ConversationId) -> Result<Vec<MessageId>> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let running = sqlx::query_scalar("select id from messages where conversation_id = $1 and status = 'generating'")
        .bind(id)
        .fetch_all(&mut *transaction)
        .await?;
    let deleted = sqlx::query("delete from conversations where id = $1 and user_id = $2")
        .bind(id)
        .bind(user)
        .execute(&mut *transaction)
        .await?;
    if deleted.rows_affected() == 0 {
        return Err(AppError::NotFound);
    }
    transaction.commit().await?;
    Ok(running)
}

/// Ids of an account's replies that are being written now.
pub(super) async fn running_replies(db: &SqlitePool, user: UserId) -> Result<Vec<MessageId>> {
    Ok(sqlx::query_scalar(
        "select messages.id from messages join conversations on conversations.id = messages.conversation_id
         where messages.status = 'generating' and conversations.user_id = $1",
    )
    .bind(user)
    .fetch_all(db)
    .await?)
}

/// Marks what an earlier process left half written. To be called before any reply is started.
pub(super) async fn interrupt_unfinished(db: &SqlitePool) -> Result<u64> {
    let interrupted =
        sqlx::query("update messages set status = 'interrupted', finished_at = $1 where status = 'generating'")
            .bind(now_ms())
            .execute(db)
            .await?;
    Ok(interrupted.rows_affected())
}

/// An assistant message as the place that a reply is written to.
pub(super) struct ReplyTarget(pub(super) MessageId);

impl Target for ReplyTarget {
    fn append<'a>(&'a self, connection: &'a mut SqliteConnection, text: &'a str) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            sqlx::query("update messages set content = content || $1 where id = $2 and status = 'generating'")
                .bind(text)
                .bind(self.0)
                .execute(connection)
                .await?;
            Ok(())
        })
    }

    fn finish<'a>(
        &'a self,
        connection: &'a mut SqliteConnection,
        outcome: &'a Outcome,
    ) -> BoxFuture<'a, sqlx::Result<()>> {
        Box::pin(async move {
            let state = super::service::reply_state(outcome);
            sqlx::query(
                "update messages set status = $1, fault = $2, prompt_tokens = $3, completion_tokens = $4, finished_at = $5
                 where id = $6 and status = 'generating'",
            )
            .bind(state.status)
            .bind(state.fault.map(ProviderFault::as_str))
            .bind(state.usage.map(|usage| usage.prompt_tokens))
            .bind(state.usage.map(|usage| usage.completion_tokens))
            .bind(now_ms())
            .bind(self.0)
            .execute(connection)
            .await?;
            Ok(())
        })
    }
}
