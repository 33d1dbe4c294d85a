//! Markdown that somebody wrote to do harm, through every door that renders it; and what is told when there is too much.

use crate::{api::Program, server::TestServer};
use axum::http::{Method, StatusCode};
use futures::{
    FutureExt,
    future::{LocalBoxFuture, join_all},
};
use serde_json::{Value, json};
use std::{net::IpAddr, time::Duration};
use supbot::{
    domain::error::Result,
    web::render_queue::{Reader, RenderQueue, Turn},
};

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

/// A stranger at that address.
fn stranger(number: u8) -> Reader {
    Reader::Visitor(IpAddr::from([10, 0, 0, number]).into())
}

/// Those who ask for a turn, each when those before have done so: who waits, and what the others were answered.
fn crowd(
    render_queue: &RenderQueue,
    readers: impl IntoIterator<Item = Reader>,
) -> (Vec<LocalBoxFuture<'_, Result<Turn>>>, Vec<Result<Turn>>) {
    let (mut waiting, mut answered) = (Vec::new(), Vec::new());
    for reader in readers {
        let mut turn = render_queue.turn(reader).boxed_local();
        match turn.as_mut().now_or_never() {
            Some(answer) => answered.push(answer),
            None => waiting.push(turn),
        }
    }
    (waiting, answered)
}

/// A text that is rendered in turn with others.
fn long_text() -> String {
    format!("# a\n\n{}", "word ".repeat(2_000))
}

#[tokio::test]
async fn a_few_who_ask_for_much_keep_nobody_else_out() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = created(&mut program, "/api/v1/documents", json!({ "title": "t", "content": long_text() })).await;
    let check = format!("/api/v1/documents/{}/check", document["id"].as_str().unwrap());
    let greedy = (0..5).flat_map(|number| std::iter::repeat_n(stranger(number), 40));
    let (mut waiting, answered) = crowd(server.state.render_queue(), greedy);
    assert!(answered.iter().any(Result::is_err), "there is an end of waiting");
    let asking = tokio::spawn(async move { program.send(Method::GET, &check, &[], None).await.status });
    let mut has_room = false;
    while !has_room && !asking.is_finished() {
        tokio::task::yield_now().await;
        has_room = waiting.iter_mut().any(|turn| matches!(turn.as_mut().now_or_never(), Some(Err(_))));
    }
    drop((waiting, answered));
    assert_eq!((has_room, asking.await.unwrap()), (true, StatusCode::OK), "one of the greedy makes room");
}

#[tokio::test]
async fn short_texts_are_read_however_much_others_wait_for() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let mut person = server.visitor().log_in_as("somebody").await;
    let document = created(&mut program, "/api/v1/documents", json!({ "title": "t", "content": "# hello" })).await;
    let share = created(&mut program, "/api/v1/shares", json!({ "document_id": document["id"] })).await;
    let conversation = created(&mut program, "/api/v1/conversations", json!({})).await["id"].to_string();
    let conversation = conversation.trim_matches('"');
    let messages = format!("/api/v1/conversations/{conversation}/messages");
    let headers = [("accept", "text/event-stream")];
    program.send(Method::POST, &messages, &headers, Some(json!({ "content": "hello" }))).await;
    let held = crowd(server.state.render_queue(), (0..250).map(stranger));
    for page in [
        format!("/documents/{}", document["id"].as_str().unwrap()),
        format!("/share/{}", share["token"].as_str().unwrap()),
        format!("/c/{conversation}"),
    ] {
        assert_eq!(person.get(&page).await.status, StatusCode::OK, "{page}");
    }
    drop(held);
}

#[tokio::test]
async fn a_proposal_that_is_written_waits_for_its_turn_and_is_not_thrown_away() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let content = "x".repeat(10_000);
    let document = created(&mut program, "/api/v1/documents", json!({ "title": "t", "content": content })).await;
    let path = format!("/api/v1/documents/{}/revise", document["id"].as_str().unwrap());
    let render_queue = server.state.render_queue();
    let held = crowd(render_queue, (0..250).map(stranger));
    let full = render_queue.waiting();
    let asking =
        tokio::spawn(async move { program.send(Method::POST, &path, &[], Some(json!({ "action": "rewrite" }))).await });
    while render_queue.waiting() == full && !asking.is_finished() {
        tokio::task::yield_now().await;
    }
    drop(held);
    let answer = asking.await.unwrap();
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

#[tokio::test]
async fn who_comes_when_too_much_is_rendered_is_told_when_to_come_again() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = created(&mut program, "/api/v1/documents", json!({ "title": "t", "content": long_text() })).await;
    let (id, share) = (
        document["id"].as_str().unwrap().to_owned(),
        created(&mut program, "/api/v1/shares", json!({ "document_id": document["id"] })).await,
    );
    let check = format!("/api/v1/documents/{id}/check");
    // Strangers have all that runs and all that may wait.
    let (waiting, answered) = crowd(server.state.render_queue(), (0..250).map(stranger));
    assert!(answered.iter().any(Result::is_err), "there is an end of waiting");
    let refused = program.send(Method::GET, &check, &[], None).await;
    assert_eq!((refused.status, &refused.json::<Value>()["code"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("busy")));
    assert_eq!(refused.header("retry-after"), "2");
    let mut visitor = server.visitor();
    for (language, words) in [("en", "too busy right now"), ("ko", "요청이 너무 많습니다")] {
        visitor.language = language;
        let page = visitor.get(&format!("/share/{}", share["token"].as_str().unwrap())).await;
        assert_eq!((page.status, page.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "2"));
        assert!(page.html().contains(words), "{}", page.text);
    }
    drop((waiting, answered));
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
