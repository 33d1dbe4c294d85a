//! What was said, as a text that something else can be made from.

use super::{
    Chat,
    model::{ConversationId, MessageId, Role},
    store,
};
use crate::{
    domain::{error::Result, id::UserId},
    markup::split_thoughts,
};

/// Messages of a conversation that go into an excerpt.
const EXCERPT_MESSAGES: u32 = 100;
/// Most bytes of an excerpt; the newest stay.
const EXCERPT_BYTES: usize = 60 * 1024;

/// Something that was said.
#[derive(Debug, Clone)]
pub struct Excerpt {
    /// The conversation.
    pub conversation: ConversationId,
    /// Its title.
    pub title: String,
    /// A reply as it is, or what was said by turns.
    pub text: String,
}

impl Chat {
    /// One message, or a whole conversation, whichever has this id.
    ///
    /// # Errors
    /// `NotFound` when it is neither, or somebody else's.
    pub async fn excerpt(&self, user: UserId, id: &str) -> Result<Excerpt> {
        if let Ok(message) = store::message(&self.db, user, id.parse::<MessageId>()?).await {
            let title = store::get(&self.db, user, message.conversation_id).await?.title;
            let text = split_thoughts(&message.content).1.trim().to_owned();
            return Ok(Excerpt { conversation: message.conversation_id, title, text });
        }
        let conversation = store::get(&self.db, user, id.parse::<ConversationId>()?).await?;
        let mut turns = Vec::new();
        let mut length = 0;
        let history = match conversation.head_id {
            Some(head) => store::history(&self.db, user, head, EXCERPT_MESSAGES).await?,
            None => Vec::new(),
        };
        for said in history.iter().rev() {
            let text = split_thoughts(&said.content).1.trim();
            length += text.len();
            if length > EXCERPT_BYTES {
                break;
            }
            turns.push(match said.role {
                Role::User => format!("> {}", text.replace('\n', "\n> ")),
                Role::Assistant => text.to_owned(),
            });
        }
        turns.reverse();
        Ok(Excerpt { conversation: conversation.id, title: conversation.title, text: turns.join("\n\n") })
    }
}
