//! Conversations without their messages.

use crate::{
    auth::model::UserId,
    chat::model::{Conversation, ConversationId, ConversationSummary, MessageId, Preferences},
    error::{AppError, Result},
    page::Page,
    provider::model::ModelId,
    text::Title,
    time::now_ms,
};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// Entries in one page of the list.
const PAGE_LENGTH: usize = 40;

#[derive(FromRow)]
struct ConversationRow {
    title: String,
    model: String,
    head_id: Option<MessageId>,
    #[sqlx(flatten)]
    preferences: Preferences,
}

/// A page of the list, newest first.
pub(in crate::chat) async fn list(
    db: &SqlitePool,
    user: UserId,
    cursor: Option<&str>,
) -> Result<Page<ConversationSummary>> {
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
pub(in crate::chat) async fn get(db: &SqlitePool, user: UserId, id: ConversationId) -> Result<Conversation> {
    let row: ConversationRow =
        sqlx::query_as("select title, model, head_id, system_prompt, temperature, max_tokens from conversations where id = $1 and user_id = $2")
            .bind(id)
            .bind(user)
            .fetch_one(db)
            .await?;
    let model = row.model.parse().map_err(|_| AppError::Internal)?;
    let ConversationRow { title, head_id: head, preferences, .. } = row;
    Ok(Conversation { id, title, model, preferences: preferences.into(), head, messages: Vec::new(), older: None })
}

/// A conversation without messages; one without a title is called `placeholder` until something is said in it.
pub(in crate::chat) async fn create(
    db: &SqlitePool,
    user: UserId,
    title: Option<&Title>,
    placeholder: &str,
    model: &ModelId,
) -> Result<ConversationId> {
    let mut connection = db.acquire().await?;
    let (title, source) = title.map_or((placeholder, "question"), |title| (title.as_str(), "person"));
    insert(&mut connection, user, title, source, model).await
}

/// A conversation without messages.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    user: UserId,
    title: &str,
    title_source: &str,
    model: &ModelId,
) -> Result<ConversationId> {
    let (id, now) = (ConversationId::new(), now_ms());
    sqlx::query(
        "insert into conversations (id, user_id, title, title_source, model, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)",
    )
    .bind(id)
    .bind(user)
    .bind(title)
    .bind(title_source)
    .bind(model.as_str())
    .bind(now)
    .execute(connection)
    .await?;
    Ok(id)
}

/// Stores what a person says of a conversation. A title that they left as it was is still the model's.
pub(in crate::chat) async fn update(
    db: &SqlitePool,
    user: UserId,
    id: ConversationId,
    title: &Title,
    preferences: &Preferences,
) -> Result<()> {
    let updated = sqlx::query(
        "update conversations set
             title_source = case title when $1 then title_source else 'person' end,
             title = $1, system_prompt = $2, temperature = $3, max_tokens = $4
         where id = $5 and user_id = $6",
    )
    .bind(title.as_str())
    .bind(&preferences.system_prompt)
    .bind(preferences.temperature)
    .bind(preferences.max_tokens)
    .bind(id)
    .bind(user)
    .execute(db)
    .await?;
    if updated.rows_affected() == 0 { Err(AppError::NotFound) } else { Ok(()) }
}

/// Sets a model's title, unless a person has named the conversation meanwhile.
pub(in crate::chat) async fn title_by_model(
    db: &SqlitePool,
    user: UserId,
    id: ConversationId,
    title: &Title,
) -> Result<()> {
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
pub(in crate::chat) async fn delete(db: &SqlitePool, user: UserId, id: ConversationId) -> Result<Vec<MessageId>> {
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
