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
    assert_eq!(stale.json::<Value>()["code"], "document_stale");
    let blind = program.send(Method::PATCH, &path(&document, ""), &[], Some(json!({ "content": "x" }))).await;
    assert_eq!((blind.status, &blind.json::<Value>()["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("revision")));
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
async fn a_document_made_of_a_text_is_in_the_language_of_that_text() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    for (content, language, section) in
        [("# 제안\n\nSupbot으로 옮기자.", "ko", "제안 개요"), ("# Proposal\n\nMove.", "en", "Executive summary")]
    {
        let document = create(&mut program, json!({ "format": "proposal", "content": content })).await;
        assert_eq!(document["language"], language);
        let check = get(&mut program, &path(&document, "/check")).await;
        assert_eq!(check["sections"][0]["heading"], section);
    }
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
    let document = create(
        &mut program,
        json!({ "title": "3분기 보고", "content": "# 제목\n\n**굵게** <b>\n\n- 하나\n  1. [둘](https://a.b)" }),
    )
    .await;
    let text = program.send(Method::GET, &path(&document, "/export?format=txt"), &[], None).await;
    assert_eq!(text.text, "제목\n\n굵게 <b>\n\n- 하나\n  1. 둘 (https://a.b)\n");
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

#[tokio::test]
async fn every_form_of_file_is_made_outside_of_the_server_and_a_docx_comes_back() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let content = "# 제목\n\n본문 **굵게** <script>alert(1)</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    let document = create(&mut program, json!({ "title": "보고", "format": "report", "content": content })).await;
    let html = program.send(Method::GET, &path(&document, "/export?format=html"), &[], None).await;
    assert!(html.text.contains("<h1>제목</h1>") && !html.text.contains("<script"), "{}", html.text);
    assert!(html.text.contains("default-src 'none'"));
    let pdf = program.bytes(Method::GET, &path(&document, "/export?format=pdf"), None).await;
    assert!(pdf.starts_with(b"%PDF-"), "{}", String::from_utf8_lossy(&pdf));
    let docx = program.bytes(Method::GET, &path(&document, "/export?format=docx"), None).await;
    assert!(docx.starts_with(b"PK"));
    let imported = program.bytes(Method::POST, "/api/v1/documents/import?name=보고.docx", Some(docx)).await;
    let imported: Value = serde_json::from_slice(&imported).unwrap();
    assert_eq!((&imported["title"], &imported["language"]), (&json!("보고"), &json!("ko")));
    let text = imported["content"].as_str().unwrap();
    assert!(text.starts_with("# 제목\n\n본문 **굵게**") && text.contains("| 1 | 2 |"), "{text}");
    for (name, file) in [("x.docx", b"no zip".to_vec()), ("x.md", vec![0xff, 0xfe])] {
        let refused = program.bytes(Method::POST, &format!("/api/v1/documents/import?name={name}"), Some(file)).await;
        let refused: Value = serde_json::from_slice(&refused).unwrap();
        assert_eq!(refused["code"], "file_unreadable");
    }
}

#[tokio::test]
async fn what_would_take_too_long_is_refused_and_the_server_goes_on() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let rows = format!("| a | b |\n|---|---|\n{}", "| 1 | 2 |\n".repeat(10_000));
    let table = create(&mut program, json!({ "content": rows })).await;
    assert!(program.bytes(Method::GET, &path(&table, "/export?format=docx"), None).await.starts_with(b"PK"));
    let marks = create(&mut program, json!({ "content": "*a* b ".repeat(170_000) })).await;
    let refused = program.send(Method::GET, &path(&marks, "/export?format=pdf"), &[], None).await;
    assert_eq!(
        (refused.status, refused.json::<Value>()["code"].clone()),
        (StatusCode::PAYLOAD_TOO_LARGE, json!("export_too_long"))
    );
    for nested in ["> ".repeat(1000), "- ".repeat(1000), "[".repeat(1000)] {
        let document = create(&mut program, json!({ "content": format!("{nested}innermost") })).await;
        let html = program.send(Method::GET, &path(&document, "/export?format=html"), &[], None).await;
        assert!(html.text.contains("innermost"));
        assert!(program.bytes(Method::GET, &path(&document, "/export?format=pdf"), None).await.starts_with(b"%PDF-"));
    }
    let five =
        program.send(Method::POST, "/api/v1/documents", &[], Some(json!({ "content": "x".repeat(5_000_000) }))).await;
    assert_eq!(five.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_draft_that_was_stopped_is_gone_on_with_to_its_end() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "prompt": "/slow 100000" })).await;
    while get(&mut program, &path(&document, "")).await["content"] == "" {
        tokio::task::yield_now().await;
    }
    program.send(Method::POST, &path(&document, "/stop"), &[], None).await;
    program.send(Method::GET, &path(&document, "/events"), &[], None).await;
    server.wait_for_open_streams(0).await;
    let whole = create(&mut program, json!({ "content": "whole" })).await;
    let refused = program.send(Method::POST, &path(&whole, "/continue"), &[], None).await;
    assert_eq!(
        (refused.status, refused.json::<Value>()["code"].clone()),
        (StatusCode::CONFLICT, json!("not_continuable"))
    );
    let before = get(&mut program, &path(&document, "")).await["content"].as_str().unwrap().to_owned();
    let again = program.send(Method::POST, &path(&document, "/continue"), &[], None).await;
    assert_eq!(again.status, StatusCode::ACCEPTED, "{}", again.text);
    let told = parse(&program.send(Method::GET, &path(&document, "/events"), &[], None).await.text);
    let stored = get(&mut program, &path(&document, "")).await;
    assert_eq!(stored["status"], "complete");
    assert!(stored["content"].as_str().unwrap().starts_with(&before));
    assert_eq!(stored["content"].as_str().unwrap(), text_of(&told));
}

#[tokio::test]
async fn a_proposal_is_told_word_by_word_and_changes_nothing() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let content = "# Title\n\nalpha beta gamma delta\n\nlast words\n";
    let document = create(&mut program, json!({ "content": content })).await;
    let wish = json!({ "action": "rewrite", "selection": { "text": "alpha beta gamma delta" } });
    let proposal: Value = program.send(Method::POST, &path(&document, "/revise"), &[], Some(wish.clone())).await.json();
    assert_eq!(proposal["text"], "ALPHA beta gamma DELTA");
    let kinds: Vec<_> = proposal["changes"].as_array().unwrap().iter().map(|change| change["kind"].clone()).collect();
    assert_eq!(kinds, ["remove", "add", "keep", "remove", "add"]);
    let streamed =
        program.send(Method::POST, &path(&document, "/revise"), &[("accept", "text/event-stream")], Some(wish)).await;
    let events = parse(&streamed.text);
    assert_eq!((events.last().unwrap().0.as_str(), &events.last().unwrap().2["text"]), ("proposal", &proposal["text"]));
    assert_eq!(text_of(&events), "ALPHA beta gamma DELTA");
    assert_eq!(get(&mut program, &path(&document, "")).await["content"], content);

    for (wish, status) in [
        (json!({ "action": "shorten", "selection": { "text": "not there any more" } }), StatusCode::CONFLICT),
        (json!({ "selection": { "text": "alpha" } }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "action": "dance" }), StatusCode::UNPROCESSABLE_ENTITY),
        (json!({ "instruction": "x", "model": "scripted/none" }), StatusCode::UNPROCESSABLE_ENTITY),
        (
            json!({ "instruction": "x", "selection": { "text": "x".repeat(100_000), "before": "" } }),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ] {
        let answer = program.send(Method::POST, &path(&document, "/revise"), &[], Some(wish)).await;
        assert_eq!(answer.status, status, "{}", answer.text);
    }
    let accepted = json!({ "content": "# Title\n", "revision": 1, "accepted": "scripted/echo" });
    program.send(Method::PATCH, &path(&document, ""), &[], Some(accepted)).await;
    let versions = get(&mut program, &path(&document, "/versions")).await;
    assert_eq!(
        (&versions["items"][0]["source"], &versions["items"][0]["model"]),
        (&json!("accept"), &json!("scripted/echo"))
    );
}

#[tokio::test]
async fn what_is_missing_is_proposed_in_its_place_and_nothing_else_is_touched() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let discussion = format!("## Discussion\n\n{}", "Word and word. ".repeat(60));
    let content = format!("# Week 2\n\nFree words.\n\n{discussion}\n");
    let document = create(&mut program, json!({ "format": "minutes", "content": content })).await;
    let proposal: Value = program.send(Method::POST, &path(&document, "/fill"), &[], None).await.json();
    let text = proposal["text"].as_str().unwrap();
    let headings: Vec<_> = text.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(headings[..4], ["# Week 2", "## Meeting details", "## Agenda", "## Discussion"], "{text}");
    assert!(text.contains(discussion.trim()) && text.contains("Free words."), "{text}");
    let filled = create(&mut program, json!({ "content": "free form lacks nothing" })).await;
    let refused = program.send(Method::POST, &path(&filled, "/fill"), &[], None).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn versions_are_named_compared_and_kept_beside() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "content": "one two three" })).await;
    let change = json!({ "content": "one 2 three", "revision": 1 });
    program.send(Method::PATCH, &path(&document, ""), &[], Some(change)).await;
    let versions = get(&mut program, &path(&document, "/versions")).await;
    let [new, old] = [0, 1].map(|at| versions["items"][at]["id"].as_str().unwrap().to_owned());
    let compared = get(&mut program, &path(&document, &format!("/compare?from={old}&to={new}"))).await;
    assert_eq!(
        compared["items"],
        json!([{ "kind": "keep", "text": "one " }, { "kind": "remove", "text": "two" }, { "kind": "add", "text": "2" }, { "kind": "keep", "text": " three" }])
    );
    let name = program
        .send(Method::PATCH, &path(&document, &format!("/versions/{old}")), &[], Some(json!({ "name": "sent to Kim" })))
        .await;
    assert_eq!(name.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&mut program, &path(&document, &format!("/versions/{old}"))).await["name"], "sent to Kim");
    let kept = program.send(Method::POST, &path(&document, "/versions"), &[], Some(json!({ "content": "mine" }))).await;
    assert_eq!((kept.status, kept.json::<Value>()["content"].clone()), (StatusCode::CREATED, json!("mine")));
    assert_eq!(get(&mut program, &path(&document, "")).await["content"], "one 2 three");

    let other = create(&mut program, json!({ "content": "x" })).await;
    let crossed = program.send(Method::GET, &path(&other, &format!("/compare?from={old}&to={new}")), &[], None).await;
    assert_eq!(crossed.status, StatusCode::NOT_FOUND);
    let crossed = program
        .send(Method::PATCH, &path(&other, &format!("/versions/{old}")), &[], Some(json!({ "name": "x" })))
        .await;
    assert_eq!(crossed.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn saving_the_same_again_is_no_new_revision_but_makes_a_version_a_persons_own() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "content": "a" })).await;
    for change in [json!({ "content": "b", "revision": 1, "autosave": true }), json!({ "content": "b", "revision": 2 })]
    {
        let saved: Value = program.send(Method::PATCH, &path(&document, ""), &[], Some(change)).await.json();
        assert_eq!(saved["revision"], 2);
    }
    let versions = get(&mut program, &path(&document, "/versions")).await;
    let sources: Vec<_> =
        versions["items"].as_array().unwrap().iter().map(|version| version["source"].clone()).collect();
    assert_eq!(sources, ["manual", "import"]);
}

#[tokio::test]
async fn documents_are_found_copied_and_made_from_what_was_said() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    create(&mut program, json!({ "title": "3분기 보고", "format": "report", "content": "매출이 늘었다" })).await;
    let letter = create(&mut program, json!({ "title": "Letter", "content": "Dear Kim" })).await;
    for (query, titles) in [
        ("?q=%EB%A7%A4%EC%B6%9C", vec!["3분기 보고"]),
        ("?q=dear", vec!["Letter"]),
        ("?q=100%25", vec![]),
        ("?format=report", vec!["3분기 보고"]),
        ("?q=kim&format=report", vec![]),
    ] {
        let found = get(&mut program, &format!("/api/v1/documents{query}")).await;
        let found: Vec<_> =
            found["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect();
        assert_eq!(found, titles, "{query}");
    }
    let copy: Value = program.send(Method::POST, &path(&letter, "/duplicate"), &[], None).await.json();
    assert_eq!((&copy["title"], &copy["content"]), (&json!("Letter"), &json!("Dear Kim")));
    assert_ne!(copy["id"], letter["id"]);

    let conversation =
        program.send(Method::POST, "/api/v1/conversations", &[], Some(json!({}))).await.json::<Value>()["id"].clone();
    let conversation = conversation.as_str().unwrap();
    let asked = json!({ "content": "hello" });
    let messages = format!("/api/v1/conversations/{conversation}/messages");
    let told = program.send(Method::POST, &messages, &[("accept", "text/event-stream")], Some(asked)).await;
    let reply = parse(&told.text)[0].2["assistant_message"]["id"].as_str().unwrap().to_owned();
    let made = create(&mut program, json!({ "content": "x", "origin": reply })).await;
    assert_eq!(made["origin"], format!("/c/{conversation}"));
    let mut stranger = Program::new(&server, "stranger").await;
    let stolen =
        stranger.send(Method::POST, "/api/v1/documents", &[], Some(json!({ "content": "x", "origin": reply }))).await;
    assert_eq!(stolen.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_format_is_made_from_an_example_and_belongs_to_who_made_it() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let example = format!(
        "# 주간 보고\n\n## 한 일\n\n{}\n\n## 할 일\n\n{}\n",
        "일을 했다. ".repeat(20),
        "일을 한다. ".repeat(30)
    );
    let new = json!({ "name": "주간 보고", "example": example });
    let made = program.send(Method::POST, "/api/v1/document-formats", &[("accept-language", "ko")], Some(new)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let format: Value = made.json();
    let headings: Vec<_> =
        format["section"].as_array().unwrap().iter().map(|section| section["heading"]["ko"].clone()).collect();
    assert_eq!(headings, ["한 일", "할 일"]);
    let id = format["id"].as_str().unwrap();
    let document = create(&mut program, json!({ "format": id, "prompt": "한 일이 많다" })).await;
    program.send(Method::GET, &path(&document, "/events"), &[], None).await;
    let check = get(&mut program, &path(&document, "/check")).await;
    assert_eq!(check["sections"].as_array().unwrap().len(), 2);
    let mut stranger = Program::new(&server, "stranger").await;
    let theirs = stranger.send(Method::POST, "/api/v1/documents", &[], Some(json!({ "format": id }))).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    let path_of_format = format!("/api/v1/document-formats/{id}");
    assert_eq!(stranger.send(Method::DELETE, &path_of_format, &[], None).await.status, StatusCode::NOT_FOUND);
    assert_eq!(program.send(Method::DELETE, &path_of_format, &[], None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        get(&mut program, &path(&document, "/check")).await["sections"],
        json!([]),
        "its documents stay, in free form"
    );
}

#[tokio::test]
async fn a_revision_that_no_document_has_is_refused_without_a_content_too() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = create(&mut program, json!({ "title": "revised" })).await;
    for body in [json!({ "revision": 0 }), json!({ "revision": -1, "content": "글" })] {
        let answer = program.send(Method::PATCH, &path(&document, ""), &[], Some(body)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert_eq!(answer.json::<Value>()["field"], "revision");
    }
}
