//! The provider against a server on this machine that answers as told, byte by byte.

use super::*;
use crate::provider::{
    Delta,
    model::Usage,
    prompt::{PromptRole, Turn},
};
use futures::StreamExt;
use serde_json::{Value, json};
use std::collections::VecDeque;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

const KEY: &str = "sk-test-0123456789";
const DONE: &str = "data: [DONE]\n\n";

/// How an answer ends.
#[derive(Clone, Copy)]
enum End {
    /// As HTTP says.
    Properly,
    /// In the middle of the body.
    Abruptly,
    /// Not at all, until the client goes.
    Never,
}

/// One answer: the status line with headers, then the body in exactly these chunks.
struct Answer {
    head: String,
    chunks: Vec<Vec<u8>>,
    end: End,
}

impl Answer {
    fn events(chunks: impl IntoIterator<Item = impl AsRef<[u8]>>, end: End) -> Self {
        let head = "200 OK\r\ncontent-type: text/event-stream".to_owned();
        Self { head, chunks: chunks.into_iter().map(|chunk| chunk.as_ref().to_vec()).collect(), end }
    }

    fn json(status: &str, body: &Value) -> Self {
        let head = format!("{status}\r\ncontent-type: application/json; charset=utf-8");
        Self { head, chunks: vec![serde_json::to_vec_pretty(body).unwrap()], end: End::Properly }
    }
}

/// What the server has seen.
#[derive(Debug, PartialEq)]
enum Seen {
    Request { head: String, body: Value },
    ClientGone,
}

/// Gives the answers in order, one for each request.
async fn serve(answers: Vec<Answer>) -> (String, mpsc::UnboundedReceiver<Seen>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v1/", listener.local_addr().unwrap());
    let (sender, seen) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut answers = VecDeque::from(answers);
        while let Some(answer) = answers.pop_front() {
            let (connection, _) = listener.accept().await.unwrap();
            tokio::spawn(speak(connection, answer, sender.clone()));
        }
    });
    (address, seen)
}

async fn speak(mut connection: TcpStream, answer: Answer, seen: mpsc::UnboundedSender<Seen>) {
    let mut request = Vec::new();
    let (head, body) = loop {
        assert!(connection.read_buf(&mut request).await.unwrap() > 0, "half a request");
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let head = head.to_lowercase();
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
        if body.len() >= length {
            break (head.clone(), serde_json::from_str(body).unwrap_or_default());
        }
    };
    seen.send(Seen::Request { head, body }).unwrap();
    let head = format!("HTTP/1.1 {}\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n", answer.head);
    let mut bytes = head.into_bytes();
    for chunk in &answer.chunks {
        bytes.extend(format!("{:x}\r\n", chunk.len()).bytes());
        bytes.extend(chunk);
        bytes.extend(b"\r\n");
    }
    if matches!(answer.end, End::Properly) {
        bytes.extend(b"0\r\n\r\n");
    }
    if !answer.head.is_empty() {
        // A client that has seen enough may be gone already.
        let _ = connection.write_all(&bytes).await;
    }
    if matches!(answer.end, End::Never) {
        while connection.read(&mut [0; 64]).await.is_ok_and(|count| count > 0) {}
        let _ = seen.send(Seen::ClientGone);
    }
}

/// Long enough for the busiest machine.
const PATIENT: Duration = Duration::from_secs(60);
/// For servers that say nothing.
const IMPATIENT: Duration = Duration::from_millis(300);

fn provider(base_url: &str, idle: Duration) -> Openai {
    let patience = Timeouts { first: idle, silence: idle };
    let settings = OpenaiSettings {
        api_key: Some(KEY.to_owned().into()),
        base_url: base_url.to_owned(),
        patience,
        context_tokens: 1000,
    };
    Openai::on_this_machine(settings, None).unwrap()
}

fn prompt() -> Prompt {
    let turns = vec![Turn::new(PromptRole::System, "Be brief."), Turn::new(PromptRole::User, "안녕?")];
    Prompt { model: "gpt-test".to_owned(), turns, newest: 1, temperature: Some(0.5), max_tokens: Some(100) }
}

/// Everything that came, and how it ended.
async fn read(base_url: &str, idle: Duration) -> (String, Option<Usage>, Option<ProviderError>) {
    let (mut text, mut usage) = (String::new(), None);
    let mut deltas = match provider(base_url, idle).reply(prompt()).await {
        Ok(deltas) => deltas,
        Err(error) => return (text, usage, Some(error)),
    };
    while let Some(delta) = deltas.next().await {
        match delta {
            Ok(Delta::Text(added)) => text.push_str(&added),
            Ok(Delta::Usage(told)) => usage = Some(told),
            Ok(Delta::LimitReached) => {}
            Ok(Delta::Waiting(_) | Delta::Omitted(_)) => panic!("a service does not tell that"),
            Err(error) => {
                assert!(deltas.next().await.is_none(), "nothing comes after an error");
                return (text, usage, Some(error));
            }
        }
    }
    (text, usage, None)
}

/// The text and the fault of one answer.
async fn outcome(answer: Answer) -> (String, Option<ProviderFault>) {
    outcome_within(PATIENT, answer).await
}

async fn outcome_within(idle: Duration, answer: Answer) -> (String, Option<ProviderFault>) {
    let (address, _seen) = serve(vec![answer]).await;
    let (text, _, error) = read(&address, idle).await;
    (text, error.map(|error| error.fault))
}

fn event(text: &str) -> String {
    format!("data: {}\n\n", json!({"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": null}]}))
}

fn last_event(reason: &str) -> String {
    format!("data: {}\n\n", json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]}))
}

#[tokio::test]
async fn characters_that_are_cut_between_two_packets_come_whole() {
    let usage =
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}\n\n";
    let all =
        [": hello\n\n", &event("안녕"), &event("하세요, "), &event("🙂"), &last_event("stop"), usage, DONE].concat();
    for size in [1, 2, 7] {
        let (address, mut seen) = serve(vec![Answer::events(all.as_bytes().chunks(size), End::Properly)]).await;
        let (text, usage, error) = read(&address, PATIENT).await;
        assert_eq!((text.as_str(), error), ("안녕하세요, 🙂", None));
        assert_eq!(usage, Some(Usage { prompt_tokens: 9, completion_tokens: 4, is_estimated: false }));
        let Some(Seen::Request { head, body }) = seen.recv().await else { panic!("no request") };
        assert!(head.starts_with("post /v1/chat/completions http/1.1"), "{head}");
        assert!(head.contains(&format!("authorization: bearer {KEY}")), "{head}");
        let messages = json!([{"role": "system", "content": "Be brief."}, {"role": "user", "content": "안녕?"}]);
        let expected = json!({"model": "gpt-test", "messages": messages, "stream": true, "temperature": 0.5,
            "max_tokens": 100, "stream_options": {"include_usage": true}});
        assert_eq!(body, expected);
    }
}

#[tokio::test]
async fn each_status_is_the_fault_that_it_means_at_once() {
    let told = |code: &str| json!({"error": {"message": format!("No. Your key is {KEY}."), "type": "x", "code": code}});
    for (status, code, fault) in [
        ("401 Unauthorized", "invalid_api_key", ProviderFault::Unauthorized),
        ("403 Forbidden", "", ProviderFault::Forbidden),
        ("429 Too Many Requests", "insufficient_quota", ProviderFault::QuotaExceeded),
        ("400 Bad Request", "context_length_exceeded", ProviderFault::ContextExceeded),
        ("404 Not Found", "model_not_found", ProviderFault::UnknownModel),
        ("404 Not Found", "", ProviderFault::Refused),
        ("422 Unprocessable Entity", "", ProviderFault::Refused),
        ("301 Moved\r\nlocation: http://127.0.0.1:9/", "", ProviderFault::Refused),
        ("500 Internal Server Error", "", ProviderFault::Failed),
        ("503 Service Unavailable", "", ProviderFault::Failed),
    ] {
        let (address, mut seen) = serve(vec![Answer::json(status, &told(code))]).await;
        let (text, _, error) = read(&address, PATIENT).await;
        let error = error.unwrap();
        assert_eq!((text.as_str(), error.fault), ("", fault), "{status}");
        assert!(error.detail.contains("No. Your key is [API key].") && !error.detail.contains(KEY), "{error}");
        assert!(matches!(seen.recv().await, Some(Seen::Request { .. })));
        assert!(seen.try_recv().is_err(), "it was tried again");
    }
}

#[tokio::test]
async fn errors_that_are_no_json_are_understood_too() {
    let mut answer = Answer::json("502 Bad Gateway", &json!(null));
    answer.chunks = vec![b"<html>bad gateway".to_vec()];
    assert_eq!(outcome(answer).await, (String::new(), Some(ProviderFault::Failed)));
    let ollama = json!({"error": "model \"x\" not found, try pulling it first"});
    assert_eq!(outcome(Answer::json("404 Not Found", &ollama)).await.1, Some(ProviderFault::UnknownModel));
    let llama = json!({"error": {"code": 400, "type": "exceed_context_size_error", "message": "too long"}});
    assert_eq!(outcome(Answer::json("400 Bad Request", &llama)).await.1, Some(ProviderFault::ContextExceeded));
}

#[tokio::test]
async fn a_silent_server_is_not_waited_for() {
    let silent = Answer { head: String::new(), chunks: Vec::new(), end: End::Never };
    assert_eq!(outcome_within(IMPATIENT, silent).await, (String::new(), Some(ProviderFault::TimedOut)));
    let in_the_middle = Answer::events([event("half")], End::Never);
    assert_eq!(outcome_within(IMPATIENT, in_the_middle).await, ("half".to_owned(), Some(ProviderFault::WentSilent)));
    let after_the_end = Answer::events([event("whole"), last_event("stop")], End::Never);
    assert_eq!(outcome_within(IMPATIENT, after_the_end).await, ("whole".to_owned(), None));
}

#[tokio::test]
async fn nobody_at_the_address_is_unreachable() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let (_, _, error) = read(&format!("http://{closed}/v1"), PATIENT).await;
    assert_eq!(error.unwrap().fault, ProviderFault::Unreachable);
}

#[tokio::test]
async fn a_reply_without_its_end_is_broken_and_keeps_its_text() {
    let broken = |text: &str| (text.to_owned(), Some(ProviderFault::BrokenStream));
    let whole_events = [event("one "), event("two")];
    for end in [End::Properly, End::Abruptly] {
        assert_eq!(outcome(Answer::events(&whole_events, end)).await, broken("one two"));
    }
    let half_an_event = [event("one "), "data: {\"choices\":[{\"delta\":{\"con".to_owned()];
    for end in [End::Properly, End::Abruptly] {
        assert_eq!(outcome(Answer::events(&half_an_event, end)).await, broken("one "));
    }
    let no_json = [event("one "), "data: {\"choices\":[{\"del\n\n".to_owned()];
    let invalid = ("one ".to_owned(), Some(ProviderFault::InvalidReply));
    assert_eq!(outcome(Answer::events(&no_json, End::Properly)).await, invalid);
    assert_eq!(outcome(Answer::events([event("data: [DONE]\n\n")], End::Abruptly)).await, broken("data: [DONE]\n\n"));
}

#[tokio::test]
async fn what_a_model_thinks_stands_before_what_it_says() {
    let thought = |text: &str| format!("data: {}\n\n", json!({"choices": [{"delta": {"reasoning_content": text}}]}));
    let events =
        [thought("first "), thought("this"), event("the "), event("answer"), last_event("stop"), DONE.to_owned()];
    let expected = "<think>first this</think>\n\nthe answer";
    assert_eq!(outcome(Answer::events(&events, End::Properly)).await, (expected.to_owned(), None));
    let both = json!({"choices": [{"delta": {"content": "", "reasoning": "hm", "reasoning_content": "hm"}}]});
    let events = [format!("data: {both}\n\n"), event("so"), last_event("stop"), DONE.to_owned()];
    assert_eq!(outcome(Answer::events(&events, End::Properly)).await.0, "<think>hm</think>\n\nso");
    let only_thoughts = [thought("hm"), last_event("length"), DONE.to_owned()];
    assert_eq!(outcome(Answer::events(&only_thoughts, End::Properly)).await.0, "<think>hm</think>\n\n");
}

#[tokio::test]
async fn an_answer_that_its_limit_has_cut_says_so() {
    for (reason, is_cut) in [("length", true), ("stop", false)] {
        let events = [event("half"), last_event(reason), DONE.to_owned()];
        let (address, _seen) = serve(vec![Answer::events(&events, End::Properly)]).await;
        let deltas = provider(&address, PATIENT).reply(prompt()).await.unwrap();
        let deltas: Vec<_> = deltas.collect().await;
        assert_eq!(deltas.contains(&Ok(Delta::LimitReached)), is_cut, "{deltas:?}");
    }
}

#[tokio::test]
async fn missing_and_odd_fields_do_not_matter() {
    let events = [
        "data: {}\n\n",
        "event: keepalive\ndata: x\n\n",
        "data: {\"choices\":null,\"usage\":\"\"}\n\n",
        "data: {\"choices\":[{}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null},\"finish_reason\":\"\"}],\"usage\":{}}\n\n",
        "data:{\"choices\":[{\"delta\":{\"content\":\"words\"},\"finish_reason\":\"\"}],\"error\":null}\r\n\r\n",
        "data: {\"choices\":[{\"delta\":{\"content\":[]},\"finish_reason\":7}]}\n\n",
        "data:[DONE]\r\n\r\n",
    ];
    assert_eq!(outcome(Answer::events(events, End::Properly)).await, ("words".to_owned(), None));
    let last_event_with_text =
        ["data: {\"choices\":[{\"delta\":{\"content\":\"words\"},\"finish_reason\":\"stop\"}]}\n\n"];
    assert_eq!(outcome(Answer::events(last_event_with_text, End::Abruptly)).await, ("words".to_owned(), None));
}

#[tokio::test]
async fn json_instead_of_events_is_the_answer_or_the_error_that_it_is() {
    let whole = json!({"choices": [{"message": {"content": "all\nat once"}, "finish_reason": "stop"}]});
    assert_eq!(outcome(Answer::json("200 OK", &whole)).await, ("all\nat once".to_owned(), None));
    for (code, fault) in [
        (json!("oops"), ProviderFault::Failed),
        (json!(429), ProviderFault::RateLimited),
        (json!("insufficient_quota"), ProviderFault::QuotaExceeded),
        (json!(401), ProviderFault::Unauthorized),
    ] {
        let error = json!({"error": {"message": "no", "code": code}});
        assert_eq!(outcome(Answer::json("200 OK", &error)).await, (String::new(), Some(fault)), "{code}");
        let in_the_middle = [event("one "), format!("data: {error}\n\n")];
        assert_eq!(outcome(Answer::events(in_the_middle, End::Never)).await, ("one ".to_owned(), Some(fault)));
    }
}

#[tokio::test]
async fn dropping_the_deltas_closes_the_connection() {
    let (address, mut seen) = serve(vec![Answer::events([event("one ")], End::Never)]).await;
    let mut deltas = provider(&address, PATIENT).reply(prompt()).await.unwrap();
    assert_eq!(deltas.next().await, Some(Ok(Delta::Text("one ".to_owned()))));
    assert!(matches!(seen.recv().await, Some(Seen::Request { .. })));
    drop(deltas);
    assert_eq!(seen.recv().await, Some(Seen::ClientGone));
}

#[tokio::test]
async fn what_a_service_does_not_take_is_left_out() {
    let refused = |parameter: &str| {
        Answer::json(
            "400 Bad Request",
            &json!({"error": {"message": "unsupported", "param": parameter, "code": "unsupported_parameter"}}),
        )
    };
    let answer = Answer::events([event("yes"), last_event("stop"), DONE.to_owned()], End::Properly);
    let (address, mut seen) = serve(vec![refused("max_tokens"), refused("temperature"), answer]).await;
    assert_eq!(read(&address, PATIENT).await.0, "yes");
    let mut bodies = Vec::new();
    while let Ok(Seen::Request { body, .. }) = seen.try_recv() {
        bodies.push([body["max_tokens"].clone(), body["max_completion_tokens"].clone(), body["temperature"].clone()]);
    }
    let longer = json!(100 + 4096);
    let expected = [
        [json!(100), json!(null), json!(0.5)],
        [json!(null), longer.clone(), json!(0.5)],
        [json!(null), longer, json!(null)],
    ];
    assert_eq!(bodies, expected);
    assert_eq!(outcome(refused("messages")).await.1, Some(ProviderFault::Refused));
}

#[tokio::test]
async fn a_reply_without_end_is_cut_off() {
    let megabyte = event(&"x".repeat(1 << 20));
    let (text, fault) = outcome(Answer::events(vec![megabyte; 5], End::Never)).await;
    assert_eq!((text.len(), fault), (2 << 20, Some(ProviderFault::TooLong)));
}

#[tokio::test]
async fn only_models_that_chat_are_listed() {
    let ids = ["gpt-5-mini", "text-embedding-3-small", "whisper-1", "", "gpt-5-mini", "a/llama-instruct-q4"];
    let body = json!({"data": ids.map(|id| json!({"id": id})), "object": "list"});
    let (address, mut seen) = serve(vec![Answer::json("200 OK", &body), Answer::json("401 No", &json!({}))]).await;
    let provider = provider(&address, PATIENT);
    assert_eq!(provider.models().await.unwrap(), ["a/llama-instruct-q4", "gpt-5-mini"]);
    assert!(
        matches!(seen.recv().await, Some(Seen::Request { head, .. }) if head.starts_with("get /v1/models http/1.1"))
    );
    assert_eq!(provider.models().await.unwrap_err().fault, ProviderFault::Unauthorized);
}

#[test]
fn settings_that_cannot_work_are_refused_at_the_start() {
    let made = |base_url: &str, key: &str| {
        let settings = OpenaiSettings {
            api_key: Some(key.to_owned().into()),
            base_url: base_url.to_owned(),
            patience: Timeouts::default(),
            context_tokens: 1000,
        };
        Openai::new(settings).map_err(|error| error.fault).map(|_| ())
    };
    assert_eq!(made(OPENAI_BASE_URL, KEY), Ok(()));
    assert_eq!(made(" http://localhost:11434/v1/ ", ""), Ok(()));
    for (base_url, key) in [("", KEY), ("api.openai.com/v1", KEY), ("ftp://x/", KEY), (OPENAI_BASE_URL, "a\nb")] {
        assert_eq!(made(base_url, key), Err(ProviderFault::NotConfigured), "{base_url}");
    }
}
