//! What programs that are written for OpenAI's service are answered. The official packages themselves are tried in
//! `end2end/`.

use crate::{api::Program, server::TestServer};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const COMPLETIONS: &str = "/v1/chat/completions";

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

async fn usage(program: &mut Program) -> Value {
    program.send(Method::GET, "/api/v1/usage", &[], None).await.json::<Value>()["items"][0].clone()
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
