//! What a model is asked: for a reply, and for a conversation's name.

use super::system;
use crate::{
    attachments::{self, AttachmentBudget, PromptParts, store::AttachmentList},
    chat::{
        model::Role,
        service::Chat,
        store::{self, HistoryMessage, MessageRow},
    },
    domain::{error::Result, id::UserId, title::Title},
    generation::without_thoughts,
    i18n::Language,
    markup::{THOUGHTS_BEGIN, THOUGHTS_END, split_thoughts},
    provider::{
        Delta, Deltas, ProviderError, Providers,
        model::ModelId,
        prompt::{Prompt, PromptRole, Turn},
    },
};
use futures::{FutureExt, StreamExt, stream};
use sqlx::SqlitePool;
use std::time::Duration;

/// Messages before a reply that are looked at: more than any model reads well.
const HISTORY_MESSAGES: u32 = 400;
/// A title is a few words; a model that takes longer is not waited for.
const TITLE_PATIENCE: Duration = Duration::from_secs(60);
/// Most tokens of a title.
const TITLE_TOKENS: u32 = 24;
/// Characters of an answer that a title is made from: a few more than a title has, for quotes around it.
const TITLE_CHARACTERS: usize = 80;
/// Characters of the question and of the answer that a title is made from: the beginning says what it is about.
const TITLE_EXCERPT: usize = 600;

/// What the model is asked for a reply.
pub(in crate::chat) struct ReplyPrompt {
    pub(in crate::chat) prompt: Prompt,
    /// Messages before it that were not even looked at.
    pub(in crate::chat) omitted: u32,
}

/// The system prompt and every turn before `reply` that has words. When the reply has words itself, it is to be gone
/// on with.
///
/// # Errors
/// Only when the database fails.
pub(in crate::chat) async fn prompt(
    db: &SqlitePool,
    user: UserId,
    reply: &MessageRow,
    history: Option<Vec<HistoryMessage>>,
    model: &ModelId,
    sees_images: bool,
) -> Result<ReplyPrompt> {
    let mut rows = match history {
        Some(rows) => rows,
        None => store::history(db, user, reply.id, HISTORY_MESSAGES).await?,
    };
    let model_params = rows.last_mut().map(|last| std::mem::take(&mut last.model_params)).unwrap_or_default();
    let omitted = match rows.first().and_then(|first| first.parent_id) {
        Some(before) => store::depth(db, user, before).await?,
        None => 0,
    };
    let shown = with_attachments(db, user, &mut rows, sees_images).await?;
    let question = rows.iter().rev().find(|row| row.role == Role::User).map_or("", |row| &row.content);
    let system = match model_params.system_prompt {
        own if own.is_empty() => system::system_prompt(question).to_owned(),
        own => own,
    };
    let system = Turn::new(PromptRole::System, system);
    let has_words = !split_thoughts(&reply.content).1.trim().is_empty();
    let go_on = has_words.then(|| Turn::new(PromptRole::User, system::continuation(question)));
    let spoken = rows.iter().zip(shown).map(|(row, parts)| match row.role {
        Role::User => match parts {
            Some(PromptParts { text, images }) => Turn { images, ..Turn::new(PromptRole::User, text) },
            None => Turn::new(PromptRole::User, row.content.as_str()),
        },
        // What a model thought is not said again.
        Role::Assistant => Turn::new(PromptRole::Assistant, split_thoughts(&row.content).1.trim()),
    });
    let spoken = spoken.filter(|turn| !turn.content.is_empty() || !turn.images.is_empty());
    let turns = std::iter::once(system).chain(spoken).chain(go_on).collect();
    let (temperature, max_tokens) = (model_params.temperature, model_params.max_tokens);
    // The question, the half of an answer, and the request to go on.
    let newest = if has_words { 3 } else { 1 };
    let model = model.name().to_owned();
    Ok(ReplyPrompt { prompt: Prompt { model, turns, newest, temperature, max_tokens }, omitted })
}

/// What a model is told of the messages that have attachments. The newest ones are told, as far as there is room.
async fn with_attachments(
    db: &SqlitePool,
    user: UserId,
    rows: &mut [HistoryMessage],
    sees_images: bool,
) -> Result<Vec<Option<PromptParts>>> {
    let attached: Vec<AttachmentList> = rows.iter_mut().map(|row| std::mem::take(&mut row.attachments)).collect();
    if attached.iter().all(|attached| attached.0.is_empty()) {
        return Ok(rows.iter().map(|_| None).collect());
    }
    let mut room = AttachmentBudget::new(sees_images);
    let wanted: Vec<_> = attached.iter().rev().flat_map(|attached| &attached.0).filter(|one| room.take(one)).collect();
    let ids: Vec<_> = wanted.into_iter().map(|attachment| attachment.id).collect();
    let mut contents = attachments::store::contents(db, user, &ids).await?;
    let spoken =
        rows.iter().rev().filter(|row| row.role == Role::User).find_map(|row| Language::from_text(&row.content));
    let language = spoken.unwrap_or(Language::DEFAULT);
    let parts = rows.iter().zip(&attached).map(|(row, AttachmentList(attached))| {
        (!attached.is_empty())
            .then(|| attachments::to_prompt(&row.content, attached, &mut contents, sees_images, language))
    });
    Ok(parts.collect())
}

/// What follows a reply that is gone on with. Thoughts that were cut short are closed, and new ones are not told: a reply
/// has its thoughts before all else.
pub(in crate::chat) fn continue_stream(written: &str, deltas: Deltas) -> Deltas {
    let is_thinking = written.trim_start().starts_with(THOUGHTS_BEGIN) && !written.contains(THOUGHTS_END);
    let close = is_thinking.then(|| Ok(Delta::Text(format!("\n{THOUGHTS_END}\n\n"))));
    stream::iter(close).chain(without_thoughts(deltas)).boxed()
}

impl Chat {
    /// Asks the model for the name of the conversation that begins with `asked` and `reply`. The first words of the question
    /// stay when that fails.
    pub(in crate::chat) async fn name(&self, user: UserId, asked: &str, reply: &MessageRow, model: &ModelId) {
        // Whoever deletes a conversation needs no name for it.
        let Some(answer) = self.generations().markdown(reply.id.uuid()) else { return };
        let excerpt = |text: &str| text.chars().take(TITLE_EXCERPT).collect::<String>();
        let turns = vec![
            Turn::new(PromptRole::System, system::title_prompt(asked)),
            Turn::new(PromptRole::User, format!("{}\n\n---\n\n{}", excerpt(asked), excerpt(split_thoughts(&answer).1))),
        ];
        let prompt = Prompt {
            model: model.name().to_owned(),
            turns,
            newest: 1,
            temperature: Some(0.2),
            max_tokens: Some(TITLE_TOKENS),
        };
        match tokio::time::timeout(TITLE_PATIENCE, first_line(&self.providers, model, prompt)).await {
            Ok(Ok(text)) => {
                let Some(title) = Title::from_model(&text) else { return };
                let conversation = reply.conversation_id;
                let storing = self.writes.run(move |connection| {
                    let title = title.clone();
                    async move { store::title_by_model(connection, user, conversation, &title).await }.boxed()
                });
                match storing.await {
                    Ok(()) => self.notify_changed(user, conversation).await,
                    Err(error) => tracing::warn!(%error, "could not store a title"),
                }
            }
            Ok(Err(error)) => tracing::info!(fault = ?error.fault, detail = %error.detail, "no title from the model"),
            Err(_) => tracing::info!("no title from the model in time"),
        }
    }
}

/// What a model says first, as far as a title can be made from it: one that says more is not listened to.
async fn first_line(providers: &Providers, model: &ModelId, prompt: Prompt) -> Result<String, ProviderError> {
    let mut deltas = without_thoughts(providers.reply(model, prompt).await?);
    let mut text = String::new();
    while let Some(delta) = deltas.next().await.transpose()? {
        if let Delta::Text(added) = delta {
            text.push_str(&added);
        }
        let title = text.trim_start();
        if title.contains('\n') || title.chars().count() > TITLE_CHARACTERS {
            break;
        }
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn continued(written: &str, pieces: &[&str]) -> String {
        let deltas: Vec<_> = pieces.iter().map(|piece| Ok(Delta::Text((*piece).to_owned()))).collect();
        let deltas = continue_stream(written, stream::iter(deltas).boxed());
        deltas.map(|delta| if let Ok(Delta::Text(text)) = delta { text } else { String::new() }).collect().await
    }

    #[tokio::test]
    async fn a_reply_that_is_gone_on_with_has_its_thoughts_once_and_before_all_else() {
        assert_eq!(continued("half", &[" an", " answer"]).await, " an answer");
        assert_eq!(continued("half", &["<th", "ink>once", " more</thi", "nk>\n\n of", " it"]).await, "of it");
        assert_eq!(continued("<think>a</think>\n\nhalf", &["<think>b</think>\n\n of it"]).await, "of it");
        assert_eq!(continued("<think>hm", &["answer"]).await, "\n</think>\n\nanswer");
        assert_eq!(continued("<think>hm", &["<think>b</think>", "answer"]).await, "\n</think>\n\nanswer");
        assert_eq!(continued("half", &["<", "b>"]).await, "<b>");
    }
}
