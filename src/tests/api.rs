//! The REST API: a token, a question, its answer as a stream that can be resumed at any event.

use crate::{
    conversations::{ask, open},
    replies::events,
    server::{Answer, Client, TestServer},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use supbot::generation::model::Status;

/// A program that calls the API with a token.
#[derive(Clone)]
pub struct Program {
    client: Client,
    token: String,
}

impl Program {
    pub async fn new(server: &TestServer, name: &str) -> Self {
        server.person(name).await;
        Self::log_in(server, name).await
    }

    /// A program of somebody who is known already.
    pub async fn log_in(server: &TestServer, name: &str) -> Self {
        let mut program = Self { client: server.visitor(), token: String::new() };
        let credentials = json!({ "username": name, "password": "correct horse" });
        let answer = program.send(Method::POST, "/api/v1/auth/token", &[], Some(credentials)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let answer: Value = answer.json();
        assert_eq!(answer["token_type"], "Bearer");
        assert!(answer["expires_in"].as_i64().unwrap() > 0);
        program.token = answer["access"].as_str().unwrap().to_owned();
        program
    }

    pub async fn send(&mut self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Answer {
        let request = self.request(method, path, headers, body);
        self.client.request(request).await
    }

    /// Sends, and does not wait for the body of the answer.
    pub async fn begin(&mut self, method: Method, path: &str, body: Option<Value>) -> axum::response::Response {
        let request = self.request(method, path, &[], body);
        self.client.begin(request).await
    }

    fn request(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path);
        if !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        request.body(body.map_or_else(Body::empty, |body| Body::from(body.to_string()))).unwrap()
    }

    /// Sends a file, or nothing, and gives the body as it is.
    pub async fn bytes(&mut self, method: Method, path: &str, file: Option<Vec<u8>>) -> Vec<u8> {
        let path: String = path.chars().map(|c| if c.is_ascii() { c.to_string() } else { percent(c) }).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .body(file.map_or_else(Body::empty, Body::from));
        self.client.bytes(request.unwrap()).await
    }

    async fn conversation(&mut self) -> String {
        let answer = self.send(Method::POST, "/api/v1/conversations", &[], Some(json!({}))).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        answer.json::<Value>()["id"].as_str().unwrap().to_owned()
    }

    async fn ask(&mut self, conversation: &str, content: &str, accept: &str) -> Answer {
        let path = format!("/api/v1/conversations/{conversation}/messages");
        self.send(Method::POST, &path, &[("accept", accept)], Some(json!({ "content": content }))).await
    }

    async fn events_after(&mut self, message: &str, seen: &str) -> Answer {
        self.send(Method::GET, &format!("/api/v1/messages/{message}/events"), &[("last-event-id", seen)], None).await
    }
}

/// A letter as an address has it.
fn percent(c: char) -> String {
    c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// One event: its name, id and data.
pub type Event = (String, String, Value);

pub fn parse(text: &str) -> Vec<Event> {
    let field = |block: &str, name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
        line.unwrap_or_default().to_owned()
    };
    let blocks = text.split("\n\n").filter(|block| block.contains("event: "));
    blocks
        .map(|block| {
            let data = serde_json::from_str(&field(block, "data")).unwrap();
            (field(block, "event"), field(block, "id"), data)
        })
        .collect()
}

pub fn text_of(events: &[Event]) -> String {
    events.iter().filter(|(name, ..)| name == "delta").map(|(.., data)| data["text"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_question_is_answered_by_a_stream_of_both_messages_the_text_and_one_end() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = program.conversation().await;
    let answer = program.ask(&conversation, "안녕하세요", "text/event-stream").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/event-stream"));
    let events = parse(&answer.text);
    let names: Vec<_> = events.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!((names[0], *names.last().unwrap()), ("message", "done"));
    assert!(names[1..names.len() - 1].iter().all(|name| *name == "delta"));
    let (_, _, turn) = &events[0];
    assert_eq!(
        (&turn["user_message"]["content"], &turn["assistant_message"]["status"]),
        (&json!("안녕하세요"), &json!("generating"))
    );
    assert_eq!(events.last().unwrap().2["status"], "complete");
    assert!(events.last().unwrap().2["usage"]["completion_tokens"].as_i64().unwrap() > 0);

    let id = turn["assistant_message"]["id"].as_str().unwrap().to_owned();
    let stored: Value = program.send(Method::GET, &format!("/api/v1/messages/{id}"), &[], None).await.json();
    assert_eq!(stored["content"], text_of(&events));
    assert_eq!((&stored["status"], &stored["conversation_id"]), (&json!("complete"), &json!(conversation)));
}

#[tokio::test]
async fn a_stream_is_resumed_after_any_event_without_gap_or_double_also_when_the_reply_has_ended() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = program.conversation().await;
    let accepted = program.ask(&conversation, "/slow 15", "application/json").await;
    assert_eq!(accepted.status, StatusCode::ACCEPTED);
    let id = accepted.json::<Value>()["assistant_message"]["id"].as_str().unwrap().to_owned();

    let live = parse(&program.events_after(&id, "0").await.text);
    let whole = text_of(&live);
    assert_eq!(whole.split_whitespace().count(), 15);
    let mut so_far = String::new();
    for (name, seen, data) in &live {
        if name != "delta" {
            continue;
        }
        so_far += data["text"].as_str().unwrap();
        let rest = parse(&program.events_after(&id, seen).await.text);
        assert_eq!(format!("{so_far}{}", text_of(&rest)), whole);
        assert_eq!(rest.last().unwrap().0, "done");
    }

    // While it is written: from the middle of what there is.
    let accepted = program.ask(&conversation, "/slow 15", "application/json").await.json::<Value>();
    let id = accepted["assistant_message"]["id"].as_str().unwrap().to_owned();
    let middle = "word1 wo";
    loop {
        let stored = program.send(Method::GET, &format!("/api/v1/messages/{id}"), &[], None).await.json::<Value>();
        if stored["content"].as_str().unwrap().len() > middle.len() {
            break;
        }
        tokio::task::yield_now().await;
    }
    let rest = parse(&program.events_after(&id, &middle.len().to_string()).await.text);
    assert_eq!(format!("{middle}{}", text_of(&rest)), whole);
}

#[tokio::test]
async fn an_event_id_that_never_was_is_refused() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = program.conversation().await;
    let turn = parse(&program.ask(&conversation, "안녕하세요", "text/event-stream").await.text);
    let id = turn[0].2["assistant_message"]["id"].as_str().unwrap().to_owned();
    // The answer begins with a character of three bytes.
    for wrong in ["x", "-1", "1"] {
        let answer = program.events_after(&id, wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    // More than there is: what a crash took was never stored.
    assert_eq!(parse(&program.events_after(&id, "99999").await.text)[0].0, "done");
}

#[tokio::test]
async fn a_failure_is_the_end_of_the_stream_with_its_code_and_a_sentence() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = program.conversation().await;
    let events = parse(&program.ask(&conversation, "/fail broken_stream", "text/event-stream").await.text);
    let (name, _, data) = events.last().unwrap();
    assert_eq!((name.as_str(), &data["code"]), ("error", &json!("broken_stream")));
    assert!(data["message"].as_str().unwrap().contains("before the answer was complete"), "{data}");
    assert!(!text_of(&events).is_empty());
}

#[tokio::test]
async fn a_program_needs_a_token_and_sees_only_what_is_its_own() {
    let server = TestServer::start().await;
    let mut owner = server.person("owner").await;
    let sent = ask(&mut owner, "", "mine").await;
    events(&mut owner, &sent).await;
    let (conversation, reply) = (sent.conversation.to_string(), sent.reply.id.to_string());
    let mut stranger = Program::new(&server, "stranger").await;
    let paths = [format!("/api/v1/messages/{reply}"), format!("/api/v1/messages/{reply}/events")];
    for path in &paths {
        assert_eq!(stranger.send(Method::GET, path, &[], None).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(stranger.ask(&conversation, "x", "application/json").await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.ask("nonsense", "x", "application/json").await.status, StatusCode::NOT_FOUND);

    stranger.token = "0".repeat(64);
    for path in &paths {
        assert_eq!(stranger.send(Method::GET, path, &[], None).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    stranger.token.clear();
    assert_eq!(stranger.ask(&conversation, "x", "application/json").await.status, StatusCode::UNAUTHORIZED);
    let wrong = json!({ "username": "owner", "password": "wrong horse" });
    let answer = stranger.send(Method::POST, "/api/v1/auth/token", &[], Some(wrong)).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let untouched = open(&mut owner, sent.conversation).await;
    assert_eq!((untouched.messages.len(), untouched.messages[1].state.status), (2, Status::Complete));
}

#[tokio::test]
async fn a_reply_is_written_to_its_end_when_its_reader_leaves() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = program.conversation().await;
    {
        let asking = program.ask(&conversation, "/slow 12", "text/event-stream");
        tokio::pin!(asking);
        tokio::select! {
            _ = &mut asking => panic!("it must still be written"),
            () = server.wait_for_open_streams(1) => {}
        }
    }
    let mut person = server.visitor().log_in_as("somebody").await;
    server.wait_for_open_streams(0).await;
    loop {
        let messages = open(&mut person, &conversation).await.messages;
        if messages[1].state.status == Status::Complete {
            assert_eq!(messages[1].content.split_whitespace().count(), 12);
            break;
        }
        tokio::task::yield_now().await;
    }
}
