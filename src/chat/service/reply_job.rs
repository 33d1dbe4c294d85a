//! How a reply is written: by a model, after the reply before it is whole.

use super::Chat;
use crate::{
    chat::{
        model::MessageId,
        prompt::build,
        store::{self, HistoryMessage, MessageRow},
    },
    domain::id::UserId,
    generation::{FinishReason, GenerationJob, GenerationUsage, model::Status},
    provider::{
        Delta, Deltas, ProviderError,
        model::{ModelId, ProviderFault, WaitReason},
    },
};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream};
use std::{sync::Arc, time::Duration};

/// Between two looks whether a reply that is stored has begun.
const BEGIN_INTERVAL: Duration = Duration::from_millis(5);

/// A reply that is to be written.
pub(super) struct ReplyJob {
    pub(super) user: UserId,
    pub(super) reply: MessageRow,
    pub(super) model: ModelId,
    /// What was asked, when the conversation is to be named after it and its answer.
    pub(super) asked: Option<String>,
    /// The answer before its question.
    pub(super) before: Option<MessageId>,
    /// What it answers, when that is known already.
    pub(super) history: Option<Vec<HistoryMessage>>,
}

impl Chat {
    /// Starts a reply, and tells the person's pages.
    pub(super) async fn start_generation(&self, job: ReplyJob) {
        let ReplyJob { user, reply, model, asked, before, history } = job;
        let chat = self.clone();
        let (id, conversation, named) = (reply.id, reply.conversation_id, (reply.clone(), model.clone()));
        self.generations.start(GenerationJob {
            id: id.uuid(),
            sink: Arc::clone(&self.sink),
            text: reply.content.clone(),
            before: GenerationUsage { usage: reply.state().usage, omitted: reply.state().omitted },
            deltas: self.stream_from_provider(user, reply, model, before, history),
            epilogue: Box::new(move |outcome| {
                async move {
                    if let Some(asked) = asked.filter(|_| outcome.end == FinishReason::Complete) {
                        let (reply, model) = &named;
                        chat.name(user, &asked, reply, model).await;
                    }
                }
                .boxed()
            }),
        });
        self.notify_changed(user, conversation).await;
    }

    /// What a model answers, when the answer before it is whole.
    fn stream_from_provider(
        &self,
        user: UserId,
        reply: MessageRow,
        model: ModelId,
        before: Option<MessageId>,
        history: Option<Vec<HistoryMessage>>,
    ) -> BoxFuture<'static, Result<Deltas, ProviderError>> {
        let chat = self.clone();
        let ask = async move {
            let sees = chat.providers.sees_images(&model);
            let asked = build::prompt(&chat.db, user, &reply, history, &model, sees).await.map_err(|error| {
                ProviderError::new(ProviderFault::Failed, format!("no prompt could be made: {error}"))
            })?;
            let omitted = (asked.omitted > 0).then_some(Ok(Delta::Omitted(asked.omitted)));
            let answer = chat.providers.reply(&model, asked.prompt).await?;
            let answer = match reply.content.as_str() {
                "" => answer,
                written => build::continue_stream(written, answer),
            };
            Ok(stream::iter(omitted).chain(answer).boxed())
        };
        let chat = self.clone();
        async move {
            let Some(before) = before else { return ask.await };
            if !chat.is_unfinished(user, before).await {
                return ask.await;
            }
            let answered = async move {
                while chat.is_unfinished(user, before).await {
                    chat.generations.ended(before.uuid()).await;
                    // One that was stored this very moment may not have begun.
                    tokio::time::sleep(BEGIN_INTERVAL).await;
                }
                ask.await.unwrap_or_else(|error| stream::iter([Err(error)]).boxed())
            };
            let waiting = stream::iter([Ok(Delta::Waiting(WaitReason::Turn))]);
            Ok(waiting.chain(stream::once(answered).flatten()).boxed())
        }
        .boxed()
    }

    /// Whether a reply is being written, or is about to be.
    async fn is_unfinished(&self, user: UserId, reply: MessageId) -> bool {
        let row = store::message(&self.db, user, reply).await;
        row.is_ok_and(|row| row.state().status == Status::Generating)
    }
}
