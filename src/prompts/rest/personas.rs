//! `/api/v1/personas`.

use crate::{
    auth::CurrentUser,
    chat::{ModelParams, check_temperature, model::ConversationId},
    domain::{
        error::{AppError, Result},
        title::Title,
    },
    i18n::Language,
    prompts::{
        Prompts,
        error::PromptError,
        model::{NewPersona, Persona, PersonaId},
    },
    provider::model::ModelId,
    rest::{
        Idempotent, Items, Json, Problem, RawBody,
        deserialize::{double_option, double_option_integer, integer},
        idempotency::IdempotencyKeyHeader,
        with_name_field,
    },
};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A new persona.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "name": "교정자", "system_prompt": "맞춤법과 띄어쓰기만 고치세요.", "temperature": 0.2 })))]
pub struct CreatePersonaRequest {
    /// 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    name: String,
    /// What the model is told before all else, 16 KiB at most; not given: Supbot's own instructions.
    #[schema(max_length = 16384, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    system_prompt: Option<String>,
    /// Who answers; not given: the default.
    model: Option<ModelId>,
    /// How free the choice of words is; not given: as the model has it.
    #[schema(minimum = 0, maximum = 2)]
    temperature: Option<f64>,
    /// Most tokens of an answer; not given: as the model has it.
    #[serde(default, deserialize_with = "integer")]
    #[schema(minimum = 1, maximum = 1_000_000)]
    max_tokens: Option<u32>,
}

/// What is to be changed of a persona; what is not given stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "temperature": null, "max_tokens": 500 })))]
pub struct UpdatePersonaRequest {
    /// 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    name: Option<String>,
    /// What the model is told before all else; empty: Supbot's own instructions.
    #[schema(max_length = 16384, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    system_prompt: Option<String>,
    /// Who answers; null: the default.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<ModelId>, required = false)]
    model: Option<Option<ModelId>>,
    /// How free the choice of words is; null: as the model has it.
    #[serde(default, deserialize_with = "double_option")]
    #[schema(value_type = Option<f64>, minimum = 0, maximum = 2, required = false)]
    temperature: Option<Option<f64>>,
    /// Most tokens of an answer; null: as the model has it.
    #[serde(default, deserialize_with = "double_option_integer")]
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1_000_000, required = false)]
    max_tokens: Option<Option<u32>>,
}

/// A conversation that was begun.
#[derive(Debug, Serialize, ToSchema)]
#[schema(examples(json!({ "conversation_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071" })))]
pub struct CreatedConversation {
    /// Names it.
    conversation_id: ConversationId,
}

/// List one's personas.
///
/// Newest first.
#[utoipa::path(get, path = "/personas", responses((status = 200, description = "Every persona.", body = Items<Persona>)))]
pub async fn list_personas(State(prompts): State<Prompts>, user: CurrentUser) -> Result<Json<Items<Persona>>> {
    Ok(Json(Items { items: prompts.list_personas(user.id()).await? }))
}

/// Keep a persona.
#[utoipa::path(
    post,
    path = "/personas",
    params(IdempotencyKeyHeader),
    request_body = CreatePersonaRequest,
    responses(
        (status = 201, description = "The new persona.", body = Persona),
        (status = 409, description = "There are 50 already, or the `Idempotency-Key` is in use."),
    ),
)]
pub async fn create_persona(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    once: Idempotent<Json<CreatePersonaRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (prompts.clone(), user.id());
    let created = once.try_create(owner, move |Json(wish)| async move {
        let temperature = check_temperature(wish.temperature)?;
        let model_params = ModelParams::new(&wish.system_prompt.unwrap_or_default(), temperature, wish.max_tokens)?;
        let new = NewPersona { name: Title::parse(&wish.name)?, model: wish.model, model_params };
        Ok::<_, PromptError>((maker.create_persona(owner, new).await?, ()))
    });
    let created = created.await.map_err(with_name_field)?;
    let persona = prompts.get_persona(owner, created.id).await?;
    Ok(created.mark((StatusCode::CREATED, Json(persona))))
}

/// Read a persona.
#[utoipa::path(get, path = "/personas/{id}", responses((status = 200, description = "The persona.", body = Persona)))]
pub async fn get_persona(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Persona>> {
    Ok(Json(prompts.get_persona(user.id(), id.parse()?).await?))
}

/// Change a persona.
///
/// Conversations that were begun with it stay as they are.
#[utoipa::path(
    patch,
    path = "/personas/{id}",
    request_body = UpdatePersonaRequest,
    responses((status = 200, description = "The persona as it is now.", body = Persona)),
)]
pub async fn update_persona(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Path(id): Path<String>,
    Json(patch): Json<UpdatePersonaRequest>,
) -> Result<Json<Persona>, Problem> {
    let (owner, id) = (user.id(), id.parse::<PersonaId>()?);
    let before = prompts.get_persona(owner, id).await?;
    let temperature = match patch.temperature {
        Some(temperature) => check_temperature(temperature)?,
        None => before.temperature,
    };
    let system_prompt = patch.system_prompt.as_deref().unwrap_or(&before.system_prompt);
    let new = NewPersona {
        name: Title::parse(patch.name.as_deref().unwrap_or(&before.name)).map_err(with_name_field)?,
        model_params: ModelParams::new(system_prompt, temperature, patch.max_tokens.unwrap_or(before.max_tokens))?,
        model: patch.model.unwrap_or_else(|| before.model()),
    };
    prompts.replace_persona(owner, id, new).await?;
    Ok(Json(prompts.get_persona(owner, id).await?))
}

/// Delete a persona.
///
/// Conversations that were begun with it stay as they are.
#[utoipa::path(delete, path = "/personas/{id}", responses((status = 204, description = "It is gone.")))]
pub async fn delete_persona(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    prompts.delete_persona(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Begin a conversation with a persona.
///
/// It has no messages yet; its instructions, model and numbers are the persona's.
#[utoipa::path(
    post,
    path = "/personas/{id}/conversations",
    params(IdempotencyKeyHeader),
    responses((status = 201, description = "The new conversation.", body = CreatedConversation)),
)]
pub async fn start_persona(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    once: Idempotent<RawBody>,
) -> Result<Response, Problem> {
    let (maker, owner, id) = (prompts, user.id(), id.parse::<PersonaId>()?);
    let created = once.create(owner, move |RawBody(_)| async move {
        Ok::<_, AppError>((maker.start(owner, id, language.texts().new_chat).await?, ()))
    });
    let created = created.await?;
    let location = format!("/api/v1/conversations/{}", created.id);
    let json = Json(CreatedConversation { conversation_id: created.id });
    Ok(created.mark((StatusCode::CREATED, [(header::LOCATION, location)], json)))
}
