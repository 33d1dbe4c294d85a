//! Pictures and texts of a conversation, in the package beside it.

use super::file_names::{end_of, safe};
use crate::{
    attachments::{file_name, model::Attachment},
    chat::{export_record::ConversationExport, model::ConversationId},
};

/// The folder of what is attached, within that of the conversations. What is in it is never read as one of them.
pub(super) const FOLDER: &str = "attachments/";

/// Where an attachment of a conversation is, seen from the folder of the conversations.
pub(super) fn path(conversation: ConversationId, attachment: &Attachment) -> String {
    let (folder, id) = (conversation.to_string(), attachment.id.to_string());
    format!("{FOLDER}{}/{} {}", end_of(&folder), end_of(&id), safe_file(&file_name(attachment)))
}

/// Every attachment of a conversation, on every branch.
pub(super) fn all(whole: &ConversationExport) -> impl Iterator<Item = &Attachment> {
    whole.messages.iter().flat_map(|message| &message.attachments)
}

/// What is attached to a message, as links for people.
pub(super) fn links(conversation: ConversationId, attachments: &[Attachment]) -> String {
    let link = |attachment: &Attachment| {
        let mark = if attachment.width.is_some() { "!" } else { "" };
        let name = attachment.name.replace(['[', ']', '\\'], "");
        format!("{mark}[{name}](<{}>)\n\n", path(conversation, attachment))
    };
    attachments.iter().map(link).collect()
}

/// A name that every system takes, with its end.
fn safe_file(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, end)) if !end.is_empty() && end.len() <= 12 => format!("{}.{}", safe(stem), safe(end)),
        _ => safe(name),
    }
}
