//! Conversations and messages as both sides see them.

use crate::{
    domain::{
        error::{Result, ValidationError},
        id::id_type,
        page::Page,
        title::clean_text,
    },
    generation::model::GenerationState,
    markup::SafeHtml,
};
use serde::{Deserialize, Serialize};

id_type! {
    /// Names one conversation.
    ConversationId
}
id_type! {
    /// Names one message.
    MessageId
}

/// A conversation in the list at the side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationSummary {
    /// Names the conversation.
    pub id: ConversationId,
    /// 1 to 200 characters.
    pub title: String,
    /// Whether it stands before all others.
    pub is_pinned: bool,
    /// What the list calls the time that it was last written in: today, or a month.
    pub period: String,
}

/// What the list at the side shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConversationList {
    /// The conversations: pinned ones first, then the newest.
    pub page: Page<ConversationSummary>,
    /// The names of the person's folders.
    pub folders: Vec<String>,
}

/// What can be changed of a conversation without a page for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConversationEdit {
    /// It gets another title.
    Rename,
    /// It stands before all others.
    Pin,
    /// It does so no more.
    Unpin,
    /// It goes into a folder, or out of the one that it is in.
    Move,
    /// It goes out of the way.
    Archive,
}

/// How a conversation is to be answered, as a form has it; an empty number is left to the model.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelParamFields {
    /// What the model is told before all else.
    pub system_prompt: String,
    /// How free the choice of words is.
    pub temperature: String,
    /// Most tokens of an answer.
    pub max_tokens: String,
}

/// A conversation with the messages of the branch that is shown, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// Names the conversation.
    pub id: ConversationId,
    /// 1 to 200 characters.
    pub title: String,
    /// What is in its menu.
    pub menu: SafeHtml,
    /// Whether the menu is open at first: its form was just refused, and says why.
    pub is_menu_open: bool,
    /// What its composer offers.
    pub composer: ComposerParts,
    /// The newest ones, oldest first.
    pub messages: Vec<Message>,
    /// The first of `messages`, when there are older ones before it.
    pub older: Option<MessageId>,
    /// Whether the conversation goes on after `messages`, or shows another branch.
    pub has_newer: bool,
}

/// Who wrote a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type, utoipa::ToSchema), sqlx(rename_all = "snake_case"))]
pub enum Role {
    /// The person.
    User,
    /// A model.
    Assistant,
}

/// A message as the page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Names the message.
    pub id: MessageId,
    /// The message before it; none for the first one.
    pub parent: Option<MessageId>,
    /// The messages that stand in the same place.
    pub siblings: Siblings,
    /// Who wrote it.
    pub role: Role,
    /// The text itself: what a person typed, or the model's Markdown.
    pub content: String,
    /// The ids of what a person attached, separated by commas, for another wording of the question.
    pub attachments: String,
    /// What its article shows.
    pub shown: Rendered,
    /// How far it is, and why it failed.
    pub state: GenerationState,
}

/// What is shown beside the text area that a person writes in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComposerParts {
    /// The models to choose from, as options.
    pub models: SafeHtml,
    /// What to know of them.
    pub note: SafeHtml,
}

/// What somebody is shown who has said nothing yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewChat {
    /// What one can begin with.
    pub welcome: SafeHtml,
    /// What its composer offers.
    pub composer: ComposerParts,
}

/// A message as HTML. The server writes all of it: what is on a page already the browser need not make again, and one that
/// will not change costs it nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rendered {
    /// One that will not change any more.
    Complete(SafeHtml),
    /// A reply that is being written.
    Streaming {
        /// Its text so far, one entry for each top-level block; the last one is still open.
        blocks: Vec<SafeHtml>,
        /// What can be done with it when it has ended.
        actions: SafeHtml,
    },
}

/// What can be done with a message and what follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageAction {
    /// Have its question answered once more, beside the answers that it has.
    Regenerate,
    /// Have a reply that was cut short written to its end.
    Continue,
    /// Write no more of it.
    Stop,
    /// Show the branch that it stands in.
    Show,
    /// Delete it with all that follows it.
    Delete,
    /// Bring back what was deleted together with it.
    Restore,
}

impl MessageAction {
    /// The action of the buttons that are called so.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "regenerate" => Self::Regenerate,
            "continue" => Self::Continue,
            "show" => Self::Show,
            "delete" => Self::Delete,
            _ => return None,
        })
    }
}

/// A message among those with the same parent: other answers to one question, other wordings of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Siblings {
    /// Which one it is, by age, from 1 on.
    pub position: u32,
    /// How many there are, with itself.
    pub count: u32,
    /// The next older one.
    pub previous: Option<MessageId>,
    /// The next newer one.
    pub next: Option<MessageId>,
}

/// What one question made: where it stands, and the two new messages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SentTurn {
    /// The conversation, new or old.
    pub conversation: ConversationId,
    /// What the person wrote.
    pub question: Message,
    /// The answer, empty yet.
    pub reply: Message,
}

/// What the pages of a person are told of their conversations, one JSON object an event, with the kind as its only key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConversationEvent {
    /// A conversation is new or has changed.
    Changed {
        /// Which one.
        id: ConversationId,
        /// Its title now.
        title: String,
        /// The last message of the branch that is shown.
        head: Option<MessageId>,
    },
    /// A conversation was deleted.
    Deleted {
        /// Which one.
        id: ConversationId,
    },
    /// Events were missed: anything may have changed.
    Everything,
}

/// What a person asks: not empty, 512 KiB at most, no control characters but line breaks and tabs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageContent(String);

impl MessageContent {
    /// Most bytes: as form data three times as long, still within the 2 MiB that a request may have.
    pub const MAX_BYTES: usize = 512 * 1024;

    /// Takes a question as it was typed; line ends become `\n`.
    ///
    /// # Errors
    /// `MessageTooLong`, `MessageEmpty`, `MessageControlCharacter` (a NUL, for example).
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > Self::MAX_BYTES {
            return Err(ValidationError::MessageTooLong.into());
        }
        if text.trim().is_empty() {
            return Err(ValidationError::MessageEmpty.into());
        }
        clean_text(text).map(Self)
    }

    /// Takes what was typed beside attachments: nothing will do.
    ///
    /// # Errors
    /// As [`Self::parse`], but for `MessageEmpty`.
    pub fn parse_beside_attachments(text: &str) -> Result<Self> {
        if text.trim().is_empty() { Ok(Self(String::new())) } else { Self::parse(text) }
    }

    /// The question's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_says_what_is_wrong_with_it() {
        assert_eq!(MessageContent::parse(" \n\t "), Err(ValidationError::MessageEmpty.into()));
        assert_eq!(MessageContent::parse("a\0b"), Err(ValidationError::MessageControlCharacter.into()));
        assert_eq!(
            MessageContent::parse(&"x".repeat(MessageContent::MAX_BYTES + 1)),
            Err(ValidationError::MessageTooLong.into())
        );
        assert_eq!(MessageContent::parse("fn main() {\r\n\t1\r\n}").map(|q| q.0), Ok("fn main() {\n\t1\n}".into()));
    }
}
