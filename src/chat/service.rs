//! What can be done with conversations. Server functions and HTTP handlers both come through here.

use super::{
    instructions,
    model::{
        Author, Conversation, ConversationId, ConversationSummary, Message, MessageId, Page, Question, Renamed,
        ReplyState, Sent, Status, Title,
    },
    store::{self, MessageRow, NewTurn, ReplyTarget},
};
use crate::{
    auth::model::UserId,
    error::{Fault, Result},
    generation::{End, Generations, Job, Outcome, ReplyText, Told},
    locales::Language,
    markup,
    provider::{
        Delta, ProviderError, Providers,
        model::{ModelId, ModelList},
        prompt::{Prompt, Role, Turn},
    },
    rate_limit::RateLimit,
};
use futures::{FutureExt, StreamExt};
use sqlx::SqlitePool;
use std::{num::NonZeroU32, sync::Arc, time::Duration};

/// Questions of one account: more than anybody types.
const QUESTIONS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("60 is not 0");
/// A title is a few words; a model that takes longer is not waited for.
const TITLE_PATIENCE: Duration = Duration::from_secs(60);
/// Most tokens of a title.
const TITLE_TOKENS: u32 = 24;
/// Characters of the question and of the answer that a title is made from: the beginning says what it is about.
const TITLE_EXCERPT: usize = 600;

/// The conversations of this server. Cheap to clone.
#[derive(Clone)]
pub struct Chat {
    db: SqlitePool,
    generations: Generations,
    providers: Providers,
    questions: RateLimit<UserId>,
}

impl Chat {
    /// Conversations in `db`, answered by `providers`.
    pub fn new(db: SqlitePool, generations: Generations, providers: Providers) -> Self {
        Self { db, generations, providers, questions: RateLimit::per_minute(QUESTIONS_PER_MINUTE) }
    }

    /// Marks replies that an earlier process left half written; to be called once, before serving.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn interrupt_unfinished(&self) -> Result<()> {
        let interrupted = store::interrupt_unfinished(&self.db).await?;
        if interrupted > 0 {
            tracing::warn!(interrupted, "replies were cut short when the server ended last time");
        }
        Ok(())
    }

    /// Every model that can answer now, and what is wrong with those that cannot.
    pub async fn list_models(&self) -> ModelList {
        self.providers.list().await
    }

    /// A page of the person's conversations, newest first; a cursor that cannot be read starts over.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list(&self, user: UserId, cursor: Option<&str>) -> Result<Page<ConversationSummary>> {
        store::list(&self.db, user, cursor).await
    }

    /// A conversation with the messages of its branch, rendered in `language`.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn open(&self, user: UserId, id: ConversationId, language: Language) -> Result<Conversation> {
        let mut conversation = store::get(&self.db, user, id).await?;
        let rows = store::branch(&self.db, user, id).await?;
        conversation.messages = rows.into_iter().map(|row| self.message(row, language)).collect();
        Ok(conversation)
    }

    /// Gives a conversation the title that a person chose.
    ///
    /// # Errors
    /// `TitleLength`, `NotFound`.
    pub async fn rename(&self, user: UserId, id: ConversationId, title: &str) -> Result<Renamed> {
        let title = Title::parse(title)?;
        store::rename(&self.db, user, id, &title).await?;
        Ok(Renamed { id, title: title.as_str().to_owned() })
    }

    /// Deletes a conversation; a reply that is being written is stopped.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete(&self, user: UserId, id: ConversationId) -> Result<()> {
        for reply in store::delete(&self.db, user, id).await? {
            self.generations.stop(reply.uuid());
        }
        Ok(())
    }

    /// Stops everything that is being written for an account, before it is deleted.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn stop_all(&self, user: UserId) -> Result<()> {
        for reply in store::running_replies(&self.db, user).await? {
            self.generations.stop(reply.uuid());
        }
        Ok(())
    }

    /// Stores a question with the empty reply to it and starts writing that reply. Without a conversation it makes one;
    /// without a model it takes the conversation's, else the default.
    ///
    /// # Errors
    /// What is wrong with the question, `ModelUnknown`, `NotFound`, `ReplyRunning`, `TooManyRequests`.
    pub async fn send(
        &self,
        user: UserId,
        conversation: Option<ConversationId>,
        question: &str,
        model: Option<ModelId>,
        language: Language,
    ) -> Result<Sent> {
        let question = Question::parse(question)?;
        self.questions.check(&user)?;
        let model = match (model, conversation) {
            (Some(model), _) => model,
            (None, Some(id)) => store::get(&self.db, user, id).await?.model,
            (None, None) => self.providers.default_model().ok_or(Fault::ModelUnknown)?,
        };
        if !self.providers.offers(&model) {
            return Err(Fault::ModelUnknown.into());
        }
        let turn = NewTurn { question: question.as_str(), model: &model };
        let stored = store::add_turn(&self.db, user, conversation, turn).await?;
        let rows = store::branch(&self.db, user, stored.conversation).await?;
        let prompt = prompt(&model, &rows, question.as_str());
        let [.., asked, reply] = rows.as_slice() else { return Err(crate::error::AppError::Internal) };
        let sent = Sent {
            conversation: stored.conversation,
            question: self.message(asked.clone(), language),
            reply: self.message(reply.clone(), language),
        };
        let title = stored.is_first.then(|| (user, stored.conversation, question.as_str().to_owned()));
        self.start_reply(stored.reply, model, prompt, title, language);
        Ok(sent)
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

    /// One message as it is now, with what is not stored yet.
    ///
    /// # Errors
    /// `NotFound`.
    pub(super) async fn get_message(&self, user: UserId, id: MessageId, language: Language) -> Result<Message> {
        Ok(self.message(store::message(&self.db, user, id).await?, language))
    }

    /// The name of the conversation that a message stands in, unless it is still the first words of its question.
    pub(super) async fn name_around(&self, user: UserId, message: MessageId) -> Option<String> {
        store::name_around(&self.db, user, message).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "could not read a title");
            None
        })
    }

    pub(super) fn generations(&self) -> &Generations {
        &self.generations
    }

    fn start_reply(
        &self,
        reply: MessageId,
        model: ModelId,
        prompt: Prompt,
        title: Option<(UserId, ConversationId, String)>,
        language: Language,
    ) {
        let (providers, chat) = (self.providers.clone(), self.clone());
        let asked = model.clone();
        self.generations.start(Job {
            id: reply.uuid(),
            target: Arc::new(ReplyTarget(reply)),
            deltas: async move { providers.reply(&asked, prompt).await }.boxed(),
            labels: language.texts().markup_labels(),
            epilogue: Box::new(move |outcome| {
                async move {
                    if let Some((user, conversation, question)) = title.filter(|_| outcome.end == End::Complete) {
                        chat.name(user, conversation, reply, &model, &question).await;
                    }
                }
                .boxed()
            }),
        });
    }

    /// Asks the model for a title. The first words of the question stay when that fails.
    async fn name(
        &self,
        user: UserId,
        conversation: ConversationId,
        reply: MessageId,
        model: &ModelId,
        question: &str,
    ) {
        // Whoever deletes a conversation needs no name for it.
        let Ok(MessageRow { content: answer, .. }) = store::message(&self.db, user, reply).await else { return };
        let excerpt = |text: &str| text.chars().take(TITLE_EXCERPT).collect::<String>();
        let turns = vec![
            Turn { role: Role::System, content: instructions::title_prompt(question).to_owned() },
            Turn { role: Role::User, content: format!("{}\n\n---\n\n{}", excerpt(question), excerpt(&answer)) },
        ];
        let prompt =
            Prompt { model: model.name().to_owned(), turns, temperature: Some(0.2), max_tokens: Some(TITLE_TOKENS) };
        let asked = tokio::time::timeout(TITLE_PATIENCE, collect(&self.providers, model, prompt)).await;
        match asked {
            Ok(Ok(text)) => {
                let Some(title) = Title::from_model(&text) else { return };
                if let Err(error) = store::title_by_model(&self.db, user, conversation, &title).await {
                    tracing::warn!(%error, "could not store a title");
                }
            }
            Ok(Err(error)) => tracing::info!(fault = ?error.fault, detail = %error.detail, "no title from the model"),
            Err(_) => tracing::info!("no title from the model in time"),
        }
    }

    /// A stored message as the page shows it; while it is being written, with what is not stored yet.
    fn message(&self, row: MessageRow, language: Language) -> Message {
        let (state, model) = (row.state(), row.model());
        let live = (state.status == Status::Generating).then(|| self.generations.text(row.id.uuid())).flatten();
        let (content, blocks) = match (live, row.role) {
            (Some(ReplyText { mut blocks, open, markdown, .. }), _) => {
                blocks.push(open);
                (markdown, blocks)
            }
            (None, Author::Assistant) => {
                let blocks = markup::render(&row.content, &language.texts().markup_labels());
                (row.content, blocks)
            }
            (None, Author::User) => (row.content, Vec::new()),
        };
        Message { id: row.id, author: row.role, content, blocks, state, model }
    }
}

/// How a reply stands that ended like this.
pub(super) fn reply_state(outcome: &Outcome) -> ReplyState {
    let (status, fault) = match outcome.end {
        End::Complete => (Status::Complete, None),
        End::Stopped => (Status::Stopped, None),
        End::Interrupted => (Status::Interrupted, None),
        End::Failed(fault) => (Status::Failed, Some(fault)),
    };
    ReplyState { status, fault, usage: outcome.usage }
}

/// What is told of a generation, in the words of a conversation's page.
pub(super) fn reply_event(told: Told) -> super::model::ReplyEvent {
    use super::model::ReplyEvent;
    match told {
        Told::Text(ReplyText { blocks, open, markdown, waiting }) => {
            ReplyEvent::Snapshot { blocks, open, text: markdown, waiting }
        }
        Told::Update { html, added } => ReplyEvent::Update { finished: html.finished, open: html.open, added },
        Told::Waiting(reason) => ReplyEvent::Waiting { reason },
        Told::End(outcome) => ReplyEvent::Done { state: reply_state(&outcome) },
    }
}

/// The system prompt and every turn that has words. The last row is the empty reply itself.
fn prompt(model: &ModelId, rows: &[MessageRow], question: &str) -> Prompt {
    let system = Turn { role: Role::System, content: instructions::system_prompt(question).to_owned() };
    let turns = rows.iter().filter(|row| !row.content.is_empty()).map(|row| Turn {
        role: match row.role {
            Author::User => Role::User,
            Author::Assistant => Role::Assistant,
        },
        content: row.content.clone(),
    });
    let turns = std::iter::once(system).chain(turns).collect();
    Prompt { model: model.name().to_owned(), turns, temperature: None, max_tokens: None }
}

async fn collect(providers: &Providers, model: &ModelId, prompt: Prompt) -> Result<String, ProviderError> {
    let mut deltas = providers.reply(model, prompt).await?;
    let mut text = String::new();
    while let Some(delta) = deltas.next().await.transpose()? {
        if let Delta::Text(added) = delta {
            text.push_str(&added);
        }
    }
    Ok(text)
}
