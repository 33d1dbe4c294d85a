//! Asking, listing, opening, renaming, deleting; and that nobody touches what is somebody else's.

use crate::server::{Client, TestServer};
use axum::http::StatusCode;
use serde_json::{Value, json};
use supbot::{
    chat::{
        api::{
            ActOnMessage, BeginChat, DeleteConversation, ListConversations, OpenConversation, SendMessage,
            UpdateConversation,
        },
        model::{Conversation, ConversationEvent, ConversationList, MessageContent, NewChat, Rendered, Role, SentTurn},
    },
    domain::error::{AppError, ValidationError},
    generation::model::Status,
};

pub async fn ask(person: &mut Client, conversation: &str, content: &str) -> SentTurn {
    let answer = person.call::<SendMessage>(&[("conversation", conversation), ("content", content)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

pub async fn open(person: &mut Client, id: impl ToString) -> Conversation {
    person.call::<OpenConversation>(&[("id", &id.to_string())]).await.json()
}

#[tokio::test]
async fn a_question_makes_a_conversation_that_is_listed_opened_renamed_and_deleted() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "러스트 벡터를 정렬하는 방법").await;
    crate::replies::events(&mut person, &sent).await;

    let list = person.call::<ListConversations>(&[("cursor", "")]).await.json::<ConversationList>().page;
    assert_eq!(list.items.len(), 1);
    assert_eq!(list.next_cursor, None);

    let conversation = open(&mut person, sent.conversation).await;
    let [question, reply] = conversation.messages.as_slice() else { panic!("{conversation:?}") };
    assert_eq!((question.role, question.content.as_str()), (Role::User, "러스트 벡터를 정렬하는 방법"));
    assert_eq!((reply.role, reply.state.status), (Role::Assistant, Status::Complete));
    assert!(
        reply.content.contains("러스트 벡터를 정렬하는 방법")
            && matches!(&reply.shown, Rendered::Complete(html) if html.as_str().contains("러스트 벡터를"))
    );

    let id = sent.conversation.to_string();
    let renamed = person.call::<UpdateConversation>(&[("id", &id), ("title", "  새   제목 ")]).await;
    assert_eq!(renamed.status, StatusCode::OK, "{}", renamed.text);
    assert_eq!(open(&mut person, sent.conversation).await.title, "새 제목");
    let wrong = person.call::<UpdateConversation>(&[("id", &id), ("title", " ")]).await;
    assert_eq!((wrong.status.as_u16(), wrong.json()), (422, AppError::Invalid(ValidationError::TitleLength)));

    assert_eq!(person.call::<DeleteConversation>(&[("id", &id)]).await.status, StatusCode::OK);
    assert_eq!(person.call::<OpenConversation>(&[("id", &id)]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_second_question_goes_to_the_same_conversation_with_everything_before_it() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let first = ask(&mut person, "", "first").await;
    crate::replies::events(&mut person, &first).await;
    let second = ask(&mut person, &first.conversation.to_string(), "second").await;
    assert_eq!(second.conversation, first.conversation);
    crate::replies::events(&mut person, &second).await;
    let contents: Vec<_> = open(&mut person, first.conversation).await.messages.into_iter().map(|it| it.role).collect();
    assert_eq!(contents, [Role::User, Role::Assistant, Role::User, Role::Assistant]);
}

#[tokio::test]
async fn the_model_names_the_conversation_but_never_over_a_person_s_own_title() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let sent = ask(&mut person, "", "how do plants drink water").await;
    assert_eq!(open(&mut person, sent.conversation).await.title, "how do plants drink water");
    crate::replies::events(&mut person, &sent).await;
    assert!(open(&mut person, sent.conversation).await.title.starts_with("Title of"));

    let sent = ask(&mut person, "", "/slow 10").await;
    let id = sent.conversation.to_string();
    person.call::<UpdateConversation>(&[("id", &id), ("title", "mine")]).await;
    crate::replies::events(&mut person, &sent).await;
    assert_eq!(open(&mut person, sent.conversation).await.title, "mine");
}

#[tokio::test]
async fn every_page_of_a_person_is_told_what_happens_to_their_conversations_and_nobody_else_s() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let mut stranger = server.person("stranger").await;
    let (mut page, mut strange_page) =
        (person.watch("/events/conversations").await, stranger.watch("/events/conversations").await);
    let sent = ask(&mut person, "", "how do plants drink water").await;
    let (id, first) = (sent.conversation, sent.reply.id);
    let changed = |title: &str, head| ConversationEvent::Changed { id, title: title.to_owned(), head: Some(head) };
    assert_eq!(page.next::<ConversationEvent>().await, changed("how do plants drink water", first));
    let ConversationEvent::Changed { title, .. } = page.next().await else { panic!("not named") };
    assert!(title.starts_with("Title of"), "{title}");

    person.call::<UpdateConversation>(&[("id", &id.to_string()), ("title", "mine")]).await;
    assert_eq!(page.next::<ConversationEvent>().await, changed("mine", first));
    let second = ask(&mut person, &id.to_string(), "and trees?").await;
    assert_eq!(page.next::<ConversationEvent>().await, changed("mine", second.reply.id));
    person.call::<DeleteConversation>(&[("id", &id.to_string())]).await;
    assert_eq!(page.next::<ConversationEvent>().await, ConversationEvent::Deleted { id });

    // The first thing that a stranger is told of is their own.
    let theirs = ask(&mut stranger, "", "theirs").await;
    let ConversationEvent::Changed { id, .. } = strange_page.next().await else { panic!("not told") };
    assert_eq!(id, theirs.conversation);
    assert_eq!(server.visitor().get("/events/conversations").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_page_that_connects_is_told_that_something_has_happened_since_it_was_made() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let page = person.get("/").await.text;
    let (_, seen) = page.split_once("\\\"seen\\\":").expect("the page does not say what it has seen");
    let seen: i64 = seen[..seen.find('}').unwrap()].parse().unwrap();
    let watched = format!("/events/conversations?since={seen}");

    // Nothing has: the first thing that it is told is what happens next.
    let mut connected = person.watch(&watched).await;
    let sent = ask(&mut person, "", "hello").await;
    let ConversationEvent::Changed { id, .. } = connected.next().await else { panic!("told of the past") };
    assert_eq!(id, sent.conversation);

    let mut late = person.watch(&watched).await;
    assert_eq!(late.next::<ConversationEvent>().await, ConversationEvent::Everything);
    let mut other = server.person("other").await;
    let mut others = other.watch(&watched).await;
    let theirs = ask(&mut other, "", "theirs").await;
    let ConversationEvent::Changed { id, .. } = others.next().await else { panic!("told of somebody else's") };
    assert_eq!(id, theirs.conversation);
    // Of a page that an earlier server has made it is not known.
    let mut old = other.watch("/events/conversations?since=1").await;
    assert_eq!(old.next::<ConversationEvent>().await, ConversationEvent::Everything);
}

#[tokio::test]
async fn the_list_comes_in_pages_newest_first_without_gap_or_double() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let mut asked = Vec::new();
    for number in 0..45 {
        asked.push(ask(&mut person, "", &format!("question {number}")).await.conversation);
    }
    asked.reverse();
    let first = person.call::<ListConversations>(&[("cursor", "")]).await.json::<ConversationList>().page;
    let cursor = first.next_cursor.clone().unwrap();
    let second = person.call::<ListConversations>(&[("cursor", &cursor)]).await.json::<ConversationList>().page;
    assert_eq!((first.items.len(), second.items.len(), &second.next_cursor), (40, 5, &None));
    let listed: Vec<_> = first.items.iter().chain(&second.items).map(|item| item.id).collect();
    assert_eq!(listed, asked);

    let page = person.get("/").await.text;
    assert!(page.contains(&format!("/?older={cursor}")), "without a script the next page is a link");
    let older = person.get(&format!("/?older={cursor}")).await.text;
    assert!(older.contains(&format!("/c/{}", asked[44])) && !older.contains(&format!("/c/{}", asked[0])));
}

#[tokio::test]
async fn a_bad_message_is_refused_with_its_reason_and_nothing_is_stored() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let (long, korean) = ("x".repeat(1_000_000), "가".repeat(350_000));
    for (content, fault, status) in [
        ("", ValidationError::MessageEmpty, 422),
        (" \n\t ", ValidationError::MessageEmpty, 422),
        ("a\0b", ValidationError::MessageControlCharacter, 422),
        (long.as_str(), ValidationError::MessageTooLong, 413),
        (korean.as_str(), ValidationError::MessageTooLong, 413),
    ] {
        let answer = person.call::<SendMessage>(&[("content", content)]).await;
        assert_eq!(answer.json::<AppError>(), AppError::Invalid(fault));
        assert_eq!(answer.status.as_u16(), status);
    }
    let longest = "y".repeat(MessageContent::MAX_BYTES);
    assert_eq!(person.call::<SendMessage>(&[("content", &longest)]).await.status, StatusCode::OK);
    let unknown = person.call::<SendMessage>(&[("content", "x"), ("model", "openai/none")]).await;
    assert_eq!(unknown.json::<AppError>(), ValidationError::ModelUnknown.into());
    let nonsense = person.call::<SendMessage>(&[("content", "x"), ("model", "\u{1}")]).await;
    assert_eq!(nonsense.json::<AppError>(), ValidationError::ModelUnknown.into());
    let list = person.call::<ListConversations>(&[("cursor", "")]).await.json::<ConversationList>().page;
    assert_eq!(list.items.len(), 1);
}

#[tokio::test]
async fn a_missing_field_is_a_bad_request_and_the_server_goes_on() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let answer = person.call::<SendMessage>(&[("conversation", "")]).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::BAD_REQUEST, AppError::BadRequest));
    ask(&mut person, "", "still there?").await;
}

#[tokio::test]
async fn a_question_asked_while_a_reply_is_written_waits_for_its_turn() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let first = ask(&mut person, "", "/hang").await;
    let id = first.conversation.to_string();
    let mut waiting = Vec::new();
    for number in 2..=6 {
        waiting.push(ask(&mut person, &id, &format!("question {number}")).await);
    }
    let answer = person.call::<SendMessage>(&[("conversation", &id), ("content", "question 7")]).await;
    assert_eq!(
        (answer.status, answer.json()),
        (StatusCode::CONFLICT, AppError::Invalid(ValidationError::RepliesWaiting))
    );
    server.wait_for_open_streams(1).await;

    person.call::<ActOnMessage>(&[("id", &first.reply.id.to_string()), ("action", "stop")]).await;
    for (sent, number) in waiting.iter().zip(2..) {
        let events = crate::replies::events(&mut person, sent).await;
        assert!(crate::replies::text_of(&events).starts_with(&format!("You said: question {number}\n")), "{events:?}");
    }
    let messages = open(&mut person, &id).await.messages;
    assert_eq!(messages.len(), 12);
    assert!(messages[2..].iter().all(|message| message.state.status == Status::Complete));
}

#[tokio::test]
async fn what_is_somebody_else_s_does_not_exist() {
    let server = TestServer::start().await;
    let mut owner = server.person("owner").await;
    let sent = ask(&mut owner, "", "/hang").await;
    let (conversation, reply) = (sent.conversation.to_string(), sent.reply.id.to_string());

    for mut other in [server.person("stranger").await, server.visitor()] {
        let expected = if other.cookies.is_empty() { StatusCode::UNAUTHORIZED } else { StatusCode::NOT_FOUND };
        let id = [("id", conversation.as_str())];
        assert_eq!(other.call::<OpenConversation>(&id).await.status, expected);
        assert_eq!(other.call::<DeleteConversation>(&id).await.status, expected);
        assert_eq!(other.call::<UpdateConversation>(&[id[0], ("title", "x")]).await.status, expected);
        let message = [("conversation", conversation.as_str()), ("content", "x")];
        assert_eq!(other.call::<SendMessage>(&message).await.status, expected);
        assert_eq!(other.call::<ActOnMessage>(&[("id", &reply), ("action", "stop")]).await.status, expected);
        assert_eq!(other.get(&format!("/events/replies/{reply}")).await.status, expected);
    }
    let mut stranger = server.visitor().log_in_as("stranger").await;
    let list = stranger.call::<ListConversations>(&[("cursor", "")]).await.json::<ConversationList>().page;
    assert!(list.items.is_empty());
    assert_eq!(open(&mut owner, &conversation).await.messages.len(), 2);
}

#[tokio::test]
async fn an_id_that_is_none_is_not_found() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    for id in ["x", "%00", "00000000-0000-0000-0000-000000000000", "'; drop table users; --"] {
        let path: String = url_encode(id);
        assert_eq!(person.call::<OpenConversation>(&[("id", id)]).await.status, StatusCode::NOT_FOUND, "{id}");
        assert_eq!(person.get(&format!("/c/{path}")).await.status, StatusCode::NOT_FOUND, "{id}");
        assert_eq!(person.get(&format!("/events/replies/{path}")).await.status, StatusCode::NOT_FOUND, "{id}");
    }
}

fn url_encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn the_models_are_listed_with_the_default_among_them() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let list: Value = person.get("/api/v1/models").await.json();
    let default = &list["default"];
    let models = list["items"].as_array().unwrap();
    assert!(models.iter().any(|model| &model["id"] == default && model["kind"] == "scripted"), "{list}");
    assert_eq!(list["troubles"], json!([]));
    let begun: NewChat = person.call::<BeginChat>(&[]).await.json();
    let (options, value) = (begun.composer.models.as_str(), format!("value=\"{}\"", default.as_str().unwrap()));
    let is_chosen = |option: &str| option.contains(&value) && option.contains("selected");
    assert!(options.split("<option").any(is_chosen), "{options}");
}

#[tokio::test]
async fn a_form_without_javascript_is_led_to_its_conversation() {
    let server = TestServer::start().await;
    let mut person = server.person("somebody").await;
    let fields = [("conversation", ""), ("content", "no script"), ("model", "scripted/echo")];
    let answer = person.post::<SendMessage>("/", &fields).await;
    assert_eq!(answer.status, StatusCode::FOUND);
    assert!(answer.location().starts_with("/c/"), "{}", answer.location());
    assert!(person.get(answer.location()).await.text.contains("no script"));
}
