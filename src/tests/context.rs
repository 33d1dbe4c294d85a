//! What a model is given of a conversation, how it is told to answer, and what that costs.

use crate::{
    conversations::{ask, open},
    replies::events,
    server::{Client, TestServer},
};
use axum::{Router, extract::State, http::header, response::IntoResponse, routing::post};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use supbot::{
    chat::{api::UpdateConversation, model::SentTurn},
    domain::error::{AppError, ValidationError},
    generation::model::{GenerationEvent, GenerationState, Status},
    provider::model::ProviderFault,
};

type Asked = Arc<Mutex<Vec<Value>>>;

/// A service on the loopback address that keeps what it is asked. It tells what an answer costs when the question says
/// `with usage`.
async fn service() -> (String, Asked) {
    let asked = Asked::default();
    let chat = post(async |State(asked): State<Asked>, body: String| {
        asked.lock().unwrap().push(serde_json::from_str(&body).unwrap());
        let usage = json!({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 5, "total_tokens": 8}});
        let usage = if body.contains("with usage") { format!("data: {usage}\n\n") } else { String::new() };
        let word = json!({"choices": [{"delta": {"content": "네, 그래요."}}]});
        let body = format!("data: {word}\n\n{usage}data: [DONE]\n\n");
        ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
    });
    let app = Router::new().route("/v1/chat/completions", chat).with_state(Arc::clone(&asked));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (url, asked)
}

async fn server_at(service: &str) -> TestServer {
    let settings = [
        ("SUPBOT_PROVIDERS", "openai"),
        ("OPENAI_BASE_URL", service),
        ("SUPBOT_MODEL", "small"),
        ("SUPBOT_CONTEXT_TOKENS", "1000"),
    ];
    TestServer::with(&settings).await
}

async fn answered(person: &mut Client, conversation: &str, question: &str) -> (SentTurn, GenerationState) {
    let sent = ask(person, conversation, question).await;
    let state = events(person, &sent).await.iter().find_map(|event| match event {
        GenerationEvent::Done { state } => Some(*state),
        _ => None,
    });
    (sent, state.unwrap())
}

/// What the model was given last for an answer, and not for a title.
fn last_chat(asked: &Asked) -> Value {
    let asked = asked.lock().unwrap();
    let is_title = |body: &&Value| body["messages"][0]["content"].as_str().unwrap().starts_with("Write a title");
    asked.iter().rev().find(|body| !is_title(body)).unwrap().clone()
}

#[tokio::test]
async fn a_conversation_is_answered_as_its_person_said() {
    let (url, asked) = service().await;
    let server = server_at(&url).await;
    let mut person = server.person("somebody").await;
    let (sent, _) = answered(&mut person, "", "hello").await;
    let before = last_chat(&asked);
    assert!(before["messages"][0]["content"].as_str().unwrap().contains("You are Supbot"), "{before}");
    assert!(before.get("temperature").is_none(), "{before}");

    let id = sent.conversation.to_string();
    let fields = [
        ("id", id.as_str()),
        ("title", "t"),
        ("system_prompt", "한 문장으로만\r\n답해"),
        ("temperature", "0.25"),
        ("max_tokens", "77"),
    ];
    let updated = person.call::<UpdateConversation>(&fields).await;
    assert_eq!(updated.status.as_u16(), 200, "{}", updated.text);
    let stored: Value = person.get(&format!("/api/v1/conversations/{id}")).await.json();
    assert_eq!((&stored["temperature"], &stored["max_tokens"]), (&json!(0.25), &json!(77)));
    let page = person.get(&format!("/c/{id}")).await;
    assert!(page.text.contains("한 문장으로만\n답해</textarea>"), "the form shows it again");

    answered(&mut person, &id, "and now?").await;
    let body = last_chat(&asked);
    assert_eq!(body["messages"][0], json!({"role": "system", "content": "한 문장으로만\n답해"}));
    assert_eq!(body["messages"].as_array().unwrap().len(), 4, "{body}");
    assert_eq!(body["temperature"], json!(0.25));
    assert!(body["max_completion_tokens"] == json!(77) || body["max_tokens"] == json!(77), "{body}");

    for (field, value, fault) in [
        ("temperature", "3", ValidationError::TemperatureRange),
        ("max_tokens", "0", ValidationError::MaxTokensRange),
        ("system_prompt", "a\0b", ValidationError::MessageControlCharacter),
        ("title", " ", ValidationError::TitleLength),
    ] {
        let wrong = fields.map(|(name, given)| if name == field { (name, value) } else { (name, given) });
        let answer = person.call::<UpdateConversation>(&wrong).await;
        assert_eq!((answer.status.as_u16(), answer.json()), (422, AppError::Invalid(fault)));
    }
}

#[tokio::test]
async fn of_a_conversation_longer_than_the_model_reads_it_is_given_the_newest_messages_and_the_page_says_so() {
    let (url, asked) = service().await;
    let server = server_at(&url).await;
    let mut person = server.person("somebody").await;
    let (sent, state) = answered(&mut person, "", &format!("first {}", "x".repeat(600))).await;
    assert_eq!((state.status, state.omitted), (Status::Complete, 0));
    let id = sent.conversation.to_string();
    answered(&mut person, &id, &format!("second {}", "x".repeat(600))).await;
    let (third, state) = answered(&mut person, &id, &format!("third {}", "x".repeat(600))).await;
    assert!(state.omitted >= 2 && state.omitted.is_multiple_of(2), "{state:?}");

    let body = last_chat(&asked);
    let turns = body["messages"].as_array().unwrap();
    assert_eq!(turns[0]["role"], "system");
    assert_eq!(turns[1]["role"], "user", "an answer without its question would confuse");
    assert!(turns.last().unwrap()["content"].as_str().unwrap().starts_with("third"), "{body}");
    assert!(!body.to_string().contains("first "), "{body}");

    let stored = open(&mut person, third.conversation).await.messages.pop().unwrap();
    assert_eq!(stored.state, state);
    let page = person.get(&format!("/c/{id}")).await.html();
    assert!(page.contains(&format!("Earlier messages it could not read: {}.", state.omitted)), "{page}");

    let (_, state) = answered(&mut person, &id, &"x".repeat(3000)).await;
    assert_eq!((state.status, state.fault), (Status::Failed, Some(ProviderFault::ContextExceeded)));
}

#[tokio::test]
async fn what_a_reply_cost_is_the_services_word_or_an_estimate_that_says_so() {
    let (url, _) = service().await;
    let server = server_at(&url).await;
    let mut person = server.person("somebody").await;
    let (sent, state) = answered(&mut person, "", "with usage").await;
    let usage = state.usage.unwrap();
    assert_eq!((usage.prompt_tokens, usage.completion_tokens, usage.is_estimated), (3, 5, false));
    let (_, state) = answered(&mut person, "", "without").await;
    let usage = state.usage.unwrap();
    // "네, 그래요.": five characters that are no ASCII, and four that are.
    assert_eq!((usage.completion_tokens, usage.is_estimated), (4 + 1, true));
    assert!(usage.prompt_tokens > 20, "{usage:?}");
    let page = person.get(&format!("/c/{}", sent.conversation)).await.html();
    assert!(page.contains("<small>Tokens: 5</small>"), "{page}");
}

#[tokio::test]
async fn what_a_person_told_the_model_cannot_end_its_field_on_the_page() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "hello").await;
    let id = sent.conversation.to_string();
    let prompt = "</textarea><script>alert(1)</script>";
    let fields =
        [("id", id.as_str()), ("title", "x"), ("system_prompt", prompt), ("temperature", ""), ("max_tokens", "")];
    person.call::<UpdateConversation>(&fields).await;
    let page = person.get(&format!("/c/{id}")).await.html();
    assert!(page.contains("&lt;/textarea>&lt;script>") && !page.contains("<script>alert"), "{page}");
}
