//! Connections that hold a place and do nothing with it: half-sent requests, bodies that stand still, too many streams.

use crate::server::{Client, TestServer};
use axum::{
    Router,
    body::{Body, BodyDataStream},
    routing::get,
};
use futures::StreamExt;
use http::{Request, StatusCode, header};
use std::{net::SocketAddr, time::Duration};
use supbot::server::connections::{ConnectionLimits, serve};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

const SHORT: Duration = Duration::from_millis(200);
const HALF: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n";

/// A server on a port of its own.
struct Listening {
    server: TestServer,
    address: SocketAddr,
    ending: CancellationToken,
    serving: JoinHandle<()>,
}

/// Serves some routes on a port of their own.
async fn serve_app(app: Router, limits: ConnectionLimits) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, app, limits, CancellationToken::new()));
    address
}

async fn listen(limits: ConnectionLimits) -> Listening {
    let server = TestServer::start().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, ending) = (listener.local_addr().unwrap(), CancellationToken::new());
    let serving = tokio::spawn(serve(listener, server.router.clone(), limits, ending.clone()));
    Listening { server, address, ending, serving }
}

impl Listening {
    async fn send(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream
    }

    /// What a whole request for the server's health is answered with.
    async fn health(&self) -> String {
        rest(self.send(&[HALF, b"Connection: close\r\n\r\n"].concat()).await).await
    }
}

/// Everything until the server closes the connection; a test that waits for ever fails.
async fn rest(mut stream: TcpStream) -> String {
    let mut bytes = Vec::new();
    // What is closed with something unread in it is reset.
    let _ = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut bytes)).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Reads to the end of a text in an answer.
async fn read_to(stream: &mut TcpStream, text: &str) -> String {
    let mut bytes = Vec::new();
    while !String::from_utf8_lossy(&bytes).contains(text) {
        assert!(stream.read_buf(&mut bytes).await.unwrap() > 0, "closed after {bytes:?}");
    }
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_request_that_is_never_sent_whole_is_closed() {
    let listening = listen(ConnectionLimits { head: SHORT, ..ConnectionLimits::default() }).await;
    for begun in [&b""[..], HALF] {
        assert_eq!(rest(listening.send(begun).await).await, "");
    }
    // Also the second one of a connection.
    let mut stream = listening.send(&[HALF, b"\r\n"].concat()).await;
    assert!(read_to(&mut stream, "ok").await.starts_with("HTTP/1.1 200"));
    stream.write_all(HALF).await.unwrap();
    assert_eq!(rest(stream).await, "");
}

#[tokio::test]
async fn a_connection_that_asks_nothing_more_is_closed() {
    let listening = listen(ConnectionLimits { idle: SHORT, ..ConnectionLimits::default() }).await;
    let stream = listening.send(&[HALF, b"\r\n"].concat()).await;
    assert!(rest(stream).await.ends_with("ok"));
}

fn upload(bytes: usize) -> String {
    format!(
        "POST /api/v1/auth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {bytes}\r\n\r\n"
    )
}

#[tokio::test]
async fn a_body_that_stands_still_is_refused_with_408() {
    let listening = listen(ConnectionLimits { body: SHORT, ..ConnectionLimits::default() }).await;
    let answer = rest(listening.send(format!("{}{{", upload(100)).as_bytes()).await).await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("\"body_too_slow\""), "{answer}");
}

#[tokio::test]
async fn a_large_answer_is_sent_to_its_end_however_slowly_it_is_read() {
    const SIZE: usize = 32 * 1024 * 1024;
    // One piece, far more than the system takes without a reader.
    let app = Router::new().route("/", get(|| async { vec![b'x'; SIZE] }));
    let address = serve_app(app, ConnectionLimits { idle: SHORT, ..ConnectionLimits::default() }).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").await.unwrap();
    let head = read_to(&mut stream, "\r\n\r\n").await;
    // Longer than a connection may do nothing.
    tokio::time::sleep(SHORT * 5).await;
    let read = head.len() - head.find("\r\n\r\n").unwrap() - 4;
    assert_eq!(read + rest(stream).await.len(), SIZE);
}

#[tokio::test]
async fn when_every_place_is_taken_the_oldest_half_sent_request_makes_room() {
    for limits in [
        ConnectionLimits { total: 8, per_address: None, ..ConnectionLimits::default() },
        ConnectionLimits { per_address: Some(8), ..ConnectionLimits::default() },
    ] {
        let listening = listen(limits).await;
        let mut held = Vec::new();
        for _ in 0..8 {
            held.push(listening.send(HALF).await);
        }
        let mut last = held.pop().unwrap();
        assert!(listening.health().await.ends_with("ok"));
        assert_eq!(rest(held.remove(0)).await, "");
        last.write_all(b"\r\n").await.unwrap();
        assert!(read_to(&mut last, "ok").await.starts_with("HTTP/1.1 200"), "the newest one was not closed");
    }
}

#[tokio::test]
async fn when_every_connection_is_busy_the_next_one_is_told_so() {
    let listening = listen(ConnectionLimits { total: 2, ..ConnectionLimits::default() }).await;
    let person = listening.server.person("somebody").await;
    let cookie = format!("Cookie: supbot_session={}", person.cookies["supbot_session"]);
    let watch = format!("GET /events/conversations HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n\r\n");
    let mut streams = Vec::new();
    for _ in 0..2 {
        let mut stream = listening.send(watch.as_bytes()).await;
        read_to(&mut stream, "text/event-stream").await;
        streams.push(stream);
    }
    let answer = listening.health().await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 503"), "{answer}");
    drop(streams.pop());
    while !listening.health().await.ends_with("ok") {}
}

#[tokio::test]
async fn the_end_of_the_server_waits_for_answers_and_for_nobody_else() {
    let Listening { server, address, ending, serving } = listen(ConnectionLimits::default()).await;
    let idle = TcpStream::connect(address).await.unwrap();
    let mut asking = TcpStream::connect(address).await.unwrap();
    asking.write_all(format!("{}{{", upload(100)).as_bytes()).await.unwrap();
    // It is taken up when the one after it has been answered.
    let listening = Listening { server, address, ending, serving };
    assert!(listening.health().await.ends_with("ok"));
    listening.ending.cancel();
    asking.write_all(" ".repeat(99).as_bytes()).await.unwrap();
    assert!(rest(asking).await.starts_with("HTTP/1.1 400"));
    assert_eq!(rest(idle).await, "");
    listening.serving.await.unwrap();
}

/// A stream of events as it comes.
async fn watch(client: &Client, path: &str) -> BodyDataStream {
    let cookie = format!("supbot_session={}", client.cookies["supbot_session"]);
    let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
    let response = client.clone().begin(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.into_body().into_data_stream()
}

/// The rest of a stream that has ended.
async fn read_to_end(stream: BodyDataStream) -> String {
    let pieces: Vec<_> = stream.map(|piece| piece.unwrap().to_vec()).collect().await;
    String::from_utf8(pieces.concat()).unwrap()
}

#[tokio::test]
async fn the_oldest_of_21_streams_of_a_log_in_ends_and_its_browser_comes_back_much_later() {
    let server = TestServer::start().await;
    let (person, other) = (server.person("somebody").await, server.person("other").await);
    let mut others = watch(&other, "/events/conversations").await;
    let mut streams = Vec::new();
    for _ in 0..21 {
        streams.push(watch(&person, "/events/conversations").await);
    }
    assert_eq!(read_to_end(streams.remove(0)).await, "retry: 3000\n\nretry: 600000\n\n");
    for stream in streams.iter_mut().chain([&mut others]) {
        assert_eq!(stream.next().await.unwrap().unwrap(), "retry: 3000\n\n");
        assert!(futures::FutureExt::now_or_never(stream.next()).is_none(), "it goes on");
    }
    drop(streams.pop());
    streams.push(watch(&person, "/events/conversations").await);
    assert!(futures::FutureExt::now_or_never(streams[0].next()).is_none(), "one that was closed counts no longer");
}
