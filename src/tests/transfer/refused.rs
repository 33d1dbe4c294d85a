//! What nobody should send, what was cut short, and the page.

use super::{CHATGPT, CLAUDE, conversations, get, import, zip};
use crate::{
    api::Program,
    server::{TestServer, config},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use supbot::server::{AppState, router};

/// The package with the sizes of its files changed in its directory.
pub(super) fn boasting(mut package: Vec<u8>, size: u32) -> Vec<u8> {
    // A file's entry in the directory, and where it says how large the file is (APPNOTE.TXT §4.3.12).
    let places: Vec<_> =
        package.windows(4).enumerate().filter(|(_, four)| four == b"PK\x01\x02").map(|(at, _)| at).collect();
    for at in places {
        package[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    }
    package
}

#[tokio::test]
async fn what_is_damaged_or_too_much_or_something_else_fails_with_a_code_and_leaves_nothing() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let package = zip(&[("conversations.json", CHATGPT), ("b.json", CLAUDE), ("c.json", b"[]")]);
    let data = package.windows(8).position(|window| window == b"rsations").unwrap() + 200;
    let mut flipped = package.clone();
    flipped[data] ^= 0x55;
    let newer = zip(&[("supbot.json", b"{\"format\":\"supbot\",\"version\":2}"), ("conversations/a.json", CLAUDE)]);
    let mut many = zip(&[("a.json", CLAUDE)]);
    let end = many.len() - 22;
    many[end + 8..end + 12].copy_from_slice(&[0xff; 4]);
    for (what, file, code) in [
        ("words", b"hello".to_vec(), "unreadable"),
        ("other JSON", b"[{\"a\":1},2]".to_vec(), "unreadable"),
        ("a package of other things", zip(&[("a.txt", b"x"), ("b.json", b"[1]"), ("c.json", b"x")]), "unreadable"),
        ("a list of nonsense", b"[{\"a\" 1},[}]".to_vec(), "unreadable"),
        ("half of a list", CHATGPT[..CHATGPT.len() / 2].to_vec(), "damaged"),
        ("a list without its end", CLAUDE[..CLAUDE.len() - 2].to_vec(), "damaged"),
        ("half of a package", package[..package.len() / 2].to_vec(), "damaged"),
        ("a package with a wrong byte", flipped, "damaged"),
        ("a bomb", boasting(package.clone(), 0xff00_0000), "too_much"),
        ("a package that lies about its files", many, "damaged"),
        ("one of tomorrow", newer, "newer"),
    ] {
        let imported = import(&mut program, &file).await;
        assert_eq!(
            (&imported["state"], &imported["error"]["code"]),
            (&json!("failed"), &json!(code)),
            "{what}: {imported}"
        );
        assert!(imported["error"]["sentence"].as_str().unwrap().len() > 20, "{imported}");
        assert_eq!((&imported["conversations"], &imported["finished_at"].is_i64()), (&json!(0), &true), "{what}");
    }
    let nothing = program.send(Method::POST, "/api/v1/import", &[], None).await;
    assert_eq!(
        (nothing.status, &nothing.json::<Value>()["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("file_unreadable"))
    );
    assert_eq!(conversations(&mut program).await.len(), 0);
    let folder: Vec<_> = server.folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let ours = |name: &std::ffi::OsString| {
        name.to_str().is_some_and(|name| name.starts_with("supbot.") || name == "token-keys.json")
    };
    assert!(folder.iter().all(ours), "{folder:?}");
}

#[tokio::test]
async fn a_hostile_tree_is_taken_as_far_as_it_makes_sense() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let message = |role: &str, text: &str| json!({ "author": { "role": role }, "content": { "content_type": "text", "parts": [text] } });
    // A circle, a parent that is not there, and a branch of ten thousand.
    let mut mapping = json!({
        "a": { "parent": "b", "message": message("user", "하나") },
        "b": { "parent": "a", "message": message("assistant", "둘") },
        "c": { "parent": "nobody", "message": message("user", "셋") },
    });
    for number in 0..10_000 {
        let parent = if number == 0 { "c".to_owned() } else { format!("n{}", number - 1) };
        let role = if number % 2 == 0 { "assistant" } else { "user" };
        mapping[format!("n{number}")] = json!({ "parent": parent, "message": message(role, "x") });
    }
    let long = "가".repeat(1_000_000);
    let file = json!([
        { "title": "circle", "id": "1", "current_node": "n5", "mapping": mapping },
        { "title": "long".repeat(100), "id": "2", "mapping": { "a": { "message": message("assistant", &long) } } },
        { "title": "deep", "id": "3", "mapping": {}, "x": "DEEP" },
    ]);
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let file = file.to_string().replace("\"DEEP\"", &deep);
    let imported = import(&mut program, file.as_bytes()).await;
    assert_eq!(super::counts(&imported), [2, 10_004, 0, 0], "{imported}");
    assert_eq!(super::report(&imported), super::omissions(&[("cut", 1), ("broken", 1)]));
    let all = conversations(&mut program).await;
    let circle = all["circle"]["messages"].as_array().unwrap();
    assert_eq!(circle.iter().filter(|message| message["parent_id"].is_null()).count(), 2);
    // The end of the long branch; the circle stands after it.
    assert_eq!(all["circle"]["head_id"], circle[10_000]["id"]);
    let (title, long) = all.iter().find(|(title, _)| title.starts_with("long")).unwrap();
    assert_eq!((title.chars().count(), long["messages"][0]["content"].as_str().unwrap().len()), (200, 2_097_150));
}

#[tokio::test]
async fn an_import_that_the_server_s_end_has_cut_is_failed_at_the_next_start() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let id = import(&mut program, CLAUDE).await["id"].as_str().unwrap().to_owned();
    let db = sqlx::SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap();
    sqlx::query("update imports set state = 'running', finished_at = null").execute(&db).await.unwrap();
    db.close().await;
    // While one runs the page comes again by itself, each time.
    let mut person = server.visitor().log_in_as("somebody").await;
    for _ in 0..20 {
        let page = person.get("/transfer").await;
        assert_eq!(page.header("refresh"), "3; url=/transfer");
        assert!(page.html().contains(">Running<"), "{}", page.html());
    }
    drop(person);
    let TestServer { router: old, folder, state } = server;
    state.shut_down().await;
    drop((old, state, program));
    let state = AppState::new(config(&folder, &[])).await.unwrap();
    let server = TestServer { router: router(state.clone()), folder, state };
    let mut program = Program::log_in(&server, "somebody").await;
    assert_eq!(server.visitor().log_in_as("somebody").await.get("/transfer").await.header("refresh"), "");
    let cut: Value = get(&mut program, &format!("/api/v1/imports/{id}")).await.json();
    assert_eq!((&cut["state"], &cut["error"]["code"]), (&json!("failed"), &json!("interrupted")));
    assert!(cut["error"]["sentence"].as_str().unwrap().contains("only the rest is added"), "{cut}");
    assert_eq!(super::counts(&import(&mut program, CLAUDE).await), [0, 0, 0, 2]);
    let mut stranger = Program::new(&server, "stranger").await;
    assert_eq!(get(&mut stranger, &format!("/api/v1/imports/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&mut stranger, "/api/v1/imports").await.json::<Value>()["items"], json!([]));
}

#[tokio::test]
async fn the_page_takes_a_file_and_says_what_came_of_it() {
    let server = TestServer::with(&[("SUPBOT_IMPORT_MB", "1")]).await;
    let mut person = server.person("somebody").await;
    assert!(person.get("/settings").await.html().contains("href=\"/transfer\""));
    let page = person.get("/transfer").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html().contains("href=\"/api/v1/export\"") && page.html().contains("up to 1 MB"), "{}", page.html());
    let upload = |content: &[u8]| {
        let mut body = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.json\"\r\n\r\n".to_vec();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--b--\r\n");
        let request = Request::post("/transfer/import");
        request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=b").body(Body::from(body)).unwrap()
    };
    let answer = person.request(upload(CHATGPT)).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/transfer"));
    let mut page = person.get("/transfer").await;
    for _ in 0..200 {
        if page.header("refresh").is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        page = person.get("/transfer").await;
    }
    let html = page.html();
    assert!(html.contains("Chats: 2 (messages: 8). Documents: 0. Duplicates skipped: 0."), "{html}");
    assert!(html.contains("Images not imported: 1."), "{html}");
    person.language = "ko";
    let html = person.get("/transfer").await.html();
    assert!(html.contains("가져오지 않은 이미지: 1개."), "{html}");
    person.language = "en";
    let answer = person.request(upload(&vec![b' '; 2_000_000])).await;
    assert_eq!(answer.location(), "/transfer?error=too_large");
    assert!(person.get(answer.location()).await.html().contains("The limit is 1 MB"));
    let mut stranger = server.person("stranger").await;
    assert!(!stranger.get("/transfer").await.html().contains("Chats: 2"));
    assert_eq!(server.visitor().get("/transfer").await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn a_file_that_is_larger_than_the_setting_says_is_refused() {
    let server = TestServer::with(&[("SUPBOT_IMPORT_MB", "1")]).await;
    let mut program = Program::new(&server, "somebody").await;
    let large = vec![b' '; 1024 * 1024 + 1];
    let refused: Value =
        serde_json::from_slice(&program.bytes(Method::POST, "/api/v1/import", Some(large)).await).unwrap();
    assert_eq!((&refused["status"], &refused["code"]), (&json!(413), &json!("body_too_large")));
    let fits = [b"[".to_vec(), vec![b' '; 1024 * 1024 - 2], b"]".to_vec()].concat();
    assert_eq!(import(&mut program, &fits).await["error"]["code"], "unreadable");
}
