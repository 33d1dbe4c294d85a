//! What can be done with prompts and personas. Server functions and HTTP handlers both come through here.

use super::{
    error::PromptError,
    model::{NewPersona, NewPrompt, Persona, PersonaId, Prompt, PromptChange, PromptId},
    rejected_form::RejectedForms,
    store::{self, Stored},
};
use crate::{
    chat::{Chat, ModelParams, model::ConversationId},
    db::write_queue::WriteQueue,
    domain::{cursor::Cursor, error::Result, id::UserId, page::Page, time::now_ms},
    provider::model::{ModelId, ModelList},
};
use futures::FutureExt;
use sqlx::SqlitePool;
use std::{collections::BTreeMap, sync::Arc};

/// The prompts and personas of this server. Cheap to clone.
#[derive(Clone)]
pub struct Prompts {
    pub(super) db: SqlitePool,
    writes: WriteQueue,
    chat: Chat,
    /// What could not be taken, for the pages of its forms.
    pub(super) returned: RejectedForms,
}

impl Prompts {
    /// Prompts in `db`, with which `chat` is asked.
    pub fn new(db: SqlitePool, writes: WriteQueue, chat: Chat) -> Self {
        Self { db, writes, chat, returned: RejectedForms::default() }
    }

    /// A page of the person's prompts, newest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list(&self, user: UserId, cursor: Option<Cursor>, limit: usize) -> Result<Page<Prompt>> {
        store::list(&self.db, user, cursor, limit).await
    }

    /// One prompt.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn get(&self, user: UserId, id: PromptId) -> Result<Prompt> {
        store::get(&self.db, user, id).await
    }

    /// Keeps a prompt.
    ///
    /// # Errors
    /// `CommandTaken`, `TooManyPrompts`.
    pub async fn create(&self, user: UserId, new: NewPrompt) -> Result<PromptId, PromptError> {
        let (id, new, now) = (PromptId::new(), Arc::new(new), now_ms());
        let creating = self.writes.run(move |connection| {
            let new = Arc::clone(&new);
            async move { store::create(connection, user, id, &new, [now; 2]).await }.boxed()
        });
        match creating.await? {
            Stored::Yes => Ok(id),
            Stored::Taken => Err(PromptError::CommandTaken),
            Stored::Full => Err(PromptError::TooManyPrompts),
        }
    }

    /// Changes a prompt.
    ///
    /// # Errors
    /// `NotFound`, `CommandTaken`.
    pub async fn update(&self, user: UserId, id: PromptId, change: PromptChange) -> Result<(), PromptError> {
        let change = Arc::new(change);
        let updating = self.writes.run(move |connection| {
            let change = Arc::clone(&change);
            async move { store::update(connection, user, id, &change).await }.boxed()
        });
        if updating.await? == Stored::Taken { Err(PromptError::CommandTaken) } else { Ok(()) }
    }

    /// Forgets a prompt.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete(&self, user: UserId, id: PromptId) -> Result<()> {
        self.writes.run(move |connection| store::delete(connection, user, id).boxed()).await
    }

    /// The text of a prompt with its blanks filled in, by their names.
    ///
    /// # Errors
    /// `NotFound`, and what does not fit into a blank.
    pub async fn fill(
        &self,
        user: UserId,
        id: PromptId,
        values: &BTreeMap<String, String>,
    ) -> Result<String, PromptError> {
        let template = self.get(user, id).await?.template()?;
        template.fill(values).map_err(PromptError::Template)
    }

    /// Asks a prompt in a new conversation.
    ///
    /// # Errors
    /// As [`Self::fill`]; what is wrong with a question, `TooManyRequests`, `ModelUnknown` when there is no model.
    pub async fn ask(
        &self,
        user: UserId,
        id: PromptId,
        values: &BTreeMap<String, String>,
    ) -> Result<ConversationId, PromptError> {
        let question = self.fill(user, id, values).await?;
        Ok(self.chat.ask(user, &question).await?)
    }

    /// Every persona of the person, newest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list_personas(&self, user: UserId) -> Result<Vec<Persona>> {
        store::list_personas(&self.db, user).await
    }

    /// One persona.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn get_persona(&self, user: UserId, id: PersonaId) -> Result<Persona> {
        store::get_persona(&self.db, user, id).await
    }

    /// Keeps a persona.
    ///
    /// # Errors
    /// `TooManyPersonas`.
    pub async fn create_persona(&self, user: UserId, new: NewPersona) -> Result<PersonaId, PromptError> {
        let (id, new, now) = (PersonaId::new(), Arc::new(new), now_ms());
        let creating = self.writes.run(move |connection| {
            let new = Arc::clone(&new);
            async move { store::create_persona(connection, user, id, &new, [now; 2]).await }.boxed()
        });
        if creating.await? == Stored::Yes { Ok(id) } else { Err(PromptError::TooManyPersonas) }
    }

    /// Makes a persona another one.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn replace_persona(&self, user: UserId, id: PersonaId, new: NewPersona) -> Result<()> {
        let new = Arc::new(new);
        let replacing = self.writes.run(move |connection| {
            let new = Arc::clone(&new);
            async move { store::replace_persona(connection, user, id, &new).await }.boxed()
        });
        replacing.await
    }

    /// Forgets a persona; conversations that were begun with it stay as they are.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delete_persona(&self, user: UserId, id: PersonaId) -> Result<()> {
        self.writes.run(move |connection| store::delete_persona(connection, user, id).boxed()).await
    }

    /// Makes a conversation that is answered as a persona says.
    ///
    /// # Errors
    /// `NotFound`; `ModelUnknown` when its model cannot be asked now.
    pub async fn start(&self, user: UserId, id: PersonaId, untitled: &'static str) -> Result<ConversationId> {
        let persona = self.get_persona(user, id).await?;
        let model: Option<ModelId> = persona.model();
        let Persona { system_prompt, temperature, max_tokens, .. } = persona;
        let model_params = ModelParams { system_prompt, temperature, max_tokens };
        self.chat.create(user, None, model, model_params, untitled).await
    }

    /// The models that a persona can ask for.
    pub async fn list_models(&self) -> ModelList {
        self.chat.list_models().await
    }
}
