//! Every word of the pages comes from the languages' files: in a language that is made of English by marking each letter, no
//! plain English is left.

use crate::{api::Program, conversations::ask, replies::events, server::TestServer};
use axum::http::Method;
use serde_json::json;

/// The language of tests (src/i18n/build.rs); a release does not have it.
const PSEUDO: &str = "en-XA";
/// What is the same in every language: names, and code.
const NAMES: [&str; 11] =
    ["Supbot", "English", "OpenAI", "Ollama", "echo", "scripted", "src", "main", "Rust", "rust", "println"];

#[tokio::test]
async fn no_page_has_a_word_that_no_language_file_has() {
    let server = TestServer::start().await;
    let mut person = server.person("아무개").await;
    let mut program = Program::log_in(&server, "아무개").await;
    let sent = ask(&mut person, "", "안녕하세요").await;
    events(&mut person, &sent).await;
    let renamed = json!({ "title": "인사" });
    let path = format!("/api/v1/conversations/{}", sent.conversation);
    assert!(program.send(Method::PATCH, &path, &[], Some(renamed)).await.status.is_success());
    let formats: serde_json::Value = program.send(Method::GET, "/api/v1/document-formats", &[], None).await.json();
    let formats: Vec<_> = formats["items"].as_array().unwrap().iter().map(|format| format.to_string()).collect();
    let mut made = async |path: &str, body| {
        let answer = program.send(Method::POST, &format!("/api/v1/{path}"), &[], Some(body)).await;
        assert!(answer.status.is_success(), "{path}: {}", answer.text);
        answer.json::<serde_json::Value>()["id"].as_str().unwrap_or_default().to_owned()
    };
    let document = made("documents", json!({ "title": "회의록", "content": "# 결정\n\n예산" })).await;
    let fix =
        made("code-fixes", json!({ "instruction": "고쳐 줘", "files": [{ "path": "a.py", "content": "1" }] })).await;
    let prompt = made("prompts", json!({ "name": "요약", "command": "요약", "body": "{{글}} 요약" })).await;
    let persona = made("personas", json!({ "name": "선생님", "system_prompt": "친절하게" })).await;
    made("shares", json!({ "conversation_id": sent.conversation })).await;
    made("keys", json!({ "name": "보고서" })).await;

    person.language = PSEUDO;
    let own = [
        format!("/c/{}", sent.conversation),
        format!("/c/{}/files", sent.conversation),
        format!("/documents/{document}"),
        format!("/documents/{document}/versions"),
        format!("/code/{fix}"),
        format!("/prompts/{prompt}"),
        format!("/personas/{persona}"),
        format!("/shares/new?conversation={}", sent.conversation),
    ];
    let lists = [
        "/",
        "/chats",
        "/chats?view=trash",
        "/documents",
        "/documents?view=trash",
        "/code",
        "/prompts",
        "/prompts/new",
        "/personas/new",
        "/search?q=%EC%95%88%EB%85%95",
        "/shares",
        "/transfer",
        "/temporary",
        "/settings",
        "/offline",
        "/nowhere",
    ];
    let mut left = Vec::new();
    for path in own.iter().map(String::as_str).chain(lists) {
        left.extend(plain_words(&person.get(path).await.html()).into_iter().map(|word| (path.to_owned(), word)));
    }
    let mut visitor = server.visitor();
    visitor.language = PSEUDO;
    for path in ["/", "/login", "/signup", "/share/nothing"] {
        left.extend(
            plain_words(&visitor.get(path).await.html()).into_iter().map(|word| (format!("visitor {path}"), word)),
        );
    }
    // Formats come in Korean and English, and are told in English to the others.
    left.retain(|(_, word)| !formats.iter().any(|format| format.contains(word.as_str())));
    assert_eq!(left, []);
}

/// The words of three or more unmarked letters that a person reads or hears on a page.
fn plain_words(html: &str) -> Vec<String> {
    let mut shown = String::new();
    let mut rest = html.split_once("<body").map_or(html, |(_, body)| body);
    while let Some((text, tag)) = rest.split_once('<') {
        shown.push_str(text);
        shown.push(' ');
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = after;
        // Neither code nor what a person wrote is in any language of ours.
        for element in ["script", "style", "code", "pre", "textarea", "svg", "time", "kbd"] {
            if tag == element || tag.strip_prefix(element).is_some_and(|tag| tag.starts_with([' ', '\n'])) {
                rest = rest.split_once(&format!("</{element}>")).map_or("", |(_, after)| after);
            }
        }
        for attribute in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
            let value = tag.split_once(attribute).and_then(|(_, value)| value.split_once('"'));
            shown.push_str(value.map_or("", |(value, _)| value));
            shown.push(' ');
        }
    }
    let words = shown.split(|c: char| !c.is_alphanumeric());
    let plain = words.filter(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic()));
    plain.filter(|word| !NAMES.contains(word)).map(str::to_owned).collect()
}
