//! The REST API, below `/api`, and what speaks OpenAI's protocol, below `/v1`: their routes, its description, and the page that shows it.

use super::{
    AppState,
    cors::{self, Origins},
    openapi,
};
use crate::{
    attachments::{rest as attachments, upload::BODY_BYTES_MAX},
    auth::rest as auth,
    chat::completions::rest as completions,
    chat::rest as chat,
    code::rest as code,
    documents::rest as documents,
    error::AppError,
    prompts::rest as prompts,
    rest,
    search::rest as search,
    sharing::rest as sharing,
    transfer::rest as transfer,
};
use axum::{
    Router,
    body::Bytes,
    extract::DefaultBodyLimit,
    http::{HeaderValue, header},
    middleware::from_fn,
    response::IntoResponse,
    routing::get,
};
use std::sync::{Arc, OnceLock};
use tower_http::{catch_panic::CatchPanicLayer, set_header::SetResponseHeaderLayer};
use utoipa_axum::{router::OpenApiRouter, routes};
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Most bytes of a body: a document of 1 MiB, and what JSON adds to it.
const BODY_LIMIT: usize = 1_900_000;

/// Where the description of the API is.
const OPENAPI_PATH: &str = "/api/openapi.json";

/// What the page of the description may do: its own scripts and styles, and calls of this very server. The hash is that of
/// the style that the logo of Swagger UI brings with it.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; \
    connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// The API, its description and the page that shows it.
///
/// Whatever goes wrong in them, and in what guards them, is told as JSON.
pub(super) fn routes(origins: &Origins, import_bytes_max: u64) -> Router<AppState> {
    let (router, _) = described();
    // Made when it is first asked for: most servers never are.
    let description = Arc::new(OnceLock::new());
    let description = move || async move {
        let description = description.get_or_init(|| {
            let (_, document) = described();
            Bytes::from(openapi::complete(&document, import_bytes_max).to_string())
        });
        ([(header::CONTENT_TYPE, "application/json")], description.clone())
    };
    let config = Config::new([OPENAPI_PATH]).validator_url("none").doc_expansion("none").filter(true);
    let docs: Router<AppState> = SwaggerUi::new("/api/docs").config(config).into();
    let policy = HeaderValue::from_static(DOCS_POLICY);
    let router = router
        .route(OPENAPI_PATH, get(description))
        .layer(from_fn(rest::conditional::tagged))
        .layer(from_fn(rest::limits::told))
        .merge(docs.layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy)));
    cors::guard(router.layer(CatchPanicLayer::new()), origins)
        .layer(from_fn(rest::as_problems))
        .layer(from_fn(completions::as_openai_errors))
}

/// The routes, and what their handlers say of themselves.
fn described() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    let openai = OpenApiRouter::new()
        .routes(routes!(completions::list_models))
        .routes(routes!(completions::create_chat_completion))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .fallback(|| async { AppError::NotFound.into_response() });
    let api = OpenApiRouter::new().nest("/v1", v1()).fallback(|| async { AppError::NotFound.into_response() });
    OpenApiRouter::with_openapi(openapi::base()).nest("/api", api).nest("/v1", openai).split_for_parts()
}

fn v1() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(auth::register))
        .routes(routes!(auth::create_token))
        .routes(routes!(auth::refresh_token))
        .routes(routes!(auth::verify_token))
        .routes(routes!(auth::log_out))
        .routes(routes!(auth::get_me))
        .routes(routes!(auth::list_keys, auth::create_key))
        .routes(routes!(auth::delete_key))
        .routes(routes!(chat::list_models))
        .routes(routes!(chat::list_conversations, chat::create_conversation))
        .routes(routes!(chat::get_conversation, chat::update_conversation, chat::delete_conversation))
        .routes(routes!(chat::restore_conversation))
        .routes(routes!(chat::list_labels))
        .routes(routes!(chat::list_files))
        .routes(routes!(chat::read_file))
        .routes(routes!(chat::pack_files))
        .routes(routes!(attachments::read_attachment, attachments::delete_attachment))
        .routes(routes!(chat::list_messages, chat::create_message))
        .routes(routes!(chat::get_message))
        .routes(routes!(chat::message_events))
        .routes(routes!(chat::stop_message))
        .routes(routes!(chat::regenerate_message))
        .routes(routes!(chat::continue_message))
        .routes(routes!(completions::get_usage))
        .routes(routes!(prompts::list_prompts, prompts::create_prompt))
        .routes(routes!(prompts::get_prompt, prompts::update_prompt, prompts::delete_prompt))
        .routes(routes!(prompts::fill_prompt))
        .routes(routes!(prompts::list_personas, prompts::create_persona))
        .routes(routes!(prompts::get_persona, prompts::update_persona, prompts::delete_persona))
        .routes(routes!(prompts::start_persona))
        .routes(routes!(search::search))
        .routes(routes!(sharing::list_shares, sharing::create_share))
        .routes(routes!(sharing::delete_share))
        .routes(routes!(transfer::export))
        .routes(routes!(transfer::list_imports))
        .routes(routes!(transfer::get_import))
        .routes(routes!(code::list_fixes, code::create_fix))
        .routes(routes!(code::get_fix, code::decide_fix, code::delete_fix))
        .routes(routes!(code::stop_fix))
        .routes(routes!(code::ask_fix_again))
        .routes(routes!(code::fix_events))
        .routes(routes!(code::get_fix_file))
        .routes(routes!(code::get_fix_archive))
        .routes(routes!(documents::list_formats, documents::create_format))
        .routes(routes!(documents::delete_format))
        .routes(routes!(documents::list_documents, documents::create_document))
        .routes(routes!(documents::get_document, documents::update_document, documents::delete_document))
        .routes(routes!(documents::restore_document))
        .routes(routes!(documents::duplicate_document))
        .routes(routes!(documents::check_document))
        .routes(routes!(documents::stop_document))
        .routes(routes!(documents::continue_document))
        .routes(routes!(documents::document_events))
        .routes(routes!(documents::revise_document))
        .routes(routes!(documents::fill_document))
        .routes(routes!(documents::compare_versions))
        .routes(routes!(documents::list_versions, documents::create_version))
        .routes(routes!(documents::get_version, documents::name_version))
        .routes(routes!(documents::restore_version))
        .routes(routes!(documents::export_document))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        // Files come as they are.
        .merge(OpenApiRouter::new().routes(routes!(documents::import_document)))
        .merge(OpenApiRouter::new().routes(routes!(transfer::import)))
        .merge(
            OpenApiRouter::new()
                .routes(routes!(attachments::create_attachment))
                .layer(DefaultBodyLimit::max(BODY_BYTES_MAX)),
        )
}
