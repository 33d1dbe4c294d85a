//! What a question costs, in what can be counted: the ways to the database that lie between it and its answer.

use super::{Process, supbot};
use serde_json::Value;
use std::{fs, path::Path};
use tempfile::TempDir;

/// What is done beside a request, whenever that is: for the search (all that is said to its tables, and a savepoint with its
/// name), the audit log, and streams that are to be ended; words that are stored while they come; and what a connection is
/// told when it is opened.
const BACKGROUND: [&str; 6] =
    ["search", "with stale", "audit_log", "credential_changes", "generation_chunks", "PRAGMA"];

/// The statements in a log from a byte on, but for those in the background.
fn statements(log: &Path, from: usize) -> Vec<String> {
    let text = fs::read_to_string(log).unwrap();
    let lines = text[from..].lines().filter(|line| line.contains("sqlx::query"));
    lines.filter(|line| !BACKGROUND.iter().any(|name| line.contains(name))).map(str::to_owned).collect()
}

fn post(process: &Process, folder: &TempDir, path: &str, body: &str, headers: &[&str]) -> String {
    let url = format!("{}/api/v1/{path}", process.url);
    let headers = headers.iter().flat_map(|header| ["-H", *header]);
    let arguments: Vec<_> =
        ["-H", "content-type: application/json", "-d", body, &url].into_iter().chain(headers).collect();
    process.curl(folder, &arguments)
}

#[test]
fn a_question_goes_to_the_database_four_times_and_its_conversation_twice() {
    let folder = TempDir::new().unwrap();
    let log = folder.path().join("log");
    let mut command = supbot(&folder);
    command.env("SUPBOT_LOG_LEVEL", "error,sqlx=debug");
    let process = Process::start_with_log(&mut command, fs::File::create(&log).unwrap().into());
    let person = r#"{"username":"ann","password":"correct horse battery"}"#;
    post(&process, &folder, "auth/register", person, &[]);
    let tokens: Value = serde_json::from_str(&post(&process, &folder, "auth/token", person, &[])).unwrap();
    let bearer = format!("authorization: Bearer {}", tokens["access"].as_str().unwrap());
    let length = || usize::try_from(fs::metadata(&log).unwrap().len()).unwrap();

    let before = length();
    // With a title of its own: no model is asked for one.
    let conversation = post(&process, &folder, "conversations", r#"{"title":"t"}"#, &[&bearer]);
    let conversation: Value = serde_json::from_str(&conversation).unwrap();
    let made = statements(&log, before);
    assert_eq!(made.len(), 2, "who it is, and the conversation: {made:#?}");

    let before = length();
    let path = format!("conversations/{}/messages", conversation["id"].as_str().unwrap());
    let events = post(&process, &folder, &path, r#"{"content":"hi"}"#, &[&bearer, "accept: text/event-stream"]);
    assert!(events.contains("event: done"), "{events}");
    let asked = statements(&log, before);
    assert_eq!(
        asked.len(),
        4,
        "who it is, the conversation, the question with its answer, the answer's end: {asked:#?}"
    );
}
