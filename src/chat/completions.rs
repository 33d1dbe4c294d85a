//! Answers for programs that bring the whole conversation with them each time, as OpenAI's protocol has it.

pub mod rest;
mod wire;

use super::{
    model::{Author, ConversationId, MessageId, Question},
    preferences::Preferences,
    service::Chat,
    store::{self, Place, Transcript},
};
use crate::{
    auth::model::UserId,
    error::{AppError, Fault, Result},
    generation::{End, Outcome, TextTold, without_thoughts},
    locales::Language,
    provider::{
        Delta, Deltas, ProviderError,
        model::{ModelId, ProviderKind, Usage},
        prompt::{Prompt, Role, Turn, estimate_text},
    },
    text::{Title, clean_text},
    writing::{Status, WritingState},
};
use futures::{FutureExt, StreamExt, stream};
use std::sync::Arc;
use tokio::sync::mpsc;

/// Pieces of an answer that wait for a slow reader before the model waits too.
const PIECES_WAITING: usize = 64;

/// What a program asks.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// Who is to answer: `kind/name`, or the name alone.
    pub(super) model: String,
    /// Everything that was said.
    pub(super) turns: Vec<Turn>,
    /// How free the choice of words is.
    pub(super) temperature: Option<f32>,
    /// Most tokens of the answer.
    pub(super) max_tokens: Option<u32>,
    /// Whether it is to become a conversation.
    pub(super) is_stored: bool,
}

/// An answer that is being written.
pub(super) struct Completion {
    /// Who writes it.
    pub(super) model: ModelId,
    /// Where it is stored, if it is.
    pub(super) conversation: Option<ConversationId>,
    /// Its words and what it costs; may be read past its end.
    pub(super) deltas: Deltas,
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum CompletionError {
    /// We do not ask for it.
    Refused(AppError),
    /// The model does not give it.
    Provider(ProviderError),
}

impl<E: Into<AppError>> From<E> for CompletionError {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

impl Chat {
    /// Has a model answer. What is not stored as a conversation ends when nobody reads it any more; what it cost is counted
    /// either way.
    pub(super) async fn complete(
        &self,
        user: UserId,
        wanted: Wanted,
        language: Language,
    ) -> Result<Completion, CompletionError> {
        let model = self.model_named(&wanted.model)?;
        if wanted.is_stored {
            let (conversation, deltas) = self.stored_completion(user, wanted, model.clone(), language).await?;
            return Ok(Completion { model, conversation: Some(conversation), deltas: deltas.fuse().boxed() });
        }
        self.count_question(user)?;
        let Wanted { turns, temperature, max_tokens, .. } = wanted;
        let prompt = Prompt { model: model.name().to_owned(), turns, newest: 1, temperature, max_tokens };
        let deltas = self.providers.reply(&model, prompt).await.map_err(CompletionError::Provider)?;
        let deltas = self.metered(user, model.clone(), without_thoughts(deltas));
        Ok(Completion { model, conversation: None, deltas: deltas.fuse().boxed() })
    }

    /// The model of that name, with or without its provider's kind before it; the default one for no name.
    fn model_named(&self, name: &str) -> Result<ModelId> {
        if name.is_empty() {
            return self.offered(None);
        }
        let kinds = [ProviderKind::Openai, ProviderKind::Local, ProviderKind::Scripted];
        let bare = kinds.into_iter().filter_map(|kind| ModelId::new(kind, name).ok());
        let mut candidates = name.parse().ok().into_iter().chain(bare);
        candidates.find_map(|model| self.offered(Some(model)).ok()).ok_or_else(|| Fault::ModelUnknown.into())
    }

    /// Passes an answer on, and stores what it cost when it has ended or nobody reads it any more.
    fn metered(&self, user: UserId, model: ModelId, mut deltas: Deltas) -> Deltas {
        let (chat, shutdown) = (self.clone(), self.generations().shutdown_token());
        let (sender, receiver) = mpsc::channel(PIECES_WAITING);
        tokio::spawn(async move {
            let mut usage = Usage { prompt_tokens: 0, completion_tokens: 0, is_estimated: true };
            let mut written = 0_u32;
            loop {
                let delta = tokio::select! {
                    delta = deltas.next() => delta,
                    () = sender.closed() => None,
                    () = shutdown.cancelled() => None,
                };
                let Some(delta) = delta else { break };
                match &delta {
                    Ok(Delta::Usage(so_far)) => usage = *so_far,
                    Ok(Delta::Text(text)) => written = written.saturating_add(estimate_text(text)),
                    _ => {}
                }
                if sender.send(delta).await.is_err() {
                    break;
                }
            }
            drop(deltas); // The model need not write on.
            if usage.is_estimated {
                usage.completion_tokens = usage.completion_tokens.max(written.into());
            }
            // A reader that is still there is told the same.
            let _ = sender.send(Ok(Delta::Usage(usage))).await;
            if let Err(error) = store::add_completion(&chat.db, user, &model, usage).await {
                tracing::error!(%error, "what an answer cost could not be stored");
            }
        });
        let pieces = stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) });
        pieces.boxed()
    }

    /// Makes a conversation of what was said, and has its last question answered there.
    async fn stored_completion(
        &self,
        user: UserId,
        wanted: Wanted,
        model: ModelId,
        language: Language,
    ) -> Result<(ConversationId, Deltas)> {
        let (system, mut spoken): (Vec<_>, Vec<_>) =
            wanted.turns.into_iter().partition(|turn| turn.role == Role::System);
        let question = spoken.pop().filter(|turn| turn.role == Role::User).ok_or(Fault::MessageEmpty)?.content;
        Question::parse(&question)?;
        let system = system.into_iter().map(|turn| turn.content).collect::<Vec<_>>().join("\n\n");
        let transcript = Arc::new(Transcript {
            title: Title::from_question(&question),
            model: model.clone(),
            preferences: Preferences::new(&system, wanted.temperature, wanted.max_tokens)?,
            said: by_turns(spoken)?,
        });
        let storing = self.writes.run(move |connection| {
            let transcript = Arc::clone(&transcript);
            async move { store::add_transcript(connection, user, &transcript).await }.boxed()
        });
        let conversation = storing.await?;
        match self.send(user, Place::End(conversation), &question, Some(model), language).await {
            Ok([_, reply]) => Ok((conversation, self.text_of(user, reply.id).await?)),
            Err(error) => {
                self.delete(user, conversation).await?;
                Err(error)
            }
        }
    }

    /// The text of a reply as a model's answer, while it is being written or as it is stored.
    async fn text_of(&self, user: UserId, reply: MessageId) -> Result<Deltas> {
        if let Some(Some(reading)) = self.generations().read_text(reply.uuid(), 0) {
            let deltas = stream::unfold(Some(reading), |reading| async move {
                let mut reading = reading?;
                match reading.next().await {
                    TextTold::Added(text) => Some((vec![Ok(Delta::Text(text))], Some(reading))),
                    TextTold::End(outcome) => Some((end_of(&outcome), None)),
                }
            });
            return Ok(without_thoughts(deltas.flat_map(stream::iter).boxed()));
        }
        let row = store::message(&self.db, user, reply).await?;
        let WritingState { status, fault, usage, .. } = row.state();
        let failed =
            fault.filter(|_| status == Status::Failed).map(|fault| Err(ProviderError::new(fault, "it failed")));
        let text = (!row.content.is_empty()).then_some(Ok(Delta::Text(row.content)));
        let deltas = text.into_iter().chain(usage.map(|usage| Ok(Delta::Usage(usage)))).chain(failed);
        Ok(without_thoughts(stream::iter(deltas.collect::<Vec<_>>()).boxed()))
    }
}

fn end_of(outcome: &Outcome) -> Vec<Result<Delta, ProviderError>> {
    let usage = outcome.cost.usage.map(|usage| Ok(Delta::Usage(usage)));
    let failed = match outcome.end {
        End::Failed(fault) => Some(Err(ProviderError::new(fault, "it failed"))),
        End::Complete | End::Stopped | End::Interrupted => None,
    };
    usage.into_iter().chain(failed).collect()
}

/// What was said, one after the other: neighbours of one speaker become one message, as a conversation has them.
fn by_turns(spoken: Vec<Turn>) -> Result<Vec<(Author, String)>> {
    let mut said: Vec<(Author, String)> = Vec::new();
    for turn in spoken {
        let author = if turn.role == Role::Assistant { Author::Assistant } else { Author::User };
        let text = clean_text(&turn.content)?;
        match said.last_mut() {
            Some((last, so_far)) if *last == author => {
                so_far.push_str("\n\n");
                so_far.push_str(&text);
            }
            _ => said.push((author, text)),
        }
    }
    Ok(said)
}
