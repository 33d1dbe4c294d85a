//! Messages as they are stored: reading a branch of them.

use crate::{
    attachments::store::{AttachmentList, attachments_of},
    chat::{
        model::{ConversationId, MessageId, Role, Siblings},
        model_params::ModelParams,
    },
    domain::{error::Result, id::UserId},
    generation::model::{GenerationState, Status},
    provider::model::{ModelId, ProviderFault, Usage},
};
use sqlx::{FromRow, SqlitePool};

/// A message as it is stored, with where it stands.
#[derive(Debug, Clone, FromRow)]
pub(in crate::chat) struct MessageRow {
    pub(in crate::chat) id: MessageId,
    pub(in crate::chat) conversation_id: ConversationId,
    pub(in crate::chat) parent_id: Option<MessageId>,
    pub(in crate::chat) role: Role,
    pub(in crate::chat) content: String,
    status: Status,
    fault: Option<String>,
    model: Option<String>,
    prompt_tokens: Option<i64>,
    completion_tokens: Option<i64>,
    usage_is_estimated: bool,
    omitted: u32,
    /// Whether its length limit cut it.
    pub(in crate::chat) is_limit_reached: bool,
    pub(in crate::chat) created_at: i64,
    pub(in crate::chat) finished_at: Option<i64>,
    #[sqlx(try_from = "String")]
    pub(in crate::chat) attachments: AttachmentList,
    #[sqlx(flatten)]
    pub(in crate::chat) siblings: Siblings,
}

impl MessageRow {
    /// A person's empty message, stored just now: what other messages differ in is set after it.
    fn new(id: MessageId, conversation_id: ConversationId, created_at: i64) -> Self {
        Self {
            id,
            conversation_id,
            parent_id: None,
            role: Role::User,
            content: String::new(),
            status: Status::Complete,
            fault: None,
            model: None,
            prompt_tokens: None,
            completion_tokens: None,
            usage_is_estimated: false,
            omitted: 0,
            is_limit_reached: false,
            created_at,
            finished_at: None,
            attachments: AttachmentList::default(),
            siblings: Siblings::only(),
        }
    }

    /// A question that was stored just now.
    pub(super) fn question(id: MessageId, conversation: ConversationId, text: &str, now: i64) -> Self {
        Self { content: text.to_owned(), finished_at: Some(now), ..Self::new(id, conversation, now) }
    }

    /// The empty reply to `question`, stored with it.
    pub(super) fn reply(id: MessageId, question: &Self, model: &ModelId) -> Self {
        Self {
            parent_id: Some(question.id),
            role: Role::Assistant,
            status: Status::Generating,
            model: Some(model.to_string()),
            ..Self::new(id, question.conversation_id, question.created_at)
        }
    }

    pub(in crate::chat) fn state(&self) -> GenerationState {
        GenerationState {
            status: self.status,
            fault: self.fault.as_deref().and_then(|code| code.parse::<ProviderFault>().ok()),
            usage: self.prompt_tokens.zip(self.completion_tokens).map(|(prompt_tokens, completion_tokens)| Usage {
                prompt_tokens,
                completion_tokens,
                is_estimated: self.usage_is_estimated,
            }),
            omitted: self.omitted,
        }
    }

    pub(in crate::chat) fn model(&self) -> Option<ModelId> {
        self.model.as_deref().and_then(|model| model.parse().ok())
    }
}

/// The text of `messages as m`, with what is stored of it while it is being written.
macro_rules! message_text {
    () => {
        concat!("m.content || ", crate::generation::store::text_in_log!("m.id"))
    };
}
pub(super) use message_text;

/// Columns of a [`MessageRow`] from `messages as m`.
macro_rules! message_columns {
    () => {
        concat!("m.id, m.conversation_id, m.parent_id, m.role, m.status, m.fault, m.model, m.prompt_tokens, m.completion_tokens,
         m.usage_is_estimated, m.omitted, m.is_limit_reached, m.created_at, m.finished_at,
        ", message_text!(), " as content, ", attachments_of!("m.id"), " as attachments,
         (select count(*) from messages as s where s.conversation_id = m.conversation_id
             and s.parent_id is m.parent_id and s.deleted_at is null and s.id <= m.id) as position,
         (select count(*) from messages as s where s.conversation_id = m.conversation_id
             and s.parent_id is m.parent_id and s.deleted_at is null) as count,
         (select max(s.id) from messages as s where s.conversation_id = m.conversation_id
             and s.parent_id is m.parent_id and s.deleted_at is null and s.id < m.id) as previous,
         (select min(s.id) from messages as s where s.conversation_id = m.conversation_id
             and s.parent_id is m.parent_id and s.deleted_at is null and s.id > m.id) as next")
    };
}

/// How much of a branch is read at once.
#[derive(Debug, Clone, Copy)]
pub(in crate::chat) struct Limits {
    pub(in crate::chat) messages: u32,
    /// Bytes of stored text after which no further message is read, but for the one before the last: an answer comes with
    /// its question.
    pub(in crate::chat) bytes: u32,
}

impl Limits {
    /// The whole branch.
    pub(in crate::chat) const NONE: Self = Self { messages: u32::MAX, bytes: u32::MAX };
}

/// The last messages of the branch that ends with `last`, or with the conversation's head; oldest first.
pub(in crate::chat) async fn branch(
    db: &SqlitePool,
    user: UserId,
    id: ConversationId,
    last: Option<MessageId>,
    limits: Limits,
) -> Result<Vec<MessageRow>> {
    Ok(sqlx::query_as(concat!(
        "with recursive branch (id, parent_id, depth, bytes) as (
             select messages.id, messages.parent_id, 0, octet_length(messages.content)
             from messages join live_conversations as conversations on conversations.id = messages.conversation_id
             where conversations.id = $1 and conversations.user_id = $2
               and messages.id = coalesce($3, conversations.head_id)
             union all
             select messages.id, messages.parent_id, branch.depth + 1, branch.bytes + octet_length(messages.content)
             from messages join branch on messages.id = branch.parent_id
             where branch.bytes < $5 or branch.depth = 0
             limit $4
         )
         select ",
        message_columns!(),
        " from branch cross join messages as m on m.id = branch.id order by branch.depth desc"
    ))
    .bind(id)
    .bind(user)
    .bind(last)
    .bind(limits.messages)
    .bind(limits.bytes)
    .fetch_all(db)
    .await?)
}

/// A message as a model is told it, with how its conversation is to be answered.
#[derive(Debug, FromRow)]
pub(in crate::chat) struct HistoryMessage {
    pub(in crate::chat) parent_id: Option<MessageId>,
    pub(in crate::chat) role: Role,
    pub(in crate::chat) content: String,
    #[sqlx(try_from = "String")]
    pub(in crate::chat) attachments: AttachmentList,
    /// Only the last message has the system prompt.
    #[sqlx(flatten)]
    pub(in crate::chat) model_params: ModelParams,
}

/// The last `limit` messages of the branch that ends with `last`, as a model is told them; oldest first.
pub(in crate::chat) async fn history(
    db: &SqlitePool,
    user: UserId,
    last: MessageId,
    limit: u32,
) -> Result<Vec<HistoryMessage>> {
    Ok(sqlx::query_as(concat!(
        "with recursive branch (id, parent_id, depth) as (
             select messages.id, messages.parent_id, 0
             from messages join live_conversations as conversations on conversations.id = messages.conversation_id
             where messages.id = $1 and conversations.user_id = $2
             union all
             select messages.id, messages.parent_id, branch.depth + 1
             from messages join branch on messages.id = branch.parent_id
             limit $3
         )
         select m.parent_id, m.role, ",
        message_text!(),
        " as content, ",
        attachments_of!("m.id"),
        " as attachments, iif(branch.depth = 0, c.system_prompt, '') as system_prompt, c.temperature, c.max_tokens
         from branch cross join messages as m on m.id = branch.id join conversations as c on c.id = m.conversation_id
         order by branch.depth desc"
    ))
    .bind(last)
    .bind(user)
    .bind(limit)
    .fetch_all(db)
    .await?)
}

/// How many messages a branch has that ends with `last`.
pub(in crate::chat) async fn depth(db: &SqlitePool, user: UserId, last: MessageId) -> Result<u32> {
    Ok(sqlx::query_scalar(
        "with recursive branch (id) as (
             select messages.parent_id from messages join live_conversations as conversations on conversations.id = messages.conversation_id
             where messages.id = $1 and conversations.user_id = $2
             union all
             select messages.parent_id from messages join branch on messages.id = branch.id
         )
         select count(*) from branch",
    )
    .bind(last)
    .bind(user)
    .fetch_one(db)
    .await?)
}

/// One message.
pub(in crate::chat) async fn message(db: &SqlitePool, user: UserId, id: MessageId) -> Result<MessageRow> {
    Ok(sqlx::query_as(concat!(
        "select ",
        message_columns!(),
        " from messages as m join live_conversations as conversations on conversations.id = m.conversation_id
         where m.id = $1 and conversations.user_id = $2"
    ))
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?)
}
