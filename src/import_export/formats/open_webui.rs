//! Open WebUI's export of chats: a tree of messages by their ids, of older chats a list.

use super::{
    Foreign,
    fields::{filled, is_image, list, model, names, text, time},
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
const SOURCE: &str = "open_webui";
/// The tag of what its model found no tag for.
const NO_TAG: &str = "none";
/// Characters of a folder's number that tell it from others.
const FOLDER_LENGTH: usize = 8;
/// What stands around thoughts, calls of tools and the like within an answer.
const DETAILS: [&str; 2] = ["<details type=\"", "</details>"];

/// Reads one chat.
pub(super) fn read(value: &Value) -> Foreign {
    let (chat, mut omissions) = (&value["chat"], Omissions::default());
    let history = &chat["history"];
    let nodes = match history["messages"].as_object() {
        Some(messages) => messages.iter().map(|(id, message)| node(id, message, &mut omissions)).collect(),
        None => in_a_row(chat, &mut omissions),
    };
    Foreign {
        source: SOURCE,
        id: filled(value, "id").or_else(|| filled(chat, "id")),
        title: filled(value, "title").unwrap_or_else(|| text(chat, "title").to_owned()),
        created_at: time(&value["created_at"]).or_else(|| time(&chat["timestamp"])),
        updated_at: time(&value["updated_at"]),
        model: chat["models"].get(0).and_then(model),
        system_prompt: filled(&chat["params"], "system").or_else(|| filled(chat, "system")).unwrap_or_default(),
        labels: labels(value, &mut omissions),
        nodes,
        head: filled(history, "currentId"),
        omissions,
    }
}

/// Where a chat is kept. Of its folder an export has the number alone.
fn labels(value: &Value, omissions: &mut Omissions) -> ExportedLabels {
    let folder = filled(value, "folder_id").map(|id| {
        omissions.add(Omission::Folders);
        format!("Open WebUI {}", id.chars().take(FOLDER_LENGTH).collect::<String>())
    });
    let mut tags = names(&value["meta"], "tags");
    if tags.is_empty() {
        // As it was before tags were kept beside the chat.
        tags = names(&value["chat"], "tags");
    }
    tags.retain(|tag| tag != NO_TAG);
    ExportedLabels { is_pinned: value["pinned"] == true, is_archived: value["archived"] == true, folder, tags }
}

fn in_a_row(chat: &Value, omissions: &mut Omissions) -> Vec<Node> {
    let mut nodes = Vec::<Node>::new();
    for (number, message) in list(chat, "messages").enumerate() {
        let parent = nodes.last().map(|before| before.id.clone());
        nodes.push(Node { parent, ..node(&format!("#{number}"), message, omissions) });
    }
    nodes
}

fn node(id: &str, message: &Value, omissions: &mut Omissions) -> Node {
    let mut node = Node {
        id: id.to_owned(),
        parent: filled(message, "parentId"),
        at: time(&message["timestamp"]),
        model: model(&message["model"]),
        ..Node::default()
    };
    let before = omissions.clone();
    node.role = match text(message, "role") {
        "user" => Some(Role::User),
        "assistant" => Some(Role::Assistant),
        "tool" => {
            omissions.add(Omission::Tools);
            None
        }
        _ => {
            omissions.add(Omission::System);
            None
        }
    };
    let content = match &message["content"] {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| filled(part, "text")).collect::<Vec<_>>().join("\n\n"),
        _ => String::new(),
    };
    (node.thoughts, node.text) = match node.role {
        Some(Role::Assistant) => without_details(&content, omissions),
        _ => (String::new(), content),
    };
    for file in list(message, "files") {
        omissions.add(if is_image(file) { Omission::Images } else { Omission::Attachments });
    }
    if node.text.trim().is_empty() && node.thoughts.is_empty() && *omissions != before {
        // What it had is counted already.
        node.role = None;
    }
    node
}

/// The thoughts of an answer, and its text. Calls of tools are counted.
fn without_details(content: &str, omissions: &mut Omissions) -> (String, String) {
    let [begin, end] = DETAILS;
    let (mut thoughts, mut said, mut rest) = (Vec::new(), String::new(), content);
    while let Some((before, after)) = rest.split_once(begin) {
        let (inner, after) = after.split_once(end).unwrap_or((after, ""));
        said.push_str(before);
        match inner.split('"').next() {
            Some("reasoning") => thoughts.push(thought(inner)),
            _ => omissions.add(Omission::Tools),
        }
        rest = after.trim_start_matches('\n');
    }
    said.push_str(rest);
    (thoughts.join("\n\n"), said.trim().to_owned())
}

/// What was thought, without its heading and the marks of a quote. It is stored as HTML.
fn thought(inner: &str) -> String {
    let body = inner.split_once("</summary>").or_else(|| inner.split_once('>')).map_or("", |(_, body)| body);
    let unquoted = body.trim().lines().map(|line| {
        let line = line.strip_prefix("&gt;").or_else(|| line.strip_prefix('>')).unwrap_or(line);
        line.strip_prefix(' ').unwrap_or(line)
    });
    let text = unquoted.collect::<Vec<_>>().join("\n");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thoughts_are_told_from_what_is_said() {
        let mut omissions = Omissions::default();
        let content = "<details type=\"reasoning\" done=\"true\" duration=\"3\">\n<summary>Thought for 3 seconds</summary>\n\
            &gt; 먼저 &lt;봄&gt;\n&gt; 그리고\n</details>\n<details type=\"tool_calls\" done=\"true\">\n<summary>x</summary>\n</details>\n답";
        let (thoughts, said) = without_details(content, &mut omissions);
        assert_eq!((thoughts.as_str(), said.as_str()), ("먼저 <봄>\n그리고", "답"));
        assert_eq!(omissions.count(Omission::Tools), 1);
    }
}
