//! Sharing by a link: what it shows and what it does not, and that it grants nothing but reading.

mod doors;
mod ends;

use crate::{
    api::Program,
    server::{Answer, Client, TestServer},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use supbot::chat::api::ActOnMessage;

const SHARES: &str = "/api/v1/shares";

async fn post(program: &mut Program, path: &str, body: Value) -> Answer {
    let answer = program.send(Method::POST, path, &[("accept", "application/json")], Some(body)).await;
    assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
    answer
}

async fn get(program: &mut Program, path: &str) -> Value {
    program.send(Method::GET, path, &[], None).await.json()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// Asks, and waits for the whole answer.
async fn ask(program: &mut Program, conversation: &str, body: Value) {
    let path = format!("/api/v1/conversations/{conversation}/messages");
    let answer = program.send(Method::POST, &path, &[("accept", "text/event-stream")], Some(body)).await;
    assert!(answer.text.contains("event: done"), "{}", answer.text);
}

/// A conversation of what was said elsewhere; the model answers the last question.
async fn conversation(program: &mut Program, said: &[(&str, &str)]) -> String {
    let messages: Vec<_> = said.iter().map(|(role, text)| json!({ "role": role, "content": text })).collect();
    let body = json!({ "model": "echo", "store": true, "messages": messages });
    post(program, "/v1/chat/completions", body).await.header("x-supbot-conversation").to_owned()
}

async fn document(program: &mut Program, title: &str, content: &str) -> String {
    id(&post(program, "/api/v1/documents", json!({ "title": title, "content": content })).await.json())
}

async fn share(program: &mut Program, body: Value) -> Value {
    let answer = post(program, SHARES, body).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    answer.json()
}

/// The path of a link.
fn path(share: &Value) -> String {
    format!("/share/{}", share["token"].as_str().unwrap())
}

/// A page without what Leptos adds behind it, which has another nonce each time.
fn page(answer: &Answer) -> String {
    answer.html().split("</html>").next().unwrap().to_owned()
}

async fn database(server: &TestServer) -> SqlitePool {
    SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_link_shows_the_branch_that_was_shown_and_nothing_else() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "ownername").await;
    let said = [
        ("system", "SECRET instructions"),
        ("user", "First question"),
        (
            "assistant",
            "<think>SECRET thought</think>\n<think>SECRET again</think>First **answer**\n\n```rs\nlet a = 1;\n```",
        ),
        ("user", "SECRET second question"),
    ];
    let conversation = conversation(&mut owner, &said).await;
    let messages = format!("/api/v1/conversations/{conversation}/messages");
    let first_answer = id(&get(&mut owner, &messages).await["items"][2]);
    for content in ["SECRET branch", "<think>is typed</think> Third question"] {
        ask(&mut owner, &conversation, json!({ "content": content, "parent_id": first_answer })).await;
    }
    ask(&mut owner, &conversation, json!({ "content": "SECRET, deleted" })).await;
    let all = get(&mut owner, &messages).await;
    let mut person = server.visitor().log_in_as("ownername").await;
    let fields = [("id", all["items"][1]["id"].as_str().unwrap()), ("action", "delete")];
    assert_eq!(person.call::<ActOnMessage>(&fields).await.status, StatusCode::OK);

    let title = json!({ "title": "What & why" });
    owner.send(Method::PATCH, &format!("/api/v1/conversations/{conversation}"), &[], Some(title)).await;
    let shared = share(&mut owner, json!({ "conversation_id": conversation, "expires_in_days": 1 })).await;
    assert_eq!((&shared["title"], &shared["kind"]), (&json!("What & why"), &json!("conversation")));
    assert_eq!(shared["url"], format!("http://127.0.0.1:0{}", path(&shared)));
    let day = 24 * 60 * 60 * 1000;
    assert_eq!(shared["expires_at"].as_i64().unwrap() - shared["created_at"].as_i64().unwrap(), day);

    let page = server.visitor().get(&path(&shared)).await;
    let html = self::page(&page);
    for part in [
        "<h1>What &amp; why</h1>",
        "<p class=\"share-by\">User</p>",
        "<p class=\"share-by\">echo</p>",
        "First question",
        "<strong>answer</strong>",
        "&lt;think&gt;is typed&lt;/think&gt; Third question",
        "A read-only copy of a chat, shared on <time",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(html.matches("share-by").count(), 4, "{html}");
    let stored: String =
        sqlx::query_scalar("select title || content from shares").fetch_one(&database(&server).await).await.unwrap();
    let me = id(&get(&mut owner, "/api/v1/me").await);
    let mut hidden = vec!["SECRET".to_owned(), "ownername".to_owned(), me, conversation, id(&shared)];
    hidden.extend(all["items"].as_array().unwrap().iter().map(id));
    for part in hidden {
        assert!(!html.contains(&part) && !stored.contains(&part), "{part} in {html} or {stored}");
    }
    assert!(!html.contains("<script") && html.matches("<button").count() == 1, "{html}");
    for (name, value) in [
        ("cache-control", "private, no-cache"),
        ("x-robots-tag", "noindex"),
        ("referrer-policy", "same-origin"),
        ("set-cookie", ""),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
}

#[tokio::test]
async fn search_engines_may_list_what_its_owner_says_and_nothing_else() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let document = document(&mut owner, "x", "text").await;
    for (is_findable, told) in [(true, ""), (false, "noindex")] {
        let shared = share(&mut owner, json!({ "document_id": document, "is_findable": is_findable })).await;
        assert_eq!(shared["is_findable"], is_findable);
        assert_eq!(server.visitor().get(&path(&shared)).await.header("x-robots-tag"), told);
    }
    let mut person = server.visitor().log_in_as("owner").await;
    let html = person.get("/shares").await.html();
    assert_eq!(html.matches("visible to search engines").count(), 1, "{html}");
    assert!(person.get(&format!("/shares/new?document={document}")).await.text.contains("name=\"is_findable\""));
}

#[tokio::test]
async fn hostile_texts_stay_texts() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let hostile = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) ![b](https://evil.example/x.png)\n\n<iframe src=\"/\"></iframe>";
    let conversation = conversation(&mut owner, &[("user", hostile), ("assistant", hostile), ("user", hostile)]).await;
    let document = document(&mut owner, "</title><script>1</script>", hostile).await;
    for wish in [json!({ "conversation_id": conversation }), json!({ "document_id": document })] {
        let shared = share(&mut owner, wish).await;
        let html = page(&server.visitor().get(&path(&shared)).await);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
        for part in ["<script", "<img", "<iframe", "href=\"javascript", "src=\"https://evil", "</title><"] {
            let is_there = html.contains(part) && !(part == "</title><" && html.matches("</title>").count() == 1);
            assert!(!is_there, "{part} in {html}");
        }
    }
}

#[tokio::test]
async fn later_changes_of_the_original_do_not_show() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let conversation = conversation(&mut owner, &[("user", "What was said")]).await;
    let document = document(&mut owner, "Minutes", "# Decided\n\nwhat was decided").await;
    let shares = [
        share(&mut owner, json!({ "conversation_id": conversation })).await,
        share(&mut owner, json!({ "document_id": document })).await,
    ];
    let mut before = Vec::new();
    for shared in &shares {
        before.push(page(&server.visitor().get(&path(shared)).await));
    }
    assert!(before[0].contains("What was said") && before[1].contains("<h2>Decided</h2>"), "{before:?}");
    ask(&mut owner, &conversation, json!({ "content": "LATER" })).await;
    let (chat, text) = (format!("/api/v1/conversations/{conversation}"), format!("/api/v1/documents/{document}"));
    owner.send(Method::PATCH, &chat, &[], Some(json!({ "title": "LATER" }))).await;
    let change = json!({ "title": "LATER", "content": "LATER", "revision": 1 });
    assert_eq!(owner.send(Method::PATCH, &text, &[], Some(change)).await.status, StatusCode::OK);
    for path in [&chat, &text] {
        assert_eq!(owner.send(Method::DELETE, path, &[], None).await.status, StatusCode::NO_CONTENT);
    }
    for (shared, before) in shares.iter().zip(before) {
        assert_eq!(page(&server.visitor().get(&path(shared)).await), before);
    }
}

/// Sends something with the token of a link as if it were a credential.
async fn status(client: &mut Client, method: &str, path: &str, token: &str) -> StatusCode {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::AUTHORIZATION, format!("Bearer {token}"))
        .header(header::CONTENT_TYPE, "application/json");
    client.request(request.body(Body::from("{\"title\":\"x\",\"content\":\"x\"}")).unwrap()).await.status
}

#[tokio::test]
async fn a_link_grants_nothing_but_reading() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let conversation = conversation(&mut owner, &[("user", "Hello")]).await;
    let shared = share(&mut owner, json!({ "conversation_id": conversation })).await;
    let (token, id) = (shared["token"].as_str().unwrap(), shared["id"].as_str().unwrap());
    let before = get(&mut owner, &format!("/api/v1/conversations/{conversation}")).await;
    let mut visitor = server.visitor();
    visitor.cookies.insert("supbot_session".to_owned(), token.to_owned());
    for (method, path) in [
        ("GET", format!("/api/v1/conversations/{conversation}")),
        ("PATCH", format!("/api/v1/conversations/{conversation}")),
        ("DELETE", format!("/api/v1/conversations/{conversation}")),
        ("POST", format!("/api/v1/conversations/{conversation}/messages")),
        ("GET", SHARES.to_owned()),
        ("POST", SHARES.to_owned()),
        ("DELETE", format!("{SHARES}/{id}")),
        ("DELETE", format!("{SHARES}/{token}")),
        ("POST", "/v1/chat/completions".to_owned()),
    ] {
        assert_eq!(status(&mut visitor, method, &path, token).await, StatusCode::UNAUTHORIZED, "{method} {path}");
    }
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let refused = status(&mut server.visitor(), method, &path(&shared), token).await;
        assert!(refused.is_client_error(), "{method} {refused}");
    }
    assert_eq!(get(&mut owner, &format!("/api/v1/conversations/{conversation}")).await, before);
    assert_eq!(server.visitor().get(&path(&shared)).await.status, StatusCode::OK);
}
