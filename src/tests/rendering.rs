//! Markdown that somebody wrote to do harm, through every door that renders it; and what is told when there is too much.

use crate::{api::Program, server::TestServer};
use axum::http::{Method, StatusCode};
use futures::{FutureExt, future::join_all};
use serde_json::{Value, json};
use std::{net::IpAddr, time::Duration};
use supbot::rendering::Reader;

/// Before they were bounded, some of these took an hour.
const PATIENCE: Duration = Duration::from_secs(120);

fn hostile() -> Vec<(&'static str, String)> {
    let n = 60_000;
    vec![
        ("quotes", ">".repeat(n)),
        ("quotes in lists", "- >".repeat(n / 3)),
        ("images in quotes", format!("{}{}", ">".repeat(n / 2), "![](http://a)".repeat(n / 26))),
        ("a lazy paragraph", format!("{}a\n{}", ">".repeat(n / 2), "a\n".repeat(n / 4))),
        ("formulas without an end", "\\(".repeat(n / 2)),
        ("lists in lists", format!("{}a\n{}", "- ".repeat(99), "\n".repeat(n))),
    ]
}

async fn created(program: &mut Program, path: &str, body: Value) -> Value {
    let answer = program.send(Method::POST, path, &[], Some(body)).await;
    assert!(answer.status.is_success(), "{}", answer.text);
    answer.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn no_document_takes_long_to_read_wherever_it_is_read() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let (mut person, mut visitor) = (server.visitor().log_in_as("somebody").await, server.visitor());
    let reading = async {
        for (what, content) in hostile() {
            let document =
                created(&mut program, "/api/v1/documents", json!({ "title": what, "content": content })).await;
            let id = document["id"].as_str().unwrap();
            let checked = program.send(Method::GET, &format!("/api/v1/documents/{id}/check"), &[], None).await;
            assert_eq!(checked.status, StatusCode::OK, "{what}");
            assert_eq!(person.get(&format!("/documents/{id}")).await.status, StatusCode::OK, "{what}");
            let share = created(&mut program, "/api/v1/shares", json!({ "document_id": id })).await;
            let page = visitor.get(&format!("/share/{}", share["token"].as_str().unwrap())).await;
            assert_eq!(page.status, StatusCode::OK, "{what}");
            let marks = page.text.matches("&gt;").count() + page.text.matches("<blockquote").count();
            assert!(marks >= content.matches('>').count(), "{what}: the text is whole");
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("it takes no time that grows with its square");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_takes_long_to_read_wherever_it_is_read() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let mut person = server.visitor().log_in_as("somebody").await;
    let reading = async {
        for (what, content) in hostile() {
            let messages = json!([
                { "role": "user", "content": "q" },
                { "role": "assistant", "content": content },
                { "role": "user", "content": "q" },
            ]);
            let body = json!({ "model": "scripted/echo", "store": true, "messages": messages });
            let answer = program.send(Method::POST, "/v1/chat/completions", &[], Some(body)).await;
            assert_eq!(answer.status, StatusCode::OK, "{what}: {}", answer.text);
            let conversation = answer.header("x-supbot-conversation").to_owned();
            let path = format!("/api/v1/conversations/{conversation}/messages");
            let all: Value = program.send(Method::GET, &path, &[], None).await.json();
            let stored = all["items"].as_array().unwrap().iter().find(|message| message["content"] == content.as_str());
            let reply = stored.unwrap_or_else(|| panic!("{what}"))["id"].as_str().unwrap();
            assert_eq!(person.get(&format!("/c/{conversation}")).await.status, StatusCode::OK, "{what}");
            let events = person.get(&format!("/events/replies/{reply}")).await;
            assert!(events.status == StatusCode::OK && events.text.contains("snapshot"), "{what}");
            let files =
                program.send(Method::GET, &format!("/api/v1/conversations/{conversation}/files"), &[], None).await;
            assert_eq!(files.status, StatusCode::OK, "{what}");
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("it takes no time that grows with its square");
}

#[tokio::test]
async fn who_comes_when_too_much_is_rendered_is_told_when_to_come_again() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = created(&mut program, "/api/v1/documents", json!({ "title": "t", "content": "# a" })).await;
    let (id, share) = (
        document["id"].as_str().unwrap().to_owned(),
        created(&mut program, "/api/v1/shares", json!({ "document_id": document["id"] })).await,
    );
    let check = format!("/api/v1/documents/{id}/check");
    // Strangers have all that runs and all that may wait.
    let rendering = server.state.rendering();
    let address = |number: u8| Reader::Visitor(IpAddr::from([10, 0, 0, number]).into());
    let mut turns: Vec<_> = (0..250).map(|number| Box::pin(rendering.turn(address(number)))).collect();
    let mut running: Vec<_> = turns.iter_mut().filter_map(|turn| turn.as_mut().now_or_never()).collect();
    assert!(running.iter().any(Result::is_err), "there is an end of waiting");
    let refused = program.send(Method::GET, &check, &[], None).await;
    assert_eq!((refused.status, &refused.json::<Value>()["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("busy")));
    assert_eq!(refused.header("retry-after"), "2");
    let mut visitor = server.visitor();
    for (language, words) in [("en", "too much to do just now"), ("ko", "일이 너무 많습니다")] {
        visitor.language = language;
        let page = visitor.get(&format!("/share/{}", share["token"].as_str().unwrap())).await;
        assert_eq!((page.status, page.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "2"));
        assert!(page.html().contains(words), "{}", page.text);
    }
    running.clear();
    turns.clear();
    assert_eq!(program.send(Method::GET, &check, &[], None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_account_that_asks_for_many_files_keeps_no_other_out() {
    let server = TestServer::start().await;
    let mut greedy = Program::new(&server, "greedy").await;
    let mut other = Program::new(&server, "other").await;
    let body = json!({ "title": "t", "content": "# 제목\n\n글\n" });
    let (long, short) = (
        created(&mut greedy, "/api/v1/documents", body.clone()).await,
        created(&mut other, "/api/v1/documents", body).await,
    );
    let path = |document: &Value| format!("/api/v1/documents/{}/export?format=pdf", document["id"].as_str().unwrap());
    let asked = (0..12).map(|_| {
        let (mut program, path) = (greedy.clone(), path(&long));
        async move { program.begin(Method::GET, &path, None).await }
    });
    let theirs = async { other.begin(Method::GET, &path(&short), None).await.status() };
    let (answers, theirs) = tokio::join!(join_all(asked), theirs);
    assert_eq!(theirs, StatusCode::OK);
    let (taken, refused): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status() == StatusCode::OK);
    assert!(taken.len() >= 4 && !refused.is_empty(), "{} of 12", taken.len());
    for answer in refused {
        assert_eq!(
            (answer.status(), &answer.headers()["retry-after"]),
            (StatusCode::TOO_MANY_REQUESTS, &"10".parse().unwrap())
        );
    }
}
