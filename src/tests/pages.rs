//! Every page as the server writes it: readable without JavaScript, with the right status and headers.

use crate::{conversations::ask, server::TestServer};
use axum::http::{StatusCode, header};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

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
