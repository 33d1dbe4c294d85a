//! Replies as they are written: streamed, stored, watched by several, stopped, failed, interrupted.

use crate::{
    conversations::{ask, open},
    server::{Client, TestServer, config},
};
use axum::{body::Body, http::Request};
use futures::StreamExt;
use supbot::{
    chat::{
        api::{ActOnMessage, DeleteConversation},
        model::{Rendered, SentTurn},
    },
    generation::model::{GenerationEvent, Status},
    markup::SafeHtml,
    provider::model::ProviderFault,
    server::{AppState, router},
};

/// All events of a reply, to the last.
pub async fn events(person: &mut Client, sent: &SentTurn) -> Vec<GenerationEvent> {
    let answer = person.get(&format!("/events/replies/{}", sent.reply.id)).await;
    parse(&answer.text)
}

/// The events of an answer.
pub fn parse(text: &str) -> Vec<GenerationEvent> {
    text.lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .map(|data| serde_json::from_str(data).unwrap())
        .collect()
}

/// The text that somebody has who got these events.
pub fn text_of(events: &[GenerationEvent]) -> String {
    events.iter().fold(String::new(), |text, event| match event {
        GenerationEvent::Snapshot { text, .. } => text.clone(),
        GenerationEvent::Update { added, .. } => text + added,
        _ => text,
    })
}

/// The HTML that somebody has who got these events.
pub fn html_of(events: &[GenerationEvent]) -> String {
    let (mut finished, mut current) = (String::new(), SafeHtml::default());
    for event in events {
        match event {
            GenerationEvent::Snapshot { blocks, open, .. } => {
                finished = blocks.iter().map(|block| block.as_str()).collect();
                current = open.clone();
            }
            GenerationEvent::Update { finished: more, open, .. } => {
                finished.extend(more.iter().map(|block| block.as_str()));
                open.apply(&mut current);
            }
            _ => {}
        }
    }
    finished + current.as_str()
}

/// How the reply of these events has ended, and why.
pub fn state_of(events: &[GenerationEvent]) -> (Status, Option<ProviderFault>) {
    let done = events.iter().find_map(|event| match event {
        GenerationEvent::Done { state } => Some((state.status, state.fault)),
        _ => None,
    });
    done.unwrap_or_else(|| panic!("no end in {events:?}"))
}

#[tokio::test]
async fn a_reply_comes_in_pieces_and_what_is_stored_is_what_was_streamed() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/slow 20").await;
    let events = events(&mut person, &sent).await;
    let updates = events.iter().filter(|event| matches!(event, GenerationEvent::Update { .. })).count();
    assert!(updates >= 3, "{updates} updates");
    assert_eq!(state_of(&events), (Status::Complete, None));
    assert!(matches!(events.last(), Some(GenerationEvent::Done { .. })), "{events:?}");

    let stored = open(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!(stored.content, text_of(&events));
    let Rendered::Complete(shown) = stored.shown else { panic!("{:?} is not whole", stored.shown) };
    // Marks of the framework.
    let shown = shown.as_str().replace("<!>", "");
    let text = shown.split_once("</div><footer").expect("the text stands above what can be done with it").0;
    let (begin, between, end) = ("<div class=\"prose\">", "<div class=\"block\">", "</div>");
    let blocks = text.replacen(begin, "", 1).replace(&format!("{end}{between}"), "").replacen(between, "", 1);
    assert_eq!(blocks.strip_suffix(end), Some(html_of(&events).as_str()), "{text}");
}

#[tokio::test]
async fn markdown_is_shown_safely() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/markdown").await;
    let events = events(&mut person, &sent).await;
    let html = html_of(&events);
    assert!(text_of(&events).contains("<script"), "the showcase tries a script");
    assert!(html.contains("&lt;script") && !html.contains("<script"), "{html}");
    assert!(!html.contains("href=\"javascript:") && !html.contains("<img"), "{html}");
    assert!(html.contains("class=\"fence\"") && html.contains("<table"), "{html}");
}

#[tokio::test]
async fn a_reply_goes_on_without_readers_and_a_late_one_gets_all_of_it() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/slow 20").await;
    let mut early = person.clone();
    let request = Request::get(format!("/events/replies/{}", sent.reply.id));
    let cookie = format!("supbot_session={}", early.cookies["supbot_session"]);
    let response = {
        use tower::ServiceExt;
        let request = request.header("cookie", cookie).body(Body::empty()).unwrap();
        server.router.clone().oneshot(request).await.unwrap()
    };
    let mut body = response.into_body().into_data_stream();
    body.next().await.unwrap().unwrap();
    drop(body); // the first reader leaves in the middle

    let late = events(&mut person, &sent).await;
    assert_eq!(state_of(&late), (Status::Complete, None));
    let after = events(&mut early, &sent).await;
    assert_eq!(text_of(&after), text_of(&late));
    assert_eq!(html_of(&after), html_of(&late));
    assert_eq!(open(&mut person, sent.conversation).await.messages[1].content, text_of(&late));
}

#[tokio::test]
async fn two_readers_see_the_same_reply() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/slow 15").await;
    let (mut one, mut other) = (person.clone(), person.clone());
    let (one, other) = tokio::join!(events(&mut one, &sent), events(&mut other, &sent));
    assert_eq!(text_of(&one), text_of(&other));
    assert_eq!(html_of(&one), html_of(&other));
}

#[tokio::test]
async fn the_page_of_a_running_reply_shows_what_is_written_so_far() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/hang").await;
    let request = format!("/events/replies/{}", sent.reply.id);
    let response = {
        use tower::ServiceExt;
        let cookie = format!("supbot_session={}", person.cookies["supbot_session"]);
        let request = Request::get(request).header("cookie", cookie).body(Body::empty()).unwrap();
        server.router.clone().oneshot(request).await.unwrap()
    };
    let mut body = response.into_body().into_data_stream();
    let mut seen = String::new();
    while text_of(&parse(&seen)).split_whitespace().count() < 2 {
        seen.push_str(std::str::from_utf8(&body.next().await.unwrap().unwrap()).unwrap());
    }
    let running = open(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!(running.state.status, Status::Generating);
    assert_eq!(running.content, text_of(&parse(&seen)));
    let page = person.get(&format!("/c/{}", sent.conversation)).await.text;
    assert!(page.contains("<noscript>") && page.contains("is still being written"), "{page}");
}

#[tokio::test]
async fn stop_closes_the_model_s_stream_and_keeps_what_was_written() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/hang").await;
    let id = sent.reply.id.to_string();
    let mut reader = person.clone();
    let (watched, _) = tokio::join!(events(&mut reader, &sent), async {
        while open(&mut person, sent.conversation).await.messages[1].content.split_whitespace().count() < 2 {
            tokio::task::yield_now().await;
        }
        person.call::<ActOnMessage>(&[("id", &id), ("action", "stop")]).await
    });
    assert_eq!(state_of(&watched), (Status::Stopped, None));
    server.wait_for_open_streams(0).await;
    let stored = open(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!(stored.state.status, Status::Stopped);
    assert_eq!(stored.content, text_of(&watched));
    assert!(!stored.content.is_empty());
}

#[tokio::test]
async fn deleting_a_conversation_ends_its_running_reply() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/hang").await;
    person.call::<DeleteConversation>(&[("id", &sent.conversation.to_string())]).await;
    server.wait_for_open_streams(0).await;
}

#[tokio::test]
async fn every_failure_of_the_provider_is_stored_and_shown_with_its_reason() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    for (command, fault, sentence) in [
        ("unauthorized", ProviderFault::Unauthorized, "does not accept the API key"),
        ("rate_limited", ProviderFault::RateLimited, "limit was reached"),
        ("failed", ProviderFault::Failed, "The model service failed"),
        ("unreachable", ProviderFault::Unreachable, "Could not connect to the model service"),
        ("timed_out", ProviderFault::TimedOut, "did not answer in time"),
        ("broken_stream", ProviderFault::BrokenStream, "before the answer was complete"),
    ] {
        let sent = ask(&mut person, "", &format!("/fail {command}")).await;
        let events = events(&mut person, &sent).await;
        assert_eq!(state_of(&events), (Status::Failed, Some(fault)));
        let stored = open(&mut person, sent.conversation).await.messages.pop().unwrap();
        assert_eq!((stored.state.status, stored.state.fault), (Status::Failed, Some(fault)));
        assert_eq!(stored.content, text_of(&events));
        assert!(command != "broken_stream" || !stored.content.is_empty());
        let page = person.get(&format!("/c/{}", sent.conversation)).await.text;
        assert!(page.contains(sentence), "{command}");
    }
    let sent = ask(&mut person, "", "/empty").await;
    let events = events(&mut person, &sent).await;
    assert_eq!(state_of(&events), (Status::Failed, Some(ProviderFault::EmptyReply)));
}

#[tokio::test]
async fn a_reply_that_the_process_left_behind_is_interrupted_at_the_next_start_and_can_be_gone_on_from() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/hang").await;
    while open(&mut person, sent.conversation).await.messages[1].content.is_empty() {
        tokio::task::yield_now().await;
    }
    server.state.shut_down().await;
    let stored = open(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!(stored.state.status, Status::Interrupted);
    assert!(!stored.content.is_empty());

    let TestServer { router: old, state, folder } = server;
    drop((old, state, person)); // each of them holds the old server
    let state = loop {
        // The old server lets go of the folder when its last task has ended.
        match AppState::new(config(&folder, &[])).await {
            Ok(state) => break state,
            Err(_) => tokio::task::yield_now().await,
        }
    };
    let server = TestServer { router: router(state.clone()), folder, state };
    let mut person = server.visitor().log_in_as("somebody").await;
    let conversation = open(&mut person, sent.conversation).await;
    assert_eq!(conversation.messages[1].state.status, Status::Interrupted);
    ask(&mut person, &sent.conversation.to_string(), "go on").await;
}
