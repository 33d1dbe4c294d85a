//! A server with a data folder of its own, and a browser-like client for it.

use axum::{
    Router,
    body::{Body, BodyDataStream, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use futures::StreamExt;
use leptos::server_fn::ServerFn;
use std::collections::HashMap;
use supbot::server::{AppState, config::Config, router};
use tempfile::TempDir;
use tower::ServiceExt;

/// A server in this process.
pub struct TestServer {
    pub router: Router,
    pub folder: TempDir,
    pub state: AppState,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The page without what Leptos leaves to hydrate by: empty comments, and after the page its data and all the texts of
    /// its feature, whether it shows them or not.
    pub fn html(&self) -> String {
        self.text.split("</html>").next().unwrap_or_default().replace("<!>", "")
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// A header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The configuration of a test server: the scripted provider, a folder of its own, and what else is set.
pub fn config(folder: &TempDir, settings: &[(&str, &str)]) -> Config {
    let all: HashMap<String, String> = [
        ("SUPBOT_DATA_DIR", folder.path().to_str().unwrap()),
        ("SUPBOT_PROVIDERS", "scripted"),
        ("SUPBOT_ADDR", "127.0.0.1:0"),
        ("SUPBOT_LOG_LEVEL", "error"),
        ("SUPBOT_SHUTDOWN_PATIENCE", "0"),
    ]
    .into_iter()
    .chain(settings.iter().copied())
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect();
    let mut config = Config::from_lookup(|name| all.get(name).cloned()).unwrap();
    config.program = env!("CARGO_BIN_EXE_supbot").into();
    config.start_logging(); // what goes wrong inside is part of what a failing test says
    config
}

impl TestServer {
    /// Returns when exactly `count` answers of the model are being read.
    pub async fn wait_for_open_streams(&self, count: u32) {
        self.state.open_streams().wait_for(|open| *open == count).await.unwrap();
    }

    pub async fn start() -> Self {
        Self::with(&[]).await
    }

    pub async fn with(settings: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let state = AppState::new(config(&folder, settings)).await.unwrap();
        Self { router: router(state.clone()), folder, state }
    }

    pub fn visitor(&self) -> Client {
        Client { router: self.router.clone(), cookies: HashMap::new(), language: "en" }
    }

    /// Somebody who has just signed up under that name.
    pub async fn person(&self, name: &str) -> Client {
        let mut client = self.visitor();
        let answer = client.sign_up(name, "correct horse").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        client
    }
}

/// Server-sent events, one by one.
pub struct Events {
    body: BodyDataStream,
    rest: String,
}

impl Events {
    /// The data of the next event.
    pub async fn next<T: serde::de::DeserializeOwned>(&mut self) -> T {
        loop {
            if let Some((event, rest)) = self.rest.split_once("\n\n") {
                let data = event.strip_prefix("data: ").map(|data| serde_json::from_str(data).unwrap());
                self.rest = rest.to_owned();
                if let Some(data) = data {
                    return data;
                }
            } else {
                let bytes = self.body.next().await.expect("the stream has ended").unwrap();
                self.rest.push_str(std::str::from_utf8(&bytes).unwrap());
            }
        }
    }
}

/// Somebody with a browser: keeps cookies, posts forms and calls server functions.
#[derive(Clone)]
pub struct Client {
    router: Router,
    pub cookies: HashMap<String, String>,
    pub language: &'static str,
}

impl Client {
    pub async fn request(&mut self, request: Request<Body>) -> Answer {
        let (parts, body) = self.answer(request).await;
        let text = String::from_utf8(body).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    /// The beginning of an answer.
    pub async fn begin(&mut self, request: Request<Body>) -> axum::response::Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// An answer whose body need not be text.
    pub async fn parts(&mut self, request: Request<Body>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let (parts, body) = self.answer(request).await;
        (parts.status, parts.headers, body)
    }

    /// The body of an answer that need not be text.
    pub async fn bytes(&mut self, request: Request<Body>) -> Vec<u8> {
        self.answer(request).await.1
    }

    async fn answer(&mut self, request: Request<Body>) -> (axum::http::response::Parts, Vec<u8>) {
        let (mut parts, body) = request.into_parts();
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            parts.headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        parts.headers.insert(header::ACCEPT_LANGUAGE, self.language.parse().unwrap());
        let response = self.router.clone().oneshot(Request::from_parts(parts, body)).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        (parts, body)
    }

    /// Opens a stream of events that does not end by itself.
    pub async fn watch(&mut self, path: &str) -> Events {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::get(path).header(header::COOKIE, cookies.join("; ")).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        Events { body: response.into_body().into_data_stream(), rest: String::new() }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.request(Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap()).await
    }

    /// Calls a server function as the hydrated page does.
    pub async fn call<F: ServerFn>(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.send::<F>(fields, "application/json", None).await
    }

    /// Posts a form as a browser without JavaScript does, from `page`.
    pub async fn post<F: ServerFn>(&mut self, page: &str, fields: &[(&str, &str)]) -> Answer {
        self.send::<F>(fields, "text/html,*/*", Some(page)).await
    }

    async fn send<F: ServerFn>(&mut self, fields: &[(&str, &str)], accept: &str, page: Option<&str>) -> Answer {
        let form = serde_urlencoded::to_string(fields).unwrap();
        let is_read = ["/list_", "/get_", "/open_", "/begin_"].iter().any(|name| F::url().contains(name));
        let (method, uri, body) = if is_read {
            (Method::GET, format!("{}?{form}", F::url()), Body::empty())
        } else {
            (Method::POST, F::url().to_owned(), Body::from(form))
        };
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, accept);
        if let Some(page) = page {
            request = request.header(header::REFERER, format!("http://localhost{page}"));
        }
        self.request(request.body(body).unwrap()).await
    }

    pub async fn sign_up(&mut self, name: &str, password: &str) -> Answer {
        self.call::<supbot::auth::api::SignUp>(&[("username", name), ("email", ""), ("password", password)]).await
    }

    pub async fn log_in(&mut self, name: &str, password: &str) -> Answer {
        self.call::<supbot::auth::api::LogIn>(&[("username", name), ("password", password), ("next", "")]).await
    }
}

impl Client {
    /// The same browser after logging in under that name.
    pub async fn log_in_as(mut self, name: &str) -> Self {
        assert_eq!(self.log_in(name, "correct horse").await.status, StatusCode::OK);
        self
    }
}
