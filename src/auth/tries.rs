//! Counts wrong passwords, so that nobody can guess many and nobody can lock an owner out from elsewhere.
//!
//! Counted are only passwords that were wrong: a try takes its place before the password is looked at, and gives it back
//! unless it fails. (`governor`, which [`RateLimit`](crate::web::rate_limit::RateLimit) is made of, gives nothing back.)

use super::{model::SessionId, store::UsernameKey};
use crate::{
    domain::error::{AppError, Result},
    web::{
        network::Network,
        rate_limit::{Left, tell},
    },
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

const MINUTE: Duration = Duration::from_secs(60);
/// Above this many remembered keys those that are back at their full quota are forgotten.
const SWEEP_ABOVE_KEYS: usize = 4096;

/// What a quota is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Counted {
    /// Tries at one account from one network.
    Network(UsernameKey, Network),
    /// Tries at one account, wherever they come from: against guessers who have many networks.
    Account(UsernameKey),
    /// Tries at one account by a browser that has logged in to it before, by the hash of its token.
    Device(UsernameKey, String),
    /// The password that somebody who is logged in is asked for again.
    Session(SessionId),
}

impl Counted {
    /// How many in a burst, and a minute in the long run.
    fn per_minute(&self) -> u32 {
        match self {
            Self::Network(..) | Self::Device(..) | Self::Session(_) => 10,
            // An owner who is at a new device meets this one only when ten networks guess at once.
            Self::Account(_) => 100,
        }
    }
}

/// The quotas. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Tries(Arc<Mutex<Quotas>>);

#[derive(Default)]
struct Quotas {
    /// When each is back at its full quota (the theoretical arrival time of the generic cell rate algorithm).
    full_at: HashMap<Counted, Instant>,
    sweep_above: usize,
}

/// A try. It counts while the password is looked at, and afterwards only if it has [failed](Try::fail): nothing was learnt
/// from a try that the server was too busy for, or whose answer nobody waited for.
#[must_use]
pub(super) struct Try {
    quotas: Tries,
    counted: Vec<Counted>,
}

impl Tries {
    /// Takes one from each of the quotas, or from none.
    ///
    /// # Errors
    /// `TooManyRequests` with the seconds to wait when one of them is used up.
    pub(super) fn begin(&self, counted: Vec<Counted>) -> Result<Try> {
        let now = Instant::now();
        let mut quotas = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &counted {
            let burst = key.per_minute();
            let debt = quotas.full_at.get(key).map_or(Duration::ZERO, |at| at.saturating_duration_since(now));
            let wait = (debt + MINUTE / burst).saturating_sub(MINUTE);
            let used = u32::try_from((debt.as_millis() * u128::from(burst)).div_ceil(MINUTE.as_millis()));
            let remaining = burst.saturating_sub(used.unwrap_or(burst) + 1);
            let reset_s = u32::try_from(debt.as_secs() + 1).unwrap_or(u32::MAX);
            tell(Left { name: "passwords", per_minute: burst, remaining, reset_s });
            if !wait.is_zero() {
                return Err(AppError::TooManyRequests(u32::try_from(wait.as_secs() + 1).unwrap_or(u32::MAX)));
            }
        }
        for key in &counted {
            let full_at = quotas.full_at.entry(key.clone()).or_insert(now);
            *full_at = (*full_at).max(now) + MINUTE / key.per_minute();
        }
        quotas.sweep(now);
        Ok(Try { quotas: self.clone(), counted })
    }
}

impl Quotas {
    fn sweep(&mut self, now: Instant) {
        if self.full_at.len() > self.sweep_above.max(SWEEP_ABOVE_KEYS) {
            self.full_at.retain(|_, full_at| *full_at > now);
            // Each sweep is paid for by as many new keys as it looks at.
            self.sweep_above = self.full_at.len() * 2;
        }
    }
}

impl Try {
    /// The password was wrong.
    pub(super) fn fail(mut self) {
        self.counted.clear();
    }
}

impl Drop for Try {
    /// Gives back what was taken.
    fn drop(&mut self) {
        let mut quotas = self.quotas.0.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &self.counted {
            if let Some(full_at) = quotas.full_at.get_mut(key) {
                *full_at -= MINUTE / key.per_minute();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counted, Tries, Try};
    use crate::{auth::store::UsernameKey, domain::error::AppError};

    fn account(name: &str) -> Vec<Counted> {
        vec![Counted::Account(UsernameKey::of(name))]
    }

    #[test]
    fn what_fails_is_counted_and_nothing_else_is() {
        let tries = Tries::default();
        for _ in 0..1000 {
            drop(tries.begin(account("alice")).unwrap());
        }
        let failed = (0..1000).take_while(|_| tries.begin(account("alice")).map(Try::fail).is_ok()).count();
        assert!((100..200).contains(&failed), "{failed}");
        assert!(matches!(tries.begin(account("alice")).err(), Some(AppError::TooManyRequests(1..=2))));
        assert!(tries.begin(account("bob")).is_ok());
    }

    #[test]
    fn a_name_is_counted_as_it_is_looked_up() {
        let key = UsernameKey::of("alice");
        for form in ["ALICE", " alice ", "ａlice", "𝐚lice", "ⓐlice"] {
            assert_eq!(UsernameKey::of(form), key, "{form}");
        }
    }
}
