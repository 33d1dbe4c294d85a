//! Putting it together: the state, the router, and the server's life from start to shutdown.

mod api;
pub mod config;
pub mod connections;
mod cors;
mod doctor;
mod error_page;
mod event_streams;
mod health;
mod hosts;
pub mod job;
mod openapi;
mod purge_job;
mod security;
mod security_txt;
mod shutdown;
mod state;
mod static_files;
mod trailing_slash;

pub use crate::db::pool::database_path;
use crate::{
    app::{App, document::shell},
    attachments::rest::read_attachment,
    auth::{
        end_streams_with_credential,
        flash::{FlashForms, flash_layer},
        session_layer,
    },
    chat::{conversation_events, reply_events, sandbox},
    code_fixes::new_upload,
    documents::import_upload,
    i18n::page::texts,
    import_export,
    offline::{manifest, service_worker},
    temporary_chat,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};
pub use doctor::doctor;
pub use state::{AppState, StartError};

use config::Config;
use event_streams::EventStreams;
use leptos_axum::{AxumRouteListing, LeptosRoutes, file_and_error_handler_with_context, generate_route_list};
use std::{io::Write, sync::LazyLock};
use tower::util::MapResponseLayer;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
    csrf::CsrfLayer,
    request_id::MakeRequestUuid,
    request_id::PropagateRequestIdLayer,
    request_id::SetRequestIdLayer,
    trace::TraceLayer,
};

/// Most bytes of a request. A question of 512 KiB takes up to three times that as form data; above the question's own
/// limit there is room for a clear answer instead of a broken connection.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// The pages' routes, listed once. While Leptos lists them nothing in the whole process may load (leptos_server's
/// `IS_SUPPRESSING_RESOURCE_LOAD`): a page that another server was rendering meanwhile, as tests do, never came.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// What is sent compressed: everything but what is so already.
fn is_worth_compressing() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("application/zip"))
}

/// Every route of the server.
pub fn router(state: AppState) -> Router {
    let flash_forms = FlashForms::new(state.auth.clone(), BODY_LIMIT);
    let context = {
        let (state, flash_forms) = (state.clone(), flash_forms.clone());
        move || {
            state.provide();
            flash_forms.provide();
            security::provide_nonce();
        }
    };
    let contact = state.security_contact.clone();
    let document = {
        let options = state.options.clone();
        move || shell(options.clone())
    };
    let (hosts, is_https) = (state.hosts.clone(), state.auth.has_secure_cookies());
    let files = Router::new()
        .route("/attachments/{id}", get(read_attachment))
        .route(
            "/.well-known/security.txt",
            get(move || std::future::ready(security_txt::security_txt(contact.as_deref()))),
        )
        .nest_service("/pkg", static_files::package(&state.options))
        .layer(axum::middleware::from_fn_with_state(state.clone(), error_page::error_page_layer));
    let pages = Router::new()
        .leptos_routes_with_context(&state, PAGES.clone(), context.clone(), document)
        .route_layer(axum::middleware::from_fn_with_state(flash_forms, flash_layer))
        .route_layer(axum::middleware::from_fn_with_state(state.clone(), session_layer))
        .route("/events/conversations", get(conversation_events))
        .route("/events/replies/{id}", get(reply_events))
        .route("/events/temporary", post(temporary_chat::temporary_events))
        .route("/texts/{group}", get(texts))
        .route("/sandbox", get(sandbox))
        .route("/manifest.webmanifest", get(manifest))
        .route("/service-worker.js", get(service_worker))
        .route("/documents/import", post(import_upload))
        // How large its file may be is looked at while it comes.
        .route("/transfer/import", post(import_export::import_upload).layer(DefaultBodyLimit::disable()))
        .route("/code/new", post(new_upload))
        .route("/healthz", get(health::healthz))
        .merge(files)
        .fallback(file_and_error_handler_with_context::<AppState, _>(context, shell))
        .layer(axum::middleware::from_fn(trailing_slash::trailing_slash_layer))
        .layer(CsrfLayer::new());
    pages
        .merge(api::routes(&state))
        .layer(axum::middleware::from_fn_with_state(state.clone(), end_streams_with_credential))
        .with_state(state)
        .layer(axum::middleware::from_fn_with_state(EventStreams::default(), event_streams::bound))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(axum::middleware::from_fn_with_state(hosts, hosts::check_host))
        .layer(axum::middleware::from_fn(security::page_policy_layer))
        .layer(MapResponseLayer::new(move |mut response| {
            security::add_headers(is_https, &mut response);
            response
        }))
        .layer(CompressionLayer::new().compress_when(is_worth_compressing()))
        .layer(CatchPanicLayer::new())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(TraceLayer::new_for_http().make_span_with(health::request_span))
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}

/// Serves until the process is asked to end, then stores what is being written and ends it.
///
/// # Errors
/// When it cannot start, with a sentence that says why.
pub async fn serve(config: Config) -> Result<(), StartError> {
    let (addr, public_url) = (config.addr, (!config.has_default_public_url).then(|| config.public_url.clone()));
    let data_dir = config.data_dir.clone();
    if !addr.ip().is_loopback() && !config.public_url.starts_with("https://") {
        tracing::warn!(
            %addr,
            "others can reach this address, and passwords and cookies go over it unencrypted: put a proxy with https in front, \
             and set SUPBOT_PUBLIC_URL to its address"
        );
    }
    if let Some(warning) = crate::db::data_folder::env_warning() {
        tracing::warn!("{warning}");
    }
    let limits = config.connections.within(connections::raise_file_limit());
    let state = AppState::new(config).await?;
    state.search.start_indexing();
    state.start_cleaning_up();
    let listener = tokio::net::TcpListener::bind(addr).await.map_err(|error| StartError::Address {
        addr,
        reason: match error.kind() {
            std::io::ErrorKind::AddrInUse => "another program uses that port; choose another one".to_owned(),
            std::io::ErrorKind::AddrNotAvailable => "this machine does not have that address".to_owned(),
            std::io::ErrorKind::PermissionDenied => "this user may not use that port; choose one above 1023".to_owned(),
            _ => error.to_string(),
        },
    })?;
    let address = listener.local_addr().unwrap_or(addr);
    let url = public_url.unwrap_or_else(|| format!("http://{address}"));
    tracing::info!(%address, data = %data_dir.display(), "serving");
    // For the person at the terminal, and for scripts that wait for it.
    let _ = writeln!(std::io::stdout(), "Supbot is ready at {url}");
    shutdown::serve_with_graceful_shutdown(listener, router(state.clone()), limits, state)
        .await
        .map_err(StartError::Serve)
}
