//! Everything that a model service can do wrong, each with its own sentence, the text so far kept, and a way to try again.

use crate::{
    conversations::{ask, open},
    replies::{events, text_of},
    server::{Client, TestServer},
};
use std::{collections::HashSet, time::Duration};
use supbot::{
    chat::model::SentTurn,
    generation::model::{GenerationEvent, GenerationState, Status},
    provider::model::{ProviderFault, WaitReason},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// What the service writes, and what it does then.
#[derive(Clone, Copy)]
enum Then {
    /// Closes the connection as HTTP says.
    End,
    /// Closes it in the middle of the body.
    Cut,
    /// Says nothing more.
    Silence,
    /// Writes the last piece again and again.
    Repeat,
}

struct Row {
    name: &'static str,
    head: &'static str,
    pieces: Vec<Vec<u8>>,
    then: Then,
    /// None: it is answered well.
    fault: Option<ProviderFault>,
    /// The text that is kept.
    text: &'static str,
}

const STREAM: &str = "200 OK\r\ncontent-type: text/event-stream";
const JSON: &str = "200 OK\r\ncontent-type: application/json";
const DONE: &str = "data: [DONE]\n\n";

fn word(text: &str) -> String {
    format!("data: {}\n\n", serde_json::json!({ "choices": [{ "delta": { "content": text } }] }))
}

fn row(
    name: &'static str,
    head: &'static str,
    body: impl AsRef<[u8]>,
    then: Then,
    fault: impl Into<Option<ProviderFault>>,
    text: &'static str,
) -> Row {
    Row { name, head, pieces: vec![body.as_ref().to_vec()], then, fault: fault.into(), text }
}

fn rows() -> Vec<Row> {
    use ProviderFault as Fault;
    let hello = word("안녕 하세요");
    let whole = format!("{hello}{DONE}");
    let mut rows = vec![
        row("status-401", "401 Unauthorized", "{}", Then::End, Fault::Unauthorized, ""),
        row("status-403", "403 Forbidden", "{}", Then::End, Fault::Forbidden, ""),
        row(
            "no-model",
            "404 Not Found",
            r#"{"error":{"message":"no such model"}}"#,
            Then::End,
            Fault::UnknownModel,
            "",
        ),
        row(
            "context",
            "400 Bad Request",
            r#"{"error":{"message":"This model's maximum context length is 8192 tokens"}}"#,
            Then::End,
            Fault::ContextExceeded,
            "",
        ),
        row("refused-422", "422 Unprocessable Entity", "no", Then::End, Fault::Refused, ""),
        row("busy-now", "429 Too Many Requests\r\nretry-after: 0", "{}", Then::End, Fault::RateLimited, ""),
        row(
            "quota",
            "429 Too Many Requests",
            r#"{"error":{"code":"insufficient_quota"}}"#,
            Then::End,
            Fault::QuotaExceeded,
            "",
        ),
        row("busy-long", "429 Too Many Requests\r\nretry-after: 3600", "{}", Then::End, Fault::RateLimited, ""),
        row("status-500", "500 Internal Server Error", "boom", Then::End, Fault::Failed, ""),
        row("status-503", "503 Service Unavailable", "boom", Then::End, Fault::Failed, ""),
        row("no-first-byte", STREAM, "", Then::Silence, Fault::TimedOut, ""),
        row("silence", STREAM, &hello, Then::Silence, Fault::WentSilent, "안녕 하세요"),
        row("cut", STREAM, &hello, Then::Cut, Fault::BrokenStream, "안녕 하세요"),
        row("no-done", STREAM, &hello, Then::End, Fault::BrokenStream, "안녕 하세요"),
        row(
            "half-event",
            STREAM,
            format!("{hello}data: {{\"choices\":[{{"),
            Then::End,
            Fault::BrokenStream,
            "안녕 하세요",
        ),
        row("no-events", STREAM, "<html>hello</html>", Then::End, Fault::InvalidReply, ""),
        row(
            "bad-utf8",
            STREAM,
            [hello.as_bytes(), b"data: \xff\xfe\n\n"].concat(),
            Then::End,
            Fault::InvalidReply,
            "안녕 하세요",
        ),
        row(
            "bad-json",
            STREAM,
            format!("{hello}data: {{nonsense}}\n\n{DONE}"),
            Then::End,
            Fault::InvalidReply,
            "안녕 하세요",
        ),
        row("json-200", JSON, r#"{"error":{"message":"boom"}}"#, Then::End, Fault::Failed, ""),
        row(
            "error-event",
            STREAM,
            format!("{hello}data: {{\"error\":{{\"message\":\"boom\"}}}}\n\n"),
            Then::End,
            Fault::Failed,
            "안녕 하세요",
        ),
        row("empty", STREAM, DONE, Then::End, Fault::EmptyReply, ""),
        row("whole", STREAM, &whole, Then::End, None, "안녕 하세요"),
        row(
            "not-streamed",
            JSON,
            r#"{"choices":[{"message":{"content":"안녕 하세요"},"finish_reason":"stop"}]}"#,
            Then::End,
            None,
            "안녕 하세요",
        ),
    ];
    let mut byte_by_byte = row("byte-by-byte", STREAM, "", Then::End, None, "안녕 하세요");
    byte_by_byte.pieces = whole.bytes().map(|byte| vec![byte]).collect();
    rows.push(byte_by_byte);
    rows
}

/// A service that answers as the row that the question names.
async fn service(rows: Vec<Row>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let rows: &'static [Row] = rows.leak();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            tokio::spawn(answer(connection, rows));
        }
    });
    url
}

async fn answer(mut connection: TcpStream, rows: &'static [Row]) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut request = Vec::new();
    let body = loop {
        if connection.read_buf(&mut request).await? == 0 {
            return Ok(());
        }
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head
            .to_lowercase()
            .split("content-length: ")
            .nth(1)
            .map_or(0, |it| it.lines().next().unwrap().parse().unwrap());
        if body.len() >= length {
            break body.to_owned();
        }
    };
    let Some(row) = rows.iter().find(|row| body.contains(&format!("row {} ", row.name))) else {
        let models = r#"{"data":[{"id":"large"}]}"#;
        let head = format!("HTTP/1.1 {JSON}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{models}", models.len());
        return connection.write_all(head.as_bytes()).await;
    };
    let head = format!("HTTP/1.1 {}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n", row.head);
    connection.write_all(head.as_bytes()).await?;
    for piece in row.pieces.iter().filter(|piece| !piece.is_empty()) {
        chunk(&mut connection, piece).await?;
        tokio::task::yield_now().await;
    }
    match row.then {
        Then::End => connection.write_all(b"0\r\n\r\n").await?,
        Then::Cut => {}
        Then::Silence => _ = connection.read(&mut [0]).await?, // until the client goes
        Then::Repeat => loop {
            chunk(&mut connection, row.pieces.last().unwrap()).await?;
        },
    }
    Ok(())
}

async fn chunk(connection: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    connection.write_all(format!("{:x}\r\n", bytes.len()).as_bytes()).await?;
    connection.write_all(bytes).await?;
    connection.write_all(b"\r\n").await
}

async fn server_with(url: &str) -> TestServer {
    TestServer::with(&[
        ("SUPBOT_PROVIDERS", "openai"),
        ("OPENAI_BASE_URL", url),
        ("SUPBOT_MODEL", "large"),
        ("SUPBOT_FIRST_WORD_TIMEOUT", "1"),
        ("SUPBOT_SILENCE_TIMEOUT", "1"),
    ])
    .await
}

/// Asks, and gives the events with how the reply ended.
async fn ask_row(person: &mut Client, name: &str) -> (SentTurn, Vec<GenerationEvent>, GenerationState) {
    let sent = ask(person, "", &format!("row {name} please")).await;
    let told = events(person, &sent).await;
    let Some(GenerationEvent::Done { state }) = told.last() else { panic!("{name}: {told:?}") };
    let state = *state;
    (sent, told, state)
}

#[tokio::test]
async fn each_fault_has_its_own_sentence_keeps_the_text_so_far_and_can_be_tried_again() {
    let server = server_with(&service(rows()).await).await;
    let mut person = server.person("somebody").await;
    let mut sentences = HashSet::new();
    for Row { name, fault, text, .. } in rows() {
        let (sent, told, state) = ask_row(&mut person, name).await;
        let status = if fault.is_some() { Status::Failed } else { Status::Complete };
        assert_eq!((state.status, state.fault), (status, fault), "{name}: {told:?}");
        let conversation = open(&mut person, sent.conversation).await;
        assert_eq!((conversation.messages[1].content.as_str(), text_of(&told).as_str()), (text, text), "{name}");
        assert_eq!(conversation.messages[0].content, format!("row {name} please"));
        if let Some(fault) = fault {
            let sentence = supbot::i18n::Language::En.texts().provider_fault(fault);
            let page = person.get(&format!("/c/{}", sent.conversation)).await.text;
            assert!(page.contains(sentence) && page.contains(">Retry<"), "{name}: {sentence}");
            sentences.insert((fault.as_str(), sentence));
        }
    }
    let distinct: HashSet<_> = sentences.iter().map(|(_, sentence)| sentence).collect();
    assert_eq!(distinct.len(), sentences.len(), "{sentences:?}");
}

#[tokio::test]
async fn an_answer_without_an_end_and_one_huge_delta_are_cut_and_kept() {
    let huge = word(&"x".repeat(5 * 1024 * 1024));
    let endless = word(&"many words ".repeat(2000));
    let rows = vec![
        row("huge", STREAM, huge, Then::End, ProviderFault::TooLong, ""),
        row("endless", STREAM, endless, Then::Repeat, ProviderFault::TooLong, ""),
    ];
    let server = server_with(&service(rows).await).await;
    let mut person = server.person("somebody").await;
    for name in ["huge", "endless"] {
        let (sent, _, state) = ask_row(&mut person, name).await;
        assert_eq!((state.status, state.fault), (Status::Failed, Some(ProviderFault::TooLong)), "{name}");
        let kept = open(&mut person, sent.conversation).await.messages[1].content.len();
        assert!((1_000_000..=2 * 1024 * 1024).contains(&kept), "{name}: {kept}");
    }
}

#[tokio::test]
async fn who_cannot_be_reached_is_told_apart() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}/v1", closed.local_addr().unwrap());
    drop(closed);
    let no_tls = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let plain = format!("https://{}/v1", no_tls.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = no_tls.accept().await {
            let _ = connection.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    for (url, fault) in [
        (nobody.as_str(), ProviderFault::Unreachable),
        ("http://nobody.invalid/v1", ProviderFault::UnknownHost),
        (plain.as_str(), ProviderFault::TlsFailed),
    ] {
        let server = server_with(url).await;
        let mut person = server.person("somebody").await;
        let (_, _, state) = ask_row(&mut person, "any").await;
        assert_eq!((state.status, state.fault), (Status::Failed, Some(fault)), "{url}");
    }
}

#[tokio::test]
async fn a_busy_service_is_asked_again_twice_and_the_reader_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let busy: &'static [Row] =
        vec![row("busy", "429 Too Many Requests\r\nretry-after: 1", "{}", Then::End, None, "")].leak();
    let free: &'static [Row] =
        vec![row("busy", STREAM, format!("{}{DONE}", word("at last")), Then::End, None, "")].leak();
    tokio::spawn(async move {
        let mut asked = 0;
        while let Ok((connection, _)) = listener.accept().await {
            let mut first = [0; 4];
            let _ = connection.peek(&mut first).await;
            asked += u32::from(&first == b"POST");
            tokio::spawn(answer(connection, if asked < 3 { busy } else { free }));
        }
    });
    let server = server_with(&url).await;
    let mut person = server.person("somebody").await;
    let began = tokio::time::Instant::now();
    let (_, told, state) = ask_row(&mut person, "busy").await;
    assert_eq!((state.status, text_of(&told).as_str()), (Status::Complete, "at last"));
    assert!(began.elapsed() >= Duration::from_secs(2), "it waits as long as it is told");
    let waits = told.iter().any(|event| match event {
        GenerationEvent::Waiting { reason } => *reason == WaitReason::Retrying { seconds: 1 },
        GenerationEvent::Snapshot { waiting, .. } => *waiting == Some(WaitReason::Retrying { seconds: 1 }),
        _ => false,
    });
    assert!(waits, "{told:?}");
}
