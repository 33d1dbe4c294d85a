//! Where conversations are kept comes with them; what is in the trash does not; and all of it is found at once.

use super::{CHATGPT, CLAUDE, LIBRECHAT, OPEN_WEBUI, conversations, counts, export, get, import, omissions, report};
use crate::{api::Program, server::TestServer};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const CONVERSATIONS: &str = "/api/v1/conversations";

async fn create(program: &mut Program, title: &str, place: Value) -> String {
    let made = program.send(Method::POST, CONVERSATIONS, &[], Some(json!({ "title": title }))).await;
    let id = made.json::<Value>()["id"].as_str().unwrap().to_owned();
    let placed = program.send(Method::PATCH, &format!("{CONVERSATIONS}/{id}"), &[], Some(place)).await;
    assert_eq!(placed.status, StatusCode::OK, "{}", placed.text);
    id
}

/// A list of conversations: title, pinned, archived, folder and tags of each.
async fn listed(program: &mut Program, query: &str) -> Vec<Value> {
    let page: Value = get(program, &format!("{CONVERSATIONS}?{query}")).await.json();
    let place =
        |item: &Value| json!([item["title"], item["is_pinned"], item["is_archived"], item["folder"], item["tags"]]);
    page["items"].as_array().unwrap().iter().map(place).collect()
}

/// The file's first conversation, changed.
fn changed(file: &[u8], change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(file).unwrap();
    match value.as_array_mut() {
        Some(all) => {
            all.truncate(1);
            change(&mut all[0]);
        }
        None => change(&mut value),
    }
    serde_json::to_vec(&value).unwrap()
}

#[tokio::test]
async fn a_conversation_stays_pinned_archived_in_its_folder_and_with_its_tags() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    create(&mut program, "old", json!({ "archived": true })).await;
    create(&mut program, "plain", json!({ "pinned": false })).await;
    create(&mut program, "first", json!({ "pinned": true, "folder": "내 일", "tags": ["급함", "rust"] })).await;
    let files = export(&mut program).await;
    let markdown = files.iter().find(|(name, _)| name.ends_with(".md") && name.contains(" first ")).unwrap().1;
    assert!(String::from_utf8_lossy(markdown).lines().any(|line| line.ends_with(" · 내 일 · #rust · #급함")));
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let mut other = Program::new(&server, "another").await;
    assert_eq!(counts(&import(&mut other, &package).await), [3, 0, 0, 0]);
    for query in ["", "view=archived", "view=pinned", "tag=rust"] {
        assert_eq!(listed(&mut program, query).await, listed(&mut other, query).await, "{query}");
    }
    assert_eq!(listed(&mut other, "").await[0], json!(["first", true, false, "내 일", ["rust", "급함"]]));
    assert_eq!(listed(&mut other, "view=archived").await.len(), 1);
}

#[tokio::test]
async fn other_programs_tell_where_a_conversation_is_kept_each_in_its_way() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let chatgpt = changed(CHATGPT, |chat| chat["is_archived"] = json!(true));
    import(&mut program, &chatgpt).await;
    let claude = changed(CLAUDE, |chat| chat["is_starred"] = json!(true));
    import(&mut program, &claude).await;
    let web = changed(OPEN_WEBUI, |chat| {
        chat["archived"] = json!(true);
        chat["pinned"] = json!(true);
        chat["folder_id"] = json!("1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed");
        chat["meta"] = json!({ "tags": ["cooking", "none", "x".repeat(40)] });
    });
    let imported = import(&mut program, &web).await;
    assert_eq!(report(&imported)["folders"], 1, "{imported}");
    assert_eq!(report(&imported)["cut"], 1, "{imported}");
    let older = changed(OPEN_WEBUI, |chat| {
        chat["id"] = json!("older");
        chat["title"] = json!("older");
        chat["chat"]["tags"] = json!([{ "name": "국물" }]);
    });
    import(&mut program, &older).await;
    let libre = changed(LIBRECHAT, |chat| chat["tags"] = json!(["여행", "여행", " "]));
    import(&mut program, &libre).await;
    let mut all = listed(&mut program, "").await;
    all.extend(listed(&mut program, "view=archived").await);
    all.sort_by_key(ToString::to_string);
    let mut expected = [
        json!(["러스트 정렬 질문", false, true, null, []]),
        json!(["회의록 요약", true, false, null, []]),
        json!(["🍜 라면 끓이기", true, true, "Open WebUI 1b9d6bcd", ["cooking", "x".repeat(30)]]),
        json!(["older", false, false, null, ["국물"]]),
        json!(["여행 계획", false, false, null, ["여행"]]),
    ];
    expected.sort_by_key(ToString::to_string);
    assert_eq!(all, expected);
}

#[tokio::test]
async fn messages_of_librechat_may_be_called_a_tree() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let tree = changed(super::LIBRECHAT_RECURSIVE, |chat| {
        let messages = chat["messages"].take();
        chat["messagesTree"] = messages;
        chat.as_object_mut().unwrap().remove("messages");
    });
    assert_eq!(counts(&import(&mut program, &tree).await), [1, 4, 0, 0]);
}

#[tokio::test]
async fn what_is_in_the_trash_is_not_exported_and_an_import_brings_it_back_instead_of_a_second_one() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    import(&mut program, CLAUDE).await;
    let id = create(&mut program, "mine", json!({ "pinned": false })).await;
    let document = json!({ "title": "doc", "content": "글" });
    let document = program.send(Method::POST, "/api/v1/documents", &[], Some(document)).await;
    let document = document.json::<Value>()["id"].as_str().unwrap().to_owned();
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let all = conversations(&mut program).await;
    let summary = all["회의록 요약"]["id"].as_str().unwrap().to_owned();
    for path in
        [format!("{CONVERSATIONS}/{id}"), format!("{CONVERSATIONS}/{summary}"), format!("/api/v1/documents/{document}")]
    {
        assert_eq!(program.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    }
    let names: Vec<_> = export(&mut program).await.into_keys().collect();
    assert!(!names.iter().any(|name| name.contains("mine") || name.contains("doc ")), "{names:?}");
    assert_eq!(counts(&import(&mut program, CLAUDE).await), [1, 3, 0, 1]);
    assert_eq!(counts(&import(&mut program, &package).await), [1, 0, 1, 2]);
    assert_eq!(listed(&mut program, "view=trash").await.len(), 0);
    assert_eq!(conversations(&mut program).await.len(), 3);
    let documents: Value = get(&mut program, "/api/v1/documents").await.json();
    assert_eq!(documents["items"].as_array().unwrap().len(), 1);
    // What is gone for good comes anew.
    let path = format!("{CONVERSATIONS}/{summary}?permanently=true");
    assert_eq!(program.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(counts(&import(&mut program, CLAUDE).await), [1, 3, 0, 1]);
}

#[tokio::test]
async fn what_was_imported_is_found_at_once() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    assert_eq!(import(&mut program, CHATGPT).await["state"], "done");
    let query = serde_urlencoded::to_string([("q", "정렬하는")]).unwrap();
    let found: Value = get(&mut program, &format!("/api/v1/search?{query}")).await.json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["items"][0]["kind"], "message", "{found}");
    let mut stranger = Program::new(&server, "stranger").await;
    let found: Value = get(&mut stranger, &format!("/api/v1/search?{query}")).await.json();
    assert_eq!(found["items"], json!([]));
    let imported = import(&mut stranger, LIBRECHAT).await;
    assert_eq!(report(&imported), omissions(&[("images", 1), ("tools", 1)]));
}
