//! Reads Markdown. Whatever it is, what comes out is of bounded depth, and has no characters that a file cannot hold.

use super::{
    ExportError,
    ast::{Alert, Block, Content, Item, List},
};
use crate::markup;
use comrak::{
    Arena,
    nodes::{ListType, Node, NodeList, NodeValue},
};
use std::{borrow::Cow, collections::HashMap};

mod inline;
mod table;

/// How many quotes and lists lie in each other; what lies deeper stands where the deepest does. Word has nine levels of
/// lists, and on paper there is no room for more.
pub(crate) const DEPTH_MAX: usize = 8;
/// Marks of quotes at the beginning of a line that are read: as many as the parser takes for quotes.
const QUOTES_MAX: usize = 32;

/// What an exporter can take; it is measured for each.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// Of Markdown.
    pub bytes: usize,
    /// Blocks, cells and runs of text.
    pub parts: usize,
}

/// Reads Markdown.
///
/// # Errors
/// `TooLong`, `TooManyParts`.
pub(crate) fn read(markdown: &str, limits: Limits) -> Result<Content, ExportError> {
    if markdown.len() > limits.bytes {
        return Err(ExportError::TooLong { bytes: markdown.len(), most: limits.bytes });
    }
    let arena = Arena::new();
    let root = markup::parse(&arena, &bounded(markdown), &markup::options(false));
    let definitions: Vec<_> = root.children().filter(|node| footnote_name(node).is_some()).collect();
    let names = definitions.iter().enumerate().filter_map(|(index, node)| Some((footnote_name(node)?, index)));
    let mut reader = Reader { footnotes: names.collect(), parts: 0, most: limits.parts };
    let mut blocks = reader.blocks(root, 0)?;
    let footnotes = definitions.iter().map(|node| reader.blocks(node, 0)).collect::<Result<_, _>>()?;
    let title = match blocks.first_mut() {
        Some(Block::Heading(1, title)) => Some(std::mem::take(title)),
        _ => None,
    };
    if title.is_some() {
        blocks.remove(0);
    }
    raise_headings(&mut blocks);
    Ok(Content { title, blocks, footnotes })
}

/// The text without most of a line of a million `>`: what is too deep for a quote is text, and one word of that length is
/// nothing that a page can show.
fn bounded(markdown: &str) -> Cow<'_, str> {
    let mark_count = |line: &str| {
        let marks = line.bytes().take_while(|byte| matches!(byte, b'>' | b' ' | b'\t'));
        marks.filter(|byte| *byte == b'>').count()
    };
    if !markdown.contains(&">".repeat(2)) && !markdown.contains("> >")
        || markdown.lines().all(|line| mark_count(line) <= QUOTES_MAX)
    {
        return Cow::Borrowed(markdown);
    }
    let lines = markdown.split_inclusive('\n').map(|line| {
        let surplus = mark_count(line).saturating_sub(QUOTES_MAX);
        let mut marks = line.match_indices('>');
        match surplus.checked_sub(1).and_then(|last| marks.nth(last)) {
            Some((at, _)) => &line[at + 1..],
            None => line,
        }
    });
    Cow::Owned(lines.collect())
}

fn footnote_name(node: Node<'_>) -> Option<String> {
    match &node.data().value {
        NodeValue::FootnoteDefinition(definition) => Some(definition.name.clone()),
        _ => None,
    }
}

/// Makes the highest headings that there are the first level: below a title they begin with the second.
fn raise_headings(blocks: &mut [Block]) {
    let levels =
        blocks.iter().filter_map(|block| if let Block::Heading(level, _) = block { Some(*level) } else { None });
    let surplus = levels.min().unwrap_or(1) - 1;
    for block in blocks {
        if let Block::Heading(level, _) = block {
            *level -= surplus;
        }
    }
}

/// The state of reading.
struct Reader {
    /// By their names.
    footnotes: HashMap<String, usize>,
    /// So far.
    parts: usize,
    most: usize,
}

impl Reader {
    /// Counts a block, a cell or a run.
    fn count(&mut self) -> Result<(), ExportError> {
        self.parts += 1;
        if self.parts > self.most {
            return Err(ExportError::TooManyParts { parts: self.parts, most: self.most });
        }
        Ok(())
    }

    /// What lies in a node that lies in `depth` containers.
    fn blocks(&mut self, parent: Node<'_>, depth: usize) -> Result<Vec<Block>, ExportError> {
        let mut blocks = Vec::new();
        for node in parent.children() {
            if let Some(block) = self.leaf(node)? {
                blocks.push(block);
            } else if depth < DEPTH_MAX {
                blocks.extend(self.container(node, depth + 1)?);
            } else {
                // Without recursion, for there may be a thousand more. The leaves lie in nothing but containers.
                for node in node.descendants() {
                    blocks.extend(self.leaf(node)?);
                }
            }
        }
        Ok(blocks)
    }

    fn container(&mut self, node: Node<'_>, depth: usize) -> Result<Option<Block>, ExportError> {
        self.count()?;
        Ok(match &node.data().value {
            NodeValue::BlockQuote => Some(Block::Quote(self.blocks(node, depth)?)),
            NodeValue::Alert(alert) => Some(Block::Alert(Alert {
                kind: alert.alert_type,
                title: alert.title.as_deref().map(clean),
                blocks: self.blocks(node, depth)?,
            })),
            NodeValue::List(list) => Some(Block::List(self.list(node, list, depth)?)),
            _ => None,
        })
    }

    fn list(&mut self, node: Node<'_>, list: &NodeList, depth: usize) -> Result<List, ExportError> {
        let mut items = Vec::new();
        for item in node.children() {
            let task = match &item.data().value {
                NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
                _ => None,
            };
            self.count()?;
            items.push(Item { task, blocks: self.blocks(item, depth)? });
        }
        let start = (list.list_type == ListType::Ordered).then(|| u32::try_from(list.start).unwrap_or(u32::MAX));
        Ok(List { start, is_tight: list.tight, items })
    }

    /// A block that no block lies in.
    fn leaf(&mut self, node: Node<'_>) -> Result<Option<Block>, ExportError> {
        let block = match &node.data().value {
            NodeValue::Heading(heading) => Block::Heading(heading.level.clamp(1, 6), self.line(node)?),
            NodeValue::Paragraph => match formula(node) {
                Some(formula) => Block::Formula(formula),
                None => Block::Paragraph(self.line(node)?),
            },
            NodeValue::CodeBlock(code) => Block::Code(self.lines(&code.literal)?),
            NodeValue::HtmlBlock(html) => Block::Paragraph(inline::typed(self.lines(&html.literal)?)),
            NodeValue::Table(table) => return Ok(Some(self.table(node, &table.alignments)?)),
            NodeValue::ThematicBreak => Block::Rule,
            _ => return Ok(None),
        };
        self.count()?;
        Ok(Some(block))
    }

    /// The lines of code.
    fn lines(&mut self, literal: &str) -> Result<Vec<String>, ExportError> {
        let literal = literal.strip_suffix('\n').unwrap_or(literal);
        let mut lines = Vec::new();
        for line in literal.split('\n') {
            self.count()?;
            lines.push(clean(&expand_tabs(line)));
        }
        Ok(lines)
    }
}

/// The formula that a paragraph consists of.
fn formula(paragraph: Node<'_>) -> Option<String> {
    let only = paragraph.first_child().filter(|first| first.next_sibling().is_none())?;
    match &only.data().value {
        NodeValue::Math(math) if math.display_math => Some(clean(math.literal.trim())),
        _ => None,
    }
}

/// Tabs as spaces, every four columns: pages have no tab stops where code has.
fn expand_tabs(line: &str) -> Cow<'_, str> {
    if !line.contains('\t') {
        return Cow::Borrowed(line);
    }
    let mut expanded = String::with_capacity(line.len() + 16);
    let mut column = 0;
    for c in line.chars() {
        let width = if c == '\t' { 4 - column % 4 } else { 1 };
        if c == '\t' {
            expanded.extend(std::iter::repeat_n(' ', width))
        } else {
            expanded.push(c)
        }
        column += width;
    }
    Cow::Owned(expanded)
}

/// Without what XML 1.0 cannot hold (§2.2, production 2), nor what has no look: other control characters and
/// noncharacters. Line ends become spaces.
fn clean(text: &str) -> String {
    let is_kept = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\r' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    text.chars()
        .filter(is_kept)
        .map(|c| if matches!(c, '\n' | '\t' | '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}
