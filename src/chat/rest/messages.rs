//! How messages are read: `/api/v1/conversations/{id}/messages` and `/api/v1/messages`.

use crate::{
    attachments::model::Attachment,
    auth::CurrentUser,
    chat::{
        Chat,
        model::{ConversationId, MessageId, Role},
        store::MessageRow,
    },
    domain::{
        error::{AppError, Result},
        page::Page,
    },
    generation::model::Status,
    provider::model::{ModelId, ProviderFault, Usage},
    rest::{Json, Limit, Problem, Query, cursor_invalid},
};
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A message. Times are Unix milliseconds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Message, examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072",
    "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "parent_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6070",
    "role": "assistant",
    "content": "`slice::sort` 를 쓰세요.",
    "attachments": [],
    "status": "complete",
    "fault": null,
    "model": "openai/gpt-5-mini",
    "usage": { "prompt_tokens": 21, "completion_tokens": 9, "is_estimated": false },
    "created_at": 1_790_000_000_000_i64,
    "finished_at": 1_790_000_001_000_i64,
})))]
pub struct MessageJson {
    /// Names it.
    id: MessageId,
    /// Where it was said.
    conversation_id: ConversationId,
    /// The message before it; null for the first one.
    parent_id: Option<MessageId>,
    /// Who said it.
    role: Role,
    /// Its Markdown, so far.
    content: String,
    /// What goes with it.
    attachments: Vec<Attachment>,
    /// How far it is.
    status: Status,
    /// Why it failed, when it failed.
    fault: Option<ProviderFault>,
    /// Who wrote it; null for a person.
    model: Option<ModelId>,
    /// What it cost, when it has ended.
    usage: Option<Usage>,
    /// When it was asked for.
    created_at: i64,
    /// When it ended; null while it is being written.
    finished_at: Option<i64>,
}

/// Which messages are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MessageQuery {
    /// The `next_cursor` of the page before; not given: the newest ones.
    #[param(format = Uuid, example = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072")]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
}

impl From<MessageRow> for MessageJson {
    fn from(row: MessageRow) -> Self {
        let (state, model) = (row.state(), row.model());
        Self {
            id: row.id,
            conversation_id: row.conversation_id,
            parent_id: row.parent_id,
            role: row.role,
            content: row.content,
            attachments: row.attachments.0,
            status: state.status,
            fault: state.fault,
            model,
            usage: state.usage,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

/// List messages.
///
/// Those of the branch that is shown, the newest first.
#[utoipa::path(
    get,
    path = "/conversations/{id}/messages",
    params(MessageQuery),
    responses((status = 200, description = "A page of messages.", body = Page<MessageJson>)),
)]
pub async fn list_messages(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(MessageQuery { cursor, limit }): Query<MessageQuery>,
) -> Result<Json<Page<MessageJson>>, Problem> {
    let id: ConversationId = id.parse()?;
    let cursor = cursor.map(|cursor| cursor.parse().map_err(|_| cursor_invalid())).transpose()?;
    // The conversation itself comes first: whose cursor it is, is nobody's business.
    chat.get(user.id(), id).await?;
    let page = chat.list_messages(user.id(), id, cursor, u32::try_from(limit.get()).unwrap_or(u32::MAX)).await;
    let page = page.map_err(|error| match error {
        AppError::NotFound => cursor_invalid(),
        error => error.into(),
    })?;
    let items = page.items.into_iter().map(MessageJson::from).collect();
    Ok(Json(Page { items, next_cursor: page.next_cursor }))
}

/// Read a message.
///
/// While it is being written, with what is stored so far.
#[utoipa::path(get, path = "/messages/{id}", responses((status = 200, description = "The message.", body = MessageJson)))]
pub async fn get_message(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<MessageJson>> {
    Ok(Json(chat.get_row(user.id(), id.parse()?).await?.into()))
}
