//! What writing a text as HTML has come to: what a block needs to know of those before it, while the text grows.

use super::highlight::Fences;

/// The code blocks and headings of one text, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    /// Its code blocks.
    pub fences: Fences,
    /// Its headings.
    pub headings: Headings,
}

impl Progress {
    /// The next block to write is the first one again.
    pub fn restart(&mut self) {
        self.fences.restart();
        self.headings = Headings::default();
    }

    /// The next block to write is the first one after those that are settled.
    pub fn resume(&mut self) {
        self.fences.resume();
        self.headings.open.clone_from(&self.headings.settled);
    }

    /// What was written so far will not be written again, but by a [`restart`](Self::restart).
    pub fn settle(&mut self) {
        self.fences.settle();
        self.headings.settled.clone_from(&self.headings.open);
    }
}

/// The levels of a text's headings below its page's `h1`: none is left out, at whatever level a model begins (WCAG 2.2
/// technique G141).
#[derive(Debug, Clone, Default)]
pub(super) struct Headings {
    /// The levels, as they are written, of those that the next text stands below.
    open: Vec<u8>,
    settled: Vec<u8>,
}

impl Headings {
    /// Goes on to a heading that is written as of `level`.
    pub fn enter(&mut self, level: u8) {
        while self.open.last().is_some_and(|open| *open >= level) {
            self.open.pop();
        }
        self.open.push(level);
    }

    /// The level in HTML, 2 to 6, of the last one.
    pub fn level(&self) -> usize {
        (self.open.len() + 1).min(6)
    }
}
