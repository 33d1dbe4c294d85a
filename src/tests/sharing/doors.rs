//! The ways to share: the API with its limits, the forms without a script, and the way to a copy of one's own.

use super::{SHARES, ask, conversation, database, document, get, id, path, post, share};
use crate::{
    api::Program,
    programs::{make_key, send},
    server::TestServer,
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use supbot::{
    auth::api::LogIn,
    sharing::api::{CopyShare, CreateShare, DeleteShare},
};

#[tokio::test]
async fn nobody_shares_lists_or_revokes_what_is_not_theirs() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let mut stranger = Program::new(&server, "stranger").await;
    let conversation = conversation(&mut owner, &[("user", "Hello")]).await;
    let document = document(&mut owner, "x", "text").await;
    let shared = share(&mut owner, json!({ "document_id": document })).await;
    for wish in [json!({ "conversation_id": conversation }), json!({ "document_id": document })] {
        let refused = stranger.send(Method::POST, SHARES, &[], Some(wish)).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.text);
    }
    assert_eq!(get(&mut stranger, SHARES).await["items"], json!([]));
    let revoked = stranger.send(Method::DELETE, &format!("{SHARES}/{}", id(&shared)), &[], None).await;
    assert_eq!(revoked.status, StatusCode::NOT_FOUND);
    let mut person = server.visitor().log_in_as("stranger").await;
    for (name, of) in [("conversation", &conversation), ("document", &document)] {
        assert_eq!(person.get(&format!("/shares/new?{name}={of}")).await.status, StatusCode::NOT_FOUND);
        let made = person.call::<CreateShare>(&[(name, of), ("days", "0")]).await;
        assert_eq!(made.status, StatusCode::NOT_FOUND, "{}", made.text);
    }
    let revoked = person.call::<DeleteShare>(&[("id", &id(&shared))]).await;
    assert_eq!(revoked.status, StatusCode::NOT_FOUND);
    assert!(!person.get("/shares").await.html().contains(&document));
    assert_eq!(server.visitor().get(&path(&shared)).await.status, StatusCode::OK);
    let mut person = server.visitor().log_in_as("owner").await;
    let (reader, _) = make_key(&mut person, json!({ "name": "reader", "is_read_only": true })).await;
    let wish = Some(json!({ "document_id": document }));
    assert_eq!(send(&server, Method::POST, SHARES, &reader, wish).await.status, StatusCode::FORBIDDEN);
    assert_eq!(send(&server, Method::GET, SHARES, &reader, None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_cannot_be_shared_is_refused_with_its_reason() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let document = document(&mut owner, "x", "text").await;
    let mut refused = async |wish: Value, status: StatusCode, code: &str, field: Value| {
        let answer = owner.send(Method::POST, SHARES, &[], Some(wish)).await;
        let problem: Value = answer.json();
        assert_eq!((answer.status, &problem["code"], &problem["field"]), (status, &json!(code), &field), "{problem}");
    };
    let unprocessable = StatusCode::UNPROCESSABLE_ENTITY;
    for days in [0, 3651] {
        let wish = json!({ "document_id": document, "expires_in_days": days });
        refused(wish, unprocessable, "key_days", json!("expires_in_days")).await;
    }
    refused(json!({}), unprocessable, "share_source", json!("conversation_id")).await;
    let both = json!({ "document_id": document, "conversation_id": document });
    refused(both, unprocessable, "share_source", json!("document_id")).await;
    let nothing = json!({ "conversation_id": document });
    refused(nothing, StatusCode::NOT_FOUND, "not_found", Value::Null).await;
    let db = database(&server).await;
    let long = "update documents set content = $1 where id = $2";
    sqlx::query(long).bind("x".repeat(2 * 1024 * 1024)).bind(&document).execute(&db).await.unwrap();
    let wish = json!({ "document_id": document });
    refused(wish.clone(), StatusCode::PAYLOAD_TOO_LARGE, "share_too_long", Value::Null).await;
    sqlx::query(long).bind("a\u{0}b").bind(&document).execute(&db).await.unwrap();
    let fill = "with recursive n (n) as (select 1 union all select n + 1 from n where n < 500)
                insert into shares (id, user_id, token_hash, kind, source_id, title, content, created_at, expires_at)
                select 'x' || n, (select id from users), 'x' || n, 'document', 'x', 'x', '{}', 1, $1 from n";
    sqlx::query(fill).bind(None::<i64>).execute(&db).await.unwrap();
    refused(wish.clone(), StatusCode::CONFLICT, "share_count_max", Value::Null).await;
    // Those that have ended do not count.
    sqlx::query("update shares set expires_at = 2").execute(&db).await.unwrap();
    let shared = share(&mut owner, wish).await;
    assert!(server.visitor().get(&path(&shared)).await.html().contains("<p>ab</p>"));
}

#[tokio::test]
async fn what_is_being_written_is_not_shared_yet() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let conversation = conversation(&mut owner, &[("user", "Hello")]).await;
    let asked = format!("/api/v1/conversations/{conversation}/messages");
    post(&mut owner, &asked, json!({ "content": "/slow 10000" })).await;
    let written = post(&mut owner, "/api/v1/documents", json!({ "prompt": "/slow 10000" })).await.json::<Value>();
    let mut person = server.visitor().log_in_as("owner").await;
    for (name, of) in [("conversation", conversation), ("document", id(&written))] {
        let refused = owner.send(Method::POST, SHARES, &[], Some(json!({ format!("{name}_id"): of }))).await;
        assert_eq!((refused.status, &refused.json::<Value>()["code"]), (StatusCode::CONFLICT, &json!("being_written")));
        let page = format!("/shares/new?{name}={of}");
        let told = person.post::<CreateShare>(&page, &[(name, &of), ("days", "30")]).await;
        assert_eq!(told.location(), format!("{page}&error=being_written"));
        assert!(person.get(told.location()).await.html().contains("It is still being written."));
    }
    assert_eq!(get(&mut owner, SHARES).await["items"], json!([]));
}

#[tokio::test]
async fn a_request_that_is_sent_again_shares_once_and_shows_the_link_once() {
    // Where others reach it, and nobody has said by what name: by any.
    let server = TestServer::with(&[("SUPBOT_ADDR", "0.0.0.0:0")]).await;
    let mut owner = Program::new(&server, "owner").await;
    let document = document(&mut owner, "x", "text").await;
    let headers = [("idempotency-key", "share-1"), ("host", "chat.example:8080")];
    let wish = json!({ "document_id": document });
    let first = owner.send(Method::POST, SHARES, &headers, Some(wish.clone())).await.json::<Value>();
    assert_eq!(first["url"], format!("http://chat.example:8080{}", path(&first)));
    let again = owner.send(Method::POST, SHARES, &headers, Some(wish.clone())).await;
    assert_eq!((again.status, again.header("idempotency-replayed")), (StatusCode::CREATED, "true"));
    let again: Value = again.json();
    assert_eq!((&again["id"], &again["token"], &again["url"]), (&first["id"], &Value::Null, &Value::Null));
    for _ in 0..2 {
        share(&mut owner, wish.clone()).await;
    }
    let page = get(&mut owner, &format!("{SHARES}?limit=2")).await;
    let next = get(&mut owner, &format!("{SHARES}?limit=2&cursor={}", page["next_cursor"].as_str().unwrap())).await;
    assert_eq!((page["items"].as_array().unwrap().len(), &next["items"][0]["id"]), (2, &first["id"]));
    assert!(next["items"][0].get("token").is_none() && next["next_cursor"].is_null(), "{next}");
    let mut last = StatusCode::CREATED;
    for _ in 0..30 {
        last = owner.send(Method::POST, SHARES, &[], Some(wish.clone())).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn links_are_made_shown_once_and_revoked_by_plain_forms() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let conversation = conversation(&mut owner, &[("user", "Hello")]).await;
    let document = document(&mut owner, "My letter", "text").await;
    let mut person = server.visitor().log_in_as("owner").await;
    let new = format!("/shares/new?conversation={conversation}");
    assert!(person.get(&format!("/c/{conversation}")).await.html().contains(&format!("href=\"{new}\"")));
    let of_document = format!("href=\"/shares/new?document={document}\"");
    assert!(person.get(&format!("/documents/{document}")).await.html().contains(&of_document));
    assert!(person.get("/settings").await.html().contains("href=\"/shares\""));
    let told = person.get(&new).await.html();
    assert!(told.contains("the 2 messages shown now") && told.contains("Until I revoke it"), "{told}");

    let fields = [("conversation", conversation.as_str()), ("document", ""), ("days", "7")];
    let made = person.post::<CreateShare>(&new, &fields).await;
    assert_eq!((made.status, made.location()), (StatusCode::FOUND, "/shares"));
    assert!(made.header("set-cookie").contains("; Path=/shares; Max-Age=60; HttpOnly; SameSite=Lax"));
    let list = person.get("/shares").await.html();
    let link = list.split("http://127.0.0.1:0").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(link.starts_with("/share/") && link.len() == 71, "{link}");
    assert!(list.contains("Copy it now") && list.contains("expires <time"), "{list}");
    let list = person.get("/shares").await.html();
    assert!(!list.contains("Copy it now") && !list.contains(&link), "{list}");
    assert!(server.visitor().get(&link).await.html().contains("Hello"));

    let id = list.split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let revoked = person.post::<DeleteShare>("/shares", &[("id", id)]).await;
    assert!(person.get(revoked.location()).await.html().contains("The link was revoked and no longer works."));
    assert_eq!(server.visitor().get(&link).await.status, StatusCode::NOT_FOUND);
    person.language = "ko";
    assert!(person.get("/shares").await.html().contains("공유한 링크가 없습니다."));
    let visitor = server.visitor().get("/shares").await;
    assert_eq!((visitor.status, visitor.location()), (StatusCode::FOUND, "/login?next=/shares"));
}

#[tokio::test]
async fn a_visitor_is_led_to_log_in_and_back_and_goes_on_with_a_copy_of_their_own() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let said = [("system", "SECRET"), ("user", "One"), ("assistant", "Two"), ("user", "Three")];
    let original = conversation(&mut owner, &said).await;
    let shared = share(&mut owner, json!({ "conversation_id": original })).await;
    let (link, token) = (path(&shared), shared["token"].as_str().unwrap());
    server.person("reader").await;
    let mut reader = server.visitor();
    let page = reader.get(&link).await.html();
    assert!(page.contains("Log in to continue this chat") && !page.contains("next="), "{page}");
    // The token stands in no other address: what it leads to is for whoever has it.
    let refused = reader.post::<CopyShare>(&link, &[("token", token)]).await;
    assert_eq!((refused.status, refused.location()), (StatusCode::FOUND, "/login"));
    assert!(refused.header("set-cookie").contains("; Path=/login; Max-Age=60; HttpOnly; SameSite=Lax"));
    let next = format!("name=\"next\" value=\"{link}\"");
    assert!(reader.get("/login").await.html().contains(&next));
    assert!(!reader.get("/login").await.html().contains(&next), "it is carried once");
    // A wrong password loses it no more than an address would.
    let fields = |password| [("username", "reader"), ("password", password), ("next", link.as_str())];
    assert_eq!(reader.post::<LogIn>("/login", &fields("wrong horse")).await.location(), "/login");
    assert!(reader.get("/login").await.html().contains(&next));
    assert_eq!(reader.post::<LogIn>("/login", &fields("correct horse")).await.location(), link);
    let page = reader.get(&link).await;
    assert!(page.html().contains("Continue this chat"), "{}", page.text);
    assert_eq!(page.header("referrer-policy"), "same-origin", "else the form would be refused");

    let copy = reader.post::<CopyShare>(&link, &[("token", token)]).await.location().to_owned();
    let copy = copy.strip_prefix("/c/").unwrap_or_else(|| panic!("{copy}")).to_owned();
    let mut program = Program::log_in(&server, "reader").await;
    let (path_of, before) = (
        |id: &str| format!("/api/v1/conversations/{id}"),
        get(&mut owner, &format!("/api/v1/conversations/{original}")).await,
    );
    let copied = get(&mut program, &path_of(&copy)).await;
    assert_eq!((&copied["title"], &copied["system_prompt"]), (&before["title"], &json!("")));
    ask(&mut program, &copy, json!({ "content": "Four" })).await;
    let texts = async |program: &mut Program, id: &str| -> Vec<String> {
        let messages = get(program, &format!("/api/v1/conversations/{id}/messages")).await;
        messages["items"]
            .as_array()
            .unwrap()
            .iter()
            .rev()
            .map(|one| one["content"].as_str().unwrap().trim().to_owned())
            .collect()
    };
    let (mine, theirs) = (texts(&mut program, &copy).await, texts(&mut owner, &original).await);
    assert_eq!((mine[..4].to_vec(), mine.len(), theirs.len()), (theirs.clone(), 6, 4));
    assert_eq!(get(&mut owner, &path_of(&original)).await, before);
    assert_eq!(owner.send(Method::GET, &path_of(&copy), &[], None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(program.send(Method::GET, &path_of(&original), &[], None).await.status, StatusCode::NOT_FOUND);

    // A document too, and only while the share is good.
    let written = document(&mut owner, "Minutes", "# Decided").await;
    let shared = share(&mut owner, json!({ "document_id": written })).await;
    let fields = [("token", shared["token"].as_str().unwrap())];
    let mine = reader.post::<CopyShare>(&path(&shared), &fields).await.location().to_owned();
    let copied = get(&mut program, &format!("/api/v1{mine}")).await;
    assert_eq!(
        (&copied["title"], &copied["content"], &copied["origin"]),
        (&json!("Minutes"), &json!("# Decided"), &Value::Null)
    );
    owner.send(Method::DELETE, &format!("{SHARES}/{}", id(&shared)), &[], None).await;
    assert_eq!(reader.call::<CopyShare>(&fields).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&mut program, &format!("/api/v1{mine}")).await, copied);
}

#[tokio::test]
async fn links_are_not_opened_without_end_from_one_address() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    let unknown = "a".repeat(64);
    assert_eq!(visitor.get(&format!("/share/{unknown}")).await.status, StatusCode::NOT_FOUND);
    let mut misses = 1;
    loop {
        match visitor.call::<CopyShare>(&[("token", &unknown)]).await.status {
            StatusCode::NOT_FOUND => misses += 1,
            status => break assert_eq!(status, StatusCode::TOO_MANY_REQUESTS),
        }
        assert!(misses < 1000, "it never ends");
    }
    assert!(misses >= 120, "{misses}");
    assert_eq!(visitor.get(&format!("/share/{unknown}")).await.status, StatusCode::TOO_MANY_REQUESTS);
}
