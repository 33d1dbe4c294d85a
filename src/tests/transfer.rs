//! Taking everything out and bringing it in: what other programs wrote, what Supbot wrote, and what nobody should send.

mod filed;
mod hostile;
mod kept;
mod library;
mod limits;
mod refused;

use crate::{
    api::Program,
    server::{Answer, TestServer},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
    time::Duration,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const CHATGPT: &[u8] = include_bytes!("transfer/chatgpt.json");
const CLAUDE: &[u8] = include_bytes!("transfer/claude.json");
const OPEN_WEBUI: &[u8] = include_bytes!("transfer/open_webui.json");
const LIBRECHAT: &[u8] = include_bytes!("transfer/librechat.json");
const LIBRECHAT_RECURSIVE: &[u8] = include_bytes!("transfer/librechat_recursive.json");

async fn get(program: &mut Program, path: &str) -> Answer {
    program.send(Method::GET, path, &[], None).await
}

/// Imports a file, and waits for its end.
async fn import(program: &mut Program, file: &[u8]) -> Value {
    let begun = program.bytes(Method::POST, "/api/v1/import", Some(file.to_vec())).await;
    let begun: Value = serde_json::from_slice(&begun).unwrap();
    let id = begun["id"].as_str().unwrap_or_else(|| panic!("{begun}")).to_owned();
    loop {
        let now: Value = get(program, &format!("/api/v1/imports/{id}")).await.json();
        if now["state"] != "running" {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The files of an export, by their names.
async fn export(program: &mut Program) -> BTreeMap<String, Vec<u8>> {
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let (name, mut content) = (file.name().to_owned(), Vec::new());
        file.read_to_end(&mut content).unwrap();
        files.insert(name, content);
    }
    files
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The conversations of an export, by their titles.
async fn conversations(program: &mut Program) -> BTreeMap<String, Value> {
    let files = export(program).await.into_iter();
    let files = files.filter(|(name, _)| name.starts_with("conversations/") && name.ends_with(".json"));
    let all = files.map(|(_, json)| serde_json::from_slice::<Value>(&json).unwrap());
    all.map(|value| (value["title"].as_str().unwrap().to_owned(), value)).collect()
}

/// Each message of an exported conversation: the place of the one before it, who said it, and what.
fn said(conversation: &Value) -> Vec<(Option<usize>, &str, &str)> {
    let messages = conversation["messages"].as_array().unwrap();
    let place = |id: &Value| messages.iter().position(|message| message["id"] == *id);
    let of = |message: &'_ Value| place(&message["parent_id"]);
    messages
        .iter()
        .map(|message| (of(message), message["role"].as_str().unwrap(), message["content"].as_str().unwrap()))
        .collect()
}

/// The place of the last message of the branch that is shown.
fn head(conversation: &Value) -> Option<usize> {
    conversation["messages"].as_array().unwrap().iter().position(|message| message["id"] == conversation["head_id"])
}

/// What was left out, by its code.
fn report(import: &Value) -> BTreeMap<String, u64> {
    let entries = import["report"].as_array().unwrap().iter();
    entries
        .map(|entry| {
            let sentence = entry["sentence"].as_str().unwrap();
            assert!(sentence.contains(&entry["count"].to_string()), "{entry}");
            (entry["code"].as_str().unwrap().to_owned(), entry["count"].as_u64().unwrap())
        })
        .collect()
}

fn counts(import: &Value) -> [i64; 4] {
    assert_eq!((&import["state"], &import["error"]), (&json!("done"), &Value::Null), "{import}");
    ["conversations", "messages", "documents", "known"].map(|name| import[name].as_i64().unwrap())
}

fn omissions(all: &[(&str, u64)]) -> BTreeMap<String, u64> {
    all.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect()
}

#[tokio::test]
async fn conversations_of_chatgpt_come_with_their_branches_times_models_and_thoughts() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let imported = import(&mut program, CHATGPT).await;
    assert_eq!(counts(&imported), [2, 8, 0, 0], "{imported}");
    let left_out = omissions(&[
        ("images", 1),
        ("audio", 1),
        ("attachments", 1),
        ("tools", 2),
        ("system", 1),
        ("empty_conversations", 1),
        ("unknown", 1),
        ("characters", 1),
        ("broken", 1),
    ]);
    assert_eq!(report(&imported), left_out);
    let all = conversations(&mut program).await;
    let sorting = &all["러스트 정렬 질문"];
    assert_eq!(
        said(sorting),
        [
            (None, "user", "러스트로 정렬하는 법을 알려 줘"),
            (
                Some(0),
                "assistant",
                "<think>\n**생각하기**\n\nslice::sort 를 떠올린다\n</think>\n\n`slice::sort` 를 쓰세요."
            ),
            (Some(0), "assistant", "먼저 한 답"),
            (Some(1), "user", "고마워\n다음은?"),
            (Some(3), "assistant", "첫 번째 답"),
            (Some(3), "assistant", "```rust\nv.sort();\n```"),
        ]
    );
    assert_eq!(head(sorting), Some(5));
    assert_eq!(sorting["created_at"], 1_700_000_000_123_i64);
    assert_eq!(sorting["updated_at"], 1_700_000_500_500_i64);
    assert_eq!(sorting["messages"][0]["created_at"], 1_700_000_010_250_i64);
    assert_eq!(
        (&sorting["messages"][1]["model"], &sorting["messages"][0]["model"]),
        (&json!("openai/o3"), &Value::Null)
    );
    assert_eq!(sorting["model"], "scripted/echo");
    let voice = &all["Hello from a voice chat"];
    assert_eq!(said(voice), [(None, "user", "Hello from a voice chat"), (Some(0), "assistant", "Hi there")]);
    assert_eq!(
        (&voice["created_at"], &voice["updated_at"]),
        (&json!(1_710_000_000_000_i64), &json!(1_710_000_005_000_i64))
    );

    // It can be gone on with, and found.
    let id = sorting["id"].as_str().unwrap();
    let page: Value = get(&mut program, &format!("/api/v1/conversations/{id}/messages")).await.json();
    assert_eq!(page["items"].as_array().unwrap().len(), 4);
    let path = format!("/api/v1/conversations/{id}/messages");
    let answer = program.send(Method::POST, &path, &[], Some(json!({ "content": "계속" }))).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text);
    let found: Value = get(&mut program, "/api/v1/search?q=slice").await.json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{found}");
}

#[tokio::test]
async fn conversations_of_claude_come_with_their_attachments_and_branches() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let imported = import(&mut program, CLAUDE).await;
    assert_eq!(counts(&imported), [2, 5, 0, 0], "{imported}");
    assert_eq!(
        report(&imported),
        omissions(&[("images", 1), ("tools", 2), ("empty_messages", 1), ("empty_conversations", 1)])
    );
    let all = conversations(&mut program).await;
    let minutes = &all["회의록 요약"];
    assert_eq!(
        said(minutes),
        [
            (None, "user", "이 회의록을 요약해 줘\n\n**회의록.txt**\n\n```\n예산은 1,200만 원으로 정함.\n```"),
            (Some(0), "assistant", "<think>\n예산이 중요하다\n</think>\n\n예산을 정했습니다."),
            (Some(0), "assistant", "다른 답입니다."),
        ]
    );
    assert_eq!((head(minutes), &minutes["created_at"]), (Some(2), &json!(1_740_819_600_000_i64)));
    assert_eq!(said(&all["Older export"]), [(None, "user", "Hi"), (Some(0), "assistant", "Hello!")]);
}

#[tokio::test]
async fn chats_of_open_webui_come_with_their_models_and_instructions() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let imported = import(&mut program, OPEN_WEBUI).await;
    assert_eq!(counts(&imported), [2, 6, 0, 0], "{imported}");
    assert_eq!(report(&imported), omissions(&[("images", 1), ("attachments", 1), ("tools", 1)]));
    let all = conversations(&mut program).await;
    let noodles = &all["🍜 라면 끓이기"];
    assert_eq!(
        said(noodles),
        [
            (None, "user", "라면 어떻게 끓여?"),
            (Some(0), "assistant", "물 550ml"),
            (Some(0), "assistant", "<think>\n물의 양\n</think>\n\n물을 끓이세요."),
            (Some(2), "user", "고마워"),
        ]
    );
    assert_eq!((head(noodles), &noodles["system_prompt"]), (Some(3), &json!("짧게 답하세요.")));
    assert_eq!(noodles["messages"][1]["model"], "openai/llama3.2:latest");
    assert_eq!(
        (&noodles["created_at"], &noodles["updated_at"]),
        (&json!(1_720_000_000_000_i64), &json!(1_720_000_100_000_i64))
    );
    assert_eq!(said(&all["Old"]), [(None, "user", "Hi"), (Some(0), "assistant", "Hello")]);
}

#[tokio::test]
async fn conversations_of_librechat_come_flat_or_within_each_other() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let imported = import(&mut program, LIBRECHAT).await;
    assert_eq!(counts(&imported), [1, 4, 0, 0], "{imported}");
    assert_eq!(report(&imported), omissions(&[("images", 1), ("tools", 1)]));
    assert_eq!(counts(&import(&mut program, LIBRECHAT_RECURSIVE).await), [1, 4, 0, 0]);
    let all = conversations(&mut program).await;
    let trip = &all["여행 계획"];
    assert_eq!(
        said(trip),
        [
            (None, "user", "부산 여행 계획"),
            (Some(0), "assistant", "<think>\n바다\n</think>\n\n해운대로 가세요."),
            (Some(0), "assistant", "광안리로 가세요."),
            (Some(1), "user", "숙소는?"),
        ]
    );
    assert_eq!((head(trip), &trip["system_prompt"]), (Some(3), &json!("You plan trips.")));
    assert_eq!(
        said(&all["재귀"]),
        [
            (None, "user", "하나"),
            (Some(0), "assistant", "둘"),
            (Some(0), "assistant", "셋"),
            (Some(1), "user", "넷 \"children\":["),
        ]
    );
}

#[tokio::test]
async fn what_is_imported_twice_is_there_once_and_comes_back_when_it_was_deleted() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let package = zip(&[
        ("user.json", b"{\"email\":\"a@b.c\"}"),
        ("conversations.json", CHATGPT),
        ("chat.html", b"<html>"),
        ("more/conversations.json", CLAUDE),
    ]);
    let first = import(&mut program, &package).await;
    assert_eq!(counts(&first), [4, 13, 0, 0], "{first}");
    assert_eq!(report(&first)["files"], 2);
    assert_eq!(counts(&import(&mut program, &package).await), [0, 0, 0, 4]);
    assert_eq!(counts(&import(&mut program, CLAUDE).await), [0, 0, 0, 2]);
    let all = conversations(&mut program).await;
    assert_eq!(all.len(), 4);
    let path = format!("/api/v1/conversations/{}", all["회의록 요약"]["id"].as_str().unwrap());
    program.send(Method::DELETE, &path, &[], None).await;
    assert_eq!(counts(&import(&mut program, CLAUDE).await), [1, 3, 0, 1]);
    // Somebody else has none of it.
    let mut other = Program::new(&server, "another").await;
    assert_eq!(counts(&import(&mut other, CLAUDE).await), [2, 5, 0, 0]);
    let listed: Value = get(&mut program, "/api/v1/imports").await.json();
    let known: Vec<_> = listed["items"].as_array().unwrap().iter().map(|import| import["known"].clone()).collect();
    assert_eq!(known, [json!(1), json!(2), json!(4), json!(0)]);
}
