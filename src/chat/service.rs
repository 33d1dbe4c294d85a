//! What can be done with conversations. Server functions and HTTP handlers both come through here.

mod organise;
mod replies;

pub(super) use replies::NewMessage;

use super::{
    model::{ConversationEvent, ConversationId, MessageId},
    model_params::{ModelParams, ModelParamsChange},
    notifier::{Notifier, Revision},
    store::{self, ConversationRow, Limits, MessageRow, ModelUsage, ReplySink},
};
use crate::{
    db::write_queue::WriteQueue,
    domain::{
        error::{AppError, Result, ValidationError},
        id::UserId,
        page::Page,
        title::Title,
    },
    generation::{Generations, Sink},
    provider::{
        Providers,
        model::{ModelId, ModelList},
    },
    web::{rate_limit::RateLimit, render_queue::RenderQueue},
};
use futures::FutureExt;
use sqlx::SqlitePool;
use std::{num::NonZeroU32, sync::Arc};

/// Messages that a page is given at once.
const PAGE_LENGTH: u32 = 40;
/// Bytes of text after which a page or a list ends: long messages come a few at a time, for memory's sake.
const PAGE_BYTES: u32 = 1024 * 1024;
/// What a page is given at once.
const PAGE: Limits = Limits { messages: PAGE_LENGTH, bytes: PAGE_BYTES };
/// What a page is given of that which follows a message that it shows.
const HALF_PAGE: Limits = Limits { messages: PAGE_LENGTH / 2, bytes: PAGE_BYTES / 2 };

/// A conversation with messages of one of its branches.
pub(super) struct OpenConversation {
    pub(super) conversation: ConversationRow,
    /// Oldest first.
    pub(super) messages: Vec<MessageRow>,
    /// Whether messages follow on the branch.
    pub(super) has_newer: bool,
}

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

    /// A conversation without its messages.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub(super) async fn get(&self, user: UserId, id: ConversationId) -> Result<ConversationRow> {
        store::get(&self.db, user, id).await
    }

    /// A conversation with the newest messages of its branch; or with those around one of its messages, on whichever branch
    /// that is.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub(super) async fn open(
        &self,
        user: UserId,
        id: ConversationId,
        around: Option<MessageId>,
    ) -> Result<OpenConversation> {
        let conversation = store::get(&self.db, user, id).await?;
        let last = match around {
            Some(message) => Some(store::below(&self.db, user, id, message, HALF_PAGE).await?),
            None => None,
        };
        let messages = store::branch(&self.db, user, id, last, PAGE).await?;
        let has_newer = last.is_some() && last != conversation.head_id;
        Ok(OpenConversation { conversation, messages, has_newer })
    }

    /// The messages before one of a conversation, oldest first.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) async fn list_older(&self, user: UserId, before: MessageId) -> Result<Vec<MessageRow>> {
        store::older_than(&self.db, user, before, PAGE).await
    }

    /// The newest messages of the branch of a conversation that is shown, or those before `cursor`, newest first.
    ///
    /// # Errors
    /// `NotFound`, also for the cursor of another conversation.
    pub(super) async fn list_messages(
        &self,
        user: UserId,
        id: ConversationId,
        cursor: Option<MessageId>,
        limit: u32,
    ) -> Result<Page<MessageRow>> {
        store::get(&self.db, user, id).await?;
        let limits = Limits { messages: limit, bytes: PAGE_BYTES };
        let mut rows = match cursor {
            None => store::branch(&self.db, user, id, None, limits).await?,
            Some(before) if store::message(&self.db, user, before).await?.conversation_id == id => {
                store::older_than(&self.db, user, before, limits).await?
            }
            Some(_) => return Err(AppError::NotFound),
        };
        let next_cursor = rows.first().filter(|first| first.parent_id.is_some()).map(|first| first.id.to_string());
        rows.reverse();
        Ok(Page { items: rows, next_cursor })
    }

    /// Makes a conversation without messages. Without a title it is named after what is said in it, and `untitled` until then.
    ///
    /// # Errors
    /// `ModelUnknown`.
    pub async fn create(
        &self,
        user: UserId,
        title: Option<Title>,
        model: Option<ModelId>,
        model_params: ModelParams,
        untitled: &'static str,
    ) -> Result<ConversationId> {
        Ok(self.create_row(user, title, model, model_params, untitled).await?.id)
    }

    /// Like [`Self::create`]; gives the conversation as it is stored.
    ///
    /// # Errors
    /// `ModelUnknown`.
    pub(super) async fn create_row(
        &self,
        user: UserId,
        title: Option<Title>,
        model: Option<ModelId>,
        model_params: ModelParams,
        untitled: &'static str,
    ) -> Result<ConversationRow> {
        let model = self.resolve_model(model)?;
        let new = Arc::new((title, model, model_params));
        let creating = self.writes.run(move |connection| {
            let new = Arc::clone(&new);
            async move {
                let (title, model, model_params) = &*new;
                store::create(connection, user, title.as_ref(), untitled, model, model_params).await
            }
            .boxed()
        });
        let conversation = creating.await?;
        self.notify_changed(user, conversation.id).await;
        Ok(conversation)
    }

    /// Changes the title of a conversation, who answers, or how.
    ///
    /// # Errors
    /// What is wrong with the parameters, `ModelUnknown`, `NotFound`.
    pub(super) async fn update(&self, user: UserId, id: ConversationId, change: ModelParamsChange) -> Result<()> {
        let change = change.checked()?;
        if let Some(model) = &change.model {
            self.resolve_model(Some(model.clone()))?;
        }
        store::update(&self.db, user, id, &change).await?;
        self.notify_changed(user, id).await;
        Ok(())
    }

    /// Stops everything that is being written for an account, before it is deleted.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn stop_all(&self, user: UserId) -> Result<()> {
        self.stop_all_of(store::running_replies(&self.db, user).await?);
        Ok(())
    }

    /// Shows the branch of a conversation that a message stands in.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn show_branch(&self, user: UserId, message: MessageId) -> Result<()> {
        let conversation = store::show_branch(&self.db, user, message).await?;
        self.notify_changed(user, conversation).await;
        Ok(())
    }

    /// Deletes a message with all that follows it; [`Self::restore_message`] brings them back.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_message(&self, user: UserId, message: MessageId) -> Result<()> {
        let (conversation, running) = store::delete_branch(&self.db, user, message).await?;
        self.stop_all_of(running);
        self.notify_changed(user, conversation).await;
        store::purge_deleted(&self.db).await
    }

    /// Brings back what was deleted together with a message, for a day.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn restore_message(&self, user: UserId, message: MessageId) -> Result<()> {
        let conversation = store::restore_branch(&self.db, user, message).await?;
        self.notify_changed(user, conversation).await;
        Ok(())
    }

    /// One message as it is stored.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) async fn get_row(&self, user: UserId, id: MessageId) -> Result<MessageRow> {
        store::message(&self.db, user, id).await
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
