//! Messages: reading a branch of them, and adding to it.

use super::{attachments, conversations};
use crate::{
    attachments::{
        model::AttachmentId,
        store::{Attached, attachments_of},
    },
    auth::model::UserId,
    chat::{
        model::{Author, ConversationId, MessageId, Question, Siblings},
        preferences::Preferences,
    },
    error::{AppError, Fault, Result},
    provider::model::{ModelId, ProviderFault, Usage},
    text::Title,
    time::now_ms,
    writing::{Status, WritingState},
};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// Replies that may be unfinished in one conversation: the one that is written, and those that wait for it.
const UNFINISHED_MAX: i64 = 6;

/// A message as it is stored, with where it stands.
#[derive(Debug, Clone, FromRow)]
pub(in crate::chat) struct MessageRow {
    pub(in crate::chat) id: MessageId,
    pub(in crate::chat) conversation_id: ConversationId,
    pub(in crate::chat) parent_id: Option<MessageId>,
    pub(in crate::chat) role: Author,
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
    pub(in crate::chat) attachments: Attached,
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
            role: Author::User,
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
            attachments: Attached::default(),
            siblings: Siblings::only(),
        }
    }

    pub(in crate::chat) fn state(&self) -> WritingState {
        WritingState {
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

/// Where a new question goes.
#[derive(Debug, Clone, Copy)]
pub(in crate::chat) enum Place {
    /// Into a new conversation.
    New,
    /// After the last message of the branch that is shown.
    End(ConversationId),
    /// After this answer, or at the very beginning: beside what stands there already.
    After(ConversationId, Option<MessageId>),
}

/// A question that is to be stored with the empty reply to it.
pub(in crate::chat) struct NewTurn {
    pub(in crate::chat) place: Place,
    pub(in crate::chat) question: Question,
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
    pub(in crate::chat) preferences: Preferences,
}

/// The text of `messages as m`, with what is stored of it while it is being written.
macro_rules! message_text {
    () => {
        "m.content || coalesce((select group_concat(text, '' order by number) from reply_parts where message_id = m.id), '')"
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

/// The last `limit` messages of the branch that ends with `last`, or with the conversation's head; oldest first.
pub(in crate::chat) async fn branch(
    db: &SqlitePool,
    user: UserId,
    id: ConversationId,
    last: Option<MessageId>,
    limit: u32,
) -> Result<Vec<MessageRow>> {
    Ok(sqlx::query_as(concat!(
        "with recursive branch (id, parent_id, depth) as (
             select messages.id, messages.parent_id, 0
             from messages join live_conversations as conversations on conversations.id = messages.conversation_id
             where conversations.id = $1 and conversations.user_id = $2
               and messages.id = coalesce($3, conversations.head_id)
             union all
             select messages.id, messages.parent_id, branch.depth + 1
             from messages join branch on messages.id = branch.parent_id
             limit $4
         )
         select ",
        message_columns!(),
        " from branch cross join messages as m on m.id = branch.id order by branch.depth desc"
    ))
    .bind(id)
    .bind(user)
    .bind(last)
    .bind(limit)
    .fetch_all(db)
    .await?)
}

/// A message as a model is told it, with how its conversation is to be answered.
#[derive(Debug, FromRow)]
pub(in crate::chat) struct Said {
    pub(in crate::chat) parent_id: Option<MessageId>,
    pub(in crate::chat) role: Author,
    pub(in crate::chat) content: String,
    #[sqlx(try_from = "String")]
    pub(in crate::chat) attachments: Attached,
    /// Only the last message has the system prompt.
    #[sqlx(flatten)]
    pub(in crate::chat) preferences: Preferences,
}

/// The last `limit` messages of the branch that ends with `last`, as a model is told them; oldest first.
pub(in crate::chat) async fn history(db: &SqlitePool, user: UserId, last: MessageId, limit: u32) -> Result<Vec<Said>> {
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
    let (conversation, parent, model, needs_name, preferences) = match turn.place {
        Place::New => {
            let model = choose(turn.model.clone())?;
            let title = Title::from_question(asked);
            let id =
                conversations::insert(connection, user, title.as_str(), "question", &model, &Preferences::default())
                    .await?;
            (id, None, model, true, Preferences::default())
        }
        Place::End(id) | Place::After(id, _) => {
            let head = head(connection, user, id).await?;
            let parent = match turn.place {
                Place::After(_, parent) => parent,
                _ => head.id,
            };
            if let (Place::After(..), Some(parent)) = (turn.place, parent) {
                check_is(connection, id, parent, Author::Assistant).await?;
            }
            let model = choose(turn.model.clone().or_else(|| head.model.parse().ok()))?;
            (id, parent, model, parent.is_none() && head.title_source == "question", head.preferences)
        }
    };
    // What follows the end of a conversation stands beside nothing.
    let siblings = match (turn.place, parent) {
        (Place::New, _) | (Place::End(_), Some(_)) => Siblings::only(),
        _ => Siblings::newest(connection, conversation, parent).await?,
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
    let reply = MessageRow {
        parent_id: Some(question),
        role: Author::Assistant,
        status: Status::Generating,
        model: Some(model.to_string()),
        ..MessageRow::new(reply, conversation, now)
    };
    let mut question = MessageRow {
        parent_id: parent,
        content: asked.to_owned(),
        finished_at: Some(now),
        siblings,
        ..MessageRow::new(question, conversation, now)
    };
    if !turn.attachments.is_empty() {
        attachments::give(connection, user, &mut question, &turn.attachments, needs_name).await?;
    }
    Ok(StoredTurn { question, reply, model, needs_name, preferences })
}

impl Siblings {
    /// Of a message that stands alone.
    fn only() -> Self {
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
    check_is(connection, conversation, question, Author::User).await?;
    insert_reply(connection, conversation, question, model).await
}

/// Lets a reply that was cut short be written again from its end on.
///
/// # Errors
/// `NotContinuable` when it is whole, is being written, has no text or has been gone on from.
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
    .execute(connection)
    .await?;
    if reopened.rows_affected() == 0 { Err(Fault::NotContinuable.into()) } else { Ok(()) }
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
    #[sqlx(flatten)]
    preferences: Preferences,
}

/// The head of a conversation that can take another question.
async fn head(connection: &mut SqliteConnection, user: UserId, id: ConversationId) -> Result<Head> {
    let head: Head = sqlx::query_as(
        "select head_id, model, title_source, system_prompt, temperature, max_tokens,
             (select count(*) from messages where conversation_id = $1 and status = 'generating') as unfinished
         from live_conversations where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(connection)
    .await?;
    if head.unfinished >= UNFINISHED_MAX { Err(Fault::RepliesWaiting.into()) } else { Ok(head) }
}

async fn check_is(
    connection: &mut SqliteConnection,
    conversation: ConversationId,
    id: MessageId,
    author: Author,
) -> Result<()> {
    let is_there: bool = sqlx::query_scalar(
        "select exists (select 1 from messages
         where id = $1 and conversation_id = $2 and role = $3 and deleted_at is null)",
    )
    .bind(id)
    .bind(conversation)
    .bind(author)
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
