//! What other programs write when they are asked for everything, and what Supbot writes: told apart by what is in it.

mod chatgpt;
mod claude;
mod fields;
mod libre_chat;
mod open_webui;
mod repair_utf16;
pub(super) mod supbot;

use super::{
    branches::{self, Branches, Node, clean},
    labels::fitting,
    model::{Omission, Omissions},
};
use crate::{
    chat::{
        export_record::{ConversationExport, ExportedLabels},
        model::{ConversationId, MessageId, Role},
    },
    code_fixes::export_record::FixExport,
    documents::{export_record::DocumentExport, format::Format},
    domain::{time::now_ms, title::Title},
    markup::split_thoughts,
    prompts::export_record::{PersonaExport, PromptExport},
    provider::model::ModelId,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Most bytes of what a model is told before all else.
const SYSTEM_PROMPT_BYTES_MAX: usize = 16 * 1024;

/// What came of an element.
pub(super) enum Parsed {
    /// Something that can be stored.
    Item(Box<Record>),
    /// Something that we know and that cannot be taken, and why.
    Broken(Omission),
    /// Something else.
    Nothing,
}

/// Something that can be stored, with new ids.
#[derive(Debug)]
pub(super) struct Record {
    /// The program that it comes from.
    pub(super) source: &'static str,
    /// What it is called there.
    pub(super) source_id: String,
    /// What it is.
    pub(super) thing: RecordKind,
    /// What was left out of it.
    pub(super) omissions: Omissions,
    /// What lies beside it in the package.
    pub(super) enclosed: Vec<Blob>,
}

/// A file of a package that belongs to a message of the thing before it.
#[derive(Debug, Clone)]
pub(super) struct Blob {
    /// The message as it is called here.
    pub(super) message: MessageId,
    /// Among those of the message.
    pub(super) position: u32,
    /// What it is called.
    pub(super) name: String,
    /// Where it is, seen from the folder of the thing.
    pub(super) path: String,
    /// What is lost without it.
    pub(super) omission: Omission,
}

/// What can be stored.
#[derive(Debug)]
pub(super) enum RecordKind {
    Conversation(ConversationExport),
    Document(DocumentExport),
    Format(Box<Format>),
    Prompt(PromptExport),
    Persona(PersonaExport),
    CodeFix(Box<FixExport>),
}

impl RecordKind {
    /// What it is called here.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Conversation(whole) => whole.id.to_string(),
            Self::Document(whole) => whole.document.id.to_string(),
            Self::Format(format) => format.id.clone(),
            Self::Prompt(whole) => whole.id.to_string(),
            Self::Persona(whole) => whole.id.to_string(),
            Self::CodeFix(whole) => whole.id.to_string(),
        }
    }
}

/// A conversation as another program tells it.
#[derive(Default)]
struct Foreign {
    source: &'static str,
    id: Option<String>,
    title: String,
    created_at: Option<i64>,
    updated_at: Option<i64>,
    /// Who answers in it.
    model: Option<ModelId>,
    system_prompt: String,
    labels: ExportedLabels,
    nodes: Vec<Node>,
    head: Option<String>,
    omissions: Omissions,
}

/// Reads one element.
pub(super) fn understand(bytes: &[u8]) -> Parsed {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        // Messages within messages, deeper than is read at once.
        let unnested = libre_chat::unnested(bytes).map(|foreign| foreign.into_item(bytes));
        return unnested.or_else(|| understand_mended(bytes)).unwrap_or(Parsed::Broken(Omission::Broken));
    };
    if value["kind"].as_str().is_some_and(|kind| kind.starts_with("supbot.")) {
        return supbot::understand(value);
    }
    let foreign = if value["mapping"].is_object() {
        chatgpt::read(&value)
    } else if value["chat_messages"].is_array() {
        claude::read(&value)
    } else if value["chat"].is_object() {
        open_webui::read(&value)
    } else if libre_chat::is_conversation(&value) {
        match libre_chat::unnested(bytes) {
            Some(foreign) => foreign,
            None => return Parsed::Broken(Omission::Broken),
        }
    } else {
        return Parsed::Nothing;
    };
    foreign.into_item(bytes)
}

/// Reads an element once more without what cannot be read in it.
fn understand_mended(bytes: &[u8]) -> Option<Parsed> {
    let mut understood = understand(&repair_utf16::mended(bytes)?);
    if let Parsed::Item(item) = &mut understood {
        item.omissions.add(Omission::Garbled);
    }
    Some(understood)
}

impl Foreign {
    fn into_item(self, bytes: &[u8]) -> Parsed {
        let Self {
            source,
            id,
            title,
            created_at,
            updated_at,
            model,
            system_prompt,
            labels,
            nodes,
            head,
            mut omissions,
        } = self;
        let times = || nodes.iter().filter_map(|node| node.at);
        let begun = created_at.or_else(|| times().min()).unwrap_or_else(now_ms);
        let ended = updated_at.or_else(|| times().max()).unwrap_or(begun).max(begun);
        let Branches { messages, head: head_id } =
            branches::build_branches(nodes, head.as_deref(), begun, &mut omissions);
        if messages.is_empty() {
            return Parsed::Broken(Omission::EmptyConversations);
        }
        let model = model.or_else(|| messages.iter().rev().find_map(|message| message.model.clone()));
        let asked = messages.iter().find(|message| message.role == Role::User).or(messages.first());
        let asked = asked.map(|message| split_thoughts(&message.content).1).unwrap_or_default();
        let conversation = ConversationExport {
            id: ConversationId::new(),
            title: title_of(&title, asked),
            model,
            system_prompt: clean(&system_prompt, SYSTEM_PROMPT_BYTES_MAX, &mut omissions).trim().to_owned(),
            temperature: None,
            max_tokens: None,
            labels: fitting(labels, &mut omissions),
            head_id,
            created_at: begun,
            updated_at: ended,
            messages,
        };
        // The same bytes are the same conversation, when it has no name.
        let source_id = id.unwrap_or_else(|| format!("{:x}", Sha256::digest(bytes)));
        Parsed::Item(Box::new(Record {
            source,
            source_id,
            thing: RecordKind::Conversation(conversation),
            omissions,
            enclosed: Vec::new(),
        }))
    }
}

/// A title as it may be here; of what was said when there is none.
fn title_of(title: &str, said: &str) -> String {
    let cut: String = title.chars().take(Title::MAX_LENGTH).collect();
    let title = Title::parse(&cut).unwrap_or_else(|_| Title::from_question(said));
    if title.as_str().is_empty() { "…".to_owned() } else { title.as_str().to_owned() }
}
