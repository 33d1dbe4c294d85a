//! The branch of a conversation that a page shows, and what can be done with its messages.

use super::live_reply::LiveReply;
use crate::{
    chat::{
        api::{act_on_message, list_older_messages, open_conversation},
        model::{ConversationId, Message, MessageAction, MessageId},
    },
    domain::error::{AppError, Result},
    generation::model::Status,
    markup::split_thoughts,
};
use leptos::{html, prelude::*, task::spawn_local};
use std::future::Future;

/// What the parts of a conversation's page share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ThreadState {
    /// The conversation; none on the page of a new chat.
    pub conversation: Option<ConversationId>,
    /// The messages that are here, oldest first.
    pub messages: RwSignal<Vec<Message>>,
    /// The first of them, when there are older ones before it.
    pub older: RwSignal<Option<MessageId>>,
    /// The replies that are not finished: the one that is being written, and those that wait for their turn.
    pub running: RwSignal<Vec<LiveReply>>,
    /// The question that is being worded anew.
    pub edited: RwSignal<Option<MessageId>>,
    /// The message that was deleted last, while that can be undone here.
    pub deleted: RwSignal<Option<MessageId>>,
    /// What went wrong with the last action.
    pub error: RwSignal<Option<AppError>>,
    /// Where a person writes.
    pub area: NodeRef<html::Textarea>,
    /// Where a person chooses a model.
    pub picker: NodeRef<html::Select>,
    is_loading_older: StoredValue<bool>,
    /// The replies that grow on the page, or have since it is there, each with the owner of its view.
    shown: StoredValue<Vec<(LiveReply, Owner)>>,
}

impl ThreadState {
    /// A branch with these messages.
    pub fn new(conversation: Option<ConversationId>, messages: Vec<Message>, older: Option<MessageId>) -> Self {
        Self {
            conversation,
            messages: RwSignal::new(messages),
            older: RwSignal::new(older),
            running: RwSignal::new(Vec::new()),
            edited: RwSignal::new(None),
            deleted: RwSignal::new(None),
            error: RwSignal::new(None),
            area: NodeRef::new(),
            picker: NodeRef::new(),
            is_loading_older: StoredValue::new(false),
            shown: StoredValue::new(Vec::new()),
        }
    }

    /// Does something with a message on the server and shows what the branch is then.
    pub fn act(self, id: MessageId, action: MessageAction) {
        self.deleted.set((action == MessageAction::Delete).then_some(id));
        let model = match action {
            MessageAction::Regenerate => self.picker.get_untracked().map(|picker| picker.value()).unwrap_or_default(),
            _ => String::new(),
        };
        self.show_after(act_on_message(id, action, model));
    }

    /// Ends the reply that is being written; those that wait for their turn follow. How it ends the reply itself is told.
    pub fn stop(self) {
        let Some(id) = self.running.with_untracked(|running| running.first().and_then(|reply| reply.id)) else {
            return;
        };
        spawn_local(async move {
            if let Err(error) = act_on_message(id, MessageAction::Stop, String::new()).await {
                self.error.try_set(Some(error));
            }
        });
    }

    /// What a message says, without what a model thought before; empty when it is not here.
    pub fn text_of(self, id: MessageId) -> String {
        let live = self
            .shown
            .with_value(|shown| shown.iter().find(|(reply, _)| reply.id == Some(id)).map(|(reply, _)| reply.text));
        let text = live.map(|text| text.get_untracked()).or_else(|| {
            self.messages.with_untracked(|messages| messages.iter().find(|it| it.id == id).map(|it| it.content.clone()))
        });
        text.map(|text| split_thoughts(&text).1.to_owned()).unwrap_or_default()
    }

    /// Remembers a reply that grows on the page, under the owner of its view.
    pub fn add_shown(self, reply: LiveReply) {
        let Some(owner) = Owner::current() else { return };
        self.shown.update_value(|shown| shown.push((reply, owner)));
        on_cleanup(move || {
            self.shown.try_update_value(|shown| shown.retain(|(other, _)| other.id != reply.id));
        });
    }

    /// Reads the messages again. Those older ones that are here already stay.
    pub fn reload(self) {
        self.show_after(async { Ok(()) });
    }

    /// Adds the messages before those that are here.
    pub fn load_older(self) {
        let Some(before) = self.older.get_untracked() else { return };
        if self.is_loading_older.try_update_value(|is| std::mem::replace(is, true)).unwrap_or(true) {
            return;
        }
        spawn_local(async move {
            let page = list_older_messages(before).await;
            self.is_loading_older.try_set_value(false);
            match page {
                Ok(page) => {
                    let cursor = page.next_cursor.and_then(|cursor| cursor.parse().ok());
                    self.messages.try_update(|messages| _ = messages.splice(..0, page.items));
                    self.older.try_set(cursor);
                }
                Err(error) => _ = self.error.try_set(Some(error)),
            }
        });
    }

    fn show_after(self, action: impl Future<Output = Result<()>> + 'static) {
        let Some(conversation) = self.conversation else { return };
        self.error.set(None);
        spawn_local(async move {
            let loaded = match action.await {
                Ok(()) => open_conversation(conversation.to_string(), None).await,
                Err(error) => Err(error),
            };
            // The person may have gone elsewhere meanwhile.
            match loaded {
                Ok(loaded) => {
                    self.watch_again(&loaded.messages);
                    let older = self.messages.try_update(|messages| merge(messages, loaded.messages));
                    if older == Some(false) {
                        self.older.try_set(loaded.older);
                    }
                }
                Err(error) => _ = self.error.try_set(Some(error)),
            }
        });
    }

    /// Replies that had ended on this page and are being written again.
    fn watch_again(self, messages: &[Message]) {
        for message in messages.iter().filter(|message| message.state.status == Status::Generating) {
            self.shown.try_with_value(|shown| {
                let ended =
                    shown.iter().find(|(reply, _)| reply.id == Some(message.id) && !untrack(|| reply.is_running()));
                if let Some((reply, owner)) = ended {
                    reply.state.set(message.state);
                    owner.with(|| reply.watch());
                }
            });
        }
    }
}

/// Puts the newest messages in place of what follows the older ones, which are kept when they meet. Says whether there
/// are older ones.
fn merge(messages: &mut Vec<Message>, newest: Vec<Message>) -> bool {
    let first = newest.first().map(|message| message.id);
    let kept = messages.iter().position(|message| Some(message.id) == first).unwrap_or(0);
    messages.splice(kept.., newest);
    kept > 0
}
