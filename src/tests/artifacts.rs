//! Files in answers: what they are called, their versions, and who may have them.

use crate::{
    api::Program,
    server::{Answer, TestServer},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use std::io::{Cursor, Read};

/// A conversation in which these answers were given; the scripted model answers one more question.
async fn conversation(program: &mut Program, answers: &[&str]) -> String {
    let mut messages: Vec<_> = Vec::new();
    for answer in answers {
        messages.push(json!({ "role": "user", "content": "Write it" }));
        messages.push(json!({ "role": "assistant", "content": answer }));
    }
    messages.push(json!({ "role": "user", "content": "Thanks" }));
    let body = json!({ "model": "echo", "store": true, "messages": messages });
    let answer = program.send(Method::POST, "/v1/chat/completions", &[], Some(body)).await;
    assert!(answer.status.is_success(), "{}", answer.text);
    answer.header("x-supbot-conversation").to_owned()
}

async fn get(program: &mut Program, path: &str) -> Answer {
    program.send(Method::GET, path, &[], None).await
}

const FIRST: &str =
    "Here:\n\n```rust src/main.rs\nfn main() {\n    old();\n}\n```\n\n**../../notes.txt**\n\n```\nnotes\n```\n";
const SECOND: &str = "Changed:\n\n```rust src/main.rs\nfn main() {\n    new();\n}\n```\n\n`index.html`:\n\n```html\n<script>alert(1)</script>\n```\n";

fn path(conversation: &str, rest: &str) -> String {
    format!("/api/v1/conversations/{conversation}/files{rest}")
}

#[tokio::test]
async fn answers_are_files_with_versions() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "owner").await;
    let id = conversation(&mut program, &[FIRST, SECOND]).await;
    let list: Value = get(&mut program, &path(&id, "")).await.json();
    let told: Vec<_> = list["items"].as_array().unwrap().iter().collect();
    let names: Vec<_> = told.iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["src/main.rs", "notes.txt", "index.html"]);
    assert_eq!((&told[0]["language"], &told[1]["language"]), (&json!("Rust"), &json!("")));
    let versions = told[0]["versions"].as_array().unwrap();
    let numbers: Vec<_> = versions.iter().map(|version| version["number"].as_u64().unwrap()).collect();
    assert_eq!((numbers, versions[0]["lines"].clone()), (vec![1, 2], json!(3)));
    assert_ne!(versions[0]["message_id"], versions[1]["message_id"]);
    assert_eq!(list["next_cursor"], Value::Null);

    for (query, text) in [("", "new();"), ("&version=1", "old();"), ("&version=2", "new();")] {
        let file = get(&mut program, &path(&id, &format!("/content?name=src/main.rs{query}"))).await;
        assert!(file.status.is_success() && file.text.contains(text), "{}", file.text);
        assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''main.rs");
    }
    for query in ["name=src/main.rs&version=3", "name=main.rs", "name=../../notes.txt"] {
        let answer = get(&mut program, &path(&id, &format!("/content?{query}"))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{query}");
    }
}

#[tokio::test]
async fn nothing_that_is_downloaded_can_run() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "owner").await;
    let id = conversation(&mut program, &[SECOND]).await;
    let file = get(&mut program, &path(&id, "/content?name=index.html")).await;
    assert_eq!(file.text, "<script>alert(1)</script>\n");
    for (name, value) in [
        ("content-type", "text/plain; charset=utf-8"),
        ("x-content-type-options", "nosniff"),
        ("content-disposition", "attachment; filename*=UTF-8''index.html"),
    ] {
        assert_eq!(file.header(name), value);
    }
    let mut person = server.visitor().log_in_as("owner").await;
    let page = person.get(&format!("/files/{id}?file=index.html")).await;
    assert!(page.html().contains("&lt;") && !page.text.contains("<script>alert"), "{}", page.html());
}

#[tokio::test]
async fn all_files_come_packed_or_those_of_one_answer() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "owner").await;
    let id = conversation(&mut program, &[FIRST, SECOND]).await;
    let unpacked = |bytes: Vec<u8>| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            assert!(file.enclosed_name().is_some(), "{}", file.name());
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            files.push((file.name().to_owned(), text));
        }
        files
    };
    let all = unpacked(program.bytes(Method::GET, &path(&id, "/archive"), None).await);
    let names: Vec<_> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["src/main.rs", "notes.txt", "index.html"]);
    assert!(all[0].1.contains("new();"));
    let list: Value = get(&mut program, &path(&id, "")).await.json();
    let first = list["items"][0]["versions"][0]["message_id"].as_str().unwrap();
    let one = unpacked(program.bytes(Method::GET, &path(&id, &format!("/archive?message={first}")), None).await);
    assert_eq!(one.len(), 2);
    assert!(one[0].1.contains("old();"));
    let none = conversation(&mut program, &["No code"]).await;
    assert_eq!(get(&mut program, &path(&none, "/archive")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_shows_a_version_or_what_differs_between_two() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "owner").await;
    let id = conversation(&mut program, &[FIRST, SECOND]).await;
    let mut person = server.visitor().log_in_as("owner").await;
    let page = person.get(&format!("/files/{id}")).await.html();
    assert!(page.contains("2 versions") && page.contains(">new</span>") && !page.contains(">old</span>"), "{page}");
    let old = person.get(&format!("/files/{id}?file=src%2Fmain.rs&version=1")).await.html();
    assert!(old.contains(">old</span>") && old.contains("content?name=src%2Fmain.rs&amp;version=1"), "{old}");
    let difference = person.get(&format!("/files/{id}?file=src%2Fmain.rs&version=2&with=1")).await.html();
    assert!(difference.contains("<mark>old") && difference.contains("<mark>new"), "{difference}");
    for wrong in ["?file=nothing.rs", "?file=src%2Fmain.rs&version=9", "?file=src%2Fmain.rs&with=9"] {
        let page = person.get(&format!("/files/{id}{wrong}")).await;
        assert!(page.html().contains("Not found") || page.status == StatusCode::NOT_FOUND, "{wrong}");
    }
    let empty = conversation(&mut program, &["No code"]).await;
    assert!(person.get(&format!("/files/{empty}")).await.html().contains("No answer has named code files yet"));
}

#[tokio::test]
async fn files_are_their_owners_alone_and_of_the_branch_that_is_shown() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "owner").await;
    let id = conversation(&mut program, &[FIRST, SECOND]).await;
    let mut stranger = Program::new(&server, "stranger").await;
    for rest in ["", "/content?name=src/main.rs", "/archive"] {
        assert_eq!(get(&mut stranger, &path(&id, rest)).await.status, StatusCode::NOT_FOUND, "{rest}");
    }
    let mut person = server.visitor().log_in_as("stranger").await;
    let page = person.get(&format!("/files/{id}")).await;
    assert!(!page.text.contains("main.rs"), "{}", page.text);

    // Another branch has only what is said on it.
    let messages = format!("/api/v1/conversations/{id}/messages");
    let said: Value = get(&mut program, &messages).await.json();
    let first =
        said["items"].as_array().unwrap().iter().rfind(|said| said["role"] == "assistant").unwrap()["id"].clone();
    let body = json!({ "content": "Another way", "parent_id": first });
    let answer = program.send(Method::POST, &messages, &[("accept", "text/event-stream")], Some(body)).await;
    assert!(answer.text.contains("event: done"), "{}", answer.text);
    let list: Value = get(&mut program, &path(&id, "")).await.json();
    let names: Vec<_> = list["items"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["src/main.rs", "notes.txt"]);
    assert_eq!(list["items"][0]["versions"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_sandbox_has_an_origin_and_a_network_of_its_own_that_is_none() {
    let server = TestServer::start().await;
    let sandbox = server.visitor().get("/sandbox").await;
    let policy = sandbox.header("content-security-policy");
    for part in [
        "sandbox allow-scripts;",
        "default-src 'none'",
        "connect-src 'none'",
        "frame-ancestors 'self'",
        "form-action 'none'",
    ] {
        assert!(policy.contains(part), "{part} in {policy}");
    }
    assert!(!policy.contains("allow-same-origin") && !policy.contains("http"), "{policy}");
    let mut person = server.person("owner").await;
    let page = person.get("/").await;
    assert!(page.header("content-security-policy").contains("frame-src "), "{:?}", page.headers);
}
