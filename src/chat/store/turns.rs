//! Adding to a conversation: a question with the reply to it, another reply.

use super::{attachments, conversations, messages::MessageRow};
use crate::{
    attachments::model::AttachmentId,
    chat::{
        model::{ConversationId, MessageContent, MessageId, Role, Siblings},
        model_params::ModelParams,
    },
    db::quota,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        time::now_ms,
        title::Title,
    },
    provider::model::ModelId,
};
use sqlx::{FromRow, SqliteConnection};

/// Replies that may be unfinished in one conversation: the one that is written, and those that wait for it.
const UNFINISHED_MAX: i64 = 6;

/// Where a new question goes.
#[derive(Debug, Clone, Copy)]
pub(in crate::chat) enum Parent {
    /// Into a new conversation.
    New,
    /// After the last message of the branch that is shown.
    End(ConversationId),
    /// After this answer, or at the very beginning: beside what stands there already.
    After(ConversationId, Option<MessageId>),
}

/// A question that is to be stored with the empty reply to it.
pub(in crate::chat) struct NewTurn {
    pub(in crate::chat) place: Parent,
    pub(in crate::chat) question: MessageContent,
    /// What goes with it.
    pub(in crate::chat) attachments: Vec<AttachmentId>,
    /// None: the conversation's.
    pub(in crate::chat) model: Option<ModelId>,
}

/// What was stored of a new turn.
pub(in crate::chat) struct StoredTurn {
    pub(in crate::chat) question: MessageRow,
    pub(in crate::chat) reply: MessageRow,
    pub(in crate::chat) model: ModelId,
    /// Whether it is the first turn of a conversation that nobody has named.
    pub(in crate::chat) needs_name: bool,
    /// How the conversation is to be answered.
    pub(in crate::chat) model_params: ModelParams,
}

/// Stores a question and the empty reply to it, by the model that `choose` makes of the turn's own or else the
/// conversation's.
///
/// # Errors
/// `NotFound` for a conversation or an answer that is not theirs; `RepliesWaiting` when too many replies of the
/// conversation are unfinished; `AttachmentsInvalid`; what `choose` fails with.
pub(in crate::chat) async fn add_turn(
    connection: &mut SqliteConnection,
    user: UserId,
    turn: &NewTurn,
    choose: impl Fn(Option<ModelId>) -> Result<ModelId>,
) -> Result<StoredTurn> {
    let asked = turn.question.as_str();
    let (conversation, parent, model, needs_name, model_params, siblings) = match turn.place {
        Parent::New => {
            let model = choose(turn.model.clone())?;
            let title = Title::from_question(asked);
            let model_params = ModelParams::default();
            let conversation =
                conversations::insert(connection, user, title.as_str(), "question", &model, &model_params).await?;
            (conversation.id, None, model, true, model_params, Siblings::only())
        }
        Parent::End(id) | Parent::After(id, _) => {
            let head = head(connection, user, id).await?;
            let parent = match turn.place {
                Parent::After(_, parent) => parent,
                _ => head.id,
            };
            if let (Parent::After(..), Some(parent)) = (turn.place, parent) {
                check_is(connection, id, parent, Role::Assistant).await?;
            }
            let model = choose(turn.model.clone().or_else(|| head.model.parse().ok()))?;
            // What follows the end of a conversation stands beside nothing.
            let is_first = head.id.is_none() && !head.has_messages;
            let siblings = match (turn.place, parent) {
                (Parent::End(_), Some(_)) => Siblings::only(),
                (Parent::End(_), None) if is_first => Siblings::only(),
                _ => Siblings::newest(connection, id, parent).await?,
            };
            (id, parent, model, parent.is_none() && head.title_source == "question", head.model_params, siblings)
        }
    };
    let (question, reply, now) = (MessageId::new(), MessageId::new(), now_ms());
    let title = needs_name.then(|| Title::from_question(asked));
    // One text: each statement for itself would be another way to the database's thread and back.
    sqlx::query(
        "insert into messages (id, conversation_id, parent_id, role, content, status, model, created_at, finished_at)
         values ($1, $2, $3, 'user', $4, 'complete', null, $5, $5),
                ($6, $2, $1, 'assistant', '', 'generating', $7, $5, null);
         update conversations set head_id = $6, model = $7, updated_at = $5, title = coalesce($8, title) where id = $2",
    )
    .bind(question)
    .bind(conversation)
    .bind(parent)
    .bind(asked)
    .bind(now)
    .bind(reply)
    .bind(model.as_str())
    .bind(title.as_ref().map(Title::as_str))
    .execute(&mut *connection)
    .await?;
    let mut question = MessageRow::question(question, conversation, asked, now);
    (question.parent_id, question.siblings) = (parent, siblings);
    let reply = MessageRow::reply(reply, &question, &model);
    if !turn.attachments.is_empty() {
        attachments::give(connection, user, &mut question, &turn.attachments, needs_name).await?;
    }
    Ok(StoredTurn { question, reply, model, needs_name, model_params })
}

impl Siblings {
    /// Of a message that stands alone.
    pub(super) fn only() -> Self {
        Self { position: 1, count: 1, previous: None, next: None }
    }

    /// Of a message that is about to be put after `parent`.
    async fn newest(
        connection: &mut SqliteConnection,
        conversation: ConversationId,
        parent: Option<MessageId>,
    ) -> sqlx::Result<Self> {
        sqlx::query_as(
            "select count(*) + 1 as position, count(*) + 1 as count, max(id) as previous, null as next
             from messages where conversation_id = $1 and parent_id is $2 and deleted_at is null",
        )
        .bind(conversation)
        .bind(parent)
        .fetch_one(connection)
        .await
    }
}

/// Stores another empty reply to a question.
///
/// # Errors
/// `NotFound` when the question is not theirs; `RepliesWaiting`.
pub(in crate::chat) async fn add_reply(
    connection: &mut SqliteConnection,
    user: UserId,
    conversation: ConversationId,
    question: MessageId,
    model: &ModelId,
) -> Result<MessageId> {
    head(connection, user, conversation).await?;
    check_is(connection, conversation, question, Role::User).await?;
    insert_reply(connection, conversation, question, model).await
}

/// Lets a reply that was cut short be written again from its end on.
///
/// # Errors
/// `NotContinuable` when it is whole, is being written, has no text or has been gone on from; `AccountFull`.
pub(in crate::chat) async fn reopen(connection: &mut SqliteConnection, user: UserId, id: MessageId) -> Result<()> {
    let reopened = sqlx::query(
        "update messages set status = 'generating', fault = null, finished_at = null
         where id = $1 and role = 'assistant' and status in ('stopped', 'interrupted', 'failed') and content <> ''
           and deleted_at is null
           and not exists (select 1 from messages as after where after.parent_id = $1 and after.deleted_at is null)
           and exists (select 1 from live_conversations where id = conversation_id and user_id = $2)",
    )
    .bind(id)
    .bind(user)
    .execute(&mut *connection)
    .await?;
    if reopened.rows_affected() == 0 {
        return Err(ValidationError::NotContinuable.into());
    }
    quota::check_room(connection, user).await
}

/// What a new message of a conversation depends on.
#[derive(FromRow)]
struct Head {
    /// The last message of the branch that is shown.
    #[sqlx(rename = "head_id")]
    id: Option<MessageId>,
    model: String,
    title_source: String,
    unfinished: i64,
    /// Whether anything was ever said in it.
    has_messages: bool,
    #[sqlx(flatten)]
    model_params: ModelParams,
}

/// The head of a conversation that can take another question.
async fn head(connection: &mut SqliteConnection, user: UserId, id: ConversationId) -> Result<Head> {
    let head: Head = sqlx::query_as(
        "select head_id, model, title_source, system_prompt, temperature, max_tokens,
             (select count(*) from messages where conversation_id = $1 and status = 'generating') as unfinished,
             exists (select 1 from messages where conversation_id = $1) as has_messages
         from live_conversations where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(connection)
    .await?;
    if head.unfinished >= UNFINISHED_MAX { Err(ValidationError::RepliesWaiting.into()) } else { Ok(head) }
}

async fn check_is(
    connection: &mut SqliteConnection,
    conversation: ConversationId,
    id: MessageId,
    role: Role,
) -> Result<()> {
    let is_there: bool = sqlx::query_scalar(
        "select exists (select 1 from messages
         where id = $1 and conversation_id = $2 and role = $3 and deleted_at is null)",
    )
    .bind(id)
    .bind(conversation)
    .bind(role)
    .fetch_one(connection)
    .await?;
    if is_there { Ok(()) } else { Err(AppError::NotFound) }
}

/// Stores an empty reply, which becomes the end of the branch that is shown.
async fn insert_reply(
    connection: &mut SqliteConnection,
    conversation: ConversationId,
    question: MessageId,
    model: &ModelId,
) -> Result<MessageId> {
    let id = MessageId::new();
    sqlx::query(
        "insert into messages (id, conversation_id, parent_id, role, content, status, model, created_at)
         values ($1, $2, $3, 'assistant', '', 'generating', $4, $5);
         update conversations set head_id = $1, model = $4, updated_at = $5 where id = $2",
    )
    .bind(id)
    .bind(conversation)
    .bind(question)
    .bind(model.as_str())
    .bind(now_ms())
    .execute(connection)
    .await?;
    Ok(id)
}
