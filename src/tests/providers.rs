//! An OpenAI-compatible service that behaves, and one that does not, as a person sees it.

use crate::{
    conversations::{ask, open},
    replies::events,
    server::TestServer,
};
use axum::{
    Router,
    body::{Body, Bytes},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use futures::{StreamExt, stream};
use supbot::{
    generation::model::{GenerationEvent, Status},
    provider::model::ProviderFault,
};

/// A service on the loopback address whose answer to a chat is chosen by the last word of the question.
async fn service() -> String {
    let chat = post(async |body: String| -> Response {
        let asks = |word: &str| body.contains(word);
        if asks("slow title") && asks("Write a title") {
            let body = Body::from_stream(stream::pending::<Result<Bytes, std::convert::Infallible>>());
            return ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response();
        }
        if asks("ask-401") {
            return (StatusCode::UNAUTHORIZED, r#"{"error":{"message":"bad key","type":"x","code":"x"}}"#)
                .into_response();
        }
        if asks("ask-429") {
            return (StatusCode::TOO_MANY_REQUESTS, "slow down").into_response();
        }
        if asks("ask-500") {
            return (StatusCode::INTERNAL_SERVER_ERROR, "boom").into_response();
        }
        let korean = "안녕하세요".as_bytes();
        let start = br#"data: {"choices":[{"delta":{"content":""#.as_slice();
        let end = "\"}}]}\n\n".as_bytes();
        let last = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":5,\"total_tokens\":8}}\n\ndata: [DONE]\n\n".as_bytes();
        let pieces: Vec<&[u8]> = if asks("ask-half") {
            vec![start, korean, end, br#"data: {"choices":[{"de"#]
        } else if asks("ask-early") {
            vec![start, korean, end]
        } else {
            vec![start, &korean[..4], &korean[4..], end, last] // a syllable cut in its middle
        };
        let pieces: Vec<_> =
            pieces.into_iter().map(|piece| Ok::<_, std::convert::Infallible>(Bytes::copy_from_slice(piece))).collect();
        let body = Body::from_stream(stream::iter(pieces).then(|piece| async {
            tokio::task::yield_now().await;
            piece
        }));
        ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
    });
    let models =
        get(async || r#"{"object":"list","data":[{"id":"small","object":"model"},{"id":"large","object":"model"}]}"#);
    let app = Router::new().route("/v1/chat/completions", chat).route(
        "/v1/models",
        models.layer(axum::middleware::map_response(async |mut response: Response| {
            response.headers_mut().insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
            response
        })),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

#[tokio::test]
async fn a_compatible_service_answers_with_its_own_models_and_usage() {
    let url = service().await;
    let settings = [("SUPBOT_PROVIDERS", "openai"), ("OPENAI_BASE_URL", url.as_str()), ("SUPBOT_MODEL", "large")];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    let list: serde_json::Value = person.get("/api/v1/models").await.json();
    let names: Vec<_> = list["items"].as_array().unwrap().iter().map(|model| model["id"].clone()).collect();
    assert!(names.contains(&"openai/small".into()) && names.contains(&"openai/large".into()), "{names:?}");
    assert_eq!(list["default"], "openai/large");

    let sent = ask(&mut person, "", "안녕").await;
    events(&mut person, &sent).await;
    let reply = open(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!((reply.content.as_str(), reply.state.status), ("안녕하세요", Status::Complete));
    assert_eq!(reply.state.usage.unwrap().completion_tokens, 5);
}

#[tokio::test]
async fn an_answer_is_stored_once_while_its_title_is_still_being_written() {
    let url = service().await;
    let settings = [("SUPBOT_PROVIDERS", "openai"), ("OPENAI_BASE_URL", url.as_str()), ("SUPBOT_MODEL", "large")];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    let first = ask(&mut person, "", "slow title").await;
    let mut watched = person.watch(&format!("/events/replies/{}", first.reply.id)).await;
    while !matches!(watched.next().await, GenerationEvent::Done { .. }) {}
    // The end of another answer is stored with whatever the server thinks is not stored yet.
    let second = ask(&mut person, "", "hello").await;
    events(&mut person, &second).await;
    assert_eq!(open(&mut person, first.conversation).await.messages[1].content, "안녕하세요");
}

#[tokio::test]
async fn what_the_service_does_wrong_is_told_and_the_text_so_far_is_kept() {
    let url = service().await;
    let settings = [("SUPBOT_PROVIDERS", "openai"), ("OPENAI_BASE_URL", url.as_str()), ("SUPBOT_MODEL", "large")];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    for (question, fault, text) in [
        ("ask-401", ProviderFault::Unauthorized, ""),
        ("ask-429", ProviderFault::RateLimited, ""),
        ("ask-500", ProviderFault::Failed, ""),
        ("ask-half", ProviderFault::BrokenStream, "안녕하세요"),
        ("ask-early", ProviderFault::BrokenStream, "안녕하세요"),
    ] {
        let sent = ask(&mut person, "", question).await;
        let events = events(&mut person, &sent).await;
        let end = events
            .iter()
            .find_map(|event| if let GenerationEvent::Done { state } = event { Some(*state) } else { None });
        assert_eq!(end.map(|state| (state.status, state.fault)), Some((Status::Failed, Some(fault))), "{question}");
        let conversation = open(&mut person, sent.conversation).await;
        assert_eq!(conversation.messages[1].content, text, "{question}");
        assert_eq!(conversation.messages[0].content, question);
    }
}

#[tokio::test]
async fn a_service_that_cannot_be_reached_lets_the_server_start_and_the_page_says_so() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", nobody.local_addr().unwrap());
    drop(nobody);
    let server = TestServer::with(&[("SUPBOT_PROVIDERS", "openai,scripted"), ("OPENAI_BASE_URL", &url)]).await;
    let mut person = server.person("somebody").await;
    let list: serde_json::Value = person.get("/api/v1/models").await.json();
    assert_eq!(list["troubles"], serde_json::json!([{ "kind": "openai", "fault": "unreachable" }]));
    let page = person.get("/").await.text;
    assert!(page.contains("Could not connect to the model service"), "{page}");
}

#[tokio::test]
async fn without_the_embedded_model_everything_else_works_and_the_page_says_what_to_do() {
    let cache = tempfile::TempDir::new().unwrap();
    let settings = [("SUPBOT_PROVIDERS", "local"), ("SUPBOT_CACHE_DIR", cache.path().to_str().unwrap())];
    let server = TestServer::with(&settings).await;
    let mut person = server.person("somebody").await;
    assert!(person.get("/").await.text.contains("make model"));
    let sent = ask(&mut person, "", "anybody there?").await;
    let events = events(&mut person, &sent).await;
    assert!(events.iter().any(
        |event| matches!(event, GenerationEvent::Done { state } if state.fault == Some(ProviderFault::NotInstalled))
    ));
}
