//! Documents: made, drafted, saved, compared with what they should be, brought back.

use crate::{
    api::{Program, parse, text_of},
    server::TestServer,
};
use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

async fn create(program: &mut Program, body: Value) -> Value {
    let answer = program.send(Method::POST, "/api/v1/documents", &[], Some(body)).await;
    assert!(matches!(answer.status, StatusCode::CREATED | StatusCode::ACCEPTED), "{}", answer.text);
    answer.json()
}

fn path(document: &Value, rest: &str) -> String {
    format!("/api/v1/documents/{}{rest}", document["id"].as_str().unwrap())
}

async fn get(program: &mut Program, path: &str) -> Value {
    let answer = program.send(Method::GET, path, &[], None).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.json()
}

#[tokio::test]
async fn every_format_is_whole_and_told() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let formats = get(&mut program, "/api/v1/document-formats").await;
    let ids: Vec<_> =
        formats["items"].as_array().unwrap().iter().map(|format| format["id"].as_str().unwrap()).collect();
    assert_eq!((ids.len(), ids[0], ids[13]), (14, "report", "free"));
    for format in formats["items"].as_array().unwrap() {
        for language in ["ko", "en"] {
            let texts = ["name", "purpose", "tone"].map(|key| format[key][language].as_str().unwrap());
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{format}");
        }
        assert!(format["question"].as_array().unwrap().iter().any(|question| question["required"] == true), "{format}");
    }
}

#[tokio::test]
async fn formats_of_the_data_folder_are_added_and_a_wrong_one_stops_the_start() {
    let folder = tempfile::TempDir::new().unwrap();
    let formats = folder.path().join("formats");
    std::fs::create_dir(&formats).unwrap();
    let toast = "name = { ko = \"건배사\", en = \"Toast\" }\npurpose = { ko = \"축하\", en = \"cheers\" }\n\
                 tone = { ko = \"짧게\", en = \"short\" }\nlength = { ko = [10, 100], en = [5, 50] }\n";
    std::fs::write(formats.join("toast.toml"), toast).unwrap();
    let state = supbot::server::AppState::new(crate::server::config(&folder, &[])).await.unwrap();
    drop(state);
    for wrong in ["name = 1", &toast.replace("[10, 100]", "[100, 10]"), &format!("{toast}colour = 1\n")] {
        std::fs::write(formats.join("toast.toml"), wrong).unwrap();
        let error = supbot::server::AppState::new(crate::server::config(&folder, &[])).await.err().unwrap().to_string();
        assert!(error.contains("toast.toml"), "{error}");
    }
}

#[tokio::test]
async fn a_document_is_saved_only_over_what_it_was_made_from_and_every_version_comes_back() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "title": "보고", "format": "report", "content": "# 하나" })).await;
    assert_eq!((&document["status"], &document["revision"]), (&json!("complete"), &json!(1)));

    let change = |content: &str, revision: i64| Some(json!({ "content": content, "revision": revision }));
    let saved = program.send(Method::PATCH, &path(&document, ""), &[], change("# 둘", 1)).await;
    assert_eq!((saved.status, saved.json::<Value>()["revision"].as_i64()), (StatusCode::OK, Some(2)));
    let stale = program.send(Method::PATCH, &path(&document, ""), &[], change("# 셋", 1)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert_eq!(stale.json::<Value>()["detail"], "document_stale");
    let blind = program.send(Method::PATCH, &path(&document, ""), &[], Some(json!({ "content": "x" }))).await;
    assert_eq!(blind.status, StatusCode::BAD_REQUEST);
    assert_eq!(get(&mut program, &path(&document, "")).await["content"], "# 둘");

    let versions = get(&mut program, &path(&document, "/versions")).await;
    let sources: Vec<_> =
        versions["items"].as_array().unwrap().iter().map(|version| version["source"].clone()).collect();
    assert_eq!(sources, ["manual", "import"]);
    let first = versions["items"][1]["id"].as_str().unwrap().to_owned();
    assert_eq!(get(&mut program, &path(&document, &format!("/versions/{first}"))).await["content"], "# 하나");
    let restore = path(&document, &format!("/versions/{first}/restore"));
    let restored: Value = program.send(Method::POST, &restore, &[], None).await.json();
    assert_eq!((&restored["content"], &restored["revision"]), (&json!("# 하나"), &json!(3)));

    // Another document of theirs does not open it, nor does another person.
    let other = create(&mut program, json!({ "title": "other", "content": "x" })).await;
    let crossed = program.send(Method::GET, &path(&other, &format!("/versions/{first}")), &[], None).await;
    assert_eq!(crossed.status, StatusCode::NOT_FOUND);
    let mut stranger = Program::new(&server, "stranger").await;
    for rest in ["", "/versions", "/check", "/events", "/export?format=md"] {
        let answer = stranger.send(Method::GET, &path(&document, rest), &[], None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{rest}");
    }
    let foreign = stranger.send(Method::PATCH, &path(&document, ""), &[], change("stolen", 3)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn autosaves_of_ten_minutes_are_one_version() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "content": "0" })).await;
    for revision in 1..=20 {
        let change = json!({ "content": format!("{revision}"), "revision": revision, "autosave": true });
        let saved = program.send(Method::PATCH, &path(&document, ""), &[], Some(change)).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    }
    let versions = get(&mut program, &path(&document, "/versions")).await;
    let autosaves =
        versions["items"].as_array().unwrap().iter().filter(|version| version["source"] == "autosave").count();
    // Two when the clock has just passed from one span to the next.
    assert!((1..=2).contains(&autosaves), "{versions}");
    assert_eq!(get(&mut program, &path(&document, "")).await["content"], "20");
}

#[tokio::test]
async fn a_draft_is_streamed_kept_and_a_version() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let wish = json!({ "format": "minutes", "prompt": "오늘 회의에서 예산을 정했다." });
    let document = create(&mut program, wish).await;
    assert_eq!((&document["status"], &document["title"]), (&json!("generating"), &json!("Meeting minutes")));
    let told = program.send(Method::GET, &path(&document, "/events"), &[], None).await;
    let events = parse(&told.text);
    assert_eq!(events.last().unwrap().0, "done", "{}", told.text);
    let stored = get(&mut program, &path(&document, "")).await;
    assert_eq!((&stored["content"], &stored["status"]), (&json!(text_of(&events)), &json!("complete")));
    assert!(stored["content"].as_str().unwrap().contains("예산"), "{stored}");
    let versions = get(&mut program, &path(&document, "/versions")).await;
    assert_eq!((&versions["items"][0]["source"], &versions["items"][0]["model"]), (&json!("draft"), &stored["model"]));
}

#[tokio::test]
async fn a_draft_that_is_stopped_stays_as_far_as_it_came() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "prompt": "/slow 200" })).await;
    let early =
        program.send(Method::PATCH, &path(&document, ""), &[], Some(json!({ "content": "x", "revision": 1 }))).await;
    assert_eq!(early.status, StatusCode::CONFLICT, "nobody writes into a draft: {}", early.text);
    server.wait_for_open_streams(1).await;
    let stopped = program.send(Method::POST, &path(&document, "/stop"), &[], None).await;
    assert_eq!(stopped.status, StatusCode::NO_CONTENT);
    let told = program.send(Method::GET, &path(&document, "/events"), &[], None).await;
    let stored = get(&mut program, &path(&document, "")).await;
    assert_eq!((&stored["status"], &stored["content"]), (&json!("stopped"), &json!(text_of(&parse(&told.text)))));
}

#[tokio::test]
async fn a_check_names_what_is_missing_and_what_is_too_short() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let content = format!("# Week 2\n\n## 1. Meeting details\n\n{}\n\n## Agenda\n\nfew words\n", "word ".repeat(20));
    let document = create(&mut program, json!({ "format": "minutes", "content": content })).await;
    let check = get(&mut program, &path(&document, "/check")).await;
    let states: Vec<_> = check["sections"].as_array().unwrap().iter().map(|section| section["state"].clone()).collect();
    assert_eq!(states, ["present", "too_short", "missing", "missing", "missing", "missing"]);
    assert_eq!((&check["size"], &check["fits"]), (&json!(26), &json!("too_short")));
}

#[tokio::test]
async fn a_document_is_exported_under_its_title() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document =
        create(&mut program, json!({ "title": "3분기 보고", "content": "# 제목\n\n**굵게** <b>\n\n- 하나" })).await;
    let text = program.send(Method::GET, &path(&document, "/export?format=txt"), &[], None).await;
    assert_eq!(text.text, "제목\n\n굵게 <b>\n\n하나");
    let disposition = text.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert!(disposition.contains("filename*=UTF-8''3%EB%B6%84%EA%B8%B0%20%EB%B3%B4%EA%B3%A0.txt"), "{disposition}");
    let wrong = program.send(Method::GET, &path(&document, "/export?format=exe"), &[], None).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_deleted_comes_back_and_what_is_too_long_is_refused() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "content": "x" })).await;
    assert_eq!(program.send(Method::DELETE, &path(&document, ""), &[], None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(program.send(Method::GET, &path(&document, ""), &[], None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&mut program, "/api/v1/documents").await["items"], json!([]));
    let back = program.send(Method::POST, &path(&document, "/restore"), &[], None).await;
    assert_eq!((back.status, back.json::<Value>()["content"].clone()), (StatusCode::OK, json!("x")));

    for (body, status) in [
        (json!({ "content": "x".repeat(1024 * 1024 + 1) }), StatusCode::PAYLOAD_TOO_LARGE),
        (json!({ "content": "a\u{0}b" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "format": "../report" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "title": "x".repeat(201) }), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let answer = program.send(Method::POST, "/api/v1/documents", &[], Some(body)).await;
        assert_eq!(answer.status, status, "{}", answer.text);
    }
}
