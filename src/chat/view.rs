//! Conversations as pages show them: what the service gives, as HTML in the reader's language.

use super::{
    Chat,
    artifacts::count_files,
    components::{
        conversation_menu::conversation_menu,
        message_body::{reply_actions, reply_body, user_body},
        model_picker::composer_parts,
    },
    model::{Conversation, ConversationId, Message, MessageId, Rendered, Role, SentTurn},
    service::OpenConversation,
    store::{ConversationRow, MessageRow},
};
use crate::{
    attachments::strip,
    auth::flash::FlashForm,
    domain::{
        error::{AppError, Result},
        id::UserId,
        page::Page,
    },
    generation::{ReplyText, model::Status},
    i18n::Language,
    markup::{self, SafeHtml},
    web::render_queue::Reader,
};

/// A conversation with its newest messages, or with those around one of them. `refused` is the form of its menu with what is
/// wrong with it.
///
/// # Errors
/// `NotFound` when there is none, or it is somebody else's.
pub(super) async fn open_conversation(
    chat: &Chat,
    user: UserId,
    id: ConversationId,
    around: Option<MessageId>,
    refused: Option<&(AppError, FlashForm)>,
    language: Language,
) -> Result<Conversation> {
    let OpenConversation { conversation, messages: rows, has_newer } = chat.open(user, id, around).await?;
    let composer = composer_parts(&chat.list_models().await, Some(&conversation.model()?), language);
    let older = first_with_older(&rows);
    let messages = messages(chat, user, rows, language).await?;
    let ConversationRow { id, title, model_params, .. } = conversation;
    let menu = conversation_menu(id, &title, &model_params.into(), refused, language);
    Ok(Conversation { id, title, menu, is_menu_open: refused.is_some(), composer, messages, older, has_newer })
}

/// The messages before one of a conversation; the cursor is the first of them while there are more.
///
/// # Errors
/// `NotFound`.
pub(super) async fn older_messages(
    chat: &Chat,
    user: UserId,
    before: MessageId,
    language: Language,
) -> Result<Page<Message>> {
    let rows = chat.list_older(user, before).await?;
    let next_cursor = first_with_older(&rows).map(|id| id.to_string());
    Ok(Page { items: messages(chat, user, rows, language).await?, next_cursor })
}

/// What was sent, with the reply that is begun.
pub(super) fn sent_turn(chat: &Chat, [asked, reply]: [MessageRow; 2], language: Language) -> SentTurn {
    SentTurn {
        conversation: asked.conversation_id,
        question: message(chat, asked, language),
        reply: message(chat, reply, language),
    }
}

/// The text of a reply, as Markdown and as HTML by block; while it is being written, with what is not stored yet.
pub(super) fn reply_text(chat: &Chat, row: MessageRow, language: Language) -> (String, Vec<SafeHtml>) {
    let labels = language.reply_labels();
    let is_running = row.state().status == Status::Generating;
    match is_running.then(|| chat.generations().text(row.id.uuid(), labels)).flatten() {
        Some(ReplyText { mut blocks, open, markdown, .. }) => {
            blocks.push(open);
            (markdown, blocks)
        }
        None => {
            let blocks = markup::render(&row.content, &labels);
            (row.content, blocks)
        }
    }
}

fn first_with_older(rows: &[MessageRow]) -> Option<MessageId> {
    rows.first().filter(|first| first.parent_id.is_some()).map(|first| first.id)
}

async fn messages(chat: &Chat, user: UserId, rows: Vec<MessageRow>, language: Language) -> Result<Vec<Message>> {
    let renderer = chat.clone();
    let work = move |row| message(&renderer, row, language);
    chat.render_queue().each(Reader::Account(user), rows, |row| row.content.len(), work).await
}

/// A stored message; while it is being written, with what is not stored yet.
fn message(chat: &Chat, row: MessageRow, language: Language) -> Message {
    let (id, parent, siblings, role, state) = (row.id, row.parent_id, row.siblings, row.role, row.state());
    let attachments = row.attachments.ids();
    let (content, shown) = match role {
        Role::User => {
            let attached = strip(&row.attachments.0, language);
            let html = user_body(&row.content, attached, siblings, language);
            (row.content, Rendered::Complete(html))
        }
        Role::Assistant => {
            let (content, blocks) = reply_text(chat, row, language);
            let files = || count_files(&content);
            let shown = match state.status {
                Status::Generating => Rendered::Streaming { blocks, actions: reply_actions(id, siblings, language) },
                _ => Rendered::Complete(reply_body(id, blocks, files(), siblings, &state, language)),
            };
            (content, shown)
        }
    };
    Message { id, parent, siblings, role, content, attachments, shown, state }
}
