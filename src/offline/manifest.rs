//! `/manifest.webmanifest`: what a device is told when Supbot is installed (W3C Web Application Manifest).

use crate::i18n::Language;
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// `--paper` of style/tokens.css, light and dark: a manifest, and the frame of a window, take no names.
pub const PAPER: [&str; 2] = ["#fdfcfa", "#16171b"];

/// The manifest in the language of whoever asks.
pub async fn manifest(language: Language) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, document(language).to_string()).into_response()
}

fn document(language: Language) -> Value {
    let (texts, documents) = (language.texts(), language.documents_texts());
    let icon = |src, sizes, purpose| json!({ "src": src, "sizes": sizes, "type": "image/png", "purpose": purpose });
    let shortcut = |name, url| json!({ "name": name, "url": url, "icons": [icon("/icon-192.png", "192x192", "any")] });
    json!({
        "id": "/",
        "name": "Supbot",
        "short_name": "Supbot",
        "description": language.account_texts().tagline,
        "lang": language.tag(),
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER[0],
        "background_color": PAPER[0],
        "categories": ["productivity"],
        "icons": [
            { "src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml" },
            icon("/icon-192.png", "192x192", "any"),
            icon("/icon-512.png", "512x512", "any"),
            icon("/icon-maskable.png", "512x512", "maskable"),
        ],
        "shortcuts": [
            shortcut(texts.new_chat, "/"),
            shortcut(documents.new_document, "/documents/new"),
            shortcut(texts.fix_code, "/code"),
        ],
    })
}
