//! Programs: tokens that replace each other, keys, and what ends them.

use crate::server::{Answer, Client, TestServer};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use std::{fs, io, time::SystemTime};
use supbot::auth::{
    api::{ChangePassword, DeleteAccount},
    jwt,
};
use tempfile::TempDir;

const ME: &str = "/api/v1/me";
/// In milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

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

async fn log_out(server: &TestServer, token: &str) -> StatusCode {
    post(server, "/api/v1/auth/logout", json!({ "refresh": token })).await.status
}

/// What a browser's cookie, an access token and a key are answered.
async fn statuses(server: &TestServer, browser: &Client, access: &str, key: &str) -> [StatusCode; 3] {
    let mine = Request::get(ME).body(Body::empty()).unwrap();
    let cookie = browser.clone().request(mine).await.status;
    [cookie, status(server, access).await, status(server, key).await]
}

async fn database(server: &TestServer) -> SqlitePool {
    SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
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
async fn a_new_account_is_shown_as_it_is_read_later() {
    let server = TestServer::start().await;
    // 김철수 in single letters, as macOS writes it.
    let name = "\u{1100}\u{1175}\u{11b7}\u{110e}\u{1165}\u{11af}\u{1109}\u{116e}";
    let account = json!({ "username": name, "password": "correct horse", "email": "A@B.C" });
    let made: Value = post(&server, "/api/v1/auth/register", account).await.json();
    assert_eq!((&made["username"], &made["email"]), (&json!("김철수"), &json!("a@b.c")));
    let (access, _) = log_in(&server, name, "correct horse").await;
    assert_eq!(send(&server, Method::GET, ME, &access, None).await.json::<Value>(), made);
}

#[tokio::test]
async fn what_a_proxy_asks_for_is_no_credential_and_a_wrong_bearer_is_not_made_good_by_a_cookie() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let mine = |authorization: &[u8]| {
        Request::get(ME).header(header::AUTHORIZATION, authorization).body(Body::empty()).unwrap()
    };
    let others: [&[u8]; 3] = [b"Basic c29tZWJvZHk6eA==", b"Basic", b"Bearers x"];
    for other in others {
        assert_eq!(person.request(mine(other)).await.status, StatusCode::OK);
        assert_eq!(server.visitor().request(mine(other)).await.status, StatusCode::UNAUTHORIZED);
    }
    let wrong: [&[u8]; 5] = [b"Bearer x", b"bearer x", b"Bearer", b"Bearer\tx", b"Bearer \xff"];
    for wrong in wrong {
        assert_eq!(person.request(mine(wrong)).await.status, StatusCode::UNAUTHORIZED);
    }
    let (access, _) = log_in(&server, "somebody", "correct horse").await;
    let lower = format!("bearer {access}");
    assert_eq!(server.visitor().request(mine(lower.as_bytes())).await.status, StatusCode::OK);
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
async fn who_knows_no_more_than_the_id_of_a_log_in_cannot_end_it() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let (_, used) = log_in(&server, "somebody", "correct horse").await;
    assert_eq!(refresh(&server, &used).await.status, StatusCode::OK);
    let (access, token) = log_in(&server, "somebody", "correct horse").await;
    let id = token.split_once('.').unwrap().0;
    // Neither an invented secret nor the used one of another log-in.
    for secret in ["", "0", used.split_once('.').unwrap().1] {
        let invented = format!("{id}.{secret}");
        assert_eq!(refresh(&server, &invented).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(log_out(&server, &invented).await, StatusCode::NO_CONTENT);
    }
    assert_eq!(status(&server, &access).await, StatusCode::OK);
    assert_eq!(refresh(&server, &token).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_used_refresh_token_still_logs_out() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let (first, old) = log_in(&server, "somebody", "correct horse").await;
    let (second, new) = pair(&refresh(&server, &old).await);
    assert_eq!(log_out(&server, &old).await, StatusCode::NO_CONTENT);
    for access in [&first, &second] {
        assert_eq!(status(&server, access).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(refresh(&server, &new).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_refresh_token_is_good_for_7_days_and_forgotten_7_days_after_its_use() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let db = database(&server).await;
    let age = async |by: i64| {
        let aged = "update sessions set last_seen_at = last_seen_at - $1 where kind = 'program'";
        sqlx::query(aged).bind(by).execute(&db).await.unwrap();
        let aged = "update used_refresh_tokens set used_at = used_at - $1";
        sqlx::query(aged).bind(by).execute(&db).await.unwrap();
    };
    let (_, first) = log_in(&server, "somebody", "correct horse").await;
    let (_, second) = pair(&refresh(&server, &first).await);
    age(7 * DAY - 60 * 1000).await;
    let (_, third) = pair(&refresh(&server, &second).await);
    age(60 * 1000 + 1).await;
    let (access, fourth) = pair(&refresh(&server, &third).await);
    // The first one is unknown by now, and an unknown one ends nothing.
    assert_eq!(refresh(&server, &first).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(status(&server, &access).await, StatusCode::OK);
    age(7 * DAY + 1).await;
    assert_eq!(refresh(&server, &fourth).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(status(&server, &access).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn logging_out_changing_the_password_and_suspension_end_what_programs_have() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (access, token) = log_in(&server, "somebody", "correct horse").await;
    assert_eq!(log_out(&server, &token).await, StatusCode::NO_CONTENT);
    assert_eq!(status(&server, &access).await, StatusCode::UNAUTHORIZED);
    assert_eq!(refresh(&server, &token).await.status, StatusCode::UNAUTHORIZED);

    let (access, token) = log_in(&server, "somebody", "correct horse").await;
    let fields = [("current", "correct horse"), ("new", "battery staple")];
    assert_eq!(person.call::<ChangePassword>(&fields).await.status, StatusCode::OK);
    assert_eq!(status(&server, &access).await, StatusCode::UNAUTHORIZED);
    assert_eq!(refresh(&server, &token).await.status, StatusCode::UNAUTHORIZED);

    let (access, token) = log_in(&server, "somebody", "battery staple").await;
    let (key, _) = make_key(&mut person, json!({ "name": "script" })).await;
    assert_eq!((status(&server, &access).await, status(&server, &key).await), (StatusCode::OK, StatusCode::OK));
    let db = database(&server).await;
    sqlx::query("update users set suspended_at = 1").execute(&db).await.unwrap();
    for credential in [&access, &key] {
        assert_eq!(status(&server, credential).await, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(refresh(&server, &token).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(person.get("/settings").await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn neither_cookie_nor_token_nor_key_outlives_the_account_or_what_it_is_allowed() {
    let server = TestServer::start().await;
    let db = database(&server).await;
    for name in ["deleted", "suspended"] {
        let mut person = server.person(name).await;
        let (access, _) = log_in(&server, name, "correct horse").await;
        let (key, _) = make_key(&mut person, json!({ "name": "script" })).await;
        // A browser gives its cookie back when it is told so; this one does not.
        let browser = person.clone();
        assert_eq!(statuses(&server, &browser, &access, &key).await, [StatusCode::OK; 3]);
        if name == "deleted" {
            let answer = person.call::<DeleteAccount>(&[("password", "correct horse")]).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        } else {
            sqlx::query("update users set suspended_at = 1").execute(&db).await.unwrap();
        }
        assert_eq!(statuses(&server, &browser, &access, &key).await, [StatusCode::UNAUTHORIZED; 3], "{name}");
    }
}

#[tokio::test]
async fn an_access_token_ends_after_15_minutes() {
    let server = TestServer::start().await;
    server.person("somebody").await;
    let (access, token) = log_in(&server, "somebody", "correct horse").await;
    let forger = Forger::new(&server, &access, &token).await;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&["supbot-api"]);
    let key = DecodingKey::from_secret(forger.secret.as_bytes());
    let claims = decode::<Value>(&access, &key, &validation).unwrap().claims;
    assert_eq!(claims["exp"].as_i64().unwrap(), claims["iat"].as_i64().unwrap() + 900);
    assert!(claims["iat"].as_u64().unwrap().abs_diff(forger.now) < 60, "{claims}");
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
    jwt::rotate(server.folder.path()).unwrap();
    let (new, token) = pair(&refresh(&server, &token).await);
    let key_of = |token: &str| jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    assert_ne!(key_of(&old), key_of(&new));
    assert_eq!((status(&server, &old).await, status(&server, &new).await), (StatusCode::OK, StatusCode::OK));
    jwt::rotate(server.folder.path()).unwrap();
    // Nothing is signed between: the server must see by itself that the key is gone.
    assert_eq!((status(&server, &old).await, status(&server, &new).await), (StatusCode::UNAUTHORIZED, StatusCode::OK));
    let (newest, _) = pair(&refresh(&server, &token).await);
    assert_eq!(status(&server, &newest).await, StatusCode::OK);
}

#[test]
fn there_must_be_a_signing_key_for_another_one_to_follow() {
    let folder = TempDir::new().unwrap();
    let error = jwt::rotate(folder.path()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
    assert!(error.to_string().contains("token-keys.json"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_signing_key_is_for_the_owner_of_the_one_before_it_alone() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    /// Some user that nobody here is.
    const SERVER: u32 = 65_534;
    let server = TestServer::start().await;
    let path = server.folder.path().join("token-keys.json");
    // Only the superuser can give a file away, and so try what `sudo supbot rotate-keys` does.
    let _ = chown(&path, Some(SERVER), Some(SERVER));
    let before = fs::metadata(&path).unwrap();
    jwt::rotate(server.folder.path()).unwrap();
    let after = fs::metadata(&path).unwrap();
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(after.permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_key_ends_when_its_days_are_over() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (ends, _) = make_key(&mut person, json!({ "name": "script", "expires_in_days": 30 })).await;
    let (stays, _) = make_key(&mut person, json!({ "name": "for ever" })).await;
    assert_eq!((status(&server, &ends).await, status(&server, &stays).await), (StatusCode::OK, StatusCode::OK));
    let db = database(&server).await;
    sqlx::query("update api_keys set expires_at = expires_at - $1").bind(30 * DAY).execute(&db).await.unwrap();
    assert_eq!(status(&server, &ends).await, StatusCode::UNAUTHORIZED);
    assert_eq!(status(&server, &stays).await, StatusCode::OK);
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
    let listed = send(&server, Method::GET, "/api/v1/keys", &full, None).await;
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
