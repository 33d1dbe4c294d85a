//! `/api/v1/code-fixes`.

use super::{
    Fixes,
    error::FixError,
    model::{Fix, FixId, FixSummary, NewFile, NewFix},
    store::Decision,
};
use crate::{
    auth::CurrentUser,
    domain::{
        error::{Result, ValidationError},
        page::Page,
    },
    generation::model::GenerationState,
    i18n::Language,
    provider::model::ModelId,
    rest::{
        File, Idempotent, Json, Limit, Problem, Query, SseEvent, attachment,
        deserialize::{integers, objects},
        idempotency::IdempotencyKeyHeader,
        read_cursor, text_events,
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Code that is to be mended, 1 MB at most.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CreateCodeFixRequest, examples(json!({
    "files": [{ "path": "sum.py", "content": "def total(items):\n    return items[len(items)]\n" }],
    "instruction": "IndexError: list index out of range",
})))]
pub struct CreateFixRequest {
    /// 1 to 50 files.
    #[serde(deserialize_with = "objects")]
    #[schema(min_items = 1, max_items = 50)]
    files: Vec<CodeFile>,
    /// What is wrong, or the error, 32 KiB at most; not given: whatever the model finds.
    #[serde(default)]
    #[schema(max_length = 32_768, pattern = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F]*$")]
    instruction: Option<String>,
    /// Who mends it; not given: the default.
    model: Option<ModelId>,
}

/// A file that is to be mended.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeFile {
    /// Its name, a relative path with `/` between folders, 200 bytes at most.
    #[schema(min_length = 1, max_length = 200)]
    path: String,
    /// What is in it: text.
    #[schema(max_length = 1_000_000, pattern = r"^[^\x00-\x08\x0B\x0E-\x1F\x7F-\x9F]*$")]
    content: String,
}

/// Who is to mend it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(examples(json!({ "model": "openai/gpt-5-mini" })))]
pub struct RetryRequest {
    /// Not given: whoever did before, or the default.
    model: Option<ModelId>,
}

/// Which hunks are in the result; the others stay as they are.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = CodeFixDecision, examples(json!({ "accepted": [1, 3], "rejected": [2] })))]
pub struct DecideRequest {
    /// Numbers of hunks.
    #[serde(deserialize_with = "integers")]
    #[schema(max_items = 10_000)]
    accepted: Vec<u32>,
    /// Numbers of hunks.
    #[serde(deserialize_with = "integers")]
    #[schema(max_items = 10_000)]
    rejected: Vec<u32>,
}

/// Which fixes are listed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FixQuery {
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

/// List one's fixes of code.
///
/// Newest first.
#[utoipa::path(
    get,
    path = "/code-fixes",
    params(FixQuery),
    responses((status = 200, description = "A page of fixes.", body = Page<FixSummary>)),
)]
pub async fn list_fixes(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    Query(FixQuery { cursor, limit }): Query<FixQuery>,
) -> Result<Json<Page<FixSummary>>, Problem> {
    Ok(Json(fixes.list(user.id(), read_cursor(cursor.as_deref())?, limit.get()).await?))
}

/// Have code mended.
///
/// A model answers by edits, which are made in a copy of the files: each where its old lines stand exactly once, or not at
/// all. Those that cannot be made are asked again once. The answer is read at `/code-fixes/{id}/events` as it is written.
#[utoipa::path(
    post,
    path = "/code-fixes",
    params(IdempotencyKeyHeader),
    request_body = CreateFixRequest,
    responses(
        (status = 202, description = "The new fix, which a model is writing.", body = Fix),
        (status = 409, description = "There are 1000 fixes already."),
        (status = 413, description = "The files have more than 1 MB together."),
    ),
)]
pub async fn create_fix(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    language: Language,
    once: Idempotent<Json<CreateFixRequest>>,
) -> Result<Response, Problem> {
    let (maker, owner) = (fixes.clone(), user.id());
    let created = once.try_create(owner, move |Json(new)| async move {
        let CreateFixRequest { files, instruction, model } = new;
        let files = files.into_iter().map(|CodeFile { path, content }| NewFile { path, content }).collect();
        let wanted = NewFix { files, instruction: instruction.unwrap_or_default() };
        let id = maker.create(owner, wanted, model, language).await?;
        Ok::<_, FixError>((id, ()))
    });
    let created = created.await?;
    let location = [(header::LOCATION, format!("/api/v1/code-fixes/{}", created.id))];
    let fix = fixes.get(owner, created.id).await?;
    Ok(created.mark((StatusCode::ACCEPTED, location, Json(fix))))
}

/// Read a fix.
///
/// With its hunks, when the model has ended, and the files as they are with those that are accepted.
#[utoipa::path(get, path = "/code-fixes/{id}", responses((status = 200, description = "The fix.", body = Fix)))]
pub async fn get_fix(State(fixes): State<Fixes>, user: CurrentUser, Path(id): Path<String>) -> Result<Json<Fix>> {
    Ok(Json(fixes.get(user.id(), id.parse()?).await?))
}

/// Accept hunks, or not.
///
/// What is not accepted keeps its old lines.
#[utoipa::path(
    patch,
    path = "/code-fixes/{id}",
    responses(
        (status = 200, description = "The fix as it is now.", body = Fix),
        (status = 409, description = "A model is writing it."),
    ),
)]
pub async fn decide_fix(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    Path(id): Path<String>,
    Json(DecideRequest { accepted, rejected }): Json<DecideRequest>,
) -> Result<Json<Fix>, Problem> {
    let id: FixId = id.parse()?;
    fixes.decide(user.id(), id, Decision::Each { accepted, rejected }).await?;
    Ok(Json(fixes.get(user.id(), id).await?))
}

/// Delete a fix.
#[utoipa::path(delete, path = "/code-fixes/{id}", responses((status = 204, description = "It is gone.")))]
pub async fn delete_fix(State(fixes): State<Fixes>, user: CurrentUser, Path(id): Path<String>) -> Result<StatusCode> {
    fixes.delete(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Stop a fix.
///
/// Nothing is made of half an answer. Stopping one that has ended does nothing.
#[utoipa::path(post, path = "/code-fixes/{id}/stop", responses((status = 204, description = "It is being stopped.")))]
pub async fn stop_fix(State(fixes): State<Fixes>, user: CurrentUser, Path(id): Path<String>) -> Result<StatusCode> {
    fixes.stop(user.id(), id.parse()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Have the same code mended once more.
///
/// What became of it before is forgotten, with what was accepted of it.
#[utoipa::path(
    post,
    path = "/code-fixes/{id}/ask-again",
    request_body(content = Option<RetryRequest>),
    responses(
        (status = 202, description = "The fix, which a model is writing.", body = Fix),
        (status = 409, description = "A model is writing it."),
    ),
)]
pub async fn ask_fix_again(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    Path(id): Path<String>,
    by: Option<Json<RetryRequest>>,
) -> Result<(StatusCode, Json<Fix>), Problem> {
    let (id, RetryRequest { model }): (FixId, _) = (id.parse()?, by.map(|Json(by)| by).unwrap_or_default());
    fixes.ask_again(user.id(), id, model).await?;
    Ok((StatusCode::ACCEPTED, Json(fixes.get(user.id(), id).await?)))
}

/// Watch a fix.
///
/// The answer from the beginning, or from the byte that `Last-Event-ID` names, to its end: `delta` events, then one `done`
/// or `error`. The hunks are there when it is done.
#[utoipa::path(
    get,
    path = "/code-fixes/{id}/events",
    params(("Last-Event-ID" = Option<u64>, Header, minimum = 0, maximum = 4_294_967_295_i64, description = "The `id` of the last event that was seen.", example = 5)),
    responses((status = 200, description = "The answer as it is written.", content_type = "text/event-stream", body = SseEvent)),
)]
pub async fn fix_events(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let (id, from): (FixId, _) = (id.parse()?, text_events::last_seen(&headers)?);
    fixes.ensure_exists(user.id(), id).await?;
    if let Some(reading) = fixes.generations().read_text(id.uuid(), from) {
        let reading = reading.ok_or(ValidationError::EventUnknown)?;
        return Ok(text_events::respond(text_events::from_running(reading, from, language)));
    }
    let fix = fixes.get(user.id(), id).await?;
    let fault = fix.fault.as_deref().and_then(|code| code.parse().ok());
    let state = GenerationState { status: fix.status, fault, usage: None, omitted: 0 };
    Ok(text_events::respond(text_events::from_stored(&fix.answer, from, &state, language)?))
}

/// Download a file of a fix.
///
/// As it is with the hunks that are accepted.
#[utoipa::path(
    get,
    path = "/code-fixes/{id}/files/{file}",
    responses((status = 200, description = "The file.", content_type = "text/plain", body = String)),
)]
pub async fn get_fix_file(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response> {
    let file = fixes.file(user.id(), id.parse()?, &file).await?;
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(name, Some("code.txt"))),
    ];
    Ok((headers, file.result).into_response())
}

/// Download all files of a fix.
///
/// As a zip archive.
#[utoipa::path(
    get,
    path = "/code-fixes/{id}/archive",
    responses((status = 200, description = "The archive.", content_type = "application/zip", body = File)),
)]
pub async fn get_fix_archive(
    State(fixes): State<Fixes>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Response> {
    let (fix, archive) = fixes.archive(user.id(), id.parse()?).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(&format!("{}.zip", fix.title), Some("code.zip"))),
    ];
    Ok((headers, archive).into_response())
}
