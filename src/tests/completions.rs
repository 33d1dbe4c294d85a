//! What programs that are written for OpenAI's service are answered. The official packages themselves are tried in
//! `end2end/`.

use crate::{
    api::Program,
    server::{Answer, TestServer},
};
use axum::{
    Router,
    body::to_bytes,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use serde_json::{Value, json};
use sqlx::SqlitePool;
use supbot::{auth::api::DeleteAccount, chat::api::ActOnMessage};

const COMPLETIONS: &str = "/v1/chat/completions";
const CONVERSATIONS: &str = "/api/v1/conversations";
const CONVERSATION: &str = "x-supbot-conversation";
const REPLAYED: &str = "idempotency-replayed";

fn question(content: &str) -> Value {
    json!({ "model": "scripted/echo", "messages": [{ "role": "user", "content": content }] })
}

fn with(mut body: Value, more: Value) -> Value {
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

/// The pieces of a stream; the last one is `[DONE]`.
fn pieces(text: &str) -> Vec<Value> {
    let data: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("data: ")).collect();
    assert_eq!(data.last(), Some(&"[DONE]"), "{text}");
    data[..data.len() - 1].iter().map(|data| serde_json::from_str(data).unwrap()).collect()
}

/// The text of an answer that was not streamed.
fn content(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json::<Value>()["choices"][0]["message"]["content"].as_str().unwrap().to_owned()
}

/// What a stream ends with that is cut: its error, and nothing that says that it was whole.
async fn error_at_end(streamed: Response) -> Value {
    assert_eq!(streamed.status(), StatusCode::OK);
    let body = to_bytes(streamed.into_body(), usize::MAX).await.unwrap();
    let text = String::from_utf8(body.to_vec()).unwrap();
    assert!(text.contains("word1") && !text.contains("[DONE]") && !text.contains("\"finish_reason\":\""), "{text}");
    let last = text.lines().filter_map(|line| line.strip_prefix("data: ")).next_back().unwrap();
    serde_json::from_str::<Value>(last).unwrap()["error"].clone()
}

async fn get(program: &mut Program, path: &str) -> Value {
    program.send(Method::GET, path, &[], None).await.json()
}

async fn usage(program: &mut Program) -> Value {
    get(program, "/api/v1/usage").await["items"][0].clone()
}

async fn count_conversations(program: &mut Program) -> usize {
    get(program, CONVERSATIONS).await["items"].as_array().unwrap().len()
}

async fn database(server: &TestServer) -> SqlitePool {
    SqlitePool::connect(server.folder.path().join("supbot.db").to_str().unwrap()).await.unwrap()
}

/// A service on the loopback address whose answers cost more than anybody asks for; those to `cut it` end at a limit.
async fn service() -> String {
    let chat = post(async |body: String| -> Response {
        let reason = if body.contains("cut it") { "length" } else { "stop" };
        let word = json!({ "choices": [{ "delta": { "content": "half" } }] });
        let usage = json!({ "prompt_tokens": 3, "completion_tokens": 500, "total_tokens": 503 });
        let last = json!({ "choices": [{ "delta": {}, "finish_reason": reason }], "usage": usage });
        let body = format!("data: {word}\n\ndata: {last}\n\ndata: [DONE]\n\n");
        ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
    });
    let app = Router::new().route("/v1/chat/completions", chat);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

#[tokio::test]
async fn an_answer_comes_whole_or_in_pieces_and_is_counted() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let whole = program.send(Method::POST, COMPLETIONS, &[], Some(question("안녕하세요"))).await;
    assert_eq!(whole.status, StatusCode::OK, "{}", whole.text);
    let answer: Value = whole.json();
    let content = answer["choices"][0]["message"]["content"].as_str().unwrap().to_owned();
    assert!(content.contains("안녕하세요"), "{content}");
    assert_eq!((&answer["object"], &answer["model"]), (&json!("chat.completion"), &json!("scripted/echo")));
    assert_eq!(answer["choices"][0]["finish_reason"], "stop");
    let total =
        answer["usage"]["prompt_tokens"].as_i64().unwrap() + answer["usage"]["completion_tokens"].as_i64().unwrap();
    assert_eq!(answer["usage"]["total_tokens"], total);

    let stream = json!({ "stream": true, "stream_options": { "include_usage": true } });
    let streamed = program.send(Method::POST, COMPLETIONS, &[], Some(with(question("안녕하세요"), stream))).await;
    let pieces = pieces(&streamed.text);
    let text: String = pieces.iter().filter_map(|piece| piece["choices"][0]["delta"]["content"].as_str()).collect();
    assert_eq!(text, content);
    assert_eq!(pieces[0]["choices"][0]["delta"]["role"], "assistant");
    let last = &pieces[pieces.len() - 1];
    assert_eq!((&last["choices"], &last["usage"]), (&json!([]), &answer["usage"]));
    assert_eq!(pieces[pieces.len() - 2]["choices"][0]["finish_reason"], "stop");
    assert!(pieces.iter().all(|piece| piece["id"] == pieces[0]["id"] && piece["object"] == "chat.completion.chunk"));

    let counted = usage(&mut program).await;
    assert_eq!((&counted["answers"], &counted["model"]), (&json!(2), &json!("scripted/echo")));
    assert_eq!(
        counted["completion_tokens"].as_i64().unwrap(),
        answer["usage"]["completion_tokens"].as_i64().unwrap() * 2
    );
    let conversations = program.send(Method::GET, "/api/v1/conversations", &[], None).await;
    assert_eq!(conversations.json::<Value>()["items"], json!([]));
}

#[tokio::test]
async fn an_answer_becomes_a_conversation_when_that_is_asked_for() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let body = json!({
        "model": "echo",
        "store": true,
        "temperature": 0.5,
        "messages": [
            { "role": "developer", "content": "짧게 답하세요." },
            { "role": "user", "content": "하나" },
            { "role": "user", "content": [{ "type": "text", "text": "둘" }] },
            { "role": "assistant", "content": "알겠습니다" },
            { "role": "user", "content": "셋" },
        ],
    });
    for stream in [false, true] {
        let answer =
            program.send(Method::POST, COMPLETIONS, &[], Some(with(body.clone(), json!({ "stream": stream })))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let conversation = answer.headers["x-supbot-conversation"].to_str().unwrap().to_owned();
        let path = format!("/api/v1/conversations/{conversation}");
        let stored: Value = program.send(Method::GET, &path, &[], None).await.json();
        assert_eq!((&stored["system_prompt"], &stored["temperature"]), (&json!("짧게 답하세요."), &json!(0.5)));
        let messages: Value = program.send(Method::GET, &format!("{path}/messages"), &[], None).await.json();
        let said: Vec<_> =
            messages["items"].as_array().unwrap().iter().map(|message| message["content"].as_str().unwrap()).collect();
        assert_eq!(said[1..], ["셋", "알겠습니다", "하나\n\n둘"]);
        let text = match stream {
            false => answer.json::<Value>()["choices"][0]["message"]["content"].as_str().unwrap().to_owned(),
            true => pieces(&answer.text)
                .iter()
                .filter_map(|piece| piece["choices"][0]["delta"]["content"].as_str())
                .collect(),
        };
        assert_eq!(text, said[0]);
    }
    assert_eq!(usage(&mut program).await["answers"], 2);
}

#[tokio::test]
async fn what_cannot_be_answered_is_refused_as_the_packages_read_it() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    for (body, status, code, param) in [
        (with(question("x"), json!({ "model": "gpt-none" })), 404, "model_not_found", json!("model")),
        (
            with(question("x"), json!({ "tools": [{ "type": "function" }] })),
            400,
            "unsupported_parameter",
            json!("tools"),
        ),
        (with(question("x"), json!({ "n": 2 })), 400, "unsupported_parameter", json!("n")),
        (with(question("x"), json!({ "stop": "\n" })), 400, "unsupported_parameter", json!("stop")),
        (with(question("x"), json!({ "messages": [] })), 400, "messages_length", json!("messages")),
        (with(question("x"), json!({ "temperature": 3 })), 400, "temperature_range", json!("temperature")),
        (json!({ "model": "echo", "messages": [{ "role": "user" }] }), 400, "missing_field", json!("messages.content")),
        (with(question("x"), json!({ "max_tokens": 0 })), 400, "max_tokens_range", json!("max_tokens")),
        (with(question("a\u{1}"), json!({ "store": true })), 400, "message_control_character", json!("messages")),
        (question("/fail rate_limited"), 429, "rate_limited", Value::Null),
    ] {
        for stream in [false, true] {
            let body = with(body.clone(), json!({ "stream": stream }));
            let refused = program.send(Method::POST, COMPLETIONS, &[], Some(body)).await;
            let error = &refused.json::<Value>()["error"];
            assert_eq!(
                (refused.status.as_u16(), &error["code"], &error["param"]),
                (status, &json!(code), &param),
                "{error}"
            );
        }
    }
    for harmless in
        [json!({ "tools": [] }), json!({ "response_format": { "type": "text" }, "user": "u", "seed": 1, "top_p": 1 })]
    {
        let answered = program.send(Method::POST, COMPLETIONS, &[], Some(with(question("x"), harmless))).await;
        assert_eq!(answered.status, StatusCode::OK, "{}", answered.text);
    }
}

#[tokio::test]
async fn an_answer_that_nobody_reads_any_more_ends_and_is_counted() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let body = with(question("/slow 100000"), json!({ "stream": true }));
    drop(program.begin(Method::POST, COMPLETIONS, Some(body)).await);
    server.wait_for_open_streams(0).await;
    while usage(&mut program).await.is_null() {
        tokio::task::yield_now().await;
    }
    assert_eq!(usage(&mut program).await["answers"], 1);
}

#[tokio::test]
async fn an_answer_that_somebody_stops_is_an_error_and_not_a_whole_answer() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let body = with(question("/slow 100000"), json!({ "store": true }));
    let streamed = with(body.clone(), json!({ "stream": true }));
    let streamed = program.begin(Method::POST, COMPLETIONS, Some(streamed)).await;
    let conversation = streamed.headers()[CONVERSATION].to_str().unwrap().to_owned();
    let head = get(&mut program, &format!("{CONVERSATIONS}/{conversation}")).await["head_id"].clone();
    let stop = format!("/api/v1/messages/{}/stop", head.as_str().unwrap());
    assert_eq!(program.send(Method::POST, &stop, &[], None).await.status, StatusCode::NO_CONTENT);
    let error = error_at_end(streamed).await;
    assert_eq!((&error["code"], &error["type"]), (&json!("interrupted"), &json!("server_error")));

    // What is not streamed is told by the status.
    server.wait_for_open_streams(0).await;
    let (mut person, db) = (server.visitor().log_in_as("somebody").await, database(&server).await);
    let (answer, ()) = tokio::join!(program.send(Method::POST, COMPLETIONS, &[], Some(body)), async {
        server.wait_for_open_streams(1).await;
        let running = sqlx::query_scalar("select id from messages where status = 'generating'");
        let reply: String = running.fetch_one(&db).await.unwrap();
        assert_eq!(person.call::<ActOnMessage>(&[("id", &reply), ("action", "stop")]).await.status, StatusCode::OK);
    });
    let error = answer.json::<Value>()["error"]["code"].clone();
    assert_eq!((answer.status, error), (StatusCode::SERVICE_UNAVAILABLE, json!("interrupted")));
    assert_eq!(answer.header(CONVERSATION).len(), 36, "half of it is there");
}

#[tokio::test]
async fn an_answer_that_the_end_of_the_server_cuts_is_an_error_and_is_counted() {
    for is_stored in [false, true] {
        let body = with(question("/slow 100000"), json!({ "store": is_stored }));
        let server = TestServer::start().await;
        let mut program = Program::new(&server, "somebody").await;
        let streamed = with(body.clone(), json!({ "stream": true }));
        let streamed = program.begin(Method::POST, COMPLETIONS, Some(streamed)).await;
        server.state.shut_down().await;
        assert_eq!(error_at_end(streamed).await["code"], "interrupted");
        assert_eq!(usage(&mut program).await["answers"], 1);
        let refused = program.send(Method::POST, COMPLETIONS, &[], Some(body.clone())).await;
        let error = refused.json::<Value>()["error"]["code"].clone();
        assert_eq!((refused.status, error), (StatusCode::SERVICE_UNAVAILABLE, json!("unavailable")));

        let server = TestServer::start().await;
        let mut program = Program::new(&server, "somebody").await;
        let (answer, ()) = tokio::join!(program.send(Method::POST, COMPLETIONS, &[], Some(body)), async {
            server.wait_for_open_streams(1).await;
            server.state.shut_down().await;
        });
        let error = answer.json::<Value>()["error"]["code"].clone();
        assert_eq!((answer.status, error), (StatusCode::SERVICE_UNAVAILABLE, json!("interrupted")));
    }
}

#[tokio::test]
async fn an_answer_that_ends_at_a_limit_says_so_and_no_other_one() {
    let url = service().await;
    let settings =
        [("SUPBOT_PROVIDERS", "openai,scripted"), ("OPENAI_BASE_URL", url.as_str()), ("SUPBOT_MODEL", "small")];
    let server = TestServer::with(&settings).await;
    let mut program = Program::new(&server, "somebody").await;
    for (model, asked, limit, reason) in [
        ("openai/small", "cut it", None, "length"),
        ("openai/small", "cut it", Some(1000), "length"),
        // A model that reasons costs more than its answer has.
        ("openai/small", "as you like", Some(100), "stop"),
        ("scripted/echo", "/long 5", Some(5), "stop"),
        ("scripted/echo", "/long 5", Some(4), "length"),
    ] {
        for is_stored in [false, true] {
            let more = json!({ "model": model, "max_completion_tokens": limit, "store": is_stored });
            let body = with(question(asked), more);
            let whole = program.send(Method::POST, COMPLETIONS, &[], Some(body.clone())).await;
            let told = &whole.json::<Value>()["choices"][0]["finish_reason"];
            assert_eq!(told, reason, "{model} {asked} {limit:?} {is_stored}: {}", whole.text);
            let streamed = with(body, json!({ "stream": true }));
            let streamed = program.send(Method::POST, COMPLETIONS, &[], Some(streamed)).await;
            let told = &pieces(&streamed.text).pop().unwrap()["choices"][0]["finish_reason"];
            assert_eq!(told, reason, "{model} {asked} {limit:?} {is_stored}: {}", streamed.text);
        }
    }
}

#[tokio::test]
async fn what_is_more_than_a_model_reads_is_refused_unless_it_becomes_a_conversation() {
    let server = TestServer::with(&[("SUPBOT_CONTEXT_TOKENS", "1000")]).await;
    let mut program = Program::new(&server, "somebody").await;
    let long = "x".repeat(1500);
    let messages = json!([
        { "role": "user", "content": long },
        { "role": "assistant", "content": "네" },
        { "role": "user", "content": long },
    ]);
    let body = with(question(""), json!({ "messages": messages }));
    for stream in [false, true] {
        let refused =
            program.send(Method::POST, COMPLETIONS, &[], Some(with(body.clone(), json!({ "stream": stream })))).await;
        let error = &refused.json::<Value>()["error"];
        assert_eq!(
            (refused.status, &error["code"], &error["param"]),
            (StatusCode::BAD_REQUEST, &json!("context_length_exceeded"), &json!("messages"))
        );
    }
    let stored = program.send(Method::POST, COMPLETIONS, &[], Some(with(body, json!({ "store": true })))).await;
    assert!(content(&stored).contains(&long));
}

#[tokio::test]
async fn a_stored_answer_that_is_asked_for_again_is_the_same_one() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let body = with(question("/long 12"), json!({ "store": true, "max_tokens": 10 }));
    let key = [("idempotency-key", "c-1")];
    let first = program.send(Method::POST, COMPLETIONS, &key, Some(body.clone())).await;
    let second = program.send(Method::POST, COMPLETIONS, &key, Some(body.clone())).await;
    assert_eq!(content(&first).split_whitespace().count(), 10);
    assert_eq!((first.header(REPLAYED), second.header(REPLAYED)), ("", "true"));
    assert_eq!(
        (content(&first), first.header(CONVERSATION), first.json::<Value>()["choices"].clone()),
        (content(&second), second.header(CONVERSATION), second.json::<Value>()["choices"].clone())
    );
    // Also when nothing of it is in memory any more.
    server.state.shut_down().await;
    let third = program.send(Method::POST, COMPLETIONS, &key, Some(body.clone())).await;
    assert_eq!(third.json::<Value>()["choices"], first.json::<Value>()["choices"]);
    let other = with(body, json!({ "max_tokens": 11 }));
    let other = program.send(Method::POST, COMPLETIONS, &key, Some(other)).await;
    let error = other.json::<Value>()["error"]["code"].clone();
    assert_eq!((other.status, error), (StatusCode::BAD_REQUEST, json!("idempotency_key_reused")));
    assert_eq!(count_conversations(&mut program).await, 1);
}

#[tokio::test]
async fn a_stored_answer_is_written_when_nobody_waits_for_it_and_is_there_for_who_asks_again() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let body = with(question("/slow 12"), json!({ "store": true }));
    let key = [("idempotency-key", "c-2")];
    {
        let asking = program.send(Method::POST, COMPLETIONS, &key, Some(body.clone()));
        tokio::pin!(asking);
        tokio::select! {
            _ = &mut asking => panic!("it must still be written"),
            () = server.wait_for_open_streams(1) => {}
        }
    }
    let again = loop {
        let again = program.send(Method::POST, COMPLETIONS, &key, Some(body.clone())).await;
        // It may not be known yet what the first one has made.
        if again.status != StatusCode::CONFLICT {
            break again;
        }
    };
    assert_eq!((content(&again).split_whitespace().count(), again.header(REPLAYED)), (12, "true"));
    assert_eq!(count_conversations(&mut program).await, 1);
    let path = format!("{CONVERSATIONS}/{}", again.header(CONVERSATION));
    program.send(Method::DELETE, &path, &[], None).await;
    let gone = program.send(Method::POST, COMPLETIONS, &key, Some(body)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "{}", gone.text);

    // Where nothing is made the key means nothing.
    for _ in 0..2 {
        let passed = program.send(Method::POST, COMPLETIONS, &[("idempotency-key", "c-3")], Some(question("x"))).await;
        assert_eq!((passed.status, passed.header(REPLAYED)), (StatusCode::OK, ""));
    }
    assert_eq!(usage(&mut program).await["answers"], 3);
}

#[tokio::test]
async fn what_is_asked_too_often_leaves_nothing_behind() {
    let server = TestServer::with(&[("SUPBOT_MESSAGES_PER_MINUTE", "1")]).await;
    let mut program = Program::new(&server, "somebody").await;
    let body = with(question("x"), json!({ "store": true }));
    for (key, status) in [("k-1", StatusCode::OK), ("k-2", StatusCode::TOO_MANY_REQUESTS), ("k-1", StatusCode::OK)] {
        let answer = program.send(Method::POST, COMPLETIONS, &[("idempotency-key", key)], Some(body.clone())).await;
        assert_eq!(answer.status, status, "{}", answer.text);
    }
    assert_eq!(count_conversations(&mut program).await, 1);
}

#[tokio::test]
async fn what_answers_cost_stays_counted_when_they_are_deleted() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let mut conversations = Vec::new();
    for _ in 0..3 {
        let stored = with(question("안녕하세요"), json!({ "store": true }));
        let stored = program.send(Method::POST, COMPLETIONS, &[], Some(stored)).await;
        conversations.push(format!("{CONVERSATIONS}/{}", stored.header(CONVERSATION)));
    }
    let before = usage(&mut program).await;
    assert_eq!(before["answers"], 3);
    let deleted = program.send(Method::DELETE, &conversations[0], &[], None).await;
    assert_eq!((deleted.status, usage(&mut program).await), (StatusCode::NO_CONTENT, before.clone()));

    // Messages are gone for good a day after they were deleted.
    let (db, mut person) = (database(&server).await, server.visitor().log_in_as("somebody").await);
    let messages = get(&mut program, &format!("{}/messages", conversations[1])).await;
    let [reply, asked] = [0_usize, 1].map(|at| messages["items"][at]["id"].as_str().unwrap().to_owned());
    for id in [&reply, &asked] {
        let answer = person.call::<ActOnMessage>(&[("id", id), ("action", "delete")]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let aging = "update messages set deleted_at = 1 where deleted_at is not null";
        sqlx::query(aging).execute(&db).await.unwrap();
    }
    let is_gone = "select not exists (select 1 from messages where id = $1)";
    assert!(sqlx::query_scalar::<_, bool>(is_gone).bind(&reply).fetch_one(&db).await.unwrap());
    assert_eq!(usage(&mut program).await, before);

    let answer = person.call::<DeleteAccount>(&[("password", "correct horse")]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let left = "select (select count(*) from messages) + (select count(*) from completions)";
    assert_eq!(sqlx::query_scalar::<_, i64>(left).fetch_one(&db).await.unwrap(), 0);
}
