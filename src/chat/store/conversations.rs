//! Conversations without their messages.

use super::labels::set_labels;
use crate::{
    chat::{
        labels::LabelsPatch,
        list::{ListedConversation, Tags, View},
        model::{ConversationId, MessageId},
        model_params::{ModelParams, ModelParamsChange},
    },
    domain::{
        cursor::Cursor,
        error::{AppError, Result},
        id::UserId,
        page::Page,
        time::now_ms,
        title::Title,
    },
    provider::model::ModelId,
};
use sqlx::{FromRow, QueryBuilder, SqliteConnection, SqliteExecutor, SqlitePool};

/// Which conversations are listed.
#[derive(Debug, Default)]
pub(in crate::chat) struct Filter {
    /// Where they are kept.
    pub(in crate::chat) view: View,
    /// The folder that they are in; empty: any or none.
    pub(in crate::chat) folder: String,
    /// A tag that they have; empty: any or none.
    pub(in crate::chat) tag: String,
    /// Words that stand in the title; none: every conversation.
    pub(in crate::chat) words: String,
    /// This one alone, wherever it is kept but in the trash.
    pub(in crate::chat) only: Option<ConversationId>,
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
    pub(in crate::chat) model_params: ModelParams,
    pub(in crate::chat) created_at: i64,
    pub(in crate::chat) updated_at: i64,
    pub(in crate::chat) is_pinned: bool,
    pub(in crate::chat) is_archived: bool,
    pub(in crate::chat) folder: Option<String>,
    #[sqlx(try_from = "String")]
    pub(in crate::chat) tags: Tags,
}

impl ConversationRow {
    pub(in crate::chat) fn model(&self) -> Result<ModelId> {
        self.model.parse().map_err(|_| AppError::Internal)
    }
}

/// The tags of `conversations as c`, as JSON.
macro_rules! tags {
    () => {
        "(select json_group_array(tag order by tag) from conversation_tags where conversation_id = c.id) as tags"
    };
}

/// A page of the list: pinned ones first, then the newest; of the trash what was deleted last.
pub(in crate::chat) async fn list(db: &SqlitePool, user: UserId, filter: &Filter) -> Result<Page<ListedConversation>> {
    let Filter { view, folder, tag, words, only, cursor, limit } = filter;
    let (before, before_id) = Cursor::bounds(*cursor);
    let mut query = QueryBuilder::new(concat!(
        "select c.id, c.title, c.updated_at, c.pinned_at is not null as is_pinned,
             c.archived_at is not null as is_archived, c.folder, c.deleted_at, c.sorted_at, ",
        tags!(),
        " from conversations as c where c.user_id = "
    ));
    query.push_bind(user);
    // Each is the condition of an index, which is read in the order of the list.
    query.push(match (only, view) {
        (Some(_), _) => " and c.deleted_at is null",
        (_, View::Active) => " and c.archived_at is null and c.deleted_at is null",
        (_, View::Pinned) => {
            " and c.archived_at is null and c.deleted_at is null
              and c.pinned_at is not null and c.sorted_at >= 1000000000000000"
        }
        (_, View::Archived) => " and c.archived_at is not null and c.deleted_at is null",
        (_, View::Trash) => " and c.deleted_at is not null",
    });
    if let Some(only) = only {
        query.push(" and c.id = ").push_bind(only);
    }
    if !folder.is_empty() {
        query.push(" and c.folder = ").push_bind(folder);
    }
    if !tag.is_empty() {
        query.push(" and c.id in (select conversation_id from conversation_tags where tag = ").push_bind(tag).push(")");
    }
    if !words.trim().is_empty() {
        // As SQLite does: letters of ASCII alone.
        query.push(" and instr(lower(c.title), ").push_bind(words.trim().to_ascii_lowercase()).push(") > 0");
    }
    let (from, order) = match view {
        View::Trash => (" and (c.deleted_at, c.id) < (", ") order by c.deleted_at desc, c.id desc limit "),
        _ => (" and (c.sorted_at, c.id) < (", ") order by c.sorted_at desc, c.id desc limit "),
    };
    query.push(from).push_bind(before).push(", ").push_bind(before_id);
    query.push(order).push_bind(i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let items: Vec<ListedConversation> = query.build_query_as().fetch_all(db).await?;
    let at = |last: &ListedConversation| last.deleted_at.unwrap_or(last.sorted_at);
    Ok(Page::from_overfetch(items, *limit, |last| Cursor { at: at(last), id: last.id.uuid() }.to_string()))
}

/// The conversation without its messages.
pub(in crate::chat) async fn get(
    db: impl SqliteExecutor<'_>,
    user: UserId,
    id: ConversationId,
) -> Result<ConversationRow> {
    Ok(sqlx::query_as(concat!(
        "select c.id, c.title, c.model, c.head_id, c.system_prompt, c.temperature, c.max_tokens, c.created_at, c.updated_at,
             c.pinned_at is not null as is_pinned, c.archived_at is not null as is_archived, c.folder, ",
        tags!(),
        " from live_conversations as c where c.id = $1 and c.user_id = $2"
    ))
    .bind(id)
    .bind(user)
    .fetch_one(db)
    .await?)
}

/// A conversation without messages; one without a title is called `placeholder` until something is said in it.
pub(in crate::chat) async fn create(
    connection: &mut SqliteConnection,
    user: UserId,
    title: Option<&Title>,
    placeholder: &str,
    model: &ModelId,
    model_params: &ModelParams,
) -> Result<ConversationRow> {
    let (title, source) = title.map_or((placeholder, "question"), |title| (title.as_str(), "person"));
    insert(connection, user, title, source, model, model_params).await
}

/// A conversation without messages.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    user: UserId,
    title: &str,
    title_source: &str,
    model: &ModelId,
    model_params: &ModelParams,
) -> Result<ConversationRow> {
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
    .bind(&model_params.system_prompt)
    .bind(model_params.temperature)
    .bind(model_params.max_tokens)
    .execute(connection)
    .await?;
    Ok(ConversationRow {
        id,
        title: title.to_owned(),
        model: model.to_string(),
        head_id: None,
        model_params: model_params.clone(),
        created_at: now,
        updated_at: now,
        is_pinned: false,
        is_archived: false,
        folder: None,
        tags: Tags::default(),
    })
}

/// Stores what a person says of a conversation. A title that they left as it was is still the model's.
pub(in crate::chat) async fn update(
    db: &SqlitePool,
    user: UserId,
    id: ConversationId,
    change: &ModelParamsChange,
) -> Result<()> {
    let ModelParamsChange { title, model, system_prompt, temperature, max_tokens, labels } = change;
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let title = title.as_ref().map(Title::as_str);
    let updated = sqlx::query(
        "update conversations set
             title_source = iif(coalesce($1, title) = title, title_source, 'person'),
             title = coalesce($1, title), model = coalesce($2, model), system_prompt = coalesce($3, system_prompt),
             temperature = iif($4, $5, temperature), max_tokens = iif($6, $7, max_tokens)
         where id = $8 and user_id = $9 and deleted_at is null",
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
    .execute(&mut *transaction)
    .await?;
    if updated.rows_affected() == 0 {
        return Err(AppError::NotFound);
    }
    if *labels != LabelsPatch::default() {
        set_labels(&mut transaction, &[id], labels).await?;
    }
    Ok(transaction.commit().await?)
}

/// Sets a model's title, unless a person has named the conversation meanwhile.
pub(in crate::chat) async fn title_by_model(
    connection: &mut SqliteConnection,
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
    .execute(connection)
    .await?;
    Ok(())
}
