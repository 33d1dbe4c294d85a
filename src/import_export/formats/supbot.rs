//! What Supbot itself writes, and reads again.

use super::{Blob, Omissions, Parsed, Record, RecordKind, SYSTEM_PROMPT_BYTES_MAX, title_of};
use crate::{
    attachments::model::{Attachment, COUNT_MAX},
    chat::{
        export_record::{ConversationExport, MessageExport},
        model::{ConversationId, MessageId, Role},
    },
    code_fixes::export_record::FixExport,
    documents::{
        export_record::DocumentExport,
        format::Format,
        model::{CONTENT_MAX_BYTES, DocumentId, Version, VersionId},
    },
    domain::time::now_ms,
    generation::model::Status,
    import_export::{
        attachments,
        branches::{clean, clean_message},
        labels::fitting,
        model::{ImportFault, Omission},
    },
    prompts::model::{Persona, Prompt},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;

/// What the program is called in the table of what was imported.
pub(in crate::import_export) const SOURCE: &str = "supbot";
/// The layout that is written, and the newest one that is read.
const VERSION: u32 = 1;
/// Most bytes of what a draft is written from.
const BRIEF_BYTES_MAX: usize = 64 * 1024;

/// What the package says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::import_export) struct Manifest {
    format: String,
    version: u32,
    /// When it was made, Unix milliseconds.
    exported_at: i64,
    username: String,
}

impl Manifest {
    pub(in crate::import_export) fn new(username: &str) -> Self {
        Self { format: SOURCE.to_owned(), version: VERSION, exported_at: now_ms(), username: username.to_owned() }
    }
}

/// One file of the package.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub(in crate::import_export) enum Entry {
    /// A conversation.
    #[serde(rename = "supbot.conversation")]
    Conversation(Box<ConversationExport>),
    /// A document.
    #[serde(rename = "supbot.document")]
    Document(Box<DocumentExport>),
    /// A kind of document.
    #[serde(rename = "supbot.format")]
    Format {
        /// What it is.
        format: Box<Format>,
    },
    /// A prompt.
    #[serde(rename = "supbot.prompt")]
    Prompt(Prompt),
    /// A persona.
    #[serde(rename = "supbot.persona")]
    Persona(Persona),
    /// Code that a model mends.
    #[serde(rename = "supbot.code_fix")]
    CodeFix(Box<FixExport>),
}

/// Whether what a package says of itself is ours.
///
/// # Errors
/// `Newer`.
pub(in crate::import_export) fn check_manifest(json: &[u8]) -> Result<bool, ImportFault> {
    let Ok(manifest) = serde_json::from_slice::<Value>(json) else { return Ok(false) };
    match manifest["version"].as_u64() {
        _ if manifest["format"] != SOURCE => Ok(false),
        Some(version) if version <= VERSION.into() => Ok(true),
        _ => Err(ImportFault::Newer),
    }
}

/// Reads one file of the package, with new ids.
pub(super) fn understand(value: Value) -> Parsed {
    let (mut omissions, mut enclosed) = (Omissions::default(), Vec::new());
    let (source_id, thing) = match serde_json::from_value(value) {
        Ok(Entry::Conversation(whole)) => {
            (whole.id.to_string(), RecordKind::Conversation(conversation(*whole, &mut enclosed, &mut omissions)))
        }
        Ok(Entry::Document(whole)) => {
            (whole.document.id.to_string(), RecordKind::Document(document(*whole, &mut omissions)))
        }
        Ok(Entry::Format { format }) => (format.id.clone(), RecordKind::Format(format)),
        Ok(Entry::Prompt(prompt)) => match prompts::prompt(&prompt, &mut omissions) {
            Some(whole) => (prompt.id.to_string(), RecordKind::Prompt(whole)),
            None => return Parsed::Broken(Omission::Broken),
        },
        Ok(Entry::Persona(persona)) => match prompts::persona(&persona, &mut omissions) {
            Some(whole) => (persona.id.to_string(), RecordKind::Persona(whole)),
            None => return Parsed::Broken(Omission::Broken),
        },
        Ok(Entry::CodeFix(fix)) => {
            let source_id = fix.id.to_string();
            match code_fixes::fix(*fix, &mut omissions) {
                Ok(whole) => (source_id, RecordKind::CodeFix(Box::new(whole))),
                Err(omission) => return Parsed::Broken(omission),
            }
        }
        Err(_) => return Parsed::Broken(Omission::Broken),
    };
    Parsed::Item(Box::new(Record { source: SOURCE, source_id, thing, omissions, enclosed }))
}

fn conversation(whole: ConversationExport, enclosed: &mut Vec<Blob>, omissions: &mut Omissions) -> ConversationExport {
    let mut old = whole.messages;
    // By age, as they were numbered.
    old.sort_unstable_by_key(|message| message.id);
    let mut ids: HashMap<MessageId, MessageId> = HashMap::new();
    let mut messages = Vec::with_capacity(old.len());
    for message in old {
        let id = MessageId::new();
        let parent_id = message.parent_id.and_then(|parent| ids.get(&parent)).copied();
        ids.insert(message.id, id);
        enclose(whole.id, id, &message.attachments, enclosed, omissions);
        messages.push(self::message(MessageExport { id, parent_id, ..message }, omissions));
    }
    let first = messages.first().map(|message| message.content.clone()).unwrap_or_default();
    let head_id = whole.head_id.and_then(|head| ids.get(&head)).copied();
    ConversationExport {
        id: ConversationId::new(),
        title: title_of(&whole.title, &first),
        system_prompt: clean(&whole.system_prompt, SYSTEM_PROMPT_BYTES_MAX, omissions).trim().to_owned(),
        temperature: whole.temperature.filter(|temperature| (0.0..=2.0).contains(temperature)),
        max_tokens: whole.max_tokens.filter(|tokens| (1..=1_000_000).contains(tokens)),
        labels: fitting(whole.labels, omissions),
        head_id: head_id.or(messages.last().map(|message| message.id)),
        created_at: past(whole.created_at),
        updated_at: past(whole.updated_at),
        messages,
        ..whole
    }
}

/// Where the attachments of a message lie, which is called `message` here: as many of them as one may have.
fn enclose(
    conversation: ConversationId,
    message: MessageId,
    attachments: &[Attachment],
    enclosed: &mut Vec<Blob>,
    omissions: &mut Omissions,
) {
    for (position, attachment) in (0..).zip(attachments) {
        let omission = if attachment.width.is_some() { Omission::Images } else { Omission::Attachments };
        if usize::try_from(position).is_ok_and(|position| position >= COUNT_MAX) {
            omissions.add(omission);
            continue;
        }
        let (name, path) = (attachment.name.clone(), attachments::path(conversation, attachment));
        enclosed.push(Blob { message, position, name, path, omission });
    }
}

fn message(message: MessageExport, omissions: &mut Omissions) -> MessageExport {
    let is_users = message.role == Role::User;
    MessageExport {
        content: clean_message(&message.content, message.role, omissions),
        status: if is_users { Status::Complete } else { ended(message.status) },
        model: message.model.filter(|_| !is_users),
        created_at: past(message.created_at),
        finished_at: message.finished_at.map(past),
        // They come after it.
        attachments: Vec::new(),
        ..message
    }
}

fn document(whole: DocumentExport, omissions: &mut Omissions) -> DocumentExport {
    let DocumentExport { mut document, brief, versions, versions_left_out } = whole;
    omissions.add_many(Omission::Versions, versions_left_out);
    document.id = DocumentId::new();
    document.content = clean(&document.content, CONTENT_MAX_BYTES, omissions);
    document.title = title_of(&document.title, &document.content);
    document.status = ended(document.status);
    document.model = document.model.filter(|model| is_short(model));
    document.fault = document.fault.filter(|fault| is_short(fault));
    document.revision = document.revision.max(1);
    (document.created_at, document.updated_at) = (past(document.created_at), past(document.updated_at));
    let mut versions: Vec<_> = versions.into_iter().filter(|version| version.content.is_some()).collect();
    versions.sort_by_key(|version| version.id);
    let versions = versions.into_iter().map(|version| self::version(version, omissions)).collect();
    DocumentExport { document, brief: clean(&brief, BRIEF_BYTES_MAX, omissions), versions, versions_left_out: 0 }
}

fn version(version: Version, omissions: &mut Omissions) -> Version {
    Version {
        id: VersionId::new(),
        content: version.content.map(|content| clean(&content, CONTENT_MAX_BYTES, omissions)),
        name: version.name.map(|name| title_of(&name, "")),
        model: version.model.filter(|model| is_short(model)),
        created_at: past(version.created_at),
        ..version
    }
}

/// What was being written when it was taken out is not written on here.
fn ended(status: Status) -> Status {
    if status == Status::Generating { Status::Interrupted } else { status }
}

fn past(at: i64) -> i64 {
    at.clamp(0, now_ms())
}

fn is_short(name: &str) -> bool {
    name.len() <= 800 && !name.contains(char::is_control)
}
mod code_fixes;
mod prompts;
