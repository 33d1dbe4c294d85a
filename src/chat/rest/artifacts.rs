//! Files in answers: their list, one of them, and all as an archive.

use crate::{
    auth::CurrentUser,
    chat::{
        Chat,
        artifacts::{Artifact, ArtifactVersion},
        model::{ConversationId, MessageId},
    },
    domain::{
        error::{AppError, Result},
        page::Page,
    },
    markup::language_of,
    rest::{File, Json, Problem, Query, attachment},
    web::blocking,
};
use axum::{
    extract::{Path, State},
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// A file in the answers of a conversation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConversationFile, examples(json!({
    "name": "src/main.rs",
    "language": "Rust",
    "versions": [{
        "number": 1,
        "message_id": "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072",
        "created_at": 1_790_000_000_000_i64,
        "lines": 12,
        "bytes": 340,
    }],
})))]
pub struct FileJson {
    /// Its path: relative, with `/` between folders.
    name: String,
    /// What it is written in; empty: plain text.
    language: String,
    /// What it was in each answer, oldest first.
    versions: Vec<VersionJson>,
}

/// What a file was in one answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConversationFileVersion)]
pub struct VersionJson {
    /// From 1.
    number: u32,
    /// The answer.
    message_id: MessageId,
    /// When the answer was asked for, Unix milliseconds.
    created_at: i64,
    /// Its lines.
    #[schema(minimum = 0)]
    lines: u64,
    /// Its length in UTF-8.
    #[schema(minimum = 0)]
    bytes: u64,
}

impl From<Artifact> for FileJson {
    fn from(Artifact { name, language, versions }: Artifact) -> Self {
        let language = language_of(&language).map(|(_, name)| name).unwrap_or_default();
        Self { name, language, versions: versions.iter().map(VersionJson::from).collect() }
    }
}

impl From<&ArtifactVersion> for VersionJson {
    fn from(version: &ArtifactVersion) -> Self {
        Self {
            number: version.number,
            message_id: version.message,
            created_at: version.created_at,
            lines: u64::try_from(version.text.lines().count()).unwrap_or(u64::MAX),
            bytes: u64::try_from(version.text.len()).unwrap_or(u64::MAX),
        }
    }
}

/// Which file is read.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FileQuery {
    /// Its path.
    #[param(example = "src/main.rs")]
    name: String,
    /// The number of its version; not given: the newest.
    #[param(minimum = 1, example = 1)]
    version: Option<u32>,
}

/// Which files are packed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ArchiveQuery {
    /// The answer whose files they are, as they are in it; not given: the newest version of every file.
    #[param(example = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6072")]
    message: Option<MessageId>,
}

/// List the files of a conversation.
///
/// Blocks of code that have a name, in the answers of the branch that is shown; in the order in which they came. The same name
/// in a later answer is a new version of the file.
#[utoipa::path(
    get,
    path = "/conversations/{id}/files",
    responses((status = 200, description = "All of them.", body = Page<FileJson>)),
)]
pub async fn list_files(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Page<FileJson>>, Problem> {
    let files = chat.artifacts(user.id(), id.parse()?).await?.files;
    Ok(Json(Page { items: files.into_iter().map(FileJson::from).collect(), next_cursor: None }))
}

/// Read a file of a conversation.
///
/// As it is in one answer.
#[utoipa::path(
    get,
    path = "/conversations/{id}/files/content",
    params(FileQuery),
    responses((status = 200, description = "The file.", content((String = "text/plain")))),
)]
pub async fn read_file(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(FileQuery { name, version }): Query<FileQuery>,
) -> Result<Response, Problem> {
    let files = chat.artifacts(user.id(), id.parse()?).await?;
    let file = files.get(&name)?;
    let text = file.version(version).ok_or(AppError::NotFound)?.text.clone();
    let last = name.rsplit('/').next().unwrap_or_default();
    // Whatever it is, it is text: nothing that a browser would run.
    Ok(sent(last, "text/plain; charset=utf-8", text.into_bytes()))
}

/// Read the files of a conversation, packed.
///
/// As a zip archive: the newest version of every file, or what they are in one answer.
#[utoipa::path(
    get,
    path = "/conversations/{id}/files/archive",
    params(ArchiveQuery),
    responses(
        (status = 200, description = "The archive.", content((File = "application/zip"))),
        (status = 404, description = "There is no such conversation, or there are no files in it."),
    ),
)]
pub async fn pack_files(
    State(chat): State<Chat>,
    user: CurrentUser,
    Path(id): Path<String>,
    Query(ArchiveQuery { message }): Query<ArchiveQuery>,
) -> Result<Response, Problem> {
    let id: ConversationId = id.parse()?;
    let files = chat.artifacts(user.id(), id).await?;
    let packed = blocking::run(move || files.pack(message)).await??;
    Ok(sent("files.zip", "application/zip", packed))
}

/// A file to keep: never one to be shown.
fn sent(name: &str, kind: &'static str, content: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, attachment(name, None)),
        (HeaderName::from_static("x-content-type-options"), "nosniff".to_owned()),
        (header::CACHE_CONTROL, "private, no-cache".to_owned()),
    ];
    (headers, content).into_response()
}
