//! Files that are made to do harm: each is taken as far as it makes sense, or refused with a sentence.

use super::{CHATGPT, CLAUDE, conversations, counts, import, omissions, refused::boasting, report, zip};
use crate::{api::Program, server::TestServer};
use serde_json::{Value, json};

/// A package whose directory names one file so many times.
fn overlapping(content: &[u8], count: u16) -> Vec<u8> {
    let package = zip(&[("0000.json", content)]);
    let at = package.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let end = package.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let (files, entry, end) = (&package[..at], &package[at..end], &package[end..]);
    let mut hostile = files.to_vec();
    for number in 0..count {
        let mut entry = entry.to_vec();
        entry[46..50].copy_from_slice(format!("{number:04}").as_bytes());
        hostile.extend(entry);
    }
    let (length, mut end) = (u32::try_from(hostile.len() - files.len()).unwrap(), end.to_vec());
    end[8..10].copy_from_slice(&count.to_le_bytes());
    end[10..12].copy_from_slice(&count.to_le_bytes());
    end[12..16].copy_from_slice(&length.to_le_bytes());
    hostile.extend(end);
    hostile
}

#[tokio::test]
async fn a_bomb_is_refused_before_it_is_unpacked_or_as_soon_as_it_is_seen_to_be_one() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let mut blank = b"[".to_vec();
    blank.resize(65 * 1024 * 1024, b' ');
    blank.push(b']');
    let bomb = zip(&[("a.json", CLAUDE), ("b.json", &blank)]);
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    let mut repeated = CLAUDE.to_vec();
    repeated.resize(1024 * 1024, b' ');
    for (what, file, codes) in [
        ("one that says how large it is", bomb.clone(), &["too_much"][..]),
        ("one that lies", boasting(bomb, 1000), &["too_much", "damaged"]),
        ("a file that is there a thousand times", overlapping(&repeated, 1000), &["too_much", "damaged"]),
    ] {
        let imported = import(&mut program, &file).await;
        assert_eq!(
            (&imported["state"], &imported["conversations"]),
            (&json!("failed"), &json!(0)),
            "{what}: {imported}"
        );
        assert!(codes.contains(&imported["error"]["code"].as_str().unwrap()), "{what}: {imported}");
    }
}

/// The end of a package whose small record says one file, and whose large record says `count`, in a directory at `start`.
fn large_end(at: usize, start: usize, count: u64) -> Vec<u8> {
    let number = |number: usize| u64::try_from(number).unwrap().to_le_bytes();
    let mut end = b"PK\x06\x06".to_vec();
    end.extend(44_u64.to_le_bytes());
    end.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    end.extend([count.to_le_bytes(), count.to_le_bytes(), number(at - start), number(start)].concat());
    end.extend(b"PK\x06\x07\0\0\0\0");
    end.extend(number(at));
    end.extend([1, 0, 0, 0]);
    end.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    end.extend([0xff; 8]);
    end.extend([0, 0]);
    end
}

#[tokio::test]
async fn a_directory_is_refused_for_what_it_claims_and_for_what_it_has() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let package = zip(&[("a.json", CLAUDE)]);
    let directory = package.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    let end = package.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let with_end = |count: u64| [&package[..end], &large_end(end, directory, count)].concat();
    let entry = &package[directory..end];
    let mut many = package[..directory].to_vec();
    (0..400_001).for_each(|_| many.extend(entry));
    let at = many.len();
    many.extend(large_end(at, directory, 400_001));
    // Nobody goes back to an end before the last one.
    let earlier = [&with_end(500_000)[..], &package[end..]].concat();
    for (what, file, code) in [
        ("a large record that lies", with_end(500_000), "too_much"),
        ("a large record that lies a little", with_end(2), "damaged"),
        ("one file too many", many, "too_much"),
    ] {
        let imported = import(&mut program, &file).await;
        assert_eq!((&imported["state"], &imported["error"]["code"]), (&json!("failed"), &json!(code)), "{what}");
        assert!(imported["error"]["sentence"].as_str().unwrap().len() > 20, "{what}: {imported}");
    }
    assert_eq!(counts(&import(&mut program, &with_end(1)).await), [2, 5, 0, 0]);
    assert_eq!(import(&mut program, &earlier).await["state"], "done");
}

#[tokio::test]
async fn names_in_a_package_lead_nowhere() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let names = ["../../escaped.json", "/tmp/supbot-escaped.json", "..\\escaped.json", "a/../../escaped2.json"];
    let files: Vec<_> = names.iter().map(|name| (*name, CLAUDE)).collect();
    assert_eq!(counts(&import(&mut program, &zip(&files)).await), [2, 5, 0, 6]);
    let around = server.folder.path().parent().unwrap();
    for place in [around, server.folder.path(), std::path::Path::new("/tmp")] {
        let found =
            place.read_dir().unwrap().any(|entry| entry.unwrap().file_name().to_string_lossy().contains("escaped"));
        assert!(!found, "{}", place.display());
    }
}

#[tokio::test]
async fn ids_that_are_there_twice_make_no_doubles_and_lose_no_words() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let message = |id: &str, sender: &str, text: &str, parent: Value| json!({ "uuid": id, "sender": sender, "text": text, "parent_message_uuid": parent });
    let conversation = json!({ "uuid": "same", "name": "one", "chat_messages": [
        message("a", "human", "하나", Value::Null),
        message("a", "human", "둘", Value::Null),
        message("a", "assistant", "셋", json!("a")),
        message("b", "assistant", "넷", json!("a")),
    ] });
    let file = json!([conversation, conversation, { "uuid": "same", "name": "two", "chat_messages": [message("x", "human", "다섯", Value::Null)] }]);
    assert_eq!(counts(&import(&mut program, file.to_string().as_bytes()).await), [1, 4, 0, 2]);
    let all = conversations(&mut program).await;
    let mut said: Vec<_> = super::said(&all["one"]).into_iter().map(|(_, _, text)| text.to_owned()).collect();
    said.sort();
    assert_eq!(said, ["넷", "둘", "셋", "하나"]);
}

#[tokio::test]
async fn a_message_that_follows_itself_by_any_way_is_kept_once() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let message = |id: &str, parent: &str| json!({ "messageId": id, "parentMessageId": parent, "text": id, "isCreatedByUser": id.len() % 2 == 1 });
    let libre = json!({ "conversationId": "c", "title": "circle", "messages": [message("a", "a"), message("b2", "dd"), message("c", "b2"), message("dd", "c")] });
    assert_eq!(counts(&import(&mut program, libre.to_string().as_bytes()).await), [1, 4, 0, 0]);
    let web = json!([{ "id": "w", "title": "web", "chat": { "history": { "currentId": "y", "messages": {
        "x": { "parentId": "y", "role": "user", "content": "엑스" },
        "y": { "parentId": "x", "role": "assistant", "content": "와이" },
    } } } }]);
    assert_eq!(counts(&import(&mut program, web.to_string().as_bytes()).await), [1, 2, 0, 0]);
}

#[tokio::test]
async fn characters_that_cannot_be_read_cost_no_conversation() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let text = String::from_utf8(CHATGPT.to_vec()).unwrap();
    let half = text.replace("먼저 한 답", "half \\ud83d here").into_bytes();
    let imported = import(&mut program, &half).await;
    assert_eq!((counts(&imported), report(&imported)["garbled"]), ([2, 8, 0, 0], 1), "{imported}");
    let said = conversations(&mut program).await["러스트 정렬 질문"].to_string();
    assert!(said.contains("half \u{fffd} here"), "{said}");
    let mut wrong = CLAUDE.to_vec();
    let at = CLAUDE.windows(5).position(|five| five == b"Hello").unwrap();
    wrong[at] = 0xff;
    let mut other = Program::new(&server, "another").await;
    let imported = import(&mut other, &wrong).await;
    assert_eq!((counts(&imported), report(&imported)["garbled"]), ([2, 5, 0, 0], 1), "{imported}");
}

#[tokio::test]
async fn one_thing_of_a_million_values_is_passed_over_and_the_next_one_is_taken() {
    let server = TestServer::start().await;
    let mut program = Program::new(&server, "somebody").await;
    let claude = String::from_utf8(CLAUDE.to_vec()).unwrap();
    let many = format!("[{{\"mapping\":{{}},\"x\":[{}0]}},{}", "{},".repeat(1_000_000), claude.trim_start_matches('['));
    let imported = import(&mut program, many.as_bytes()).await;
    assert_eq!(counts(&imported), [2, 5, 0, 0], "{imported}");
    assert_eq!(report(&imported)["too_large"], 1, "{imported}");
    assert_eq!(report(&import(&mut program, CLAUDE).await), omissions(&[("empty_conversations", 1)]));
}
