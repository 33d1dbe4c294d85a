//! What can be done to share. Server functions and HTTP handlers both come through here.

use super::{
    error::ShareError,
    model::{Share, ShareId},
    snapshot::{SNAPSHOT_BYTES_MAX, Shared, SharedMessage, Snapshot, Source, Terms, end_after},
    store,
};
use crate::{
    auth::token::Token,
    chat::{Chat, model::Role},
    documents::{Documents, NewDocument},
    domain::{
        cursor::Cursor,
        error::{AppError, Result},
        id::UserId,
        page::Page,
        time::now_ms,
    },
    generation::model::Status,
    i18n::Language,
    web::{network::Network, rate_limit::RateLimit, render_queue::RenderQueue},
};
use http::{header, request::Parts, uri::Authority};
use sqlx::SqlitePool;
use std::num::NonZeroU32;

/// Shares and copies that one account makes.
const MADE_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).expect("30 is not 0");
/// Links that one address opens, good or not: enough for a class behind one router that is sent one, too few for guessing.
const OPENED_PER_MINUTE: NonZeroU32 = NonZeroU32::new(120).expect("120 is not 0");

/// How sharing behaves on this server.
#[derive(Debug, Clone)]
pub struct SharingSettings {
    /// Whether there is any.
    pub is_on: bool,
    /// The address that people type, without a slash at its end.
    pub public_url: String,
    /// Whether nobody has said so: then the one that the request was sent to is better.
    pub has_default_public_url: bool,
}

/// The shares of this server. Cheap to clone.
#[derive(Clone)]
pub struct Sharing {
    db: SqlitePool,
    chat: Chat,
    documents: Documents,
    settings: SharingSettings,
    made: RateLimit<UserId>,
    opened: RateLimit<Network>,
}

impl Sharing {
    /// Shares in `db` of what is in `chat` and `documents`.
    pub fn new(db: SqlitePool, chat: Chat, documents: Documents, settings: SharingSettings) -> Self {
        let made = RateLimit::per_minute("shares", MADE_PER_MINUTE);
        let opened = RateLimit::per_minute("links", OPENED_PER_MINUTE);
        Self { db, chat, documents, settings, made, opened }
    }

    /// Forgets what has ended; to be called before serving, and now and then.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn clean_up(&self) -> Result<()> {
        store::purge_ended(&self.db, now_ms()).await
    }

    /// What renders Markdown.
    pub fn render_queue(&self) -> &RenderQueue {
        self.chat.render_queue()
    }

    /// What a share of this would show now: its title, and the rest.
    ///
    /// # Errors
    /// `Off`, `BeingWritten`; `NotFound` when there is none, or it is somebody else's.
    pub async fn snapshot(
        &self,
        user: UserId,
        source: Source,
        language: Language,
    ) -> Result<(String, Snapshot), ShareError> {
        if !self.settings.is_on {
            return Err(ShareError::Off);
        }
        match source {
            Source::Conversation(id) => {
                let spoken = self.chat.spoken(user, id, language).await?;
                if spoken.is_unfinished {
                    return Err(ShareError::BeingWritten);
                }
                let said = spoken.said.into_iter().map(|said| SharedMessage {
                    model: (said.role == Role::Assistant)
                        .then(|| said.model.map_or_else(String::new, |model| model.name().to_owned())),
                    text: visible(said.text),
                });
                Ok((spoken.title, Snapshot::Conversation(said.collect())))
            }
            Source::Document(id) => {
                let document = self.documents.get(user, id).await?;
                if document.status == Status::Generating {
                    return Err(ShareError::BeingWritten);
                }
                Ok((document.title, Snapshot::Document(visible(document.content))))
            }
        }
    }

    /// Shares something as it is now, for some days or until its owner ends it. The token is for the link, and is not stored.
    ///
    /// # Errors
    /// As [`Self::snapshot`]; `KeyDays`, `TooManyRequests`, `TooLong`, `TooMany`.
    pub async fn create(
        &self,
        user: UserId,
        source: Source,
        Terms { days, is_findable }: Terms,
        language: Language,
    ) -> Result<(Share, Token), ShareError> {
        let now = now_ms();
        let expires_at = end_after(days, now)?;
        let (title, snapshot) = self.snapshot(user, source, language).await?;
        self.made.check(&user)?;
        let content = serde_json::to_string(&snapshot).map_err(|_| AppError::Internal)?;
        if content.len() > SNAPSHOT_BYTES_MAX {
            return Err(ShareError::TooLong);
        }
        let token = Token::generate()?;
        let (id, kind, source_id) = (ShareId::new(), source.kind(), source.id());
        let share = Share { id, kind, source_id, title, created_at: now, expires_at, is_findable };
        if !store::create(&self.db, user, &share, &token.hash(), &content).await? {
            return Err(ShareError::TooMany);
        }
        Ok((share, token))
    }

    /// What a link leads to, for anybody who has it; counted for the network that opens it.
    ///
    /// # Errors
    /// `NotFound` when it never was, has ended or was revoked, as when sharing is switched off; `TooManyRequests`.
    pub async fn find(&self, network: Network, token: &str) -> Result<Shared> {
        self.opened.check(&network)?;
        if !self.settings.is_on || !Token::is_token(token) {
            return Err(AppError::NotFound);
        }
        let row = store::find(&self.db, &Token::from_text(token).hash(), now_ms()).await?;
        let content = serde_json::from_str(&row.content).map_err(|error| {
            tracing::error!(%error, "a share cannot be read");
            AppError::Internal
        })?;
        Ok(Shared { title: row.title, created_at: row.created_at, is_findable: row.is_findable, content })
    }

    /// Makes what a link leads to the person's own, to go on with; gives the path of its page. Nothing of it is the owner's.
    ///
    /// # Errors
    /// As [`Self::find`]; `ModelUnknown` when no model can go on with a conversation.
    pub async fn copy(&self, user: UserId, network: Network, token: &str, language: Language) -> Result<String> {
        let Shared { title, content, .. } = self.find(network, token).await?;
        self.made.check(&user)?;
        match content {
            Snapshot::Conversation(said) => {
                let said = said.into_iter().map(|SharedMessage { model, text }| {
                    (if model.is_some() { Role::Assistant } else { Role::User }, text)
                });
                Ok(format!("/c/{}", self.chat.import(user, &title, said).await?))
            }
            Snapshot::Document(text) => {
                let wanted = NewDocument { title: Some(title), content: Some(text), ..NewDocument::default() };
                Ok(format!("/documents/{}", self.documents.create(user, wanted, language).await?.id))
            }
        }
    }

    /// A page of what the person shares, newest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list(&self, user: UserId, cursor: Option<Cursor>, limit: usize) -> Result<Page<Share>> {
        store::list(&self.db, user, cursor, limit, now_ms()).await
    }

    /// One share of the person.
    ///
    /// # Errors
    /// `NotFound` when there is none, it has ended, or it is somebody else's.
    pub async fn get(&self, user: UserId, id: ShareId) -> Result<Share> {
        store::get(&self.db, user, id, now_ms()).await
    }

    /// Ends a share at once.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn delete(&self, user: UserId, id: ShareId) -> Result<()> {
        store::delete(&self.db, user, id).await
    }

    /// Whether people may share on this server.
    pub fn is_on(&self) -> bool {
        self.settings.is_on
    }

    /// The whole address of a link, for somebody who has sent this request.
    pub fn address(&self, request: &Parts, token: &str) -> String {
        let SharingSettings { public_url, has_default_public_url, .. } = &self.settings;
        let host = request.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        // What is no host is not put before a path.
        let host = host.filter(|host| *has_default_public_url && host.parse::<Authority>().is_ok());
        match host {
            Some(host) => format!("http://{host}/share/{token}"),
            None => format!("{public_url}/share/{token}"),
        }
    }
}

/// A text without characters that nobody sees, such as NUL: a model may write them, and what is copied may not hold them.
fn visible(mut text: String) -> String {
    text.retain(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    text
}
