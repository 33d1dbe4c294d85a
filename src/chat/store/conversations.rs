//! Conversations without their messages.

use crate::{
    auth::model::UserId,
    chat::{
        model::{ConversationId, ConversationSummary, MessageId},
        preferences::{Change, Preferences},
    },
    cursor::Cursor,
    error::{AppError, Result},
    page::Page,
    provider::model::ModelId,
    text::Title,
    time::now_ms,
};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

/// Which conversations are listed.
#[derive(Debug, Default)]
pub(in crate::chat) struct Filter {
    /// Words that stand in the title; none: every conversation.
    pub(in crate::chat) words: String,
    /// Where the page begins.
    pub(in crate::chat) cursor: Option<Cursor>,
    /// Entries of a page.
    pub(in crate::chat) limit: usize,
}

/// A conversation as it is stored.
#[derive(Debug, Clone, FromRow)]
pub(in crate::chat) struct ConversationRow {
    pub(in crate::chat) id: ConversationId,
    pub(in crate::chat) title: String,
    model: String,
    pub(in crate::chat) head_id: Option<MessageId>,
    #[sqlx(flatten)]
    pub(in crate::chat) preferences: Preferences,
    pub(in crate::chat) created_at: i64,
    pub(in crate::chat) updated_at: i64,
}

impl ConversationRow {
    pub(in crate::chat) fn model(&self) -> Result<ModelId> {
        self.model.parse().map_err(|_| AppError::Internal)
    }
}

/// A page of the list, newest first.
pub(in crate::chat) async fn list(db: &SqlitePool, user: UserId, filter: &Filter) -> Result<Page<ConversationSummary>> {
    let (before, before_id) = Cursor::bounds(filter.cursor);
    let items: Vec<ConversationSummary> = sqlx::query_as(
        "select id, title, updated_at from conversations
         where user_id = $1 and (updated_at, id) < ($2, $3) and ($5 = '' or instr(lower(title), $5) > 0)
         order by updated_at desc, id desc limit $4",
    )
    .bind(user)
    .bind(before)
    .bind(before_id)
    .bind(i64::try_from(filter.limit + 1).unwrap_or(i64::MAX))
    // As SQLite does: letters of ASCII alone.
    .bind(filter.words.trim().to_ascii_lowercase())
    .fetch_all(db)
    .await?;
    Ok(Page::cut(items, filter.limit, |last| Cursor { at: last.updated_at, id: last.id.uuid() }.to_string()))
}

/// The conversation without its messages.
pub(in crate::chat) async fn get(
    db: impl SqliteExecutor<'_>,
    user: UserId,
    id: ConversationId,
) -> Result<ConversationRow> {
    Ok(sqlx::query_as(
        "select id, title, model, head_id, system_prompt, temperature, max_tokens, created_at, updated_at
         from conversations where id = $1 and user_id = $2",
    )
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?)
}

/// A conversation without messages; one without a title is called `placeholder` until something is said in it.
pub(in crate::chat) async fn create(
    db: &SqlitePool,
    user: UserId,
    title: Option<&Title>,
    placeholder: &str,
    model: &ModelId,
    preferences: &Preferences,
) -> Result<ConversationId> {
    let mut connection = db.acquire().await?;
    let (title, source) = title.map_or((placeholder, "question"), |title| (title.as_str(), "person"));
    insert(&mut connection, user, title, source, model, preferences).await
}

/// A conversation without messages.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    user: UserId,
    title: &str,
    title_source: &str,
    model: &ModelId,
    preferences: &Preferences,
) -> Result<ConversationId> {
    let (id, now) = (ConversationId::new(), now_ms());
    sqlx::query(
        "insert into conversations
             (id, user_id, title, title_source, model, created_at, updated_at, system_prompt, temperature, max_tokens)
         values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(user)
    .bind(title)
    .bind(title_source)
    .bind(model.as_str())
    .bind(now)
    .bind(&preferences.system_prompt)
    .bind(preferences.temperature)
    .bind(preferences.max_tokens)
    .execute(connection)
    .await?;
    Ok(id)
}

/// Stores what a person says of a conversation. A title that they left as it was is still the model's.
pub(in crate::chat) async fn update(db: &SqlitePool, user: UserId, id: ConversationId, change: &Change) -> Result<()> {
    let Change { title, model, system_prompt, temperature, max_tokens } = change;
    let title = title.as_ref().map(Title::as_str);
    let updated = sqlx::query(
        "update conversations set
             title_source = iif(coalesce($1, title) = title, title_source, 'person'),
             title = coalesce($1, title), model = coalesce($2, model), system_prompt = coalesce($3, system_prompt),
             temperature = iif($4, $5, temperature), max_tokens = iif($6, $7, max_tokens)
         where id = $8 and user_id = $9",
    )
    .bind(title)
    .bind(model.as_ref().map(ModelId::as_str))
    .bind(system_prompt)
    .bind(temperature.is_some())
    .bind(temperature.flatten())
    .bind(max_tokens.is_some())
    .bind(max_tokens.flatten())
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
