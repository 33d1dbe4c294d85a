//! A conversation with everything that was said in it, on every branch: to be taken out, and to be brought in.

use super::{
    Chat,
    labels::{Folder, LabelsPatch, Tag},
    model::{ConversationEvent, ConversationId, MessageId, Role},
    model_params::ModelParams,
    store,
};
use crate::{
    attachments::model::Attachment,
    domain::{
        error::{AppError, Result},
        id::UserId,
        title::Title,
    },
    generation::model::Status,
    provider::{
        OPENAI_NAME,
        model::{ModelId, ProviderFault, Usage},
    },
};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

/// A whole conversation. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConversationExport {
    /// Names it.
    pub id: ConversationId,
    /// 1 to 200 characters.
    pub title: String,
    /// Who answers in it; none: whoever answers here.
    pub model: Option<ModelId>,
    /// What the model is told before all else; empty: Supbot's own instructions.
    #[serde(default)]
    pub system_prompt: String,
    /// How free the choice of words is.
    #[serde(default)]
    pub temperature: Option<f32>,
    /// Most tokens of an answer.
    #[serde(default)]
    pub max_tokens: Option<u32>,
    /// Where it is kept.
    #[serde(flatten)]
    pub labels: ExportedLabels,
    /// The last message of the branch that is shown.
    pub head_id: Option<MessageId>,
    /// When it was begun.
    pub created_at: i64,
    /// When the last message was added.
    pub updated_at: i64,
    /// Everything that was said, by age: each message after the one that it follows.
    pub messages: Vec<MessageExport>,
}

/// Where a conversation is kept among the others.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExportedLabels {
    /// Whether it stands before all others.
    pub is_pinned: bool,
    /// Whether it is out of the way.
    pub is_archived: bool,
    /// The folder that it is in.
    pub folder: Option<String>,
    /// Its tags, by name.
    pub tags: Vec<String>,
}

impl ExportedLabels {
    /// What is to be done to keep a conversation there. What cannot be a folder or tags here is left out.
    fn to_patch(&self) -> LabelsPatch {
        LabelsPatch {
            pinned: Some(self.is_pinned),
            archived: Some(self.is_archived),
            folder: Some(self.folder.as_deref().and_then(|folder| Folder::parse(folder).ok())),
            tags: Some(Tag::parse_all(&self.tags).unwrap_or_default()),
        }
    }
}

/// A message of a [`ConversationExport`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MessageExport {
    /// Names it.
    pub id: MessageId,
    /// The message before it; none for a first one.
    pub parent_id: Option<MessageId>,
    /// Who said it.
    pub role: Role,
    /// Its Markdown.
    pub content: String,
    /// What is attached to it; its contents are elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// How far it is.
    pub status: Status,
    /// Why it failed, when it failed.
    #[serde(default)]
    pub fault: Option<ProviderFault>,
    /// Who wrote it; none for a person.
    pub model: Option<ModelId>,
    /// What it cost. It is not counted again where it is brought in.
    #[serde(default)]
    pub usage: Option<Usage>,
    /// How many of the oldest messages the model was not given.
    #[serde(default)]
    pub omitted: u32,
    /// Whether its length limit cut it.
    #[serde(default)]
    pub is_limit_reached: bool,
    /// When it was asked for.
    pub created_at: i64,
    /// When it ended.
    #[serde(default)]
    pub finished_at: Option<i64>,
}

impl ConversationExport {
    /// The messages of the branch that is shown, oldest first.
    pub fn shown(&self) -> Vec<&MessageExport> {
        let mut next = self.head_id;
        // A message stands after the one that it follows: one look backwards finds them all.
        let mut shown: Vec<_> = self
            .messages
            .iter()
            .rev()
            .filter(|message| {
                let is_next = next == Some(message.id);
                if is_next {
                    next = message.parent_id;
                }
                is_next
            })
            .collect();
        shown.reverse();
        shown
    }
}

impl Chat {
    /// The ids of a person's conversations, so many after another one, the oldest first.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn list_for_export(
        &self,
        user: UserId,
        after: Option<ConversationId>,
        limit: u32,
    ) -> Result<Vec<ConversationId>> {
        store::ids_after(&self.db, user, after, limit).await
    }

    /// A conversation with all its messages.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn get_for_export(&self, user: UserId, id: ConversationId) -> Result<ConversationExport> {
        let conversation = store::get(&self.db, user, id).await?;
        let model = conversation.model().ok();
        let ModelParams { system_prompt, temperature, max_tokens } = conversation.model_params;
        Ok(ConversationExport {
            id,
            title: conversation.title,
            model,
            system_prompt,
            temperature,
            max_tokens,
            labels: ExportedLabels {
                is_pinned: conversation.is_pinned,
                is_archived: conversation.is_archived,
                folder: conversation.folder,
                tags: conversation.tags.0,
            },
            head_id: conversation.head_id,
            created_at: conversation.created_at,
            updated_at: conversation.updated_at,
            messages: store::all_messages(&self.db, user, id).await?,
        })
    }

    /// Whether a conversation is there and theirs, as `connection` sees it.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn has(&self, connection: &mut SqliteConnection, user: UserId, id: ConversationId) -> Result<bool> {
        match store::get(&mut *connection, user, id).await {
            Ok(_) => Ok(true),
            Err(AppError::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Brings a conversation back from the trash, as a part of what `connection` does, and says whether it was there.
    ///
    /// # Errors
    /// Only when the database fails.
    pub async fn bring_back(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        id: ConversationId,
    ) -> Result<bool> {
        store::restore(connection, user, id).await
    }

    /// Stores a conversation that was held elsewhere as it is, within the transaction of `connection`. Its ids must be new.
    /// A model that cannot be asked here gives way to the default one.
    ///
    /// # Errors
    /// `TitleLength`; what is wrong with its model parameters.
    pub async fn import_record(
        &self,
        connection: &mut SqliteConnection,
        user: UserId,
        whole: &ConversationExport,
    ) -> Result<()> {
        let title = Title::parse(&whole.title)?;
        let model_params = ModelParams::new(&whole.system_prompt, whole.temperature, whole.max_tokens)?;
        let model = self.model_for(whole.model.as_ref())?;
        store::insert_record(connection, user, whole, &title, &model, &model_params).await?;
        match whole.labels == ExportedLabels::default() {
            true => Ok(()),
            false => store::set_labels(connection, &[whole.id], &whole.labels.to_patch()).await,
        }
    }

    /// Tells the person's pages that many conversations have changed.
    pub fn notify_all(&self, user: UserId) {
        self.notifier().tell(user, ConversationEvent::Everything);
    }

    /// Who is to answer in a conversation that another model answered in before.
    fn model_for(&self, wanted: Option<&ModelId>) -> Result<ModelId> {
        let offered = wanted.filter(|model| self.providers.supports(model)).cloned();
        let model = offered.or_else(|| self.providers.default_model()).or_else(|| wanted.cloned());
        // Nothing answers here yet: some name must stand there until a person chooses another one.
        model.map_or_else(|| ModelId::new(OPENAI_NAME, "unknown").map_err(|_| AppError::Internal), Ok)
    }
}
