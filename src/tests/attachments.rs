//! Pictures, texts and PDFs with questions: what is taken, what is kept of it, and who may see it.

mod files;
mod kept;
mod told;

use crate::{
    replies::events,
    server::{Answer, Client, TestServer},
};
use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use std::io::Cursor;
use supbot::chat::{api::SendMessage, model::SentTurn};

const ATTACHMENTS: &str = "/api/v1/attachments";

/// A picture of one colour with a corner of another one, above and left.
fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let corner = (width / 2, height / 2);
    let image = RgbImage::from_fn(width, height, |x, y| {
        if x < corner.0 && y < corner.1 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) }
    });
    let mut file = Vec::new();
    DynamicImage::from(image).write_to(&mut Cursor::new(&mut file), format).unwrap();
    file
}

/// Sends a file as the body.
async fn upload(person: &mut Client, name: &str, file: impl Into<Vec<u8>>) -> Answer {
    let query = serde_urlencoded::to_string([("name", name)]).unwrap();
    let request =
        Request::post(format!("{ATTACHMENTS}?{query}")).header(header::CONTENT_TYPE, "application/octet-stream");
    person.request(request.body(Body::from(file.into())).unwrap()).await
}

/// Attaches a file; gives what is told of it.
async fn attach(person: &mut Client, name: &str, file: impl Into<Vec<u8>>) -> Value {
    let answer = upload(person, name, file).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{name}: {}", answer.text);
    answer.json()
}

/// What a file is refused with: the status and the code.
async fn refused(person: &mut Client, name: &str, file: impl Into<Vec<u8>>) -> (u16, String) {
    let answer = upload(person, name, file).await;
    let problem: Value = answer.json();
    assert!(problem["title"].as_str().unwrap().len() > 5, "{problem}");
    (answer.status.as_u16(), problem["code"].as_str().unwrap().to_owned())
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// What is in an attachment.
async fn read(person: &mut Client, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    person.parts(Request::get(path).body(Body::empty()).unwrap()).await
}

/// Asks with attachments, and waits for the answer.
async fn ask_with(person: &mut Client, conversation: &str, content: &str, attachments: &[&str]) -> SentTurn {
    let answer = try_ask(person, conversation, content, &attachments.join(",")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let sent: SentTurn = answer.json();
    events(person, &sent).await;
    sent
}

async fn try_ask(person: &mut Client, conversation: &str, content: &str, attachments: &str) -> Answer {
    let fields = [("conversation", conversation), ("content", content), ("attachments", attachments)];
    person.call::<SendMessage>(&fields).await
}

async fn post(person: &mut Client, path: &str, body: Value) -> Answer {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    person.request(request.body(Body::from(body.to_string())).unwrap()).await
}

async fn call(person: &mut Client, method: Method, path: &str) -> Answer {
    person.request(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await
}

async fn database(server: &TestServer) -> sqlx::SqlitePool {
    sqlx::SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
}

/// How many attachments there are, and how many contents.
async fn counts(server: &TestServer) -> (i64, i64) {
    let query = "select (select count(*) from attachments), (select count(*) from attachment_contents)";
    sqlx::query_as(query).fetch_one(&database(server).await).await.unwrap()
}

#[tokio::test]
async fn a_picture_goes_with_a_question_and_is_shown_beside_it() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let attached = attach(&mut person, "고양이.png", picture(800, 400, ImageFormat::Png)).await;
    assert_eq!(
        (&attached["name"], &attached["kind"], &attached["width"], &attached["height"]),
        (&json!("고양이.png"), &json!("image"), &json!(800), &json!(400))
    );
    let id = id(&attached);
    let sent = ask_with(&mut person, "", "이게 뭐야?", &[&id]).await;
    assert_eq!(sent.question.attachments, id);
    let page = person.get(&format!("/c/{}", sent.conversation)).await.html();
    let shown = format!("<img src=\"/attachments/{id}?size=small\" alt=\"고양이.png\" width=\"160\" height=\"80\"");
    assert!(page.contains(&shown) && page.contains(&format!("href=\"/attachments/{id}\"")), "{page}");
    let path = format!("/api/v1/conversations/{}/messages", sent.conversation);
    let messages: Value = call(&mut person, Method::GET, &path).await.json();
    assert_eq!(messages["items"][1]["attachments"], json!([attached]));
    assert_eq!(messages["items"][0]["attachments"], json!([]));
}

#[tokio::test]
async fn attachments_alone_are_a_question_that_names_its_conversation() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let text = id(&attach(&mut person, "notes.md", "# Notes").await);
    assert_eq!(try_ask(&mut person, "", " \n", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = ask_with(&mut person, "", " \n", &[&text]).await;
    assert_eq!(sent.question.content, "");
    let conversation: Value =
        call(&mut person, Method::GET, &format!("/api/v1/conversations/{}", sent.conversation)).await.json();
    assert!(!conversation["title"].as_str().unwrap().is_empty(), "{conversation}");
    let page = person.get(&format!("/c/{}", sent.conversation)).await.html();
    assert!(page.contains("class=\"chip\">notes.md</a>"), "{page}");
}

#[tokio::test]
async fn a_question_takes_only_ones_own_attachments_and_each_once() {
    let server = TestServer::start().await;
    let (mut owner, mut other) = (server.person("owner").await, server.person("other").await);
    let mine = id(&attach(&mut owner, "a.txt", "mine").await);
    let theirs = id(&attach(&mut other, "b.txt", "theirs").await);
    let conversation = ask_with(&mut owner, "", "before", &[]).await.conversation.to_string();
    let unknown = "019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6079";
    let many = [mine.as_str(); 11].join(",");
    for ids in [theirs.as_str(), unknown, "x", &format!("{mine},{theirs}"), &format!("{mine},{mine}"), &many] {
        let answer = try_ask(&mut owner, &conversation, "no", ids).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{ids}: {}", answer.text);
    }
    let path = format!("/api/v1/conversations/{conversation}/messages");
    let answer = post(&mut owner, &path, json!({ "content": "no", "attachments": [theirs] })).await;
    let problem: Value = answer.json();
    assert_eq!((&problem["code"], &problem["field"]), (&json!("attachments_invalid"), &json!("attachments")));
    // Nothing of that was stored.
    let messages: Value = call(&mut owner, Method::GET, &path).await.json();
    assert_eq!(messages["items"].as_array().unwrap().len(), 2);

    let answer = post(&mut owner, &path, json!({ "content": "", "attachments": [mine] })).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text);
    assert_eq!(answer.json::<Value>()["user_message"]["attachments"][0]["name"], "a.txt");
    let again = try_ask(&mut owner, &conversation, "again", &mine).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", again.text);
}

#[tokio::test]
async fn nobody_else_reads_or_deletes_an_attachment() {
    let server = TestServer::start().await;
    let (mut owner, mut other) = (server.person("owner").await, server.person("other").await);
    let mine = id(&attach(&mut owner, "a.png", picture(20, 10, ImageFormat::Png)).await);
    for path in [format!("/attachments/{mine}"), format!("{ATTACHMENTS}/{mine}?size=small")] {
        assert_eq!(read(&mut owner, &path).await.0, StatusCode::OK);
        assert_eq!(read(&mut other, &path).await.0, StatusCode::NOT_FOUND);
        assert_eq!(read(&mut server.visitor(), &path).await.0, StatusCode::UNAUTHORIZED);
    }
    let path = format!("{ATTACHMENTS}/{mine}");
    assert_eq!(call(&mut other, Method::DELETE, &path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(call(&mut owner, Method::DELETE, &path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(read(&mut owner, &path).await.0, StatusCode::NOT_FOUND);
    assert_eq!(counts(&server).await, (0, 0));
}

#[tokio::test]
async fn an_upload_that_is_sent_again_with_its_key_is_kept_once() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        let request = Request::post(format!("{ATTACHMENTS}?name=a.txt")).header("idempotency-key", "k-1");
        let answer = person.request(request.body(Body::from("text")).unwrap()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
        ids.push(id(&answer.json()));
    }
    assert_eq!(ids[0], ids[1]);
    assert_eq!(counts(&server).await, (1, 1));
}
