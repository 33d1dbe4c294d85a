//! LibreChat's export of a conversation: messages in a row that name what they follow, or each with those that follow it.

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
const SOURCE: &str = "librechat";
/// The list that holds what follows a message.
const CHILDREN: &[u8] = b"\"children\"";

/// The lists of messages, of which an export has one.
const LISTS: [&str; 2] = ["messages", "messagesTree"];

/// Whether it is a conversation.
pub(super) fn is_conversation(value: &Value) -> bool {
    value["conversationId"].is_string() && LISTS.iter().any(|list| value[*list].is_array())
}

/// Reads a conversation, however deep its messages stand in each other; none when it is something else.
pub(super) fn unnested(bytes: &[u8]) -> Option<Foreign> {
    let mut objects: Vec<Value> =
        unnest(bytes).iter().map(|object| serde_json::from_slice(object)).collect::<Result<_, _>>().ok()?;
    // The outermost one ends last.
    let conversation = objects.pop().filter(is_conversation)?;
    let (mut omissions, mut nodes) = (Omissions::default(), Vec::new());
    for message in LISTS.iter().flat_map(|messages| list(&conversation, messages)).chain(&objects) {
        nodes.push(node(message, &mut omissions));
    }
    // Those within others come before those that they are in, and times may be the same.
    nodes.sort_by_key(|node| node.at);
    let options = &conversation["options"];
    let labels = ExportedLabels {
        is_pinned: conversation["pinned"] == true,
        is_archived: conversation["isArchived"] == true || options["isArchived"] == true,
        folder: None,
        tags: names(&conversation, "tags").into_iter().chain(names(options, "tags")).collect(),
    };
    Some(Foreign {
        source: SOURCE,
        id: filled(&conversation, "conversationId"),
        title: text(&conversation, "title").to_owned(),
        model: model(&options["model"]),
        system_prompt: ["promptPrefix", "system", "instructions"]
            .iter()
            .find_map(|name| filled(options, name))
            .unwrap_or_default(),
        labels,
        nodes,
        omissions,
        ..Foreign::default()
    })
}

fn node(message: &Value, omissions: &mut Omissions) -> Node {
    let mut node = Node {
        id: text(message, "messageId").to_owned(),
        parent: filled(message, "parentMessageId"),
        at: time(&message["createdAt"]).or_else(|| time(&message["updatedAt"])),
        model: model(&message["model"]),
        ..Node::default()
    };
    let before = omissions.clone();
    let is_users = message["isCreatedByUser"].as_bool().unwrap_or_else(|| text(message, "sender") == "User");
    node.role = Some(if is_users { Role::User } else { Role::Assistant });
    let (mut said, mut thought) = (Vec::new(), Vec::new());
    for part in list(message, "content") {
        // A text is a string, or an object with a value.
        let worded = |name: &str| filled(part, name).or_else(|| filled(&part[name], "value"));
        match text(part, "type") {
            "text" => said.extend(worded("text")),
            "think" => thought.extend(worded("think")),
            "error" => said.extend(worded("error").or_else(|| worded("text"))),
            "tool_call" => omissions.add(Omission::Tools),
            kind if kind.starts_with("image") => omissions.add(Omission::Images),
            kind if kind.contains("audio") || kind.contains("video") => omissions.add(Omission::Audio),
            _ => omissions.add(Omission::Unknown),
        }
    }
    if said.is_empty() {
        said.extend(filled(message, "text"));
    }
    for file in list(message, "files").chain(list(message, "attachments")) {
        omissions.add(if is_image(file) { Omission::Images } else { Omission::Attachments });
    }
    (node.text, node.thoughts) = (said.join("\n\n"), thought.join("\n\n"));
    if said.is_empty() && thought.is_empty() && *omissions != before {
        // What it had is counted already.
        node.role = None;
    }
    node
}

/// A list that objects are taken out of, or the object that is being read.
enum Level {
    List,
    Object {
        bytes: Vec<u8>,
        /// Brackets of its own that are open.
        depth: usize,
    },
}

/// The objects of a text without those in their `children`, each for itself, the inner ones first. So messages may stand
/// in each other deeper than JSON is read at once.
fn unnest(bytes: &[u8]) -> Vec<Vec<u8>> {
    let (mut levels, mut whole) = (vec![Level::List], Vec::new());
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let token = if *first == b'"' { text_length(rest) } else { 1 };
        let (token, next) = rest.split_at(token);
        rest = next;
        match (levels.last_mut(), first) {
            (None, _) => break,
            (Some(Level::List), b'{') => levels.push(Level::Object { bytes: b"{".to_vec(), depth: 1 }),
            (Some(Level::List), b']') => {
                levels.pop();
            }
            (Some(Level::List), _) => {}
            (Some(Level::Object { bytes, depth }), _) => {
                bytes.extend_from_slice(token);
                match first {
                    b'"' if token == CHILDREN => {
                        if let Some(inner) = list_after(next) {
                            bytes.extend_from_slice(b":[]");
                            rest = inner;
                            levels.push(Level::List);
                        }
                    }
                    b'{' | b'[' => *depth += 1,
                    b'}' | b']' => {
                        *depth -= 1;
                        if *depth == 0 {
                            whole.push(std::mem::take(bytes));
                            levels.pop();
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    whole
}

/// What stands within a list that is the value of a name just read.
fn list_after(rest: &[u8]) -> Option<&[u8]> {
    rest.trim_ascii_start().strip_prefix(b":")?.trim_ascii_start().strip_prefix(b"[")
}

/// The bytes of a text in quotes.
fn text_length(bytes: &[u8]) -> usize {
    let mut is_escaped = false;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_may_stand_in_each_other_as_deep_as_they_like() {
        let mut message =
            r#"{"messageId":"m5000","parentMessageId":"m4999","text":"\"children\":[","children":[]}"#.to_owned();
        for number in (0..5000).rev() {
            let parent = if number == 0 { "root".to_owned() } else { format!("m{}", number - 1) };
            message = format!(
                r#"{{"messageId":"m{number}","parentMessageId":"{parent}","text":"x","children": [ {message} ] }}"#
            );
        }
        let all = format!(r#"{{"conversationId":"c","recursive":true,"messages":[{message}]}}"#);
        let foreign = unnested(all.as_bytes()).unwrap();
        assert_eq!(foreign.nodes.len(), 5001);
        assert!(foreign.nodes.iter().any(|node| node.id == "m5000" && node.text == "\"children\":["));
        assert!(unnested(b"{\"a\":1}").is_none() && unnested(b"").is_none() && unnested(b"{\"a\":").is_none());
    }
}
