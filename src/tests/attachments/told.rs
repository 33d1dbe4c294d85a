//! What a service that speaks OpenAI's protocol is told of attachments.

use super::{ask_with, attach, id, picture};
use crate::server::TestServer;
use axum::{Router, body::Body, http::header, response::IntoResponse, routing::post};
use image::ImageFormat;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// A service on the loopback address that remembers what it was asked for answers.
async fn service() -> (String, Arc<Mutex<Vec<Value>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&asked);
    let chat = post(move |body: String| async move {
        seen.lock().unwrap().push(serde_json::from_str(&body).unwrap());
        let answer =
            "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        ([(header::CONTENT_TYPE, "text/event-stream")], Body::from(answer)).into_response()
    });
    let app = Router::new().route("/v1/chat/completions", chat).layer(axum::extract::DefaultBodyLimit::disable());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, asked)
}

/// The messages of the first request whose last message holds `text`.
fn messages(asked: &Mutex<Vec<Value>>, text: &str) -> Vec<Value> {
    let asked = asked.lock().unwrap();
    let is_it = |request: &&Value| request["messages"].as_array().unwrap().last().unwrap().to_string().contains(text);
    let request = asked.iter().find(is_it).unwrap_or_else(|| panic!("{text}: {asked:?}"));
    request["messages"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_model_that_sees_is_shown_pictures_and_told_texts_in_fences() {
    let (url, asked) = service().await;
    let settings = [("SUPBOT_PROVIDERS", "openai"), ("OPENAI_BASE_URL", url.as_str()), ("SUPBOT_MODEL", "gpt-5-mini")];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    let image = id(&attach(&mut person, "cat.png", picture(30, 20, ImageFormat::Png)).await);
    let text = id(&attach(&mut person, "a`b].md", "before\n```rust\nfn main() {}\n```\n").await);
    let sent = ask_with(&mut person, "", "What is this?", &[&image, &text]).await;
    let told = messages(&asked, "What is this?");
    let content = told.last().unwrap()["content"].as_array().unwrap().clone();
    assert_eq!(content.len(), 2);
    let url = content[0]["image_url"]["url"].as_str().unwrap();
    assert!(content[0]["type"] == "image_url" && url.starts_with("data:image/png;base64,iVBORw0KGgo"), "{url}");
    let said = "Attached file: ab.md\n````\nbefore\n```rust\nfn main() {}\n```\n````\n\nWhat is this?";
    assert_eq!(content[1], json!({ "type": "text", "text": said }));

    // What was shown before is shown with the next question as well; what is plain text stays a string.
    ask_with(&mut person, &sent.conversation.to_string(), "And now?", &[]).await;
    let told = messages(&asked, "And now?");
    assert_eq!(told[1]["content"][0]["type"], "image_url");
    assert_eq!((&told[2]["content"], &told[3]["content"]), (&json!("ok"), &json!("And now?")));
}

#[tokio::test]
async fn a_picture_alone_is_sent_without_an_empty_text() {
    let (url, asked) = service().await;
    let settings = [("SUPBOT_PROVIDERS", "openai"), ("OPENAI_BASE_URL", url.as_str()), ("SUPBOT_MODEL", "gpt-5-mini")];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    let image = id(&attach(&mut person, "cat.png", picture(30, 20, ImageFormat::Png)).await);
    ask_with(&mut person, "", "", &[&image]).await;
    assert_eq!(messages(&asked, "image_url").last().unwrap()["content"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_model_that_sees_nothing_is_told_that_there_is_a_picture() {
    let (url, asked) = service().await;
    let settings = [
        ("SUPBOT_PROVIDERS", "openai"),
        ("OPENAI_BASE_URL", url.as_str()),
        ("SUPBOT_MODEL", "small"),
        ("SUPBOT_VISION_MODELS", "large*"),
    ];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    let image = id(&attach(&mut person, "고양이.png", picture(30, 20, ImageFormat::Png)).await);
    ask_with(&mut person, "", "이게 뭐야?", &[&image]).await;
    let told = messages(&asked, "이게 뭐야?").last().unwrap()["content"].as_str().unwrap().to_owned();
    assert!(told.starts_with("[그림 “고양이.png”이 첨부되었지만") && told.ends_with("]\n\n이게 뭐야?"), "{told}");
    let models: Value = super::call(&mut person, axum::http::Method::GET, "/api/v1/models").await.json();
    assert_eq!(models["items"][0]["sees_images"], false, "{models}");
}

#[tokio::test]
async fn pictures_count_against_what_a_model_can_read() {
    let (url, asked) = service().await;
    let settings = [
        ("SUPBOT_PROVIDERS", "openai"),
        ("OPENAI_BASE_URL", url.as_str()),
        ("SUPBOT_MODEL", "gpt-5-mini"),
        // Half of it for the answer: one picture fits, and not two.
        ("SUPBOT_CONTEXT_TOKENS", "4500"),
    ];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    let first = id(&attach(&mut person, "a.png", picture(30, 20, ImageFormat::Png)).await);
    let second = id(&attach(&mut person, "b.png", picture(30, 20, ImageFormat::Png)).await);
    let sent = ask_with(&mut person, "", "the first", &[&first]).await;
    ask_with(&mut person, &sent.conversation.to_string(), "the second", &[&second]).await;
    let told = messages(&asked, "the second");
    let roles: Vec<_> = told.iter().map(|message| message["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["system", "user"], "{told:?}");
}
