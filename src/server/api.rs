//! The REST API, below `/api`, and what speaks OpenAI's protocol, below `/v1`: their routes, its description, and the page that shows it.

use super::{AppState, cors, error_page::error_page_layer, openapi};
use crate::{
    attachments::{rest as attachments, upload::BODY_BYTES_MAX},
    auth::rest as auth,
    chat::rest as chat,
    code_fixes::rest as code,
    documents::rest as documents,
    domain::error::AppError,
    import_export::rest as transfer,
    openai_api::rest as completions,
    prompts::rest as prompts,
    rest,
    search::rest as search,
    sharing::rest as sharing,
};
use axum::{
    Router,
    body::Bytes,
    extract::DefaultBodyLimit,
    http::{HeaderValue, header},
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::{MethodFilter, MethodRouter, get},
};
use pastey::paste;
use std::sync::{Arc, OnceLock};
use tower_http::{catch_panic::CatchPanicLayer, decompression::DecompressionLayer, set_header::SetResponseHeaderLayer};
use utoipa_axum::{PathItemExt, router::OpenApiRouter, routes};
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
pub(super) fn routes(state: &AppState) -> Router<AppState> {
    let import_bytes_max = state.transfer.import_bytes_max();
    let document = Arc::new(OnceLock::new());
    let document = move || async move {
        let document =
            document.get_or_init(|| Bytes::from(openapi::complete(&description(), import_bytes_max).to_string()));
        ([(header::CONTENT_TYPE, "application/json")], document.clone())
    };
    let config = Config::new([OPENAPI_PATH]).validator_url("none").doc_expansion("none").filter(true);
    let docs: Router<AppState> = SwaggerUi::new("/api/docs").config(config).into();
    // Its files are embedded packed; whoever asks says how they are sent.
    let docs = docs.layer(DecompressionLayer::new());
    let policy = HeaderValue::from_static(DOCS_POLICY);
    let router = router(state)
        .route(OPENAPI_PATH, get(document))
        .layer(from_fn(rest::etag::etag_layer))
        .layer(from_fn(rest::rate_limit_headers::rate_limit_headers))
        .merge(docs.layer(SetResponseHeaderLayer::overriding(header::CONTENT_SECURITY_POLICY, policy)));
    cors::guard(router.layer(CatchPanicLayer::new()), &state.cors_origins)
        .layer(from_fn(rest::problem_json_layer))
        .layer(from_fn(completions::as_openai_errors))
}

/// Routes with the same limits: what serves them, and what describes them. The description is only made when somebody asks
/// for it: it is larger than all else that is made at the start.
struct Group {
    router: Router<AppState>,
    describe: fn() -> OpenApiRouter<AppState>,
}

/// A [`Group`] of handlers, those of one path in a line. Their paths and methods are what they are described by.
macro_rules! group {
    ($($first_module:ident::$first:ident $(, $module:ident::$handler:ident)*;)*) => {
        Group {
            router: Router::new()$(.route(
                &paste!(<$first_module::[<__path_ $first>] as utoipa::Path>::path()),
                MethodRouter::new()
                    .on(paste!(methods::<$first_module::[<__path_ $first>]>()), $first_module::$first)
                    $(.on(paste!(methods::<$module::[<__path_ $handler>]>()), $module::$handler))*,
            ))*,
            describe: || OpenApiRouter::new()$(.routes(routes!($first_module::$first $(, $module::$handler)*)))*,
        }
    };
}

fn methods<P: utoipa::Path>() -> MethodFilter {
    let methods = P::methods();
    let mut filters = methods.iter().map(PathItemExt::to_method_filter);
    let first = filters.next().unwrap_or(MethodFilter::GET);
    filters.fold(first, MethodFilter::or)
}

/// Below `/v1`.
fn openai() -> Group {
    group! {
        completions::list_models;
        completions::create_chat_completion;
    }
}

/// Below `/api/v1`, for bodies of JSON.
fn json() -> Group {
    group! {
        auth::register;
        auth::create_token;
        auth::refresh_token;
        auth::verify_token;
        auth::log_out;
        auth::get_me;
        auth::list_keys, auth::create_key;
        auth::delete_key;
        chat::list_models;
        chat::list_conversations, chat::create_conversation;
        chat::get_conversation, chat::update_conversation, chat::delete_conversation;
        chat::restore_conversation;
        chat::list_labels;
        chat::list_files;
        chat::list_messages, chat::create_message;
        chat::get_message;
        chat::message_events;
        chat::stop_message;
        chat::regenerate_message;
        chat::continue_message;
        completions::get_usage;
        prompts::list_prompts, prompts::create_prompt;
        prompts::get_prompt, prompts::update_prompt, prompts::delete_prompt;
        prompts::fill_prompt;
        prompts::list_personas, prompts::create_persona;
        prompts::get_persona, prompts::update_persona, prompts::delete_persona;
        prompts::start_persona;
        search::search;
        sharing::list_shares, sharing::create_share;
        sharing::delete_share;
        transfer::list_imports;
        transfer::get_import;
        code::list_fixes, code::create_fix;
        code::get_fix, code::decide_fix, code::delete_fix;
        code::stop_fix;
        code::ask_fix_again;
        code::fix_events;
        documents::list_formats, documents::create_format;
        documents::delete_format;
        documents::list_documents, documents::create_document;
        documents::get_document, documents::update_document, documents::delete_document;
        documents::restore_document;
        documents::duplicate_document;
        documents::check_document;
        documents::stop_document;
        documents::continue_document;
        documents::document_events;
        documents::revise_document;
        documents::fill_document;
        documents::compare_versions;
        documents::list_versions, documents::create_version;
        documents::get_version, documents::name_version;
        documents::restore_version;
    }
}

/// Below `/api/v1`, for files that a page links to.
fn linked_files() -> Group {
    group! {
        attachments::read_attachment, attachments::delete_attachment;
        chat::read_file;
        chat::pack_files;
        code::get_fix_file;
        code::get_fix_archive;
        documents::export_document;
        transfer::export;
    }
}

/// Below `/api/v1`, for files that are taken as they come.
fn files() -> Group {
    group! {
        documents::import_document;
        transfer::import;
    }
}

/// Below `/api/v1`, for files that are held in memory.
fn attached_files() -> Group {
    group! {
        attachments::create_attachment;
    }
}

fn router(state: &AppState) -> Router<AppState> {
    let not_found = || async { AppError::NotFound.into_response() };
    let linked_files = linked_files().router.layer(from_fn_with_state(state.clone(), error_page_layer));
    let v1 = json().router.merge(linked_files).layer(DefaultBodyLimit::max(BODY_LIMIT)).merge(files().router);
    let v1 = v1.merge(attached_files().router.layer(DefaultBodyLimit::max(BODY_BYTES_MAX)));
    let openai = openai().router.layer(DefaultBodyLimit::max(BODY_LIMIT)).fallback(not_found);
    Router::new().nest("/api", Router::new().nest("/v1", v1).fallback(not_found)).nest("/v1", openai)
}

/// What the handlers say of themselves.
fn description() -> utoipa::openapi::OpenApi {
    let v1 = [json(), linked_files(), files(), attached_files()].map(|group| (group.describe)());
    let v1 = v1.into_iter().fold(OpenApiRouter::new(), OpenApiRouter::merge);
    let api = OpenApiRouter::with_openapi(openapi::base()).nest("/api/v1", v1);
    api.nest("/v1", (openai().describe)()).into_openapi()
}
