//! The description of the API: whole, and what it was when somebody last looked at it.

use crate::server::TestServer;
use axum::http::{StatusCode, header};
use serde_json::{Map, Value};

/// Where the description is kept. `UPDATE_SNAPSHOTS=1 cargo test --features ssr openapi` writes it anew.
const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/openapi.json");

/// The description as the server gives it.
pub async fn description(server: &TestServer) -> Value {
    let answer = server.visitor().get("/api/openapi.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    answer.json()
}

/// An operation of the API.
pub struct Operation {
    pub method: String,
    pub path: String,
    pub about: Value,
}

impl Operation {
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

/// Every operation of a description.
pub fn operations(description: &Value) -> Vec<Operation> {
    let paths = description["paths"].as_object().unwrap().iter();
    let all = paths.flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(|(method, about)| Operation {
            method: method.to_uppercase(),
            path: path.clone(),
            about: about.clone(),
        })
    });
    all.collect()
}

/// What a `$ref` stands for.
pub fn resolve<'d>(description: &'d Value, value: &'d Value) -> &'d Value {
    match value["$ref"].as_str() {
        Some(reference) => description.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// An example of a media type, of its own or of its schema.
pub fn example<'d>(description: &'d Value, media: &'d Value) -> Option<&'d Value> {
    let schema = resolve(description, &media["schema"]);
    let of_option = || {
        let some = schema["oneOf"].as_array()?.iter().find(|schema| schema["type"] != "null")?;
        resolve(description, some).pointer("/examples/0")
    };
    media.get("example").or_else(|| schema.pointer("/examples/0")).or_else(of_option)
}

#[tokio::test]
async fn the_description_is_what_it_was() {
    let server = TestServer::start().await;
    let now = format!("{:#}\n", description(&server).await);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(SNAPSHOT, &now).unwrap();
    }
    let before = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    let differs = now.lines().zip(before.lines()).position(|(now, before)| now != before);
    assert!(
        now == before,
        "the API is another one from line {:?} of {SNAPSHOT} on; if that is meant: UPDATE_SNAPSHOTS=1 cargo test --features ssr openapi",
        differs.map(|line| line + 1)
    );
}

#[tokio::test]
async fn every_operation_is_described_with_examples_and_errors() {
    let server = TestServer::start().await;
    let description = description(&server).await;
    assert_eq!(description["openapi"], "3.1.0");
    let operations = operations(&description);
    assert!(operations.len() > 40, "{}", operations.len());
    let mut lacks = Vec::new();
    for operation in &operations {
        let (about, name) = (&operation.about, operation.name());
        let mut must = |is_there: bool, what: &str| {
            if !is_there {
                lacks.push(format!("{name}: {what}"));
            }
        };
        must(about["summary"].as_str().is_some_and(|text| text.ends_with('.') && text.len() < 60), "a summary");
        must(about["operationId"].is_string() && about["tags"][0].is_string(), "an id and a tag");
        must(about["security"].is_array(), "security");
        for parameter in about["parameters"].as_array().into_iter().flatten() {
            let is_described = parameter["description"].as_str().is_some_and(|text| text.len() > 5);
            must(is_described && !parameter["example"].is_null(), &format!("the parameter {}", parameter["name"]));
        }
        for media in about["requestBody"]["content"].as_object().unwrap_or(&Map::new()).values() {
            must(example(&description, media).is_some(), "an example of its body");
        }
        let responses = about["responses"].as_object().unwrap();
        let mut parameters = about["parameters"].as_array().into_iter().flatten();
        let has_key = parameters.any(|parameter| parameter["name"] == "Idempotency-Key");
        // Whoever signs up is nobody yet, and a name is taken only once.
        let creates = responses.contains_key("201") && operation.path != "/api/v1/auth/register";
        must(has_key || !creates, "an Idempotency-Key");
        must(responses.keys().any(|status| status.starts_with('2')), "an answer");
        must(responses.contains_key("500"), "errors");
        must(
            responses.contains_key("401") != (about["security"] == Value::Array(Vec::new()))
                || operation.path.contains("/auth/"),
            "401",
        );
        for (status, response) in responses {
            let response = resolve(&description, response);
            must(response["description"].as_str().is_some_and(|text| !text.is_empty()), &format!("{status} in words"));
            for (kind, media) in response["content"].as_object().unwrap_or(&Map::new()) {
                let is_text = !kind.contains("json") && !kind.contains("event-stream");
                let items = resolve(&description, &media["schema"]);
                let has_item = items["properties"].get("items").is_some();
                must(
                    is_text || has_item || example(&description, media).is_some(),
                    &format!("an example of {status} {kind}"),
                );
            }
        }
    }
    assert!(lacks.is_empty(), "{lacks:#?}");
}

#[tokio::test]
async fn the_page_of_the_description_comes_from_this_server_alone() {
    let server = TestServer::start().await;
    let page = server.visitor().get("/api/docs/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("http://") && !page.text.contains("https://"), "{}", page.text);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("script-src 'self';") && policy.contains("connect-src 'self';"), "{policy}");
}
