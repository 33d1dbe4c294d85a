//! What holds for every operation of the API, checked for all that its description names: a new route is checked by being
//! there.

use crate::{
    openapi::{Operation, description, example, operations},
    programs::{Forger, log_in, make_key, send},
    server::{Answer, TestServer},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A server with everything that a path can name, all of it one person's.
struct World {
    server: TestServer,
    description: Value,
    /// What is named by a path's first segment, and `version`.
    ids: HashMap<&'static str, String>,
    /// The owner's tokens.
    access: String,
    refresh: String,
}

impl World {
    async fn new() -> Self {
        // So that a body may be too large for an import too.
        let server = TestServer::with(&[("SUPBOT_IMPORT_MB", "1")]).await;
        let mut owner = server.person("owner").await;
        let (access, refresh) = log_in(&server, "owner", "correct horse").await;
        let post = |path: String, body: Value| {
            let (server, access) = (&server, access.as_str());
            async move {
                let answer = send(server, Method::POST, &path, access, Some(body)).await;
                assert!(answer.status.is_success(), "{path}: {}", answer.text);
                answer.json::<Value>()
            }
        };
        let id = |value: &Value| value["id"].as_str().unwrap().to_owned();
        let conversation = id(&post("/api/v1/conversations".into(), json!({})).await);
        let turn = post(format!("/api/v1/conversations/{conversation}/messages"), json!({ "content": "Hello" })).await;
        let document = id(&post("/api/v1/documents".into(), json!({ "content": "# One" })).await);
        let version = id(&post(format!("/api/v1/documents/{document}/versions"), json!({ "content": "# Two" })).await);
        let format =
            post("/api/v1/document-formats".into(), json!({ "name": "Mine", "example": "## One\n\ntext" })).await;
        let (_, key) = make_key(&mut owner, json!({ "name": "script" })).await;
        let fix = json!({ "files": [{ "path": "a.py", "content": "1\n" }], "instruction": "/answer\nNO CHANGES" });
        let fix = post("/api/v1/code-fixes".into(), fix).await;
        let share = id(&post("/api/v1/shares".into(), json!({ "document_id": document })).await);
        let import = id(&post("/api/v1/import".into(), json!([])).await);
        let prompt = json!({ "name": "Mine", "command": "mine", "body": "text" });
        let prompt = id(&post("/api/v1/prompts".into(), prompt).await);
        let attachment = id(&post("/api/v1/attachments".into(), json!("text")).await);
        let persona = id(&post("/api/v1/personas".into(), json!({ "name": "Mine" })).await);
        let ids = HashMap::from([
            ("conversations", conversation),
            ("messages", id(&turn["assistant_message"])),
            ("documents", document),
            ("version", version),
            ("document-formats", id(&format)),
            ("keys", key),
            ("shares", share),
            ("imports", import),
            ("code-fixes", id(&fix)),
            ("file", id(&fix["files"][0])),
            ("prompts", prompt),
            ("personas", persona),
            ("attachments", attachment),
        ]);
        let description = description(&server).await;
        Self { server, description, ids, access, refresh }
    }

    /// The address of an operation: with ids that are the owner's, and with the examples of what must be given.
    fn address(&self, operation: &Operation) -> String {
        let segment = operation.path.trim_start_matches("/api/v1/").split('/').next().unwrap();
        let mut address = operation.path.clone();
        for (place, name) in [("{id}", segment), ("{version}", "version"), ("{file}", "file")] {
            if address.contains(place) {
                let id =
                    self.ids.get(name).unwrap_or_else(|| panic!("{}: nothing is made for it here", operation.name()));
                address = address.replace(place, id);
            }
        }
        assert!(!address.contains('{'), "{address}");
        let parameters = operation.about["parameters"].as_array().cloned().unwrap_or_default();
        let required =
            parameters.iter().filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
        let query: Vec<_> = required
            .map(|parameter| (parameter["name"].as_str().unwrap(), parameter["example"].as_str().unwrap()))
            .collect();
        if query.is_empty() { address } else { format!("{address}?{}", serde_urlencoded::to_string(query).unwrap()) }
    }

    /// The example of an operation's body, with its type.
    fn body(&self, operation: &Operation) -> Option<(String, Value)> {
        let (kind, media) = operation.about["requestBody"]["content"].as_object()?.iter().next()?;
        Some((kind.clone(), example(&self.description, media)?.clone()))
    }

    async fn call(&self, operation: &Operation, credential: &str, body: Option<(String, Vec<u8>)>) -> Answer {
        let mut request = Request::builder().method(operation.method.as_str()).uri(self.address(operation));
        if !credential.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {credential}"));
        }
        let body = match body {
            Some((kind, body)) => {
                request = request.header(header::CONTENT_TYPE, kind);
                Body::from(body)
            }
            None => Body::empty(),
        };
        let (status, headers, body) = self.server.visitor().parts(request.body(body).unwrap()).await;
        Answer { status, headers, text: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Calls it with the example of its body.
    async fn call_rightly(&self, operation: &Operation, credential: &str) -> Answer {
        let body = self.body(operation).map(|(kind, body)| (kind, body.to_string().into_bytes()));
        self.call(operation, credential, body).await
    }

    /// Everything but what comes before there is a credential.
    fn guarded(&self) -> Vec<Operation> {
        let all = operations(&self.description).into_iter();
        let guarded: Vec<_> = all.filter(|operation| operation.about["security"] != json!([])).collect();
        assert!(guarded.len() > 35);
        guarded
    }
}

/// What an answer says, for the failure of a test.
fn told(operation: &Operation, answer: &Answer) -> String {
    format!("{}: {} {}", operation.name(), answer.status, answer.text)
}

fn assert_problem(operation: &Operation, answer: &Answer, status: StatusCode, code: &str) {
    if operation.path.starts_with("/v1/") {
        return assert_openai_error(operation, answer, status, code);
    }
    assert_eq!(answer.status, status, "{}", told(operation, answer));
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{}", told(operation, answer));
    let problem: Value = answer.json();
    assert_eq!((&problem["code"], &problem["status"]), (&json!(code), &json!(status.as_u16())), "{problem}");
    assert_eq!(problem["type"], format!("urn:supbot:problem:{code}"));
    assert!(problem["title"].as_str().is_some_and(|title| title.len() > 5), "{problem}");
}

/// What OpenAI's packages read; they know no 422.
fn assert_openai_error(operation: &Operation, answer: &Answer, status: StatusCode, code: &str) {
    let status = if status == StatusCode::UNPROCESSABLE_ENTITY { StatusCode::BAD_REQUEST } else { status };
    assert_eq!(answer.status, status, "{}", told(operation, answer));
    let error = &answer.json::<Value>()["error"];
    assert_eq!(error["code"], code, "{error}");
    assert!(error["message"].is_string() && error["type"].is_string(), "{error}");
}

/// The field that a problem, or an error as OpenAI has it, is about.
fn field(answer: &Answer) -> Value {
    let problem: Value = answer.json();
    if problem["error"].is_object() { problem["error"]["param"].clone() } else { problem["field"].clone() }
}

#[tokio::test]
async fn without_a_credential_or_with_a_forged_one_nothing_is_done() {
    let world = World::new().await;
    let forger = Forger::new(&world.server, &world.access, &world.refresh).await;
    for operation in world.guarded() {
        for credential in forger.refused().iter().map(String::as_str).chain(["", "supbot_0000", "x"]) {
            let answer = world.call_rightly(&operation, credential).await;
            assert_problem(&operation, &answer, StatusCode::UNAUTHORIZED, "unauthorized");
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Bearer");
        }
    }
}

#[tokio::test]
async fn what_belongs_to_somebody_else_is_not_there() {
    let world = World::new().await;
    world.server.person("stranger").await;
    let (stranger, _) = log_in(&world.server, "stranger", "correct horse").await;
    let named = world.guarded().into_iter().filter(|operation| operation.path.contains('{'));
    for operation in named {
        let answer = world.call_rightly(&operation, &stranger).await;
        assert_problem(&operation, &answer, StatusCode::NOT_FOUND, "not_found");
    }
    // And the owner's is as it was.
    for (segment, id) in &world.ids {
        if ["conversations", "messages", "documents"].contains(segment) {
            let answer =
                send(&world.server, Method::GET, &format!("/api/v1/{segment}/{id}"), &world.access, None).await;
            assert_eq!(answer.status, StatusCode::OK, "{segment}");
        }
    }
}

#[tokio::test]
async fn a_key_that_may_only_read_changes_nothing() {
    let world = World::new().await;
    let mut owner = world.server.visitor().log_in_as("owner").await;
    let (reader, _) = make_key(&mut owner, json!({ "name": "reader", "is_read_only": true })).await;
    for operation in world.guarded() {
        let answer = world.call_rightly(&operation, &reader).await;
        // Credentials, and everything at once, are more than reading.
        let is_withheld = matches!(operation.path.as_str(), "/api/v1/keys" | "/api/v1/export");
        if operation.method == "GET" && !is_withheld {
            let is_read = answer.status.is_success() || answer.status == StatusCode::NOT_FOUND;
            assert!(is_read, "{}", told(&operation, &answer));
        } else {
            assert_problem(&operation, &answer, StatusCode::FORBIDDEN, "forbidden");
        }
    }
}

#[tokio::test]
async fn a_body_that_lacks_a_field_or_has_one_too_many_is_refused_with_its_name() {
    let world = World::new().await;
    let mut fields = 0;
    for operation in operations(&world.description) {
        let Some((kind, whole)) = world.body(&operation) else { continue };
        if kind != "application/json" {
            continue;
        }
        let media = &operation.about["requestBody"]["content"]["application/json"];
        let schema = crate::openapi::resolve(&world.description, &media["schema"]);
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        for name in required.iter().filter_map(Value::as_str) {
            let mut body = whole.clone();
            assert!(
                body.as_object_mut().unwrap().remove(name).is_some(),
                "the example of {} has no {name}",
                operation.name()
            );
            let answer =
                world.call(&operation, &world.access, Some((kind.clone(), body.to_string().into_bytes()))).await;
            assert_problem(&operation, &answer, StatusCode::UNPROCESSABLE_ENTITY, "missing_field");
            assert_eq!(field(&answer), name);
            fields += 1;
        }
        let mut body = whole.clone();
        body["surplus"] = json!(1);
        let answer = world.call(&operation, &world.access, Some((kind.clone(), body.to_string().into_bytes()))).await;
        assert_problem(&operation, &answer, StatusCode::UNPROCESSABLE_ENTITY, "unknown_field");
        assert_eq!(field(&answer), "surplus");
        let answer = world.call(&operation, &world.access, Some((kind.clone(), b"{".to_vec()))).await;
        assert_problem(&operation, &answer, StatusCode::BAD_REQUEST, "invalid_json");
        let text = Some(("text/plain".to_owned(), whole.to_string().into_bytes()));
        let answer = world.call(&operation, &world.access, text).await;
        assert_problem(&operation, &answer, StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type");
    }
    assert!(fields > 10, "{fields}");
}

#[tokio::test]
async fn a_parameter_that_nobody_knows_is_refused_with_its_name() {
    let world = World::new().await;
    for operation in world.guarded() {
        let has_query =
            operation.about["parameters"].as_array().is_some_and(|all| all.iter().any(|one| one["in"] == "query"));
        if !has_query {
            continue;
        }
        let address = world.address(&operation);
        let joint = if address.contains('?') { '&' } else { '?' };
        let method: Method = operation.method.parse().unwrap();
        let answer = send(&world.server, method, &format!("{address}{joint}surplus=1"), &world.access, None).await;
        assert_problem(&operation, &answer, StatusCode::UNPROCESSABLE_ENTITY, "unknown_field");
        assert_eq!(field(&answer), "surplus");
    }
}

#[tokio::test]
async fn a_body_of_two_megabytes_is_refused_and_a_file_of_five_or_more_than_it_may_be() {
    let world = World::new().await;
    for operation in operations(&world.description) {
        let Some((kind, _)) = world.body(&operation) else { continue };
        let body = match kind.as_str() {
            "application/json" => format!("{{\"pad\":\"{}\"}}", "x".repeat(2_000_000)).into_bytes(),
            // Where a file may be larger, the description says how large.
            _ => vec![b'x'; operation.about["x-max-bytes"].as_u64().map_or(5_000_000, |most| most as usize + 1)],
        };
        let answer = world.call(&operation, &world.access, Some((kind, body))).await;
        assert_problem(&operation, &answer, StatusCode::PAYLOAD_TOO_LARGE, "body_too_large");
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_is_asked_for_wrongly_is_a_problem_too() {
    let server = TestServer::start().await;
    let unknown = send(&server, Method::GET, "/api/v1/nothing", "", None).await;
    assert_eq!((unknown.status, unknown.json::<Value>()["code"].clone()), (StatusCode::NOT_FOUND, json!("not_found")));
    assert_eq!(unknown.headers[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(send(&server, Method::GET, "/api/nothing", "", None).await.text, unknown.text);
    let method = send(&server, Method::PUT, "/api/v1/conversations", "", None).await;
    assert_eq!(
        (method.status, method.json::<Value>()["code"].clone()),
        (StatusCode::METHOD_NOT_ALLOWED, json!("method_not_allowed"))
    );
    assert_eq!(method.headers[header::ALLOW], "GET,HEAD,POST");
    for answer in [&unknown, &method] {
        assert!(answer.headers.contains_key("x-request-id"));
    }
}
