//! Plain text: every word of the document, laid out by lines, indents and the marks that people use in letters.

use super::{
    Export, ExportError,
    ast::{Block, Content, Inline, Item, List},
    parse::{Limits, read},
};
use crate::{i18n::Language, markup::Labels};

/// It costs little more than reading.
const LIMITS: Limits = Limits { bytes: 5_000_000, parts: 2_000_000 };
/// Of quotes, and before code twice.
const INDENT: &str = "  ";

/// The document as text, with a line break only where it has one.
///
/// # Errors
/// `TooLong`, `TooManyParts`.
pub(super) fn text(document: &Export) -> Result<String, ExportError> {
    let Content { title, blocks: all, footnotes } = read(&document.markdown, LIMITS)?;
    let labels = Language::markup_labels(document.language);
    let notes = footnotes.iter().enumerate().map(|(index, note)| {
        let mark = format!("[{}] ", index + 1);
        indented(&blocks(note, &labels, true), &mark, &" ".repeat(mark.len()))
    });
    let parts = title.iter().map(|title| line(title)).chain([blocks(&all, &labels, false)]).chain(notes);
    let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
    Ok(parts.join("\n\n") + "\n")
}

/// Blocks below each other, with an empty line between them unless they are close.
fn blocks(blocks: &[Block], labels: &Labels, is_tight: bool) -> String {
    let blocks: Vec<_> = blocks.iter().map(|each| block(each, labels)).filter(|text| !text.is_empty()).collect();
    blocks.join(if is_tight { "\n" } else { "\n\n" })
}

fn block(block: &Block, labels: &Labels) -> String {
    match block {
        Block::Heading(_, words) | Block::Paragraph(words) => line(words),
        Block::Quote(quoted) => indented(&blocks(quoted, labels, false), INDENT, INDENT),
        Block::Alert(alert) => {
            let name = alert.title.as_deref().unwrap_or(labels.alert(alert.kind));
            format!("{name}\n{}", indented(&blocks(&alert.blocks, labels, false), INDENT, INDENT))
        }
        Block::List(all) => list(all, labels),
        Block::Code(lines) => indented(&lines.join("\n"), &INDENT.repeat(2), &INDENT.repeat(2)),
        Block::Formula(formula) => indented(formula, &INDENT.repeat(2), &INDENT.repeat(2)),
        // A spreadsheet takes these for cells.
        Block::Table(table) => {
            let rows = [&table.header].into_iter().chain(&table.rows);
            let rows =
                rows.map(|row| row.iter().map(|cell| line(cell).replace('\n', " ")).collect::<Vec<_>>().join("\t"));
            rows.collect::<Vec<_>>().join("\n")
        }
        Block::Rule => "----------".to_owned(),
    }
}

fn list(list: &List, labels: &Labels) -> String {
    let items = list.items.iter().enumerate().map(|(index, Item { task, blocks: inside })| {
        let number = list.start.map(|start| u64::from(start) + index as u64);
        let mark = match (task, number) {
            (Some(true), _) => "[x] ".to_owned(),
            (Some(false), _) => "[ ] ".to_owned(),
            (None, Some(number)) => format!("{number}. "),
            (None, None) => "- ".to_owned(),
        };
        indented(&blocks(inside, labels, list.is_tight), &mark, &" ".repeat(mark.len()))
    });
    items.collect::<Vec<_>>().join(if list.is_tight { "\n" } else { "\n\n" })
}

/// Words with the addresses that their links lead to, where these are not the words themselves.
fn line(words: &[Inline]) -> String {
    let mut text = String::new();
    let mut link_start = 0;
    for (index, inline) in words.iter().enumerate() {
        match inline {
            Inline::Text(run) => {
                let link_of = |inline: Option<&Inline>| match inline {
                    Some(Inline::Text(run)) => run.link.clone(),
                    _ => None,
                };
                if index == 0 || link_of(words.get(index - 1)) != run.link {
                    link_start = text.len();
                }
                text.push_str(&run.text);
                let Some(link) = &run.link else { continue };
                let (address, shown) = (link.strip_prefix("mailto:").unwrap_or(link), &text[link_start..]);
                let is_shown =
                    address.trim_end_matches('/').ends_with(shown.trim_end_matches('/')) && shown.contains('.');
                if link_of(words.get(index + 1)) != run.link && !is_shown {
                    text.push_str(&format!(" ({address})"));
                }
            }
            Inline::Break => text.push('\n'),
            Inline::Footnote(index) => text.push_str(&format!("[{}]", index + 1)),
        }
    }
    text
}

/// Lines with `first` before the first and `rest` before the others; empty lines stay empty.
fn indented(text: &str, first: &str, rest: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(index, line)| match (index, line) {
        (0, _) => format!("{first}{line}"),
        (_, "") => String::new(),
        _ => format!("{rest}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
}
