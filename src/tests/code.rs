//! Code that is mended: edits of a model, which are made exactly or not at all, and what a person takes of them.

mod doors;
mod ends;

use crate::{
    api::Program,
    server::{Answer, TestServer},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

const FIXES: &str = "/api/v1/code-fixes";
const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/code/cases");
const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/tests/code/hostile");

/// What is edited by hostile answers.
const VICTIM: &str = "total = 0\nfor i in range(3):\n    total += 1\n    total += 1\nprint(total)\n";

/// What is wrong, with the answers that the scripted model is to give.
fn instruction(wrong: &str, answers: &[&str]) -> String {
    answers.iter().fold(wrong.to_owned(), |text, answer| format!("{text}\n/answer\n{answer}"))
}

async fn begin(program: &mut Program, files: &BTreeMap<String, String>, instruction: &str) -> Value {
    let files: Vec<_> = files.iter().map(|(path, content)| json!({ "path": path, "content": content })).collect();
    let body = json!({ "files": files, "instruction": instruction });
    let answer = program.send(Method::POST, FIXES, &[], Some(body)).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text);
    answer.json()
}

fn path(fix: &Value) -> String {
    format!("{FIXES}/{}", fix["id"].as_str().unwrap())
}

/// Waits for the end, and gives what is there then.
async fn end(program: &mut Program, fix: &Value) -> Value {
    program.send(Method::GET, &format!("{}/events", path(fix)), &[], None).await;
    program.send(Method::GET, &path(fix), &[], None).await.json()
}

/// Has files mended by recorded answers.
async fn fixed(program: &mut Program, files: &BTreeMap<String, String>, answers: &[&str]) -> Value {
    let fix = begin(program, files, &instruction("It is wrong.", answers)).await;
    end(program, &fix).await
}

fn one_file(name: &str, content: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(name.to_owned(), content.to_owned())])
}

fn results(fix: &Value) -> BTreeMap<String, String> {
    let files = fix["files"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    files.map(|file| (text(&file["path"]), text(&file["result"]))).collect()
}

fn reasons(fix: &Value) -> Vec<(u64, String)> {
    let refusals = fix["refusals"].as_array().unwrap().iter();
    refusals
        .map(|refusal| (refusal["attempt"].as_u64().unwrap(), refusal["reason"].as_str().unwrap().to_owned()))
        .collect()
}

async fn decide(program: &mut Program, fix: &Value, body: Value) -> Answer {
    program.send(Method::PATCH, &path(fix), &[], Some(body)).await
}

/// The files below a folder, by their paths.
fn read(folder: &Path) -> BTreeMap<String, String> {
    fn add(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                add(&path, root, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    add(folder, folder, &mut files);
    files
}

fn entries(folder: &str) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

#[tokio::test]
async fn twenty_broken_programs_are_mended_byte_by_byte() {
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "100")]).await;
    let mut program = Program::new(&server, "somebody").await;
    let cases = entries(CASES);
    assert_eq!(cases.len(), 20);
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy();
        let file = |name: &str| std::fs::read_to_string(case.join(name)).unwrap();
        let (before, after) = (read(&case.join("before")), read(&case.join("after")));
        let (wrong, answer) = (file("wrong.txt"), file("answer.md"));
        let fix = begin(&mut program, &before, &instruction(&wrong, &[&answer])).await;
        let fix = end(&mut program, &fix).await;
        assert_eq!((&fix["status"], reasons(&fix)), (&json!("complete"), vec![]), "{name}: {fix:#}");
        assert_eq!(results(&fix), after, "{name}");
        // What is downloaded is that, too; and without any hunk it is what was given.
        for file in fix["files"].as_array().unwrap() {
            let address = format!("{}/files/{}", path(&fix), file["id"].as_str().unwrap());
            let bytes = program.bytes(Method::GET, &address, None).await;
            assert_eq!(bytes, after[file["path"].as_str().unwrap()].as_bytes(), "{name}");
        }
        let count = fix["files"].as_array().unwrap().iter().map(|file| file["hunks"].as_array().unwrap().len()).sum();
        let all: Vec<_> = (1..=count).collect::<Vec<usize>>();
        let rejected: Value = decide(&mut program, &fix, json!({ "rejected": all })).await.json();
        for (path, result) in results(&rejected) {
            assert_eq!(result, before.get(&path).cloned().unwrap_or_default(), "{name}: {path}");
        }
    }
}

#[tokio::test]
async fn hostile_and_malformed_answers_are_refused_with_their_reason_and_change_nothing() {
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "100")]).await;
    let mut program = Program::new(&server, "somebody").await;
    let expected = [
        ("01-truncated", "truncated"),
        ("02-nested", "nested"),
        ("03-outside", "unsafe_path"),
        ("04-unknown-file", "unknown_path"),
        ("05-not-there", "not_found"),
        ("06-twice", "ambiguous"),
        ("07-empty-search", "empty_search"),
        ("08-whole-file", "no_edits"),
        ("09-two-dividers", "divider"),
        ("10-no-divider", "divider"),
        ("11-unified-diff", "no_edits"),
        ("12-other-markers", "marker"),
        ("13-left-out-lines", "not_found"),
        ("14-windows-path", "unsafe_path"),
        ("15-changes-nothing", "no_change"),
    ];
    let answers = entries(HOSTILE);
    assert_eq!(answers.len(), expected.len());
    let files = one_file("main.py", VICTIM);
    for (answer, (name, reason)) in answers.iter().zip(expected) {
        assert_eq!(answer.file_stem().unwrap(), name);
        let answer = std::fs::read_to_string(answer).unwrap();
        // It says the same when it is asked again.
        let fix = fixed(&mut program, &files, &[&answer, &answer]).await;
        assert_eq!((&fix["status"], results(&fix)), (&json!("complete"), files.clone()), "{name}: {fix:#}");
        assert_eq!(fix["files"][0]["hunks"], json!([]), "{name}");
        let reasons = reasons(&fix);
        for attempt in [1, 2] {
            assert!(reasons.contains(&(attempt, reason.to_owned())), "{name}: {reasons:?}");
        }
    }
}

#[tokio::test]
async fn what_could_not_be_made_is_asked_again_once_with_its_reason() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let block =
        |search: &str, replace: &str| format!("main.py\n<<<<<<< SEARCH\n{search}=======\n{replace}>>>>>>> REPLACE\n\n");
    let good = block("total = 0\n", "total = 10\n");
    let first = format!("{good}{}", block("print(totl)\n", "print()\n"));
    let second = format!("{good}{}", block("print(total)\n", "print(total + 1)\n"));
    let files = one_file("main.py", VICTIM);
    let mended = VICTIM.replace("= 0", "= 10").replace("print(total)", "print(total + 1)");

    let fix = fixed(&mut program, &files, &[&first, &second, "a third answer"]).await;
    assert_eq!(results(&fix)["main.py"], mended);
    assert_eq!(reasons(&fix), [(1, "not_found".to_owned())]);
    let answers: Vec<_> = fix["answer"].as_str().unwrap().split('\u{1e}').collect();
    assert_eq!(answers, [format!("{first}\n"), format!("{second}\n")]);

    // Not a second time; and what was good of the first answer stays.
    let fix = fixed(&mut program, &files, &[&first, &first, &second]).await;
    assert_eq!(results(&fix)["main.py"], VICTIM.replace("= 0", "= 10"));
    assert_eq!(reasons(&fix), [(1, "not_found".to_owned()), (2, "not_found".to_owned())]);

    // Nothing is asked again where nothing is amiss, nor when the model cannot be asked again.
    let fix = fixed(&mut program, &files, &[&good, "never"]).await;
    assert!(!fix["answer"].as_str().unwrap().contains('\u{1e}'));
    let fix = fixed(&mut program, &files, &[&first, "/fail unreachable"]).await;
    assert_eq!((&fix["status"], reasons(&fix)), (&json!("complete"), vec![(1, "not_found".to_owned())]));
    assert_eq!(results(&fix)["main.py"], VICTIM.replace("= 0", "= 10"));

    let usage: Value = program.send(Method::GET, "/api/v1/usage", &[], None).await.json();
    let of_model = &usage["items"][0];
    assert_eq!((&of_model["model"], &of_model["answers"]), (&json!("scripted/echo"), &json!(4)), "{usage}");
}

#[tokio::test]
async fn each_hunk_is_taken_or_left_by_itself() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let lines = |changed: &[usize]| -> String {
        (1..=30)
            .map(|n| if changed.contains(&n) { format!("값 {n} 바뀜\r\n") } else { format!("값 {n}\r\n") })
            .collect()
    };
    let block = |n: usize| format!("a.txt\n<<<<<<< SEARCH\n값 {n}\n=======\n값 {n} 바뀜\n>>>>>>> REPLACE\n");
    let answer = [2, 15, 29].map(block).concat();
    let fix = fixed(&mut program, &one_file("a.txt", &lines(&[])), &[&answer]).await;
    let hunks = fix["files"][0]["hunks"].as_array().unwrap();
    let numbers: Vec<_> = hunks.iter().map(|hunk| (hunk["number"].clone(), hunk["is_accepted"].clone())).collect();
    assert_eq!(numbers, [(json!(1), json!(true)), (json!(2), json!(true)), (json!(3), json!(true))]);
    assert_eq!(
        (&hunks[1]["old_start"], &hunks[1]["old_lines"], &hunks[1]["new_lines"]),
        (&json!(12), &json!(7), &json!(7))
    );
    let changed: Vec<_> = hunks[1]["lines"].as_array().unwrap().iter().filter(|line| line["kind"] != "keep").collect();
    assert_eq!(changed[0]["pieces"][0]["text"], "값 15");
    assert_eq!(changed[1]["pieces"][1], json!({ "text": " 바뀜", "is_changed": true }));

    for (body, left) in [
        (json!({ "rejected": [2] }), vec![2, 29]),
        (json!({ "accepted": [2], "rejected": [1] }), vec![15, 29]),
        (json!({ "rejected": [3] }), vec![15]),
        (json!({}), vec![15]),
        (json!({ "accepted": [1, 2, 3] }), vec![2, 15, 29]),
    ] {
        let answer = decide(&mut program, &fix, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(results(&answer.json())["a.txt"], lines(&left));
    }
    // All of it or nothing.
    let refused = decide(&mut program, &fix, json!({ "rejected": [1, 4] })).await;
    let problem: Value = refused.json();
    assert_eq!((refused.status, &problem["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("hunk_unknown")));
    let after: Value = program.send(Method::GET, &path(&fix), &[], None).await.json();
    assert_eq!(results(&after)["a.txt"], lines(&[2, 15, 29]));
}

#[tokio::test]
async fn all_files_are_downloaded_as_one_with_what_is_taken() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let files = BTreeMap::from([("src/가.txt".to_owned(), "1\n".to_owned()), ("b.txt".to_owned(), "2".to_owned())]);
    let answer = "src/가.txt\n<<<<<<< SEARCH\n1\n=======\none\n>>>>>>> REPLACE\nnew/c.txt\n<<<<<<< SEARCH\n=======\n3\n>>>>>>> REPLACE\n";
    let fix = fixed(&mut program, &files, &[answer]).await;
    let address = format!("{}/files/{}", path(&fix), fix["files"][1]["id"].as_str().unwrap());
    let file = program.send(Method::GET, &address, &[], None).await;
    assert_eq!((file.header("content-type"), file.text.as_str()), ("text/plain; charset=utf-8", "one\n"));
    assert!(file.header("content-disposition").contains("filename*=UTF-8''%EA%B0%80.txt"));
    let archive = program.bytes(Method::GET, &format!("{}/archive", path(&fix)), None).await;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).unwrap();
    let mut unpacked = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).unwrap();
        unpacked.insert(file.name().to_owned(), text);
    }
    let expected = [("b.txt", "2"), ("new/c.txt", "3\n"), ("src/가.txt", "one\n")];
    assert_eq!(unpacked, expected.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
}
