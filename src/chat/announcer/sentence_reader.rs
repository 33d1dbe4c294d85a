//! What a screen reader says of an answer that is being written: whole sentences, each once.

use super::{
    sentences::{is_readable, split},
    units::{Unit, units_of},
};
use crate::markup::SafeHtml;

/// How far an answer was read.
#[derive(Debug, Default)]
pub struct SentenceReader {
    /// Blocks that were read to their ends, and how many units they have.
    blocks: usize,
    units_before: usize,
    /// Units after those that were read to their ends, and bytes of the next one.
    units: usize,
    offset: usize,
}

/// The words for what is not read letter by letter.
pub trait Names {
    /// A block of code in a language, which may be empty.
    fn code(&self, language: &str) -> String;
    /// A table.
    fn table(&self) -> String;
}

impl SentenceReader {
    /// The sentences that are new in the blocks of an answer. Of the `open` block, which is still being written, the last one is
    /// left for later.
    pub fn read(&mut self, finished: &[SafeHtml], open: &SafeHtml, names: &impl Names) -> Vec<String> {
        let mut sentences = Vec::new();
        if finished.len() < self.blocks {
            self.restart();
        }
        while let Some(block) = finished.get(self.blocks) {
            let units = units_of(block.as_str());
            self.read_units(&units, false, names, &mut sentences);
            // What was open may have been more than this block: a unit keeps its number, whichever block it is in.
            self.units -= units.len();
            self.units_before += units.len();
            self.blocks += 1;
        }
        if !open.as_str().is_empty() {
            self.read_units(&units_of(open.as_str()), true, names, &mut sentences);
        }
        sentences
    }

    /// The blocks have begun anew, with the same text: what was read is not read again.
    pub fn restart(&mut self) {
        self.units += self.units_before;
        (self.blocks, self.units_before) = (0, 0);
    }

    fn read_units(&mut self, units: &[Unit], is_open: bool, names: &impl Names, sentences: &mut Vec<String>) {
        while let Some(unit) = units.get(self.units) {
            let is_growing = is_open && self.units + 1 == units.len();
            match unit {
                Unit::Text(text) => self.read_text(text, is_growing, sentences),
                Unit::Code(language) => self.read_name(|| names.code(language), sentences),
                Unit::Table => self.read_name(|| names.table(), sentences),
            }
            if is_growing {
                return;
            }
            self.units += 1;
            self.offset = 0;
        }
    }

    fn read_text(&mut self, text: &str, is_growing: bool, sentences: &mut Vec<String>) {
        let mut new = split(text.get(self.offset..).unwrap_or_default());
        if is_growing {
            new.pop();
        }
        self.offset += new.iter().map(|sentence| sentence.len()).sum::<usize>();
        sentences.extend(new.into_iter().map(str::trim).filter(|it| is_readable(it)).map(str::to_owned));
    }

    fn read_name(&mut self, name: impl FnOnce() -> String, sentences: &mut Vec<String>) {
        if std::mem::replace(&mut self.offset, 1) == 0 {
            sentences.push(name());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, SentenceReader};
    use crate::markup::SafeHtml;

    fn html(html: &str) -> SafeHtml {
        serde_json::from_value(html.into()).expect("a string")
    }

    /// Reads an answer as it grows: its finished blocks, and the open one.
    fn read(reader: &mut SentenceReader, finished: &[&str], open: &str) -> String {
        let finished: Vec<_> = finished.iter().map(|block| html(block)).collect();
        reader.read(&finished, &html(open), &Words).join("|")
    }

    struct Words;

    impl Names for Words {
        fn code(&self, language: &str) -> String {
            format!("Code, {language}.")
        }

        fn table(&self) -> String {
            "Table.".into()
        }
    }

    #[test]
    fn each_sentence_is_read_once_when_it_is_whole() {
        let mut reader = SentenceReader::default();
        assert_eq!(read(&mut reader, &[], ""), "");
        assert_eq!(read(&mut reader, &[], "<p>One. Tw"), "One.");
        assert_eq!(read(&mut reader, &[], "<p>One. Two. Thr"), "Two.");
        assert_eq!(read(&mut reader, &["<p>One. Two. Three</p>"], "<ul><li>a</li><li>b"), "Three|a");
        assert_eq!(read(&mut reader, &["<p>One. Two. Three</p>", "<ul><li>a</li><li>bc</li></ul>"], ""), "bc");
        assert_eq!(read(&mut reader, &["<p>One. Two. Three</p>", "<ul><li>a</li><li>bc</li></ul>"], ""), "");
    }

    #[test]
    fn what_was_open_may_become_more_than_one_block() {
        let mut reader = SentenceReader::default();
        assert_eq!(read(&mut reader, &[], "<p>One.</p><p>Two.</p><p>Three. Fo"), "One.|Two.|Three.");
        assert_eq!(read(&mut reader, &["<p>One.</p>"], "<p>Two.</p><p>Three. Four. Fi"), "Four.");
        assert_eq!(read(&mut reader, &["<p>One.</p>", "<p>Two.</p>", "<p>Three. Four. Five</p>"], ""), "Five");
    }

    #[test]
    fn code_is_named_as_soon_as_it_begins() {
        let fence = "<div class=\"fence\"><div class=\"fence-head\"><b>Rust</b></div><pre><code>fn";
        let mut reader = SentenceReader::default();
        assert_eq!(read(&mut reader, &[], fence), "Code, Rust.");
        assert_eq!(read(&mut reader, &[], fence), "");
        let whole = format!("{fence}</code></pre></div>");
        assert_eq!(read(&mut reader, &[&whole], "<p>Then. No"), "Then.");
    }

    #[test]
    fn blocks_that_begin_anew_are_not_read_again() {
        let mut reader = SentenceReader::default();
        assert_eq!(read(&mut reader, &["<p>One.</p>", "<p>Two.</p>"], "<p>Three. Fo"), "One.|Two.|Three.");
        reader.restart();
        assert_eq!(read(&mut reader, &["<p>One.</p>", "<p>Two.</p>", "<p>Three. Four. Five</p>"], ""), "Four.|Five");
    }
}
