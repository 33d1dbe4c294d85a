//! How a fix ends before its end: stopped, failed, killed; and that it can be asked again.

use super::{FIXES, VICTIM, begin, decide, end, fixed, instruction, one_file, path, results};
use crate::{
    api::Program,
    server::{TestServer, config},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use supbot::{
    code_fixes::api::{AskFixAgain, StopFix},
    server::AppState,
};

const GOOD: &str = "<<<<<<< SEARCH\ntotal = 0\n=======\ntotal = 10\n>>>>>>> REPLACE\n";

#[tokio::test]
async fn what_is_stopped_changes_nothing_and_can_be_asked_again() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let slow = instruction("", &[&format!("{GOOD}/hang")]);
    let fix = begin(&mut program, &one_file("main.py", VICTIM), &slow).await;
    assert_eq!((&fix["status"], &fix["files"][0]["hunks"]), (&json!("generating"), &json!([])));
    server.wait_for_open_streams(1).await;
    let refused = decide(&mut program, &fix, json!({ "rejected": [] })).await;
    assert_eq!((refused.status, &refused.json::<Value>()["code"]), (StatusCode::CONFLICT, &json!("being_written")));
    let again = program.send(Method::POST, &format!("{}/ask-again", path(&fix)), &[], None).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "{}", again.text);

    let mut person = server.visitor().log_in_as("somebody").await;
    let (page, id) = (format!("/code/{}", fix["id"].as_str().unwrap()), fix["id"].as_str().unwrap());
    let html = person.get(&page).await.html();
    assert!(html.contains("The model is fixing the code.") && html.contains("http-equiv=\"refresh\""), "{html}");
    person.post::<StopFix>(&page, &[("id", id)]).await;
    server.wait_for_open_streams(0).await;
    let stopped = end(&mut program, &fix).await;
    assert_eq!((&stopped["status"], &results(&stopped)["main.py"]), (&json!("stopped"), &VICTIM.to_owned()));
    assert!(person.get(&page).await.html().contains("Stopped. Nothing was changed."));
    person.post::<AskFixAgain>(&page, &[("id", id)]).await;
    server.wait_for_open_streams(1).await;
    let deleted = program.send(Method::DELETE, &path(&fix), &[], None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    server.wait_for_open_streams(0).await;
}

#[tokio::test]
async fn a_model_that_fails_or_says_nothing_is_told_and_asking_again_forgets_what_was_taken() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let files = one_file("main.py", VICTIM);
    for (answer, fault) in
        [("/fail unreachable", "unreachable"), ("", "empty_reply"), ("x\n/fail broken_stream", "broken_stream")]
    {
        let fix = fixed(&mut program, &files, &[answer]).await;
        assert_eq!((&fix["status"], &fix["fault"]), (&json!("failed"), &json!(fault)), "{fix:#}");
        assert_eq!(results(&fix), files);
    }
    let fix = fixed(&mut program, &files, &[GOOD]).await;
    let rejected: Value = decide(&mut program, &fix, json!({ "rejected": [1] })).await.json();
    assert_eq!(results(&rejected), files);
    let again = program.send(Method::POST, &format!("{}/ask-again", path(&fix)), &[], Some(json!({}))).await;
    assert_eq!(again.status, StatusCode::ACCEPTED, "{}", again.text);
    let again = end(&mut program, &fix).await;
    assert_eq!(results(&again)["main.py"], VICTIM.replace("= 0", "= 10"));
    let by = json!({ "model": "openai/none" });
    let unknown = program.send(Method::POST, &format!("{}/ask-again", path(&fix)), &[], Some(by)).await;
    assert_eq!(unknown.json::<Value>()["code"], "model_unknown");
}

#[tokio::test]
async fn what_a_server_was_killed_over_is_interrupted_and_asked_again_at_the_next_one() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let slow = instruction("", &[&format!("{GOOD}/hang")]);
    let fix = begin(&mut program, &one_file("main.py", VICTIM), &slow).await;
    server.wait_for_open_streams(1).await;
    // What was stored of it; then nothing more, as after kill -9.
    loop {
        let stored: Value = program.send(Method::GET, &path(&fix), &[], None).await.json();
        if stored["answer"].as_str().unwrap().contains("REPLACE") {
            break;
        }
        tokio::task::yield_now().await;
    }
    let folder = tempfile::TempDir::new().unwrap();
    for name in ["supbot.db", "supbot.db-wal"] {
        std::fs::copy(server.folder.path().join(name), folder.path().join(name)).unwrap();
    }
    std::fs::copy(server.folder.path().join("token-keys.json"), folder.path().join("token-keys.json")).unwrap();
    let state = AppState::new(config(&folder, &[])).await.unwrap();
    let next = TestServer { router: supbot::server::router(state.clone()), folder, state };
    let mut program = Program::log_in(&next, "somebody").await;
    let interrupted: Value = program.send(Method::GET, &path(&fix), &[], None).await.json();
    assert_eq!(
        (&interrupted["status"], &results(&interrupted)["main.py"]),
        (&json!("interrupted"), &VICTIM.to_owned())
    );
    assert!(interrupted["answer"].as_str().unwrap().contains("REPLACE"));
    let again = program.send(Method::POST, &format!("{}/ask-again", path(&fix)), &[], None).await;
    assert_eq!(again.status, StatusCode::ACCEPTED, "{}", again.text);
    next.wait_for_open_streams(1).await;
}

#[tokio::test]
async fn fixes_are_limited_by_the_minute() {
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "2")]).await;
    let mut program = Program::new(&server, "somebody").await;
    for _ in 0..2 {
        begin(&mut program, &one_file("a", "x"), "x").await;
    }
    let body = json!({ "files": [{ "path": "a", "content": "x" }] });
    let refused = program.send(Method::POST, FIXES, &[], Some(body)).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.headers.contains_key("retry-after"));
}
