//! Accepts connections and ends those that only hold a place: axum's own server waits for ever for the rest of a request,
//! and takes any number of connections until the system gives no more files.

mod body;
mod limits;
mod stream;
mod table;

pub use limits::ConnectionLimits;
pub(super) use limits::raise_file_limit;

use crate::rest::Problem;
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::{IntoResponse, Response},
};
use body::{RequestBody, ResponseBody};
use http::{HeaderValue, StatusCode, header};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{
    convert::Infallible,
    io::{self, Write},
    net::SocketAddr,
    pin::pin,
    sync::Arc,
    time::Duration,
};
use stream::WatchedStream;
use table::{Held, Table};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::Service;

/// Most bytes of the head of a request; more is answered with 431.
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// The pause after the system gave no connection, for the first time and at most.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(5), Duration::from_secs(1));
/// Between two lines in the log about the same trouble.
const LOG_INTERVAL: Duration = Duration::from_secs(10);

/// What somebody is told for whom there is no place.
const NO_PLACE: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// Serves `app` over HTTP/1.1 until `ending` is cancelled; then takes no new connection, and returns when those that are
/// open have been answered.
pub async fn serve(listener: TcpListener, app: Router, limits: ConnectionLimits, ending: CancellationToken) {
    let table = Table::new(limits);
    let sweeping = tokio::spawn(table.clone().sweep());
    let tasks = TaskTracker::new();
    let mut trouble = Trouble::default();
    while let Some(accepted) = ending.run_until_cancelled(listener.accept()).await {
        match accepted {
            Ok((stream, peer)) => {
                trouble.pause = None;
                match table.admit(peer.ip()) {
                    Some(held) => _ = tasks.spawn(serve_connection(stream, peer, held, app.clone(), ending.clone())),
                    None => {
                        trouble.log("every connection is busy: somebody was turned away");
                        turn_away(stream);
                    }
                }
            }
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                trouble.log(&format!("no connection can be accepted, idle ones are closed: {error}"));
                table.make_room();
                let pause = trouble.pause.map_or(BACK_OFF.0, |pause| (pause * 2).min(BACK_OFF.1));
                trouble.pause = Some(pause);
                ending.run_until_cancelled(tokio::time::sleep(pause)).await;
            }
        }
    }
    drop(listener);
    tasks.close();
    tasks.wait().await;
    sweeping.abort();
}

/// Says so to somebody for whom there is no place, as far as that can be said without waiting.
fn turn_away(stream: TcpStream) {
    if let Ok(mut stream) = stream.into_std() {
        let _ = stream.write_all(NO_PLACE);
    }
}

/// What went wrong while accepting.
#[derive(Default)]
struct Trouble {
    pause: Option<Duration>,
    logged: Option<tokio::time::Instant>,
}

impl Trouble {
    /// Writes a line, but not one for each connection of an attack.
    fn log(&mut self, line: &str) {
        if self.logged.is_none_or(|logged| logged.elapsed() > LOG_INTERVAL) {
            self.logged = Some(tokio::time::Instant::now());
            tracing::warn!("{line}");
        }
    }
}

/// Whether the peer gave up, which says nothing of the next connection.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

async fn serve_connection(stream: TcpStream, peer: SocketAddr, held: Held, app: Router, ending: CancellationToken) {
    // A word of a reply must not wait until the one before it is acknowledged (40 ms on Linux).
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "could not set TCP_NODELAY");
    }
    let io = TokioIo::new(WatchedStream::new(stream, held.connection()));
    let service = service_fn(|request| answer(app.clone(), peer, &held, request));
    let mut connection = pin!(http1::Builder::new().max_buf_size(HEAD_BYTES_MAX).serve_connection(io, service));
    let mut is_ending = false;
    loop {
        tokio::select! {
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::trace!(%error, "a connection failed");
                }
                return;
            }
            () = held.closed() => return,
            () = ending.cancelled(), if !is_ending => {
                is_ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// Has one request answered, and follows its body and that of the answer.
fn answer(
    mut app: Router,
    peer: SocketAddr,
    held: &Held,
    request: http::Request<Incoming>,
) -> impl Future<Output = Result<http::Response<ResponseBody>, Infallible>> + use<> {
    let connection = held.connection();
    let limits = held.limits();
    let (parts, body) = request.into_parts();
    let body = RequestBody::new(body, Arc::clone(&connection), limits);
    let mut request = Request::from_parts(parts, Body::new(body));
    request.extensions_mut().insert(ConnectInfo(peer));
    let answering = app.call(request);
    async move {
        let Ok(response) = answering.await;
        let response = if connection.was_too_slow() { too_slow() } else { response };
        Ok(response.map(|body| ResponseBody::new(body, connection)))
    }
}

/// The answer to a body that came too slowly; what the application made of half of it means nothing.
fn too_slow() -> Response {
    let problem = Problem::new(StatusCode::REQUEST_TIMEOUT, "body_too_slow", "The body came too slowly.");
    let mut response = problem.into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
