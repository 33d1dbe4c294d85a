//! `/api/v1/export`, `/api/v1/import` and `/api/v1/imports`.

use super::{
    Transfer,
    export::Package,
    model::{Import, ImportId, State},
    service::UploadError,
};
use crate::{
    audit::Event,
    auth::{Auth, CurrentUser},
    domain::{
        error::Result,
        time::{now_ms, utc_day},
    },
    i18n::Language,
    rest::{File, Items, Json, Problem},
};
use axum::{
    body::Body,
    extract::{Path, State as Extracted},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use serde::Serialize;
use tokio_util::io::ReaderStream;
use utoipa::ToSchema;

/// Bytes of a package that are read at once.
const CHUNK: usize = 64 * 1024;

/// A sentence with a code that never changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportError {
    /// `unreadable`, `damaged`, `too_much`, `full`, `disk_full`, `newer`, `interrupted` or `internal`.
    #[schema(pattern = "^[a-z_]+$")]
    code: String,
    /// For a person, in the language of the request.
    sentence: String,
}

/// Something that was left out, or is not as it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRemark {
    /// What it is; never changes.
    #[schema(pattern = "^[a-z_]+$")]
    code: String,
    /// How often.
    count: u64,
    /// For a person, in the language of the request.
    sentence: String,
}

/// An import. Times are Unix milliseconds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Import, examples(json!({
    "id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6077",
    "state": "done",
    "error": null,
    "conversations": 120,
    "messages": 2431,
    "documents": 0,
    "prompts": 0,
    "personas": 0,
    "code_fixes": 0,
    "known": 3,
    "report": [{ "code": "images", "count": 14, "sentence": "Pictures that were left out: 14." }],
    "created_at": 1_790_000_000_000_i64,
    "finished_at": 1_790_000_002_000_i64,
})))]
pub struct ImportJson {
    /// Names it.
    id: ImportId,
    /// How far it is.
    state: State,
    /// Why it failed, when it failed.
    error: Option<ImportError>,
    /// Conversations that are new, or back from the trash.
    #[schema(minimum = 0)]
    conversations: i64,
    /// Messages in them.
    #[schema(minimum = 0)]
    messages: i64,
    /// Documents that are new, or back from the trash.
    #[schema(minimum = 0)]
    documents: i64,
    /// Prompts that are new.
    #[schema(minimum = 0)]
    prompts: i64,
    /// Personas that are new.
    #[schema(minimum = 0)]
    personas: i64,
    /// Fixes of code that are new.
    #[schema(minimum = 0)]
    code_fixes: i64,
    /// Things that were there already, and were left as they are.
    #[schema(minimum = 0)]
    known: i64,
    /// What was left out, or is not as it was.
    report: Vec<ImportRemark>,
    /// When the file had come.
    created_at: i64,
    /// When it ended; null while it is running.
    finished_at: Option<i64>,
}

impl ImportJson {
    fn of(import: Import, language: Language) -> Self {
        let texts = language.import_export_texts();
        let remark = |(omission, count)| ImportRemark {
            code: code(&omission),
            count,
            sentence: texts.omission(omission, count),
        };
        let error = |trouble| ImportError { code: code(&trouble), sentence: texts.fault(trouble).to_owned() };
        Self {
            id: import.id,
            state: import.state,
            error: import.trouble.map(error),
            conversations: import.counts.conversations,
            messages: import.counts.messages,
            documents: import.counts.documents,
            prompts: import.counts.prompts,
            personas: import.counts.personas,
            code_fixes: import.counts.code_fixes,
            known: import.counts.known,
            report: import.omissions.iter().map(remark).collect(),
            created_at: import.created_at,
            finished_at: import.finished_at,
        }
    }
}

/// What something is called on the wire.
fn code(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}

impl From<UploadError> for Problem {
    fn from(reason: UploadError) -> Self {
        match reason {
            UploadError::TooLarge => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "The body is too large.")
            }
            UploadError::CutOff => Self::new(StatusCode::BAD_REQUEST, "bad_request", "The body did not arrive whole."),
            UploadError::Error(error) => error.into(),
        }
    }
}

/// Export everything.
///
/// One zip: each conversation as Markdown, of the branch that is shown, and as JSON with all branches, what is attached
/// beside them; each document as Markdown, and as JSON with its versions; own formats; prompts and personas as Markdown and
/// JSON; each fix of code as Markdown and JSON, with its files as they were and as they are. What was deleted, keys and
/// passwords are not in it. A log-in may do this for ten minutes after the password was given, then it is 403 with the code
/// `reauthentication_required`: log in again. A key that may only read may not.
#[utoipa::path(
    get,
    path = "/export",
    responses(
        (status = 200, description = "The package.", body = File, content_type = "application/zip"),
        (status = 403, description = "The password was given too long ago (`reauthentication_required`), or the key may only read."),
        (status = 429, description = "Another export of the account is made or sent."),
    ),
)]
pub async fn export(
    Extracted(transfer): Extracted<Transfer>,
    Extracted(auth): Extracted<Auth>,
    user: CurrentUser,
    language: Language,
) -> Result<Response> {
    user.require_export()?;
    let Package { file, length, work } = transfer.export(&user.me, language).await?;
    auth.record(&user, Event::Exported);
    let chunks = ReaderStream::with_capacity(tokio::fs::File::from_std(file), CHUNK);
    let body = Body::from_stream(chunks.inspect(move |_| {
        // Until it is sent no other one is made.
        let _ = &work;
    }));
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"supbot-{}.zip\"", utc_day(now_ms()))),
    ];
    Ok((headers, body).into_response())
}

/// Import conversations.
///
/// The body is the file: an export of Supbot, or of ChatGPT, Claude, Open WebUI or LibreChat, as JSON or as a zip. It is
/// read in the background. What is there already is left as it is, so that nothing comes twice.
#[utoipa::path(
    post,
    path = "/import",
    request_body(content = File, content_type = "application/octet-stream", example = "[]"),
    responses((status = 202, description = "The import, which has begun.", body = ImportJson)),
)]
pub async fn import(
    Extracted(transfer): Extracted<Transfer>,
    Extracted(auth): Extracted<Auth>,
    user: CurrentUser,
    language: Language,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if length.is_some_and(|length| length > transfer.import_bytes_max()) {
        return Err(UploadError::TooLarge.into());
    }
    let import = transfer.import(user.id(), length, body.into_data_stream()).await?;
    auth.record(&user, Event::Imported);
    let location = [(header::LOCATION, format!("/api/v1/imports/{}", import.id))];
    Ok((StatusCode::ACCEPTED, location, Json(ImportJson::of(import, language))).into_response())
}

/// List the imports.
///
/// The newest fifty.
#[utoipa::path(
    get,
    path = "/imports",
    responses((status = 200, description = "The imports, newest first.", body = Items<ImportJson>)),
)]
pub async fn list_imports(
    Extracted(transfer): Extracted<Transfer>,
    user: CurrentUser,
    language: Language,
) -> Result<Json<Items<ImportJson>>> {
    let imports = transfer.list(user.id()).await?;
    Ok(Json(Items { items: imports.into_iter().map(|import| ImportJson::of(import, language)).collect() }))
}

/// Get an import.
///
/// How far it is, what it has brought, and what it left out.
#[utoipa::path(
    get,
    path = "/imports/{id}",
    responses((status = 200, description = "The import.", body = ImportJson)),
)]
pub async fn get_import(
    Extracted(transfer): Extracted<Transfer>,
    user: CurrentUser,
    language: Language,
    Path(id): Path<String>,
) -> Result<Json<ImportJson>> {
    Ok(Json(ImportJson::of(transfer.get(user.id(), id.parse()?).await?, language)))
}
