//! What a person is told about a generation.

use super::model::{GenerationState, Status};
use crate::i18n::CommonTexts;

impl CommonTexts {
    /// Why there is no more of a text; none while it is written, and when it is whole.
    pub fn ended(&self, state: &GenerationState) -> Option<&'static str> {
        match state.status {
            Status::Complete | Status::Generating => None,
            Status::Stopped => Some(self.reply_stopped),
            Status::Interrupted => Some(self.reply_interrupted),
            Status::Failed => Some(state.fault.map_or(self.reply_failed, |fault| self.provider_fault(fault))),
        }
    }

    /// What of the conversation a model was not given, if anything.
    pub fn omitted_messages(&self, state: &GenerationState) -> Option<String> {
        (state.omitted > 0).then(|| self.omitted(state.omitted))
    }

    /// What a text cost, where that is known.
    pub fn usage(&self, state: &GenerationState) -> Option<String> {
        let usage = state.usage?;
        let tokens = usage.completion_tokens;
        Some(if usage.is_estimated { self.tokens_estimated(tokens) } else { self.tokens(tokens) })
    }
}
