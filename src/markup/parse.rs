//! The one way from Markdown to comrak's tree. It bounds what would cost the parser more than linear time, whoever wrote
//! the text: containers nested without end, and formulas that are opened again and again but never closed.
//!
//! Characters that no text has (noncharacters of Unicode) are put where the parser must not go on, and taken out of the
//! tree again, so that the text stays whole: `>` that is too deep for a quote is shown as it was typed.

use comrak::{
    Arena, Options,
    nodes::{Node, NodeValue},
    parse_document,
};
use std::borrow::Cow;

/// Block quotes within each other. Lists cost as much as [`WEIGHT_MAX`] says.
const QUOTES_MAX: usize = 32;
/// What may stand before the text of a line: each mark of a quote, list item or footnote weighs 2, each column of white
/// space 1. A list item that goes on takes at least two columns, so this bounds how many containers a line can be in.
const WEIGHT_MAX: usize = 3 * QUOTES_MAX;
/// Bytes up to the end of a formula in `\(…\)` or `\[…\]`; `math` lays no longer one out.
const FORMULA_BYTES_MAX: usize = 4 * 1024;
/// Openings `\(` without an end, each of which costs the parser a search through the rest of its paragraph.
const OPEN_FORMULAS_MAX: usize = 16;
/// Stands before the mark of a container that would be too deep.
const STOP: char = '\u{fdd0}';
/// Stand for `\(` and `\[` that open nothing.
const ESCAPED: [(char, &str); 2] = [('\u{fdd1}', "\\("), ('\u{fdd2}', "\\[")];

/// Parses Markdown in linear time. Line numbers are those of `markdown`; columns may not be.
pub(crate) fn parse<'a>(arena: &'a Arena<'a>, markdown: &str, options: &Options) -> Node<'a> {
    let formulas = bound_formulas(markdown);
    let bounded = bound_nesting(&formulas);
    let is_changed = matches!(bounded, Cow::Owned(_)) || matches!(formulas, Cow::Owned(_));
    let root = parse_document(arena, &bounded, options);
    if is_changed {
        root.descendants().for_each(restore);
    }
    root
}

/// The text with a [`STOP`] in each line that would nest too deep.
fn bound_nesting(markdown: &str) -> Cow<'_, str> {
    let mut bounded = String::new();
    let mut copied = 0;
    let mut start = 0;
    for line in markdown.split_inclusive(['\n', '\r']) {
        if let Some(at) = too_deep(line) {
            bounded.push_str(&markdown[copied..start + at]);
            bounded.push(STOP);
            copied = start + at;
        }
        start += line.len();
    }
    if copied == 0 && bounded.is_empty() {
        return Cow::Borrowed(markdown);
    }
    bounded.push_str(&markdown[copied..]);
    Cow::Owned(bounded)
}

/// The byte at which the first container begins that would be too deep. Whatever the parser takes for the mark of one is
/// counted, and some that it does not, as in code: there a [`STOP`] does no harm.
fn too_deep(line: &str) -> Option<usize> {
    // Every mark has a character of its own, so that a short line cannot be too deep.
    if line.len() <= QUOTES_MAX {
        return None;
    }
    let bytes = line.as_bytes();
    let (mut at, mut quotes, mut weight) = (0, 0, 0);
    while let Some(byte) = bytes.get(at) {
        let length = match byte {
            b' ' | b'\t' => {
                weight += if *byte == b' ' { 1 } else { 4 };
                at += 1;
                continue;
            }
            b'>' => 1,
            _ => item_length(&bytes[at..]).or_else(|| footnote_length(&bytes[at..]))?,
        };
        quotes += usize::from(*byte == b'>');
        weight += 2;
        if quotes > QUOTES_MAX || weight > WEIGHT_MAX {
            return (!is_thematic_break(&bytes[at..])).then_some(at);
        }
        at += length;
    }
    None
}

/// Bytes of the mark of a list item, without the space after it.
fn item_length(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let is_mark = matches!((digits, bytes.get(digits)?), (0, b'-' | b'+' | b'*') | (1..=9, b'.' | b')'));
    (is_mark && bytes.get(digits + 1).is_none_or(u8::is_ascii_whitespace)).then_some(digits + 1)
}

/// Bytes of what begins the definition of a footnote: `[^name]:`.
fn footnote_length(bytes: &[u8]) -> Option<usize> {
    let name = bytes.strip_prefix(b"[^")?;
    let end = name.iter().position(|byte| *byte == b']' || byte.is_ascii_whitespace())?;
    name[end..].starts_with(b"]:").then_some(end + 4)
}

/// Whether nothing follows but marks of one kind, as in `* * *`: a line across the page, however long.
fn is_thematic_break(bytes: &[u8]) -> bool {
    let mark = bytes[0];
    matches!(mark, b'-' | b'*') && bytes.iter().all(|byte| *byte == mark || byte.is_ascii_whitespace())
}

/// The text with [`ESCAPED`] for openings of formulas that the parser would search in vain for the end of, again and again.
fn bound_formulas(markdown: &str) -> Cow<'_, str> {
    let in_vain = openings_in_vain(markdown);
    let Some(in_vain) = in_vain.get(OPEN_FORMULAS_MAX..).filter(|more| !more.is_empty()) else {
        return Cow::Borrowed(markdown);
    };
    let mut bounded = String::with_capacity(markdown.len() + in_vain.len());
    let mut copied = 0;
    for (at, kind) in in_vain {
        bounded.push_str(&markdown[copied..*at]);
        bounded.push(ESCAPED[*kind].0);
        copied = at + 2;
    }
    bounded.push_str(&markdown[copied..]);
    Cow::Owned(bounded)
}

/// Where a formula opens whose end is too far away or not there, or that has too many openings before its end; with its
/// kind, in order. The end may stand in another paragraph: then this one ends before it.
fn openings_in_vain(markdown: &str) -> Vec<(usize, usize)> {
    let bytes = markdown.as_bytes();
    let mut in_vain = Vec::new();
    // For each kind, the place of the next end, and how many openings lie before it.
    let mut ends = [(usize::MAX, 0), (usize::MAX, 0)];
    let mut at = bytes.len();
    while let Some(before) = markdown[..at].rfind('\\') {
        at = before;
        match bytes.get(at + 1) {
            Some(b')') => ends[0] = (at, 0),
            Some(b']') => ends[1] = (at, 0),
            Some(mark @ (b'(' | b'[')) => {
                let kind = usize::from(*mark == b'[');
                let (end, openings) = &mut ends[kind];
                *openings += 1;
                if end.saturating_sub(at) > FORMULA_BYTES_MAX || *openings > OPEN_FORMULAS_MAX {
                    in_vain.push((at, kind));
                }
            }
            _ => {}
        }
    }
    in_vain.reverse();
    in_vain
}

/// Takes out of a node what [`parse`] has put there.
fn restore(node: Node<'_>) {
    let as_typed = |text: &mut String| replace(text, |typed| typed);
    let escaped = |text: &mut String| replace(text, |typed| &typed[1..]);
    match &mut node.data_mut().value {
        NodeValue::Text(text) => escaped(text.to_mut()),
        NodeValue::Code(code) => as_typed(&mut code.literal),
        NodeValue::CodeBlock(code) => {
            as_typed(&mut code.literal);
            escaped(&mut code.info);
        }
        NodeValue::HtmlBlock(html) => as_typed(&mut html.literal),
        NodeValue::HtmlInline(html) => as_typed(html),
        NodeValue::Math(math) => as_typed(&mut math.literal),
        NodeValue::Link(link) | NodeValue::Image(link) => {
            escaped(&mut link.url);
            escaped(&mut link.title);
        }
        NodeValue::FootnoteReference(reference) => as_typed(&mut reference.name),
        NodeValue::FootnoteDefinition(definition) => as_typed(&mut definition.name),
        NodeValue::Alert(alert) => alert.title.iter_mut().for_each(escaped),
        _ => {}
    }
}

/// Takes the [`STOP`]s out of `text` and puts back what [`ESCAPED`] stands for, as `shown` says.
fn replace(text: &mut String, shown: impl Fn(&'static str) -> &'static str) {
    if !text.contains([STOP, ESCAPED[0].0, ESCAPED[1].0]) {
        return;
    }
    let mut restored = String::with_capacity(text.len());
    for c in text.chars() {
        match ESCAPED.iter().find(|(mark, _)| *mark == c) {
            Some((_, typed)) => restored.push_str(shown(typed)),
            None if c == STOP => {}
            None => restored.push(c),
        }
    }
    *text = restored;
}

#[cfg(test)]
mod tests;
