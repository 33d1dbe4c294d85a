//! What was brought in before: so that nothing comes twice, and what belongs together finds each other.

use super::{
    Transfer,
    formats::{Record, RecordKind, supbot},
    store::{self, Kind, Target},
};
use crate::{
    documents::export_record::DocumentExport,
    domain::{error::Result, id::UserId},
};
use sqlx::SqliteConnection;

/// The pages of conversations, which documents name as their origin.
const CONVERSATION_PATH: &str = "/c/";

/// Where a thing is before it is brought in.
pub(super) enum Found {
    There,
    /// It was in the trash until now.
    InTrash,
    Nowhere,
}

impl Transfer {
    /// Where it is when it was brought in before, or never left. From the trash it comes back.
    pub(super) async fn find(&self, connection: &mut SqliteConnection, user: UserId, item: &Record) -> Result<Found> {
        let became = store::target(connection, user, item.source, &item.source_id).await?;
        let itself = Target { kind: Kind::of(&item.thing), id: item.source_id.clone() };
        for target in became.into_iter().chain((item.source == supbot::SOURCE).then_some(itself)) {
            if self.is_there(connection, user, &target).await? {
                return Ok(Found::There);
            }
            if self.bring_back(connection, user, &target).await? {
                return Ok(Found::InTrash);
            }
        }
        Ok(Found::Nowhere)
    }

    async fn bring_back(&self, connection: &mut SqliteConnection, user: UserId, target: &Target) -> Result<bool> {
        match (target.kind, target.id.parse(), target.id.parse()) {
            (Kind::Conversation, Ok(id), _) => self.chat.bring_back(connection, user, id).await,
            (Kind::Document, _, Ok(id)) => self.documents.bring_back(connection, user, id).await,
            _ => Ok(false),
        }
    }

    async fn is_there(&self, connection: &mut SqliteConnection, user: UserId, target: &Target) -> Result<bool> {
        match target.kind {
            Kind::Conversation => match target.id.parse() {
                Ok(id) => self.chat.has(connection, user, id).await,
                Err(_) => Ok(false),
            },
            Kind::Document => match target.id.parse() {
                Ok(id) => self.documents.has(connection, user, id).await,
                Err(_) => Ok(false),
            },
            Kind::Format => self.documents.has_format(connection, user, &target.id).await,
            Kind::Prompt => match target.id.parse() {
                Ok(id) => self.prompts.has(connection, user, id).await,
                Err(_) => Ok(false),
            },
            Kind::Persona => match target.id.parse() {
                Ok(id) => self.prompts.has_persona(connection, user, id).await,
                Err(_) => Ok(false),
            },
            Kind::CodeFix => match target.id.parse() {
                Ok(id) => self.fixes.has(connection, user, id).await,
                Err(_) => Ok(false),
            },
        }
    }

    /// A document with the format and the origin that it has here.
    pub(super) async fn placed(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        whole: &DocumentExport,
    ) -> Result<DocumentExport> {
        let mut whole = whole.clone();
        let format = &whole.document.format;
        if !self.documents.has_format(connection, user, format).await?
            && let Some(target) = store::target(connection, user, supbot::SOURCE, format).await?
        {
            whole.document.format = target.id;
        }
        let origin = whole.document.origin.take();
        if let Some(old) = origin.as_deref().and_then(|origin| origin.strip_prefix(CONVERSATION_PATH)) {
            let itself = Target { kind: Kind::Conversation, id: old.to_owned() };
            let target = match self.is_there(connection, user, &itself).await? {
                true => Some(itself),
                false => store::target(connection, user, supbot::SOURCE, old).await?,
            };
            whole.document.origin = target.map(|target| format!("{CONVERSATION_PATH}{}", target.id));
        }
        Ok(whole)
    }
}

impl Kind {
    pub(super) fn of(thing: &RecordKind) -> Self {
        match thing {
            RecordKind::Conversation(_) => Self::Conversation,
            RecordKind::Document(_) => Self::Document,
            RecordKind::Format(_) => Self::Format,
            RecordKind::Prompt(_) => Self::Prompt,
            RecordKind::Persona(_) => Self::Persona,
            RecordKind::CodeFix(_) => Self::CodeFix,
        }
    }
}
