//! Password hashing: argon2id on the blocking pool, a bounded number at a time, and a bounded number that wait.

use super::model::Password;
use crate::{
    blocking,
    error::{AppError, Result},
};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::sync::{Arc, OnceLock};
use tokio::sync::Semaphore;

/// Hashes and checks passwords. Cheap to clone.
#[derive(Clone)]
pub(super) struct Passwords {
    slots: Arc<Semaphore>,
    /// Places of those that are hashed and those that wait for it.
    places: Arc<Semaphore>,
    /// The hash of no password, so that an unknown user name costs as much time as a wrong password.
    decoy: Arc<OnceLock<String>>,
}

/// Each hash takes 19 MiB and a core for about 30 ms: two at a time leave room for everything else.
const SLOTS: usize = 2;
/// Most that wait, about half a second: more are sent away at once, and told to come again.
const WAITING_MAX: usize = 32;

impl Passwords {
    pub(super) fn new() -> Self {
        Self {
            slots: Arc::new(Semaphore::new(SLOTS)),
            places: Arc::new(Semaphore::new(SLOTS + WAITING_MAX)),
            decoy: Arc::default(),
        }
    }

    /// The PHC string to keep.
    ///
    /// # Errors
    /// `Unavailable` when too many wait.
    pub(super) async fn hash(&self, password: Password) -> Result<String> {
        self.blocking(move || hash(password.as_bytes())).await?
    }

    /// Whether `password` belongs to `kept`; without a kept hash the answer is no, after the same time.
    ///
    /// # Errors
    /// `Unavailable` when too many wait.
    pub(super) async fn verify(&self, password: String, kept: Option<String>) -> Result<bool> {
        let decoy = Arc::clone(&self.decoy);
        self.blocking(move || {
            let is_known = kept.is_some();
            let kept = match kept {
                Some(kept) => kept,
                None => match decoy.get() {
                    Some(decoy) => decoy.clone(),
                    None => {
                        let made = hash(b"")?;
                        decoy.get_or_init(|| made).clone()
                    }
                },
            };
            Ok(Argon2::default().verify_password(password.as_bytes(), kept.as_str()).is_ok() && is_known)
        })
        .await?
    }

    async fn blocking<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _place = self.places.try_acquire().map_err(|_| AppError::Unavailable)?;
        let _slot = self.slots.acquire().await.map_err(|_| AppError::Unavailable)?;
        blocking::run(work).await
    }
}

fn hash(password: &[u8]) -> Result<String> {
    Argon2::default().hash_password(password).map(|hash| hash.to_string()).map_err(|error| {
        tracing::error!(%error, "password hashing failed");
        AppError::Internal
    })
}
