//! Whether a document is what its format asks for.

pub use super::model::{Check, Fit, SectionCheck, SectionState};

use super::format::Format;
use crate::{
    i18n::Language,
    markup::{Part, outline},
};

/// The level of the headings that a format names.
const SECTION_LEVEL: u8 = 2;

/// Compares a document to its format.
pub fn check(format: &Format, language: Language, markdown: &str) -> Check {
    let (before, parts) = outline(markdown);
    let written = sections(&parts, language);
    let sections = format.sections.iter().map(|section| {
        let (heading, least) = (section.heading.get(language), *section.least.get(language));
        let size = written.iter().find(|(name, _)| *name == comparable(heading)).map(|(_, size)| *size);
        let state = match size {
            None => SectionState::Missing,
            Some(size) if size < least => SectionState::TooShort,
            Some(_) => SectionState::Present,
        };
        let (heading, size) = (heading.clone(), size.unwrap_or_default());
        SectionCheck { heading, required: section.required, state, size, least }
    });
    let headings = parts.iter().filter(|part| part.level > 1).map(|part| measure(&part.heading, language));
    let texts = parts.iter().map(|part| measure(&part.text, language));
    let size = measure(&before, language).saturating_add(headings.chain(texts).fold(0, u32::saturating_add));
    let length = *format.length.get(language);
    let fits = match size {
        size if size < length.0 => Fit::TooShort,
        size if size > length.1 => Fit::TooLong,
        _ => Fit::Fits,
    };
    Check { sections: sections.collect(), size, length, fits, unit: language }
}

/// A document with the sections that are written in `added`: those that it has already take their new text, the others
/// stand where the format says. What is written under other headings is left out.
pub fn merge(format: &Format, language: Language, markdown: &str, added: &str) -> String {
    let written = spans(added);
    let mut text = markdown.trim_end().to_owned();
    for (index, section) in format.sections.iter().enumerate() {
        let name = comparable(section.heading.get(language));
        let Some(span) = written.iter().find(|span| span.name == name) else { continue };
        let part = added[span.start..span.end].trim();
        let spans = spans(&text);
        let (start, end) = match spans.iter().find(|span| span.name == name) {
            Some(old) => (old.start, old.end),
            None => {
                let is_before = |span: &&Span| {
                    format.sections[..index].iter().any(|other| comparable(other.heading.get(language)) == span.name)
                };
                let is_after = |span: &&Span| {
                    format.sections[index + 1..]
                        .iter()
                        .any(|other| comparable(other.heading.get(language)) == span.name)
                };
                let at = match (spans.iter().rfind(is_before), spans.iter().find(is_after)) {
                    (Some(before), _) => before.end,
                    (None, Some(after)) => after.start,
                    (None, None) => text.len(),
                };
                (at, at)
            }
        };
        let (before, after) = (text[..start].trim_end(), text[end..].trim_start());
        let gap = |text: &str| if text.is_empty() { "" } else { "\n\n" };
        text = format!("{before}{}{part}{}{after}", gap(before), gap(after));
    }
    if markdown.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Where a section stands in a text, in bytes.
struct Span {
    name: String,
    start: usize,
    end: usize,
}

/// The sections of a text with all that belongs to each.
fn spans(markdown: &str) -> Vec<Span> {
    let starts: Vec<usize> = std::iter::once(0).chain(markdown.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut spans: Vec<Span> = Vec::new();
    for part in outline(markdown).1.iter().filter(|part| part.level <= SECTION_LEVEL) {
        let start = starts.get(part.line - 1).copied().unwrap_or(markdown.len());
        if let Some(last) = spans.last_mut() {
            last.end = start;
        }
        spans.push(Span { name: comparable(&part.heading), start, end: markdown.len() });
    }
    spans
}

/// The sections of a document, by their comparable headings, with their sizes.
fn sections(parts: &[Part], language: Language) -> Vec<(String, u32)> {
    let mut sections: Vec<(String, u32)> = Vec::new();
    for part in parts {
        let size = measure(&part.text, language);
        match sections.last_mut() {
            Some((_, so_far)) if part.level > SECTION_LEVEL => *so_far = so_far.saturating_add(size),
            _ => sections.push((comparable(&part.heading), size)),
        }
    }
    sections
}

/// A heading without its number, its case, its spaces and its marks: `1. 추진 배경:` is `추진배경`.
fn comparable(heading: &str) -> String {
    let is_number =
        |c: char| c.is_numeric() || c.is_whitespace() || matches!(c, '.' | ')' | '(' | '-' | '#' | '□' | '○');
    let heading = heading.trim_start_matches(is_number);
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How long a text is, as forms in its language count: characters without spaces in Korean, words in English.
pub fn measure(text: &str, language: Language) -> u32 {
    let size = if language.counts_characters() {
        text.chars().filter(|c| !c.is_whitespace()).count()
    } else {
        text.split_whitespace().count()
    };
    u32::try_from(size).unwrap_or(u32::MAX)
}
