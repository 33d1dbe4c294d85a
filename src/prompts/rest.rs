//! `/api/v1/prompts` and `/api/v1/personas`.

mod personas;

pub use personas::*;

use super::{
    Prompts,
    error::PromptError,
    model::{Body, Command, NewPrompt, Prompt, PromptChange, PromptId},
    template::Variable,
};
use crate::{
    auth::CurrentUser,
    domain::{error::Result, page::Page, title::Title},
    rest::{Idempotent, Json, Limit, Problem, Query, idempotency::IdempotencyKeyHeader, read_cursor, with_name_field},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// A prompt. Times are Unix milliseconds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Prompt, examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6077",
    "name": "회의 요약",
    "command": "요약",
    "body": "다음 회의를 {{분량:choice:세 줄|한 문단}}로 요약해 줘.\n\n{{회의}}",
    "variables": [
        { "name": "분량", "kind": "choice", "choices": ["세 줄", "한 문단"], "default": "세 줄" },
        { "name": "회의", "kind": "text", "choices": [], "default": null },
    ],
    "created_at": 1_790_000_000_000_i64,
    "updated_at": 1_790_000_000_000_i64,
})))]
pub struct PromptJson {
    /// Names it.
    id: PromptId,
    /// 1 to 200 characters.
    name: String,
    /// What is typed after `/` to use it.
    command: String,
    /// Its text, with its blanks.
    body: String,
    /// Its blanks, in order.
    variables: Vec<Variable>,
    /// When it was made.
    created_at: i64,
    /// When it was changed last.
    updated_at: i64,
}

/// A prompt as a list has it. Times are Unix milliseconds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6077",
    "name": "회의 요약",
    "command": "요약",
    "beginning": "다음 회의를 세 줄로 요약해 줘.",
    "variables": [{ "name": "회의", "kind": "text", "choices": [], "default": null }],
    "created_at": 1_790_000_000_000_i64,
    "updated_at": 1_790_000_000_000_i64,
})))]
pub struct PromptSummary {
    /// Names it.
    id: PromptId,
    /// 1 to 200 characters.
    name: String,
    /// What is typed after `/` to use it.
    command: String,
    /// How its text begins, on one line.
    beginning: String,
    /// Its blanks, in order.
    variables: Vec<Variable>,
    /// When it was made.
    created_at: i64,
    /// When it was changed last.
    updated_at: i64,
}

impl From<Prompt> for PromptJson {
    fn from(prompt: Prompt) -> Self {
        let variables = prompt.variables();
        let Prompt { id, name, command, body, created_at, updated_at } = prompt;
        Self { id, name, command, body, variables, created_at, updated_at }
    }
}

impl From<Prompt> for PromptSummary {
    fn from(prompt: Prompt) -> Self {
        let (variables, beginning) = (prompt.variables(), prompt.beginning());
        let Prompt { id, name, command, created_at, updated_at, .. } = prompt;
        Self { id, name, command, beginning, variables, created_at, updated_at }
    }
}

/// A new prompt.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "name": "번역", "command": "translate", "body": "Translate into {{language=English}}:\n\n{{text}}" })))]
pub struct CreatePromptRequest {
    /// 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    name: String,
    /// What is typed after `/` to use it: 1 to 32 letters, digits, `-` and `_`. Kept in lower case; each is one prompt's.
    #[schema(min_length = 1, max_length = 32, pattern = r"^[A-Za-z0-9가-힣_-]+$")]
    command: String,
    /// Its text, 64 KiB at most. What stands between two braces is filled in by whoever uses it: `{{name}}`,
    /// `{{name=default}}`, `{{name:text=default}}`, `{{name:number=3}}`, `{{name:choice:a|b|c}}`; `\{{` is no blank.
    #[schema(
        max_length = 65536,
        pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*[^\s\x00-\x1F\x7F-\x9F][^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"
    )]
    body: String,
}

/// What is to be changed of a prompt; what is not given stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "command": "tr" })))]
pub struct UpdatePromptRequest {
    /// 1 to 200 characters.
    #[schema(max_length = 200, pattern = r"[^\s\x00-\x1F\x7F-\x9F]")]
    name: Option<String>,
    /// 1 to 32 letters, digits, `-` and `_`.
    #[schema(min_length = 1, max_length = 32, pattern = r"^[A-Za-z0-9가-힣_-]+$")]
    command: Option<String>,
    /// Its text, 64 KiB at most.
    #[schema(
        max_length = 65536,
        pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*[^\s\x00-\x1F\x7F-\x9F][^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$"
    )]
    body: Option<String>,
}

/// What goes into the blanks of a prompt.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(examples(json!({ "values": {} })))]
pub struct FillPromptRequest {
    /// By their names. What is not given is its default.
    #[schema(value_type = std::collections::HashMap<String, String>)]
    values: BTreeMap<String, String>,
}

/// A prompt whose blanks are filled in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(examples(json!({ "text": "Translate into English:\n\n안녕하세요" })))]
pub struct FilledPrompt {
    /// Its text.
    text: String,
}

/// Which prompts are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PromptQuery {
    /// The `next_cursor` of the page before; not given: the newest ones.
    #[param(
        pattern = "^[0-9]{1,18}\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        example = "1790000000000.019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071"
    )]
    cursor: Option<String>,
    /// Entries of a page.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100, default = 40, example = 20)]
    #[serde(default)]
    limit: Limit,
}

/// List one's prompts.
///
/// Newest first, without their texts.
#[utoipa::path(
    get,
    path = "/prompts",
    params(PromptQuery),
    responses((status = 200, description = "A page of prompts.", body = Page<PromptSummary>)),
)]
pub async fn list_prompts(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Query(PromptQuery { cursor, limit }): Query<PromptQuery>,
) -> Result<Json<Page<PromptSummary>>, Problem> {
    let Page { items, next_cursor } = prompts.list(user.id(), read_cursor(cursor.as_deref())?, limit.get()).await?;
    Ok(Json(Page { items: items.into_iter().map(Into::into).collect(), next_cursor }))
}

/// Keep a prompt.
#[utoipa::path(
    post,
    path = "/prompts",
    params(IdempotencyKeyHeader),
    request_body = CreatePromptRequest,
    responses(
        (status = 201, description = "The new prompt.", body = PromptJson),
        (status = 409, description = "Another prompt has the command, there are 200 already, or the `Idempotency-Key` is in use."),
    ),
)]
pub async fn create_prompt(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    once: Idempotent<Json<CreatePromptRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (prompts.clone(), user.id());
    let created = once.try_create(owner, move |Json(wish)| async move {
        let new = NewPrompt::parse(&wish.name, &wish.command, &wish.body)?;
        Ok::<_, PromptError>((maker.create(owner, new).await?, ()))
    });
    let created = created.await.map_err(with_name_field)?;
    let json = PromptJson::from(prompts.get(owner, created.id).await?);
    Ok(created.mark((StatusCode::CREATED, Json(json))))
}

/// Read a prompt.
#[utoipa::path(get, path = "/prompts/{id}", responses((status = 200, description = "The prompt.", body = PromptJson)))]
pub async fn get_prompt(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<PromptJson>> {
    Ok(Json(prompts.get(user.id(), id.parse()?).await?.into()))
}

/// Change a prompt.
#[utoipa::path(
    patch,
    path = "/prompts/{id}",
    request_body = UpdatePromptRequest,
    responses(
        (status = 200, description = "The prompt as it is now.", body = PromptJson),
        (status = 409, description = "Another prompt has the command."),
    ),
)]
pub async fn update_prompt(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Path(id): Path<String>,
    Json(patch): Json<UpdatePromptRequest>,
) -> Result<Json<PromptJson>, Problem> {
    let id: PromptId = id.parse()?;
    let change = PromptChange {
        name: patch.name.as_deref().map(Title::parse).transpose().map_err(with_name_field)?,
        command: patch.command.as_deref().map(Command::parse).transpose()?,
        body: patch.body.as_deref().map(Body::parse).transpose()?,
    };
    prompts.update(user.id(), id, change).await?;
    Ok(Json(prompts.get(user.id(), id).await?.into()))
}

/// Delete a prompt.
#[utoipa::path(delete, path = "/prompts/{id}", responses((status = 204, description = "It is gone.")))]
pub async fn delete_prompt(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    prompts.delete(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Fill in a prompt.
///
/// Nothing is stored or asked: the text is given back.
#[utoipa::path(
    post,
    path = "/prompts/{id}/fill",
    request_body = FillPromptRequest,
    responses((status = 200, description = "The text.", body = FilledPrompt)),
)]
pub async fn fill_prompt(
    State(prompts): State<Prompts>,
    user: CurrentUser,
    Path(id): Path<String>,
    Json(FillPromptRequest { values }): Json<FillPromptRequest>,
) -> Result<Json<FilledPrompt>, Problem> {
    Ok(Json(FilledPrompt { text: prompts.fill(user.id(), id.parse::<PromptId>()?, &values).await? }))
}
