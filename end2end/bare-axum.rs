//! What `make bench` holds the API against: an axum server with a single route that answers the same JSON from memory.

use axum::{Json, Router, routing::get};
use serde_json::Value;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let text = std::env::args().nth(1).unwrap_or_default();
    let answer: Value = serde_json::from_str(&text)?;
    let app = Router::new().route("/", get(move || async move { Json(answer.clone()) }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    eprintln!("{}", listener.local_addr()?);
    axum::serve(listener, app).await
}
