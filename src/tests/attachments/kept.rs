//! How long attachments are kept, how much of them, and what takes them along.

use super::{ask_with, attach, call, counts, database, id, picture, read, refused};
use crate::{api::Program, server::TestServer};
use axum::http::{Method, StatusCode};
use image::ImageFormat;
use serde_json::{Value, json};
use std::io::{Cursor, Read};
use supbot::{
    auth::api::DeleteAccount,
    chat::api::{ActOnMessage, SendMessage},
};

/// In milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

#[tokio::test]
async fn what_is_not_sent_within_a_day_is_forgotten() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let [old, new, sent] = [
        id(&attach(&mut person, "old.txt", "old").await),
        id(&attach(&mut person, "new.txt", "new").await),
        id(&attach(&mut person, "sent.txt", "sent").await),
    ];
    ask_with(&mut person, "", "look", &[&sent]).await;
    let age = "update attachments set created_at = created_at - $1 where id in ($2, $3)";
    sqlx::query(age).bind(DAY + 1000).bind(&old).bind(&sent).execute(&database(&server).await).await.unwrap();
    server.state.purge().await.unwrap();
    assert_eq!(counts(&server).await, (2, 2));
    for (id, status) in [(old, StatusCode::NOT_FOUND), (new, StatusCode::OK), (sent, StatusCode::OK)] {
        assert_eq!(read(&mut person, &format!("/attachments/{id}")).await.0, status);
    }
}

#[tokio::test]
async fn an_account_has_so_much_room_and_no_more() {
    let server = TestServer::with(&[("SUPBOT_ATTACHMENTS_MB", "1")]).await;
    let (mut full, mut other) = (server.person("full").await, server.person("other").await);
    let text = "x".repeat(250 * 1024);
    for _ in 0..4 {
        attach(&mut full, "a.txt", text.clone()).await;
    }
    assert_eq!(refused(&mut full, "a.txt", text.clone()).await, (413, "attachments_full".to_owned()));
    attach(&mut other, "a.txt", text).await;
}

#[tokio::test]
async fn attachments_go_with_their_message_conversation_and_account() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let mut chats = Vec::new();
    for name in ["a.txt", "b.txt", "c.txt"] {
        let attached = id(&attach(&mut person, name, name).await);
        chats.push(ask_with(&mut person, "", name, &[&attached]).await);
    }
    attach(&mut person, "unsent.txt", "unsent").await;
    assert_eq!(counts(&server).await, (4, 4));

    let message = chats[0].question.id.to_string();
    let deleted = person.call::<ActOnMessage>(&[("id", &message), ("action", "delete")]).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.text);
    let conversation = format!("/api/v1/conversations/{}", chats[1].conversation);
    assert_eq!(call(&mut person, Method::DELETE, &conversation).await.status, StatusCode::NO_CONTENT);
    // They come back with what is brought back, as long as it can be.
    assert_eq!(counts(&server).await, (4, 4));
    let db = database(&server).await;
    sqlx::query("update messages set deleted_at = deleted_at - $1").bind(2 * DAY).execute(&db).await.unwrap();
    sqlx::query("update conversations set deleted_at = deleted_at - $1").bind(31 * DAY).execute(&db).await.unwrap();
    server.state.purge().await.unwrap();
    assert_eq!(counts(&server).await, (2, 2));

    let deleted = person.call::<DeleteAccount>(&[("password", "correct horse")]).await;
    assert_eq!(deleted.status, StatusCode::OK, "{}", deleted.text);
    assert_eq!(counts(&server).await, (0, 0));
}

#[tokio::test]
async fn another_wording_of_a_question_keeps_what_was_attached_and_another_question_does_not_get_it() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let attached = id(&attach(&mut person, "a.txt", "the text").await);
    let first = ask_with(&mut person, "", "one", &[&attached]).await;
    let conversation = first.conversation.to_string();
    let fields = |after: &str, ids: &str| {
        [
            ("conversation", conversation.clone()),
            ("content", "two".into()),
            ("after", after.into()),
            ("attachments", ids.into()),
        ]
    };
    let as_text = |fields: &[(&'static str, String); 4]| fields.clone();
    let send = as_text(&fields("start", &attached));
    let answer = person.call::<SendMessage>(&send.each_ref().map(|(name, value)| (*name, value.as_str()))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let second: supbot::chat::model::SentTurn = answer.json();
    crate::replies::events(&mut person, &second).await;
    let copy = second.question.attachments.clone();
    assert_ne!(copy, attached);
    let (_, _, content) = read(&mut person, &format!("/attachments/{copy}")).await;
    assert_eq!(content, b"the text");
    // Two of them, and one content, which goes with the last.
    assert_eq!(counts(&server).await, (2, 1));
    let answer = super::try_ask(&mut person, &conversation, "elsewhere", &copy).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);

    let again = person.call::<ActOnMessage>(&[("id", &second.reply.id.to_string()), ("action", "regenerate")]).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text);
    assert_eq!(crate::conversations::open(&mut person, &conversation).await.messages[0].attachments, copy);
    let db = database(&server).await;
    sqlx::query("delete from messages where id = $1").bind(first.question.id.to_string()).execute(&db).await.unwrap();
    assert_eq!(counts(&server).await, (1, 1));
}

#[tokio::test]
async fn an_export_has_what_is_attached_and_an_import_brings_it_back_once() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let image = id(&attach(&mut person, "a/b: 고양이.PNG", picture(30, 20, ImageFormat::Png)).await);
    let text = id(&attach(&mut person, "evil.json", r#"{"kind":"supbot.conversation"}"#).await);
    ask_with(&mut person, "", "what is it?", &[&image, &text]).await;
    let mut program = Program::log_in(&server, "somebody").await;
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let mut archive = zip::ZipArchive::new(Cursor::new(package.clone())).unwrap();
    let names: Vec<_> = archive.file_names().map(str::to_owned).collect();
    let named = |end: &str| names.iter().find(|name| name.ends_with(end)).unwrap_or_else(|| panic!("{end}: {names:?}"));
    let mut content = |name: &str| {
        let mut content = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
        content
    };
    let picture_name = named("고양이.png");
    assert!(picture_name.starts_with("conversations/attachments/"));
    assert!(content(picture_name).starts_with(b"\x89PNG"));
    assert!(content(named("evil.json")).starts_with(b"{\"kind\""));
    let markdown = String::from_utf8(content(named(".md"))).unwrap();
    let link = picture_name.strip_prefix("conversations/").unwrap();
    assert!(markdown.contains(&format!("(<{link}>)")), "{markdown}");

    let mut other = Program::new(&server, "other").await;
    let done = import(&mut other, package.clone()).await;
    assert_eq!((&done["conversations"], &done["messages"]), (&json!(1), &json!(2)), "{done}");
    assert_eq!(done["report"], json!([]));
    let brought: Value = other.send(Method::GET, "/api/v1/conversations", &[], None).await.json();
    let path = format!("/api/v1/conversations/{}/messages", id(&brought["items"][0]));
    let messages: Value = other.send(Method::GET, &path, &[], None).await.json();
    let question = messages["items"].as_array().unwrap().iter().find(|it| it["role"] == "user").unwrap();
    let attached = question["attachments"].as_array().unwrap();
    let names: Vec<_> = attached.iter().map(|one| (&one["name"], &one["width"])).collect();
    assert_eq!(names, [(&json!("b: 고양이.PNG"), &json!(30)), (&json!("evil.json"), &Value::Null)]);
    let mut reader = server.visitor().log_in_as("other").await;
    assert!(read(&mut reader, &format!("/attachments/{}", id(&attached[0]))).await.2.starts_with(b"\x89PNG"));
    assert_eq!(read(&mut person, &format!("/attachments/{}", id(&attached[0]))).await.0, StatusCode::NOT_FOUND);

    // What is there already is not doubled, and what is not in the package is told.
    assert_eq!(import(&mut other, package.clone()).await["known"], 1);
    assert_eq!(counts(&server).await, (4, 4));
    let mut third = Program::new(&server, "third").await;
    let done = import(&mut third, without_attachments(&package)).await;
    let report: Vec<_> = done["report"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!((report, &done["conversations"]), (vec!["images", "attachments"], &json!(1)));
}

/// Sends a package, and waits until it is read.
async fn import(program: &mut Program, package: Vec<u8>) -> Value {
    let begun: Value =
        serde_json::from_slice(&program.bytes(Method::POST, "/api/v1/import", Some(package)).await).unwrap();
    let path = format!("/api/v1/imports/{}", id(&begun));
    loop {
        let import: Value = program.send(Method::GET, &path, &[], None).await.json();
        if import["state"] != "running" {
            assert_eq!(import["state"], "done", "{import}");
            return import;
        }
        tokio::task::yield_now().await;
    }
}

fn without_attachments(package: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut rest = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at).unwrap();
        if !file.name().contains("/attachments/") {
            rest.raw_copy_file(file).unwrap();
        }
    }
    rest.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_link_shows_that_something_was_attached_and_nothing_of_it() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let image = id(&attach(&mut person, "secret-name.png", picture(30, 20, ImageFormat::Png)).await);
    let text = id(&attach(&mut person, "b.txt", "secret words").await);
    // What a model says of it is said, and shown.
    let sent = ask_with(&mut person, "", "/answer\nfine", &[&image, &text]).await;
    let share = super::post(&mut person, "/api/v1/shares", json!({ "conversation_id": sent.conversation })).await;
    assert_eq!(share.status, StatusCode::CREATED, "{}", share.text);
    let token = share.json::<Value>()["token"].as_str().unwrap().to_owned();
    let page = server.visitor().get(&format!("/share/{token}")).await.html();
    assert!(page.contains("[image] [file]"), "{page}");
    assert!(!page.contains("secret") && !page.contains(&image) && !page.contains(&text), "{page}");
}
