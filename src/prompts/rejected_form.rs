//! What was typed into a form and could not be taken: its page shows it once more, with the reason. A page without a script
//! would lose it otherwise, and an address has no room for it.

use super::error::PromptError;
use crate::domain::id::UserId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Most forms that wait at once; when there are more, those that wait are forgotten.
const FORMS_MAX: usize = 100;
/// Most bytes of one: what is longer is not kept. A browser has it when one goes back.
const FORM_MAX_BYTES: usize = 128 * 1024;

/// A form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedForm {
    /// Its fields, by their names; those of a list under one name, in order.
    pub fields: Vec<(String, String)>,
    /// Why it was not taken.
    pub error: PromptError,
}

impl RejectedForm {
    /// A field; empty when it was not kept.
    pub fn field(&self, name: &str) -> String {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// The forms that wait for their pages. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct RejectedForms(Arc<Mutex<HashMap<UserId, RejectedForm>>>);

impl RejectedForms {
    /// Keeps what somebody sent last.
    pub fn put(&self, user: UserId, fields: &[(&str, &str)], error: PromptError) {
        let is_short = fields.iter().map(|(_, value)| value.len()).sum::<usize>() <= FORM_MAX_BYTES;
        let fields = if is_short { fields } else { &[] };
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= FORMS_MAX {
            waiting.clear();
        }
        waiting.insert(user, RejectedForm { fields, error });
    }

    /// What somebody sent last, once.
    pub fn take(&self, user: UserId) -> Option<RejectedForm> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&user)
    }
}
