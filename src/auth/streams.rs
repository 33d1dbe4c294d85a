//! Open streams of events: each ends with the credential that it was opened with.
//!
//! A layer around every route wraps each answer of the type `text/event-stream`, so that no handler can forget it. The
//! database is the truth: while there are streams, one counter of it is read twice a second, which every ending of a log-in,
//! key or account raises by a trigger, also that of another process.

use super::{current_user::Credential, service::Auth, store};
use crate::{
    domain::{error::AppError, time::now_ms},
    rest::is_event_stream,
};
use axum::{
    body::Body,
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use futures::StreamExt;
use sqlx::SqlitePool;
use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};

/// Between two looks at the counter.
const INTERVAL: Duration = Duration::from_millis(500);
/// After which the credentials themselves are looked at, whatever the counter says: log-ins also end unused.
const FULL_INTERVAL: Duration = Duration::from_secs(60);

/// What a request was identified by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof {
    pub(super) credential: Credential,
    /// When it ends by itself, in Unix milliseconds.
    pub(super) expires_at: Option<i64>,
    /// [`Streams::looks`] before it was looked up.
    pub(super) looks: u64,
}

/// Where [`Auth::identify`] leaves the proof of a request for the layer.
#[derive(Debug, Clone, Default)]
pub(super) struct ProofSlot(Arc<OnceLock<Proof>>);

impl ProofSlot {
    pub(super) fn fill(&self, proof: Proof) {
        // Who asks is the same however often it is looked up.
        let _ = self.0.set(proof);
    }
}

/// The open streams of this process, by their credentials. Cheap to clone.
#[derive(Clone)]
pub(super) struct Streams {
    open: Arc<Open>,
    _watch: Arc<AbortOnDropHandle<()>>,
}

struct Open {
    /// Without those that have ended: what is opened with a credential that is good again is not what ended with it.
    credentials: Mutex<HashMap<Credential, Streaming>>,
    /// How often all credentials were looked at.
    looks: AtomicU64,
    /// The first stream was opened.
    opened: Notify,
    /// The credentials are to be looked at without waiting.
    changed: Notify,
}

/// What is open with one credential.
struct Streaming {
    ended: CancellationToken,
    count: usize,
    expires_at: Option<i64>,
}

/// One open stream; it is closed when this is dropped.
struct Stream {
    open: Arc<Open>,
    credential: Credential,
    ended: CancellationToken,
}

impl Streams {
    /// Starts the task that watches `db`; must be called within a tokio runtime.
    pub(super) fn new(db: SqlitePool) -> Self {
        let open = Arc::new(Open {
            credentials: Mutex::default(),
            looks: AtomicU64::new(0),
            opened: Notify::new(),
            changed: Notify::new(),
        });
        let watch = tokio::spawn(watch(Arc::clone(&open), db));
        Self { open, _watch: Arc::new(AbortOnDropHandle::new(watch)) }
    }

    /// Counts the looks, to be asked before a credential is looked up.
    pub(super) fn looks(&self) -> u64 {
        self.open.looks.load(Ordering::SeqCst)
    }

    /// Has all credentials looked at now, since some have ended.
    pub(super) fn look_now(&self) {
        self.open.changed.notify_one();
    }

    /// An answer that ends with its credential.
    pub(super) fn while_valid(&self, proof: Proof, response: Response) -> Response {
        let stream = self.start(proof);
        response.map(|body| {
            let ended = stream.ended.clone().cancelled_owned();
            Body::from_stream(body.into_data_stream().take_until(ended).map(move |bytes| {
                let _open_while_read = &stream;
                bytes
            }))
        })
    }

    fn start(&self, Proof { credential, expires_at, looks }: Proof) -> Stream {
        let mut credentials = self.open.credentials();
        let is_first = credentials.is_empty();
        let streaming = credentials.entry(credential).or_insert_with(|| Streaming {
            ended: CancellationToken::new(),
            count: 0,
            expires_at,
        });
        streaming.count += 1;
        let ended = streaming.ended.clone();
        drop(credentials);
        if is_first {
            self.open.opened.notify_one();
        }
        // A look between the look-up of the credential and this did not see the stream.
        if looks != self.looks() {
            self.look_now();
        }
        Stream { open: Arc::clone(&self.open), credential, ended }
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        let mut credentials = self.open.credentials();
        if self.ended.is_cancelled() {
            return;
        }
        if let Entry::Occupied(mut streaming) = credentials.entry(self.credential) {
            streaming.get_mut().count -= 1;
            if streaming.get().count == 0 {
                streaming.remove();
            }
        }
    }
}

impl Open {
    fn credentials(&self) -> MutexGuard<'_, HashMap<Credential, Streaming>> {
        self.credentials.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the streams whose credentials are not valid any more.
    async fn look(&self, db: &SqlitePool) -> Result<(), AppError> {
        self.looks.fetch_add(1, Ordering::SeqCst);
        let credentials: Vec<_> = self.credentials().keys().copied().collect();
        let valid = store::valid_credentials(db, &credentials, now_ms()).await?;
        let mut open = self.credentials();
        for credential in credentials.iter().filter(|credential| !valid.contains(credential)) {
            if let Some(streaming) = open.remove(credential) {
                streaming.ended.cancel();
            }
        }
        Ok(())
    }

    fn end_expired(&self, now: i64) {
        self.credentials().retain(|_, streaming| {
            let is_over = streaming.expires_at.is_some_and(|end| end <= now);
            if is_over {
                streaming.ended.cancel();
            }
            !is_over
        });
    }
}

async fn watch(open: Arc<Open>, db: SqlitePool) {
    let (mut seen, mut looked) = (None, Instant::now());
    loop {
        while open.credentials().is_empty() {
            open.opened.notified().await;
        }
        let is_told = tokio::time::timeout(INTERVAL, open.changed.notified()).await.is_ok();
        open.end_expired(now_ms());
        let version = store::credential_version(&db).await;
        let is_changed = version.as_ref().is_ok_and(|version| seen != Some(*version));
        if is_told || is_changed || looked.elapsed() >= FULL_INTERVAL {
            let result = open.look(&db).await;
            match result.and(version) {
                Ok(version) => (seen, looked) = (Some(version), Instant::now()),
                // What failed is done again at the next look.
                Err(error) => tracing::warn!(%error, "whether streams may go on could not be looked up"),
            }
        }
        if db.is_closed() {
            return;
        }
    }
}

/// Wraps every answer that is a stream of events, whichever route gives it.
pub async fn end_streams_with_credential(State(auth): State<Auth>, mut request: Request, next: Next) -> Response {
    let slot = ProofSlot::default();
    request.extensions_mut().insert(slot.clone());
    let response = next.run(request).await;
    match slot.0.get() {
        Some(proof) if is_event_stream(response.headers()) => auth.streams().while_valid(*proof, response),
        _ => response,
    }
}
