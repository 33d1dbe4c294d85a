//! Claude's `conversations.json`: messages in a row, in later exports with what each one follows.

use super::{
    Foreign,
    fields::{code, filled, is_image, list, model, text, time},
};
use crate::{
    chat::{export_record::ExportedLabels, model::Role},
    import_export::{
        branches::Node,
        model::{Omission, Omissions},
    },
};
use serde_json::Value;

/// What the program is called in the table of what was imported.
const SOURCE: &str = "claude";

/// Reads one conversation.
pub(super) fn read(value: &Value) -> Foreign {
    let (mut omissions, mut nodes) = (Omissions::default(), Vec::<Node>::new());
    for (number, message) in list(value, "chat_messages").enumerate() {
        let mut node = node(message, &mut omissions);
        if node.id.is_empty() {
            node.id = format!("#{number}");
        }
        node.parent = match &message["parent_message_uuid"] {
            Value::String(parent) => Some(parent.clone()),
            _ => nodes.last().map(|before| before.id.clone()),
        };
        nodes.push(node);
    }
    Foreign {
        source: SOURCE,
        id: filled(value, "uuid"),
        title: text(value, "name").to_owned(),
        created_at: time(&value["created_at"]),
        updated_at: time(&value["updated_at"]),
        model: model(&value["model"]),
        labels: ExportedLabels { is_pinned: value["is_starred"] == true, ..ExportedLabels::default() },
        nodes,
        head: filled(value, "current_leaf_message_uuid"),
        omissions,
        ..Foreign::default()
    }
}

fn node(message: &Value, omissions: &mut Omissions) -> Node {
    let mut node = Node { id: text(message, "uuid").to_owned(), at: time(&message["created_at"]), ..Node::default() };
    let before = omissions.clone();
    node.role = match text(message, "sender") {
        "human" => Some(Role::User),
        "assistant" => Some(Role::Assistant),
        _ => {
            omissions.add(Omission::System);
            None
        }
    };
    let (mut said, mut thought) = (Vec::new(), Vec::new());
    let mut blocks = list(message, "content").peekable();
    if blocks.peek().is_none() {
        said.extend(filled(message, "text"));
    }
    for block in blocks {
        match text(block, "type") {
            "text" => said.extend(filled(block, "text")),
            "thinking" => thought.extend(filled(block, "thinking")),
            "redacted_thinking" | "flag" => omissions.add(Omission::System),
            kind if kind.contains("tool") => omissions.add(Omission::Tools),
            "image" => omissions.add(Omission::Images),
            kind if kind.contains("voice") || kind.contains("audio") => omissions.add(Omission::Audio),
            _ => omissions.add(Omission::Unknown),
        }
    }
    for file in list(message, "attachments") {
        match filled(file, "extracted_content") {
            Some(content) => said.push(format!("**{}**\n\n{}", text(file, "file_name"), code("", &content))),
            None => omissions.add(if is_image(file) { Omission::Images } else { Omission::Attachments }),
        }
    }
    for file in list(message, "files") {
        omissions.add(if is_image(file) { Omission::Images } else { Omission::Attachments });
    }
    node.model = model(&message["model"]);
    (node.text, node.thoughts) = (said.join("\n\n"), thought.join("\n\n"));
    if said.is_empty() && thought.is_empty() && *omissions != before {
        // What it had is counted already.
        node.role = None;
    }
    node
}
