//! What the keys of the pages need from the server: the way past the sidebar, their sentences, and what a cookie remembers.

use crate::server::TestServer;
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

const PAGES: [&str; 11] = [
    "/",
    "/documents",
    "/documents/new",
    "/code",
    "/chats",
    "/search",
    "/settings",
    "/prompts",
    "/shares",
    "/transfer",
    "/temporary",
];

#[tokio::test]
async fn the_first_link_of_every_page_leads_to_its_one_main() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    for path in PAGES {
        let html = person.get(path).await.html();
        assert_begins_with_skip(path, &html, "Skip to content");
        assert!(html.contains("<nav aria-label=\"Menu\">"), "{path}: {html}");
    }
    let mut visitor = server.visitor();
    visitor.language = "ko";
    for path in ["/", "/login", "/signup", "/nowhere"] {
        assert_begins_with_skip(path, &visitor.get(path).await.html(), "본문으로 건너뛰기");
    }
}

fn assert_begins_with_skip(path: &str, html: &str, text: &str) {
    let body = html.split_once("<body").map_or("", |(_, body)| body);
    let first = body.split_once("<a ").map_or("", |(_, link)| link);
    assert!(first.starts_with("href=\"#content\" rel=\"external\" class=\"skip\""), "{path}: {html}");
    assert!(first.split_once('>').is_some_and(|(_, rest)| rest.starts_with(text)), "{path}: {html}");
    assert!(!body.split("<a ").next().unwrap_or_default().contains("<button"), "{path}");
    assert_eq!(body.matches("<main").count(), 1, "{path}: {html}");
    assert_eq!(html.matches("id=\"content\"").count(), 1, "{path}: {html}");
}

#[tokio::test]
async fn the_script_gets_its_sentences_in_the_language_of_whoever_asks() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    for (language, palette) in [("en", "Search and go"), ("ko", "검색 및 이동")] {
        visitor.language = language;
        let answer = visitor.get("/texts/shortcuts").await;
        assert_eq!(answer.status, StatusCode::OK);
        let said: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!(said["palette"], palette);
    }
    assert_eq!(visitor.get("/texts/nothing").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_sidebar_that_was_put_away_does_not_come_with_the_page() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    assert!(!person.get("/settings").await.text.contains("data-side"));
    person.cookies.insert("side".to_owned(), "off".to_owned());
    assert!(person.get("/settings").await.text.contains("<html lang=\"en\" data-side=\"off\""));
    // Nothing but what is meant is taken from a cookie.
    person.cookies.insert("side".to_owned(), "\"><b>".to_owned());
    assert!(!person.get("/settings").await.text.contains("data-side"));
}

#[tokio::test]
async fn keys_are_called_as_they_are_on_the_keyboard_that_asks() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    for (agent, is_mac) in
        [("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", true), ("Mozilla/5.0 (X11; Linux)", false)]
    {
        let request = Request::get("/settings").header(header::USER_AGENT, agent).body(Body::empty()).unwrap();
        assert_eq!(person.request(request).await.text.contains("data-mac"), is_mac);
    }
}
