//! All SQL of conversations and messages. Every query that a person can cause carries its owner.

mod attachments;
mod branches;
mod bulk;
mod completions;
mod conversations;
mod export_records;
mod idempotency;
mod labels;
mod messages;
mod replies;
mod trash;
mod turns;

pub(super) use branches::{below, delete_branch, older_than, purge_deleted, restore_branch, show_branch};
pub(super) use bulk::{BulkChange, apply};
pub use completions::ModelUsage;
pub(super) use completions::{NewTranscript, add_completion, add_transcript, usage};
pub(super) use conversations::{ConversationRow, Filter, create, get, list, title_by_model, update};
pub(super) use export_records::{all_messages, ids_after, insert_record};
pub(super) use idempotency::{IdempotencyKey, remember_sent, sent_before};
pub(super) use labels::{list_labels, set_labels};
pub(super) use messages::{HistoryMessage, Limits, MessageRow, branch, depth, history, message};
pub(super) use replies::{ReplySink, running_replies};
pub(super) use trash::{empty_trash, purge_trash, restore};
pub(super) use turns::{NewTurn, Parent, StoredTurn, add_reply, add_turn, reopen};
