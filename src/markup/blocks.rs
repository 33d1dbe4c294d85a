//! A text as a list of blocks.

use super::{
    Labels, SafeHtml,
    html::{Writing, options, write},
    parse::parse,
    render_state::Progress,
    split_thoughts,
};
use comrak::{
    Arena,
    html::escape,
    nodes::{Node, NodeValue},
};

/// The HTML of a text, one entry for each of its top-level blocks; what the model thought before it answered is the
/// first one, and the footnotes are the last.
pub fn render(markdown: &str, labels: &Labels) -> Vec<SafeHtml> {
    render_all(markdown, &mut Progress::default(), *labels)
}

pub(super) fn render_all(markdown: &str, progress: &mut Progress, labels: Labels) -> Vec<SafeHtml> {
    let (thoughts, answer) = split_thoughts(markdown);
    let thoughts = thoughts.map(|thoughts| write_thoughts(thoughts, labels)).into_iter();
    thoughts.chain(render_after(0, answer, progress, labels)).collect()
}

/// Folded, as text: nobody has to read it, and it may be long.
pub(super) fn write_thoughts(thoughts: &str, labels: Labels) -> SafeHtml {
    let mut html = String::from("<details class=\"thoughts\"><summary>");
    // Writing to a String cannot fail.
    let _ = escape(&mut html, labels.thoughts);
    html.push_str("</summary><p>");
    let _ = escape(&mut html, thoughts);
    html.push_str("</p></details>");
    SafeHtml(html)
}

/// Like [`render`], without the blocks that begin in the first `skipped` lines.
pub(super) fn render_after(skipped: usize, markdown: &str, progress: &mut Progress, labels: Labels) -> Vec<SafeHtml> {
    let options = options(false);
    let arena = Arena::new();
    let mut blocks = Vec::new();
    let mut footnotes = String::new();
    for node in parse(&arena, markdown, &options).children() {
        if first_line(node) <= skipped {
            continue;
        }
        let html = write(node, &options, Writing::new(progress, labels));
        if is_footnote(node) {
            footnotes.push_str(&html);
        } else if !html.is_empty() {
            blocks.push(SafeHtml(html));
        }
    }
    if !footnotes.is_empty() {
        blocks.push(SafeHtml(format!("<section class=\"footnotes\"><ol>{footnotes}</ol></section>")));
    }
    blocks
}

pub(super) fn is_footnote(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::FootnoteDefinition(_))
}

/// The line, counted from 1, in which a block begins.
pub(super) fn first_line(node: Node<'_>) -> usize {
    node.data().sourcepos.start.line
}

#[cfg(test)]
mod tests;
