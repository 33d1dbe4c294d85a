//! Prompts and personas to be taken out, and to be brought in.

use super::{
    Prompts,
    model::{NewPersona, NewPrompt, PersonaId, PromptId},
    store::{self, Stored},
};
use crate::domain::{error::Result, id::UserId};
use sqlx::SqliteConnection;

/// A prompt or a persona from elsewhere. Times are Unix milliseconds.
#[derive(Debug, Clone)]
pub struct Export<Id, New> {
    /// Names it here; new.
    pub id: Id,
    /// What it is.
    pub new: New,
    /// When it was made.
    pub created_at: i64,
    /// When it was changed last.
    pub updated_at: i64,
}

/// A prompt from elsewhere.
pub type PromptExport = Export<PromptId, NewPrompt>;
/// A persona from elsewhere.
pub type PersonaExport = Export<PersonaId, NewPersona>;

/// What became of a prompt from elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportOutcome {
    /// It is here as it was.
    AsItWas,
    /// Its command is another prompt's: it has one with a number behind it.
    Numbered,
    /// There are as many as there may be.
    NoRoom,
}

impl Prompts {
    /// The ids of a person's prompts, so many after another one, the oldest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list_for_export(&self, user: UserId, after: Option<PromptId>, limit: u32) -> Result<Vec<PromptId>> {
        store::ids_after(&self.db, user, after, limit).await
    }

    /// Whether a prompt is there and theirs, as `connection` sees it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn has(&self, connection: &mut SqliteConnection, user: UserId, id: PromptId) -> Result<bool> {
        store::has(connection, user, id).await
    }

    /// Whether a persona is there and theirs, as `connection` sees it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn has_persona(&self, connection: &mut SqliteConnection, user: UserId, id: PersonaId) -> Result<bool> {
        store::has_persona(connection, user, id).await
    }

    /// Stores a prompt from elsewhere, within the transaction of `connection`. One whose command is taken gets the next one
    /// that is free.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn import_prompt(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        whole: &PromptExport,
    ) -> Result<ImportOutcome> {
        let Export { id, new, created_at, updated_at } = whole;
        let times = [*created_at, *updated_at];
        match store::create(connection, user, *id, new, times).await? {
            Stored::Yes => return Ok(ImportOutcome::AsItWas),
            Stored::Full => return Ok(ImportOutcome::NoRoom),
            Stored::Taken => {}
        }
        let taken = store::commands(connection, user).await?;
        let command = new.command.numbered(|word| !taken.contains(word));
        let numbered = NewPrompt { command, ..new.clone() };
        Ok(match store::create(connection, user, *id, &numbered, times).await? {
            Stored::Yes => ImportOutcome::Numbered,
            Stored::Full | Stored::Taken => ImportOutcome::NoRoom,
        })
    }

    /// Stores a persona from elsewhere, within the transaction of `connection`, and says whether there was room for it. Its
    /// model may be one that cannot be asked here.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn import_persona(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        whole: &PersonaExport,
    ) -> Result<bool> {
        let Export { id, new, created_at, updated_at } = whole;
        let stored = store::create_persona(connection, user, *id, new, [*created_at, *updated_at]).await?;
        Ok(stored == Stored::Yes)
    }
}
