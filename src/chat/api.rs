//! Server functions for conversations. Each is a thin door to [`Chat`](super::Chat).
#![expect(missing_docs, reason = "the undocumented fields are the parameters of the documented functions")]

use super::{
    list::{ChatList, View},
    model::{
        Conversation, ConversationEdit, ConversationId, ConversationList, Message, MessageAction, MessageId, NewChat,
        SentTurn,
    },
    pages::artifacts::ConversationFiles,
};
use crate::{
    domain::{error::Result, page::Page},
    markup::SafeHtml,
};
use leptos::prelude::*;

/// Entries of the list that a page is given at once.
#[cfg(feature = "ssr")]
const PAGE_LENGTH: usize = 40;

/// A page of the person's conversations that are not archived: pinned ones first, then the newest; and their folders.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_conversations(#[server(default)] cursor: String) -> Result<ConversationList> {
    use super::store::Filter;
    use crate::i18n::calendar::Calendar;
    let (chat, user) = context::request().await?;
    // A cursor that cannot be read starts over at the newest.
    let filter = Filter { cursor: cursor.parse().ok(), limit: PAGE_LENGTH, ..Filter::default() };
    let page = chat.list(user.id(), &filter).await?;
    let calendar = Calendar::from_page();
    let items = page.items.into_iter().map(|item| item.summary(&calendar)).collect();
    let folders = chat.labels(user.id()).await?.folders.into_iter().map(|folder| folder.name).collect();
    Ok(ConversationList { page: Page { items, next_cursor: page.next_cursor }, folders })
}

/// Changes one thing of a conversation; `text` is its new title, or the folder that it goes into (empty: none).
// One function, since each that there is makes the client larger.
#[server]
pub async fn edit_conversation(
    id: ConversationId,
    edit: ConversationEdit,
    #[server(default)] text: String,
) -> Result<()> {
    use super::{
        labels::{Folder, LabelsPatch},
        model_params::ModelParamsChange,
    };
    use crate::domain::{
        error::{AppError, ValidationError},
        title::Title,
    };
    let (chat, user) = context::request().await?;
    let unchanged = LabelsPatch::default();
    let labels = match edit {
        ConversationEdit::Rename => unchanged,
        ConversationEdit::Pin => LabelsPatch { pinned: Some(true), ..unchanged },
        ConversationEdit::Unpin => LabelsPatch { pinned: Some(false), ..unchanged },
        ConversationEdit::Archive => LabelsPatch { archived: Some(true), ..unchanged },
        ConversationEdit::Move if text.trim().is_empty() => LabelsPatch { folder: Some(None), ..unchanged },
        ConversationEdit::Move => {
            let folder = Folder::parse(&text).map_err(|_| AppError::from(ValidationError::TitleLength))?;
            LabelsPatch { folder: Some(Some(folder)), ..unchanged }
        }
    };
    let title = (edit == ConversationEdit::Rename).then(|| Title::parse(&text)).transpose()?;
    chat.update(user.id(), id, ModelParamsChange { title, labels, ..ModelParamsChange::default() }).await
}

/// What the page of all conversations lists: those in `view`, in a folder, with a tag, with words in their title, or the
/// one that `id` names alone; empty: any.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_chats(
    #[server(default)] view: View,
    #[server(default)] folder: String,
    #[server(default)] tag: String,
    #[server(default)] words: String,
    #[server(default)] id: String,
    #[server(default)] cursor: String,
) -> Result<ChatList> {
    use super::store::Filter;
    let (chat, user) = context::request().await?;
    let (only, cursor) = (id.parse().ok(), cursor.parse().ok());
    let filter = Filter { view, folder, tag, words, only, cursor, limit: PAGE_LENGTH };
    Ok(ChatList { page: chat.list(user.id(), &filter).await?, labels: chat.labels(user.id()).await? })
}

/// The files in the answers of a conversation, with the one of a name, or the first, in one version or the newest, `with`
/// another one to compare it with.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_files(
    id: String,
    #[server(default)] file: String,
    #[server(default)] version: String,
    #[server(default)] with: String,
) -> Result<ConversationFiles> {
    let (chat, user) = context::request().await?;
    let versions = [version, with].map(|version| version.parse().ok());
    super::pages::artifacts::open_files(&chat, user.id(), id.parse()?, &file, versions, context::language()).await
}

/// What opens the files of a reply that has just been written; nothing when it has none.
#[server(input = server_fn::codec::GetUrl)]
pub async fn reply_files(id: MessageId) -> Result<SafeHtml> {
    use crate::web::render_queue::Reader;
    let (chat, user) = context::request().await?;
    let content = chat.get_row(user.id(), id).await?.content;
    let (reader, bytes) = (Reader::Account(user.id()), content.len());
    let count = chat.render_queue().run(reader, bytes, move || super::artifacts::count_files(&content)).await?;
    Ok(super::components::message_body::reply_files(count, context::language()))
}

/// A web page of an answer with the style sheets and scripts in it that the same answer has: where it runs there is no network
/// to fetch them from.
#[server]
pub async fn bundle_page(id: ConversationId, message: MessageId, html: String) -> Result<String> {
    let (chat, user) = context::request().await?;
    chat.bundle(user.id(), id, message, &html).await
}

/// A conversation with its newest messages, or with those around one of them. The ids are taken as text, since they come from
/// the address line; what is none of a message is left out.
#[server(input = server_fn::codec::GetUrl)]
pub async fn open_conversation(id: String, #[server(default)] message: Option<String>) -> Result<Conversation> {
    use crate::{auth::flash::flash_form, ui::form_error::form_error};
    let (chat, user) = context::request().await?;
    let refused = form_error::<UpdateConversation>().get_untracked().zip(flash_form::<UpdateConversation>());
    let (id, around) = (id.parse()?, message.and_then(|message| message.parse().ok()));
    super::view::open_conversation(&chat, user.id(), id, around, refused.as_ref(), context::language()).await
}

/// What somebody is shown who has said nothing yet.
#[server(input = server_fn::codec::GetUrl)]
pub async fn begin_chat() -> Result<NewChat> {
    use super::components::{model_picker::composer_parts, welcome::welcome};
    let (chat, _) = context::request().await?;
    let language = context::language();
    let composer = composer_parts(&chat.list_models().await, None, language);
    Ok(NewChat { welcome: welcome(language), composer })
}

/// Sends a question; an empty conversation makes a new one, an empty model takes the one used before. It goes to the end
/// of the branch that is shown, or after the message that `after` names (`start`: before all others). The ids of what is
/// attached are separated by commas.
/// A form without JavaScript is led to the conversation, when the answer is there or has taken a minute. With an
/// `Idempotency-Key` it is sent once, however often it is asked for.
#[server]
pub async fn send_message(
    #[server(default)] conversation: String,
    content: String,
    #[server(default)] model: String,
    #[server(default)] after: String,
    #[server(default)] attachments: String,
) -> Result<SentTurn> {
    use super::{service::NewMessage, store::Parent};
    use crate::domain::error::{AppError, ValidationError};
    let (chat, user) = context::request().await?;
    let conversation: Option<ConversationId> = context::optional(&conversation, AppError::NotFound)?;
    let model = context::optional(&model, ValidationError::ModelUnknown.into())?;
    let place = match (conversation, after.as_str()) {
        (None, _) => Parent::New,
        (Some(id), "") => Parent::End(id),
        (Some(id), "start") => Parent::After(id, None),
        (Some(id), after) => Parent::After(id, Some(after.parse()?)),
    };
    let asked = NewMessage { content: &content, attachments: context::attachments(&attachments)? };
    let stored = match context::sent_key(&user)? {
        Some(key) => chat.send_once(user.id(), place, asked, model, key).await?,
        None => chat.send(user.id(), place, asked, model).await?,
    };
    if context::is_form() {
        chat.wait_for(stored[1].id).await;
    }
    let sent = super::view::sent_turn(&chat, stored, context::language());
    if conversation.is_none() {
        leptos_axum::redirect(&format!("/c/{}", sent.conversation));
    }
    Ok(sent)
}

/// Does something with a message and what follows it. `model` says who answers once more; empty: the same one.
// One function, since each that there is makes the client larger.
#[server]
pub async fn act_on_message(id: MessageId, action: MessageAction, #[server(default)] model: String) -> Result<()> {
    use crate::domain::error::ValidationError;
    let (chat, user) = context::request().await?;
    let user = user.id();
    match action {
        MessageAction::Regenerate => {
            let model = context::optional(&model, ValidationError::ModelUnknown.into())?;
            chat.regenerate(user, id, model).await.map(drop)
        }
        MessageAction::Continue => chat.continue_reply(user, id).await,
        MessageAction::Stop => chat.stop(user, id).await,
        MessageAction::Show => chat.show_branch(user, id).await,
        MessageAction::Delete => chat.delete_message(user, id).await,
        MessageAction::Restore => chat.restore_message(user, id).await,
    }
}

/// The messages before one of a conversation.
#[server(input = server_fn::codec::GetUrl)]
pub async fn list_older_messages(before: MessageId) -> Result<Page<Message>> {
    let (chat, user) = context::request().await?;
    super::view::older_messages(&chat, user.id(), before, context::language()).await
}

/// Gives a conversation another title, and says how it is to be answered; what is empty is left to the model.
#[server]
pub async fn update_conversation(
    id: ConversationId,
    title: String,
    #[server(default)] system_prompt: String,
    #[server(default)] temperature: String,
    #[server(default)] max_tokens: String,
) -> Result<()> {
    use super::{
        model::ModelParamFields,
        model_params::{ModelParams, ModelParamsChange},
    };
    use crate::domain::title::Title;
    let (chat, user) = context::request().await?;
    let model_params = ModelParams::parse(&ModelParamFields { system_prompt, temperature, max_tokens })?;
    chat.update(user.id(), id, ModelParamsChange { title: Some(Title::parse(&title)?), ..model_params.into() }).await
}

/// Moves a conversation to the trash, and goes to where that can be undone.
#[server]
pub async fn delete_conversation(id: ConversationId) -> Result<()> {
    let (chat, user) = context::request().await?;
    chat.delete(user.id(), id).await?;
    leptos_axum::redirect(&format!("/chats?deleted={id}"));
    Ok(())
}

#[cfg(feature = "ssr")]
mod context {
    //! What a server function takes from the request that it runs in.

    use crate::{
        attachments::model::AttachmentId,
        auth::{ACCOUNT, CurrentUser, api::current_user},
        chat::{Chat, store::IdempotencyKey},
        domain::error::{AppError, Result, ValidationError},
        i18n::Language,
    };
    use http::{header::ACCEPT, request::Parts};
    use leptos::prelude::use_context;

    pub(super) async fn request() -> Result<(Chat, CurrentUser)> {
        let chat = use_context::<Chat>().ok_or(AppError::Internal)?;
        let (_, user) = current_user().await?;
        Ok((chat, user))
    }

    pub(super) fn language() -> Language {
        crate::i18n::page_language()
    }

    /// Whether a browser has sent a form by itself, and shows what it is led to.
    pub(super) fn is_form() -> bool {
        let accepted = use_context::<Parts>().and_then(|request| request.headers.get(ACCEPT).cloned());
        accepted.is_some_and(|accepted| accepted.to_str().is_ok_and(|accepted| accepted.contains("text/html")))
    }

    /// The key under which a question is sent once. A device that sends what was written without a network says whose it
    /// is: somebody else may be logged in by then.
    pub(super) fn sent_key(user: &CurrentUser) -> Result<Option<IdempotencyKey>> {
        let request = use_context::<Parts>().ok_or(AppError::Internal)?;
        if request.headers.get(ACCOUNT).is_some_and(|account| *account != user.id().to_string()) {
            return Err(AppError::Unauthorized);
        }
        request.headers.get("idempotency-key").map(IdempotencyKey::parse).transpose()
    }

    /// The ids of attachments, separated by commas.
    pub(super) fn attachments(list: &str) -> Result<Vec<AttachmentId>> {
        let ids = list.split(',').filter(|id| !id.is_empty());
        ids.map(|id| id.parse().map_err(|_| ValidationError::AttachmentsInvalid.into())).collect()
    }

    /// A form field that may be left empty.
    pub(super) fn optional<T: std::str::FromStr>(text: &str, otherwise: AppError) -> Result<Option<T>> {
        if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| otherwise) }
    }
}
