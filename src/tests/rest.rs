//! The REST API beside a question and its answer: conversations, lists, search, and what makes requests safe to repeat.

use crate::{
    api::{Program, parse, text_of},
    server::{Answer, TestServer},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};

const CONVERSATIONS: &str = "/api/v1/conversations";

async fn create(program: &mut Program, path: &str, headers: &[(&str, &str)], body: Value) -> Answer {
    let answer = program.send(Method::POST, path, headers, Some(body)).await;
    assert!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text);
    answer
}

async fn get(program: &mut Program, path: &str) -> Value {
    let answer = program.send(Method::GET, path, &[], None).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    answer.json()
}

fn id(answer: &Answer) -> String {
    answer.json::<Value>()["id"].as_str().unwrap().to_owned()
}

/// Asks, and waits for the whole answer; gives the reply's id and text.
async fn ask(program: &mut Program, conversation: &str, content: &str) -> (String, String) {
    let path = format!("{CONVERSATIONS}/{conversation}/messages");
    let answer = create(program, &path, &[("accept", "text/event-stream")], json!({ "content": content })).await;
    let events = parse(&answer.text);
    (events[0].2["assistant_message"]["id"].as_str().unwrap().to_owned(), text_of(&events))
}

#[tokio::test]
async fn a_conversation_is_made_read_changed_and_deleted() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let wish = json!({ "title": "Rust 공부", "system_prompt": "짧게", "temperature": 0.5, "max_tokens": 100 });
    let made = create(&mut program, CONVERSATIONS, &[], wish).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let path = made.location().to_owned();
    let read = get(&mut program, &path).await;
    assert_eq!(read, made.json::<Value>());
    assert_eq!(
        (&read["title"], &read["system_prompt"], &read["temperature"], &read["max_tokens"], &read["head_id"]),
        (&json!("Rust 공부"), &json!("짧게"), &json!(0.5), &json!(100), &Value::Null)
    );
    // What is not given stays, null takes away.
    let change = json!({ "title": "둘째", "temperature": null });
    let changed: Value = program.send(Method::PATCH, &path, &[], Some(change)).await.json();
    assert_eq!(
        (&changed["title"], &changed["system_prompt"], &changed["temperature"], &changed["max_tokens"]),
        (&json!("둘째"), &json!("짧게"), &Value::Null, &json!(100))
    );
    for (wrong, field) in [
        (json!({ "title": " \n" }), "title"),
        (json!({ "system_prompt": "x".repeat(20_000) }), "system_prompt"),
        (json!({ "temperature": 2.01 }), "temperature"),
        (json!({ "max_tokens": 0 }), "max_tokens"),
        (json!({ "model": "scripted/none" }), "model"),
        (json!({ "model": "nonsense" }), "model"),
    ] {
        for (method, path) in [(Method::PATCH, path.as_str()), (Method::POST, CONVERSATIONS)] {
            let refused = program.send(method, path, &[], Some(wrong.clone())).await;
            let problem: Value = refused.json();
            assert_eq!(
                (refused.status, &problem["field"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)),
                "{problem}"
            );
        }
    }
    assert_eq!(get(&mut program, &path).await, changed);
    assert_eq!(program.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    assert_eq!(program.send(Method::GET, &path, &[], None).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn lists_are_read_page_by_page_whatever_is_added_meanwhile() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    for number in 0..7 {
        create(&mut program, CONVERSATIONS, &[], json!({ "title": format!("Nr {number}") })).await;
    }
    let (mut titles, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&mut program, &format!("{CONVERSATIONS}?limit=3{cursor}")).await;
        titles.extend(page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()));
        create(&mut program, CONVERSATIONS, &[], json!({ "title": "new" })).await;
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(titles, (0..7).rev().map(|number| format!("Nr {number}")).collect::<Vec<_>>());
    let found = get(&mut program, &format!("{CONVERSATIONS}?q=nr%203")).await;
    assert_eq!((found["items"].as_array().unwrap().len(), &found["items"][0]["title"]), (1, &json!("Nr 3")));
    for (query, field) in [("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("cursor=x", "cursor")] {
        let refused = program.send(Method::GET, &format!("{CONVERSATIONS}?{query}"), &[], None).await;
        let problem: Value = refused.json();
        assert_eq!((refused.status, &problem["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!(field)), "{problem}");
    }
}

#[tokio::test]
async fn long_messages_come_a_few_at_a_time_and_none_is_left_out() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let mut person = server.visitor().log_in_as("somebody").await;
    let texts: Vec<_> = (0..7).map(|number| format!("nr {number} {}", "word ".repeat(50_000))).collect();
    let message =
        |(number, text)| json!({ "role": if number % 2 == 0 { "user" } else { "assistant" }, "content": text });
    let messages: Vec<_> =
        texts.iter().enumerate().map(message).chain([json!({ "role": "user", "content": "q" })]).collect();
    let body = json!({ "model": "scripted/echo", "store": true, "messages": messages });
    let answer = program.send(Method::POST, "/v1/chat/completions", &[], Some(body)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let conversation = answer.header("x-supbot-conversation").to_owned();

    let (mut read, mut cursor, mut pages) = (Vec::new(), String::new(), 0);
    loop {
        let page = get(&mut program, &format!("{CONVERSATIONS}/{conversation}/messages?{cursor}")).await;
        let items = page["items"].as_array().unwrap();
        let bytes: usize = items.iter().map(|item| item["content"].as_str().unwrap().len()).sum();
        assert!(bytes < 1_500_000, "{bytes} bytes in one answer");
        read.extend(
            items
                .iter()
                .map(|item| (item["id"].as_str().unwrap().to_owned(), item["content"].as_str().unwrap().to_owned())),
        );
        pages += 1;
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("cursor={next}");
    }
    read.reverse();
    let stored: Vec<_> = read.iter().map(|(_, text)| text).take(7).collect();
    assert_eq!((stored, pages > 1), (texts.iter().collect(), true));

    let page = person.get(&format!("/c/{conversation}")).await;
    assert!(page.text.contains("nr 6 ") && !page.text.contains("nr 0 "), "the newest ones, not all");
    for (number, (id, _)) in read.iter().take(7).enumerate() {
        let page = person.get(&format!("/c/{conversation}?message={id}")).await;
        assert!(page.text.contains(&format!("nr {number} ")), "the message that is asked for is there");
    }
}

#[tokio::test]
async fn messages_are_listed_answered_again_and_stopped() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = id(&create(&mut program, CONVERSATIONS, &[], json!({})).await);
    let other = id(&create(&mut program, CONVERSATIONS, &[], json!({})).await);
    let (first, _) = ask(&mut program, &conversation, "one").await;
    let (second, text) = ask(&mut program, &conversation, "two").await;
    let messages = format!("{CONVERSATIONS}/{conversation}/messages");
    let page = get(&mut program, &format!("{messages}?limit=3")).await;
    let roles: Vec<_> =
        page["items"].as_array().unwrap().iter().map(|message| message["role"].as_str().unwrap()).collect();
    assert_eq!((roles, &page["items"][0]["id"]), (vec!["assistant", "user", "assistant"], &json!(second)));
    assert_eq!((&page["items"][0]["content"], &page["items"][2]["id"]), (&json!(text), &json!(first)));
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = get(&mut program, &format!("{messages}?limit=3&cursor={cursor}")).await;
    assert_eq!((&rest["items"][0]["content"], &rest["next_cursor"]), (&json!("one"), &Value::Null));
    let theirs =
        program.send(Method::GET, &format!("{CONVERSATIONS}/{other}/messages?cursor={cursor}"), &[], None).await;
    assert_eq!((theirs.status, &theirs.json::<Value>()["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("cursor")));

    let again = create(&mut program, &format!("/api/v1/messages/{second}/regenerate"), &[], json!({})).await;
    assert_eq!(again.status, StatusCode::ACCEPTED);
    let turn: Value = again.json();
    assert_eq!(
        (&turn["user_message"]["content"], &turn["assistant_message"]["status"]),
        (&json!("two"), &json!("generating"))
    );
    assert_ne!(turn["assistant_message"]["id"], second);
    let location = again.location().to_owned();
    program.send(Method::GET, &format!("{location}/events"), &[], None).await;
    let head = get(&mut program, &format!("{CONVERSATIONS}/{conversation}")).await["head_id"].clone();
    assert_eq!(head, turn["assistant_message"]["id"]);
    assert_eq!(get(&mut program, &format!("/api/v1/messages/{second}")).await["content"], text);
    // Without a body as well, and as events.
    let headers = [("accept", "text/event-stream")];
    let events = program.send(Method::POST, &format!("/api/v1/messages/{second}/regenerate"), &headers, None).await;
    assert_eq!(parse(&events.text).last().unwrap().0, "done");

    let slow = create(&mut program, &messages, &[], json!({ "content": "/slow 100000" })).await;
    let slow = slow.location().to_owned();
    let stopped = program.send(Method::POST, &format!("{slow}/stop"), &[], None).await;
    assert_eq!(stopped.status, StatusCode::NO_CONTENT);
    program.send(Method::GET, &format!("{slow}/events"), &[], None).await;
    assert_eq!(get(&mut program, &slow).await["status"], "stopped");
}

#[tokio::test]
async fn models_and_what_their_answers_cost_are_told() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let models = get(&mut program, "/api/v1/models").await;
    assert_eq!((&models["items"][0]["id"], &models["default"]), (&json!("scripted/echo"), &json!("scripted/echo")));
    let conversation = id(&create(&mut program, CONVERSATIONS, &[], json!({})).await);
    ask(&mut program, &conversation, "one").await;
    let usage = get(&mut program, "/api/v1/usage").await;
    assert_eq!((&usage["items"][0]["model"], &usage["items"][0]["answers"]), (&json!("scripted/echo"), &json!(1)));
    assert!(usage["items"][0]["completion_tokens"].as_i64().unwrap() > 0, "{usage}");
}

#[tokio::test]
async fn search_finds_what_was_said_and_written_and_nothing_of_others() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = id(&create(&mut program, CONVERSATIONS, &[], json!({ "title": "회의 준비" })).await);
    ask(&mut program, &conversation, "예산 회의는 언제인가요?").await;
    create(&mut program, "/api/v1/documents", &[], json!({ "title": "회의록", "content": "# 정한 것\n\n없음" })).await;
    let find = |query: &str| format!("/api/v1/search?{}", serde_urlencoded::to_string([("q", query)]).unwrap());
    let found = get(&mut program, &find("회의")).await;
    let kinds: Vec<_> = found["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert!(["conversation", "message", "document"].iter().all(|kind| kinds.contains(kind)), "{found}");
    let message = found["items"].as_array().unwrap().iter().find(|item| item["kind"] == "message").unwrap();
    assert_eq!((&message["conversation_id"], &message["title"]), (&json!(conversation), &json!("회의 준비")));
    let documents = get(&mut program, &format!("{}&in=documents", find("회의"))).await;
    assert_eq!((documents["items"].as_array().unwrap().len(), &documents["items"][0]["title"]), (1, &json!("회의록")));
    assert_eq!(get(&mut program, &find("없는말")).await["items"], json!([]));
    let mut pages = 0;
    let mut cursor = String::new();
    loop {
        let page = get(&mut program, &format!("{}&limit=1{cursor}", find("회의"))).await;
        pages += page["items"].as_array().unwrap().len();
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(pages, kinds.len());
    let mut stranger = Program::new(&server, "stranger").await;
    assert_eq!(get(&mut stranger, &find("회의")).await["items"], json!([]));
    let refused = program.send(Method::GET, "/api/v1/search", &[], None).await;
    assert_eq!((refused.status, &refused.json::<Value>()["field"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("q")));
}

#[tokio::test]
async fn what_is_sent_twice_with_one_key_is_done_once() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let key = [("idempotency-key", "a-1")];
    let body = json!({ "title": "once" });
    let first = create(&mut program, CONVERSATIONS, &key, body.clone()).await;
    let second = create(&mut program, CONVERSATIONS, &key, body.clone()).await;
    assert_eq!((first.status, &first.text), (second.status, &second.text));
    assert!(!first.headers.contains_key("idempotency-replayed"));
    assert_eq!((second.header("idempotency-replayed"), second.location()), ("true", first.location()));
    assert_eq!(get(&mut program, CONVERSATIONS).await["items"].as_array().unwrap().len(), 1);
    let other = program.send(Method::POST, CONVERSATIONS, &key, Some(json!({ "title": "other" }))).await;
    assert_eq!(
        (other.status, &other.json::<Value>()["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("idempotency_key_reused"))
    );
    // A key is its owner's.
    let mut stranger = Program::new(&server, "stranger").await;
    assert_ne!(create(&mut stranger, CONVERSATIONS, &key, body.clone()).await.text, first.text);
    // What failed may be tried again.
    let broken = [("idempotency-key", "a-2")];
    let refused = program.send(Method::POST, CONVERSATIONS, &broken, Some(json!({ "model": "scripted/none" }))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    create(&mut program, CONVERSATIONS, &broken, json!({})).await;
    for wrong in ["", &"x".repeat(256), "a b"] {
        let refused =
            program.send(Method::POST, CONVERSATIONS, &[("idempotency-key", wrong)], Some(body.clone())).await;
        assert_eq!(refused.json::<Value>()["field"], "idempotency-key", "{wrong}");
    }
    // Nobody knows what became of a request that the server did not live to end.
    let db = sqlx::SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap();
    sqlx::query("update idempotency_keys set created_id = null").execute(&db).await.unwrap();
    let unknown = program.send(Method::POST, CONVERSATIONS, &key, Some(body)).await;
    assert_eq!(
        (unknown.status, &unknown.json::<Value>()["code"]),
        (StatusCode::CONFLICT, &json!("idempotency_key_in_use"))
    );
}

#[tokio::test]
async fn of_many_at_once_with_one_key_only_one_is_done() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let key = [("idempotency-key", "race")];
    let programs: Vec<_> = (0..8).map(|_| program.clone()).collect();
    let sent = programs.into_iter().map(|mut program| async move {
        program.send(Method::POST, CONVERSATIONS, &key, Some(json!({ "title": "once" }))).await
    });
    let answers = futures::future::join_all(sent).await;
    assert!(answers.iter().any(|answer| answer.status == StatusCode::CREATED));
    for answer in answers {
        // Whoever comes while it is being done is told so.
        assert!(matches!(answer.status, StatusCode::CREATED | StatusCode::CONFLICT), "{}", answer.text);
    }
    assert_eq!(get(&mut program, CONVERSATIONS).await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_question_that_is_sent_again_is_answered_by_the_same_answer() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = id(&create(&mut program, CONVERSATIONS, &[], json!({})).await);
    let path = format!("{CONVERSATIONS}/{conversation}/messages");
    let body = json!({ "content": "one" });
    let key = ("idempotency-key", "q-1");
    let streamed = create(&mut program, &path, &[key, ("accept", "text/event-stream")], body.clone()).await;
    let again = create(&mut program, &path, &[key, ("accept", "text/event-stream")], body.clone()).await;
    let (streamed, again) = (parse(&streamed.text), parse(&again.text));
    assert_eq!(streamed[0].2["assistant_message"]["id"], again[0].2["assistant_message"]["id"]);
    assert_eq!((text_of(&streamed), streamed.last()), (text_of(&again), again.last()));
    let json = create(&mut program, &path, &[key], body).await;
    assert_eq!(json.json::<Value>()["assistant_message"]["content"], text_of(&streamed));
    assert_eq!(get(&mut program, &path).await["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn documents_formats_and_versions_are_created_once_as_well() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document =
        create(&mut program, "/api/v1/documents", &[("idempotency-key", "d")], json!({ "content": "# A" })).await;
    let id = id(&document);
    for (path, body) in [
        ("/api/v1/documents".to_owned(), Some(json!({ "content": "# A" }))),
        (format!("/api/v1/documents/{id}/duplicate"), None),
        (format!("/api/v1/documents/{id}/versions"), Some(json!({ "content": "# B" }))),
        ("/api/v1/document-formats".to_owned(), Some(json!({ "name": "Mine", "example": "## One\n\ntext" }))),
    ] {
        let key = [("idempotency-key", "same")];
        let key = if path == "/api/v1/documents" { [("idempotency-key", "d")] } else { key };
        let first = program.send(Method::POST, &path, &key, body.clone()).await;
        let second = program.send(Method::POST, &path, &key, body).await;
        assert!(first.status.is_success(), "{path}: {}", first.text);
        assert_eq!((first.status, first.text), (second.status, second.text), "{path}");
        assert!(second.headers.contains_key("idempotency-replayed"), "{path}");
        let db = sqlx::SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap();
        sqlx::query("delete from idempotency_keys where key = 'same'").execute(&db).await.unwrap();
    }
}

#[tokio::test]
async fn a_key_that_is_asked_for_twice_is_made_once_and_shown_once() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let (key, wish) = ([("idempotency-key", "k")], json!({ "name": "script" }));
    let first: Value = create(&mut program, "/api/v1/keys", &key, wish.clone()).await.json();
    let second = create(&mut program, "/api/v1/keys", &key, wish.clone()).await;
    assert!(second.headers.contains_key("idempotency-replayed"));
    let second: Value = second.json();
    assert!(first["key"].as_str().unwrap().starts_with("supbot_"));
    assert_eq!((&second["id"], &second["key"]), (&first["id"], &Value::Null));
    assert_eq!(get(&mut program, "/api/v1/keys").await["items"].as_array().unwrap().len(), 1);
    let path = format!("/api/v1/keys/{}", first["id"].as_str().unwrap());
    assert_eq!(program.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
    let gone = program.send(Method::POST, "/api/v1/keys", &key, Some(wish)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "{}", gone.text);
}

#[tokio::test]
async fn whoever_has_it_already_is_told_so() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let made = create(&mut program, CONVERSATIONS, &[], json!({})).await;
    let path = made.location().to_owned();
    let first = program.send(Method::GET, &path, &[], None).await;
    let tag = first.headers[header::ETAG].to_str().unwrap().to_owned();
    assert_eq!(first.headers[header::CACHE_CONTROL], "private, no-cache");
    for names in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
        let second = program.send(Method::GET, &path, &[("if-none-match", &names)], None).await;
        assert_eq!((second.status, second.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{names}");
        assert_eq!(second.headers[header::ETAG], tag.as_str());
    }
    program.send(Method::PATCH, &path, &[], Some(json!({ "title": "other" }))).await;
    let changed = program.send(Method::GET, &path, &[("if-none-match", &tag)], None).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.headers[header::ETAG], tag.as_str());
}

#[tokio::test]
async fn a_document_is_changed_only_from_what_if_match_names() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let made = create(&mut program, "/api/v1/documents", &[], json!({ "content": "# A" })).await;
    let path = made.location().to_owned();
    let tag = |answer: &Answer| answer.headers[header::ETAG].to_str().unwrap().to_owned();
    let old = tag(&program.send(Method::GET, &path, &[], None).await);
    let body = json!({ "content": "# B" });
    let changed = program.send(Method::PATCH, &path, &[("if-match", &old)], Some(body.clone())).await;
    assert_eq!((changed.status, &changed.json::<Value>()["content"]), (StatusCode::OK, &json!("# B")));
    for method in [Method::PATCH, Method::DELETE] {
        let body = (method == Method::PATCH).then(|| json!({ "title": "late" }));
        let stale = program.send(method, &path, &[("if-match", &old)], body).await;
        assert_eq!(
            (stale.status, &stale.json::<Value>()["code"]),
            (StatusCode::PRECONDITION_FAILED, &json!("precondition_failed"))
        );
    }
    // What a change answers is what the next one can name.
    let renamed =
        program.send(Method::PATCH, &path, &[("if-match", &tag(&changed))], Some(json!({ "title": "C" }))).await;
    assert_eq!((renamed.status, &renamed.json::<Value>()["title"]), (StatusCode::OK, &json!("C")));
    // A change is done as a whole or not at all.
    let half = json!({ "content": "# D", "title": " " });
    let refused = program.send(Method::PATCH, &path, &[("if-match", &tag(&renamed))], Some(half)).await;
    assert_eq!(refused.json::<Value>()["field"], "title", "{}", refused.text);
    assert_eq!(get(&mut program, &path).await, renamed.json::<Value>());
    let now = tag(&program.send(Method::GET, &path, &[], None).await);
    assert_eq!(now, tag(&renamed));
    let deleted = program.send(Method::DELETE, &path, &[("if-match", &now)], None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn every_answer_has_the_id_of_its_request_and_says_what_is_left_of_a_limit() {
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "2")]).await;
    let mut program = Program::new(&server, "somebody").await;
    let conversation = create(&mut program, CONVERSATIONS, &[("x-request-id", "mine-1")], json!({})).await;
    assert_eq!(conversation.headers["x-request-id"], "mine-1");
    assert!(!conversation.headers.contains_key("ratelimit"));
    let path = format!("{CONVERSATIONS}/{}/messages", id(&conversation));
    for (key, left) in [("a", "\"messages\";r=1;t=30"), ("b", "\"messages\";r=0;t=60")] {
        let asked = create(&mut program, &path, &[("idempotency-key", key)], json!({ "content": "x" })).await;
        assert_eq!((asked.header("ratelimit"), asked.header("ratelimit-policy")), (left, "\"messages\";q=2;w=60"));
        assert_eq!(asked.header("x-request-id").len(), 36);
    }
    let refused = program.send(Method::POST, &path, &[], Some(json!({ "content": "x" }))).await;
    assert_eq!((refused.status, refused.header("ratelimit")), (StatusCode::TOO_MANY_REQUESTS, "\"messages\";r=0;t=60"));
    let wait: u32 = refused.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
    assert!((1..=31).contains(&wait), "{wait}");
}

#[tokio::test]
async fn answers_are_compressed_for_whoever_takes_it() {
    let server = TestServer::start().await;
    for encoding in ["br", "gzip"] {
        let request = Request::get("/api/openapi.json").header(header::ACCEPT_ENCODING, encoding);
        let (status, headers, body) = server.visitor().parts(request.body(Body::empty()).unwrap()).await;
        assert_eq!((status, headers[header::CONTENT_ENCODING].to_str().unwrap()), (StatusCode::OK, encoding));
        assert!(body.len() < 40_000, "{}", body.len());
    }
}

#[tokio::test]
async fn pages_of_listed_origins_may_call_and_bring_no_cookie() {
    let list = [("SUPBOT_CORS_ORIGINS", "https://app.example,https://*.example.org")];
    let server = TestServer::with(&list).await;
    let mut person = server.person("somebody").await;
    let preflight = |origin: &str| {
        Request::options("/api/v1/conversations")
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,content-type,idempotency-key")
            .body(Body::empty())
            .unwrap()
    };
    for origin in ["https://app.example", "https://a.b.example.org"] {
        let allowed = person.request(preflight(origin)).await;
        assert_eq!(allowed.headers[header::ACCESS_CONTROL_ALLOW_ORIGIN], origin);
        let methods = allowed.headers[header::ACCESS_CONTROL_ALLOW_METHODS].to_str().unwrap();
        assert!(["GET", "POST", "PATCH", "DELETE"].iter().all(|method| methods.contains(method)), "{methods}");
        let names = allowed.headers[header::ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap();
        assert!(["authorization", "idempotency-key"].iter().all(|name| names.contains(name)), "{names}");
        assert!(allowed.headers[header::VARY].to_str().unwrap().contains("origin"));
        assert!(!allowed.headers.contains_key(header::ACCESS_CONTROL_ALLOW_CREDENTIALS));
    }
    let other = person.request(preflight("https://example.org")).await;
    assert!(!other.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));

    let post = |origin: &str, path: &str, body: Value| {
        Request::post(path)
            .header(header::ORIGIN, origin)
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_string()))
            .unwrap()
    };
    // The cookie of somebody who is logged in here counts for nothing there, and a page of nobody's changes nothing.
    let cookie = person.request(post("https://app.example", CONVERSATIONS, json!({}))).await;
    assert_eq!(cookie.status, StatusCode::UNAUTHORIZED);
    let unlisted = person.request(post("https://evil.example", CONVERSATIONS, json!({}))).await;
    assert_eq!(
        (unlisted.status, unlisted.headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN)),
        (StatusCode::FORBIDDEN, None)
    );
    let credentials = json!({ "username": "somebody", "password": "correct horse" });
    let token = person.request(post("https://app.example", "/api/v1/auth/token", credentials)).await;
    assert_eq!((token.status, token.header("access-control-allow-origin")), (StatusCode::OK, "https://app.example"));
    assert!(token.headers[header::ACCESS_CONTROL_EXPOSE_HEADERS].to_str().unwrap().contains("etag"));

    // What client libraries add is let through as well.
    let library = Request::options(CONVERSATIONS)
        .header(header::ORIGIN, "https://app.example")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
        .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "authorization,x-stainless-lang");
    let allowed = person.request(library.body(Body::empty()).unwrap()).await;
    assert!(allowed.header("access-control-allow-headers").contains("x-stainless-lang"));

    let closed = TestServer::start().await;
    let refused = closed.visitor().request(preflight("https://app.example")).await;
    assert!(!refused.headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
}

#[tokio::test]
async fn the_servers_own_pages_keep_their_cookie_whatever_is_listed() {
    let server =
        TestServer::with(&[("SUPBOT_CORS_ORIGINS", "https://*.example.com"), ("SUPBOT_ADDR", "0.0.0.0:0")]).await;
    let mut person = server.person("somebody").await;
    let post = |site: Option<&str>| {
        let mut request = Request::post(CONVERSATIONS)
            .header(header::ORIGIN, "https://supbot.example.com")
            .header(header::HOST, "supbot.example.com")
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(site) = site {
            request = request.header("sec-fetch-site", site);
        }
        request.body(Body::from("{}")).unwrap()
    };
    for site in [Some("same-origin"), None] {
        assert_eq!(person.request(post(site)).await.status, StatusCode::CREATED, "{site:?}");
    }
    assert_eq!(person.request(post(Some("same-site"))).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn whatever_refuses_a_request_says_so_in_json() {
    let server = TestServer::start().await;
    let mut visitor = server.visitor();
    let from_elsewhere = |path: &str| {
        Request::post(path)
            .header(header::ORIGIN, "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from("{}"))
            .unwrap()
    };
    let refused = visitor.request(from_elsewhere(CONVERSATIONS)).await;
    assert_eq!((refused.status, &refused.json::<Value>()["code"]), (StatusCode::FORBIDDEN, &json!("forbidden")));
    let refused = visitor.request(from_elsewhere("/v1/chat/completions")).await;
    assert_eq!(
        (refused.status, &refused.json::<Value>()["error"]["code"]),
        (StatusCode::FORBIDDEN, &json!("forbidden"))
    );
    for (method, path, status) in [
        (Method::GET, "/api/docs/nothing", StatusCode::NOT_FOUND),
        (Method::POST, "/api/docs/", StatusCode::METHOD_NOT_ALLOWED),
        (Method::GET, "/v1/nothing", StatusCode::NOT_FOUND),
    ] {
        let answer = visitor.request(Request::builder().method(method).uri(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text);
        assert!(answer.json::<Value>().is_object(), "{path}");
    }
}

#[tokio::test]
async fn the_versions_of_a_document_are_read_page_by_page() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let document = id(&create(&mut program, "/api/v1/documents", &[], json!({ "content": "# 0" })).await);
    let path = format!("/api/v1/documents/{document}");
    for number in 1..5 {
        let change = json!({ "content": format!("# {number}"), "revision": number });
        assert_eq!(program.send(Method::PATCH, &path, &[], Some(change)).await.status, StatusCode::OK);
    }
    let (mut revisions, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&mut program, &format!("{path}/versions?limit=2{cursor}")).await;
        revisions.extend(page["items"].as_array().unwrap().iter().map(|version| version["revision"].as_i64().unwrap()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(revisions, [5, 4, 3, 2, 1]);
}
