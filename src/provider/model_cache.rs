//! The models of a service, remembered: a page never waits long for somebody else's server.

use super::{ProviderError, model::ProviderFault, reply::Listing};
use futures::future::BoxFuture;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// A page waits this long for the first list, then it is shown without.
pub(super) const LIST_PATIENCE: Duration = Duration::from_secs(3);
/// A list is good for this long; models come and go over weeks, but a new local one should show soon.
const FRESH: Duration = Duration::from_secs(60);
/// After a failure the service is asked again sooner.
const FRESH_FAILURE: Duration = Duration::from_secs(10);
/// In the background a slow service may take this long.
const FETCH_PATIENCE: Duration = Duration::from_secs(15);

/// A service's models as it lists them now.
pub(super) type Fetching = BoxFuture<'static, Result<Vec<String>, ProviderError>>;

/// Remembers one provider's models.
pub(super) struct ModelCache {
    state: watch::Sender<State>,
    patience: Duration,
}

#[derive(Default)]
struct State {
    /// From the last time that it worked.
    names: Option<Arc<[String]>>,
    /// From the last time that it was tried.
    fault: Option<ProviderFault>,
    tried_at: Option<Instant>,
    is_fetching: bool,
}

impl State {
    fn is_fresh(&self) -> bool {
        let good_for = if self.fault.is_some() { FRESH_FAILURE } else { FRESH };
        self.tried_at.is_some_and(|at| at.elapsed() < good_for)
    }
}

impl Default for ModelCache {
    fn default() -> Self {
        Self { state: watch::Sender::default(), patience: LIST_PATIENCE }
    }
}

impl ModelCache {
    /// The models as far as they are known, with what went wrong last. Waits only when nothing is known at all.
    pub(super) async fn get(&self, fetching: impl FnOnce() -> Fetching) -> Listing {
        if !self.state.borrow().is_fresh() {
            self.fetch(fetching);
        }
        let mut state = self.state.subscribe();
        let tried = tokio::time::timeout(self.patience, state.wait_for(|state| state.tried_at.is_some())).await;
        match tried {
            Ok(Ok(state)) => (state.names.clone().unwrap_or_default(), state.fault),
            _ => (Arc::default(), Some(ProviderFault::TimedOut)),
        }
    }

    /// The models without waiting for them; none while nobody has listed them yet.
    pub(super) fn known(&self, fetching: impl FnOnce() -> Fetching) -> Option<Arc<[String]>> {
        let known = self.state.borrow().names.clone();
        if known.is_none() && tokio::runtime::Handle::try_current().is_ok() {
            self.fetch(fetching);
        }
        known
    }

    /// Whether there is a model of that name; none while nobody knows.
    pub(super) fn knows(&self, name: &str) -> Option<bool> {
        self.state.borrow().names.as_ref().map(|names| names.iter().any(|known| known == name))
    }

    /// Asks the service in the background, unless somebody is doing so.
    fn fetch(&self, fetching: impl FnOnce() -> Fetching) {
        let starts = self.state.send_if_modified(|state| !std::mem::replace(&mut state.is_fetching, true));
        if !starts {
            return;
        }
        let (fetching, state) = (fetching(), self.state.clone());
        tokio::spawn(async move {
            let fetched = tokio::time::timeout(FETCH_PATIENCE, fetching)
                .await
                .unwrap_or_else(|_| Err(ProviderError::new(ProviderFault::TimedOut, "no list of models in time")));
            state.send_modify(|state| {
                (state.is_fetching, state.tried_at, state.fault) = (false, Some(Instant::now()), None);
                match fetched {
                    Ok(names) => state.names = Some(names.into()),
                    Err(error) => {
                        tracing::warn!(fault = %error.fault, detail = %error.detail, "cannot list the models");
                        state.fault = Some(error.fault);
                    }
                }
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    /// A service that answers so.
    fn answering(answer: Result<Vec<String>, ProviderError>) -> impl FnOnce() -> Fetching {
        || async { answer }.boxed()
    }

    #[tokio::test(start_paused = true)]
    async fn a_service_that_is_silent_does_not_hold_a_page_up() {
        let silent = ModelCache::default();
        let start = tokio::time::Instant::now();
        let listing = silent.get(|| futures::future::pending().boxed()).await;
        assert_eq!(listing, (Arc::default(), Some(ProviderFault::TimedOut)));
        assert_eq!(start.elapsed(), LIST_PATIENCE);
        assert_eq!(silent.knows("x"), None);
    }

    #[tokio::test]
    async fn a_list_is_kept_and_a_later_failure_does_not_empty_it() {
        let cache = ModelCache::default();
        let names: Arc<[String]> = vec!["one".to_owned()].into();
        let listed = cache.get(answering(Ok(vec!["one".to_owned()]))).await;
        assert_eq!(listed, (Arc::clone(&names), None));
        assert_eq!((cache.knows("one"), cache.knows("two")), (Some(true), Some(false)));
        cache.state.send_modify(|state| state.tried_at = None); // as if a minute had passed
        let failed = cache.get(answering(Err(ProviderError::new(ProviderFault::Failed, "no")))).await;
        assert_eq!(failed, (names, Some(ProviderFault::Failed)));
    }
}
