//! Who has sent a request, for the layers around its route.

use super::current_user::Credential;
use crate::domain::error::Result;
use std::sync::{Arc, OnceLock};

/// Tells a layer around a route who has sent the request, when the route asks for that, and lets the layer refuse it then.
#[derive(Clone)]
pub struct CallerSlot(Arc<Slot>);

struct Slot {
    caller: OnceLock<Caller>,
    admit: Box<dyn Fn(Caller) -> Result<()> + Send + Sync>,
}

/// Who has sent a request.
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    /// By what that is known.
    pub credential: Credential,
    /// Whether it is a program, which sends it as `Authorization: Bearer …`.
    pub is_bearer: bool,
}

impl CallerSlot {
    /// Nobody yet; whoever it is, is asked about with `admit`.
    pub fn new(admit: impl Fn(Caller) -> Result<()> + Send + Sync + 'static) -> Self {
        Self(Arc::new(Slot { caller: OnceLock::new(), admit: Box::new(admit) }))
    }

    /// A request comes from one account, however often that is asked for.
    pub(super) fn set(&self, caller: Caller) -> Result<()> {
        if self.0.caller.set(caller).is_ok() { (self.0.admit)(caller) } else { Ok(()) }
    }

    /// Who it is, when the route has asked.
    pub fn get(&self) -> Option<Caller> {
        self.0.caller.get().copied()
    }
}
