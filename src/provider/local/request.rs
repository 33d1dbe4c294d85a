//! One question on its way to the embedded model: cut to what fits, waiting for its turn, for the model, for its words.

use super::{
    Inner,
    command::{ALIAS, CONTEXT_TOKENS},
    queue::Ticket,
};
use crate::provider::{
    Delta, Deltas, Provider, ProviderError,
    model::{ProviderFault, WaitReason},
    prompt::{self, Prompt, PromptRole, Turn},
};
use futures::{StreamExt, stream};
use std::sync::Arc;

/// Most tokens of an answer: a minute's writing on 2 cores.
const ANSWER_TOKENS: u32 = 800;
/// How freely it chooses its words: what gave good answers with Qwen2.5-Coder-1.5B.
const TEMPERATURE: f32 = 0.7;

/// Takes a place in the queue at once; everything else happens while the deltas are read.
pub(super) fn deltas(inner: Arc<Inner>, prompt: Prompt) -> Deltas {
    let prompt = Prompt {
        model: ALIAS.to_owned(),
        temperature: Some(prompt.temperature.unwrap_or(TEMPERATURE)),
        max_tokens: Some(answer_tokens(&prompt)),
        ..prompt
    };
    let ticket = inner.queue.join();
    let answer = Answer { inner, ticket, prompt, omitted: 0, stage: Stage::Queued { told: 0 }, is_second_try: false };
    let deltas = stream::unfold(Some(answer), |answer| async move {
        let mut answer = answer?;
        let delta = answer.next().await.transpose()?;
        let is_over = delta.is_err();
        Some((delta, (!is_over).then_some(answer)))
    });
    deltas.boxed()
}

/// See [`Provider::prompt_budget`].
pub(super) fn prompt_budget(prompt: &Prompt) -> u32 {
    prompt.budget(CONTEXT_TOKENS, ANSWER_TOKENS)
}

fn answer_tokens(prompt: &Prompt) -> u32 {
    prompt.max_tokens.unwrap_or(ANSWER_TOKENS).min(CONTEXT_TOKENS / 2)
}

/// One question on its way.
struct Answer {
    inner: Arc<Inner>,
    ticket: Ticket,
    prompt: Prompt,
    /// Turns that were left out here, and are to be told of.
    omitted: u32,
    stage: Stage,
    /// The process has died over it once.
    is_second_try: bool,
}

enum Stage {
    Queued {
        /// With how many before it, as far as the reader knows.
        told: u32,
    },
    Loading,
    Answering(Deltas),
}

impl Answer {
    async fn next(&mut self) -> Result<Option<Delta>, ProviderError> {
        loop {
            if self.omitted > 0 {
                return Ok(Some(Delta::Omitted(std::mem::take(&mut self.omitted))));
            }
            match &mut self.stage {
                Stage::Queued { told } => {
                    let ahead = self.ticket.ahead();
                    if ahead == 0 {
                        self.stage = Stage::Loading;
                        if !self.inner.is_ready() {
                            return Ok(Some(Delta::Waiting(WaitReason::Loading)));
                        }
                    } else if *told == ahead {
                        self.ticket.moved().await;
                    } else {
                        *told = ahead;
                        return Ok(Some(Delta::Waiting(WaitReason::Queued { ahead })));
                    }
                }
                Stage::Loading => self.stage = self.begin().await?,
                Stage::Answering(deltas) => {
                    return match deltas.next().await.transpose() {
                        Err(error) => Err(self.inner.explain(error).await.0),
                        delta => delta,
                    };
                }
            }
        }
    }

    /// Asks the server; gives the stage that comes next.
    async fn begin(&mut self) -> Result<Stage, ProviderError> {
        let server = self.inner.server().await?;
        let error = match server.reply(self.prompt.clone()).await {
            Ok(deltas) => return Ok(Stage::Answering(deltas)),
            Err(error) => error,
        };
        if error.fault == ProviderFault::ContextExceeded {
            self.leave_out_more().ok_or(error)?;
            return Ok(Stage::Loading);
        }
        let (error, has_died) = self.inner.explain(error).await;
        if has_died && !std::mem::replace(&mut self.is_second_try, true) {
            return Ok(Stage::Queued { told: 0 });
        }
        Err(error)
    }

    /// Leaves out more of the oldest turns, when the estimate was too low: digits and rare characters cost more. None
    /// when there is nothing left to leave out.
    fn leave_out_more(&mut self) -> Option<()> {
        let Prompt { turns, newest, .. } = &self.prompt;
        let is_system = |turn: &&Turn| turn.role == PromptRole::System;
        let system: Vec<_> = turns.iter().filter(is_system).cloned().collect();
        let least = [&system, &turns[turns.len().saturating_sub(*newest)..]].map(prompt::estimate_tokens).iter().sum();
        let budget = (prompt::estimate_tokens(turns) / 3 * 2).max(least);
        let fitted = prompt::fit(turns.clone(), *newest, budget).filter(|fitted| fitted.dropped > 0)?;
        (self.prompt.turns, self.omitted) = (fitted.turns, fitted.dropped);
        Some(())
    }
}
