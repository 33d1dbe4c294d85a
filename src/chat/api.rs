//! Server functions for conversations. Each is a thin door to [`Chat`](super::Chat).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::model::{Conversation, ConversationId, ConversationSummary, MessageId, Page, Renamed, Sent};
use crate::{error::Result, provider::model::ModelList};
use leptos::prelude::*;

/// A page of the person's conversations, newest first.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_conversations(#[server(default)] cursor: String) -> Result<Page<ConversationSummary>> {
    let (chat, user) = context::request().await?;
    chat.list(user.id(), Some(&cursor)).await
}

/// A conversation with its messages. The id is taken as text, since it comes from the address line.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_conversation(id: String) -> Result<Conversation> {
    let (chat, user) = context::request().await?;
    chat.open(user.id(), id.parse()?, context::language()).await
}

/// Every model that can answer now.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_models() -> Result<ModelList> {
    let (chat, _) = context::request().await?;
    Ok(chat.list_models().await)
}

/// Sends a question; an empty conversation makes a new one, an empty model takes the one used before.
/// A form without JavaScript is led to the conversation.
#[server]
pub async fn send_message(
    #[server(default)] conversation: String,
    content: String,
    #[server(default)] model: String,
) -> Result<Sent> {
    use crate::error::{AppError, Fault};
    let (chat, user) = context::request().await?;
    let conversation = context::optional(&conversation, AppError::NotFound)?;
    let model = context::optional(&model, Fault::ModelUnknown.into())?;
    let sent = chat.send(user.id(), conversation, &content, model, context::language()).await?;
    if conversation.is_none() {
        leptos_axum::redirect(&format!("/c/{}", sent.conversation));
    }
    Ok(sent)
}

/// Stops a reply.
#[server]
pub async fn stop_reply(id: MessageId) -> Result<()> {
    let (chat, user) = context::request().await?;
    chat.stop(user.id(), id).await
}

/// Gives a conversation another title.
#[server]
pub async fn rename_conversation(id: ConversationId, title: String) -> Result<Renamed> {
    let (chat, user) = context::request().await?;
    chat.rename(user.id(), id, &title).await
}

/// Deletes a conversation and goes to the first page.
#[server]
pub async fn delete_conversation(id: ConversationId) -> Result<()> {
    let (chat, user) = context::request().await?;
    chat.delete(user.id(), id).await?;
    leptos_axum::redirect("/");
    Ok(())
}

#[cfg(feature = "ssr")]
mod context {
    //! What a server function takes from the request that it runs in.

    use crate::{
        auth::{CurrentUser, api::current_user},
        chat::Chat,
        error::{AppError, Result},
        locales::Language,
    };
    use leptos::prelude::use_context;

    pub(super) async fn request() -> Result<(Chat, CurrentUser)> {
        let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
        let (_, user) = current_user().await?;
        Ok((chat, user))
    }

    pub(super) fn language() -> Language {
        crate::locales::page_language()
    }

    /// A form field that may be left empty.
    pub(super) fn optional<T: std::str::FromStr>(text: &str, otherwise: AppError) -> Result<Option<T>> {
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| otherwise) }
    }
}
