//! Conversations without their messages: listed, made and changed.

use super::Chat;
use crate::{
    chat::{
        list::{ConversationLabels, ListedConversation},
        model::ConversationId,
        model_params::{ModelParams, ModelParamsChange},
        store::{self, ConversationRow, Filter},
    },
    domain::{error::Result, id::UserId, page::Page, title::Title},
    provider::model::ModelId,
};
use futures::FutureExt;
use std::sync::Arc;

impl Chat {
    /// A page of the person's conversations: pinned ones first, then the newest; of the trash what was deleted last.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(in crate::chat) async fn list(&self, user: UserId, filter: &Filter) -> Result<Page<ListedConversation>> {
        store::list(&self.db, user, filter).await
    }

    /// The folders and tags that the person uses.
    ///
    /// # Errors
    /// Only when the database fails.
    pub(in crate::chat) async fn labels(&self, user: UserId) -> Result<ConversationLabels> {
        store::list_labels(&self.db, user).await
    }

    /// A conversation without its messages.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub(in crate::chat) async fn get(&self, user: UserId, id: ConversationId) -> Result<ConversationRow> {
        store::get(&self.db, user, id).await
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
    pub(in crate::chat) async fn create_row(
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
    pub(in crate::chat) async fn update(
        &self,
        user: UserId,
        id: ConversationId,
        change: ModelParamsChange,
    ) -> Result<()> {
        let change = change.checked()?;
        if let Some(model) = &change.model {
            self.resolve_model(Some(model.clone()))?;
        }
        store::update(&self.db, user, id, &change).await?;
        self.notify_changed(user, id).await;
        Ok(())
    }
}
