//! Prompts and personas: through the API, through their forms, and that they are nobody else's.

use crate::{
    api::Program,
    server::{Answer, TestServer},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use supbot::prompts::api::{DeletePersona, DeletePrompt, SavePersona, SavePrompt, StartPersona, UsePrompt};

const PROMPTS: &str = "/api/v1/prompts";
const PERSONAS: &str = "/api/v1/personas";

async fn send(program: &mut Program, method: Method, path: &str, body: Value) -> Answer {
    program.send(method, path, &[], Some(body)).await
}

async fn get(program: &mut Program, path: &str) -> Value {
    program.send(Method::GET, path, &[], None).await.json()
}

async fn keep(program: &mut Program, command: &str, body: &str) -> String {
    let wish = json!({ "name": format!("Prompt {command}"), "command": command, "body": body });
    let answer = send(program, Method::POST, PROMPTS, wish).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    answer.json::<Value>()["id"].as_str().unwrap().to_owned()
}

fn problem(answer: &Answer) -> (u16, String, String) {
    let problem: Value = answer.json();
    let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), text("code"), text("field"))
}

/// The last segment of where a form leads.
fn conversation(answer: &Answer) -> String {
    let location = answer.location();
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text);
    location.strip_prefix("/c/").unwrap_or_else(|| panic!("{location}")).to_owned()
}

#[tokio::test]
async fn a_prompt_is_kept_changed_filled_in_and_deleted() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let id = keep(&mut owner, "/번역", "Translate into {{language:choice:English|한국어}}:\n\n{{text}}").await;
    let path = format!("{PROMPTS}/{id}");
    let prompt = get(&mut owner, &path).await;
    assert_eq!(prompt["command"], "번역");
    assert_eq!(
        prompt["variables"],
        json!([
            { "name": "language", "kind": "choice", "choices": ["English", "한국어"], "default": "English" },
            { "name": "text", "kind": "text", "choices": [], "default": null },
        ])
    );
    let fill = format!("{path}/fill");
    let filled = send(&mut owner, Method::POST, &fill, json!({ "values": { "text": "안녕" } })).await;
    assert_eq!(filled.json::<Value>(), json!({ "text": "Translate into English:\n\n안녕" }));
    let missing = send(&mut owner, Method::POST, &fill, json!({ "values": {} })).await;
    assert_eq!(problem(&missing), (422, "value_missing".into(), "values".into()));

    let changed = send(&mut owner, Method::PATCH, &path, json!({ "command": "TR", "body": "just {{a=1}}" })).await;
    let changed: Value = changed.json();
    assert_eq!((&changed["command"], &changed["name"]), (&json!("tr"), &json!("Prompt /번역")));
    assert_eq!(changed["variables"][0]["default"], "1");
    let listed = get(&mut owner, PROMPTS).await;
    assert_eq!(listed["items"][0]["beginning"], "just {{a=1}}");
    assert!(listed["items"][0]["body"].is_null());
    assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(get(&mut owner, PROMPTS).await["items"], json!([]));
}

#[tokio::test]
async fn what_cannot_be_a_prompt_is_refused_with_its_field() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    keep(&mut owner, "mine", "text").await;
    let cases = [
        ("", "a", "text", (422, "title_length", "name")),
        ("A", "two words", "text", (422, "command_invalid", "command")),
        ("A", "", "text", (422, "command_invalid", "command")),
        ("A", "Mine", "text", (409, "command_taken", "command")),
        ("A", "a", " \n", (422, "prompt_empty", "body")),
        ("A", "a", "{{#if}}", (422, "variable_unreadable", "body")),
        ("A", "a", "{{x:number}} {{x:text}}", (422, "variable_ambiguous", "body")),
        ("A", "a", "\u{0}", (422, "message_control_character", "content")),
    ];
    for (name, command, body, (status, code, field)) in cases {
        let wish = json!({ "name": name, "command": command, "body": body });
        let answer = send(&mut owner, Method::POST, PROMPTS, wish).await;
        assert_eq!(problem(&answer), (status, code.into(), field.into()), "{name} {command} {body}");
    }
    let long = json!({ "name": "A", "command": "a", "body": "x".repeat(64 * 1024 + 1) });
    let long = send(&mut owner, Method::POST, PROMPTS, long).await;
    assert_eq!(problem(&long), (413, "prompt_too_long".into(), "body".into()));
    // The same word is another person's too.
    let mut other = Program::new(&server, "other").await;
    keep(&mut other, "mine", "text").await;
}

#[tokio::test]
async fn a_person_has_so_many_prompts_and_personas_and_no_more() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    for n in 0..200 {
        keep(&mut owner, &format!("c{n}"), "text").await;
    }
    let one_more = json!({ "name": "A", "command": "more", "body": "text" });
    let answer = send(&mut owner, Method::POST, PROMPTS, one_more).await;
    assert_eq!(problem(&answer), (409, "prompt_count_max".into(), String::new()));
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&mut owner, &format!("{PROMPTS}?limit=90{cursor}")).await;
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["command"].to_string()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!((seen.len(), seen[0].as_str(), seen[199].as_str()), (200, "\"c199\"", "\"c0\""));
    for _ in 0..50 {
        assert_eq!(send(&mut owner, Method::POST, PERSONAS, json!({ "name": "A" })).await.status, StatusCode::CREATED);
    }
    let answer = send(&mut owner, Method::POST, PERSONAS, json!({ "name": "A" })).await;
    assert_eq!(problem(&answer), (409, "persona_count_max".into(), String::new()));
}

#[tokio::test]
async fn a_conversation_is_begun_as_its_persona_says_and_stays_when_that_is_gone() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let wish = json!({
        "name": "교정자", "system_prompt": "고치세요.", "model": "scripted/echo", "temperature": 0.5, "max_tokens": 100,
    });
    let persona: Value = send(&mut owner, Method::POST, PERSONAS, wish).await.json();
    let path = format!("{PERSONAS}/{}", persona["id"].as_str().unwrap());
    let begin = format!("{path}/conversations");
    let key = [("idempotency-key", "once")];
    let begun = owner.send(Method::POST, &begin, &key, None).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    let again = owner.send(Method::POST, &begin, &key, None).await;
    assert_eq!((again.header("idempotency-replayed"), &again.text), ("true", &begun.text));
    let id = begun.json::<Value>()["conversation_id"].as_str().unwrap().to_owned();
    assert_eq!(begun.header("location"), format!("/api/v1/conversations/{id}"));

    let patch = json!({ "model": null, "temperature": null, "name": "다른 이름" });
    let changed: Value = send(&mut owner, Method::PATCH, &path, patch).await.json();
    assert_eq!((&changed["model"], &changed["max_tokens"]), (&Value::Null, &json!(100)));
    assert_eq!(owner.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    let conversation = get(&mut owner, &format!("/api/v1/conversations/{id}")).await;
    for (name, value) in [
        ("system_prompt", json!("고치세요.")),
        ("model", json!("scripted/echo")),
        ("temperature", json!(0.5)),
        ("max_tokens", json!(100)),
    ] {
        assert_eq!(conversation[name], value, "{name}");
    }
    let unknown = json!({ "name": "A", "model": "openai/gone" });
    let unknown: Value = send(&mut owner, Method::POST, PERSONAS, unknown).await.json();
    let begin = format!("{PERSONAS}/{}/conversations", unknown["id"].as_str().unwrap());
    let answer = owner.send(Method::POST, &begin, &[], None).await;
    assert_eq!(problem(&answer), (422, "model_unknown".into(), "model".into()));
    for (wish, code) in [
        (json!({ "name": "A", "temperature": 2.1 }), "temperature_range"),
        (json!({ "name": "A", "max_tokens": 0 }), "max_tokens_range"),
        (json!({ "name": "A", "system_prompt": "x".repeat(16 * 1024 + 1) }), "system_prompt_length"),
        (json!({ "name": " " }), "title_length"),
    ] {
        assert_eq!(problem(&send(&mut owner, Method::POST, PERSONAS, wish).await).1, code);
    }
}

#[tokio::test]
async fn the_forms_work_without_a_script() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    let empty = person.get("/prompts").await;
    assert!(empty.html().contains("No prompts yet."), "{}", empty.html());
    let fields =
        [("name", "요약 <b>"), ("command", "/요약"), ("body", "Sum up in {{n:number=3}} lines:\r\n\r\n{{what}}")];
    assert_eq!(person.post::<SavePrompt>("/prompts/new", &fields).await.location(), "/prompts");
    let list = person.get("/prompts").await.html();
    assert!(list.contains("요약 &lt;b&gt;</a>") && list.contains("/요약</code>"), "{list}");
    let id = list.split("/prompts/").find_map(|part| part.split_once("/edit")).unwrap().0.to_owned();

    let page = format!("/prompts/{id}");
    let html = person.get(&page).await.html();
    for part in
        ["<label for=\"value-0\">n</label>", "type=\"number\"", "value=\"3\"", "<label for=\"value-1\">what</label>"]
    {
        assert!(html.contains(part), "{part} in {html}");
    }
    let wrong = person.post::<UsePrompt>(&page, &[("id", &id), ("values[]", "4"), ("values[]", " ")]).await;
    assert_eq!(wrong.location(), format!("{page}?again=1"));
    let html = person.get(wrong.location()).await.html();
    assert!(html.contains("Fill in \"what\".") && html.contains("value=\"4\""), "{html}");
    assert!(!person.get(wrong.location()).await.html().contains("Fill in"), "it is told once");
    let asked = person.post::<UsePrompt>(&page, &[("id", &id), ("values[]", "4"), ("values[]", "this & that")]).await;
    let html = person.get(&format!("/c/{}", conversation(&asked))).await.html();
    assert!(html.contains("Sum up in 4 lines:\n\nthis &amp; that"), "{html}");

    let edit = format!("{page}/edit");
    let wrong =
        person.post::<SavePrompt>(&edit, &[("id", &id), ("name", "N"), ("command", "c"), ("body", "kept {{?}}")]).await;
    assert_eq!(wrong.location(), format!("{edit}?again=1"));
    let html = person.get(wrong.location()).await.html();
    assert!(html.contains("kept {{?}}</textarea>") && html.contains("This is not a valid blank: {{?}}"), "{html}");
    person.post::<SavePrompt>(&edit, &[("id", &id), ("name", "N"), ("command", "c"), ("body", "whole")]).await;
    assert!(person.get(&page).await.html().contains("whole</textarea>"));
    let deleted = person.post::<DeletePrompt>(&edit, &[("id", &id)]).await;
    assert!(person.get(deleted.location()).await.html().contains("The prompt was deleted."));
    assert_eq!(person.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_persona_is_made_and_talked_with_by_forms() {
    let server = TestServer::start().await;
    let mut person = server.person("person").await;
    let page = "/prompts/personas/new";
    let wrong = [("name", "Short"), ("system_prompt", "Be brief."), ("temperature", "3"), ("max_tokens", "")];
    let wrong = person.post::<SavePersona>(page, &wrong).await;
    assert_eq!(wrong.location(), format!("{page}?again=1"));
    let html = person.get(wrong.location()).await.html();
    assert!(html.contains("Be brief.</textarea>") && html.contains("role=\"alert\""), "{html}");
    let fields =
        [("name", "Short"), ("system_prompt", "Be brief."), ("model", "scripted/echo"), ("temperature", "0.5")];
    assert_eq!(person.post::<SavePersona>(page, &fields).await.location(), "/prompts");
    let list = person.get("/prompts").await.html();
    let id = list.split("/prompts/personas/").nth(1).unwrap()[..36].to_owned();
    let begun = person.post::<StartPersona>("/prompts", &[("id", &id)]).await;
    let html = person.get(&format!("/c/{}", conversation(&begun))).await.html();
    assert!(html.contains("Be brief.</textarea>") && html.contains("value=\"0.5\""), "{html}");
    let page = format!("/prompts/personas/{id}");
    person.post::<SavePersona>(&page, &[("id", &id), ("name", "Long")]).await;
    let html = person.get(&page).await.html();
    assert!(html.contains("value=\"Long\"") && !html.contains("Be brief."), "{html}");
    let deleted = person.post::<DeletePersona>(&page, &[("id", &id)]).await;
    assert!(person.get(deleted.location()).await.html().contains("The persona was deleted."));
    assert_eq!(person.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_somebody_else_s_is_not_there() {
    let server = TestServer::start().await;
    let mut owner = Program::new(&server, "owner").await;
    let prompt = keep(&mut owner, "mine", "SECRET").await;
    let persona: Value = send(&mut owner, Method::POST, PERSONAS, json!({ "name": "SECRET" })).await.json();
    let persona = persona["id"].as_str().unwrap();
    let mut stranger = server.person("stranger").await;
    for path in
        [format!("/prompts/{prompt}"), format!("/prompts/{prompt}/edit"), format!("/prompts/personas/{persona}")]
    {
        let page = stranger.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.text.contains("SECRET"));
    }
    assert!(!stranger.get("/prompts").await.text.contains("SECRET"));
    let change = [("id", prompt.as_str()), ("name", "N"), ("command", "c"), ("body", "b")];
    for answer in [
        stranger.call::<SavePrompt>(&change).await,
        stranger.call::<UsePrompt>(&[("id", &prompt)]).await,
        stranger.call::<DeletePrompt>(&[("id", &prompt)]).await,
        stranger.call::<SavePersona>(&[("id", persona), ("name", "N")]).await,
        stranger.call::<StartPersona>(&[("id", persona)]).await,
        stranger.call::<DeletePersona>(&[("id", persona)]).await,
    ] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.text);
    }
    let kept = get(&mut owner, &format!("{PROMPTS}/{prompt}")).await;
    assert_eq!(kept["body"], "SECRET");
    let mut visitor = server.visitor();
    assert_eq!(visitor.get("/prompts").await.location(), "/login?next=/prompts");
}
