//! Streams of events end with the credential that they were opened with, on every route that there is.

use crate::{
    programs::{log_in, make_key},
    server::{Client, TestServer},
};
use axum::{
    body::{Body, BodyDataStream, to_bytes},
    http::{HeaderValue, Method, Request, StatusCode, header},
    response::Response,
};
use futures::{FutureExt, StreamExt, future::join_all};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use std::{
    pin::pin,
    time::{Duration, Instant},
};
use supbot::auth::{
    api::{ChangePassword, DeleteAccount, ListSessions, LogOut, RevokeSession},
    model::Session,
};
use tower::ServiceExt;

/// An answer that never ends by itself: a word, then silence. Gone on with it is the same.
const HANGING: &str = "x\n/answer\nword\n/hang\n/answer\nmore\n/hang";
/// How soon after its credential a stream ends.
const PROMISED: Duration = Duration::from_secs(1);
/// After so long a stream is taken for one that never ends.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many times as long as one request the ending of streams may take beside what is promised: there are some queries
/// before it.
const REQUESTS: u32 = 10;

/// Somebody who opens streams with one credential.
struct Reader<'s> {
    server: &'s TestServer,
    credential: (header::HeaderName, HeaderValue),
}

impl<'s> Reader<'s> {
    fn with_cookie(server: &'s TestServer, browser: &Client) -> Self {
        let cookies: Vec<_> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Self { server, credential: (header::COOKIE, cookies.join("; ").parse().unwrap()) }
    }

    fn with_bearer(server: &'s TestServer, token: &str) -> Self {
        Self { server, credential: (header::AUTHORIZATION, format!("Bearer {token}").parse().unwrap()) }
    }

    async fn send(&self, method: Method, path: &str, accept: &str, body: Value) -> Response {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(&self.credential.0, &self.credential.1)
            .header(header::ACCEPT, accept)
            .header("sec-fetch-site", "same-origin");
        let request = match body {
            Value::Null => request.body(Body::empty()),
            body => request.header(header::CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
        };
        self.server.router.clone().oneshot(request.unwrap()).await.unwrap()
    }

    async fn json(&self, method: Method, path: &str, body: Value) -> Value {
        let answer = self.send(method, path, "application/json", body).await;
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        if body.is_empty() { Value::Null } else { serde_json::from_slice(&body).unwrap() }
    }

    async fn create(&self, path: &str, body: Value) -> String {
        self.json(Method::POST, path, body).await["id"].as_str().unwrap().to_owned()
    }

    /// Asks what is never answered to its end; gives the conversation and the answer.
    async fn ask(&self) -> (String, String) {
        let conversation = self.create("/api/v1/conversations", json!({})).await;
        let path = format!("/api/v1/conversations/{conversation}/messages");
        let turn = self.json(Method::POST, &path, json!({ "content": HANGING })).await;
        (conversation, turn["assistant_message"]["id"].as_str().unwrap().to_owned())
    }

    /// What opens the stream of a route: method, path and body. A new route of that kind needs a line here.
    async fn opening(&self, route: &str) -> (Method, String, Value) {
        let (method, pattern) = route.split_once(' ').unwrap();
        let (id, body) = match route {
            "GET /events/conversations" => (String::new(), Value::Null),
            "GET /events/replies/{id}" | "GET /api/v1/messages/{id}/events" => (self.ask().await.1, Value::Null),
            "POST /events/temporary" => (
                String::new(),
                json!({ "model": "scripted/echo", "messages": [{ "role": "user", "content": HANGING }] }),
            ),
            "POST /api/v1/conversations/{id}/messages" => {
                (self.create("/api/v1/conversations", json!({})).await, json!({ "content": HANGING }))
            }
            "POST /api/v1/messages/{id}/regenerate" => (self.ask().await.1, Value::Null),
            "POST /api/v1/messages/{id}/continue" => {
                let (_, id) = self.ask().await;
                while self.json(Method::GET, &format!("/api/v1/messages/{id}"), Value::Null).await["content"] == "" {
                    tokio::task::yield_now().await;
                }
                self.json(Method::POST, &format!("/api/v1/messages/{id}/stop"), Value::Null).await;
                let stopped =
                    self.send(Method::GET, &format!("/api/v1/messages/{id}/events"), "*/*", Value::Null).await;
                to_bytes(stopped.into_body(), usize::MAX).await.unwrap();
                (id, Value::Null)
            }
            "GET /api/v1/documents/{id}/events" => {
                (self.create("/api/v1/documents", json!({ "prompt": HANGING })).await, Value::Null)
            }
            "POST /api/v1/documents/{id}/revise" => (
                self.create("/api/v1/documents", json!({ "content": "words" })).await,
                json!({ "instruction": HANGING }),
            ),
            "POST /api/v1/documents/{id}/fill" => {
                let document = json!({ "format": "report", "content": HANGING });
                (self.create("/api/v1/documents", document).await, Value::Null)
            }
            "GET /api/v1/code-fixes/{id}/events" => {
                let fix = json!({ "files": [{ "path": "a.py", "content": "x = 1\n" }], "instruction": HANGING });
                (self.create("/api/v1/code-fixes", fix).await, Value::Null)
            }
            "POST /v1/chat/completions" => {
                let messages = json!([{ "role": "user", "content": HANGING }]);
                (String::new(), json!({ "model": "scripted/echo", "messages": messages, "stream": true }))
            }
            _ => panic!("{route} answers a stream of events: say here how it is opened, so that its end is tested"),
        };
        (method.parse().unwrap(), pattern.replace("{id}", &id), body)
    }

    /// Opens the stream of a route.
    async fn open(&self, route: &str) -> BodyDataStream {
        let (method, path, body) = self.opening(route).await;
        let answer = self.send(method.clone(), &path, "text/event-stream", body).await;
        assert_eq!(answer.status(), StatusCode::OK, "{route}");
        let kind = answer.headers()[header::CONTENT_TYPE].to_str().unwrap();
        assert!(kind.starts_with("text/event-stream"), "{route}: {kind}");
        let connection = answer.headers().get("connection").map(|value| value.as_bytes());
        assert_eq!(
            connection == Some(b"close"),
            method == Method::GET,
            "{route}: who watches has no connection left at the end"
        );
        answer.into_body().into_data_stream()
    }
}

/// Every route that answers a stream of events: those that the API describes, and those of the pages.
async fn routes(server: &TestServer) -> Vec<String> {
    let description: Value = server.visitor().get("/api/openapi.json").await.json();
    let mut routes = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let answers = operation["responses"].as_object().into_iter().flatten();
            if answers.map(|(_, answer)| &answer["content"]).any(|content| content.get("text/event-stream").is_some()) {
                routes.push(format!("{} {path}", method.to_uppercase()));
            }
        }
    }
    let of_api = routes.len();
    for line in include_str!("../server/mod.rs").lines() {
        if let Some((path, handler)) =
            line.trim().strip_prefix(".route(\"/events/").and_then(|line| line.split_once("\", "))
        {
            let method = handler.split('(').next().unwrap().to_uppercase();
            routes.push(format!("{method} /events/{path}"));
        }
    }
    assert!(of_api >= 9 && routes.len() - of_api >= 3, "{routes:?}");
    routes
}

/// What ends a credential.
#[derive(Debug, Clone, Copy, PartialEq)]
enum End {
    LogOut,
    ProgramLogsOut,
    Revocation,
    KeyDeleted,
    KeyExpired,
    PasswordChanged,
    Suspension,
    AccountDeleted,
}

impl End {
    const ALL: [Self; 8] = [
        Self::LogOut,
        Self::ProgramLogsOut,
        Self::Revocation,
        Self::KeyDeleted,
        Self::KeyExpired,
        Self::PasswordChanged,
        Self::Suspension,
        Self::AccountDeleted,
    ];
}

/// The streams of every route, opened with one credential, and what of them has come.
async fn every_stream<'s>(reader: &Reader<'s>, routes: &[String]) -> Vec<(String, BodyDataStream)> {
    let mut streams = Vec::new();
    for route in routes {
        streams.push((route.clone(), reader.open(route).await));
    }
    streams
}

/// Checks that streams end within `due` and what is promised. A machine that is slow at other requests meanwhile is so at
/// this too.
async fn all_end(server: &TestServer, streams: Vec<(String, BodyDataStream)>, end: End, due: Duration) {
    let began = Instant::now();
    let mut ends = pin!(join_all(streams.into_iter().map(|(route, mut stream)| async move {
        let ended = tokio::time::timeout(PATIENCE, async { while stream.next().await.is_some() {} });
        assert!(ended.await.is_ok(), "{route} goes on after {end:?}");
        (route, began.elapsed())
    })));
    let (mut visitor, mut slowest) = (server.visitor(), Duration::ZERO);
    let ends = loop {
        let asked = Instant::now();
        let request = async {
            tokio::time::sleep(Duration::from_millis(10)).await;
            visitor.get("/healthz").await
        };
        let ended = tokio::select! {
            ends = &mut ends => Some(ends),
            _ = request => None,
        };
        slowest = slowest.max(asked.elapsed());
        if let Some(ends) = ended {
            break ends;
        }
    };
    for (route, after) in ends {
        assert!(
            after <= due + PROMISED + slowest * REQUESTS,
            "{route} ended {after:?} after {end:?}; a request took {slowest:?}"
        );
    }
}

/// Whether a stream has not ended, when all that has come is read.
fn goes_on(stream: &mut BodyDataStream) -> bool {
    while let Some(more) = stream.next().now_or_never() {
        if more.is_none() {
            return false;
        }
    }
    true
}

async fn database(server: &TestServer) -> SqlitePool {
    SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_stream_of_events_ends_with_the_credential_that_it_was_opened_with() {
    let server = TestServer::start().await;
    let routes = routes(&server).await;
    let db = database(&server).await;
    for end in End::ALL {
        let name = format!("{end:?}");
        let mut browser = server.person(&name).await;
        let mut other = server.visitor().log_in_as(&name).await;
        let (access, refresh) = log_in(&server, &name, "correct horse").await;
        let (key, key_id) = make_key(&mut browser, json!({ "name": "script", "expires_in_days": 1 })).await;
        let reader = match end {
            End::KeyDeleted | End::KeyExpired => Reader::with_bearer(&server, &key),
            End::ProgramLogsOut | End::Suspension => Reader::with_bearer(&server, &access),
            _ => Reader::with_cookie(&server, &browser),
        };
        let streams = every_stream(&reader, &routes).await;
        // Those of another credential go on.
        let mut bystander = match end {
            End::Suspension | End::AccountDeleted => None,
            _ => Some(Reader::with_cookie(&server, &other).open("GET /events/conversations").await),
        };
        assert!(bystander.as_mut().is_none_or(goes_on));
        match end {
            End::LogOut => drop(browser.call::<LogOut>(&[]).await),
            End::ProgramLogsOut => {
                let request = Request::post("/api/v1/auth/logout").header(header::CONTENT_TYPE, "application/json");
                let body = Body::from(json!({ "refresh": refresh }).to_string());
                assert_eq!(browser.request(request.body(body).unwrap()).await.status, StatusCode::NO_CONTENT);
            }
            End::Revocation => {
                let sessions: Vec<Session> = browser.call::<ListSessions>(&[]).await.json();
                let id = sessions.iter().find(|session| session.is_current).unwrap().id.to_string();
                assert_eq!(other.call::<RevokeSession>(&[("id", &id)]).await.status, StatusCode::OK);
            }
            End::KeyDeleted => {
                let request = Request::delete(format!("/api/v1/keys/{key_id}")).body(Body::empty()).unwrap();
                assert_eq!(browser.request(request).await.status, StatusCode::NO_CONTENT);
            }
            End::KeyExpired => {
                let changed = sqlx::query("update api_keys set expires_at = 1 where id = $1").bind(&key_id);
                assert_eq!(changed.execute(&db).await.unwrap().rows_affected(), 1);
            }
            End::PasswordChanged => {
                let fields = [("current", "correct horse"), ("new", "battery staple")];
                assert_eq!(other.call::<ChangePassword>(&fields).await.status, StatusCode::OK);
            }
            End::Suspension => {
                let changed = sqlx::query("update users set suspended_at = 1 where username = $1").bind(&name);
                assert_eq!(changed.execute(&db).await.unwrap().rows_affected(), 1);
            }
            End::AccountDeleted => {
                let answer = other.call::<DeleteAccount>(&[("password", "correct horse")]).await;
                assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
            }
        }
        all_end(&server, streams, end, Duration::ZERO).await;
        assert!(bystander.as_mut().is_none_or(goes_on), "{end:?} ended another's stream");
    }
}

#[tokio::test]
async fn a_stream_that_was_opened_with_a_key_ends_when_the_days_of_the_key_are_over() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (key, _) = make_key(&mut person, json!({ "name": "script", "expires_in_days": 1 })).await;
    let db = database(&server).await;
    // In a moment, so that nothing but the clock ends it.
    let set = "update api_keys set expires_at = cast(unixepoch('subsec') * 1000 as integer) + 3000";
    sqlx::query(set).execute(&db).await.unwrap();
    let stream = Reader::with_bearer(&server, &key).open("GET /events/conversations").await;
    let streams = vec![("GET /events/conversations".to_owned(), stream)];
    all_end(&server, streams, End::KeyExpired, Duration::from_secs(3)).await;
}

#[tokio::test]
async fn a_stream_that_is_opened_when_a_suspension_is_taken_back_goes_on_beside_one_that_has_ended() {
    const WATCH: &str = "GET /events/conversations";
    let server = TestServer::start().await;
    let person = server.person("somebody").await;
    let (reader, db) = (Reader::with_cookie(&server, &person), database(&server).await);
    let unread = reader.open(WATCH).await;
    let streams = vec![(WATCH.to_owned(), reader.open(WATCH).await)];
    sqlx::query("update users set suspended_at = 1").execute(&db).await.unwrap();
    all_end(&server, streams, End::Suspension, Duration::ZERO).await;
    sqlx::query("update users set suspended_at = null").execute(&db).await.unwrap();
    let mut again = reader.open(WATCH).await;
    assert!(goes_on(&mut again));
    // What has ended takes nothing of it along.
    drop(unread);
    sqlx::query("update users set suspended_at = 1").execute(&db).await.unwrap();
    all_end(&server, vec![(WATCH.to_owned(), again)], End::Suspension, Duration::ZERO).await;
}

#[tokio::test]
async fn with_128_answers_open_one_more_is_refused_on_every_route_before_anything_is_done() {
    const COMPLETIONS: &str = "POST /v1/chat/completions";
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "1000")]).await;
    let mut person = server.person("somebody").await;
    let (key, _) = make_key(&mut person, json!({ "name": "script", "expires_in_days": 1 })).await;
    let reader = Reader::with_bearer(&server, &key);
    let mut openings = Vec::new();
    for route in routes(&server).await.iter().filter(|route| route.starts_with("POST")) {
        openings.push(reader.opening(route).await);
    }
    // Whoever looks for the model finds that there is none.
    let (method, path, mut body) = reader.opening(COMPLETIONS).await;
    body["model"] = json!("none");
    openings.push((method, path, body));
    let mut answers = Vec::new();
    for _ in 0..128 {
        answers.push(reader.open(COMPLETIONS).await);
    }
    for (method, path, body) in openings {
        let answer = reader.send(method, &path, "text/event-stream", body).await;
        assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS, "{path}");
        assert_eq!(answer.headers()[header::RETRY_AFTER], "10", "{path}");
    }
    assert!(answers.iter_mut().all(goes_on), "none was cut");
    drop(Reader::with_cookie(&server, &person).open(COMPLETIONS).await);
    answers.pop();
    drop(reader.open(COMPLETIONS).await);
}

#[tokio::test]
async fn a_program_that_watches_20_streams_is_refused_one_more_and_ends_none_of_its_own_nor_of_a_page() {
    const WATCH: &str = "GET /events/conversations";
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (key, _) = make_key(&mut person, json!({ "name": "script", "expires_in_days": 1 })).await;
    let (page, program) = (Reader::with_cookie(&server, &person), Reader::with_bearer(&server, &key));
    let mut streams = vec![page.open(WATCH).await];
    for _ in 0..20 {
        streams.push(program.open(WATCH).await);
    }
    let refused = program.send(Method::GET, "/events/conversations", "*/*", Value::Null).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers()[header::CONTENT_TYPE], "application/problem+json");
    assert!(streams.iter_mut().all(goes_on));
    streams.pop();
    drop(program.open(WATCH).await);
}
