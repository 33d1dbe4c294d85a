//! What was said elsewhere, brought into our shape: who follows whom, by which branch, and in which order.

use super::model::{Omission, Omissions};
use crate::{
    chat::{
        export_record::MessageExport,
        model::{MessageContent, MessageId, Role},
    },
    generation::model::Status,
    markup::{THOUGHTS_BEGIN, THOUGHTS_END},
    provider::model::ModelId,
};
use std::collections::HashMap;

/// Most bytes of an answer: what one may have here.
pub(super) const ANSWER_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Something that was said elsewhere, or a place without words in its tree.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    /// What it is called there.
    pub(super) id: String,
    /// What it follows.
    pub(super) parent: Option<String>,
    /// Who said it; none: it is left out, and what follows it follows what is before it.
    pub(super) role: Option<Role>,
    /// What a model thought before it said it.
    pub(super) thoughts: String,
    /// What was said.
    pub(super) text: String,
    pub(super) model: Option<ModelId>,
    /// When, Unix milliseconds.
    pub(super) at: Option<i64>,
}

impl Node {
    fn is_kept(&self) -> bool {
        self.role.is_some() && !(self.text.trim().is_empty() && self.thoughts.trim().is_empty())
    }
}

/// A message that is becoming one of ours.
struct MergedMessage {
    role: Role,
    thoughts: Vec<String>,
    texts: Vec<String>,
    model: Option<ModelId>,
    at: i64,
    /// The one before it, by its place among the kept ones, which is before its own.
    parent: Option<usize>,
}

/// Messages of ours, by age, and the last one of the branch that was shown.
pub(super) struct Branches {
    pub(super) messages: Vec<MessageExport>,
    pub(super) head: Option<MessageId>,
}

/// Makes messages of nodes. What has no time has that of what it follows, the first ones `begun`.
pub(super) fn build_branches(nodes: Vec<Node>, head: Option<&str>, begun: i64, omissions: &mut Omissions) -> Branches {
    let places: HashMap<&str, usize> =
        nodes.iter().enumerate().rev().map(|(at, node)| (node.id.as_str(), at)).collect();
    let parents: Vec<Option<usize>> = nodes
        .iter()
        .enumerate()
        .map(|(at, node)| places.get(node.parent.as_deref()?).copied().filter(|parent| *parent != at))
        .collect();
    let order = order(&nodes, &parents);
    let anchors = anchors(&nodes, &parents, &order);
    let head = head.and_then(|head| places.get(head).copied());
    let empty = nodes.iter().filter(|node| node.role.is_some() && !node.is_kept()).count();
    omissions.add_many(Omission::EmptyMessages, u64::try_from(empty).unwrap_or(u64::MAX));
    let (kept, becomes) = join(nodes, &anchors, &order, begun);
    let head = head.and_then(|head| becomes.get(head).copied().flatten());
    number(kept, head, omissions)
}

/// Every node after the one that it follows, siblings by time. A circle is cut where it is met first.
fn order(nodes: &[Node], parents: &[Option<usize>]) -> Vec<usize> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (at, parent) in parents.iter().enumerate() {
        if let Some(children) = parent.and_then(|parent| children.get_mut(parent)) {
            children.push(at);
        }
    }
    let time = |at: &usize| nodes.get(*at).and_then(|node| node.at);
    children.iter_mut().for_each(|children| children.sort_by_key(|at| time(at)));
    let (mut order, mut seen) = (Vec::new(), vec![false; nodes.len()]);
    let roots = (0..nodes.len()).filter(|at| parents.get(*at).copied().flatten().is_none());
    for root in roots.chain(0..nodes.len()) {
        let mut waiting = vec![root];
        while let Some(at) = waiting.pop() {
            let Some(seen) = seen.get_mut(at).filter(|seen| !**seen) else { continue };
            *seen = true;
            order.push(at);
            waiting.extend(children.get(at).into_iter().flatten().rev());
        }
    }
    order
}

/// The nearest kept node before each one.
fn anchors(nodes: &[Node], parents: &[Option<usize>], order: &[usize]) -> Vec<Option<usize>> {
    let mut anchors = vec![None; nodes.len()];
    let mut is_done = vec![false; nodes.len()];
    for at in order {
        // Of a circle the one that is met first has nothing before it.
        let parent = parents.get(*at).copied().flatten().filter(|parent| is_done.get(*parent) == Some(&true));
        let anchor = parent.and_then(|parent| match nodes.get(parent) {
            Some(node) if node.is_kept() => Some(parent),
            _ => anchors.get(parent).copied().flatten(),
        });
        if let (Some(place), Some(done)) = (anchors.get_mut(*at), is_done.get_mut(*at)) {
            (*place, *done) = (anchor, true);
        }
    }
    anchors
}

/// Joins neighbours of one speaker; gives the messages, each after the one that it follows, and what each node becomes.
fn join(
    nodes: Vec<Node>,
    anchors: &[Option<usize>],
    order: &[usize],
    begun: i64,
) -> (Vec<MergedMessage>, Vec<Option<usize>>) {
    let mut followers = vec![0_usize; nodes.len()];
    for (at, anchor) in anchors.iter().enumerate() {
        let is_kept = nodes.get(at).is_some_and(Node::is_kept);
        if let Some(count) = anchor.filter(|_| is_kept).and_then(|anchor| followers.get_mut(anchor)) {
            *count += 1;
        }
    }
    let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
    let (mut kept, mut becomes) = (Vec::<MergedMessage>::new(), vec![None; nodes.len()]);
    for at in order {
        let Some(node) = nodes.get_mut(*at).and_then(Option::take) else { continue };
        let anchor = anchors.get(*at).copied().flatten();
        let parent = anchor.and_then(|anchor| becomes.get(anchor).copied().flatten());
        let is_alone = anchor.is_some_and(|anchor| followers.get(anchor) == Some(&1));
        let became = match node.role.filter(|_| node.is_kept()) {
            None => parent,
            Some(role) => Some(add(&mut kept, node, role, parent, is_alone, begun)),
        };
        if let Some(place) = becomes.get_mut(*at) {
            *place = became;
        }
    }
    (kept, becomes)
}

/// Adds a node to what it follows when the same one said both and nothing else follows there; else as a message of its own.
fn add(
    kept: &mut Vec<MergedMessage>,
    node: Node,
    role: Role,
    parent: Option<usize>,
    is_alone: bool,
    begun: i64,
) -> usize {
    let time = |at: Option<usize>| at.and_then(|at| kept.get(at)).map(|before| before.at);
    let at = node.at.or_else(|| time(parent)).unwrap_or(begun);
    let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
    if let Some((place, before)) = parent.and_then(|place| Some((place, kept.get_mut(place)?)))
        && is_alone
        && before.role == role
    {
        before.thoughts.extend(filled(node.thoughts));
        before.texts.extend(filled(node.text));
        before.model = before.model.take().or(node.model);
        return place;
    }
    kept.push(MergedMessage {
        role,
        thoughts: filled(node.thoughts).into_iter().collect(),
        texts: filled(node.text).into_iter().collect(),
        model: node.model,
        at,
        parent,
    });
    kept.len() - 1
}

/// Gives messages their ids in the order of their age: a newer one has a greater id.
fn number(kept: Vec<MergedMessage>, head: Option<usize>, omissions: &mut Omissions) -> Branches {
    // No message is older than the one that it follows, whatever the clocks said.
    let mut ages: Vec<(i64, usize)> = Vec::with_capacity(kept.len());
    for (at, message) in kept.iter().enumerate() {
        let before = message.parent.and_then(|parent| ages.get(parent)).map(|(age, _)| *age);
        ages.push((before.map_or(message.at, |before| before.max(message.at)), at));
    }
    ages.sort_unstable();
    let mut ids: Vec<Option<MessageId>> = vec![None; kept.len()];
    for (_, at) in &ages {
        if let Some(id) = ids.get_mut(*at) {
            *id = Some(MessageId::new());
        }
    }
    let id_of = |at: usize| ids.get(at).copied().flatten();
    let head = newest_below(&kept, &ages, head);
    let mut messages: Vec<_> = kept
        .into_iter()
        .enumerate()
        .filter_map(|(at, message)| {
            let parent_id = message.parent.and_then(id_of);
            Some(export(id_of(at)?, parent_id, message, omissions))
        })
        .collect();
    messages.sort_unstable_by_key(|message| message.id);
    Branches { messages, head: head.and_then(id_of) }
}

/// The end of the newest branch from a message on, or of all: a head has nothing after it.
fn newest_below(kept: &[MergedMessage], ages: &[(i64, usize)], head: Option<usize>) -> Option<usize> {
    let Some(mut head) = head else { return ages.last().map(|(_, at)| *at) };
    let mut newest: HashMap<usize, usize> = HashMap::new();
    for (_, at) in ages {
        if let Some(parent) = kept.get(*at).and_then(|message| message.parent) {
            newest.insert(parent, *at);
        }
    }
    while let Some(next) = newest.get(&head) {
        head = *next;
    }
    Some(head)
}

fn export(
    id: MessageId,
    parent_id: Option<MessageId>,
    kept: MergedMessage,
    omissions: &mut Omissions,
) -> MessageExport {
    let MergedMessage { role, thoughts, texts, model, at, .. } = kept;
    let text = texts.join("\n\n");
    let content = if thoughts.is_empty() || role == Role::User {
        text
    } else {
        let thoughts = thoughts.join("\n\n").replace(THOUGHTS_END, "");
        format!("{THOUGHTS_BEGIN}\n{}\n{THOUGHTS_END}\n\n{text}", thoughts.trim())
    };
    MessageExport {
        attachments: Vec::new(),
        id,
        parent_id,
        role,
        content: clean_message(&content, role, omissions),
        status: Status::Complete,
        fault: None,
        model: model.filter(|_| role == Role::Assistant),
        usage: None,
        omitted: 0,
        is_limit_reached: false,
        created_at: at,
        finished_at: Some(at),
    }
}

/// A message as it may be here.
pub(super) fn clean_message(text: &str, role: Role, omissions: &mut Omissions) -> String {
    let most = if role == Role::User { MessageContent::MAX_BYTES } else { ANSWER_BYTES_MAX };
    clean(text, most, omissions)
}

/// A text with `\n` at the end of its lines, without control characters, cut to so many bytes.
pub(super) fn clean(text: &str, bytes_max: usize, omissions: &mut Omissions) -> String {
    let is_kept = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let mut clean = text.replace("\r\n", "\n").replace('\r', "\n");
    if !clean.chars().all(is_kept) {
        omissions.add(Omission::Characters);
        clean.retain(is_kept);
    }
    if clean.len() > bytes_max {
        omissions.add(Omission::Cut);
        let end = (0..=bytes_max).rev().find(|end| clean.is_char_boundary(*end)).unwrap_or_default();
        clean.truncate(end);
    }
    clean
}
