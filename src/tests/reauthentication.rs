//! What needs the password once more, what a change of the password ends, and how long a log-in lasts at most.

use crate::{
    programs::{log_in, make_key, send},
    server::{Answer, Client, TestServer},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use leptos::server_fn::ServerFn;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use supbot::{
    auth::{
        api::{ChangePassword, ConfirmPassword, CreateKey, DeleteKey, GetMe, ListKeys, ListSessions, RevokeSession},
        model::{Account, ApiKey, Session},
    },
    domain::error::AppError,
};

const MINUTE: i64 = 60 * 1000;
const DAY: i64 = 24 * 60 * MINUTE;
const KEYS: &str = "/api/v1/keys";
const EXPORT: &str = "/api/v1/export";
const ME: &str = "/api/v1/me";

async fn database(server: &TestServer) -> SqlitePool {
    SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
}

/// Makes the password of every log-in so much older.
async fn age(db: &SqlitePool, by: i64) {
    sqlx::query("update sessions set authenticated_at = authenticated_at - $1").bind(by).execute(db).await.unwrap();
}

async fn rest(browser: &mut Client, method: Method, path: &str, body: Value) -> Answer {
    let request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
    let (status, headers, bytes) = browser.parts(request.body(body).unwrap()).await;
    Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

fn asks_again(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
    assert!(answer.text.contains("reauthentication_required"), "{}", answer.text);
}

#[tokio::test]
async fn keys_revocation_and_export_ask_for_the_password_ten_minutes_after_it_was_given_on_every_door() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut person = server.person("somebody").await;
    server.visitor().log_in_as("somebody").await;
    let (_, key) = make_key(&mut person, json!({ "name": "before" })).await;
    let sessions: Vec<Session> = person.call::<ListSessions>(&[]).await.json();
    let other = sessions.iter().find(|session| !session.is_current).unwrap().id.to_string();
    age(&db, 11 * MINUTE).await;

    let asked = person.call::<CreateKey>(&[("name", "x"), ("days", "30")]).await;
    assert_eq!((asked.status, asked.json::<AppError>()), (StatusCode::FORBIDDEN, AppError::ReauthenticationRequired));
    asks_again(&person.call::<DeleteKey>(&[("id", &key)]).await);
    asks_again(&person.call::<RevokeSession>(&[("id", &other)]).await);
    asks_again(&rest(&mut person, Method::POST, KEYS, json!({ "name": "x" })).await);
    asks_again(&rest(&mut person, Method::DELETE, &format!("{KEYS}/{key}"), Value::Null).await);
    asks_again(&rest(&mut person, Method::GET, EXPORT, Value::Null).await);
    // The pages say so, and where.
    let page = person.get("/settings").await.html();
    assert!(page.contains("id=\"confirm\"") && !page.contains(RevokeSession::url()), "{page}");
    let page = person.get("/transfer").await.html();
    assert!(page.contains("name=\"confirmation\"") && !page.contains("/api/v1/export"), "{page}");

    let wrong = person.call::<ConfirmPassword>(&[("confirmation", "wrong horse"), ("next", "/transfer")]).await;
    assert_eq!(wrong.status, StatusCode::FORBIDDEN, "{}", wrong.text);
    asks_again(&rest(&mut person, Method::GET, EXPORT, Value::Null).await);
    let fields = [("confirmation", "correct horse"), ("next", "/transfer")];
    let confirmed = person.post::<ConfirmPassword>("/transfer", &fields).await;
    assert_eq!((confirmed.status, confirmed.location()), (StatusCode::FOUND, "/transfer"));
    assert!(person.get("/transfer").await.text.contains("/api/v1/export"));
    assert!(!person.get("/settings").await.text.contains("id=\"confirm\""));
    assert_eq!(rest(&mut person, Method::GET, EXPORT, Value::Null).await.status, StatusCode::OK);
    assert_eq!(person.call::<RevokeSession>(&[("id", &other)]).await.status, StatusCode::OK);
    assert_eq!(person.call::<DeleteKey>(&[("id", &key)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_program_logs_in_again_and_a_new_pair_of_tokens_is_no_new_log_in() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    server.person("somebody").await;
    let (access, refresh) = log_in(&server, "somebody", "correct horse").await;
    let make = |access: String| {
        let server = &server;
        async move { send(server, Method::POST, KEYS, &access, Some(json!({ "name": "x" }))).await }
    };
    assert_eq!(make(access.clone()).await.status, StatusCode::CREATED);
    age(&db, 11 * MINUTE).await;
    let refused = make(access).await;
    asks_again(&refused);
    assert_eq!(refused.json::<Value>()["code"], "reauthentication_required");
    let next = send(&server, Method::POST, "/api/v1/auth/token/refresh", "", Some(json!({ "refresh": refresh }))).await;
    asks_again(&make(next.json::<Value>()["access"].as_str().unwrap().to_owned()).await);
    let (access, _) = log_in(&server, "somebody", "correct horse").await;
    assert_eq!(make(access).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_key_that_may_only_read_sees_no_credentials_and_not_everything_at_once_and_a_key_ends_itself_alone() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut person = server.person("somebody").await;
    let (reader, _) = make_key(&mut person, json!({ "name": "reader", "is_read_only": true })).await;
    let (full, id) = make_key(&mut person, json!({ "name": "full" })).await;
    let (_, other) = make_key(&mut person, json!({ "name": "other" })).await;
    age(&db, 11 * MINUTE).await;
    let rpc = [<ListKeys as leptos::server_fn::ServerFn>::url(), <ListSessions as leptos::server_fn::ServerFn>::url()];
    for path in [KEYS, EXPORT].into_iter().chain(rpc) {
        let status = |key: &str| {
            let request = Request::get(path).header(header::AUTHORIZATION, format!("Bearer {key}"));
            let (mut visitor, request) = (server.visitor(), request.body(Body::empty()).unwrap());
            async move { visitor.parts(request).await.0 }
        };
        assert_eq!(status(&reader).await, StatusCode::FORBIDDEN, "{path}");
        // Made by its owner, for whatever can be done without a log-in.
        assert_eq!(status(&full).await, StatusCode::OK, "{path}");
    }
    let end = async |id: &str| send(&server, Method::DELETE, &format!("{KEYS}/{id}"), &full, None).await.status;
    assert_eq!(end(&other).await, StatusCode::FORBIDDEN);
    assert_eq!(end(&id).await, StatusCode::NO_CONTENT);
    assert_eq!(send(&server, Method::GET, ME, &full, None).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_new_password_ends_the_keys_unless_they_are_kept_and_gives_the_browser_a_new_token() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    assert!(person.get("/settings").await.text.contains("deletes all API keys"));
    let (key, _) = make_key(&mut person, json!({ "name": "script" })).await;
    let thief = person.clone();
    let fields = [("current", "correct horse"), ("new", "battery staple"), ("keeps_keys", "true")];
    assert_eq!(person.call::<ChangePassword>(&fields).await.status, StatusCode::OK);
    assert_eq!(send(&server, Method::GET, ME, &key, None).await.status, StatusCode::OK);
    assert_eq!(
        thief.clone().call::<GetMe>(&[]).await.json::<Option<Account>>(),
        None,
        "the old token is good for nothing"
    );
    assert!(person.call::<GetMe>(&[]).await.json::<Option<Account>>().is_some());

    let fields = [("current", "battery staple"), ("new", "correct horse")];
    assert_eq!(person.call::<ChangePassword>(&fields).await.status, StatusCode::OK);
    assert_eq!(send(&server, Method::GET, ME, &key, None).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(person.call::<ListKeys>(&[]).await.json::<Vec<ApiKey>>(), []);
}

#[tokio::test]
async fn a_browser_that_signs_up_leaves_the_session_that_it_had() {
    let server = TestServer::start().await;
    let mut browser = server.person("first").await;
    let before = browser.clone();
    assert_eq!(browser.sign_up("second", "correct horse").await.status, StatusCode::OK);
    assert_eq!(before.clone().call::<GetMe>(&[]).await.json::<Option<Account>>(), None);
    assert_eq!(browser.call::<GetMe>(&[]).await.json::<Option<Account>>().unwrap().username, "second");
}

#[tokio::test]
async fn a_log_in_ends_after_90_days_however_much_it_is_used() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    let mut person = server.person("somebody").await;
    let (access, refresh) = log_in(&server, "somebody", "correct horse").await;
    let age = async |by: i64| {
        sqlx::query("update sessions set created_at = created_at - $1").bind(by).execute(&db).await.unwrap();
    };
    age(89 * DAY).await;
    assert!(person.call::<GetMe>(&[]).await.json::<Option<Account>>().is_some());
    assert_eq!(send(&server, Method::GET, ME, &access, None).await.status, StatusCode::OK);
    age(DAY + MINUTE).await;
    assert_eq!(person.call::<GetMe>(&[]).await.json::<Option<Account>>(), None);
    assert_eq!(send(&server, Method::GET, ME, &access, None).await.status, StatusCode::UNAUTHORIZED);
    let next = send(&server, Method::POST, "/api/v1/auth/token/refresh", "", Some(json!({ "refresh": refresh }))).await;
    assert_eq!(next.status, StatusCode::UNAUTHORIZED);
}
