//! Every page as the server writes it: readable without JavaScript, with the right status and headers.

use crate::{conversations::ask, server::TestServer};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::Value;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use supbot::{domain::error::AppError, i18n::Language};

#[tokio::test]
async fn a_visitor_reads_what_this_is_and_finds_the_way_in() {
    let server = TestServer::start().await;
    let page = server.visitor().get("/").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "<h1>Chat, code and documents in one place</h1>",
        "href=\"/signup\"",
        "href=\"/login\"",
        "<title>Supbot</title>",
    ] {
        assert!(page.html().contains(part), "{part} in {}", page.text);
    }
}

#[tokio::test]
async fn a_page_brings_the_client_and_its_sentences_in_its_own_language_to_those_who_are_logged_in() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    assert!(!server.visitor().get("/").await.text.contains("\"client\":\"/pkg/"), "a visitor gets a client");
    for (language, own, other) in
        [("ko", "무엇이든 물어보세요", "Ask anything"), ("en", "Ask anything", "무엇이든 물어보세요")]
    {
        person.language = language;
        let page = person.get("/").await.text;
        let (_, sentences) =
            page.split_once("data-texts=\"common\">").unwrap_or_else(|| panic!("no sentences: {page}"));
        let (sentences, _) = sentences.split_once("</script>").unwrap();
        assert!(sentences.contains(own) && !sentences.contains(other), "{sentences}");
        assert!(page.contains("\"client\":\"/pkg/"), "no client: {page}");
    }
}

#[tokio::test]
async fn pages_that_need_somebody_ask_a_visitor_to_log_in() {
    let server = TestServer::start().await;
    for path in ["/settings", "/c/00000000-0000-0000-0000-000000000000"] {
        let page = server.visitor().get(path).await;
        assert_eq!((page.status, page.location()), (StatusCode::FOUND, format!("/login?next={path}").as_str()));
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_says_so_in_the_reader_s_language() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    visitor.language = "ko";
    let page = visitor.get("/nowhere").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.html().contains("<h1>찾을 수 없습니다</h1>"), "{}", page.text);
}

#[tokio::test]
async fn a_conversation_is_a_whole_page_with_its_messages_and_a_form_that_posts() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "<b>hello</b> & welcome").await;
    crate::replies::events(&mut person, &sent).await;
    let page = person.get(&format!("/c/{}", sent.conversation)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("&lt;b") && !page.text.contains("<b>hello"), "{}", page.text);
    assert!(page.text.contains("action=\"/rpc/send_message\""), "{}", page.text);
    assert!(page.text.contains("aria-label=\"Supbot\""));
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn a_page_allows_its_own_scripts_and_nothing_else() {
    let server = TestServer::start().await;
    let page = server.visitor().get("/login").await;
    let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; script-src 'self'") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    let scripts = page.text.matches("<script").count();
    assert_eq!(page.text.matches(&format!("nonce=\"{nonce}\"")).count(), scripts, "{}", page.text);
    assert!(!page.text.contains(" style=\""));
    assert_eq!(page.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(page.headers[header::REFERRER_POLICY], "same-origin");
}

#[tokio::test]
async fn health_is_told_without_a_log_in() {
    let server = TestServer::start().await;
    let answer = server.visitor().get("/healthz").await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "ok"));
}

#[tokio::test]
async fn a_page_comes_while_other_servers_of_the_process_begin() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let state = server.state.clone();
    let is_over = Arc::new(AtomicBool::new(false));
    let beginning = {
        let is_over = Arc::clone(&is_over);
        std::thread::spawn(move || {
            while !is_over.load(Ordering::Relaxed) {
                drop(supbot::server::router(state.clone()));
            }
        })
    };
    for _ in 0..20 {
        let page = tokio::time::timeout(Duration::from_secs(20), person.get("/c/none")).await;
        assert_eq!(page.map(|page| page.status).ok(), Some(StatusCode::NOT_FOUND));
    }
    is_over.store(true, Ordering::Relaxed);
    beginning.join().unwrap();
}

/// Every address at which a browser is served a file, of the API and beside it, with ids that name nothing.
async fn file_paths(server: &TestServer) -> Vec<String> {
    let described: Value = server.visitor().get("/api/openapi.json").await.json();
    let mut paths: Vec<String> =
        ["/attachments/{id}", "/pkg/nothing.js", "/.well-known/security.txt"].map(str::to_owned).into();
    for (path, operations) in described["paths"].as_object().unwrap() {
        let content = operations["get"]["responses"]["200"]["content"].as_object();
        let is_file = |kind: &String| kind != "application/json" && kind != "text/event-stream";
        if content.is_some_and(|content| content.keys().any(is_file)) {
            paths.push(path.clone());
        }
    }
    let query = |path: &str| match path.rsplit('/').next() {
        Some("export") if path.contains("/documents/") => "?format=pdf",
        Some("content") => "?name=main.rs",
        _ => "",
    };
    let id = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071";
    paths.iter().map(|path| path.replace("{id}", id).replace("{file}", id) + query(path)).collect()
}

#[tokio::test]
async fn whoever_opens_a_file_that_is_not_theirs_reads_why_and_a_program_gets_a_problem() {
    let server = TestServer::start().await;
    let paths = file_paths(&server).await;
    assert_eq!(paths.len(), 10, "{paths:?}");
    let texts = Language::En.texts();
    let is_open = |path: &str| path.starts_with("/pkg/") || path.starts_with("/.well-known/");
    for (mut reader, is_visitor) in [(server.visitor(), true), (server.person("somebody").await, false)] {
        for path in paths.iter().filter(|path| is_visitor || *path != "/api/v1/export") {
            let (status, code, sentence) = if is_visitor && !is_open(path) {
                (StatusCode::UNAUTHORIZED, "unauthorized", texts.error(&AppError::Unauthorized))
            } else {
                (StatusCode::NOT_FOUND, "not_found", "<h1>Not found</h1>".to_owned())
            };
            let page = reader.get(path).await;
            assert_eq!((page.status, page.header("content-type")), (status, "text/html; charset=utf-8"), "{path}");
            assert!(
                page.html().contains(&sentence) && page.html().contains(" · Supbot</title>"),
                "{path}: {}",
                page.text
            );
            assert!(page.header("content-security-policy").contains("style-src 'self'"), "{path}");
            for fetched in [
                [("accept", "*/*"), ("sec-fetch-mode", "navigate")],
                [("accept", "text/html"), ("sec-fetch-mode", "cors")],
            ] {
                let mut request = Request::get(path);
                for (name, value) in fetched {
                    request = request.header(name, value);
                }
                let answer = reader.request(request.body(Body::empty()).unwrap()).await;
                assert_eq!(answer.status, status, "{path}");
                // What the client is made of is asked for by the browser itself.
                if !path.starts_with("/pkg/") {
                    assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
                    assert_eq!(answer.json::<Value>()["code"], code, "{path}");
                }
            }
        }
    }
}

#[tokio::test]
async fn an_address_that_ends_in_a_slash_leads_to_the_page_without_it_and_to_no_other_server() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    for (path, location) in [
        ("/documents/", "/documents"),
        ("/documents/new/?format=minutes&x=/", "/documents/new?format=minutes&x=/"),
        ("/settings//", "/settings"),
        ("/login/", "/login"),
        ("/no-such-page/", "/no-such-page"),
    ] {
        let answer = person.get(path).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::PERMANENT_REDIRECT, location), "{path}");
    }
    for path in ["/", "//", "//example.com/", "/\\example.com/", "///example.com//"] {
        let answer = person.get(path).await;
        assert_eq!(answer.location(), "", "{path}: {}", answer.status);
    }
}
