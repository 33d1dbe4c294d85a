//! A text as a list of blocks, and a text that still grows: what is finished is given once, only the rest again.

use super::{
    Labels, SafeHtml, THOUGHTS_BEGIN, THOUGHTS_END,
    code::Fences,
    html::{Writing, options, write},
    split_thoughts,
};
use comrak::{
    Arena,
    html::escape,
    nodes::{Node, NodeValue},
    parse_document,
};

/// Bytes of link definitions kept for later blocks of a text that grows. A text with more of them is only right at its
/// end; without a limit they would be parsed again and again.
const MAX_DEFINITIONS_BYTES: usize = 4 * 1024;

/// The HTML of a text, one entry for each of its top-level blocks; what the model thought before it answered is the
/// first one, and the footnotes are the last.
pub fn render(markdown: &str, labels: &Labels) -> Vec<SafeHtml> {
    render_all(markdown, &mut Fences::default(), *labels)
}

fn render_all(markdown: &str, fences: &mut Fences, labels: Labels) -> Vec<SafeHtml> {
    let (thoughts, answer) = split_thoughts(markdown);
    let thoughts = thoughts.map(|thoughts| write_thoughts(thoughts, labels)).into_iter();
    thoughts.chain(render_after(0, answer, fences, labels)).collect()
}

/// Folded, as text: nobody has to read it, and it may be long.
fn write_thoughts(thoughts: &str, labels: Labels) -> SafeHtml {
    let mut html = String::from("<details class=\"thoughts\"><summary>");
    // Writing to a String cannot fail.
    let _ = escape(&mut html, labels.thoughts);
    html.push_str("</summary><p>");
    let _ = escape(&mut html, thoughts);
    html.push_str("</p></details>");
    SafeHtml(html)
}

/// Like [`render`], without the blocks that begin in the first `skipped` lines.
fn render_after(skipped: usize, markdown: &str, fences: &mut Fences, labels: Labels) -> Vec<SafeHtml> {
    let options = options(false);
    let arena = Arena::new();
    let mut blocks = Vec::new();
    let mut footnotes = String::new();
    for node in parse_document(&arena, markdown, &options).children() {
        if first_line(node) <= skipped {
            continue;
        }
        let html = write(node, &options, Writing { fences, labels });
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

/// A whole text, after it has grown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Final {
    /// The same as [`render`] gives.
    pub blocks: Vec<SafeHtml>,
    /// Whether they differ from what [`LiveMarkdown::blocks`] gave: a link or footnote may be defined after its use. Then
    /// whoever watches needs them all.
    pub changed: bool,
}

/// A text that still grows.
///
/// Only what follows the last finished block is parsed again, and each line of code is highlighted once: the work is
/// linear in the number of blocks however often it is updated. [`finish`](Self::finish) parses the whole text again.
#[derive(Debug, Clone)]
pub struct LiveMarkdown {
    labels: Labels,
    text: String,
    /// Whether it is known what the model thought before it answered, if it did.
    has_thoughts: bool,
    /// Bytes of `text` whose blocks are finished.
    settled: usize,
    /// Bytes of `text` in which finished blocks were looked for.
    searched: usize,
    /// Bytes of `text` that `finished` and `open` show.
    shown: usize,
    /// Link definitions among the finished blocks, for those that follow: they are put before them.
    definitions: String,
    finished: Vec<SafeHtml>,
    open: SafeHtml,
    fences: Fences,
}

impl LiveMarkdown {
    /// An empty text.
    pub fn new(labels: Labels) -> Self {
        Self {
            labels,
            text: String::new(),
            has_thoughts: false,
            settled: 0,
            searched: 0,
            shown: 0,
            definitions: String::new(),
            finished: Vec::new(),
            open: SafeHtml::default(),
            fences: Fences::default(),
        }
    }

    /// Adds text. Cheap: nothing is rendered before it is asked for.
    pub fn push(&mut self, delta: &str) {
        self.text.push_str(delta);
    }

    /// The Markdown so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All finished blocks, and what follows them. A finished block stays as it is and where it is.
    pub fn blocks(&mut self) -> (&[SafeHtml], &SafeHtml) {
        self.advance();
        (&self.finished, &self.open)
    }

    /// The end of the text.
    pub fn finish(mut self) -> Final {
        self.advance();
        self.fences.restart();
        let blocks = render_all(&self.text, &mut self.fences, self.labels);
        let is_as_given = blocks.strip_prefix(self.finished.as_slice()).is_some_and(|open| joined(open) == self.open.0);
        Final { blocks, changed: !is_as_given }
    }

    fn advance(&mut self) {
        if self.shown == self.text.len() {
            return;
        }
        if !self.has_thoughts && !self.settle_thoughts() {
            self.shown = self.text.len();
            return;
        }
        let complete = self.text[self.settled..].rfind('\n').map_or(self.settled, |at| self.settled + at + 1);
        if complete > self.searched {
            self.searched = complete;
            self.settle_blocks();
        }
        self.fences.resume();
        let known = without_bare_marks(&self.text[self.settled..]);
        let source = format!("{}{known}", self.definitions);
        let open = render_after(line_count(&self.definitions), &source, &mut self.fences, self.labels);
        self.open = SafeHtml(joined(&open));
        self.shown = self.text.len();
    }

    /// Finishes what the model thought. Says whether the answer can begin; until then all that is shown is that it thinks.
    fn settle_thoughts(&mut self) -> bool {
        let start = self.text.trim_start();
        if start.len() < THOUGHTS_BEGIN.len() && THOUGHTS_BEGIN.starts_with(start) {
            return false;
        }
        if !start.starts_with(THOUGHTS_BEGIN) {
            self.has_thoughts = true;
            return true;
        }
        let Some(end) = self.text.find(THOUGHTS_END) else {
            let mut html = String::from("<p class=\"thinking\">");
            // Writing to a String cannot fail.
            let _ = escape(&mut html, self.labels.thinking);
            self.open = SafeHtml(html + "</p>");
            return false;
        };
        let (thoughts, _) = split_thoughts(&self.text);
        self.finished.push(write_thoughts(thoughts.unwrap_or_default(), self.labels));
        self.settled = end + THOUGHTS_END.len();
        self.searched = self.settled;
        self.has_thoughts = true;
        true
    }

    /// Finishes the blocks that no further text can change: all but the last one of those made of complete lines. A
    /// line that still grows may yet turn out to belong to the block before it.
    fn settle_blocks(&mut self) {
        let tail = &self.text[self.settled..self.searched];
        let source = format!("{}{tail}", self.definitions);
        let skipped = line_count(&self.definitions);
        let options = options(true);
        let arena = Arena::new();
        let root = parse_document(&arena, &source, &options);
        let nodes: Vec<_> = root.children().filter(|node| first_line(node) > skipped).collect();
        let Some((last, closed)) = nodes.split_last() else { return };
        if closed.is_empty() {
            return;
        }
        self.fences.resume();
        for node in closed.iter().filter(|node| !is_footnote(node)) {
            let html = write(node, &options, Writing { fences: &mut self.fences, labels: self.labels });
            if !html.is_empty() {
                self.finished.push(SafeHtml(html));
            }
        }
        self.fences.settle();
        let bytes = line_start(tail, first_line(last) - skipped);
        let definitions = definitions(&tail[..bytes], closed, skipped);
        // A first line of its own: comrak takes a byte order mark away only from the beginning of the whole text.
        if self.definitions.is_empty() {
            self.definitions.push('\n');
        }
        if self.definitions.len() + definitions.len() <= MAX_DEFINITIONS_BYTES {
            self.definitions.push_str(&definitions);
        }
        self.settled += bytes;
    }
}

/// The lines of `source` that may define a link, if no other kind of block has them. comrak keeps what it found to
/// itself; a line that is none after all does no harm.
fn definitions(source: &str, blocks: &[Node<'_>], skipped: usize) -> String {
    let is_taken = |line: usize| {
        blocks.iter().any(|node| {
            let node = node.data();
            let lines = node.sourcepos.start.line..=node.sourcepos.end.line;
            !matches!(node.value, NodeValue::Paragraph) && lines.contains(&(line + skipped))
        })
    };
    let may_define = |line: &str| line.trim_start().starts_with('[') && line.contains("]:") && !line.contains("[^");
    let lines = (1..).zip(source.lines()).filter(|(number, line)| may_define(line) && !is_taken(*number));
    lines.flat_map(|(_, line)| [line, "\n\n"]).collect()
}

/// Without a last line of nothing but marks: a `-` may become a list or make the line before a heading, and until more
/// follows a reader should see neither.
fn without_bare_marks(text: &str) -> &str {
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    let is_bare = text[start..].chars().all(|c| c == ' ' || "-=*_#>|`~+:".contains(c));
    if is_bare { &text[..start] } else { text }
}

fn joined(blocks: &[SafeHtml]) -> String {
    blocks.iter().map(SafeHtml::as_str).collect()
}

fn is_footnote(node: Node<'_>) -> bool {
    matches!(node.data().value, NodeValue::FootnoteDefinition(_))
}

/// The line, counted from 1, in which a block begins.
fn first_line(node: Node<'_>) -> usize {
    node.data().sourcepos.start.line
}

/// Lines end as comrak has it: with `\n`, `\r\n` or `\r`.
fn line_ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends_line = move |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    (0..bytes.len()).filter(move |at| ends_line(*at)).map(|at| at + 1)
}

fn line_count(text: &str) -> usize {
    line_ends(text).count()
}

/// The byte at which a line begins, counted from 1.
fn line_start(text: &str, line: usize) -> usize {
    if line <= 1 { 0 } else { line_ends(text).nth(line - 2).unwrap_or(text.len()) }
}

#[cfg(test)]
mod tests;
