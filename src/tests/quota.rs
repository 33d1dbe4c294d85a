//! How much an account may store, by whichever door it comes in; and how fast it may come.

use crate::{
    api::Program,
    server::{Answer, TestServer},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use supbot::chat::api::SendMessage;

/// What the migration counts of accounts that were there before it.
const MIGRATION: &str = include_str!("../../migrations/0023_account_usage.sql");

async fn database(server: &TestServer) -> SqlitePool {
    SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
}

/// Holds the sum that is kept against everything that is there; gives it.
async fn check_sum(db: &SqlitePool) -> i64 {
    let count = MIGRATION.split_once("insert into account_usage (user_id, bytes, idempotency_keys)\n").unwrap().1;
    let counted: Vec<(String, i64, i64)> = sqlx::query_as(count).fetch_all(db).await.unwrap();
    let kept: Vec<(String, i64, i64)> =
        sqlx::query_as("select user_id, bytes, idempotency_keys from account_usage order by user_id")
            .fetch_all(db)
            .await
            .unwrap();
    assert_eq!(kept, counted);
    kept.iter().map(|(_, bytes, _)| bytes).sum()
}

async fn post(program: &mut Program, path: &str, body: Value) -> Answer {
    program.send(Method::POST, &format!("/api/v1/{path}"), &[], Some(body)).await
}

async fn made(program: &mut Program, path: &str, body: Value) -> String {
    let answer = post(program, path, body).await;
    assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
    answer.json::<Value>()["id"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn the_sum_of_an_account_is_what_it_has_stored_whatever_was_done() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut program = Program::new(&server, "somebody").await;
    let empty = check_sum(&db).await;

    let conversation = made(&mut program, "conversations", json!({ "title": "One", "system_prompt": "짧게" })).await;
    let path = format!("/api/v1/conversations/{conversation}/messages");
    for number in 0..2 {
        let headers = [("accept", "text/event-stream"), ("idempotency-key", &format!("key-{number}"))];
        let asked = program.send(Method::POST, &path, &headers, Some(json!({ "content": "안녕 하세요" }))).await;
        assert!(asked.text.contains("event: done"), "{}", asked.text);
    }
    let change = Some(json!({ "system_prompt": "아주 길게" }));
    program.send(Method::PATCH, &format!("/api/v1/conversations/{conversation}"), &[], change).await;
    let document = made(&mut program, "documents", json!({ "title": "Notes", "content": "첫 줄" })).await;
    let of_document = format!("/api/v1/documents/{document}");
    let change = Some(json!({ "content": "첫 줄\n\n둘째 줄", "revision": 1 }));
    let changed = program.send(Method::PATCH, &of_document, &[], change).await;
    assert!(changed.status.is_success(), "{}", changed.text);
    made(&mut program, &format!("documents/{document}/versions"), json!({ "content": "다른 줄" })).await;
    let copy = made(&mut program, &format!("documents/{document}/duplicate"), json!({})).await;
    made(&mut program, "shares", json!({ "document_id": document })).await;
    let prompt = made(&mut program, "prompts", json!({ "name": "sum up", "command": "sum", "body": "Sum up" })).await;
    made(&mut program, "personas", json!({ "name": "poet", "system_prompt": "In verse." })).await;
    assert!(check_sum(&db).await > empty + 6 * 512);

    for path in [of_document, format!("/api/v1/documents/{copy}"), format!("/api/v1/conversations/{conversation}")] {
        assert_eq!(program.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    }
    program.send(Method::DELETE, &format!("/api/v1/prompts/{prompt}"), &[], None).await;
    check_sum(&db).await;
    // As after 30 days.
    for query in ["delete from documents", "delete from conversations", "delete from personas", "delete from shares"] {
        sqlx::query(query).execute(&db).await.unwrap();
    }
    assert_eq!(check_sum(&db).await, empty);
    sqlx::query("delete from users").execute(&db).await.unwrap();
    assert_eq!(check_sum(&db).await, 0);
}

#[tokio::test]
async fn a_full_account_is_refused_by_every_door_and_keeps_what_it_has() {
    let server = TestServer::with(&[("SUPBOT_ACCOUNT_BYTES", "30000")]).await;
    let db = database(&server).await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = made(&mut program, "conversations", json!({ "title": "One" })).await;
    let content = "x".repeat(11_000);
    let document = made(&mut program, "documents", json!({ "title": "Large", "content": content })).await;
    let more = "y".repeat(15_000);
    let doors = [
        (Method::POST, "documents".to_owned(), json!({ "title": "More", "content": more })),
        (Method::PATCH, format!("documents/{document}"), json!({ "content": more, "revision": 1 })),
        (Method::POST, format!("documents/{document}/duplicate"), json!({})),
        (Method::POST, format!("documents/{document}/versions"), json!({ "content": more })),
        (Method::POST, format!("conversations/{conversation}/messages"), json!({ "content": more })),
        (Method::POST, "personas".to_owned(), json!({ "name": "poet", "system_prompt": more })),
        (Method::POST, "prompts".to_owned(), json!({ "name": "sum", "command": "sum", "body": more })),
    ];
    for (method, path, body) in doors {
        let answer = program.send(method, &format!("/api/v1/{path}"), &[], Some(body)).await;
        let problem: Value = answer.json();
        assert_eq!(
            (answer.status, &problem["code"]),
            (StatusCode::PAYLOAD_TOO_LARGE, &json!("account_full")),
            "{path}"
        );
    }
    for path in ["/api/v1/import", "/api/v1/attachments?name=a.txt"] {
        let answer = program.bytes(Method::POST, path, Some(more.clone().into_bytes())).await;
        let text = String::from_utf8_lossy(&answer);
        assert!(text.contains("account_full"), "{path}: {text}");
    }
    // What a person sees on a page, in both languages.
    let mut person = server.visitor().log_in_as("somebody").await;
    let fields = [("conversation", conversation.as_str()), ("content", more.as_str()), ("model", "")];
    let refused = person.call::<SendMessage>(&fields).await;
    assert_eq!(
        (refused.status, refused.text.as_str()),
        (StatusCode::PAYLOAD_TOO_LARGE, "{\"invalid\":\"account_full\"}")
    );
    check_sum(&db).await;

    // Small things are still done, and nothing is lost.
    made(&mut program, "documents", json!({ "title": "Small", "content": "x" })).await;
    let read = program.send(Method::GET, &format!("/api/v1/documents/{document}"), &[], None).await;
    assert_eq!(read.json::<Value>()["content"], json!(content));
    let other = Program::new(&server, "other").await.send(Method::GET, "/api/v1/documents", &[], None).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn an_answer_that_was_begun_is_stored_to_its_end() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = made(&mut program, "conversations", json!({ "title": "One" })).await;
    // No room but for the two rows of a question.
    sqlx::query("update account_limit set bytes_max = (select max(bytes) + 2 * 512 + 5 from account_usage)")
        .execute(&db)
        .await
        .unwrap();
    let path = format!("/api/v1/conversations/{conversation}/messages");
    let asked = program
        .send(Method::POST, &path, &[("accept", "text/event-stream")], Some(json!({ "content": "hello" })))
        .await;
    assert!(asked.text.contains("event: done"), "{}", asked.text);
    let over: bool = sqlx::query_scalar("select max(bytes) > (select bytes_max from account_limit) from account_usage")
        .fetch_one(&db)
        .await
        .unwrap();
    assert!(over);
    let again = program.send(Method::POST, &path, &[], Some(json!({ "content": "more" }))).await;
    assert_eq!(again.status, StatusCode::PAYLOAD_TOO_LARGE);
    check_sum(&db).await;
}

#[tokio::test]
async fn a_full_account_makes_room_by_deleting_a_document_for_good() {
    let server = TestServer::with(&[("SUPBOT_ACCOUNT_BYTES", "30000")]).await;
    let db = database(&server).await;
    let mut program = Program::new(&server, "somebody").await;
    let first = made(&mut program, "documents", json!({ "title": "One", "content": "x".repeat(11_000) })).await;
    let second = json!({ "title": "Two", "content": "y".repeat(5_000) });
    let path = format!("/api/v1/documents/{first}");
    assert_eq!(program.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(post(&mut program, "documents", second.clone()).await.status, StatusCode::PAYLOAD_TOO_LARGE);

    let for_good = format!("{path}?permanently=true");
    let mut other = Program::new(&server, "other").await;
    assert_eq!(other.send(Method::DELETE, &for_good, &[], None).await.status, StatusCode::NOT_FOUND);
    let stale = program.send(Method::DELETE, &for_good, &[("if-match", "\"0\"")], None).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    assert_eq!(program.send(Method::DELETE, &for_good, &[], None).await.status, StatusCode::NO_CONTENT);
    check_sum(&db).await;
    let restored = program.send(Method::POST, &format!("{path}/restore"), &[], None).await;
    assert_eq!(restored.status, StatusCode::NOT_FOUND);
    let second = made(&mut program, "documents", second).await;

    // One that is not in the trash, too.
    let path = format!("/api/v1/documents/{second}?permanently=true");
    assert_eq!(program.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    let left: i64 = sqlx::query_scalar("select count(*) from documents").fetch_one(&db).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn nothing_is_gone_on_with_while_the_account_is_full() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = made(&mut program, "conversations", json!({ "title": "One" })).await;
    let messages = format!("conversations/{conversation}/messages");
    let asked: Value = post(&mut program, &messages, json!({ "content": "/slow 100000" })).await.json();
    let reply = asked["assistant_message"]["id"].as_str().unwrap().to_owned();
    let draft = made(&mut program, "documents", json!({ "prompt": "/slow 100000" })).await;
    let paths = [format!("messages/{reply}"), format!("documents/{draft}")];
    for path in &paths {
        let stored = format!("/api/v1/{path}");
        while program.send(Method::GET, &stored, &[], None).await.json::<Value>()["content"] == "" {
            tokio::task::yield_now().await;
        }
        post(&mut program, &format!("{path}/stop"), json!({})).await;
        program.send(Method::GET, &format!("{stored}/events"), &[], None).await;
    }
    server.wait_for_open_streams(0).await;
    let full = "update account_limit set bytes_max = (select max(bytes) from account_usage)";
    sqlx::query(full).execute(&db).await.unwrap();
    for path in &paths {
        let answer = post(&mut program, &format!("{path}/continue"), json!({})).await;
        let code = answer.json::<Value>()["code"].clone();
        assert_eq!((answer.status, code), (StatusCode::PAYLOAD_TOO_LARGE, json!("account_full")), "{path}");
        let stored = program.send(Method::GET, &format!("/api/v1/{path}"), &[], None).await.json::<Value>();
        assert_eq!(stored["status"], "stopped", "{path}");
    }
    sqlx::query("update account_limit set bytes_max = 1000000000").execute(&db).await.unwrap();
    for path in &paths {
        let answer = post(&mut program, &format!("{path}/continue"), json!({})).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{path}: {}", answer.text);
        post(&mut program, &format!("{path}/stop"), json!({})).await;
    }
}

#[tokio::test]
async fn idempotency_keys_of_an_account_have_an_end() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut program = Program::new(&server, "somebody").await;
    sqlx::query("update account_usage set idempotency_keys = 9999").execute(&db).await.unwrap();
    let mut statuses = Vec::new();
    for key in ["one", "two"] {
        let headers = [("idempotency-key", key)];
        statuses.push(program.send(Method::POST, "/api/v1/conversations", &headers, Some(json!({}))).await.status);
    }
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::TOO_MANY_REQUESTS]);
}

#[tokio::test]
async fn an_account_that_changes_things_without_a_pause_is_told_to_wait_and_may_read() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let mut last = None;
    // Twice what is allowed at once: some comes back meanwhile.
    for _ in 0..2400 {
        let answer = program.send(Method::DELETE, "/api/v1/keys/nothing", &[], None).await;
        last = Some(answer);
        if last.as_ref().is_some_and(|answer| answer.status == StatusCode::TOO_MANY_REQUESTS) {
            break;
        }
    }
    let last = last.unwrap();
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(last.header("retry-after"), "1");
    assert_eq!(program.send(Method::GET, "/api/v1/me", &[], None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whom_to_tell_of_a_fault_is_said_when_somebody_has_set_it() {
    let nobody = TestServer::start().await.visitor().get("/.well-known/security.txt").await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    for (contact, said) in
        [("safe@example.com", "mailto:safe@example.com"), ("https://a.example/x", "https://a.example/x")]
    {
        let server = TestServer::with(&[("SUPBOT_SECURITY_CONTACT", contact)]).await;
        let answer = server.visitor().get("/.well-known/security.txt").await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
        let fields: Vec<_> = answer.text.lines().filter_map(|line| line.split_once(": ")).collect();
        assert_eq!((fields[0], fields[2]), (("Contact", said), ("Preferred-Languages", "ko, en")));
        let expires: jiff::Timestamp = fields[1].1.parse().unwrap();
        let days = (expires.as_second() - jiff::Timestamp::now().as_second()) / 86_400;
        assert!(fields[1].0 == "Expires" && (170..365).contains(&days), "{fields:?}");
    }
}
