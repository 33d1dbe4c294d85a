//! Conversations with all their branches: read as a whole, and stored as they were elsewhere.

use super::messages::MessageRow;
use crate::{
    attachments::store::attachments_of,
    chat::{
        export_record::{ConversationExport, MessageExport},
        model::{ConversationId, MessageId},
        model_params::ModelParams,
    },
    domain::{error::Result, id::UserId, title::Title},
    provider::model::ModelId,
};
use sqlx::{SqliteConnection, SqlitePool};

/// The ids of a person's conversations after another one, the oldest first. What is in the trash is not among them.
pub(in crate::chat) async fn ids_after(
    db: &SqlitePool,
    user: UserId,
    after: Option<ConversationId>,
    limit: u32,
) -> Result<Vec<ConversationId>> {
    Ok(sqlx::query_scalar(
        "select id from live_conversations where user_id = $1 and ($2 is null or id > $2) order by id limit $3",
    )
    .bind(user)
    .bind(after)
    .bind(limit)
    .fetch_all(db)
    .await?)
}

/// Every message of a conversation, by age, without what was deleted.
pub(in crate::chat) async fn all_messages(
    db: &SqlitePool,
    user: UserId,
    id: ConversationId,
) -> Result<Vec<MessageExport>> {
    let rows: Vec<MessageRow> = sqlx::query_as(concat!(
        "select m.id, m.conversation_id, m.parent_id, m.role, m.status, m.fault, m.model, m.prompt_tokens,
             m.completion_tokens, m.usage_is_estimated, m.omitted, m.is_limit_reached, m.created_at, m.finished_at, ",
        super::messages::message_text!(),
        " as content, ",
        attachments_of!("m.id"),
        " as attachments, 1 as position, 1 as count, null as previous, null as next
         from messages as m join conversations as c on c.id = m.conversation_id
         where c.id = $1 and c.user_id = $2 and m.deleted_at is null order by m.id"
    ))
    .bind(id)
    .bind(user)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(MessageExport::from).collect())
}

impl From<MessageRow> for MessageExport {
    fn from(row: MessageRow) -> Self {
        let (state, model) = (row.state(), row.model());
        Self {
            id: row.id,
            parent_id: row.parent_id,
            role: row.role,
            content: row.content,
            attachments: row.attachments.0,
            status: state.status,
            fault: state.fault,
            model,
            usage: state.usage,
            omitted: state.omitted,
            is_limit_reached: row.is_limit_reached,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

/// Stores a conversation with its messages as they are.
pub(in crate::chat) async fn insert_record(
    connection: &mut SqliteConnection,
    user: UserId,
    whole: &ConversationExport,
    title: &Title,
    model: &ModelId,
    model_params: &ModelParams,
) -> Result<()> {
    sqlx::query(
        "insert into conversations
             (id, user_id, title, title_source, model, head_id, created_at, updated_at, system_prompt, temperature, max_tokens)
         values ($1, $2, $3, 'person', $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(whole.id)
    .bind(user)
    .bind(title.as_str())
    .bind(model.as_str())
    .bind(whole.head_id)
    .bind(whole.created_at)
    .bind(whole.updated_at)
    .bind(&model_params.system_prompt)
    .bind(model_params.temperature)
    .bind(model_params.max_tokens)
    .execute(&mut *connection)
    .await?;
    for message in &whole.messages {
        add_message(connection, whole.id, message).await?;
    }
    Ok(())
}

async fn add_message(
    connection: &mut SqliteConnection,
    conversation: ConversationId,
    message: &MessageExport,
) -> Result<()> {
    let parent: Option<MessageId> = message.parent_id;
    sqlx::query(
        "insert into messages
             (id, conversation_id, parent_id, role, content, status, fault, model, omitted, is_limit_reached, created_at,
              finished_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(message.id)
    .bind(conversation)
    .bind(parent)
    .bind(message.role)
    .bind(&message.content)
    .bind(message.status)
    .bind(message.fault.map(|fault| fault.as_str()))
    .bind(message.model.as_ref().map(ModelId::as_str))
    .bind(message.omitted)
    .bind(message.is_limit_reached)
    .bind(message.created_at)
    .bind(message.finished_at)
    .execute(connection)
    .await?;
    Ok(())
}
