//! Asking, and having a reply written once more, written on and stopped.

use super::{Chat, reply_job::ReplyJob};
use crate::{
    attachments::model::AttachmentId,
    chat::{
        model::{ConversationId, MessageContent, MessageId, Role},
        store::{self, HistoryMessage, IdempotencyKey, MessageRow, NewTurn, Parent, StoredTurn},
    },
    domain::{
        error::{AppError, Result},
        id::UserId,
    },
    provider::model::ModelId,
};
use futures::{FutureExt, future::BoxFuture};
use sqlx::SqliteConnection;
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

/// How long a form waits for the answer: proxies give up after a minute.
const FORM_PATIENCE: Duration = Duration::from_secs(50);

/// What a person asks.
pub(in crate::chat) struct NewMessage<'a> {
    /// As it was typed.
    pub(in crate::chat) content: &'a str,
    /// What goes with it; then the question may be empty.
    pub(in crate::chat) attachments: Vec<AttachmentId>,
}

impl<'a> From<&'a str> for NewMessage<'a> {
    fn from(content: &'a str) -> Self {
        Self { content, attachments: Vec::new() }
    }
}

/// What is to be stored of a question.
fn new_turn(place: Parent, asked: NewMessage<'_>, model: Option<ModelId>) -> Result<NewTurn> {
    let NewMessage { content, attachments } = asked;
    let question = match attachments.is_empty() {
        true => MessageContent::parse(content)?,
        false => MessageContent::parse_beside_attachments(content)?,
    };
    Ok(NewTurn { place, question, attachments, model })
}

impl Chat {
    /// Stores a question with the empty reply to it and starts writing that reply; after a reply that is still being
    /// written it waits for its turn. Without a model it takes the conversation's, else the default.
    ///
    /// # Errors
    /// What is wrong with the question or its attachments, `ModelUnknown`, `NotFound`, `RepliesWaiting`, `TooManyRequests`.
    pub(in crate::chat) async fn send(
        &self,
        user: UserId,
        place: Parent,
        asked: NewMessage<'_>,
        model: Option<ModelId>,
    ) -> Result<[MessageRow; 2]> {
        self.send_turn(user, new_turn(place, asked, model)?, None).await
    }

    /// Like [`Self::send`], but once for each `key`: what was stored for it already is given again. It is stored together
    /// with the question, so that no moment lies between them at which a server can be killed.
    ///
    /// # Errors
    /// As [`Self::send`]; `BadRequest` for a key that is none or belongs to something else, `NotFound` when what was sent
    /// with it is gone, `Unavailable` while another request with the key is being done.
    pub(in crate::chat) async fn send_once(
        &self,
        user: UserId,
        place: Parent,
        asked: NewMessage<'_>,
        model: Option<ModelId>,
        key: IdempotencyKey,
    ) -> Result<[MessageRow; 2]> {
        if let Some(reply) = store::sent_before(&self.db, user, &key).await? {
            let reply = store::message(&self.db, user, reply).await?;
            let question = store::message(&self.db, user, reply.parent_id.ok_or(AppError::NotFound)?).await?;
            return Ok([question, reply]);
        }
        self.send_turn(user, new_turn(place, asked, model)?, Some(key)).await
    }

    async fn send_turn(&self, user: UserId, turn: NewTurn, key: Option<IdempotencyKey>) -> Result<[MessageRow; 2]> {
        self.count_question(user)?;
        let (chat, turn) = (self.clone(), Arc::new((turn, key)));
        let beginning = self.store_and_start(user, move |connection| {
            let (chat, turn) = (chat.clone(), Arc::clone(&turn));
            async move {
                let (turn, key) = &*turn;
                let stored = store::add_turn(&mut *connection, user, turn, |model| chat.resolve_model(model)).await?;
                if let Some(key) = key {
                    store::remember_sent(connection, user, key, stored.reply.id).await?;
                }
                Ok(stored)
            }
            .boxed()
        });
        beginning.await
    }

    /// Asks a question in a new conversation, of the default model.
    ///
    /// # Errors
    /// What is wrong with the question, `ModelUnknown` when there is no model, `TooManyRequests`.
    pub async fn ask(&self, user: UserId, question: &str) -> Result<ConversationId> {
        let [asked, _] = self.send(user, Parent::New, question.into(), None).await?;
        Ok(asked.conversation_id)
    }

    /// Has a turn stored by `storing`, in one transaction, and starts writing its reply. It goes on to its end when
    /// whoever asked has left: a reply that is stored and not begun would never be written.
    ///
    /// # Errors
    /// Those of `storing`.
    pub(in crate::chat) async fn store_and_start<W>(&self, user: UserId, storing: W) -> Result<[MessageRow; 2]>
    where
        W: for<'c> Fn(&'c mut SqliteConnection) -> BoxFuture<'c, Result<StoredTurn>> + Send + 'static,
    {
        let chat = self.clone();
        let begun = tokio::spawn(async move {
            let stored = chat.writes.run(storing).await?;
            let StoredTurn { question, reply, model, needs_name, model_params } = stored;
            let before = question.parent_id;
            let opening = || {
                let (content, attachments) = (question.content.clone(), question.attachments.clone());
                vec![HistoryMessage { parent_id: None, role: Role::User, content, attachments, model_params }]
            };
            let history = before.is_none().then(opening);
            let asked = needs_name.then(|| match question.content.as_str() {
                "" => question.attachments.names(),
                content => content.to_owned(),
            });
            chat.start_generation(ReplyJob { user, reply: reply.clone(), model, asked, before, history }).await;
            Ok::<_, AppError>([question, reply])
        });
        begun.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a question was not brought to its reply");
            Err(AppError::Internal)
        })
    }

    /// Has a question answered once more, beside the answers that it has; gives the new answer. Without a model the one
    /// of `reply` answers.
    ///
    /// # Errors
    /// `NotFound` when it is not a reply of theirs, `ModelUnknown`, `RepliesWaiting`, `TooManyRequests`.
    pub async fn regenerate(&self, user: UserId, reply: MessageId, model: Option<ModelId>) -> Result<MessageId> {
        self.count_question(user)?;
        let old = store::message(&self.db, user, reply).await?;
        let question = old.parent_id.filter(|_| old.role == Role::Assistant).ok_or(AppError::NotFound)?;
        let model = self.resolve_model(model.or_else(|| old.model()))?;
        let before = store::message(&self.db, user, question).await?.parent_id;
        let asked = model.clone();
        let adding = self.writes.run(move |connection| {
            let asked = asked.clone();
            async move { store::add_reply(connection, user, old.conversation_id, question, &asked).await }.boxed()
        });
        let id = adding.await?;
        let reply = store::message(&self.db, user, id).await?;
        self.start_generation(ReplyJob { user, reply, model, asked: None, before, history: None }).await;
        Ok(id)
    }

    /// Has a reply that was cut short written to its end.
    ///
    /// # Errors
    /// `NotFound`, `NotContinuable`, `AccountFull`, `ModelUnknown`, `TooManyRequests`.
    pub async fn continue_reply(&self, user: UserId, reply: MessageId) -> Result<()> {
        self.count_question(user)?;
        let model = self.resolve_model(store::message(&self.db, user, reply).await?.model())?;
        self.writes.run(move |connection| store::reopen(connection, user, reply).boxed()).await?;
        let reply = store::message(&self.db, user, reply).await?;
        self.start_generation(ReplyJob { user, reply, model, asked: None, before: None, history: None }).await;
        Ok(())
    }

    /// Stops a reply that is being written; what is written so far is kept. Stopping one that has ended does nothing.
    ///
    /// # Errors
    /// `NotFound` when it is not a reply of theirs.
    pub async fn stop(&self, user: UserId, reply: MessageId) -> Result<()> {
        store::message(&self.db, user, reply).await?;
        self.generations.stop(reply.uuid());
        Ok(())
    }

    /// Returns when a reply has ended, or after [`FORM_PATIENCE`].
    pub(in crate::chat) async fn wait_for(&self, reply: MessageId) {
        // A page that comes too early says that it is to be asked for again.
        let _ = timeout(FORM_PATIENCE, self.generations.ended(reply.uuid())).await;
    }
}
