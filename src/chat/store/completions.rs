//! What programs bring with them: conversations that were held elsewhere, and what answers cost that are in none.

use super::conversations;
use crate::{
    chat::{
        model::{ConversationId, MessageId, Role},
        model_params::ModelParams,
    },
    domain::{error::Result, id::UserId, time::now_ms, title::Title},
    provider::model::{ModelId, Usage},
};
use serde::Serialize;
use sqlx::{FromRow, SqliteConnection, SqlitePool};
use utoipa::ToSchema;

/// A conversation that was held elsewhere.
pub(in crate::chat) struct NewTranscript {
    pub(in crate::chat) title: Title,
    pub(in crate::chat) model: ModelId,
    pub(in crate::chat) model_params: ModelParams,
    /// By turns.
    pub(in crate::chat) said: Vec<(Role, String)>,
}

/// What the answers of one model cost.
#[derive(Debug, Serialize, FromRow, ToSchema)]
#[schema(examples(json!({ "model": "openai/gpt-5-mini", "answers": 12, "prompt_tokens": 4200, "completion_tokens": 1900 })))]
pub struct ModelUsage {
    /// Who wrote them.
    #[schema(value_type = ModelId)]
    model: String,
    /// How many there are.
    answers: i64,
    /// Tokens that were read.
    prompt_tokens: i64,
    /// Tokens that were written.
    completion_tokens: i64,
}

/// Stores it as a conversation.
pub(in crate::chat) async fn add_transcript(
    connection: &mut SqliteConnection,
    user: UserId,
    transcript: &NewTranscript,
) -> Result<ConversationId> {
    let NewTranscript { title, model, model_params, said } = transcript;
    let conversation = conversations::insert(connection, user, title.as_str(), "question", model, model_params).await?;
    let id = conversation.id;
    let (mut head, now) = (None::<MessageId>, now_ms());
    for (role, text) in said {
        let message = MessageId::new();
        let by = (*role == Role::Assistant).then_some(model.as_str());
        sqlx::query(
            "insert into messages (id, conversation_id, parent_id, role, content, status, model, created_at, finished_at)
             values ($1, $2, $3, $4, $5, 'complete', $6, $7, $7)",
        )
        .bind(message)
        .bind(id)
        .bind(head)
        .bind(role)
        .bind(text)
        .bind(by)
        .bind(now)
        .execute(&mut *connection)
        .await?;
        head = Some(message);
    }
    sqlx::query("update conversations set head_id = $1 where id = $2").bind(head).bind(id).execute(connection).await?;
    Ok(id)
}

/// Remembers what an answer cost that is in no conversation.
pub(in crate::chat) async fn add_completion(
    db: &SqlitePool,
    user: UserId,
    model: &ModelId,
    usage: Usage,
) -> Result<()> {
    sqlx::query(
        "insert into completions
             (id, user_id, model, prompt_tokens, completion_tokens, usage_is_estimated, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(MessageId::new())
    .bind(user)
    .bind(model.as_str())
    .bind(usage.prompt_tokens)
    .bind(usage.completion_tokens)
    .bind(usage.is_estimated)
    .bind(now_ms())
    .execute(db)
    .await?;
    Ok(())
}

/// What the answers of an account cost, those that are in conversations and those that are not, by model.
pub(in crate::chat) async fn usage(db: &SqlitePool, user: UserId) -> Result<Vec<ModelUsage>> {
    Ok(sqlx::query_as(
        "with answers (model, prompt_tokens, completion_tokens) as (
             select m.model, m.prompt_tokens, m.completion_tokens
             from conversations as c join messages as m on m.conversation_id = c.id
             where c.user_id = $1 and m.model is not null and m.prompt_tokens is not null
             union all
             select model, prompt_tokens, completion_tokens from completions where user_id = $1
         )
         select model, count(*) as answers, sum(prompt_tokens) as prompt_tokens, sum(completion_tokens) as completion_tokens
         from answers group by model order by model",
    )
    .bind(user)
    .fetch_all(db)
    .await?)
}
