//! What requests need, and how it is set up when the server starts.

use super::{
    config::{Config, ConfigError, SecurityContact},
    cors::Origins,
    hosts::Hosts,
    static_files,
};
use crate::{
    attachments::{AttachmentSettings, Attachments, PdfReader},
    audit::Audit,
    auth::{Auth, AuthSettings, jwt::Signing},
    chat::Chat,
    code_fixes::Fixes,
    db::{data_folder, pool, write_queue::WriteQueue},
    documents::{
        DocumentServices, Documents, Source,
        export::Exporter,
        format::{FormatError, Formats},
    },
    generation::{Generations, Sink},
    import_export::{Features, Transfer, TransferSettings},
    offline,
    prompts::Prompts,
    provider::Providers,
    search::Search,
    sharing::{Sharing, SharingSettings},
    ui::assets::{Assets, Client},
    web::render_queue::RenderQueue,
};
use axum::extract::FromRef;
use leptos::prelude::{LeptosOptions, provide_context};
use sqlx::SqlitePool;
use std::{net::SocketAddr, num::NonZeroU32, ops::Deref, sync::Arc, time::Duration};

/// Requests of an account that may change something in a minute, whatever they are: at least so many, and so many for each
/// question that it may ask. Far above what a person does, or an editor that saves by itself.
const WRITES_PER_MINUTE_MIN: NonZeroU32 = NonZeroU32::new(1200).expect("1200 is not 0");
const WRITES_PER_MESSAGE: NonZeroU32 = NonZeroU32::new(20).expect("20 is not 0");

/// Everything that a request may need. Cheap to clone, which every layer and handler does for each request.
#[derive(Clone)]
pub struct AppState(Arc<Services>);

/// What an [`AppState`] holds.
pub struct Services {
    pub(super) attachments: Attachments,
    pub(super) auth: Auth,
    pub(super) chat: Chat,
    pub(super) documents: Documents,
    pub(super) fixes: Fixes,
    pub(super) prompts: Prompts,
    pub(super) search: Search,
    pub(super) sharing: Sharing,
    pub(super) transfer: Transfer,
    pub(super) options: LeptosOptions,
    pub(super) db: SqlitePool,
    pub(super) assets: Assets,
    pub(super) client: Client,
    pub(super) build: offline::Build,
    pub(super) running: Running,
    pub(super) hosts: Hosts,
    pub(super) cors_origins: Origins,
    pub(super) security_contact: Option<Arc<SecurityContact>>,
}

impl Deref for AppState {
    type Target = Services;

    fn deref(&self) -> &Services {
        &self.0
    }
}

/// What handlers take from the state.
macro_rules! from_state {
    ($($field:ident: $service:ty),* $(,)?) => {$(
        impl FromRef<AppState> for $service {
            fn from_ref(state: &AppState) -> Self {
                state.$field.clone()
            }
        }
    )*};
}

from_state! {
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
    client: Client,
    build: offline::Build,
}

/// What must be ended when the server goes down.
pub(super) struct Running {
    pub(super) generations: Generations,
    pub(super) providers: Providers,
    /// How long replies may go on then.
    pub(super) patience: Duration,
    /// Holds the data folder for this process.
    pub(super) _data_lock: std::fs::File,
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
    Database(#[from] pool::DatabaseError),
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
        let (db, data_lock) = pool::open(&config.data_dir).await?;
        let unusable =
            |cause: String| pool::DatabaseError::Unusable { path: config.data_dir.join(pool::FILE_NAME), cause };
        let limited = pool::limit_accounts(&db, config.account_bytes_max).await;
        limited.map_err(|error| unusable(error.to_string()))?;
        let writes = WriteQueue::new(db.clone());
        let search = Search::new(db.clone(), writes.clone());
        let generations = Generations::new(writes.clone(), RenderQueue::default());
        let providers = Providers::new(config.providers).map_err(|error| StartError::Provider(error.detail))?;
        let chat =
            Chat::new(db.clone(), writes.clone(), generations.clone(), providers.clone(), config.messages_per_minute);
        let formats = Formats::load(&config.data_dir.join(data_folder::FORMATS_FOLDER))?;
        let exporter = Exporter::new(config.program.clone());
        let attachments = Attachments::new(
            db.clone(),
            writes.clone(),
            AttachmentSettings { bytes_max: config.attachment_bytes_max },
            pdf_reader(exporter.clone()),
            config.program,
        );
        let tools = DocumentServices {
            generations: generations.clone(),
            providers: providers.clone(),
            formats,
            exporter,
            sources: sources(chat.clone()),
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
        let audit = Audit::new(db.clone(), writes.clone(), config.audit_days);
        let transfer = Transfer::new(db.clone(), writes, features, transfer_settings);
        let cleaned_up = recover(&generations, [chat.sink(), documents.sink(), fixes.sink()]).await;
        let cleaned_up = cleaned_up.and(chat.purge().await).and(documents.purge().await);
        let cleaned_up = cleaned_up.and(sharing.clean_up().await).and(transfer.clean_up().await);
        let cleaned_up = cleaned_up.and(attachments.clean_up().await);
        cleaned_up.map_err(|error| unusable(error.to_string()))?;
        let public_url = (!config.has_default_public_url).then_some(config.public_url.as_str());
        let hosts = Hosts::new(config.addr, public_url);
        let settings = AuthSettings {
            is_signup_open: config.is_signup_open,
            secure_cookies: config.public_url.starts_with("https://"),
            trust_proxy: config.trust_proxy,
            writes_per_minute: config.messages_per_minute.saturating_mul(WRITES_PER_MESSAGE).max(WRITES_PER_MINUTE_MIN),
        };
        let leaving = (chat.clone(), documents.clone(), fixes.clone());
        let signing =
            Signing::open(&config.data_dir).map_err(|cause| StartError::Keys { folder: config.data_dir, cause })?;
        let auth = Auth::new(db.clone(), settings, signing, audit, move |user| {
            let (chat, documents, fixes) = leaving.clone();
            Box::pin(async move {
                chat.stop_all(user).await.and(documents.stop_all(user).await).and(fixes.stop_all(user).await)
            })
        });
        let options = static_files::leptos_options(config.addr);
        Ok(Self(Arc::new(Services {
            assets: static_files::assets(&options),
            attachments,
            build: static_files::build(&options),
            auth,
            chat,
            client: static_files::client(&options),
            documents,
            fixes,
            prompts,
            search,
            sharing,
            transfer,
            options,
            db,
            running: Running { generations, providers, patience: config.shutdown_patience, _data_lock: data_lock },
            hosts,
            cors_origins: config.cors_origins,
            security_contact: config.security_contact.map(Arc::new),
        })))
    }

    /// Stores every running reply as interrupted, tells its readers, and ends what runs beside the server.
    pub async fn shut_down(&self) {
        self.running.generations.shut_down(self.running.patience).await;
        self.running.providers.shutdown().await;
        self.auth.audit().flush().await;
    }

    /// Returns when all that was noted in the audit log so far is stored.
    pub async fn flush_audit(&self) {
        self.auth.audit().flush().await;
    }

    /// How many answers of providers are being read; for tests of what a stop closes.
    pub fn open_streams(&self) -> tokio::sync::watch::Receiver<u32> {
        self.running.providers.open_streams()
    }

    /// What renders; for tests of what is told when too much is rendered.
    pub fn render_queue(&self) -> &RenderQueue {
        self.running.generations.render_queue()
    }

    /// What server functions and pages take from their context.
    pub(super) fn provide(&self) {
        provide_context(self.auth.clone());
        provide_context(self.chat.clone());
        provide_context(self.documents.clone());
        provide_context(self.fixes.clone());
        provide_context(self.prompts.clone());
        provide_context(self.search.clone());
        provide_context(self.sharing.clone());
        provide_context(self.transfer.clone());
        provide_context(self.assets.clone());
        provide_context(self.client.clone());
        provide_context(self.build.clone());
    }
}

/// Marks what was being written when the server ended last time.
async fn recover(generations: &Generations, sinks: [Arc<dyn Sink>; 3]) -> crate::domain::error::Result<()> {
    let interrupted = generations.recover(sinks).await?;
    if interrupted > 0 {
        tracing::warn!(interrupted, "what was being written was cut short when the server ended last time");
    }
    Ok(())
}

/// What was said, as something that documents are made from; neither knows the other.
fn sources(chat: Chat) -> crate::documents::Sources {
    std::sync::Arc::new(move |user, id| {
        let chat = chat.clone();
        Box::pin(async move {
            let excerpt = chat.excerpt(user, &id).await?;
            let path = format!("/c/{}", excerpt.conversation);
            Ok(Source { path, title: excerpt.title, text: excerpt.text })
        })
    })
}

/// What reads the text of PDFs for those who attach them; neither knows the other.
fn pdf_reader(exporter: Exporter) -> PdfReader {
    std::sync::Arc::new(move |user, waiting, file| {
        let exporter = exporter.clone();
        Box::pin(async move { exporter.text_of_pdf(user, waiting, &file).await })
    })
}
