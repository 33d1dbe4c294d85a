//! The embedded model: a small real one on this machine's processor, served by a child process that is started when it is
//! first needed, answers one question at a time, and is ended when nobody has asked for a while.

mod child;
mod launch;
mod queue;
#[cfg(test)]
mod tests;

use super::{
    Delta, Deltas, Provider, ProviderError,
    model::{ProviderFault, Waiting},
    openai::Openai,
    prompt::{self, Prompt},
};
use child::Server;
use futures::{FutureExt, StreamExt, future::BoxFuture, stream};
use launch::{ALIAS, CONTEXT_TOKENS};
use queue::{Queue, Ticket};
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

/// After this long without a question the model's memory (2 GB) is given back.
const IDLE: Duration = Duration::from_secs(600);
/// Loading takes 2 s, 17 s on a busy machine, longer from a slow disk.
const START_PATIENCE: Duration = Duration::from_secs(180);
/// Most tokens of an answer: a minute's writing on 2 cores.
const ANSWER_TOKENS: u32 = 800;
/// How freely it chooses its words: what gave good answers with Qwen2.5-Coder-1.5B.
const TEMPERATURE: f32 = 0.7;

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
            name: launch::model_name(&settings),
            settings,
            queue: Queue::new(),
            server: Mutex::default(),
            is_idle_watched: AtomicBool::default(),
            shutdown: CancellationToken::new(),
        }))
    }

    /// The name of the only model.
    pub(super) fn name(&self) -> &str {
        &self.0.name
    }

    /// What keeps it from answering, as far as can be seen without starting it.
    pub(super) fn trouble(&self) -> Option<ProviderFault> {
        launch::find(&self.0.settings).is_err().then_some(ProviderFault::NotInstalled)
    }

    /// Ends the process and starts no other.
    pub(super) async fn shutdown(&self) {
        self.0.shutdown.cancel();
        if let Some(server) = self.0.server.lock().await.take() {
            server.end().await;
        }
    }

    fn answer(&self, prompt: Prompt) -> Result<Deltas, ProviderError> {
        if prompt.model != self.0.name {
            return Err(ProviderError::new(ProviderFault::UnknownModel, prompt.model));
        }
        launch::find(&self.0.settings).map_err(|missing| ProviderError::new(ProviderFault::NotInstalled, missing))?;
        let prompt = fit(prompt)?;
        let answer =
            Answer { inner: Arc::clone(&self.0), ticket: self.0.queue.join(), stage: Stage::Queued(prompt, 0) };
        let deltas = stream::unfold(Some(answer), |answer| async move {
            let mut answer = answer?;
            let delta = answer.next().await.transpose()?;
            let is_over = delta.is_err();
            Some((delta, (!is_over).then_some(answer)))
        });
        Ok(deltas.boxed())
    }
}

impl Provider for Local {
    fn models(&self) -> BoxFuture<'_, Result<Vec<String>, ProviderError>> {
        let missing = launch::find(&self.0.settings).err();
        let models = missing.map_or_else(
            || Ok(vec![self.0.name.clone()]),
            |missing| Err(ProviderError::new(ProviderFault::NotInstalled, missing)),
        );
        async { models }.boxed()
    }

    fn reply(&self, prompt: Prompt) -> BoxFuture<'_, Result<Deltas, ProviderError>> {
        async { self.answer(prompt) }.boxed()
    }
}

/// One question on its way.
struct Answer {
    inner: Arc<Inner>,
    ticket: Ticket,
    stage: Stage,
}

enum Stage {
    /// With how many before it the reader was told last.
    Queued(Prompt, u32),
    Loading(Prompt),
    Answering(Deltas),
}

impl Answer {
    async fn next(&mut self) -> Result<Option<Delta>, ProviderError> {
        loop {
            match &mut self.stage {
                Stage::Queued(prompt, told) => {
                    let ahead = self.ticket.ahead();
                    if ahead == 0 {
                        self.stage = Stage::Loading(prompt.clone());
                        if !self.inner.is_ready() {
                            return Ok(Some(Delta::Waiting(Waiting::Loading)));
                        }
                    } else if *told == ahead {
                        self.ticket.moved().await;
                    } else {
                        *told = ahead;
                        return Ok(Some(Delta::Waiting(Waiting::Queued { ahead })));
                    }
                }
                Stage::Loading(prompt) => {
                    let server = self.inner.server().await?;
                    self.stage = Stage::Answering(server.reply(prompt.clone()).await?);
                }
                Stage::Answering(deltas) => {
                    let delta = deltas.next().await.transpose();
                    return match delta {
                        Err(error) => Err(self.inner.explain(error).await),
                        delta => delta,
                    };
                }
            }
        }
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
                tracing::warn!(last_words = dead.last_words(), "the embedded model's process has died");
            }
            let launch = launch::find(&inner.settings);
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

    /// Adds the process's last words to an error that broke an answer off.
    async fn explain(&self, mut error: ProviderError) -> ProviderError {
        if error.fault != ProviderFault::ContextExceeded
            && let Some(server) = &*self.server.lock().await
        {
            error.detail = format!("{}; {}", error.detail, server.last_words());
        }
        error
    }
}

/// The prompt as the server takes it, without the oldest turns if it is too long.
fn fit(prompt: Prompt) -> Result<Prompt, ProviderError> {
    let max_tokens = prompt.max_tokens.unwrap_or(ANSWER_TOKENS).min(CONTEXT_TOKENS / 2);
    let budget = CONTEXT_TOKENS - max_tokens;
    let fitted = prompt::fit(prompt.turns, budget).ok_or_else(|| {
        ProviderError::new(ProviderFault::ContextExceeded, format!("the newest turn has more than {budget} tokens"))
    })?;
    if fitted.dropped > 0 {
        tracing::debug!(dropped = fitted.dropped, "old turns were left out to fit into the model's context");
    }
    Ok(Prompt {
        model: ALIAS.to_owned(),
        turns: fitted.turns,
        temperature: Some(prompt.temperature.unwrap_or(TEMPERATURE)),
        max_tokens: Some(max_tokens),
    })
}
