//! Putting it together: the state, the router, and the server's life from start to shutdown.

mod api;
mod clean_up;
pub mod config;
mod cors;
mod db;
mod doctor;
mod health;
mod openapi;
mod security;
mod shutdown;
mod site;

use crate::{
    app::App,
    assets::Assets,
    attachments::{AttachmentSettings, Attachments, PdfReader, rest::read_attachment},
    auth::{Auth, AuthSettings, identify_first, signing::Signing},
    chat::{Chat, conversation_events, reply_events, sandbox, temporary_events, tools_texts},
    code::{Fixes, new_upload},
    documents::{
        Documents, Origin, Tools,
        export::Exporter,
        format::{FormatError, Formats},
        import_upload,
    },
    generation::Generations,
    keys::keys_texts,
    offline::{self, manifest, service_worker},
    prompts::Prompts,
    provider::Providers,
    search::{self, Search},
    sharing::{Sharing, SharingSettings},
    shell::shell,
    transfer::{self, Features, Transfer, TransferSettings},
    write_queue::WriteQueue,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef},
    routing::{get, post},
};
pub use doctor::doctor;

use config::{Config, ConfigError};
use cors::Origins;
use leptos::prelude::{LeptosOptions, provide_context};
use leptos_axum::{AxumRouteListing, LeptosRoutes, file_and_error_handler_with_context, generate_route_list};
use sqlx::SqlitePool;
use std::{io::Write, net::SocketAddr, sync::LazyLock, time::Duration};
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

/// Where document formats are looked for, in the data folder.
const FORMATS_FOLDER: &str = "formats";

/// Everything that a request may need. Cheap to clone.
#[derive(Clone, FromRef)]
pub struct AppState {
    attachments: Attachments,
    auth: Auth,
    chat: Chat,
    documents: Documents,
    fixes: Fixes,
    prompts: Prompts,
    search: Search,
    sharing: Sharing,
    transfer: Transfer,
    options: LeptosOptions,
    db: SqlitePool,
    assets: Assets,
    build: offline::Build,
    #[from_ref(skip)]
    running: Running,
    #[from_ref(skip)]
    cors_origins: Origins,
}

/// What must be ended when the server goes down.
#[derive(Clone)]
struct Running {
    generations: Generations,
    providers: Providers,
    /// How long replies may go on then.
    patience: Duration,
    /// Holds the data folder for this process.
    _data_lock: std::sync::Arc<std::fs::File>,
}

/// Why the server did not start, as a sentence for whoever started it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A provider cannot be set up as it is configured.
    #[error("the models cannot be set up (SUPBOT_MODEL, SUPBOT_PROVIDERS, OPENAI_API_KEY, OPENAI_BASE_URL): {0}")]
    Provider(String),
    /// The database cannot be used.
    #[error(transparent)]
    Database(#[from] db::DatabaseError),
    /// A document format is wrong.
    #[error(transparent)]
    Format(#[from] FormatError),
    /// The keys that sign access tokens cannot be read or made.
    #[error("the keys of access tokens in {} cannot be used: {cause}", folder.display())]
    Keys {
        /// The data folder.
        folder: std::path::PathBuf,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// Nothing can be bound to the address.
    #[error("SUPBOT_ADDR is \"{addr}\": {reason}")]
    Address {
        /// What was asked for.
        addr: SocketAddr,
        /// Why not.
        reason: String,
    },
    /// The network failed while serving.
    #[error("the server ended: {0}")]
    Serve(std::io::Error),
}

impl AppState {
    /// Opens the database, marks what an earlier process left half written, and gets the providers ready.
    /// Nothing that is outside this machine is waited for.
    ///
    /// # Errors
    /// When the data folder or the database cannot be used.
    pub async fn new(config: Config) -> Result<Self, StartError> {
        let (db, data_lock) = db::open(&config.data_dir).await?;
        let writes = WriteQueue::new(db.clone(), search::catch_up);
        let search = Search::new(db.clone(), writes.clone());
        let generations = Generations::new(writes.clone());
        let providers = Providers::new(config.providers).map_err(|error| StartError::Provider(error.detail))?;
        let chat =
            Chat::new(db.clone(), writes.clone(), generations.clone(), providers.clone(), config.messages_per_minute);
        let formats = Formats::load(&config.data_dir.join(FORMATS_FOLDER))?;
        let exporter = Exporter::new(config.program);
        let attachments = Attachments::new(
            db.clone(),
            writes.clone(),
            AttachmentSettings { bytes_max: config.attachment_bytes_max },
            pdf_reader(exporter.clone()),
        );
        let tools = Tools {
            generations: generations.clone(),
            providers: providers.clone(),
            formats,
            exporter,
            origins: origins(chat.clone()),
            drafts_per_minute: config.messages_per_minute,
        };
        let fixes =
            Fixes::new(db.clone(), writes.clone(), generations.clone(), providers.clone(), config.messages_per_minute);
        let documents = Documents::new(db.clone(), writes.clone(), tools);
        let prompts = Prompts::new(db.clone(), writes.clone(), chat.clone());
        let sharing_settings = SharingSettings {
            is_on: config.is_sharing_on,
            public_url: config.public_url.clone(),
            has_default_public_url: config.has_default_public_url,
        };
        let sharing = Sharing::new(db.clone(), chat.clone(), documents.clone(), sharing_settings);
        let transfer_settings =
            TransferSettings { folder: config.data_dir.clone(), import_bytes_max: config.import_bytes_max };
        let features = Features {
            chat: chat.clone(),
            attachments: attachments.clone(),
            documents: documents.clone(),
            prompts: prompts.clone(),
            fixes: fixes.clone(),
        };
        let transfer = Transfer::new(db.clone(), writes, features, transfer_settings);
        let cleaned_up = chat.clean_up().await.and(documents.clean_up().await).and(fixes.clean_up().await);
        let cleaned_up = cleaned_up.and(sharing.clean_up().await).and(transfer.clean_up().await);
        let cleaned_up = cleaned_up.and(attachments.clean_up().await);
        cleaned_up.map_err(|error| db::DatabaseError::Unusable {
            path: config.data_dir.join(db::FILE_NAME),
            cause: error.to_string(),
        })?;
        let settings = AuthSettings {
            is_signup_open: config.is_signup_open,
            secure_cookies: config.public_url.starts_with("https://"),
            trust_proxy: config.trust_proxy,
        };
        let leaving = (chat.clone(), documents.clone(), fixes.clone());
        let signing =
            Signing::open(&config.data_dir).map_err(|cause| StartError::Keys { folder: config.data_dir, cause })?;
        let auth = Auth::new(db.clone(), settings, signing, move |user| {
            let (chat, documents, fixes) = leaving.clone();
            Box::pin(async move {
                chat.stop_all(user).await.and(documents.stop_all(user).await).and(fixes.stop_all(user).await)
            })
        });
        let options = site::leptos_options(config.addr);
        Ok(Self {
            assets: site::assets(&options),
            attachments,
            build: site::build(&options),
            auth,
            chat,
            documents,
            fixes,
            prompts,
            search,
            sharing,
            transfer,
            options,
            db,
            running: Running {
                generations,
                providers,
                patience: config.shutdown_patience,
                _data_lock: std::sync::Arc::new(data_lock),
            },
            cors_origins: config.cors_origins,
        })
    }

    /// Stores every running reply as interrupted, tells its readers, and ends what runs beside the server.
    pub async fn shut_down(&self) {
        self.running.generations.shut_down(self.running.patience).await;
        self.running.providers.shutdown().await;
    }

    /// The scripted provider; for tests of what a stop closes.
    pub fn scripted(&self) -> Option<&crate::provider::Scripted> {
        self.running.providers.scripted()
    }

    /// What server functions and pages take from their context.
    fn provide(&self) {
        provide_context(self.auth.clone());
        provide_context(self.chat.clone());
        provide_context(self.documents.clone());
        provide_context(self.fixes.clone());
        provide_context(self.prompts.clone());
        provide_context(self.search.clone());
        provide_context(self.sharing.clone());
        provide_context(self.transfer.clone());
        provide_context(self.assets.clone());
        provide_context(self.build.clone());
    }
}

/// What was said, as something that documents are made from; neither knows the other.
fn origins(chat: Chat) -> crate::documents::Origins {
    std::sync::Arc::new(move |user, id| {
        let chat = chat.clone();
        Box::pin(async move {
            let excerpt = chat.excerpt(user, &id).await?;
            let path = format!("/c/{}", excerpt.conversation);
            Ok(Origin { path, title: excerpt.title, text: excerpt.text })
        })
    })
}

/// What reads the text of PDFs for those who attach them; neither knows the other.
fn pdf_reader(exporter: Exporter) -> PdfReader {
    std::sync::Arc::new(move |file| {
        let exporter = exporter.clone();
        Box::pin(async move { exporter.text_of_pdf(&file).await })
    })
}

/// The pages' routes, listed once. While Leptos lists them nothing in the whole process may load (leptos_server's
/// `IS_SUPPRESSING_RESOURCE_LOAD`): a page that another server was rendering meanwhile, as tests do, never came.
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(App));

/// What is sent compressed: everything but what is so already.
fn is_worth_compressing() -> impl Predicate {
    DefaultPredicate::new().and(NotForContentType::const_new("application/zip"))
}

/// Every route of the server.
pub fn router(state: AppState) -> Router {
    let context = {
        let state = state.clone();
        move || {
            state.provide();
            security::content_security_policy();
        }
    };
    let document = {
        let options = state.options.clone();
        move || shell(options.clone())
    };
    let pages = Router::new()
        .leptos_routes_with_context(&state, PAGES.clone(), context.clone(), document)
        .route_layer(axum::middleware::from_fn_with_state(state.clone(), identify_first))
        .route("/events/conversations", get(conversation_events))
        .route("/events/replies/{id}", get(reply_events))
        .route("/events/temporary", post(temporary_events))
        .route("/texts/chat-tools", get(tools_texts))
        .route("/texts/keys", get(keys_texts))
        .route("/sandbox", get(sandbox))
        .route("/attachments/{id}", get(read_attachment))
        .route("/manifest.webmanifest", get(manifest))
        .route("/service-worker.js", get(service_worker))
        .route("/documents/import", post(import_upload))
        // How large its file may be is looked at while it comes.
        .route("/transfer/import", post(transfer::import_upload).layer(DefaultBodyLimit::disable()))
        .route("/code/new", post(new_upload))
        .route("/healthz", get(health::healthz))
        .nest_service("/pkg", site::package(&state.options))
        .fallback(file_and_error_handler_with_context::<AppState, _>(context, shell))
        .layer(CsrfLayer::new());
    pages
        .merge(api::routes(&state.cors_origins, state.transfer.import_bytes_max()))
        .with_state(state)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(security::headers())
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
    let state = AppState::new(config).await?;
    state.search.start_catching_up();
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
    let app = router(state.clone()).into_make_service_with_connect_info::<SocketAddr>();
    shutdown::serve_until_asked_to_end(listener, app, state).await.map_err(StartError::Serve)
}
