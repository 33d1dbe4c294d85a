//! All SQL of conversations and messages. Every query that a person can cause carries its owner.

mod attachments;
mod branches;
mod completions;
mod conversations;
mod export_records;
mod idempotency;
mod messages;
mod organise;
mod replies;
mod turns;

pub(super) use branches::{below, delete_branch, older_than, purge_deleted, restore_branch, show_branch};
pub use completions::ModelUsage;
pub(super) use completions::{NewTranscript, add_completion, add_transcript, usage};
pub(super) use conversations::{ConversationRow, Filter, create, get, list, title_by_model, update};
pub(super) use export_records::{all_messages, ids_after, insert_record};
pub(super) use idempotency::{IdempotencyKey, remember_sent, sent_before};
pub(super) use messages::{HistoryMessage, Limits, MessageRow, branch, depth, history, message};
pub(super) use organise::{BulkChange, act, bring_back, empty_trash, labels, place, purge_trash};
pub(super) use replies::{ReplySink, running_replies};
pub(super) use turns::{NewTurn, Parent, StoredTurn, add_reply, add_turn, reopen};
