//! What can be done with conversations. Server functions and HTTP handlers both come through here.

mod bulk;
mod conversations;
mod messages;
mod replies;
mod reply_job;
mod trash;

pub(super) use messages::OpenConversation;
pub(super) use replies::NewMessage;

use super::{
    model::{ConversationEvent, ConversationId, MessageId},
    notifier::{Notifier, Revision},
    store::{self, ConversationRow, ModelUsage, ReplySink},
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
    },
    generation::{Generations, Sink},
    provider::{
        Providers,
        model::{ModelId, ModelList},
    },
    web::{rate_limit::RateLimit, render_queue::RenderQueue},
};
use sqlx::SqlitePool;
use std::{num::NonZeroU32, sync::Arc};

/// The conversations of this server. Cheap to clone.
#[derive(Clone)]
pub struct Chat {
    pub(super) db: SqlitePool,
    pub(super) writes: WriteQueue,
    generations: Generations,
    pub(super) providers: Providers,
    questions: RateLimit<UserId>,
    notifier: Notifier,
    sink: Arc<dyn Sink>,
}

impl Chat {
    /// Conversations in `db`, answered by `providers`; one account may ask so many questions in a minute.
    pub fn new(
        db: SqlitePool,
        writes: WriteQueue,
        generations: Generations,
        providers: Providers,
        questions_per_minute: NonZeroU32,
    ) -> Self {
        Self {
            db,
            writes,
            generations,
            providers,
            questions: RateLimit::per_minute("messages", questions_per_minute),
            notifier: Notifier::new(),
            sink: Arc::new(ReplySink),
        }
    }

    /// What takes replies when they end.
    pub fn sink(&self) -> Arc<dyn Sink> {
        Arc::clone(&self.sink)
    }

    /// Every model that can answer now, and what is wrong with those that cannot.
    pub async fn list_models(&self) -> ModelList {
        self.providers.list().await
    }

    /// Stops everything that is being written for an account, before it is deleted.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn stop_all(&self, user: UserId) -> Result<()> {
        self.stop_all_of(store::running_replies(&self.db, user).await?);
        Ok(())
    }

    /// Tells the person's pages that a conversation is not what it was.
    pub(super) async fn notify_changed(&self, user: UserId, id: ConversationId) {
        if !self.notifier.note(user) {
            return;
        }
        // One that is gone was told of when it was deleted.
        if let Ok(ConversationRow { title, head_id: head, .. }) = store::get(&self.db, user, id).await {
            self.notifier.tell(user, ConversationEvent::Changed { id, title, head });
        }
    }

    /// What a page that is made now has seen of the changes of all conversations.
    pub fn revision(&self) -> Revision {
        self.notifier.now()
    }

    pub(super) fn notifier(&self) -> &Notifier {
        &self.notifier
    }

    pub(super) fn generations(&self) -> &Generations {
        &self.generations
    }

    /// What the person's answers cost, by model.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(crate) async fn usage(&self, user: UserId) -> Result<Vec<ModelUsage>> {
        store::usage(&self.db, user).await
    }

    /// Counts a question of the person.
    ///
    /// # Errors
    /// `TooManyRequests`.
    pub(super) fn count_question(&self, user: UserId) -> Result<()> {
        self.questions.check(&user)
    }

    /// `model`, or the default one, when it can be asked here and now.
    pub(super) fn resolve_model(&self, model: Option<ModelId>) -> Result<ModelId> {
        if self.generations.is_closing() {
            return Err(AppError::Unavailable);
        }
        let model = model.or_else(|| self.providers.default_model());
        model.filter(|model| self.providers.supports(model)).ok_or_else(|| ValidationError::ModelUnknown.into())
    }

    fn stop_all_of(&self, replies: Vec<MessageId>) {
        for reply in replies {
            self.generations.stop(reply.uuid());
        }
    }

    /// What renders Markdown.
    pub fn render_queue(&self) -> &RenderQueue {
        self.generations.render_queue()
    }
}
