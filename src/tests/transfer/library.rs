//! Prompts, personas and mended code are taken out and brought in as they are, once.

use super::{CLAUDE, counts, export, get, import, omissions, report};
use crate::{
    api::Program,
    server::{TestServer, config},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use supbot::server::{AppState, router};

const PROMPTS: &str = "/api/v1/prompts";
const PERSONAS: &str = "/api/v1/personas";
const FIXES: &str = "/api/v1/code-fixes";

const MAIN: &str =
    "total = 0\r\nfor i in range(3):\r\n    total += 1\r\n    # 값\r\n    total += i\r\n\r\nprint(total)\r\n";
const BLOCKS: &str = "첫 줄을 고쳤습니다.\n\nmain.py\n<<<<<<< SEARCH\ntotal = 0\n=======\ntotal = 10\n>>>>>>> REPLACE\n\n\
    main.py\n<<<<<<< SEARCH\nprint(total)\n=======\nprint(total + 1)\n>>>>>>> REPLACE\n\n\
    lib/new.py\n<<<<<<< SEARCH\n=======\nx = 1\n>>>>>>> REPLACE\n\n\
    main.py\n<<<<<<< SEARCH\nnothing ``` like it\n=======\nx\n>>>>>>> REPLACE\n";

/// What an import has brought beside conversations and documents: prompts, personas, fixes.
pub(super) fn rest(import: &Value) -> [i64; 3] {
    assert_eq!(import["state"], "done", "{import}");
    ["prompts", "personas", "code_fixes"].map(|name| import[name].as_i64().unwrap())
}

pub(super) async fn post(program: &mut Program, path: &str, body: Value) -> Value {
    let answer = program.send(Method::POST, path, &[], Some(body)).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text);
    answer.json()
}

async fn delete(program: &mut Program, path: &str) {
    assert_eq!(program.send(Method::DELETE, path, &[], None).await.status, StatusCode::NO_CONTENT, "{path}");
}

/// Everything of a list, each as it is read alone and without what names it here; the oldest first.
pub(super) async fn all(program: &mut Program, list: &str) -> Vec<Value> {
    let listed: Value = get(program, list).await.json();
    let mut all = Vec::new();
    for item in listed["items"].as_array().unwrap().iter().rev() {
        let mut one: Value = get(program, &format!("{list}/{}", item["id"].as_str().unwrap())).await.json();
        one.as_object_mut().unwrap().remove("id");
        for file in one["files"].as_array_mut().into_iter().flatten() {
            file.as_object_mut().unwrap().remove("id");
        }
        all.push(one);
    }
    all
}

/// Two prompts, a persona, and a fix of which one change is not taken and one could not be made.
async fn live(program: &mut Program) {
    let body = "Translate into {{language:choice:English|한국어}}:\n\n{{text}}";
    post(program, PROMPTS, json!({ "name": "번역: 두 말", "command": "번역", "body": body })).await;
    post(program, PROMPTS, json!({ "name": "Sum up", "command": "sum", "body": "Sum up." })).await;
    let persona = json!({
        "name": "교정자", "system_prompt": "고치세요.", "model": "scripted/echo", "temperature": 0.2, "max_tokens": 100,
    });
    post(program, PERSONAS, persona).await;
    let files = [
        ("main.py", MAIN),
        ("lib/util.py", "def f():\n    return 1"),
        // What a reader of packages could take for its own.
        ("package.json", "{\"kind\": \"supbot.conversation\", "),
        ("supbot.json", "{\"format\":\"supbot\",\"version\":99}"),
    ];
    let files: Vec<_> = files.iter().map(|(path, content)| json!({ "path": path, "content": content })).collect();
    let wrong = format!("The sum is wrong.\n/answer\n{BLOCKS}\n/answer\n{BLOCKS}");
    let fix = post(program, FIXES, json!({ "files": files, "instruction": wrong })).await;
    let path = format!("{FIXES}/{}", fix["id"].as_str().unwrap());
    get(program, &format!("{path}/events")).await;
    let decided = program.send(Method::PATCH, &path, &[], Some(json!({ "rejected": [2] }))).await;
    assert_eq!(decided.status, StatusCode::OK, "{}", decided.text);
}

/// The files of mended code in an export, by their paths below the folder of the fix.
fn code(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let below = files.iter().filter_map(|(name, content)| {
        let (_, below) = name.strip_prefix("code/")?.split_once('/')?;
        Some((below.to_owned(), content.clone()))
    });
    below.collect()
}

#[tokio::test]
async fn prompts_personas_and_mended_code_are_the_same_in_another_account() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    live(&mut program).await;
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let mut other = Program::new(&server, "another").await;
    let imported = import(&mut other, &package).await;
    assert_eq!((counts(&imported), rest(&imported)), ([0; 4], [2, 1, 1]), "{imported}");
    assert_eq!(imported["report"], json!([]));
    for (list, count) in [(PROMPTS, 2), (PERSONAS, 1), (FIXES, 1)] {
        let (before, after) = (all(&mut program, list).await, all(&mut other, list).await);
        assert_eq!(before.len(), count, "{list}");
        assert_eq!(before, after, "{list}");
    }
    let fix = all(&mut other, FIXES).await.remove(0);
    let accepted: Vec<_> =
        fix["files"][0]["hunks"].as_array().unwrap().iter().map(|hunk| &hunk["is_accepted"]).collect();
    assert_eq!(accepted, [true, false]);
    assert_eq!(fix["files"][0]["result"], MAIN.replace("= 0", "= 10"));
    let refused: Vec<_> = fix["refusals"].as_array().unwrap().iter().map(|refused| &refused["attempt"]).collect();
    assert_eq!(refused, [1, 2]);
    let (before, after) = (export(&mut program).await, export(&mut other).await);
    assert_eq!(code(&before), code(&after));
    // What a person decides there later is theirs.
    let listed: Value = get(&mut other, FIXES).await.json();
    let path = format!("{FIXES}/{}", listed["items"][0]["id"].as_str().unwrap());
    let decided = other.send(Method::PATCH, &path, &[], Some(json!({ "accepted": [2], "rejected": [1] }))).await;
    assert_eq!(decided.json::<Value>()["files"][0]["result"], MAIN.replace("(total)", "(total + 1)"));
    assert_eq!(code(&export(&mut program).await), code(&before));
}

#[tokio::test]
async fn the_library_and_mended_code_of_an_export_can_be_read() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    live(&mut program).await;
    let files = export(&mut program).await;
    let text = |start: &str, end: &str| {
        let found = files.iter().find(|(name, _)| name.starts_with(start) && name.ends_with(end));
        String::from_utf8(found.unwrap_or_else(|| panic!("{start}{end}: {:?}", files.keys())).1.clone()).unwrap()
    };
    let prompt = text("prompts/번역 두 말 ", ".md");
    assert!(prompt.starts_with("# 번역: 두 말\n\n20") && prompt.contains(" · `/번역`\n"), "{prompt}");
    assert!(prompt.ends_with("Translate into {{language:choice:English|한국어}}:\n\n{{text}}\n"), "{prompt}");
    let persona = text("personas/교정자 ", ".md");
    assert!(
        persona.contains(" · scripted/echo · temperature 0.2 · up to 100 tokens\n\n---\n\n고치세요.\n"),
        "{persona}"
    );
    let fix = text("code/20", ".md");
    for part in [
        "# The sum is wrong.",
        "## What is wrong?\n\n```\nThe sum is wrong.",
        "## The model's explanation\n\n첫 줄을 고쳤습니다.\n",
        "**main.py**: The lines to replace are not in the file.\n\n```\nnothing ``` like it\n```\n",
        "- `main.py`: 1 of 2 changes accepted\n- `lib/util.py`: Nothing was changed.\n",
        "- `lib/new.py` (new file): 1 of 1 changes accepted\n",
    ] {
        assert!(fix.contains(part), "{part}: {fix}");
    }
    let code = code(&files);
    assert_eq!(code["before/main.py"], MAIN.as_bytes());
    assert_eq!(code["after/main.py"], MAIN.replace("= 0", "= 10").as_bytes());
    assert_eq!(code["after/lib/util.py"], b"def f():\n    return 1");
    assert_eq!(code["after/lib/new.py"], b"x = 1\n");
    assert!(!code.contains_key("before/lib/new.py") && code.len() == 9, "{:?}", code.keys());
    let name = files.keys().find(|name| name.starts_with("code/20") && name.ends_with(".md")).unwrap();
    let json: Value = serde_json::from_slice(&files[&name.replace(".md", ".json")]).unwrap();
    assert_eq!((&json["kind"], &json["files"][0]["original"]), (&json!("supbot.code_fix"), &json!(MAIN)));
}

#[tokio::test]
async fn what_is_brought_in_twice_is_there_once_and_what_was_deleted_comes_anew() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    live(&mut program).await;
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let mut other = Program::new(&server, "another").await;
    import(&mut other, &package).await;
    for mut who in [program, other] {
        let again = import(&mut who, &package).await;
        assert_eq!((counts(&again), rest(&again)), ([0, 0, 0, 4], [0; 3]), "{again}");
        let mut before = Vec::new();
        for list in [PROMPTS, PERSONAS, FIXES] {
            before.push(all(&mut who, list).await);
            let listed: Value = get(&mut who, list).await.json();
            delete(&mut who, &format!("{list}/{}", listed["items"][0]["id"].as_str().unwrap())).await;
        }
        let anew = import(&mut who, &package).await;
        assert_eq!((counts(&anew), rest(&anew)), ([0, 0, 0, 1], [1; 3]), "{anew}");
        assert_eq!(anew["report"], json!([]));
        for (list, before) in [PROMPTS, PERSONAS, FIXES].into_iter().zip(before) {
            assert_eq!(all(&mut who, list).await, before, "{list}");
        }
        assert_eq!(counts(&import(&mut who, &package).await), [0, 0, 0, 4]);
    }
}

#[tokio::test]
async fn code_that_was_being_mended_is_interrupted_where_it_is_brought_in() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let files = json!([{ "path": "main.py", "content": MAIN }]);
    let wrong = format!("/answer\n{BLOCKS}/hang");
    post(&mut program, FIXES, json!({ "files": files, "instruction": wrong })).await;
    server.wait_for_open_streams(1).await;
    let package = program.bytes(Method::GET, "/api/v1/export", None).await;
    let mut other = Program::new(&server, "another").await;
    assert_eq!(rest(&import(&mut other, &package).await), [0, 0, 1]);
    let fix = all(&mut other, FIXES).await.remove(0);
    assert_eq!((&fix["status"], &fix["files"][0]["result"]), (&json!("interrupted"), &json!(MAIN)), "{fix}");
    assert_eq!(all(&mut program, FIXES).await[0]["status"], "generating");
}

#[tokio::test]
async fn what_was_imported_before_these_kinds_were_known_is_still_known() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let id = import(&mut program, CLAUDE).await["id"].as_str().unwrap().to_owned();
    let TestServer { router: old, folder, state } = server;
    state.shut_down().await;
    drop((old, state, program));
    let db = sqlx::SqlitePool::connect(folder.path().join("supbot.db").to_str().unwrap()).await.unwrap();
    let before = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/0017_imports.sql")).unwrap();
    let table = before.split("create table imported (").nth(1).unwrap();
    for statement in [
        "alter table imported rename to kept".to_owned(),
        format!("create table imported ({table}"),
        "insert into imported select * from kept".to_owned(),
        "drop table kept".to_owned(),
        "alter table imports drop column prompts".to_owned(),
        "alter table imports drop column personas".to_owned(),
        "alter table imports drop column code_fixes".to_owned(),
        "delete from _sqlx_migrations where version = 18".to_owned(),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&db).await.unwrap();
    }
    db.close().await;
    let state = AppState::new(config(&folder, &[])).await.unwrap();
    let server = TestServer { router: router(state.clone()), folder, state };
    let mut program = Program::log_in(&server, "somebody").await;
    let old: Value = get(&mut program, &format!("/api/v1/imports/{id}")).await.json();
    assert_eq!((&old["conversations"], &old["prompts"]), (&json!(2), &json!(0)), "{old}");
    let again = import(&mut program, CLAUDE).await;
    assert_eq!((counts(&again), report(&again)), ([0, 0, 0, 2], omissions(&[("empty_conversations", 1)])));
}
