//! How conversations are made, read and changed: `/api/v1/conversations`.

use super::labels::labels_patch;
use crate::{
    auth::CurrentUser,
    chat::{
        Chat,
        labels::Tag,
        list::Tags,
        model::{ConversationId, MessageId},
        model_params::{ModelParams, ModelParamsChange, check_temperature},
        store::ConversationRow,
    },
    domain::{
        error::{AppError, Result},
        title::Title,
    },
    i18n::Language,
    provider::model::ModelId,
    rest::{
        Idempotent, Json, Problem,
        deserialize::{double_option, double_option_integer, integer},
        idempotency::IdempotencyKeyHeader,
    },
};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A new conversation.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "title": "Rust 공부", "system_prompt": "짧게 답하세요." })))]
pub struct CreateConversationRequest {
    /// 1 to 200 characters; not given: it is named after what is said in it.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    title: Option<String>,
    /// Who answers; not given: the default.
    model: Option<ModelId>,
    /// What the model is told before all else, 16 KiB at most; not given: Supbot's own instructions.
    #[schema(max_length = 16384, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    system_prompt: Option<String>,
    /// How free the choice of words is; not given: as the model has it.
    #[schema(minimum = 0, maximum = 2)]
    temperature: Option<f64>,
    /// Most tokens of an answer; not given: as the model has it.
    #[serde(default, deserialize_with = "integer")]
    #[schema(minimum = 1, maximum = 1_000_000)]
    max_tokens: Option<u32>,
}

/// What is to be changed of a conversation; what is not given stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "title": "Rust, 2주 차", "temperature": null, "pinned": true, "folder": "공부", "tags": ["rust"] })))]
pub struct UpdateConversationRequest {
    /// 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    title: Option<String>,
    /// Who answers from now on.
    model: Option<ModelId>,
    /// What the model is told before all else; empty: Supbot's own instructions.
    #[schema(max_length = 16384, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    system_prompt: Option<String>,
    /// How free the choice of words is; null: as the model has it.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 2, required = false)]
    temperature: Option<Option<f64>>,
    /// Most tokens of an answer; null: as the model has it.
    #[serde(default, deserialize_with = "double_option_integer")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1_000_000, required = false)]
    max_tokens: Option<Option<u32>>,
    /// Whether it stands before all others.
    pinned: Option<bool>,
    /// Whether it is out of the way: in no list but that of the archive.
    archived: Option<bool>,
    /// The folder that it is in, 1 to 60 characters; null: none.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<String>, max_length = 60, pattern = r"[^\s\x00-\x1F\x7F-\x9F]", required = false)]
    folder: Option<Option<String>>,
    /// All of its tags, 1 to 30 characters each and each once.
    #[schema(value_type = Option<std::collections::BTreeSet<Tag>>, max_items = 20)]
    tags: Option<Vec<String>>,
}

/// A conversation without its messages. Times are Unix milliseconds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071",
    "title": "Rust 공부",
    "model": "local/qwen2.5-coder-1.5b-instruct",
    "system_prompt": "짧게 답하세요.",
    "temperature": null,
    "max_tokens": null,
    "head_id": null,
    "created_at": 1_790_000_000_000_i64,
    "updated_at": 1_790_000_000_000_i64,
    "is_pinned": false,
    "is_archived": false,
    "folder": null,
    "tags": ["rust"],
})))]
#[schema(as = Conversation)]
pub struct ConversationJson {
    /// Names it.
    id: ConversationId,
    /// 1 to 200 characters.
    title: String,
    /// Who answers when a message names nobody else.
    model: ModelId,
    /// What the model is told before all else; empty: Supbot's own instructions.
    system_prompt: String,
    /// How free the choice of words is.
    temperature: Option<f32>,
    /// Most tokens of an answer.
    max_tokens: Option<u32>,
    /// The last message of the branch that is shown; null while nothing has been said.
    head_id: Option<MessageId>,
    /// When it was made.
    created_at: i64,
    /// When the last message was added.
    updated_at: i64,
    /// Whether it stands before all others.
    is_pinned: bool,
    /// Whether it is archived.
    is_archived: bool,
    /// The folder that it is in; null: none.
    folder: Option<String>,
    /// Its tags, by name.
    #[schema(value_type = Vec<String>)]
    tags: Tags,
}

impl TryFrom<ConversationRow> for ConversationJson {
    type Error = AppError;

    fn try_from(row: ConversationRow) -> Result<Self> {
        let model = row.model()?;
        let ConversationRow { id, title, head_id, model_params, created_at, updated_at, .. } = row;
        let ConversationRow { is_pinned, is_archived, folder, tags, .. } = row;
        let ModelParams { system_prompt, temperature, max_tokens } = model_params;
        Ok(Self {
            id,
            title,
            model,
            system_prompt,
            temperature,
            max_tokens,
            head_id,
            created_at,
            updated_at,
            is_pinned,
            is_archived,
            folder,
            tags,
        })
    }
}

/// Make a conversation.
///
/// It has no messages yet.
#[utoipa::path(
    post,
    path = "/conversations",
    params(IdempotencyKeyHeader),
    request_body = CreateConversationRequest,
    responses((status = 201, description = "The new conversation.", body = ConversationJson)),
)]
pub async fn create_conversation(
    State(chat): State<Chat>,
    user: CurrentUser,
    language: Language,
    once: Idempotent<Json<CreateConversationRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (chat.clone(), user.id());
    let created = once.create(owner, move |Json(new)| async move {
        let title = new.title.as_deref().map(Title::parse).transpose()?;
        let temperature = check_temperature(new.temperature)?;
        let model_params = ModelParams::new(&new.system_prompt.unwrap_or_default(), temperature, new.max_tokens)?;
        let conversation = maker.create_row(owner, title, new.model, model_params, language.texts().new_chat).await?;
        Ok((conversation.id, Some(conversation)))
    });
    let mut created = created.await?;
    let conversation = match created.now.as_mut().and_then(Option::take) {
        Some(conversation) => conversation,
        None => chat.get(owner, created.id).await?,
    };
    let json = ConversationJson::try_from(conversation)?;
    let location = format!("/api/v1/conversations/{}", created.id);
    Ok(created.mark((StatusCode::CREATED, [(header::LOCATION, location)], Json(json))))
}

/// Read a conversation.
///
/// Its messages are read by `/conversations/{id}/messages`.
#[utoipa::path(
    get,
    path = "/conversations/{id}",
    responses((status = 200, description = "The conversation.", body = ConversationJson)),
)]
pub async fn get_conversation(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<ConversationJson>> {
    Ok(Json(chat.get(user.id(), id.parse()?).await?.try_into()?))
}

/// Change a conversation.
#[utoipa::path(
    patch,
    path = "/conversations/{id}",
    responses((status = 200, description = "The conversation as it is now.", body = ConversationJson)),
)]
pub async fn update_conversation(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
    Json(change): Json<UpdateConversationRequest>,
) -> Result<Json<ConversationJson>, Problem> {
    let id = id.parse()?;
    let labels = labels_patch(change.pinned, change.archived, change.folder, change.tags.as_deref())?;
    let change = ModelParamsChange {
        title: change.title.as_deref().map(Title::parse).transpose()?,
        model: change.model,
        system_prompt: change.system_prompt,
        temperature: change.temperature.map(check_temperature).transpose()?,
        max_tokens: change.max_tokens,
        labels,
    };
    chat.update(user.id(), id, change).await?;
    Ok(Json(chat.get(user.id(), id).await?.try_into()?))
}
