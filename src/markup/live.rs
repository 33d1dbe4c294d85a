//! Markdown that is still being written: finished blocks are rendered once, only the open one again.

use super::{
    SafeHtml,
    blocks::{Labels, Rendering, lines_before_last_block, render, render_with},
    code,
};

/// A text that grows, and its HTML.
#[derive(Debug, Clone)]
pub struct LiveMarkdown {
    labels: Labels,
    text: String,
    /// Where the open block begins, in bytes.
    open_at: usize,
    finished: Vec<SafeHtml>,
    /// How many finished blocks `update` has given out.
    given: usize,
}

/// What has changed since the last update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Blocks finished since, in order.
    pub finished: Vec<SafeHtml>,
    /// The block that is being written, whole; empty when there is none.
    pub open: SafeHtml,
}

/// The whole text, when nothing more will come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Final {
    /// The same as [`render`] of the whole text.
    pub blocks: Vec<SafeHtml>,
    /// Whether they differ from what updates gave out, as when a link is defined after it was used.
    pub changed: bool,
}

impl LiveMarkdown {
    /// Nothing is written yet.
    pub fn new(labels: Labels) -> Self {
        Self { labels, text: String::new(), open_at: 0, finished: Vec::new(), given: 0 }
    }

    /// Adds text; nothing is rendered yet.
    pub fn push(&mut self, delta: &str) {
        self.text.push_str(delta);
    }

    /// The Markdown so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What has changed since the last call. The work is that of the text after the last finished block.
    pub fn update(&mut self) -> Update {
        self.finish_blocks();
        let finished = self.finished[self.given..].to_vec();
        self.given = self.finished.len();
        Update { finished, open: self.open() }
    }

    /// Every finished block, and the open one.
    pub fn snapshot(&mut self) -> (Vec<SafeHtml>, SafeHtml) {
        self.finish_blocks();
        (self.finished.clone(), self.open())
    }

    /// The whole text at once; `self` is what updates gave out so far.
    pub fn finish(mut self) -> Final {
        let blocks = render(&self.text, &self.labels);
        let (mut known, open) = self.snapshot();
        known.extend((!open.as_str().is_empty()).then_some(open));
        Final { changed: known != blocks, blocks }
    }

    /// Moves the border behind every block that later text cannot change. Only whole lines are looked at: half of one may
    /// still become anything.
    fn finish_blocks(&mut self) {
        let tail = &self.text[self.open_at..];
        let whole_lines = &tail[..tail.rfind('\n').map_or(0, |at| at + 1)];
        let lines = lines_before_last_block(whole_lines);
        if lines == 0 {
            return;
        }
        let length = whole_lines.split_inclusive('\n').take(lines).map(str::len).sum::<usize>();
        self.finished.extend(render(&whole_lines[..length], &self.labels));
        self.open_at += length;
    }

    fn open(&self) -> SafeHtml {
        let rendering = Rendering { labels: self.labels, highlight_up_to: code::OPEN_HIGHLIGHT_LIMIT };
        let blocks = render_with(&self.text[self.open_at..], &rendering);
        SafeHtml(blocks.iter().map(SafeHtml::as_str).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: Labels = Labels { copy: "Copy" };
    const DOCUMENTS: [&str; 8] = [
        "",
        "one line",
        "# 제목\n\n첫 문단은 **굵게**는\n이어집니다 👩‍💻.\n\n둘째 문단.\n",
        "- a\n- b\n\n  more of b\n\n1. one\n2. two\n\nafter\n",
        "before\n```rust\nfn main() {\n\n    println!(\"안녕\");\n}\n```\nafter\n\n~~~\nopen fence\n\nstill",
        "| a | b |\n|---|---|\n| 1 | 2 |\n\nHeading\n=======\n\ntext\n---\n\n***\n",
        "> quote\nlazy\n\n> [!WARNING]\n> careful\n\n<div>\nraw\n</div>\n\nend",
        "a [link][ref] and text\n\nmore\n\n[ref]: https://a.example\n",
    ];

    /// What a reader has who got every update of the text cut into pieces of `size` characters.
    fn stream(text: &str, size: usize) -> (Vec<SafeHtml>, Final) {
        let mut live = LiveMarkdown::new(LABELS);
        let (mut finished, mut open) = (Vec::new(), SafeHtml::default());
        let characters: Vec<char> = text.chars().collect();
        for piece in characters.chunks(size) {
            live.push(&piece.iter().collect::<String>());
            let update = live.update();
            finished.extend(update.finished);
            open = update.open;
        }
        finished.extend((!open.as_str().is_empty()).then_some(open));
        (finished, live.finish())
    }

    #[test]
    fn however_a_text_is_cut_the_end_is_that_of_the_whole_text() {
        for text in DOCUMENTS {
            for size in [1, 2, 3, 7, 1000] {
                let (seen, last) = stream(text, size);
                assert_eq!(last.blocks, render(text, &LABELS));
                if !last.changed {
                    assert_eq!(seen, last.blocks, "{text:?} in pieces of {size}");
                }
            }
        }
    }

    #[test]
    fn a_link_that_is_defined_after_its_use_is_told_as_a_change() {
        let (_, last) = stream("a [link][ref]\n\nmore\n\n[ref]: https://a.example\n", 3);
        assert!(last.changed && last.blocks[0].as_str().contains("href"));
    }

    #[test]
    fn a_long_answer_is_not_rendered_again_from_its_beginning() {
        let mut live = LiveMarkdown::new(LABELS);
        let mut longest_open = 0;
        for number in 0..500 {
            live.push(&format!("Paragraph {number} with some words in it.\n\n"));
            live.update();
            longest_open = longest_open.max(live.text.len() - live.open_at);
        }
        assert!(longest_open < 200, "{longest_open} bytes were parsed again");
    }
}
