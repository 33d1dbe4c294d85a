//! Password hashing: argon2id on the blocking pool, a bounded number at a time, and a bounded number that wait.

use super::model::Password;
use crate::{
    domain::error::{AppError, Result},
    web::blocking,
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
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| AppError::Unavailable)?;
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(|_| AppError::Unavailable)?;
        blocking::run(move || {
            // Held until the work is done, also when nobody waits for it any more.
            let _held = (place, slot);
            work()
        })
        .await
    }
}

fn hash(password: &[u8]) -> Result<String> {
    Argon2::default().hash_password(password).map(|hash| hash.to_string()).map_err(|error| {
        tracing::error!(%error, "password hashing failed");
        AppError::Internal
    })
}

#[cfg(test)]
mod tests {
    use super::{Passwords, SLOTS, WAITING_MAX};
    use futures::{FutureExt, future::join};
    use std::sync::mpsc;

    #[tokio::test]
    async fn whoever_hangs_up_leaves_no_slot_free_while_the_hash_goes_on() {
        let passwords = Passwords::new();
        let (finish, finished) = mpsc::channel::<()>();
        let mut hashing = Box::pin(passwords.blocking(move || finished.recv()));
        assert!(hashing.as_mut().now_or_never().is_none());
        drop(hashing);
        let free = || (passwords.slots.available_permits(), passwords.places.available_permits());
        assert_eq!(free(), (SLOTS - 1, SLOTS + WAITING_MAX - 1));
        finish.send(()).unwrap();
        let (slots, places) = (SLOTS as u32, (SLOTS + WAITING_MAX) as u32);
        let (slots, places) = join(passwords.slots.acquire_many(slots), passwords.places.acquire_many(places)).await;
        assert!(slots.is_ok() && places.is_ok(), "both are free at its end");
    }
}
