//! What a device installs and keeps, as far as the server says so.

use crate::{
    conversations::open,
    server::{Client, TestServer},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::Value;
use supbot::chat::{api::ListConversations, model::ConversationList, model::SentTurn};

#[tokio::test]
async fn the_manifest_says_what_is_installed_in_the_reader_s_language() {
    let server = TestServer::start().await;
    for (language, shortcut) in [("en", "New document"), ("ko", "새 문서")] {
        let mut visitor = server.visitor();
        visitor.language = language;
        let answer = visitor.get("/manifest.webmanifest").await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/manifest+json"));
        let manifest: Value = answer.json();
        for (key, value) in [("id", "/"), ("start_url", "/"), ("scope", "/"), ("display", "standalone")] {
            assert_eq!(manifest[key], value, "{key}");
        }
        assert_eq!((&manifest["lang"], &manifest["shortcuts"][1]["name"]), (&language.into(), &shortcut.into()));
        let shortcuts =
            manifest["shortcuts"].as_array().unwrap().iter().map(|shortcut| shortcut["url"].as_str().unwrap());
        assert_eq!(shortcuts.collect::<Vec<_>>(), ["/", "/documents/new", "/code"]);
        let icons = manifest["icons"].as_array().unwrap();
        for wanted in [("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")] {
            assert!(
                icons
                    .iter()
                    .any(|icon| (icon["sizes"].as_str().unwrap(), icon["purpose"].as_str().unwrap_or("")) == wanted)
            );
        }
        for icon in icons {
            assert!(std::path::Path::new("public").join(&icon["src"].as_str().unwrap()[1..]).is_file(), "{icon}");
        }
    }
}

#[tokio::test]
async fn every_page_says_how_it_is_installed() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    for path in ["/", "/login", "/documents"] {
        let page = person.get(path).await;
        for part in ["rel=\"manifest\"", "apple-touch-icon.png", "viewport-fit=cover", "prefers-color-scheme: dark"] {
            assert!(page.text.contains(part), "{part} on {path}");
        }
        let policy = page.header("content-security-policy");
        assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"), "{policy}");
    }
}

#[tokio::test]
async fn the_worker_is_for_the_whole_site_and_looked_for_again_each_time() {
    let server = TestServer::start().await;
    let worker = server.visitor().get("/service-worker.js").await;
    assert_eq!(worker.status, StatusCode::OK);
    assert_eq!(worker.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!((worker.header("service-worker-allowed"), worker.header("cache-control")), ("/", "no-cache"));
    assert_eq!(worker.header("content-security-policy"), "default-src 'none'; connect-src 'self'");
}

#[tokio::test]
async fn a_page_says_whose_it_is_so_that_a_device_keeps_it_for_nobody_else() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let account = account(&mut person).await;
    assert_eq!(account.len(), 36);
    assert_eq!(server.visitor().get("/").await.header("supbot-account"), "none");
    assert_eq!(server.visitor().get("/c/00000000-0000-0000-0000-000000000000").await.header("supbot-account"), "none");
    let mut other = server.person("another").await;
    assert_ne!(self::account(&mut other).await, account);
}

#[tokio::test]
async fn the_page_without_a_network_belongs_to_nobody() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    visitor.language = "ko";
    let page = visitor.get("/offline").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.html().contains("<h1>오프라인입니다</h1>") && page.html().contains("id=\"kept-list\""),
        "{}",
        page.text
    );
}

#[tokio::test]
async fn a_message_that_is_sent_again_with_its_key_is_asked_once() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let account = account(&mut person).await;
    let first: SentTurn = send(&mut person, "written offline", "key-1", &account).await.json();
    let again: SentTurn = send(&mut person, "written offline", "key-1", &account).await.json();
    assert_eq!(
        (again.conversation, again.question.id, again.reply.id),
        (first.conversation, first.question.id, first.reply.id)
    );
    let other: SentTurn = send(&mut person, "written offline", "key-2", &account).await.json();
    assert_ne!(other.conversation, first.conversation);
    assert_eq!(open(&mut person, first.conversation).await.messages.len(), 2);
    let list = person.call::<ListConversations>(&[]).await.json::<ConversationList>().page;
    assert_eq!(list.items.len(), 2);
}

#[tokio::test]
async fn two_that_send_the_same_message_at_once_ask_it_once() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let account = account(&mut person).await;
    let (mut one, mut two) = (person.clone(), person.clone());
    let (first, second) =
        tokio::join!(send(&mut one, "at once", "key", &account), send(&mut two, "at once", "key", &account));
    // Whoever comes second is answered, or told to try again.
    for answer in [&first, &second] {
        assert!([StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE].contains(&answer.status), "{}", answer.text);
    }
    let again: SentTurn = send(&mut person, "at once", "key", &account).await.json();
    let list = person.call::<ListConversations>(&[]).await.json::<ConversationList>().page;
    assert_eq!(list.items.iter().map(|item| item.id).collect::<Vec<_>>(), [again.conversation]);
}

#[tokio::test]
async fn what_one_wrote_offline_is_not_sent_by_another_who_is_logged_in() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let account = account(&mut person).await;
    let mut other = server.person("another").await;
    assert_eq!(send(&mut other, "mine", "key", &account).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(send(&mut server.visitor(), "mine", "key", &account).await.status, StatusCode::UNAUTHORIZED);
    let list = other.call::<ListConversations>(&[]).await.json::<ConversationList>().page;
    assert!(list.items.is_empty());
    // Keys are each account's own.
    let first: SentTurn = send(&mut person, "mine", "key", &account).await.json();
    let account = self::account(&mut other).await;
    let second: SentTurn = send(&mut other, "mine", "key", &account).await.json();
    assert_ne!(first.conversation, second.conversation);
    assert_eq!(send(&mut other, "mine", "", &account).await.status, StatusCode::BAD_REQUEST);
}

async fn account(person: &mut Client) -> String {
    person.get("/").await.header("supbot-account").to_owned()
}

/// Sends a message as the worker does.
async fn send(person: &mut Client, content: &str, key: &str, account: &str) -> crate::server::Answer {
    let body = serde_urlencoded::to_string([("conversation", ""), ("content", content), ("model", "")]).unwrap();
    let request = Request::post("/rpc/send_message")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header("idempotency-key", key)
        .header("supbot-account", account)
        .body(Body::from(body));
    person.request(request.unwrap()).await
}
