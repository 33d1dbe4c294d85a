//! ChatGPT's `conversations.json`: a tree of nodes by their ids.

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
const SOURCE: &str = "chatgpt";

/// Reads one conversation.
pub(super) fn read(value: &Value) -> Foreign {
    let mut omissions = Omissions::default();
    let nodes = value["mapping"].as_object().into_iter().flatten();
    let nodes = nodes.map(|(id, entry)| node(id, entry, &mut omissions)).collect();
    Foreign {
        source: SOURCE,
        id: filled(value, "conversation_id").or_else(|| filled(value, "id")),
        title: text(value, "title").to_owned(),
        created_at: time(&value["create_time"]),
        updated_at: time(&value["update_time"]),
        model: model(&value["default_model_slug"]),
        nodes,
        labels: ExportedLabels {
            is_pinned: value["is_starred"] == true || time(&value["pinned_time"]).is_some(),
            is_archived: value["is_archived"] == true,
            ..ExportedLabels::default()
        },
        head: filled(value, "current_node"),
        omissions,
        ..Foreign::default()
    }
}

fn node(id: &str, entry: &Value, omissions: &mut Omissions) -> Node {
    let mut node = Node { id: id.to_owned(), parent: filled(entry, "parent"), ..Node::default() };
    let message = &entry["message"];
    if message.is_null() {
        return node;
    }
    node.at = time(&message["create_time"]);
    let (content, metadata) = (&message["content"], &message["metadata"]);
    let is_hidden = metadata["is_visually_hidden_from_conversation"] == true;
    let recipient = message["recipient"].as_str().unwrap_or("all");
    let role = match text(&message["author"], "role") {
        "user" if !is_hidden => Role::User,
        "assistant" if !is_hidden && recipient == "all" => Role::Assistant,
        role => {
            if has_words(content) {
                omissions.add(if role == "tool" || recipient != "all" { Omission::Tools } else { Omission::System });
            }
            return node;
        }
    };
    // Pictures are counted where they are shown.
    list(metadata, "attachments").filter(|file| !is_image(file)).for_each(|_| omissions.add(Omission::Attachments));
    node.model = model(&metadata["model_slug"]);
    node.role = Some(role);
    read_content(content, &mut node, omissions);
    node
}

/// What is said, by its kind. What is left out of it with a count does not count as an empty message.
fn read_content(content: &Value, node: &mut Node, omissions: &mut Omissions) {
    let before = omissions.clone();
    match text(content, "content_type") {
        "text" | "multimodal_text" => {
            let parts: Vec<_> = list(content, "parts").filter_map(|part| read_part(part, omissions)).collect();
            node.text = parts.join("\n\n");
        }
        "code" => node.text = code(text(content, "language").trim_start_matches("unknown"), text(content, "text")),
        "thoughts" => {
            let thought = |thought: &Value| {
                let summary = filled(thought, "summary").map(|summary| format!("**{summary}**"));
                summary.into_iter().chain(filled(thought, "content")).collect::<Vec<_>>().join("\n\n")
            };
            node.thoughts = list(content, "thoughts").map(thought).collect::<Vec<_>>().join("\n\n");
            // Some are stored without their words.
            if node.thoughts.is_empty() {
                node.role = None;
            }
        }
        // How long was thought.
        "reasoning_recap" | "user_editable_context" | "model_editable_context" => omissions.add(Omission::System),
        "execution_output"
        | "tether_browsing_display"
        | "tether_quote"
        | "sonic_webpage"
        | "computer_output"
        | "system_error"
        | "citable_code_output" => omissions.add(Omission::Tools),
        _ => omissions.add(Omission::Unknown),
    }
    if node.text.trim().is_empty() && *omissions != before {
        node.role = None;
    }
}

fn read_part(part: &Value, omissions: &mut Omissions) -> Option<String> {
    if let Some(text) = part.as_str() {
        return Some(text.to_owned()).filter(|text| !text.trim().is_empty());
    }
    match text(part, "content_type") {
        "image_asset_pointer" => omissions.add(Omission::Images),
        "audio_transcription" => return filled(part, "text"),
        kind if kind.contains("audio") || kind.contains("video") => omissions.add(Omission::Audio),
        _ => match filled(part, "text") {
            Some(text) => return Some(text),
            None => omissions.add(Omission::Unknown),
        },
    }
    None
}

/// Whether something is lost with a message: every conversation begins with an empty one of the system.
fn has_words(content: &Value) -> bool {
    let is_filled = |value: &Value| match value {
        Value::String(text) => !text.trim().is_empty(),
        Value::Null => false,
        _ => true,
    };
    let mut parts = list(content, "parts").peekable();
    if parts.peek().is_some() {
        parts.any(is_filled)
    } else {
        ["text", "result", "content"].iter().any(|name| is_filled(&content[*name]))
    }
}
