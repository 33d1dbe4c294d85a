//! What differs between two texts, line by line and within lines word by word; and a text made of the differences that
//! are wanted.

use super::model::{Hunk, Line, LineEnd, LineKind, Piece};
use similar::{ChangeTag, DiffOp, TextDiff};
use std::{
    ops::Range,
    time::{Duration, Instant},
};

/// Lines that stayed, shown before and after what changed. Changes with no more than these between them are one hunk.
pub const CONTEXT: usize = 3;
/// After this the difference may be told coarser than it is.
const PATIENCE: Duration = Duration::from_millis(500);
/// Longer lines, in bytes, are not compared by words: nobody wrote them.
const WORDS_BYTES_MAX: usize = 2000;
/// Lines that have less in common than this, of 1, are no two versions of one line.
const ALIKE_MIN: f32 = 0.35;

/// A stretch of lines that differs: these of the old text stand where those of the new one do. Lines count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Of the old text.
    pub old: Range<usize>,
    /// Of the new text.
    pub new: Range<usize>,
}

/// The lines of a text, each with its end; together they are the text.
pub fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Where two texts differ, in order. Outside of the spans they are the same.
pub fn spans(old: &str, new: &str) -> Vec<Span> {
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::configure().timeout(PATIENCE).diff_slices(&old, &new);
    let mut spans: Vec<Span> = Vec::new();
    for op in diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. })) {
        let (old, new) = (op.old_range(), op.new_range());
        match spans.last_mut() {
            Some(last) if old.start - last.old.end <= CONTEXT => {
                (last.old.end, last.new.end) = (old.end, new.end);
            }
            _ => spans.push(Span { old, new }),
        }
    }
    spans
}

/// The old text with those spans changed that are wanted. `spans` must be those of [`spans`] for the same texts; what lies
/// outside of them is not changed.
pub fn merge<'s>(old: &str, new: &str, spans: impl IntoIterator<Item = (&'s Span, bool)>) -> String {
    let (old, new) = (lines(old), lines(new));
    let (mut merged, mut done) = (String::new(), 0);
    for (span, is_wanted) in spans {
        let before = old.get(done..span.old.start).unwrap_or_default();
        let replaced = old.get(span.old.clone()).unwrap_or_default();
        let taken = if is_wanted { new.get(span.new.clone()).unwrap_or_default() } else { replaced };
        before.iter().chain(taken).for_each(|line| merged.push_str(line));
        done = span.old.end;
    }
    old.get(done..).unwrap_or_default().iter().for_each(|line| merged.push_str(line));
    merged
}

/// The spans with the lines around them, to be shown; one hunk for each span.
pub fn hunks(old: &str, new: &str, spans: &[Span]) -> Vec<Hunk> {
    let (old, new) = (lines(old), lines(new));
    let mut hunks = Vec::with_capacity(spans.len());
    // For all of them together: there may be many.
    let until = Instant::now() + PATIENCE;
    let mut shown = 0;
    for (index, span) in spans.iter().enumerate() {
        let next = spans.get(index + 1).map_or(old.len(), |next| next.old.start);
        let first = span.old.start.saturating_sub(CONTEXT).max(shown);
        let last = (span.old.end + CONTEXT).min(next);
        shown = last;
        hunks.push(hunk(&old, &new, span, first..last, until));
    }
    hunks
}

/// The hunk of a span, with the lines of the old text that it shows.
fn hunk(old: &[&str], new: &[&str], span: &Span, shown: Range<usize>, until: Instant) -> Hunk {
    let (before, after) = (span.old.start - shown.start, shown.end - span.old.end);
    let new_start = span.new.start - before;
    let mut lines = kept(old, shown.start..span.old.start, new_start);
    let (replaced, replacement) = (&old[span.old.clone()], &new[span.new.clone()]);
    let diff = TextDiff::configure().deadline(until).diff_slices(replaced, replacement);
    for op in diff.ops() {
        let old_at = span.old.start + op.old_range().start..span.old.start + op.old_range().end;
        let new_at = span.new.start + op.new_range().start..span.new.start + op.new_range().end;
        lines.extend(match op {
            DiffOp::Equal { .. } => kept(old, old_at, new_at.start),
            _ => replaced_lines(old, new, old_at, new_at),
        });
    }
    lines.extend(kept(old, span.old.end..shown.end, span.new.end));
    Hunk {
        old_start: number(shown.start),
        old_lines: count(shown.len()),
        new_start: number(new_start),
        new_lines: count(before + replacement.len() + after),
        lines,
    }
}

/// Lines that are in both texts, in the new one from `new_at` on.
fn kept(old: &[&str], range: Range<usize>, new_at: usize) -> Vec<Line> {
    let line = |(at, new_at): (usize, usize)| {
        let (old_number, new_number) = (Some(number(at)), Some(number(new_at)));
        line(LineKind::Keep, old[at], old_number, new_number, whole(old[at]))
    };
    range.zip(new_at..).map(line).collect()
}

/// First the old lines, then the new ones; the first old one is taken for a version of the first new one and so on.
fn replaced_lines(old: &[&str], new: &[&str], old_at: Range<usize>, new_at: Range<usize>) -> Vec<Line> {
    let pairs = old_at.clone().zip(new_at.clone()).map(|(old_at, new_at)| words(old[old_at], new[new_at]));
    let (mut old_pieces, mut new_pieces): (Vec<_>, Vec<_>) = pairs.unzip();
    old_pieces.extend(old[old_at.clone()].iter().skip(old_pieces.len()).map(|line| whole(line)));
    new_pieces.extend(new[new_at.clone()].iter().skip(new_pieces.len()).map(|line| whole(line)));
    let removed = old_at.zip(old_pieces);
    let removed = removed.map(|(at, pieces)| line(LineKind::Remove, old[at], Some(number(at)), None, pieces));
    let added = new_at.zip(new_pieces);
    let added = added.map(|(at, pieces)| line(LineKind::Add, new[at], None, Some(number(at)), pieces));
    removed.chain(added).collect()
}

fn line(kind: LineKind, text: &str, old: Option<u32>, new: Option<u32>, pieces: Vec<Piece>) -> Line {
    let end = match text.strip_suffix('\n') {
        None => LineEnd::None,
        Some(text) if text.ends_with('\r') => LineEnd::Crlf,
        Some(_) => LineEnd::Lf,
    };
    Line { kind, old, new, pieces, end }
}

/// A line in one piece, without its end.
fn whole(line: &str) -> Vec<Piece> {
    let text = without_end(line);
    if text.is_empty() { Vec::new() } else { vec![Piece { text: text.to_owned(), is_changed: false }] }
}

/// Two versions of a line, with the words that differ; as wholes when they are no versions of one line.
fn words(old: &str, new: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (old_text, new_text) = (without_end(old), without_end(new));
    if old_text.len().max(new_text.len()) > WORDS_BYTES_MAX {
        return (whole(old), whole(new));
    }
    let diff = TextDiff::configure().timeout(PATIENCE).diff_unicode_words(old_text, new_text);
    if diff.ratio() < ALIKE_MIN {
        return (whole(old), whole(new));
    }
    let (mut old_pieces, mut new_pieces) = (Vec::new(), Vec::new());
    for change in diff.iter_all_changes() {
        let is_changed = change.tag() != ChangeTag::Equal;
        if change.tag() != ChangeTag::Insert {
            push(&mut old_pieces, change.value(), is_changed);
        }
        if change.tag() != ChangeTag::Delete {
            push(&mut new_pieces, change.value(), is_changed);
        }
    }
    (old_pieces, new_pieces)
}

fn push(pieces: &mut Vec<Piece>, text: &str, is_changed: bool) {
    match pieces.last_mut() {
        Some(last) if last.is_changed == is_changed => last.text.push_str(text),
        _ => pieces.push(Piece { text: text.to_owned(), is_changed }),
    }
}

fn without_end(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// The number of a line that is counted from 0.
fn number(at: usize) -> u32 {
    count(at + 1)
}

fn count(lines: usize) -> u32 {
    u32::try_from(lines).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
