//! Branches: other answers, other wordings, going on with an answer, deleting and undoing, and long conversations.

use crate::{
    conversations::{ask, open},
    replies::{events, text_of},
    server::{Client, TestServer},
};
use axum::http::StatusCode;
use supbot::{
    chat::{
        api::{ActOnMessage, ListOlderMessages, SendMessage},
        model::{Conversation, Message, MessageId, SentTurn},
    },
    domain::{
        error::{AppError, ValidationError},
        page::Page,
    },
    generation::model::Status,
};

/// Asks and waits for the whole answer.
async fn converse(person: &mut Client, conversation: &str, content: &str) -> SentTurn {
    let sent = ask(person, conversation, content).await;
    events(person, &sent).await;
    sent
}

async fn whole(person: &mut Client, conversation: impl ToString) -> Conversation {
    loop {
        let conversation = open(person, conversation.to_string()).await;
        if conversation.messages.iter().all(|message| message.state.status != Status::Generating) {
            return conversation;
        }
        tokio::task::yield_now().await;
    }
}

fn contents(conversation: &Conversation) -> Vec<&str> {
    conversation.messages.iter().map(|message| message.content.split('\n').next().unwrap_or_default()).collect()
}

async fn act(person: &mut Client, action: &str, id: MessageId) -> StatusCode {
    person.call::<ActOnMessage>(&[("id", &id.to_string()), ("action", action)]).await.status
}

#[tokio::test]
async fn a_question_answered_once_more_keeps_the_first_answer_beside_the_second() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = converse(&mut person, "", "hello").await;
    let first = sent.reply.id.to_string();
    let fields = [("id", first.as_str()), ("action", "regenerate"), ("model", "scripted/echo")];
    assert_eq!(person.call::<ActOnMessage>(&fields).await.status, StatusCode::OK);
    let second = open(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!((second.siblings.position, second.siblings.count), (2, 2));
    assert_eq!((second.parent, second.siblings.previous), (Some(sent.question.id), Some(sent.reply.id)));

    let conversation = whole(&mut person, sent.conversation).await;
    assert_eq!(conversation.messages[1].id, second.id);
    assert_eq!(conversation.messages[1].state.status, Status::Complete);
    assert_eq!(act(&mut person, "show", sent.reply.id).await, StatusCode::OK);
    let shown = open(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!((shown.id, shown.siblings.position, shown.siblings.next), (sent.reply.id, 1, Some(second.id)));
    let fields = [("id", first.as_str()), ("action", "regenerate"), ("model", "openai/nobody")];
    let unknown = person.call::<ActOnMessage>(&fields).await;
    assert_eq!(unknown.json::<AppError>(), ValidationError::ModelUnknown.into());
}

#[tokio::test]
async fn another_wording_of_a_question_is_a_branch_beside_it() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let first = converse(&mut person, "", "one").await;
    let id = first.conversation.to_string();
    let second = converse(&mut person, &id, "two").await;
    converse(&mut person, &id, "three").await;

    let after = first.reply.id.to_string();
    let edited = person.call::<SendMessage>(&[("conversation", &id), ("content", "zwei"), ("after", &after)]).await;
    let edited: SentTurn = edited.json();
    assert_eq!((edited.question.siblings.position, edited.question.siblings.count), (2, 2));
    let shown = whole(&mut person, &id).await;
    assert_eq!(contents(&shown), ["one", "You said: one", "zwei", "You said: zwei"]);

    // Back to the branch that goes on: it is shown to its end.
    assert_eq!(act(&mut person, "show", second.question.id).await, StatusCode::OK);
    let shown = open(&mut person, &id).await;
    assert_eq!(contents(&shown), ["one", "You said: one", "two", "You said: two", "three", "You said: three"]);

    let fields = [("conversation", id.as_str()), ("content", "eins"), ("after", "start")];
    person.call::<SendMessage>(&fields).await.json::<SentTurn>();
    let shown = whole(&mut person, &id).await;
    assert_eq!(contents(&shown), ["eins", "You said: eins"]);
    assert_eq!(shown.messages[0].siblings.count, 2);
}

#[tokio::test]
async fn a_stopped_answer_is_gone_on_with_from_its_last_character() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "/hang").await;
    while open(&mut person, sent.conversation).await.messages[1].content != "word1 word2 " {
        tokio::task::yield_now().await;
    }
    assert_eq!(act(&mut person, "continue", sent.reply.id).await, StatusCode::CONFLICT, "it is being written");
    person.call::<ActOnMessage>(&[("id", &sent.reply.id.to_string()), ("action", "stop")]).await;
    events(&mut person, &sent).await;
    let stopped = whole(&mut person, sent.conversation).await.messages.pop().unwrap().state.usage;

    assert_eq!(act(&mut person, "continue", sent.reply.id).await, StatusCode::OK);
    let told = events(&mut person, &sent).await;
    let reply = whole(&mut person, sent.conversation).await.messages.pop().unwrap();
    assert_eq!((reply.id, reply.state.status), (sent.reply.id, Status::Complete));
    assert!(reply.content.starts_with("word1 word2 You said: Your answer was cut off"), "{}", reply.content);
    assert_eq!(text_of(&told), reply.content);
    // What both parts cost is told at the end and kept.
    assert!(
        matches!(told.last(), Some(supbot::generation::model::GenerationEvent::Done { state }) if *state == reply.state),
        "{told:?}"
    );
    assert!(stopped.is_some_and(|first| reply.state.usage.unwrap().prompt_tokens > first.prompt_tokens), "{reply:?}");

    let answer = person.call::<ActOnMessage>(&[("id", &sent.reply.id.to_string()), ("action", "continue")]).await;
    assert_eq!(
        (answer.status, answer.json()),
        (StatusCode::CONFLICT, AppError::Invalid(ValidationError::NotContinuable))
    );
}

#[tokio::test]
async fn a_deleted_message_takes_what_follows_with_it_and_both_come_back() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let first = converse(&mut person, "", "one").await;
    let id = first.conversation.to_string();
    let second = converse(&mut person, &id, "two").await;
    let running = ask(&mut person, &id, "/hang").await;
    server.wait_for_open_streams(1).await;

    assert_eq!(act(&mut person, "delete", second.question.id).await, StatusCode::OK);
    server.wait_for_open_streams(0).await;
    assert_eq!(contents(&open(&mut person, &id).await), ["one", "You said: one"]);
    let mut stranger = server.person("stranger").await;
    assert_eq!(act(&mut stranger, "restore", second.question.id).await, StatusCode::NOT_FOUND);

    assert_eq!(act(&mut person, "restore", second.question.id).await, StatusCode::OK);
    let back = whole(&mut person, &id).await;
    assert_eq!(contents(&back)[2..5], ["two", "You said: two", "/hang"]);
    assert_eq!((back.messages[5].id, back.messages[5].state.status), (running.reply.id, Status::Stopped));

    // The other answer is shown when one of two is deleted.
    assert_eq!(act(&mut person, "regenerate", running.reply.id).await, StatusCode::OK);
    let again = open(&mut person, &id).await.messages.pop().unwrap();
    assert_eq!(act(&mut person, "delete", again.id).await, StatusCode::OK);
    let shown = whole(&mut person, &id).await;
    assert_eq!(shown.messages[5].id, running.reply.id);
    assert_eq!(shown.messages[5].siblings.count, 1);
}

#[tokio::test]
async fn what_is_somebody_else_s_cannot_be_branched() {
    let server = TestServer::start().await;
    let mut owner = server.person("owner").await;
    let sent = converse(&mut owner, "", "mine").await;
    let mut stranger = server.person("stranger").await;
    let own = converse(&mut stranger, "", "theirs").await;
    for id in [sent.question.id, sent.reply.id] {
        assert_eq!(act(&mut stranger, "regenerate", id).await, StatusCode::NOT_FOUND);
        assert_eq!(act(&mut stranger, "continue", id).await, StatusCode::NOT_FOUND);
        assert_eq!(act(&mut stranger, "show", id).await, StatusCode::NOT_FOUND);
        assert_eq!(act(&mut stranger, "delete", id).await, StatusCode::NOT_FOUND);
        let older = stranger.call::<ListOlderMessages>(&[("before", &id.to_string())]).await;
        assert_eq!(older.status, StatusCode::NOT_FOUND);
        let (conversation, after) = (own.conversation.to_string(), id.to_string());
        let fields = [("conversation", conversation.as_str()), ("content", "x"), ("after", after.as_str())];
        assert_eq!(stranger.call::<SendMessage>(&fields).await.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(contents(&open(&mut owner, sent.conversation).await), ["mine", "You said: mine"]);
}

#[tokio::test]
async fn a_long_conversation_opens_at_its_end_and_gives_older_messages_by_the_page() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = converse(&mut person, "", "/long 1 0").await;
    let id = sent.conversation.to_string();
    for number in 1..50 {
        converse(&mut person, &id, &format!("/long 1 {number}")).await;
    }
    let opened = open(&mut person, &id).await;
    assert_eq!(opened.messages.len(), 40);
    assert_eq!(opened.older, Some(opened.messages[0].id));
    let mut all = opened.messages;
    let mut older = opened.older.map(|id| id.to_string());
    while let Some(before) = older {
        let page: Page<Message> = person.call::<ListOlderMessages>(&[("before", &before)]).await.json();
        all.splice(..0, page.items);
        older = page.next_cursor;
    }
    let questions: Vec<_> = all.iter().step_by(2).map(|message| message.content.clone()).collect();
    assert_eq!(questions, (0..50).map(|number| format!("/long 1 {number}")).collect::<Vec<_>>());
}
