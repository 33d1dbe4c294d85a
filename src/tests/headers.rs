//! What every answer tells browsers, the names of cookies, and the hosts that are answered for.

use crate::server::{Client, TestServer};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use supbot::auth::{
    api::{CreateKey, GetMe, ListKeys},
    model::Account,
};

const HTTPS: &[(&str, &str)] = &[("SUPBOT_PUBLIC_URL", "https://chat.example")];

async fn status(client: &mut Client, path: &str, host: &str) -> StatusCode {
    let request = Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap();
    client.request(request).await.status
}

#[tokio::test]
async fn every_answer_forbids_frames_sharing_and_keeping_but_what_the_site_is_made_of() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let paths = ["/", "/login", "/settings", "/nowhere", "/api/v1/me", "/api/v1/nowhere", "/api/docs/", "/healthz"];
    let reads = ["/texts/shortcuts", "/sandbox", "/manifest.webmanifest"];
    for path in paths.into_iter().chain(reads) {
        let answer = person.get(path).await;
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        let frames = if path == "/sandbox" { "SAMEORIGIN" } else { "DENY" };
        assert_eq!(answer.header("x-frame-options"), frames, "{path}");
        let caching = match path {
            "/sandbox" | "/manifest.webmanifest" => "no-cache",
            path if path.starts_with("/api/v1/") => "private, no-cache",
            _ => "no-store",
        };
        assert_eq!(answer.header("cache-control"), caching, "{path}");
        assert!(!answer.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "{path}");
    }
    let keys = person.call::<ListKeys>(&[]).await;
    assert_eq!((keys.status, keys.header("cache-control")), (StatusCode::OK, "no-store"));
}

#[tokio::test]
async fn over_https_browsers_are_to_come_over_https_alone_and_only_this_host_can_set_what_it_reads() {
    let server = TestServer::with(HTTPS).await;
    let mut person = server.visitor();
    let answer = person.sign_up("somebody", "correct horse").await;
    assert!(answer.header("strict-transport-security").starts_with("max-age="), "{:?}", answer.headers);
    let key = person.post::<CreateKey>("/settings", &[("name", "script"), ("days", "30")]).await;
    let cookies: Vec<_> =
        [&answer, &key].iter().flat_map(|answer| answer.headers.get_all(header::SET_COOKIE)).collect();
    assert_eq!(cookies.len(), 3, "{cookies:?}");
    for cookie in cookies {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.starts_with("__Host-supbot_") && !cookie.contains("Domain"), "{cookie}");
        assert!(["; Path=/;", "; HttpOnly", "; Secure"].iter().all(|part| cookie.contains(part)), "{cookie}");
    }
    assert!(person.get("/settings").await.text.contains("supbot_"), "the new key is shown");
    // What a sibling domain can set is not read.
    let mut fixed = server.visitor();
    fixed.cookies.insert("supbot_session".into(), person.cookies["__Host-supbot_session"].clone());
    assert_eq!(fixed.call::<GetMe>(&[]).await.json::<Option<Account>>(), None);
    assert!(person.call::<GetMe>(&[]).await.json::<Option<Account>>().is_some());
}

#[tokio::test]
async fn a_host_that_is_not_the_servers_is_refused_and_monitors_may_call_it_what_they_like() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    for host in ["localhost:3000", "127.0.0.1", "[::1]:80"] {
        assert_eq!(status(&mut visitor, "/login", host).await, StatusCode::OK, "{host}");
    }
    for path in ["/login", "/api/openapi.json", "/pkg/supbot.js", "/share/x"] {
        assert_eq!(status(&mut visitor, path, "evil.example").await, StatusCode::MISDIRECTED_REQUEST, "{path}");
    }
    let request = Request::get("/api/v1/me").header(header::HOST, "evil.example").body(Body::empty()).unwrap();
    let refused = visitor.request(request).await;
    assert_eq!(refused.json::<serde_json::Value>()["code"], "host_unknown");
    assert_eq!(status(&mut visitor, "/healthz", "10.0.0.7:3000").await, StatusCode::OK);

    let public = TestServer::with(&[HTTPS, &[("SUPBOT_ADDR", "192.0.2.1:80")]].concat()).await;
    let mut visitor = public.visitor();
    assert_eq!(status(&mut visitor, "/login", "chat.example").await, StatusCode::OK);
    assert_eq!(status(&mut visitor, "/login", "localhost").await, StatusCode::MISDIRECTED_REQUEST);
}
