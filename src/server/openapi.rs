//! The description of the API, OpenAPI 3.1: what handlers say of themselves, and what is the same for all of them.

use crate::{
    attachments::upload::BODY_BYTES_MAX,
    rest::{PROBLEM_JSON, Problem},
};
use serde_json::{Map, Value, json};
use utoipa::{
    OpenApi,
    openapi::{Info, OpenApi as Document},
};

/// The groups of operations, by the first segment of their path, in the order in which they are shown.
const TAGS: &[(&str, &[&str], &str)] = &[
    ("accounts", &["auth", "me", "keys", "usage"], "Accounts, the tokens of programs, keys, and what answers cost."),
    (
        "conversations",
        &["attachments", "conversations", "conversation-labels", "messages", "models"],
        "Asking, answering, keeping.",
    ),
    ("documents", &["documents", "document-formats"], "Documents by format: drafts, proposals, versions, files."),
    ("code", &["code-fixes"], "Code that a model mends by edits, which a person accepts or not."),
    ("prompts", &["prompts", "personas"], "Questions with blanks to be filled in, and whom to ask."),
    ("search", &["search"], "Finding what was said and written."),
    ("sharing", &["shares"], "Links that show a copy to whoever has them."),
    ("transfer", &["export", "import", "imports"], "Everything taken out, and brought in from elsewhere."),
    ("openai", &["v1"], "For programs that are written for OpenAI's service."),
];

/// Errors that many operations have in common: the name of the answer, its status, and what it means.
const PROBLEMS: &[(&str, u16, &str)] = &[
    ("BadRequest", 400, "The body cannot be read."),
    ("Unauthorized", 401, "There is no credential, or it is none that is good."),
    ("Forbidden", 403, "The credential may only read, or may not do that."),
    ("NotFound", 404, "There is no such thing, or it belongs to somebody else."),
    ("KeyInUse", 409, "A request with this `Idempotency-Key` is being done, or was cut off."),
    ("TooLarge", 413, "There is more than may be sent, or than the account may store."),
    ("UnsupportedMediaType", 415, "The body is of another type."),
    ("Unprocessable", 422, "A field or parameter is missing, unknown, or cannot be taken; `field` names it."),
    ("TooManyRequests", 429, "Too many requests; `Retry-After` says when to try again."),
    ("Internal", 500, "A fault of ours."),
    ("DiskFull", 507, "The disk that the server stores on is full; what is stored is safe."),
    ("Unavailable", 503, "The server, its database or its model is busy or stopping."),
];

const ABOUT: &str = "\
Errors are `application/problem+json` (RFC 9457) with a `code` that never changes. Lists that can be long are \
`{items, next_cursor}`, the others `{items}`. Every answer carries `X-Request-Id`; what is read carries an `ETag`, and \
`If-None-Match` with it is answered by 304. A POST that creates takes an `Idempotency-Key`: sent again within a day, it \
answers with what it created the first time. With one credential 20 streams of events can be open that watch, and 128 that \
are the answer to a POST; one more is refused with 429. Answers are compressed for whoever accepts br or gzip.";

/// The operation whose body may be as large as the settings say.
const IMPORT: &str = "/api/v1/import";
/// The operation that takes larger files than others.
const ATTACH: &str = "/api/v1/attachments";
/// The field of the description that tells how large a body may be, in bytes.
const LIMIT: &str = "x-max-bytes";

/// What handlers do not know of themselves.
#[derive(OpenApi)]
#[openapi(components(schemas(Problem)))]
struct Base;

/// The document that handlers are added to.
pub(super) fn base() -> Document {
    let mut document = Base::openapi();
    let mut info = Info::new("Supbot", env!("CARGO_PKG_VERSION"));
    info.description = Some(ABOUT.to_owned());
    document.info = info;
    document
}

/// The document as it is served, with what is the same for all operations.
pub(super) fn complete(document: &Document, import_bytes_max: u64) -> Value {
    let Ok(mut value) = serde_json::to_value(document) else { return Value::Null };
    value["openapi"] = json!("3.1.0");
    value["info"]["license"] = json!({ "name": "MIT", "identifier": "MIT" });
    value["servers"] = json!([{ "url": "/", "description": "This server" }]);
    value["tags"] = TAGS.iter().map(|(name, _, about)| json!({ "name": name, "description": about })).collect();
    value["components"]["securitySchemes"] = json!({
        "bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "An access token of `/api/v1/auth/token`, or a key that was made in the settings.",
        },
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": "supbot_session",
            "description": "What a browser has that is logged in; only for pages of this very server. Over https its name begins with `__Host-`.",
        },
    });
    value["components"]["responses"] = shared_responses();
    refer_to_entries(&mut value["components"]["schemas"]);
    value["paths"][IMPORT]["post"][LIMIT] = json!(import_bytes_max);
    value["paths"][ATTACH]["post"][LIMIT] = json!(BODY_BYTES_MAX);
    if let Some(paths) = value["paths"].as_object_mut() {
        for (path, item) in paths {
            for (method, operation) in item.as_object_mut().into_iter().flatten() {
                complete_operation(path, method, operation);
            }
        }
    }
    value
}

/// Lets the schemas of lists refer to the schema of their entries, which is written out in each of them.
fn refer_to_entries(schemas: &mut Value) {
    let Some(schemas) = schemas.as_object_mut() else { return };
    let names: Vec<String> = schemas.keys().cloned().collect();
    for (name, schema) in schemas {
        let entry = name.strip_prefix("Page_").or(name.strip_prefix("Items_"));
        if let Some(entry) = entry.filter(|entry| names.iter().any(|name| name == entry)) {
            schema["properties"]["items"]["items"] = json!({ "$ref": format!("#/components/schemas/{entry}") });
        }
    }
}

fn complete_operation(path: &str, method: &str, operation: &mut Value) {
    let segment = path.trim_start_matches("/api/v1").trim_start_matches('/').split('/').next().unwrap_or_default();
    let tag = TAGS.iter().find(|(_, segments, _)| segments.contains(&segment)).map(|(name, ..)| *name);
    operation["tags"] = json!([tag]);
    let is_openai = path.starts_with("/v1/");
    let is_open = path.starts_with("/api/v1/auth/");
    operation["security"] = if is_open { json!([]) } else { json!([{ "bearer": [] }, { "cookie": [] }]) };
    for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
        if parameter["in"] == "path" {
            let of = if parameter["name"] == "version" { "the version" } else { "the thing" };
            parameter["description"] = json!(format!("Names {of}."));
            parameter["schema"] = json!({ "type": "string", "format": "uuid" });
            parameter["example"] = json!("019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071");
        }
    }
    if let Some(some) = operation["requestBody"]["content"]["application/json"]["schema"]["oneOf"].as_array() {
        // A body that may be left out, which is not the same as the JSON `null`.
        let schema = some.iter().find(|schema| schema.get("$ref").is_some()).cloned();
        operation["requestBody"]["content"]["application/json"]["schema"] = schema.unwrap_or_default();
    }
    let has_path_id = path.contains('{');
    let has_body = operation.get("requestBody").is_some();
    let has_parameter = |place: &str| {
        operation["parameters"].as_array().is_some_and(|all| all.iter().any(|parameter| parameter["in"] == place))
    };
    let has_named = |name: &str| {
        operation["parameters"].as_array().is_some_and(|all| all.iter().any(|parameter| parameter["name"] == name))
    };
    let has_input = has_body || has_parameter("query") || has_parameter("header");
    let has_key = has_named("Idempotency-Key");
    let is_read = method == "get";
    let is_json = operation["responses"]["200"]["content"].get("application/json").is_some();
    let is_stream = operation["responses"]["200"]["content"].get("text/event-stream").is_some();
    let is_tagged = is_json || operation["operationId"] == "read_attachment";
    if is_read && is_tagged {
        let parameters = operation.as_object_mut().map(|operation| operation.entry("parameters").or_insert(json!([])));
        if let Some(Value::Array(parameters)) = parameters {
            parameters.push(json!({
                "name": "If-None-Match",
                "in": "header",
                "description": "The `ETag` of what one has already.",
                "schema": { "type": "string" },
                "example": "\"3f2a7c0b9d8e4f1122334455aabbccdd\"",
            }));
        }
    }
    let Some(responses) = operation["responses"].as_object_mut() else { return };
    if is_read && is_tagged {
        responses["200"]["headers"] = json!({ "ETag": header("Names these very bytes.", "string") });
        responses.insert("304".to_owned(), json!({ "$ref": "#/components/responses/NotModified" }));
    }
    let error_content = if is_openai { openai_content } else { problem_content };
    for (status, response) in responses.iter_mut() {
        let is_error = status.starts_with(['4', '5']) && response.get("content").is_none();
        if is_error {
            response["content"] = error_content(status.parse().unwrap_or_default());
        }
    }
    let mut add = |status: &str, name: &str| {
        let shared = || json!({ "$ref": format!("#/components/responses/{name}") });
        let own = || {
            let (_, status, about) = PROBLEMS.iter().find(|(known, ..)| *known == name).copied().unwrap_or_default();
            json!({ "description": about, "content": openai_content(status) })
        };
        responses.entry(status).or_insert_with(|| if is_openai { own() } else { shared() });
    };
    if has_body {
        add("400", "BadRequest");
        add("413", "TooLarge");
        add("415", "UnsupportedMediaType");
    }
    if !is_open {
        add("401", "Unauthorized");
        if !is_read {
            add("403", "Forbidden");
        }
    }
    if has_path_id {
        add("404", "NotFound");
    }
    if has_input && !is_openai {
        add("422", "Unprocessable");
    }
    if has_body || path.ends_with("/continue") {
        add("429", "TooManyRequests");
    }
    if has_key {
        // What an earlier request created may be gone.
        add("404", "NotFound");
        add("409", "KeyInUse");
    }
    if is_stream {
        add("429", "TooManyRequests");
    }
    if !is_read {
        // Everything that stores may find the account or the disk full.
        add("413", "TooLarge");
        add("429", "TooManyRequests");
        add("507", "DiskFull");
    }
    add("500", "Internal");
    add("503", "Unavailable");
}

fn header(about: &str, kind: &str) -> Value {
    json!({ "description": about, "schema": { "type": kind } })
}

fn problem_content(status: u16) -> Value {
    json!({ PROBLEM_JSON: { "schema": { "$ref": "#/components/schemas/Problem" }, "example": example(status) } })
}

/// An error as OpenAI's packages read it.
fn openai_content(status: u16) -> Value {
    let problem = example(status);
    let error =
        json!({ "message": problem["title"], "type": "invalid_request_error", "param": null, "code": problem["code"] });
    json!({ "application/json": {
        "schema": {
            "type": "object",
            "required": ["error"],
            "properties": { "error": {
                "type": "object",
                "required": ["message", "type", "param", "code"],
                "properties": {
                    "message": { "type": "string" },
                    "type": { "type": "string" },
                    "param": { "type": ["string", "null"] },
                    "code": { "type": ["string", "null"] },
                },
            } },
        },
        "example": { "error": error },
    } })
}

/// A problem that is met with this status.
fn example(status: u16) -> Value {
    let (code, title) = match status {
        400 => ("invalid_json", "The body is not JSON."),
        401 => ("unauthorized", "Please log in."),
        403 => ("forbidden", "That may not be done with this credential."),
        404 => ("not_found", "There is no such thing."),
        409 => ("document_stale", "It was changed meanwhile."),
        412 => ("precondition_failed", "It was changed meanwhile."),
        413 => ("body_too_large", "The body is too large."),
        415 => ("unsupported_media_type", "The body must be JSON: content-type: application/json."),
        422 => ("missing_field", "A field is missing."),
        429 => ("too_many_requests", "Too many tries: please wait 12 seconds."),
        507 => ("disk_full", "The server's disk is full, so nothing can be stored now. What is stored is safe."),
        503 => ("unavailable", "The server is busy: please try again."),
        _ => ("internal", "Something went wrong here."),
    };
    let mut problem =
        json!({ "type": format!("urn:supbot:problem:{code}"), "title": title, "status": status, "code": code });
    if status == 422 {
        problem["field"] = json!("content");
    }
    problem
}

/// The answers that many operations have in common.
fn shared_responses() -> Value {
    let mut responses: Map<String, Value> = PROBLEMS
        .iter()
        .map(|&(name, status, about)| {
            let mut response = json!({ "description": about, "content": problem_content(status) });
            if status == 429 {
                response["headers"] = json!({ "Retry-After": header("Seconds to wait.", "integer") });
            }
            (name.to_owned(), response)
        })
        .collect();
    let not_modified = json!({ "description": "It is what `If-None-Match` names.", "headers": { "ETag": header("Names these very bytes.", "string") } });
    responses.insert("NotModified".to_owned(), not_modified);
    Value::Object(responses)
}
