//! The embedded model: a small real one on this machine's processor, served by a child process that is started when it is
//! first needed, answers one question at a time, and is ended when nobody has asked for a while.

mod command;
mod process;
mod queue;
mod request;
#[cfg(test)]
mod tests;

use super::{
    BuildProvider, Deltas, Provider, ProviderError,
    model::{Hosting, ProviderFault},
    openai::Openai,
    prompt::Prompt,
};
use futures::{FutureExt, future::BoxFuture};
use process::Server;
use queue::Queue;
use std::{
    path::PathBuf,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

/// What stands before the slash in the identifiers of its models.
pub const LOCAL_NAME: &str = "local";
/// After this long without a question the model's memory (2 GB) is given back.
const IDLE: Duration = Duration::from_secs(600);
/// Loading takes 2 s, 17 s on a busy machine, longer from a slow disk.
const START_PATIENCE: Duration = Duration::from_secs(180);
/// A process that dies closes its connections a little before it is gone.
const DEATH_PATIENCE: Duration = Duration::from_millis(500);

/// Where the embedded model is.
#[derive(Debug, Clone)]
pub struct LocalSettings {
    /// A person's own GGUF file instead of the fetched one.
    pub model_file: Option<PathBuf>,
    /// Where `scripts/fetch-model.sh` puts things: `models/` and `runtime/`.
    pub cache_dir: PathBuf,
    /// How long the model stays in memory after the last answer.
    pub idle: Duration,
}

impl LocalSettings {
    /// The fetched model under `cache_dir`, given up after 10 idle minutes.
    pub fn new(cache_dir: PathBuf) -> Self {
        Self { model_file: None, cache_dir, idle: IDLE }
    }
}

impl BuildProvider for LocalSettings {
    fn name(&self) -> &'static str {
        LOCAL_NAME
    }

    fn build(self: Box<Self>) -> Result<Arc<dyn Provider>, ProviderError> {
        Ok(Arc::new(Local::new(*self)))
    }
}

/// The provider. Cheap to clone; dropping the last clone ends the process.
#[derive(Clone)]
pub(super) struct Local(Arc<Inner>);

struct Inner {
    settings: LocalSettings,
    name: String,
    queue: Queue,
    /// Locked while it is started or ended.
    server: Mutex<Option<Server>>,
    is_idle_watched: AtomicBool,
    shutdown: CancellationToken,
}

impl Local {
    pub(super) fn new(settings: LocalSettings) -> Self {
        Self(Arc::new(Inner {
            name: command::model_name(&settings),
            settings,
            queue: Queue::new(),
            server: Mutex::default(),
            is_idle_watched: AtomicBool::default(),
            shutdown: CancellationToken::new(),
        }))
    }

    fn answer(&self, prompt: Prompt) -> Result<Deltas, ProviderError> {
        if prompt.model != self.0.name {
            return Err(ProviderError::new(ProviderFault::UnknownModel, prompt.model));
        }
        command::find(&self.0.settings).map_err(|missing| ProviderError::new(ProviderFault::NotInstalled, missing))?;
        Ok(request::deltas(Arc::clone(&self.0), prompt))
    }
}

impl Provider for Local {
    fn name(&self) -> &str {
        LOCAL_NAME
    }

    fn hosting(&self) -> Hosting {
        Hosting::Embedded
    }

    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>> {
        let missing = command::find(&self.0.settings).err();
        let models = missing.map_or_else(
            || Ok(vec![self.0.name.clone()]),
            |missing| Err(ProviderError::new(ProviderFault::NotInstalled, missing)),
        );
        async { models }.boxed()
    }

    /// It may be asked before it is fetched; the answer then says what to do.
    fn has_model(&self, name: &str) -> bool {
        name == self.0.name
    }

    fn suggested_model(&self) -> Option<String> {
        Some(self.0.name.clone())
    }

    fn is_installed(&self) -> bool {
        command::find(&self.0.settings).is_ok()
    }

    fn sees_images(&self, _model: &str) -> Option<bool> {
        Some(false)
    }

    fn prompt_budget(&self, prompt: &Prompt) -> u32 {
        request::prompt_budget(prompt)
    }

    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>> {
        async { self.answer(prompt) }.boxed()
    }

    fn shutdown(&self) -> BoxFuture<'_, ()> {
        async {
            self.0.shutdown.cancel();
            if let Some(server) = self.0.server.lock().await.take() {
                server.end().await;
            }
        }
        .boxed()
    }
}

impl Inner {
    /// Whether an answer can begin without loading the model.
    fn is_ready(&self) -> bool {
        self.server.try_lock().is_ok_and(|mut server| server.as_mut().is_some_and(Server::is_alive))
    }

    /// The running server; starts it first if need be. Starting goes on when the one who asked goes away: the next one
    /// will be glad of it.
    async fn server(self: &Arc<Self>) -> Result<Arc<Openai>, ProviderError> {
        let inner = Arc::clone(self);
        let started = tokio::spawn(async move {
            let mut slot = inner.server.lock().await;
            if let Some(server) = &mut *slot
                && server.is_alive()
            {
                return Ok(server.openai());
            }
            if let Some(dead) = slot.take() {
                tracing::warn!(last_words = dead.last_words(), "the embedded model's process has died meanwhile");
            }
            let launch = command::find(&inner.settings);
            let launch = launch.map_err(|missing| ProviderError::new(ProviderFault::NotInstalled, missing))?;
            let server = tokio::select! {
                biased;
                () = inner.shutdown.cancelled() => Err(ProviderError::new(ProviderFault::LocalFailed, "shutting down")),
                server = Server::start(launch, START_PATIENCE) => server,
            }?;
            inner.watch_idle();
            Ok(slot.insert(server).openai())
        });
        started.await.unwrap_or_else(|error| Err(ProviderError::new(ProviderFault::LocalFailed, error.to_string())))
    }

    /// Ends the server each time that nobody has asked for long enough.
    fn watch_idle(self: &Arc<Self>) {
        if self.is_idle_watched.swap(true, Ordering::Relaxed) {
            return;
        }
        let (inner, idle, mut line) = (Arc::downgrade(self), self.settings.idle, self.queue.watch());
        tokio::spawn(async move {
            // The line is gone when the provider is.
            while line.wait_for(queue::Line::is_empty).await.is_ok() {
                let asked = tokio::time::timeout(idle, line.wait_for(|line| !line.is_empty())).await.is_ok();
                if !asked {
                    Self::end_idle(&inner).await;
                }
            }
        });
    }

    async fn end_idle(inner: &Weak<Self>) {
        let Some(inner) = inner.upgrade() else { return };
        let mut slot = inner.server.lock().await;
        // Whoever joins the queue after this look waits for the lock and then starts another one.
        if inner.queue.is_empty()
            && let Some(server) = slot.take()
        {
            tracing::info!("the embedded model is idle and is unloaded");
            server.end().await;
        }
    }

    /// Looks whether an answer failed because the process has died. If so it is forgotten, the next question starts
    /// another one, and its last words go into the error.
    async fn explain(&self, mut error: ProviderError) -> (ProviderError, bool) {
        let mut slot = self.server.lock().await;
        let has_died = match &mut *slot {
            Some(server) => server.ends_within(DEATH_PATIENCE).await,
            None => false,
        };
        if has_died && let Some(dead) = slot.take() {
            error.detail = format!("{}; the process has died; {}", error.detail, dead.last_words());
        }
        (error, has_died)
    }
}
