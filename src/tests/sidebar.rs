//! The list at the side: what it is parted by, and what is changed from it.

use crate::server::{Client, TestServer};
use axum::http::StatusCode;
use supbot::{
    chat::{
        api::{EditConversation, ListConversations, SendMessage},
        model::{ConversationList, SentTurn},
    },
    domain::error::{AppError, ValidationError},
};

async fn make(person: &mut Client, question: &str) -> String {
    let sent: SentTurn = person.call::<SendMessage>(&[("content", question)]).await.json();
    sent.conversation.to_string()
}

async fn list(person: &mut Client) -> ConversationList {
    person.call::<ListConversations>(&[]).await.json()
}

async fn edit(person: &mut Client, id: &str, edit: &str, text: &str) -> StatusCode {
    person.call::<EditConversation>(&[("id", id), ("edit", edit), ("text", text)]).await.status
}

#[tokio::test]
async fn a_conversation_is_named_pinned_filed_and_archived_from_the_list() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (first, second) = (make(&mut person, "one").await, make(&mut person, "two").await);
    assert_eq!(edit(&mut person, &first, "rename", " 회의  준비 ").await, StatusCode::OK);
    assert_eq!(edit(&mut person, &first, "pin", "").await, StatusCode::OK);
    assert_eq!(edit(&mut person, &first, "move", "내 일").await, StatusCode::OK);
    let shown = list(&mut person).await;
    let rows: Vec<_> = shown.page.items.iter().map(|item| (item.title.as_str(), item.period.as_str())).collect();
    assert_eq!(rows[0], ("회의 준비", "Pinned"));
    assert_eq!((rows.len(), rows[1].1), (2, "Today"));
    assert_eq!(shown.folders, ["내 일"]);

    assert_eq!(edit(&mut person, &first, "unpin", "").await, StatusCode::OK);
    assert_eq!(edit(&mut person, &first, "move", " ").await, StatusCode::OK);
    assert_eq!(edit(&mut person, &second, "archive", "").await, StatusCode::OK);
    let shown = list(&mut person).await;
    assert_eq!(shown.page.items.iter().map(|item| item.is_pinned).collect::<Vec<_>>(), [false]);
    assert!(shown.folders.is_empty());
}

#[tokio::test]
async fn what_cannot_be_taken_is_refused_and_changes_nothing() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let id = make(&mut person, "one").await;
    edit(&mut person, &id, "rename", "Mine").await;
    for (kind, text) in [("rename", " "), ("rename", &*"x".repeat(201)), ("move", &*"x".repeat(61))] {
        let answer = person.call::<EditConversation>(&[("id", &id), ("edit", kind), ("text", text)]).await;
        assert_eq!(
            answer.json::<AppError>(),
            AppError::Invalid(ValidationError::TitleLength),
            "{kind}: {}",
            answer.text
        );
    }
    assert_ne!(edit(&mut person, &id, "burn", "").await, StatusCode::OK);
    let mut other = server.person("other").await;
    assert_eq!(edit(&mut other, &id, "rename", "Theirs").await, StatusCode::NOT_FOUND);
    assert_eq!(edit(&mut other, &id, "archive", "").await, StatusCode::NOT_FOUND);
    assert_eq!(list(&mut person).await.page.items[0].title, "Mine");
}
