//! Programs: tokens that replace each other, keys, and what ends them.

use crate::server::{Answer, Client, TestServer};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use std::{fs, time::SystemTime};
use supbot::auth::{api::ChangePassword, signing};

const ME: &str = "/api/v1/me";

/// Sends JSON with a credential, and without a cookie.
pub async fn send(server: &TestServer, method: Method, path: &str, credential: &str, body: Option<Value>) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
    if !credential.is_empty() {
        request = request.header(header::AUTHORIZATION, format!("Bearer {credential}"));
    }
    let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
    server.visitor().request(request.body(body).unwrap()).await
}

async fn post(server: &TestServer, path: &str, body: Value) -> Answer {
    send(server, Method::POST, path, "", Some(body)).await
}

async fn status(server: &TestServer, credential: &str) -> StatusCode {
    send(server, Method::GET, ME, credential, None).await.status
}

pub async fn log_in(server: &TestServer, name: &str, password: &str) -> (String, String) {
    let answer = post(server, "/api/v1/auth/token", json!({ "username": name, "password": password })).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    pair(&answer)
}

fn pair(answer: &Answer) -> (String, String) {
    let pair: Value = answer.json();
    assert_eq!((&pair["token_type"], &pair["expires_in"]), (&json!("Bearer"), &json!(900)));
    let token = |name: &str| pair[name].as_str().unwrap().to_owned();
    (token("access"), token("refresh"))
}

async fn refresh(server: &TestServer, token: &str) -> Answer {
    post(server, "/api/v1/auth/token/refresh", json!({ "refresh": token })).await
}

/// Makes a key with the cookie of a person; gives its text and its id.
pub async fn make_key(person: &mut Client, body: Value) -> (String, String) {
    let request = Request::post("/api/v1/keys").header(header::CONTENT_TYPE, "application/json");
    let answer = person.request(request.body(Body::from(body.to_string())).unwrap()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    let key: Value = answer.json();
    (key["key"].as_str().unwrap().to_owned(), key["id"].as_str().unwrap().to_owned())
}

/// Makes tokens with the keys of a server.
pub struct Forger {
    pub id: String,
    pub secret: String,
    pub now: u64,
    pub claims: Value,
    access: String,
}

impl Forger {
    pub async fn new(server: &TestServer, access: &str, refresh: &str) -> Self {
        let keys = fs::read(server.folder.path().join("token-keys.json")).unwrap();
        let keys: Value = serde_json::from_slice(&keys).unwrap();
        let text = |name: &str| keys[0][name].as_str().unwrap().to_owned();
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        let session = refresh.split_once('.').unwrap().0;
        let me: Value = send(server, Method::GET, ME, access, None).await.json();
        let claims = json!({ "iss": "supbot", "aud": "supbot-api", "sub": me["id"], "sid": session, "jti": me["id"], "iat": now, "exp": now + 60 });
        Self { id: text("id"), secret: text("secret"), now, claims, access: access.to_owned() }
    }

    pub fn forge(&self, algorithm: Algorithm, id: &str, secret: &str, change: Value) -> String {
        let mut claims = self.claims.clone();
        for (name, value) in change.as_object().unwrap() {
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(name).map_or((), drop)
            } else {
                claims[name] = value.clone()
            }
        }
        let header = Header { kid: Some(id.to_owned()), ..Header::new(algorithm) };
        encode(&header, &claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
    }

    /// An expired token, one for others, one without a signature, and one with another signature.
    pub fn refused(&self) -> [String; 4] {
        let forge = |change| self.forge(Algorithm::HS256, &self.id, &self.secret, change);
        let (start, signature) = self.access.rsplit_once('.').unwrap();
        let claims = start.split_once('.').unwrap().1;
        [
            forge(json!({ "exp": self.now - 1 })),
            forge(json!({ "aud": "another" })),
            // {"alg":"none","typ":"JWT"}
            format!("eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{claims}."),
            format!("{start}.{}", signature.chars().rev().collect::<String>()),
        ]
    }
}

#[tokio::test]
async fn a_program_signs_up_logs_in_and_is_known() {
    let server = TestServer::start().await;
    let account = json!({ "username": "로봇일", "password": "correct horse", "email": "a@b.c" });
    let made = post(&server, "/api/v1/auth/register", account.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert!(made.headers.get(header::SET_COOKIE).is_none());
    assert_eq!(post(&server, "/api/v1/auth/register", account).await.status, StatusCode::CONFLICT);
    let (access, _) = log_in(&server, "로봇일", "correct horse").await;
    let me: Value = send(&server, Method::GET, ME, &access, None).await.json();
    assert_eq!((&me["username"], &me["email"]), (&json!("로봇일"), &json!("a@b.c")));
    let verified = post(&server, "/api/v1/auth/token/verify", json!({ "token": access })).await;
    assert_eq!(verified.json::<Value>(), me);
    let wrong = post(&server, "/api/v1/auth/token/verify", json!({ "token": "x" })).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_refresh_token_that_is_used_twice_ends_all_that_came_of_its_log_in() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let (other, _) = log_in(&server, "somebody", "correct horse").await;
    let (first, old) = log_in(&server, "somebody", "correct horse").await;
    let (second, new) = pair(&refresh(&server, &old).await);
    assert_eq!((status(&server, &first).await, status(&server, &second).await), (StatusCode::OK, StatusCode::OK));
    assert_eq!(refresh(&server, &old).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refresh(&server, &new).await.status, StatusCode::UNAUTHORIZED);
    for access in [&first, &second] {
        assert_eq!(status(&server, access).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(status(&server, &other).await, StatusCode::OK);
}

#[tokio::test]
async fn logging_out_changing_the_password_and_suspension_end_what_programs_have() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (access, token) = log_in(&server, "somebody", "correct horse").await;
    let out = post(&server, "/api/v1/auth/logout", json!({ "refresh": token })).await;
    assert_eq!((out.status, status(&server, &access).await), (StatusCode::NO_CONTENT, StatusCode::UNAUTHORIZED));
    assert_eq!(refresh(&server, &token).await.status, StatusCode::UNAUTHORIZED);

    let (access, token) = log_in(&server, "somebody", "correct horse").await;
    let fields = [("current", "correct horse"), ("new", "battery staple")];
    assert_eq!(person.call::<ChangePassword>(&fields).await.status, StatusCode::OK);
    assert_eq!(status(&server, &access).await, StatusCode::UNAUTHORIZED);
    assert_eq!(refresh(&server, &token).await.status, StatusCode::UNAUTHORIZED);

    let (access, token) = log_in(&server, "somebody", "battery staple").await;
    let (key, _) = make_key(&mut person, json!({ "name": "script" })).await;
    assert_eq!((status(&server, &access).await, status(&server, &key).await), (StatusCode::OK, StatusCode::OK));
    let db = sqlx::SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap();
    sqlx::query("update users set suspended_at = 1").execute(&db).await.unwrap();
    for credential in [&access, &key] {
        assert_eq!(status(&server, credential).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(refresh(&server, &token).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(person.get("/settings").await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn a_token_that_is_forged_in_any_way_is_refused() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let (access, token) = log_in(&server, "somebody", "correct horse").await;
    let forger = Forger::new(&server, &access, &token).await;
    let forge = |algorithm, id: &str, secret: &str, change| forger.forge(algorithm, id, secret, change);
    let (id, secret, now) = (forger.id.as_str(), forger.secret.as_str(), forger.now);
    // So that what follows is refused for what it says, and not for how it is made.
    assert_eq!(status(&server, &forge(Algorithm::HS256, id, secret, json!({}))).await, StatusCode::OK);
    let forged = [
        forge(Algorithm::HS256, id, secret, json!({ "exp": now - 1 })),
        forge(Algorithm::HS256, id, secret, json!({ "exp": null })),
        forge(Algorithm::HS256, id, secret, json!({ "aud": "another" })),
        forge(Algorithm::HS256, id, secret, json!({ "aud": null })),
        forge(Algorithm::HS256, id, secret, json!({ "iss": "another" })),
        forge(Algorithm::HS256, id, secret, json!({ "sid": forger.claims["sub"] })),
        forge(Algorithm::HS512, id, secret, json!({})),
        forge(Algorithm::HS256, id, "another secret", json!({})),
        forge(Algorithm::HS256, "another key", secret, json!({})),
        token.clone(),
        token.split_once('.').unwrap().1.to_owned(),
    ];
    for token in forged.iter().chain(&forger.refused()) {
        assert_eq!(status(&server, token).await, StatusCode::UNAUTHORIZED, "{token}");
    }
}

#[tokio::test]
async fn a_new_signing_key_logs_nobody_out_and_the_one_before_the_last_is_gone() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let (old, token) = log_in(&server, "somebody", "correct horse").await;
    signing::rotate(server.folder.path()).unwrap();
    let (new, _) = pair(&refresh(&server, &token).await);
    let key_of = |token: &str| jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    assert_ne!(key_of(&old), key_of(&new));
    assert_eq!((status(&server, &old).await, status(&server, &new).await), (StatusCode::OK, StatusCode::OK));
    signing::rotate(server.folder.path()).unwrap();
    let (newest, _) = log_in(&server, "somebody", "correct horse").await;
    assert_eq!(status(&server, &newest).await, StatusCode::OK);
    assert_eq!((status(&server, &old).await, status(&server, &new).await), (StatusCode::UNAUTHORIZED, StatusCode::OK));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = fs::metadata(server.folder.path().join("token-keys.json")).unwrap();
        assert_eq!(file.permissions().mode() & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_key_does_what_its_owner_lets_it_until_it_is_taken_back() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (full, id) = make_key(&mut person, json!({ "name": "script", "expires_in_days": 30 })).await;
    let (reader, _) = make_key(&mut person, json!({ "name": "reader", "is_read_only": true })).await;
    let create = |key: String| {
        let server = &server;
        async move { send(server, Method::POST, "/api/v1/conversations", &key, Some(json!({}))).await.status }
    };
    assert_eq!(
        (create(full.clone()).await, create(reader.clone()).await),
        (StatusCode::CREATED, StatusCode::FORBIDDEN)
    );
    assert_eq!((status(&server, &full).await, status(&server, &reader).await), (StatusCode::OK, StatusCode::OK));
    // A key that leaks must not be able to outlive its end.
    let another = send(&server, Method::POST, "/api/v1/keys", &full, Some(json!({ "name": "x" }))).await;
    assert_eq!(another.status, StatusCode::FORBIDDEN);
    let listed = send(&server, Method::GET, "/api/v1/keys", &reader, None).await;
    assert!(!listed.text.contains(&full) && !listed.text.contains(&reader), "{}", listed.text);
    let keys: Value = listed.json();
    assert_eq!((&keys["items"][0]["name"], &keys["items"][1]["start"]), (&json!("reader"), &json!(full[..13])));
    assert!(keys["items"][1]["last_used_at"].is_i64() && keys["items"][1]["expires_at"].is_i64(), "{keys}");

    let mut stranger = server.person("stranger").await;
    let delete = |path: String| Request::delete(path).body(Body::empty()).unwrap();
    let path = format!("/api/v1/keys/{id}");
    assert_eq!(stranger.request(delete(path.clone())).await.status, StatusCode::NOT_FOUND);
    assert_eq!(person.request(delete(path)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(status(&server, &full).await, StatusCode::UNAUTHORIZED);
    for wrong in [json!({ "name": "" }), json!({ "name": "x", "expires_in_days": 0 })] {
        let request = Request::post("/api/v1/keys").header(header::CONTENT_TYPE, "application/json");
        let answer = person.request(request.body(Body::from(wrong.to_string())).unwrap()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    }
}
