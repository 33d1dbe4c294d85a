//! Answers to a whole conversation that the asker brings along each time: programs, and temporary chats.

use super::{
    Chat,
    model::{ConversationId, MessageContent, MessageId, Role},
    model_params::ModelParams,
    store::{self, MessageRow, NewTranscript, NewTurn, Parent},
    transcript::merge_consecutive_roles,
};
use crate::{
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        title::Title,
    },
    generation::{
        TextEvent, TextSubscriber,
        model::{GenerationState, Status},
        without_thoughts,
    },
    provider::{
        Delta, Deltas, ProviderError,
        model::{ModelId, ProviderFault, Usage},
        prompt::{Prompt, PromptRole, Turn, estimate_text},
    },
};
use futures::{
    FutureExt, StreamExt,
    stream::{self, BoxStream},
};
use std::sync::Arc;
use tokio::sync::mpsc;

/// Pieces of an answer that wait for a slow reader before the model waits too.
const PIECES_WAITING: usize = 64;

/// What a program asks.
#[derive(Debug, Clone)]
pub(crate) struct CompletionRequest {
    /// Who is to answer: `kind/name`, or the name alone.
    pub(crate) model: String,
    /// Everything that was said.
    pub(crate) turns: Vec<Turn>,
    /// How free the choice of words is.
    pub(crate) temperature: Option<f32>,
    /// Most tokens of the answer.
    pub(crate) max_tokens: Option<u32>,
}

/// An answer piece by piece. It ends after the first error; without one it is whole.
pub(crate) type Pieces = BoxStream<'static, Result<Delta, CompletionError>>;

/// An answer that is being written.
pub(crate) struct Completion {
    /// Who writes it.
    pub(crate) model: ModelId,
    /// Where it is stored, if it is.
    pub(crate) conversation: Option<ConversationId>,
    /// Its words and what it costs; may be read past its end.
    pub(crate) pieces: Pieces,
}

/// Why there is no answer, or only half of one.
#[derive(Debug)]
pub(crate) enum CompletionError {
    /// We do not ask for it.
    Refused(AppError),
    /// The model does not give it.
    Provider(ProviderError),
    /// A person stopped it, or the server went down, before its end.
    Interrupted,
}

impl<E: Into<AppError>> From<E> for CompletionError {
    fn from(error: E) -> Self {
        Self::Refused(error.into())
    }
}

impl Chat {
    /// Has a model answer, and stores nothing but what that cost. It ends when nobody reads it any more.
    ///
    /// # Errors
    /// `ModelUnknown`, `TooManyRequests`, what the model fails with; `ContextExceeded` when not all of it fits.
    pub(crate) async fn complete(
        &self,
        user: UserId,
        wanted: CompletionRequest,
    ) -> Result<Completion, CompletionError> {
        let model = self.model_named(&wanted.model)?;
        self.count_question(user)?;
        let CompletionRequest { turns, temperature, max_tokens, .. } = wanted;
        // A program that is not told what was left out must not have anything left out.
        let newest = turns.len();
        let prompt = Prompt { model: model.name().to_owned(), turns, newest, temperature, max_tokens };
        let deltas = self.providers.reply(&model, prompt).await.map_err(CompletionError::Provider)?;
        let pieces = self.metered(user, model.clone(), without_thoughts(deltas));
        Ok(Completion { model, conversation: None, pieces: pieces.fuse().boxed() })
    }

    /// Makes a conversation of what was said and has its last question answered there, whoever reads it; gives the reply.
    ///
    /// # Errors
    /// What is wrong with what was said, `ModelUnknown`, `TooManyRequests`.
    pub(crate) async fn complete_stored(&self, user: UserId, wanted: CompletionRequest) -> Result<MessageId> {
        let model = self.model_named(&wanted.model)?;
        let (system, mut spoken): (Vec<_>, Vec<_>) =
            wanted.turns.into_iter().partition(|turn| turn.role == PromptRole::System);
        let question =
            spoken.pop().filter(|turn| turn.role == PromptRole::User).ok_or(ValidationError::MessageEmpty)?.content;
        let question = MessageContent::parse(&question)?;
        let system = system.into_iter().map(|turn| turn.content).collect::<Vec<_>>().join("\n\n");
        let transcript = NewTranscript {
            title: Title::from_question(question.as_str()),
            model,
            model_params: ModelParams::new(&system, wanted.temperature, wanted.max_tokens)?,
            said: merge_consecutive_roles(spoken.into_iter().map(by_author))?,
        };
        self.count_question(user)?;
        let (chat, brought) = (self.clone(), Arc::new((transcript, question)));
        let beginning = self.store_and_start(user, move |connection| {
            let (chat, brought) = (chat.clone(), Arc::clone(&brought));
            async move {
                let (transcript, question) = &*brought;
                let place = Parent::End(store::add_transcript(connection, user, transcript).await?);
                let (question, model) = (question.clone(), Some(transcript.model.clone()));
                let turn = NewTurn { place, question, attachments: Vec::new(), model };
                store::add_turn(connection, user, &turn, |model| chat.resolve_model(model)).await
            }
            .boxed()
        });
        let [_, reply] = beginning.await?;
        Ok(reply.id)
    }

    /// A reply as a model's answer, while it is being written or as it is stored.
    ///
    /// # Errors
    /// `NotFound`.
    pub(crate) async fn completion_of(&self, user: UserId, reply: MessageId) -> Result<Completion> {
        // Before the row is read, so that nothing is missed in between.
        let reading = self.generations().read_text(reply.uuid(), 0).flatten();
        let row = store::message(&self.db, user, reply).await?;
        let (model, conversation) = (row.model().ok_or(AppError::Internal)?, Some(row.conversation_id));
        let pieces = match reading {
            Some(reading) => as_it_is_written(reading),
            None => as_it_is_stored(row),
        };
        Ok(Completion { model, conversation, pieces: without_thoughts(pieces).fuse().boxed() })
    }

    /// The model of that name, with or without its provider before it; the default one for no name.
    fn model_named(&self, name: &str) -> Result<ModelId> {
        // A server that is going down offers nothing, which makes no model unknown.
        if name.is_empty() || self.generations().is_closing() {
            return self.resolve_model(None);
        }
        self.providers.model_named(name).ok_or_else(|| ValidationError::ModelUnknown.into())
    }

    /// Passes an answer on, and stores what it cost when it has ended or nobody reads it any more.
    fn metered(&self, user: UserId, model: ModelId, mut deltas: Deltas) -> Pieces {
        let (chat, shutdown) = (self.clone(), self.generations().shutdown_token());
        let (sender, receiver) = mpsc::channel(PIECES_WAITING);
        tokio::spawn(async move {
            let mut usage = Usage { prompt_tokens: 0, completion_tokens: 0, is_estimated: true };
            let (mut written, mut is_interrupted) = (0_u32, false);
            loop {
                let delta = tokio::select! {
                    delta = deltas.next() => delta,
                    () = sender.closed() => None,
                    () = shutdown.cancelled() => {
                        is_interrupted = true;
                        None
                    }
                };
                let Some(delta) = delta else { break };
                match &delta {
                    Ok(Delta::Usage(so_far)) => usage = *so_far,
                    Ok(Delta::Text(text)) => written = written.saturating_add(estimate_text(text)),
                    _ => {}
                }
                if sender.send(delta.map_err(CompletionError::Provider)).await.is_err() {
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
            if is_interrupted {
                // Last of all: the database is closed when the readers have gone.
                let _ = sender.send(Err(CompletionError::Interrupted)).await;
            }
        });
        let pieces = stream::unfold(receiver, |mut receiver| async move { Some((receiver.recv().await?, receiver)) });
        pieces.boxed()
    }
}

fn as_it_is_written(reading: TextSubscriber) -> Pieces {
    let pieces = stream::unfold(Some(reading), |reading| async move {
        let mut reading = reading?;
        match reading.next().await {
            TextEvent::Added(text) => Some((vec![Ok(Delta::Text(text))], Some(reading))),
            TextEvent::End(outcome) => Some((end_of((&outcome).into(), outcome.is_limit_reached), None)),
        }
    });
    pieces.flat_map(stream::iter).boxed()
}

fn as_it_is_stored(row: MessageRow) -> Pieces {
    let end = end_of(row.state(), row.is_limit_reached);
    let text = (!row.content.is_empty()).then_some(Ok(Delta::Text(row.content)));
    stream::iter(text.into_iter().chain(end)).boxed()
}

/// What follows the text of a reply in that state.
fn end_of(state: GenerationState, is_limit_reached: bool) -> Vec<Result<Delta, CompletionError>> {
    let GenerationState { status, fault, usage, .. } = state;
    let limit = is_limit_reached.then_some(Ok(Delta::LimitReached));
    let broken = match status {
        Status::Complete => None,
        Status::Failed => {
            let error = ProviderError::new(fault.unwrap_or(ProviderFault::Failed), "it failed");
            Some(Err(CompletionError::Provider(error)))
        }
        // Half of an answer is not to be taken for all of it.
        Status::Stopped | Status::Interrupted | Status::Generating => Some(Err(CompletionError::Interrupted)),
    };
    usage.map(|usage| Ok(Delta::Usage(usage))).into_iter().chain(limit).chain(broken).collect()
}

fn by_author(turn: Turn) -> (Role, String) {
    let role = if turn.role == PromptRole::Assistant { Role::Assistant } else { Role::User };
    (role, turn.content)
}
