//! A text that still grows: what is finished is given once, only the rest again.

use super::{
    Labels, SafeHtml, THOUGHTS_BEGIN, THOUGHTS_END,
    blocks::{first_line, is_footnote, render_after, render_all, write_thoughts},
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

/// Bytes of link definitions kept for later blocks. A text with more of them is only right at its end; without a limit
/// they would be parsed again and again.
const MAX_DEFINITIONS_BYTES: usize = 4 * 1024;

/// A whole text, after it has grown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinalHtml {
    /// The same as [`render`](super::render) gives.
    pub blocks: Vec<SafeHtml>,
    /// Whether blocks that were finished are others now: a link or footnote may be defined after its use. Then whoever
    /// watches needs them all.
    pub changed: bool,
}

/// A text that still grows.
///
/// Only what follows the last finished block is parsed again, code that follows an opening fence not even that: the work
/// is linear in the length of the text, but for a single block of another kind that is very long.
/// [`finish`](Self::finish) parses the whole text again.
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
    progress: Progress,
    /// What `open` is, when it is code whose end has not come.
    open_fence: Option<OpenFence>,
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
            progress: Progress::default(),
            open_fence: None,
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

    /// Bytes of the text whose blocks are finished: rendering what follows takes time that grows with its length.
    pub fn settled(&self) -> usize {
        self.settled
    }

    /// All finished blocks, and what follows them. A finished block stays as it is and where it is.
    pub fn blocks(&mut self) -> (&[SafeHtml], &SafeHtml) {
        self.advance();
        (&self.finished, &self.open)
    }

    /// The end of the text.
    pub fn finish(mut self) -> FinalHtml {
        self.progress.restart();
        let blocks = render_all(&self.text, &mut self.progress, self.labels);
        let changed = !blocks.starts_with(&self.finished);
        FinalHtml { blocks, changed }
    }

    fn advance(&mut self) {
        if self.shown == self.text.len() {
            return;
        }
        self.shown = self.text.len();
        if !self.has_thoughts && !self.settle_thoughts() {
            return;
        }
        let complete = self.text[self.settled..].rfind('\n').map_or(self.settled, |at| self.settled + at + 1);
        if self.grow_fence(complete) {
            return;
        }
        if complete > self.searched {
            self.searched = complete;
            self.settle_blocks();
        }
        self.open_fence = OpenFence::find(&self.text[..complete], self.settled);
        let known = match self.open_fence {
            Some(_) => &self.text[self.settled..complete],
            None => without_bare_marks(&self.text[self.settled..]),
        };
        self.progress.resume();
        let source = format!("{}{known}", self.definitions);
        let open = render_after(line_count(&self.definitions), &source, &mut self.progress, self.labels);
        self.open = SafeHtml(open.iter().map(SafeHtml::as_str).collect());
    }

    /// Adds complete lines to code whose fence is open, without looking at those before. Says whether they were all code.
    fn grow_fence(&mut self, complete: usize) -> bool {
        let Some(fence) = &mut self.open_fence else { return false };
        let lines = &self.text[fence.read..complete];
        if !fence.takes(lines) {
            self.open_fence = None;
            return false;
        }
        fence.read = complete;
        if !lines.is_empty() {
            match self.progress.fences.grow(lines) {
                Ok(html) => self.open = SafeHtml(html),
                Err(_) => return false,
            }
        }
        true
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
        let root = parse(&arena, &source, &options);
        let nodes: Vec<_> = root.children().filter(|node| first_line(node) > skipped).collect();
        let Some((last, closed)) = nodes.split_last() else { return };
        if closed.is_empty() {
            return;
        }
        self.progress.resume();
        for node in closed.iter().filter(|node| !is_footnote(node)) {
            let html = write(node, &options, Writing::new(&mut self.progress, self.labels));
            if !html.is_empty() {
                self.finished.push(SafeHtml(html));
            }
        }
        self.progress.settle();
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

/// A fenced code block (CommonMark 0.31.2 §4.5) at the very left whose end has not come.
#[derive(Debug, Clone)]
struct OpenFence {
    mark: u8,
    length: usize,
    /// Bytes of the text whose lines are in it.
    read: usize,
}

impl OpenFence {
    /// The fence that opens with the first line of `text` from `start` on, if nothing closes it.
    fn find(text: &str, start: usize) -> Option<Self> {
        let mut lines = text[start..].split_inclusive('\n').skip_while(|line| line.trim().is_empty());
        let first = lines.next()?;
        let mark = *first.as_bytes().first().filter(|mark| matches!(mark, b'`' | b'~'))?;
        let length = run_length(first, mark);
        let info = &first[length..];
        let is_fence = length >= 3 && !(mark == b'`' && info.contains('`')) && is_plain(first);
        let fence = Self { mark, length, read: text.len() };
        (is_fence && lines.all(|line| fence.takes(line))).then_some(fence)
    }

    /// Whether complete lines are code of this block.
    fn takes(&self, lines: &str) -> bool {
        is_plain(lines) && !lines.lines().any(|line| self.is_closed_by(line))
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let marks = line.trim_start_matches(' ');
        let length = run_length(marks, self.mark);
        line.len() - marks.len() <= 3
            && length >= self.length
            && marks[length..].bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    }
}

fn run_length(line: &str, mark: u8) -> usize {
    line.bytes().take_while(|byte| *byte == mark).count()
}

/// Whether comrak leaves every character of code as it is.
fn is_plain(lines: &str) -> bool {
    !lines.contains(['\r', '\0'])
}

/// The lines of `source` that may define a link, if no other kind of block has them. comrak keeps what it found to
/// itself; a line that is none after all does no harm.
fn definitions(source: &str, blocks: &[Node<'_>], skipped: usize) -> String {
    // In the order of their lines, as the blocks are.
    let taken: Vec<_> = blocks
        .iter()
        .map(|node| node.data())
        .filter(|node| !matches!(node.value, NodeValue::Paragraph))
        .map(|node| (node.sourcepos.start.line, node.sourcepos.end.line))
        .collect();
    let is_taken = |line: usize| {
        let after = taken.partition_point(|(start, _)| *start <= line + skipped);
        after.checked_sub(1).and_then(|at| taken.get(at)).is_some_and(|(_, end)| line + skipped <= *end)
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
