//! What is taken out of one account and brought into another one is the same.

use super::{conversations, counts, export, get, head, import, report, said, zip};
use crate::{api::Program, server::TestServer};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

async fn post(program: &mut Program, path: &str, body: Value) -> Value {
    let answer = program.send(Method::POST, path, &[], Some(body)).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text);
    if answer.text.starts_with('{') { answer.json() } else { Value::Null }
}

/// A conversation with two answers to one question, and a document with three versions in a format of one's own.
async fn live(program: &mut Program) {
    let instructions =
        json!({ "title": "회의: \"예산\"?", "system_prompt": "짧게", "temperature": 0.5, "max_tokens": 500 });
    let conversation = post(program, "/api/v1/conversations", instructions).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/conversations/{conversation}/messages");
    let accept = [("accept", "text/event-stream")];
    program.send(Method::POST, &path, &accept, Some(json!({ "content": "안녕하세요" }))).await;
    let messages: Value = get(program, &path).await.json();
    let reply = messages["items"][0]["id"].as_str().unwrap().to_owned();
    let again = format!("/api/v1/messages/{reply}/regenerate");
    program.send(Method::POST, &again, &accept, Some(json!({}))).await;
    let format = post(
        program,
        "/api/v1/document-formats",
        json!({ "name": "주간 보고", "example": "## 한 일\n\n글\n\n## 할 일\n\n글" }),
    )
    .await;
    let document = json!({ "title": "NUL.보고", "format": format["id"], "content": "## 한 일\n\n하나" });
    let document = post(program, "/api/v1/documents", document).await["id"].as_str().unwrap().to_owned();
    let change = json!({ "content": "## 한 일\n\n둘", "revision": 1 });
    let changed = program.send(Method::PATCH, &format!("/api/v1/documents/{document}"), &[], Some(change)).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.text);
    // One that the document never was.
    post(program, &format!("/api/v1/documents/{document}/versions"), json!({ "content": "## 한 일\n\n셋" })).await;
    for _ in 0..200 {
        let last: Value = get(program, &path).await.json();
        if last["items"][0]["status"] == "complete" {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("the answer does not end");
}

/// What is the same in whichever account it stands: ids become places, and what answers cost is counted where they were made.
fn without_ids(mut value: Value) -> Value {
    let places = if value["messages"].is_array() { json!([said(&value), head(&value)]) } else { Value::Null };
    let format = if value["format"].is_object() { "/format/id" } else { "/format" };
    for pointer in ["/id", "/head_id", format] {
        if let Some(id) = value.pointer_mut(pointer) {
            *id = Value::Null;
        }
    }
    for list in ["messages", "versions"] {
        for entry in value[list].as_array_mut().into_iter().flatten() {
            for name in ["id", "parent_id", "usage"] {
                entry.as_object_mut().unwrap().remove(name);
            }
        }
    }
    json!([places, value])
}

#[tokio::test]
async fn what_is_exported_is_the_same_in_another_account() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    live(&mut program).await;
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let mut other = Program::new(&server, "another").await;
    let imported = import(&mut other, &package).await;
    assert_eq!(counts(&imported), [1, 3, 1, 0], "{imported}");
    assert_eq!(imported["report"], json!([]));
    let (before, after) = (export(&mut program).await, export(&mut other).await);
    let json_of = |files: &std::collections::BTreeMap<String, Vec<u8>>, folder: &str| -> Vec<Value> {
        let files = files.iter().filter(|(name, _)| name.starts_with(folder) && name.ends_with(".json"));
        files.map(|(_, json)| without_ids(serde_json::from_slice(json).unwrap())).collect()
    };
    for folder in ["conversations/", "documents/", "formats/"] {
        let there = json_of(&after, folder);
        assert_eq!(there.len(), 1, "{folder}");
        assert_eq!(json_of(&before, folder), there, "{folder}");
    }
    // The document has the format of its new owner, not that of the old one.
    let format: Value = get(&mut other, "/api/v1/document-formats").await.json();
    let format = format["items"].as_array().unwrap().last().unwrap()["id"].clone();
    let documents: Value = get(&mut other, "/api/v1/documents").await.json();
    assert_eq!(documents["items"][0]["format"], format);
    // And nothing of it is new where it comes from.
    assert_eq!(counts(&import(&mut program, &package).await), [0, 0, 0, 3]);
    assert_eq!(counts(&import(&mut other, &package).await), [0, 0, 0, 3]);
    assert_eq!(conversations(&mut program).await.len(), 1);
}

#[tokio::test]
async fn the_files_of_an_export_can_be_read_and_hold_no_secrets() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    live(&mut program).await;
    let files = export(&mut program).await;
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    let [conversation_json, conversation_md, document_json, document_md, format, manifest] = names[..] else {
        panic!("{names:?}")
    };
    assert!(conversation_md.starts_with("conversations/20") && conversation_md.contains(" 회의 예산 "), "{names:?}");
    assert_eq!(conversation_md.trim_end_matches(".md"), conversation_json.trim_end_matches(".json"));
    assert!(document_md.starts_with("documents/_NUL.보고 "), "{names:?}");
    assert!(document_json.ends_with(".json") && format.starts_with("formats/주간 보고 "), "{names:?}");
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let markdown = text(conversation_md);
    assert!(markdown.starts_with("# 회의: \"예산\"?\n\n20"), "{markdown}");
    assert!(markdown.contains("\n**You** · 20") && markdown.contains("\n\n안녕하세요\n"), "{markdown}");
    assert_eq!(markdown.matches("\n**echo** · ").count(), 1, "one branch: {markdown}");
    assert_eq!(text(document_md), "## 한 일\n\n둘");
    let manifest: Value = serde_json::from_str(&text(manifest)).unwrap();
    assert_eq!((&manifest["format"], &manifest["version"]), (&json!("supbot"), &json!(1)));
    assert_eq!(manifest["username"], "somebody");
    let fields: Vec<_> = manifest.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["exported_at", "format", "username", "version"]);
    for (name, content) in &files {
        let content = String::from_utf8_lossy(content);
        for secret in ["argon2", "password", "token_hash", "key_hash"] {
            assert!(!content.contains(secret), "{name} has {secret}");
        }
    }
}

#[tokio::test]
async fn one_conversation_of_an_export_can_be_brought_in_alone_and_a_broken_one_ends_nothing() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    live(&mut program).await;
    let files = export(&mut program).await;
    let (_, conversation) =
        files.iter().find(|(name, _)| name.starts_with("conversations/") && name.ends_with(".json")).unwrap();
    let mut other = Program::new(&server, "another").await;
    assert_eq!(counts(&import(&mut other, conversation).await), [1, 3, 0, 0]);
    let mut third = Program::new(&server, "third").await;
    let package = zip(&[
        ("mine/supbot.json", &files["supbot.json"]),
        ("mine/conversations/a.json", b"{\"kind\":\"supbot.conversation\",\"title\":5}"),
        ("mine/conversations/b.json", conversation),
    ]);
    let imported = import(&mut third, &package).await;
    assert_eq!(counts(&imported), [1, 3, 0, 0]);
    assert_eq!(report(&imported), super::omissions(&[("broken", 1)]));
}

#[tokio::test]
async fn an_export_goes_out_as_a_file_and_only_to_its_owner() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let answer = program.begin(Method::GET, "/api/v1/export", None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "application/zip");
    let disposition = answer.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(disposition.starts_with("attachment; filename=\"supbot-20"), "{disposition}");
    assert!(answer.headers().contains_key("content-length"));
    // Until it is sent, another one is not made.
    assert_eq!(program.begin(Method::GET, "/api/v1/export", None).await.status(), StatusCode::TOO_MANY_REQUESTS);
    drop(answer);
    assert_eq!(program.begin(Method::GET, "/api/v1/export", None).await.status(), StatusCode::OK);
    let visitor = server.visitor().get("/api/v1/export").await;
    assert_eq!(visitor.status, StatusCode::UNAUTHORIZED);
}
