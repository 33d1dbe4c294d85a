//! Temporary chats: they are answered, counted, stopped, and nothing of them is kept.

use crate::{
    replies::{html_of, parse, state_of, text_of},
    server::{Client, TestServer},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};
use supbot::{
    generation::model::{GenerationEvent, Status},
    i18n::Language,
    markup,
};

const EVENTS: &str = "/events/temporary";

fn request(client: &Client, body: &Value) -> Request<Body> {
    let cookies: Vec<_> = client.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    Request::post(EVENTS)
        .header(header::COOKIE, cookies.join("; "))
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(body.to_string()))
        .unwrap()
}

/// What the page is told, event by event.
async fn ask(client: &mut Client, messages: Value) -> Vec<GenerationEvent> {
    let request = request(client, &json!({ "model": "scripted/echo", "messages": messages }));
    let answer = client.request(request).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    parse(&answer.text)
}

fn question(text: &str) -> Value {
    json!([{ "role": "user", "content": text }])
}

/// Everything that is in the data folder.
fn stored(server: &TestServer) -> Vec<u8> {
    let files = std::fs::read_dir(server.folder.path()).unwrap().map(|file| file.unwrap().path());
    files.filter(|file| file.is_file()).flat_map(|file| std::fs::read(file).unwrap()).collect()
}

#[tokio::test]
async fn an_answer_comes_rendered_and_nothing_but_its_cost_is_kept() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    let said = json!([
        { "role": "user", "content": "UNSTORED-first" },
        { "role": "assistant", "content": "UNSTORED-answer" },
        { "role": "user", "content": "UNSTORED **bold** 비밀스러운말" },
    ]);
    let events = ask(&mut person, said).await;
    assert_eq!(state_of(&events), (Status::Complete, None));
    assert!(matches!(events.last(), Some(GenerationEvent::Done { .. })), "{events:?}");
    let (html, text) = (html_of(&events), text_of(&events));
    assert!(html.contains("<strong>bold</strong>"), "{html}");
    assert!(text.contains("UNSTORED **bold** 비밀스러운말"), "{text}");

    let usage: Value = person.get("/api/v1/usage").await.json();
    assert_eq!(usage["items"][0]["answers"], 1, "{usage}");
    let conversations: Value = person.get("/api/v1/conversations").await.json();
    assert_eq!(conversations["items"], json!([]));
    let stored = stored(&server);
    let has = |text: &str| stored.windows(text.len()).any(|part| part == text.as_bytes());
    // The name of the person is there, so what is looked at is what is stored.
    assert!(has("person") && !has("UNSTORED") && !has("비밀스러운말"));
}

#[tokio::test]
async fn what_is_told_piece_by_piece_is_what_is_rendered_at_the_end() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    let text = "# 제목 😀\n\nFirst *one*\n\n```rust\nlet a = \"값 😀\";\nlet b = 2;\n```\n\nlast";
    let events = ask(&mut person, question(text)).await;
    let (shown, told) = (html_of(&events), text_of(&events));
    assert!(shown.contains("값 😀"), "{shown}");
    assert!(told.contains(text) && told.trim_end().ends_with("```"), "{told}");
    let whole = markup::render(&told, &Language::En.markup_labels());
    assert_eq!(shown, whole.iter().map(|block| block.as_str()).collect::<String>());
}

#[tokio::test]
async fn a_page_that_stops_reading_ends_the_model_s_work() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    let request = request(&person, &json!({ "messages": question("/hang") }));
    let answer = person.begin(request).await;
    assert_eq!(answer.status(), StatusCode::OK);
    server.wait_for_open_streams(1).await;
    drop(answer);
    server.wait_for_open_streams(0).await;
}

#[tokio::test]
async fn what_cannot_be_asked_is_refused_in_the_language_of_the_page() {
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "2")]).await;
    let mut person = server.person("person").await;
    let many: Vec<_> = (0..401).map(|_| json!({ "role": "user", "content": "x" })).collect();
    let cases = [
        (json!({ "messages": [] }), "message_empty"),
        (json!({ "messages": question(" ") }), "message_empty"),
        (json!({ "messages": [{ "role": "assistant", "content": "x" }] }), "message_empty"),
        (json!({ "messages": question(&"x".repeat(512 * 1024 + 1)) }), "message_too_long"),
        (json!({ "messages": many }), "message_too_long"),
        (json!({ "messages": question("\u{0}") }), "message_control_character"),
        (json!({ "messages": question("x"), "model": "openai/none" }), "model_unknown"),
        (json!({ "messages": question("x"), "store": true }), "unknown_field"),
    ];
    for (body, code) in cases {
        let request = request(&person, &body);
        let answer = person.request(request).await;
        assert_eq!(answer.json::<Value>()["code"], code, "{}", answer.text);
    }
    person.language = "ko";
    ask(&mut person, question("하나")).await;
    ask(&mut person, question("둘")).await;
    let request = request(&person, &json!({ "messages": question("셋") }));
    let answer = person.request(request).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let title = answer.json::<Value>()["title"].as_str().unwrap().to_owned();
    assert!(title.contains('초'), "{title}");
}

#[tokio::test]
async fn a_model_that_fails_says_why() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    let request = request(&person, &json!({ "messages": question("/fail unauthorized") }));
    let answer = person.request(request).await;
    assert!(answer.text.contains("does not accept the API key"), "{}", answer.text);
}

#[tokio::test]
async fn nobody_but_a_person_on_a_page_of_this_site_is_answered() {
    let server = TestServer::start().await;
    let person = server.person("person").await;
    let mut visitor = server.visitor();
    let body = json!({ "messages": question("x") });
    let asked = request(&visitor, &body);
    assert_eq!(visitor.request(asked).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(visitor.get("/temporary").await.location(), "/login?next=/temporary");
    let mut foreign = request(&person, &body);
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(visitor.request(foreign).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_page_says_what_it_is_and_what_it_needs() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    let page = person.get("/temporary").await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.html();
    for part in ["A chat that is not saved anywhere", "cannot be restored", "<noscript>", "need JavaScript"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(html.contains("disabled"), "{html}");
}
