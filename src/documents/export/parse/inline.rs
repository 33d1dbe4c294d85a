//! Reads what stands in lines.

use super::{Reader, clean};
use crate::{
    documents::export::{
        ExportError,
        ast::{Inline, Look, Run},
    },
    markup,
};
use comrak::{
    arena_tree::NodeEdge,
    nodes::{Node, NodeValue},
};
use std::sync::Arc;

/// Bytes of a link; browsers and Word follow no longer ones.
const LINK_BYTES_MAX: usize = 2000;

/// Text as it was typed.
pub(super) fn typed(lines: Vec<String>) -> Vec<Inline> {
    let mut line = Vec::new();
    for (index, text) in lines.into_iter().enumerate() {
        if index > 0 {
            line.push(Inline::Break);
        }
        line.push(Inline::Text(Run { text, look: Look::default(), link: None }));
    }
    line
}

/// A line on the way, and what is open in it.
#[derive(Default)]
struct Line {
    inlines: Vec<Inline>,
    bold: usize,
    italic: usize,
    struck: usize,
    /// Innermost last.
    links: Vec<Option<Arc<str>>>,
}

impl Line {
    fn look(&self) -> Look {
        Look { is_bold: self.bold > 0, is_italic: self.italic > 0, is_struck: self.struck > 0, is_code: false }
    }

    /// Adds text. Returns whether it has a look of its own.
    fn push(&mut self, text: &str, look: Look) -> bool {
        let text = clean(text);
        let link = self.links.last().cloned().flatten();
        match self.inlines.last_mut() {
            Some(Inline::Text(run)) if run.look == look && run.link == link => {
                run.text.push_str(&text);
                false
            }
            _ => {
                self.inlines.push(Inline::Text(Run { text, look, link }));
                true
            }
        }
    }
}

impl Reader {
    /// What stands in a node. It may nest as it likes: nothing here is recursive.
    pub(super) fn line(&mut self, node: Node<'_>) -> Result<Vec<Inline>, ExportError> {
        let mut line = Line::default();
        for edge in node.traverse() {
            let is_new = match edge {
                NodeEdge::Start(node) => self.open(&mut line, &node.data().value),
                NodeEdge::End(node) => close(&mut line, node),
            };
            if is_new {
                self.count()?;
            }
        }
        Ok(line.inlines)
    }

    /// Returns whether that makes one more part.
    fn open(&self, line: &mut Line, value: &NodeValue) -> bool {
        let look = line.look();
        let code = Look { is_code: true, ..look };
        match value {
            NodeValue::Text(text) => return line.push(text, look),
            NodeValue::Code(literal) => return line.push(&literal.literal, code),
            NodeValue::Math(math) => return line.push(&math.literal, code),
            NodeValue::SoftBreak => return line.push(" ", look),
            NodeValue::LineBreak => line.inlines.push(Inline::Break),
            // The one tag that Markdown cannot do without: a new line in a cell of a table.
            NodeValue::HtmlInline(tag) if is_line_break(tag) => line.inlines.push(Inline::Break),
            NodeValue::HtmlInline(tag) => return line.push(tag, look),
            NodeValue::Strong => line.bold += 1,
            NodeValue::Emph => line.italic += 1,
            NodeValue::Strikethrough => line.struck += 1,
            NodeValue::Link(link) => {
                let url = clean(&link.url);
                line.links.push(may_lead_to(&url).then(|| Arc::from(url)));
            }
            NodeValue::FootnoteReference(reference) => match self.footnotes.get(&reference.name) {
                Some(index) => line.inlines.push(Inline::Footnote(*index)),
                None => return line.push(&format!("[^{}]", reference.name), look),
            },
            _ => return false,
        }
        true
    }
}

fn close(line: &mut Line, node: Node<'_>) -> bool {
    match &node.data().value {
        NodeValue::Strong => line.bold -= 1,
        NodeValue::Emph => line.italic -= 1,
        NodeValue::Strikethrough => line.struck -= 1,
        NodeValue::Link(_) => {
            line.links.pop();
        }
        // Its text stands there already. Loading it would tell a stranger who exports what; its data says nobody anything.
        NodeValue::Image(image) if !image.url.starts_with("data:") && !image.url.is_empty() => {
            let address = if node.first_child().is_none() { image.url.clone() } else { format!(" ({})", image.url) };
            return line.push(&address, line.look());
        }
        _ => {}
    }
    false
}

fn may_lead_to(url: &str) -> bool {
    url.len() <= LINK_BYTES_MAX && markup::may_lead_to(url)
}

fn is_line_break(tag: &str) -> bool {
    tag.strip_prefix('<')
        .and_then(|tag| tag.strip_suffix('>'))
        .is_some_and(|name| name.trim_end_matches('/').trim_end().eq_ignore_ascii_case("br"))
}
