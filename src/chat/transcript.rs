//! What was said in a conversation, for those who show it elsewhere; and the way back, for what was said elsewhere.

use super::{
    Chat,
    model::{ConversationId, Role},
    model_params::ModelParams,
    store::{self, Limits, MessageRow, NewTranscript},
};
use crate::{
    attachments::{
        model::{Attachment, Kind},
        store::AttachmentList,
    },
    domain::{
        error::Result,
        id::UserId,
        title::{Title, clean_text},
    },
    generation::model::Status,
    i18n::Language,
    markup::split_thoughts,
    provider::model::ModelId,
};
use futures::FutureExt;
use std::sync::Arc;

/// What a conversation shows, and nothing that it does not: no instructions, no thoughts, no other branches.
#[derive(Debug, Clone)]
pub struct Transcript {
    /// 1 to 200 characters.
    pub title: String,
    /// Oldest first.
    pub said: Vec<TranscriptMessage>,
    /// Whether a reply is being written, or waits for its turn.
    pub is_unfinished: bool,
}

/// One message.
#[derive(Debug, Clone)]
pub struct TranscriptMessage {
    /// Who wrote it.
    pub role: Role,
    /// The model, when it was one.
    pub model: Option<ModelId>,
    /// What it says, never empty.
    pub text: String,
}

impl Chat {
    /// What was said on the branch that a conversation shows.
    ///
    /// # Errors
    /// `NotFound` when there is none, or it is somebody else's.
    pub async fn spoken(&self, user: UserId, id: ConversationId, language: Language) -> Result<Transcript> {
        let title = store::get(&self.db, user, id).await?.title;
        let rows = store::branch(&self.db, user, id, None, Limits::NONE).await?;
        let is_unfinished = rows.iter().any(|row| row.state().status == Status::Generating);
        Ok(Transcript { title, said: rows.iter().filter_map(|row| said(row, language)).collect(), is_unfinished })
    }

    /// Makes a conversation of what was said elsewhere; it goes on with the default model.
    ///
    /// # Errors
    /// `TitleLength`, `MessageControlCharacter`, `ModelUnknown` when no model can go on with it.
    pub async fn import(
        &self,
        user: UserId,
        title: &str,
        said: impl IntoIterator<Item = (Role, String)>,
    ) -> Result<ConversationId> {
        let (title, model) = (Title::parse(title)?, self.resolve_model(None)?);
        let transcript =
            NewTranscript { title, model, model_params: ModelParams::default(), said: merge_consecutive_roles(said)? };
        let transcript = Arc::new(transcript);
        let adding = self.writes.run(move |connection| {
            let transcript = Arc::clone(&transcript);
            async move { store::add_transcript(connection, user, &transcript).await }.boxed()
        });
        let id = adding.await?;
        self.notify_changed(user, id).await;
        Ok(id)
    }
}

/// What is attached is said to be there, and is not shown: a link is for everybody who has it.
fn marks(attached: &AttachmentList, language: Language) -> String {
    let texts = language.attachments_texts();
    let mark = |attachment: &Attachment| match attachment.kind {
        Kind::Image => texts.mark_image,
        Kind::Text => texts.mark_text,
    };
    attached.0.iter().map(mark).collect::<Vec<_>>().join(" ")
}

fn said(row: &MessageRow, language: Language) -> Option<TranscriptMessage> {
    let mut text = row.content.as_str();
    // What a person types is theirs as it stands, whatever it looks like. A model may think more than once.
    while row.role == Role::Assistant
        && let (Some(_), answer) = split_thoughts(text)
    {
        text = answer;
    }
    if row.role == Role::Assistant {
        text = text.trim();
    }
    let marks = marks(&row.attachments, language);
    let text = match (marks.is_empty(), text.is_empty()) {
        (true, _) => text.to_owned(),
        (false, true) => marks,
        (false, false) => format!("{marks}\n\n{text}"),
    };
    (!text.is_empty()).then(|| TranscriptMessage { role: row.role, model: row.model(), text })
}

/// What was said, one after the other: neighbours of one speaker become one message, as a conversation has them.
pub(crate) fn merge_consecutive_roles(said: impl IntoIterator<Item = (Role, String)>) -> Result<Vec<(Role, String)>> {
    let mut turns: Vec<(Role, String)> = Vec::new();
    for (role, text) in said {
        let text = clean_text(&text)?;
        match turns.last_mut() {
            Some((last, so_far)) if *last == role => {
                so_far.push_str("\n\n");
                so_far.push_str(&text);
            }
            _ => turns.push((role, text)),
        }
    }
    Ok(turns)
}
